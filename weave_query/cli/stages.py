"""What a request is on its way to SQL, room by room."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from weave_query.cli.text import printable
from weave_query.errors import ROOT

if TYPE_CHECKING:
    from weave_query.backend import Backend
    from weave_query.options import Options
    from weave_query.requests.base import Request
    from weave_query.requests.query import Query
    from weave_query.requests.resolve import Resolved
    from weave_query.syntax.expr import Expr
    from weave_query.warnings import QueryWarning

SHARED = ("expr", "bound", "plan")
PER_BACKEND = ("rewritten", "sql")


def shared_stage(stage: str, request: Request, where: Query | None, options: Options) -> Any:
    """A stage that is the same for every backend: JSON for `expr`, text for the others."""
    from weave_query.syntax.text.told import told_in_text

    with told_in_text(request.place):
        return expression(request, where, options) if stage == "expr" else _text(stage, request, where, options)


def _text(stage: str, request: Request, where: Query | None, options: Options) -> str:
    from weave_query.plan import fields_of, plan
    from weave_query.plan.explain import explain, show
    from weave_query.requests.resolve import resolve

    resolved = resolve(request, where, options)
    if stage == "plan":
        return explain(plan(resolved.shape, resolved.org, resolved.policy)) + _values(resolved)
    from weave_query.binding.bind import bind

    return show(bind(resolved.shape.predicate, fields_of(resolved.shape))) + _values(resolved)


def warned(request: Request, where: Query | None, options: Options) -> tuple[QueryWarning, ...]:
    """What is doubtful about a request that compiles, beside keys that were ignored."""
    from weave_query.plan.doubts import doubts, warnings_about
    from weave_query.requests.resolve import resolve
    from weave_query.syntax.text.told import told_warnings

    resolved = resolve(request, where, options)
    return told_warnings(warnings_about(doubts(resolved.shape), resolved.shape, resolved.values), request.place)


def _values(resolved: Resolved) -> str:
    """What stands in the slots, a line each."""
    return "".join(f"\n${slot} = {_json(value)}" for slot, value in enumerate(resolved.values))


def _json(value: object) -> str:
    return printable(json.dumps(value, ensure_ascii=False))


def expression(request: Request, where: Query | None, options: Options) -> Mapping[str, Any] | None:
    """The filter, the query and `where` as the one expression that they mean; None when they ask nothing."""
    from weave_query.requests.resolve import resolve
    from weave_query.syntax.expr import conjunction
    from weave_query.syntax.print import to_json

    resolved = resolve(request, where, options)  # refuses what has no expression
    query = getattr(request, "query", None)
    found = _conditions(request, resolved)
    found += [condition.expr for condition in (query, where) if condition is not None]
    return {"$expr": to_json(conjunction(found))} if found else None


def _conditions(request: Request, resolved: Resolved) -> list[Expr]:
    """What a request asks beside its query."""
    from weave_query.requests.feedback import FeedbackAggregateReq
    from weave_query.requests.feedback_stats import FeedbackStatsReq
    from weave_query.requests.filter import CallsFilter
    from weave_query.requests.resolve_feedback import aggregate_conditions, stats_conditions
    from weave_query.requests.resolve_threads import turn_conditions
    from weave_query.requests.selection import filter_conditions
    from weave_query.requests.threads import ThreadsQueryReq

    match request:
        case FeedbackAggregateReq():
            return aggregate_conditions(request)
        case FeedbackStatsReq():
            return stats_conditions(request, resolved.facts["start"], resolved.facts["end"])
        case ThreadsQueryReq():
            return turn_conditions(request)
        case _:
            filter = getattr(request, "filter", None)
            return filter_conditions(filter, ROOT.child("filter")) if isinstance(filter, CallsFilter) else []


def rewritten(request: Request, where: Query | None, backend: Backend, options: Options) -> str:
    """The plan as the backend's lowering gets it."""
    from weave_query.plan import plan
    from weave_query.plan.explain import explain
    from weave_query.requests.resolve import resolve
    from weave_query.rewrite import rewrite
    from weave_query.rewrite.approximate import approximated
    from weave_query.syntax.text.told import told_in_text

    with told_in_text(request.place):
        resolved = resolve(request, where, options)
        logical = plan(resolved.shape, resolved.org, resolved.policy)
    meant, _ = approximated(logical, backend.capabilities, asked=options.approximate_percentiles)
    return explain(rewrite(meant, backend.capabilities)) + _values(resolved)
