"""Completion: the words of the language, with a sentence on each."""

from __future__ import annotations

from typing import Literal

Kind = Literal["field", "key", "value", "keyword", "operator", "function", "metric", "name", "form"]

QUERIES = {
    "calls": "list calls",
    "count calls": "count calls",
    "stats": "metrics of calls over time",
    "aggregate": "groups of calls, and numbers of each",
    "usage of traces": "token usage of traces",
    "usage of calls": "token usage of calls, each with those below it",
    "feedback": "list feedback",
    "feedback by": "count feedback, its tags and ratings",
    "feedback stats": "values in feedback over time",
    "threads": "list conversations",
}
# What goes on from the clause before comes first, then other clauses.
KEYWORDS = {
    "TO": "the end of the range; what starts then is not in it",
    "DESC": "the greatest first",
    "ASC": "the least first",
    "TOP": "so many keys, the greatest",
    "AS": "the name of the column",
    "FILL": "buckets without rows too",
    "WEEK": "the first day of a week: week starts sunday",
    "AND": "both hold",
    "OR": "one holds",
    "NOT": "does not hold",
    "IN": 'is one of a list: in (1, 2); behind a width of time the time zone: by 1d in "Europe/Berlin"',
    "IS": "is null, is not null",
    "NULL": "missing or null",
    "TRUE": "the boolean true",
    "FALSE": "the boolean false",
    "EXISTS": "is neither missing nor null",
    "CONTAINS": "has a text in it",
    "ICONTAINS": "has a text in it, in any case",
    "STARTS": "starts with a text",
    "ENDS": "ends with a text",
    "MATCHES": "has a match of a regular expression",
    "IMATCHES": "has a match of a regular expression, in any case",
    "ANY": "some element: any(x in inputs.messages where x.role = 'tool')",
    "ALL": "every element: all(x in inputs.messages where x.role = 'user'); `limit all` is no limit",
    "CALLS": "calls: what was recorded of functions and models, one row a call",
    "COUNT": "count calls: how many there are",
    "STATS": "metrics over time: stats latency p95 by 1h from 2025-11-01",
    "USAGE": "token usage: usage of traces, usage of calls",
    "OF": "usage of traces, usage of calls",
    "TRACES": "usage of each trace, all of its calls together",
    "FEEDBACK": "what people and scorers said of calls",
    "THREADS": "conversations: the calls that have a thread_id, by it",
    "AGGREGATE": "groups of calls: aggregate count(), avg(latency_ms) by trace_name",
    "WHERE": "only rows for which the condition holds",
    "HAVING": "only groups for which the condition holds",
    "FILTER": "only calls with these ids, ops, threads",
    "SORT": "the order of the answer: sort by started_at desc",
    "LIMIT": "so many rows at most",
    "OFFSET": "leave out so many rows",
    "SELECT": "the columns of the answer",
    "EXPAND": "read the values behind references",
    "WITH": "costs, feedback or sizes in the answer",
    "WITHOUT": "without values, behind `expand`; without other, behind `top`",
    "VALUES": "expand without values: references are followed in conditions alone",
    "BY": "group by; the width of a bucket of time: by 1h",
    "EVERY": "buckets of time: every 1h, every day",
    "FROM": "the range of time: from 2025-11-01 to 2025-11-08",
    "LAST": "the range up to now: last 7d",
    "ON": "the time that the range is about: started_at, ended_at or expire_at",
    "OTHER": "the group of all keys that are not in `top`",
}
SPELLED = {"STARTS": "starts with", "ENDS": "ends with", "SORT": "sort by", "IS": "is null", "WEEK": "week starts"}
# Terminals that begin what has a vocabulary of its own.
CLAUSES = frozenset(
    {
        *("STATS", "FILTER", "WITH", "BY", "EVERY", "SELECT", "SORT", "AGGREGATE", "ON", "EXPAND", "WHERE", "HAVING"),
        *("STARTS", "FROM", "TO", "LAST", "LIMIT", "OFFSET", "TOP"),
    }
)
# The fields that are asked for most, which are offered first.
COMMON = (
    *("trace_name", "status", "latency_ms", "started_at", "op", "inputs", "output", "summary", "attributes"),
    *("exception", "cost", "feedback_type", "payload", "created_at", "creator", "op_name"),
)
METRICS = {
    "latency": "milliseconds from start to end, of calls that have ended",
    "latency_ms": "milliseconds from start to end, of calls that have ended",
    "call_count": "how many calls started",
    "error_count": "how many calls have an exception",
    "input_tokens": "tokens of prompts",
    "output_tokens": "tokens of answers",
    "total_tokens": "tokens of prompts and answers",
    "cache_read_input_tokens": "tokens of prompts that came out of a cache",
    "cache_creation_input_tokens": "tokens of prompts that went into a cache",
    "input_cost": "US dollars for prompts",
    "output_cost": "US dollars for answers",
    "total_cost": "US dollars for prompts and answers",
}
AGGREGATED = {
    "sum": "the sum of the values",
    "avg": "their average",
    "min": "the least",
    "max": "the greatest",
    "count": "how many there are",
    "count_true": "how many are true",
    "count_false": "how many are false",
    "p50": "the median: half of the values are below it",
    "p95": "95 of 100 values are below it; any p0 to p100",
    "p99": "99 of 100 values are below it",
}
VALUE_TYPES = {
    "numeric": "the values are numbers",
    "boolean": "the values are true or false",
    "categorical": "rows are counted, whatever the values are",
}
MEASURES = {
    "count": "how many rows a group has",
    "count_distinct": "how many different values",
    "sum": "the sum of the values of a group",
    "avg": "their average",
    "min": "the least",
    "max": "the greatest",
    "p50": "the median: half of the values are below it",
    "p95": "95 of 100 values are below it; any p0 to p100",
    "p99": "99 of 100 values are below it",
}
INCLUDED = {
    "costs": "the price of the tokens, in summary.weave.costs",
    "feedback": "the feedback of each call, in summary.weave.feedback",
    "storage_size": "the stored bytes of each call",
    "total_storage_size": "the stored bytes of the whole trace, at its root",
    "usernames": "the names of the users of the calls",
    "latest_only": "changes nothing: a call has one row",
}
UNITS = {
    "auto": "chosen by the length of the range",
    "day": "days of the calendar",
    "week": "weeks of the calendar",
    "month": "months of the calendar",
    "quarter": "quarters of the calendar",
    "year": "years of the calendar",
}
WIDTHS = {
    "1h": "buckets of an hour",
    "1d": "buckets of a day",
    "7d": "buckets of seven days",
    "15m": "buckets of fifteen minutes",
    "5m": "buckets of five minutes",
    "1m": "buckets of a minute",
}
LENGTHS = {
    "7d": "the last seven days",
    "1d": "the last day",
    "1h": "the last hour",
    "30d": "the last thirty days",
    "90d": "the last ninety days",
}
DAYS = ("monday", "sunday", "saturday", "tuesday", "wednesday", "thursday", "friday")
KEYS_OF_FEEDBACK = {
    "scorer_id": "by the scorer",
    "span_agent_name": "by the agent",
    "span_agent_version": "by the version of the agent",
    "span_status_code": "by status: UNSET, OK or ERROR",
}
ABOUT = {
    **VALUE_TYPES,
    **UNITS,
    **KEYS_OF_FEEDBACK,
    **AGGREGATED,
    **MEASURES,
    **METRICS,
    "percentile": "a percentile of the values: `percentile` says which",
    "asc": KEYWORDS["ASC"],
    "desc": KEYWORDS["DESC"],
}
"""What values of requests mean that are one of a list."""
