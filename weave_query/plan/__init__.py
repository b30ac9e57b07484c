"""Room 4: a resolved request becomes relations. The door is `plan`."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never, get_args

from weave_query.binding.nodes import Param
from weave_query.catalogue.fields import CALL_FIELDS, FEEDBACK_FIELDS, Catalogue
from weave_query.literals import LiteralReading
from weave_query.plan.aggregate import plan_aggregate
from weave_query.plan.always import held
from weave_query.plan.calls import call_fields, plan_calls, plan_calls_stats
from weave_query.plan.feedback import plan_feedback_aggregate
from weave_query.plan.feedback_query import plan_feedback_query
from weave_query.plan.feedback_stats import plan_feedback_stats
from weave_query.plan.nodes import RequestPlan
from weave_query.plan.prices import for_org
from weave_query.plan.rollups import plan_calls_usage, plan_trace_usage
from weave_query.plan.sets import with_sets
from weave_query.plan.stats import plan_call_stats
from weave_query.plan.threads import plan_threads
from weave_query.requests.resolve import CallsShape, CallsStatsShape, Shape
from weave_query.requests.resolve_aggregate import AggregateShape
from weave_query.requests.resolve_feedback import FeedbackAggregateShape, FeedbackStatsShape
from weave_query.requests.resolve_feedback_query import FeedbackQueryShape
from weave_query.requests.resolve_stats import CallStatsShape
from weave_query.requests.resolve_threads import ThreadsShape
from weave_query.requests.resolve_usage import CallsUsageShape, TraceUsageShape
from weave_query.types import STRING

if TYPE_CHECKING:
    from weave_query.options import StoredUsage
    from weave_query.syntax.expr import Expr

__all__ = ["RequestPlan", "fields_of", "plan"]


def fields_of(shape: Shape) -> Catalogue:
    """The fields that the conditions of a request are about."""
    if isinstance(shape, (CallsShape, CallsStatsShape)):
        return call_fields(shape.expand)
    about_feedback = isinstance(shape, (FeedbackAggregateShape, FeedbackStatsShape, FeedbackQueryShape))
    return FEEDBACK_FIELDS if about_feedback else CALL_FIELDS


def plan(shape: Shape, org: int | None = None, policy: StoredUsage = "own", always: Expr | None = None) -> RequestPlan:
    """Plan a request by its shape. Raises UnknownFieldError, TypeMismatchError, UnsupportedError from binding, and
    TypeError for what is no shape.

    org: the slot of the organisation whose prices the project sees. policy: what is stored of usage, which the costs of
    calls depend on. always: a condition that is laid on every call that is read.
    """
    if not isinstance(shape, get_args(Shape)):
        raise TypeError(
            f"`plan` takes the shape of a request, `resolve(request).shape`; this is a `{type(shape).__name__}`"
        )
    made = with_sets(_plan(shape, policy), policy, fields_of(shape).expanded)
    if org is not None:
        made = for_org(made, Param(org, LiteralReading.TEXT, STRING))
    return made if always is None else held(made, always)


def _plan(shape: Shape, policy: StoredUsage) -> RequestPlan:
    match shape:
        case CallsShape():
            return plan_calls(shape, policy)
        case CallsStatsShape():
            return plan_calls_stats(shape, policy)
        case CallStatsShape():
            return plan_call_stats(shape, policy)
        case FeedbackAggregateShape():
            return plan_feedback_aggregate(shape)
        case FeedbackStatsShape():
            return plan_feedback_stats(shape)
        case FeedbackQueryShape():
            return plan_feedback_query(shape)
        case ThreadsShape():
            return plan_threads(shape, policy)
        case AggregateShape():
            return plan_aggregate(shape, policy)
        case TraceUsageShape():
            return plan_trace_usage(shape, policy)
        case CallsUsageShape():
            return plan_calls_usage(shape, policy)
        case _:
            assert_never(shape)
