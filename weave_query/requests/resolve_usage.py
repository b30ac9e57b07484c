"""Room 2: requests for usage with everything settled: which calls, how their stored usage is read, one predicate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from weave_query.errors import ROOT, LimitError
from weave_query.options import Options
from weave_query.requests.conditions import predicate_of
from weave_query.requests.counts import count_slot
from weave_query.requests.limits import check_usage_calls
from weave_query.requests.query import Query
from weave_query.requests.usage import CallsUsageReq, TraceUsageReq
from weave_query.syntax.expr import Expr, Slot
from weave_query.syntax.shape import SlotValue


@dataclass(frozen=True, slots=True)
class TraceUsageShape:
    """The shape of a request for the usage of selected calls. `joined`: is the AND at the root ours?"""

    kind: ClassVar[str] = "trace_usage"
    predicate: Expr
    joined: bool
    limit: Slot | None
    costs: bool


@dataclass(frozen=True, slots=True)
class CallsUsageShape:
    """The shape of a request for the usage of named calls. predicate: what every call that takes part satisfies.
    roots: the slot of the named ids."""

    kind: ClassVar[str] = "calls_usage"
    predicate: Expr
    joined: bool
    roots: int
    costs: bool


def resolve_trace_usage(
    request: TraceUsageReq, where: Query | None, options: Options
) -> tuple[TraceUsageShape, tuple[SlotValue, ...], dict[str, Any]]:
    """The shape, the values and the facts that the answer needs."""
    check_usage_calls(request.limit, options.limits, ROOT.child("limit"))
    values: list[SlotValue] = [request.project_id]
    query = request.query.expr if request.query is not None else None
    predicate, joined = predicate_of(
        request.project_id, request.filter, [query], where, limits=options.limits, values=values
    )
    limit = count_slot(request.limit, values)
    shape = TraceUsageShape(predicate, joined, limit, request.include_costs)
    return shape, tuple(values), _facts(request, options)


def resolve_calls_usage(
    request: CallsUsageReq, where: Query | None, options: Options
) -> tuple[CallsUsageShape, tuple[SlotValue, ...], dict[str, Any]]:
    """The shape, the values and the facts that the answer needs. Raises LimitError for too many ids."""
    check_usage_calls(request.limit, options.limits, ROOT.child("limit"))
    most, at = options.limits.list_values, ROOT.child("call_ids")
    if len(request.call_ids) > most:
        raise LimitError("list_values", f"the list has more than {most} values", at=at)
    values: list[SlotValue] = [request.project_id]
    predicate, joined = predicate_of(request.project_id, None, [], where, limits=options.limits, values=values)
    values.append(tuple(dict.fromkeys(request.call_ids)))
    shape = CallsUsageShape(predicate, joined, len(values) - 1, request.include_costs)
    return shape, tuple(values), {**_facts(request, options), "call_ids": tuple(request.call_ids)}


def _facts(request: TraceUsageReq | CallsUsageReq, options: Options) -> dict[str, Any]:
    return {
        "project_id": request.project_id,
        "limit": request.limit,
        "costs": request.include_costs,
        "policy": options.stored_usage,
    }
