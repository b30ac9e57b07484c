"""Testing: what may stand in a place of a condition: the fields there, and the literals to put beside an operand."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import strategies as st

from weave_query.testing.strategies.documents import Json
from weave_query.testing.strategies.known import Scope, Vocabulary
from weave_query.testing.strategies.likely import TIMES, is_time, likely

# Literals that may stand anywhere.
ANYTHING: tuple[Json, ...] = (1, 0, "", "a", None, True, False, "1", "true", 0.5, "null")


@dataclass(frozen=True)
class Grammar:
    """What may stand in a place. scope: the fields there; operand_depth: value operators above each other; regexes:
    with `$regexMatch`; inside: is it a condition on elements? rows: the fields of the one set that a predicate may
    ask for, none where it asks for no set."""

    known: Vocabulary
    scope: Scope
    operand_depth: int
    regexes: bool
    inside: bool = False
    rows: Scope | None = None

    @property
    def within(self) -> Grammar:
        """The grammar of a condition on elements, where fields of the call keep their meaning."""
        return replace(self, scope=self.known.elements, inside=True)

    def of_rows(self, rows: Scope) -> Grammar:
        """The grammar of a predicate about the rows of a set, which sees no element around it."""
        return replace(self, scope=self.known.calls, inside=False, rows=rows)

    def of_one_row(self, row: Scope) -> Grammar:
        """The grammar of a condition on one feedback."""
        return Grammar(replace(self.known, calls=row, sets=()), row, self.operand_depth, self.regexes)

    def values(self, beside: Json) -> st.SearchStrategy[Json]:
        """Scalars to put beside an operand: mostly such as some rows have there, as they are or spelled otherwise."""
        found = self._known(beside)
        if is_time(beside):
            return st.sampled_from(TIMES) | st.sampled_from(found or TIMES)
        anything = st.sampled_from(ANYTHING) | st.sampled_from(self.known.scalars or ANYTHING)
        if not found:
            return anything
        otherwise = st.sampled_from(_spelled_otherwise(found))
        return st.one_of(st.sampled_from(found), st.sampled_from(found), otherwise, anything)

    def texts(self, beside: Json) -> st.SearchStrategy[Json]:
        """The same, but mostly texts: nothing else begins with anything."""
        found = tuple(value for value in self._known(beside) if isinstance(value, str) and value)
        anything = self.values(beside)
        return st.one_of(st.sampled_from(found), st.sampled_from(found), anything) if found else anything

    def _known(self, beside: Json) -> tuple[Json, ...]:
        found = likely(beside, self.scope) or (likely(beside, self.known.calls) if self.inside else ())
        return found or (likely(beside, self.rows) if self.rows is not None else ())


def _spelled_otherwise(values: tuple[Json, ...]) -> tuple[Json, ...]:
    """The values with numbers and booleans as text, and text that spells such as these."""
    found: list[Json] = []
    for value in values[:20]:
        if isinstance(value, bool):
            found.append("true" if value else "false")
        elif isinstance(value, (int, float)):
            found += [str(value), value + 1, value - 0.5]
        elif isinstance(value, str):
            found += [value.upper(), value + "a", {"true": True, "false": False}.get(value, _number(value))]
    return tuple(found) or values


def _number(text: str) -> Json:
    try:
        return float(text) if abs(float(text)) < 1e300 else text
    except ValueError:
        return text
