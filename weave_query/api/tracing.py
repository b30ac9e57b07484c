"""The API: what is looked for in statements that are to tell where their parts come from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from weave_query.catalogue.fields import CALL_FIELDS, FEEDBACK_FIELDS
from weave_query.errors import ROOT, Location
from weave_query.requests.aggregate import AggregateReq
from weave_query.requests.base import Request
from weave_query.requests.calls import CallsQueryReq
from weave_query.requests.feedback_query import COUNT, FeedbackQueryReq
from weave_query.requests.stats import CallStatsReq
from weave_query.syntax.expr import Slot, SlotList
from weave_query.syntax.paths import parse_path


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


def places_of_columns(request: Request, statement: str, name: str) -> Sequence[Location]:
    """The places that ask for a column of a statement: keys and measures, and what was selected."""
    match request:
        case AggregateReq():
            return _only(_place_in_groups(name))
        case CallStatsReq():
            return _only(ROOT.child("granularity") if name == "bucket" else _place_of_metric(request, name))
        case CallsQueryReq():
            return [at for at, found in _asked_of_calls(request) if found in (name, _whole(statement))]
        case FeedbackQueryReq():
            return [at for at, found in _asked_of_feedback(request) if found in (name, _whole(statement))]
        case _:
            return ()


def _only(at: Location | None) -> Sequence[Location]:
    return () if at is None else (at,)


def _place_in_groups(name: str) -> Location | None:
    if name == "bucket":
        return ROOT.child("bucket")
    found = _GROUPED.match(name)
    return ROOT.child(_LISTS[found["list"]]).child(int(found["number"]) - 1) if found is not None else None


def _whole(statement: str) -> str:
    """What stands for every column of a statement."""
    return f"{statement}.*"


def _asked_of_calls(request: CallsQueryReq) -> Iterator[tuple[Location, str]]:
    """The places that ask for something, with the column that it is or is computed of."""
    for number, given in enumerate(request.columns or ()):
        at = ROOT.child("columns").child(number)
        name = given if given in _COMPUTED else CALL_FIELDS.find(parse_path(given, at), at)[0].name
        yield at, _COMPUTED.get(name, name)
    for flag, statement in _FLAGS.items():
        if getattr(request, flag):
            yield ROOT.child(flag), _whole(statement)
    for number in range(len(request.expand_columns or ())):
        yield ROOT.child("expand_columns").child(number), _whole("refs")


def _asked_of_feedback(request: FeedbackQueryReq) -> Iterator[tuple[Location, str]]:
    for number, given in enumerate(request.fields or ()):
        at = ROOT.child("fields").child(number)
        yield at, _whole("total") if given == COUNT else FEEDBACK_FIELDS.find(parse_path(given, at), at)[0].name


def _place_of_metric(request: CallStatsReq, name: str) -> Location | None:
    for key in ("call_metrics", "usage_metrics"):
        for number, spec in enumerate(getattr(request, key) or ()):
            if name.endswith(f"_{spec.metric}"):
                return ROOT.child(key).child(number)
    return None


_GROUPED = re.compile(r"(?P<list>[dm])(?P<number>[0-9]+)_")
_LISTS = {"d": "dimensions", "m": "measures"}
# Of fields that are no columns of a statement themselves, what they are made of.
_COMPUTED = {
    "summary.weave.status": "weave_status",
    "summary.weave.latency_ms": "weave_latency_ms",
    "summary.weave.trace_name": "weave_trace_name",
    "duration": "ended_at",
    "op": "op_name",
    "cost": _whole("costs"),
    "storage_size_bytes": "storage_size_bytes",
    "total_storage_size_bytes": _whole("sizes"),
}
# What a request adds, by statements of their own.
_FLAGS = {"include_costs": "costs", "include_feedback": "feedback", "include_total_storage_size": "sizes"}
