"""Room 3: paths of documents at which a reference reads as the value behind it (`expand_columns`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from weave_query.syntax.paths import Segment, may_be_same

REF = "_ref"
"""What is below such a path beside the members of the value: the reference itself."""


@dataclass(frozen=True, slots=True)
class ExpandedColumn:
    """One of them. column: of calls, which the segments lead into. name: of the rows that a plan joins to calls, a row
    for each reference: `ref`, the document `value`, and `known`, which is 1."""

    name: str
    column: str
    segments: tuple[Segment, ...]

    @property
    def value(self) -> str:
        """The column with the values; no two rows that a plan joins have one of the same name."""
        return f"{self.name}_value"

    def leads_to(self, column: str, segments: Sequence[Segment]) -> bool:
        """Is a path this one, or below it?"""
        shortest = len(self.segments)
        if column != self.column or len(segments) < shortest:
            return False
        return all(map(may_be_same, self.segments, segments[:shortest]))
