"""Completion: the words of the language, with a sentence on each."""

from __future__ import annotations

from typing import Literal

Kind = Literal["field", "key", "value", "keyword", "function", "metric", "name"]

QUERIES = {
    "calls": "list calls",
    "count calls": "count calls",
    "stats": "metrics of calls over time",
    "usage of traces": "token usage of traces",
    "usage of calls": "token usage of calls",
    "aggregate": "groups of calls, and numbers of each",
    "feedback": "list or count feedback",
    "feedback stats": "values in feedback over time",
    "threads": "list conversations",
}
KEYWORDS = {
    "AND": "both hold",
    "OR": "one holds",
    "NOT": "does not hold",
    "IN": "is one of a list: in (1, 2)",
    "IS": "is null, is not null",
    "NULL": "missing or null",
    "TRUE": "",
    "FALSE": "",
    "EXISTS": "is neither missing nor null",
    "CONTAINS": "has a text in it",
    "ICONTAINS": "has a text in it, in any case",
    "STARTS": "starts with a text",
    "ENDS": "ends with a text",
    "MATCHES": "has a match of a regular expression",
    "IMATCHES": "has a match of a regular expression, in any case",
    "ANY": "some element: any(x in inputs.messages where x.role = 'tool')",
    "ALL": "every element: all(x in inputs.messages where x.role = 'user')",
    "WHERE": "only rows for which the condition holds",
    "HAVING": "only groups for which the condition holds",
    "FILTER": "only calls with these ids, ops, threads",
    "SORT": "the order of the answer",
    "LIMIT": "so many rows at most",
    "OFFSET": "leave out so many rows",
    "SELECT": "the columns of the answer",
    "EXPAND": "read the values behind references",
    "WITH": "costs, feedback or sizes in the answer",
    "WITHOUT": "",
    "BY": "group by",
    "EVERY": "buckets of time",
    "FROM": "the range of time",
    "TO": "the end of the range",
    "LAST": "the range up to now: last 7d",
    "ON": "the time that the range is about",
    "TOP": "so many keys, the greatest",
    "AS": "the name of the column",
    "FILL": "buckets without rows too",
    "ASC": "the least first",
    "DESC": "the greatest first",
}
SPELLED = {"STARTS": "starts with", "ENDS": "ends with", "SORT": "sort by", "IS": "is null", "WEEK": "week starts"}
# Terminals that begin what has a vocabulary of its own.
CLAUSES = frozenset(
    {
        "STATS",
        "FILTER",
        "WITH",
        "BY",
        "EVERY",
        "SELECT",
        "SORT",
        "AGGREGATE",
        "ON",
        "EXPAND",
        "WHERE",
        "HAVING",
        "STARTS",
    }
)
# The fields that are asked for most, which are offered first.
COMMON = (
    *("trace_name", "status", "latency_ms", "started_at", "inputs", "output", "summary", "attributes", "exception"),
    *("cost", "feedback_type", "payload", "created_at", "creator", "op_name"),
)
