"""Room 1: the query that a mistake stands in: what was asked so far, and what may be meant where it does not go on."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from weave_query.syntax.text.spans import Span

if TYPE_CHECKING:
    from lark.exceptions import UnexpectedInput

_ASKING = ("CALLS", "COUNT", "STATS", "USAGE", "FEEDBACK", "THREADS", "AGGREGATE")
CLAUSES = frozenset(
    {
        *("FILTER", "WHERE", "HAVING", "SORT", "LIMIT", "OFFSET", "SELECT", "EXPAND", "WITH"),
        *("FROM", "LAST", "BY", "EVERY", "ON"),
    }
)
_CONDITIONS = ("WHERE", "HAVING")
_LISTS = ("CALLS", "COUNT")
_WITHOUT_RANGE = ("CALLS", "COUNT", "USAGE", "THREADS")
_OTHERS = tuple(each for each in _ASKING if each != "AGGREGATE")
_HEAD = (None,)
_AHEAD = (None, "SORT", "SELECT", "BY", "EXPAND")
_SIGNS = ("+", "-", "*", "/")
_GROUPS = "groups are of `aggregate count() by ...`"
_ONE_WIDTH = "buckets have one width, as in `by 1d`; tokens and costs are by model already"
_FUNCTIONS = "functions stand in `aggregate count() by ...`; `count calls where ...` counts calls"
_COLUMNS = "`sort by` has the names of columns, such as `count` or `sum_cost`, or those behind `as`"
_CALCULATED = "arithmetic stands in conditions, as in `having a - b > 5`, and inside of measures: `sum(a - b) as x`"
_OF_MEASURES = (
    'nothing is calculated of measures: an average is `avg(x)`, a share of calls `avg(status = "error") as rate`, and '
    f"a difference is taken of the answer; {_CALCULATED}"
)
_SORTED = f"groups are sorted by columns of the answer, `sort by a desc, b`; {_CALCULATED}"
_VALUES = 'values of payloads are counted by `feedback stats kind categorical ... where payload.kind = "x"`'
_OF_GROUPS = (
    "groups have it: `aggregate count(), p95(latency) by op having count > 5 sort by count desc limit 5`; `stats` has "
    "every bucket"
)
_USAGE_BY = "`stats total_tokens, total_cost by 1d` is by model and time, `aggregate sum(cost) by op` by any field"
_COSTLIEST = "the costliest traces are `aggregate sum(cost) by trace_id sort by sum_cost desc limit 10`"
_BOUND = "a range of time is a condition here: `where started_at > now() - 7d`"
# Of which queries, in which clauses (None before all of them), which words stand where they cannot -> what is meant.
_MEANT: tuple[tuple[tuple[str, ...], tuple[str | None, ...] | None, tuple[str, ...], str], ...] = (
    (_ASKING, ("SELECT",), _SIGNS, "arithmetic stands in conditions, and in measures, `aggregate sum(a - b) as x`"),
    (("AGGREGATE",), _HEAD, _SIGNS, _OF_MEASURES),
    (("AGGREGATE",), ("SORT",), _SIGNS, _SORTED),
    (("AGGREGATE",), _AHEAD, _SIGNS, _CALCULATED),
    (_OTHERS, _AHEAD, _SIGNS, "arithmetic stands in conditions: `where a - b > 5`"),
    (("AGGREGATE",), ("SORT",), ("(",), _COLUMNS),
    (_OTHERS, ("SORT",), ("(",), "`sort by` has fields; groups are sorted in `aggregate`"),
    (("FEEDBACK",), ("SELECT",), ("(",), "it is written `count(*)`"),
    (_ASKING, ("SELECT",), ("(",), _FUNCTIONS),
    (_OTHERS, ("SELECT",), ("as",), "columns keep their names; measures have others, as in `aggregate sum(cost) as x`"),
    (("STATS",), _HEAD, ("(",), "what is asked stands behind the metric: `stats latency avg p95`"),
    (("STATS",), ("BY", "EVERY"), (",",), _ONE_WIDTH),
    (("FEEDBACK",), ("BY",), (".", "["), _VALUES),
    (("COUNT",), _HEAD, ("feedback",), "rows of feedback are counted by `feedback select count(*) where ...`"),
    (("FEEDBACK",), ("EVERY",), ("in",), "these buckets are of UTC; `feedback stats ... by 1d in` has a zone"),
    (("STATS",), ("FROM", "LAST"), ("in",), 'a zone stands behind the width: `by 1d in "Europe/Berlin"`'),
    (("AGGREGATE",), ("FROM", "LAST"), ("in",), 'a zone stands behind the width: `every 1d in "Europe/Berlin"`'),
    (("AGGREGATE",), _CONDITIONS, ("as",), "`as` stands right behind what it names: `p95(latency) as slow where ...`"),
    (("AGGREGATE",), None, ("top",), "`by op_name top 5`, behind a dimension"),
    (_OTHERS, None, ("top",), "`limit 5`"),
    (_LISTS, None, ("by", "group", "every"), _GROUPS),
    (("STATS",), None, ("limit", "offset", "sort", "order", "having"), _OF_GROUPS),
    (("USAGE",), None, ("by", "group", "every"), _USAGE_BY),
    (("USAGE",), None, ("sort", "order"), _COSTLIEST),
    (_WITHOUT_RANGE, None, ("last", "from", "to", "since", "until"), _BOUND),
)
_BETWEEN = 'a function stands before its value, `size(x)`, and a test between two: `x contains "y"`'
_BEGINNINGS = "a query begins with `calls`, `count calls`, `stats`, `usage of`, `feedback`, `threads` or `aggregate`"
# How queries begin in other languages.
_OTHER_BEGINNING = re.compile(
    r"\s*(?:select|from|find|get|show|list|search|count|filter|group|sort|order)\b", re.IGNORECASE
)
# What other languages read from, and `from` takes for the name of a function.
_OF_CALLS = "`from` begins a range of time; what is asked is about calls already"
_SOURCES = {
    "feedback": "`from` begins a range of time; feedback is counted by `feedback stats output.score avg`, `feedback by "
    'scorer_id` and `feedback select count(*) where feedback_type = "x"`',
    **dict.fromkeys(("calls", "traces", "spans"), _OF_CALLS),
    "threads": "`from` begins a range of time; `threads` begins a query of its own",
}
_OF_ERRORS = {
    **dict.fromkeys(("error_rate", "failure_rate"), 'avg(status = "error") as error_rate'),
    **dict.fromkeys(("error_count", "errors", "failures"), 'count(where status = "error") as errors'),
    **dict.fromkeys(("call_count", "calls", "requests"), "count()"),
}
_MEASURES = ("sum", "avg", "min", "max", "count_distinct")
# Parts of the names of numbers.
_OF_NUMBERS = re.compile(r"latency|duration|cost|token|size|_ms|bytes|score")
_PERCENTILE = re.compile(r"p\d+(?:\.\d+)?\Z")


@dataclass(frozen=True, slots=True)
class Asked:
    """statement: the word that the query begins with. clause: that of the clause that is not finished. last: the word
    before the mistake. All are terminals of the grammar but `last`; None where there is none."""

    statement: str | None
    clause: str | None
    last: str | None

    @property
    def is_condition(self) -> bool:
        return self.statement is None or self.clause in _CONDITIONS

    def hint(self, at: Span, expected: Collection[str]) -> str | None:
        """What may be meant by a text that does not go on as expected; None where nothing is known."""
        around = self._in_condition(at, expected) if self.is_condition else self._in_clause(at, expected)
        return around or self._listed(at.text.lower()) or self._another(at)

    def _in_condition(self, at: Span, expected: Collection[str]) -> str | None:
        if self.last == "in" and set(expected) == {"LPAR"} and at.text:
            return f"what a value may be stands in parentheses: `in ({at.text}, ...)`"
        if self.statement is None and _OTHER_BEGINNING.match(at.source) is not None:
            return _BEGINNINGS
        return _BETWEEN if at.text == "(" else None

    def _in_clause(self, at: Span, expected: Collection[str]) -> str | None:
        """What the words around it tell."""
        only = next(iter(expected)) if len(expected) == 1 else None
        if self.clause == "SORT" and self.last == "by" and at.text == "-":
            return "the greatest first is `desc`, behind the name"
        if at.text == "*" and self.last == "(":
            return "it is written `count()`"
        if self.clause == "FROM" and only == "LPAR":
            if self.last in _SOURCES:
                return _SOURCES[self.last]
            return "a time is a date, `now()`, or one of these moved: `now() - 1d`"
        if self.clause == "SELECT" and only == "STAR":
            return self._listed("(")
        if self.statement == "AGGREGATE" and self.clause in (None, "BY") and only == "LPAR" and self.last == "by":
            return f"`by` follows the measures without a comma: `aggregate count() by {at.text}`"
        if self.statement == "AGGREGATE" and self.clause is None and only == "LPAR" and at.text not in _SIGNS:
            return f"a measure is a function of a field, such as `{_measure(self.last or '')}`"
        return None

    def _listed(self, word: str) -> str | None:
        for statements, clauses, words, meant in _MEANT:
            if self.statement in statements and (clauses is None or self.clause in clauses) and word in words:
                return meant
        return None

    def _another(self, at: Span) -> str | None:
        """A word that a query begins with, in the middle of one."""
        is_field = at.source[at.end : at.end + 1] in ("[", ".") or (self.is_condition and at.text.lower() == "feedback")
        if self.statement is None or at.text.upper() not in _ASKING or is_field or self.clause in ("WITH", "SELECT"):
            return None
        return f"`{at.text.lower()}` begins a query of its own"


def _measure(name: str) -> str:
    """What may be meant by a word that should have been a measure."""
    if name == "count":
        return "count()"
    if name in _OF_ERRORS:
        return _OF_ERRORS[name]
    if name in _MEASURES:
        return f"{name}(cost)"
    if _PERCENTILE.match(name) is not None:
        return f"{name}(latency)"
    if _OF_NUMBERS.search(name) is not None:
        return f"sum({name})"
    return f"count_distinct({name})`, and groups stand behind `by`: `aggregate count() by {name}"


def asked_of(error: UnexpectedInput) -> Asked:
    """What was asked before a mistake, by what lies on the parser's stack."""
    running = getattr(error, "interactive_parser", None)
    stack = running.parser_state.value_stack if running is not None else []
    tokens = [each for each in stack if isinstance(each, str)]
    types = [getattr(each, "type", "") for each in tokens]
    clauses = _clauses(types)
    is_query = bool(types) and types[0] in _ASKING
    return Asked(
        types[0] if is_query else None,
        clauses[-1] if clauses and is_query else None,
        tokens[-1].lower() if tokens and tokens[-1] is stack[-1] else None,
    )


def _clauses(types: Sequence[str]) -> list[str]:
    """The words of clauses, but for those within parentheses that are closed: a measure has a `where` of its own."""
    found: list[str] = []
    opened: list[int] = []
    for each, before in zip(types, ["", *types], strict=False):
        if each == "LPAR":
            opened.append(len(found))
        elif each == "RPAR" and opened:
            del found[opened.pop() :]
        elif each in CLAUSES and before != "SORT":
            found.append(each)
    return found
