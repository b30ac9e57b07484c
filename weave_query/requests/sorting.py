"""Room 2: the fields that a request is sorted by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from weave_query.errors import ROOT, Location
from weave_query.options import Limits
from weave_query.requests.calls import SortBy
from weave_query.requests.field_paths import limited_path
from weave_query.requests.limits import check_sort_keys
from weave_query.syntax.paths import FieldPath


@dataclass(frozen=True, slots=True)
class SortField:
    """A field to sort by, as the request has it."""

    path: FieldPath
    descending: bool
    at: Location = field(compare=False)


def sort_fields(sort_by: Sequence[SortBy], limits: Limits) -> tuple[SortField, ...]:
    """The keys of `sort_by`. Raises ParseError for what is no path, LimitError for too many."""
    at = ROOT.child("sort_by")
    check_sort_keys(len(sort_by), limits, at)
    found = []
    for position, sort in enumerate(sort_by):
        place = at.child(position).child("field")
        found.append(SortField(limited_path(sort.field, limits, place), sort.direction == "desc", place))
    return tuple(found)
