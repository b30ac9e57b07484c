"""The API: what is looked for in statements that are to tell where their parts come from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from weave_query.errors import ROOT, Location
from weave_query.requests.aggregate import AggregateReq
from weave_query.requests.base import Request
from weave_query.requests.stats import CallStatsReq
from weave_query.syntax.expr import Slot, SlotList


def places_of_values(shape: object) -> dict[int, Location]:
    """The places of the values that were moved out of a request, by their slots."""
    return dict(_slots(shape, ROOT))


def _slots(value: Any, at: Location) -> Iterator[tuple[int, Location]]:
    if isinstance(value, Slot | SlotList):
        yield value.index, value.at if value.at.tokens else at
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            if each.compare:
                yield from _slots(getattr(value, each.name), at.child(each.name) if at is ROOT else at)
    elif isinstance(value, tuple | list | frozenset):
        for item in value:
            yield from _slots(item, at)


def place_of_column(request: Request, name: str) -> Location | None:
    """The place of the key or the measure that a column of a statement has."""
    match request:
        case AggregateReq():
            if name == "bucket":
                return ROOT.child("bucket")
            found = _GROUPED.match(name)
            return ROOT.child(_LISTS[found["list"]]).child(int(found["number"]) - 1) if found is not None else None
        case CallStatsReq():
            return ROOT.child("granularity") if name == "bucket" else _place_of_metric(request, name)
        case _:
            return None


def _place_of_metric(request: CallStatsReq, name: str) -> Location | None:
    for key in ("call_metrics", "usage_metrics"):
        for number, spec in enumerate(getattr(request, key) or ()):
            if name.endswith(f"_{spec.metric}"):
                return ROOT.child(key).child(number)
    return None


_GROUPED = re.compile(r"(?P<list>[dm])(?P<number>[0-9]+)_")
_LISTS = {"d": "dimensions", "m": "measures"}
