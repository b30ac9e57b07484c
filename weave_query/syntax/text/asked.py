"""Room 1: the query that a mistake stands in: what was asked so far, and what may be meant where it does not go on."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from weave_query.syntax.text.spans import Span
from weave_query.syntax.text.times import duration_of

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
_MEASURES = ("sum", "avg", "min", "max", "count", "count_distinct")
_WHERE_FUNCTIONS_ARE = "functions stand in `aggregate count() by ...`; `count calls where ...` counts calls"
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)\s*\Z")


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
        if self.is_condition:
            return self._in_condition(at, expected)
        return self._arithmetic(at) or self._function(at, expected) or self._groups(at) or self._another(at)

    def _in_condition(self, at: Span, expected: Collection[str]) -> str | None:
        if self.last == "in" and set(expected) == {"LPAR"} and at.text:
            return f"what a value may be stands in parentheses: `in ({at.text}, ...)`"
        number = _NUMBER.search(at.source[: at.start])
        if number is not None and (duration := duration_of(number[1], at.text)) is not None:
            return f"a duration is one word: `{duration}`"
        if self.statement == "AGGREGATE" and at.text.lower() == "as":
            return "`as` stands right behind what it names: `p95(latency) as slow where ...`"
        return self._groups(at) or self._another(at) if self.statement is not None else None

    def _arithmetic(self, at: Span) -> str | None:
        if at.text not in ("+", "-", "*", "/") or self.clause not in (None, "SORT", "SELECT", "BY", "EXPAND"):
            return None
        if self.clause == "SORT" and self.last == "by":
            return "the greatest first is `desc`, behind the name" if at.text == "-" else None
        if at.text == "*" and self.last == "(":
            return "it is written `count()`"
        if self.clause == "SELECT":
            return "arithmetic stands in conditions, and in measures, `aggregate sum(a - b) as x`"
        if self.statement == "AGGREGATE":
            return (
                "arithmetic stands in conditions, as in `having a - b > 5`, and inside of measures: `sum(a - b) as x`"
            )
        return "arithmetic stands in conditions: `where a - b > 5`"

    def _function(self, at: Span, expected: Collection[str]) -> str | None:
        """A function where there is none, or a measure without its parentheses."""
        if self.clause == "FROM" and set(expected) == {"LPAR"}:
            return "a time is a date, `now()`, or one of these moved: `now() - 1d`"
        if (
            self.statement == "AGGREGATE"
            and self.clause is None
            and set(expected) == {"LPAR"}
            and self.last is not None
        ):
            measure = f"{self.last}()" if self.last == "count" else f"sum({self.last})"
            if self.last in _MEASURES and self.last != "count":
                measure = f"{self.last}(cost)"
            return f"a measure is a function of a field, such as `{measure}`"
        if self.clause == "SELECT" and (set(expected) == {"STAR"} or at.text == "("):
            return "it is written `count(*)`" if self.statement == "FEEDBACK" else _WHERE_FUNCTIONS_ARE
        if self.clause == "SORT" and at.text == "(":
            if self.statement == "AGGREGATE":
                return "`sort by` has the names of columns, such as `sum_cost`, or those behind `as`"
            return "`sort by` has fields; groups are sorted in `aggregate`"
        return None

    def _groups(self, at: Span) -> str | None:
        word = at.text.lower()
        if word == "top":
            return "`by op_name top 5`, behind a dimension" if self.statement == "AGGREGATE" else "`limit 5`"
        if self.statement in ("CALLS", "COUNT") and word in ("by", "group", "every"):
            return "groups are of `aggregate count() by ...`"
        if self.statement == "STATS" and self.clause in ("BY", "EVERY") and word == ",":
            return "buckets have one width, as in `by 1d`; tokens and costs are by model already"
        return None

    def _another(self, at: Span) -> str | None:
        """A word that a query begins with, in the middle of one."""
        is_field = at.source[at.end : at.end + 1] in ("[", ".")
        if at.text.upper() not in _ASKING or is_field or self.clause in ("WITH", "SELECT"):
            return None
        return f"`{at.text.lower()}` begins a query of its own"


def asked_of(error: UnexpectedInput) -> Asked:
    """What was asked before a mistake, by what lies on the parser's stack."""
    running = getattr(error, "interactive_parser", None)
    stack = running.parser_state.value_stack if running is not None else []
    tokens = [each for each in stack if isinstance(each, str)]
    types = [getattr(each, "type", "") for each in tokens]
    clauses = [each for each, before in zip(types, ["", *types], strict=False) if each in CLAUSES and before != "SORT"]
    is_query = bool(types) and types[0] in _ASKING
    return Asked(
        types[0] if is_query else None,
        clauses[-1] if clauses and is_query else None,
        tokens[-1].lower() if tokens and tokens[-1] is stack[-1] else None,
    )
