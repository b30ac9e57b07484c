"""Room 4: a resolved request becomes relations. The door is `plan`."""

from __future__ import annotations

from typing import assert_never

from weave_query.plan.calls import plan_calls, plan_calls_stats
from weave_query.plan.nodes import RequestPlan
from weave_query.plan.rollups import plan_calls_usage, plan_trace_usage
from weave_query.plan.stats import plan_call_stats
from weave_query.requests.resolve import CallsShape, CallsStatsShape, Shape
from weave_query.requests.resolve_stats import CallStatsShape
from weave_query.requests.resolve_usage import CallsUsageShape, TraceUsageShape

__all__ = ["RequestPlan", "plan"]


def plan(shape: Shape) -> RequestPlan:
    """Plan a request by its shape. Raises UnknownFieldError, TypeMismatchError, UnsupportedError from binding."""
    match shape:
        case CallsShape():
            return plan_calls(shape)
        case CallsStatsShape():
            return plan_calls_stats(shape)
        case CallStatsShape():
            return plan_call_stats(shape)
        case TraceUsageShape():
            return plan_trace_usage(shape)
        case CallsUsageShape():
            return plan_calls_usage(shape)
        case _:
            assert_never(shape)
