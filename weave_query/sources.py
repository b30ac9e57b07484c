"""Room 6: which characters of a statement come from which place of the request. Values only, like what is compiled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from weave_query.binding.origins import Origins
from weave_query.errors import Location

Columns = Callable[[str, str], Sequence[Location]]
SourceKind = Literal["predicate", "value", "column", "order"]


@dataclass(frozen=True, slots=True)
class Source:
    """The characters from `start` to `end` of a statement, and where they come from.

    kind: a condition, a value that stands in a parameter, a column of the result, which is one that was selected, a
    measure or a key, or a key of the order. at: the place in the request, a JSON pointer or a `Span` of its text.
    """

    start: int
    end: int
    kind: SourceKind
    at: Location


@dataclass(frozen=True, slots=True)
class SourceMap:
    """The sources of one statement, in the order of their beginnings; those within others come later."""

    sources: tuple[Source, ...] = ()

    def __iter__(self) -> Iterator[Source]:
        return iter(self.sources)

    def __len__(self) -> int:
        return len(self.sources)

    def at(self, position: int) -> Source | None:
        """The innermost source at a position of the statement, such as a database's error tells: counted from 0."""
        found = [each for each in self.sources if each.start <= position < each.end]
        return min(found, key=lambda each: each.end - each.start, default=None)

    def of(self, at: Location) -> list[Source]:
        """What a place of the request became."""
        return [each for each in self.sources if each.at == at]


@dataclass(frozen=True, slots=True)
class Trace:
    """What is looked for when a statement is printed. origins: predicates. values: places of slots. columns: the
    places that ask for a column, by the names of the statement and of the column."""

    origins: Origins = field(default_factory=dict)
    values: Mapping[int, Location] = field(default_factory=dict)
    columns: Columns = lambda statement, name: ()
