"""Lint: usage and costs that are counted twice, and those of roots alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from weave_query.completion.observed import Observed
from weave_query.errors import ROOT, Location
from weave_query.lint.finding import Finding, LintCode, Setting
from weave_query.requests.aggregate import AggregateReq
from weave_query.requests.base import Request
from weave_query.requests.calls import CallsQueryReq
from weave_query.requests.costs import counts_cost, places_of_cost
from weave_query.requests.field_paths import read_path
from weave_query.requests.filter import CallsFilter
from weave_query.requests.stats import CallStatsReq
from weave_query.requests.usage import CallsUsageReq, TraceUsageReq
from weave_query.syntax.expr import Comparison, ComparisonOp, Expr, GetField, Literal
from weave_query.syntax.paths import FieldPath
from weave_query.syntax.walk import children, conjuncts

_IS_ROOT = Comparison(ComparisonOp.EQ, GetField(FieldPath("parent_id")), Literal(None))


def about_usage(
    query: Request, conditions: Sequence[Expr], observed: Observed | None, stored_usage: str
) -> Iterator[Finding]:
    """The findings in what a request counts, and in the costs that it compares and sorts by."""
    is_own = stored_usage != "own" or (observed is not None and bool(observed.calls) and not observed.cumulative)
    if _of_roots(query, conditions):
        if stored_usage != "own":
            yield from _roots_alone(query, stored_usage)
        if isinstance(query, CallsQueryReq) and is_own:
            yield from _cost_of_roots(places_of_cost(query, conditions))
        if not isinstance(query, CallsUsageReq):
            return
    if observed is not None and observed.cumulative:
        if stored_usage == "own":
            yield from _counted_twice(query, conditions)
        yield from _summed_as_stored(query)


def sums_as_stored(query: Request) -> Iterator[Location]:
    """Where a request sums what is stored in `summary.usage`, which no option divides among the calls."""
    measures = query.measures or () if isinstance(query, AggregateReq) else ()
    for number, each in enumerate(measures):
        at = ROOT.child("measures").child(number)
        if each.field is not None:
            value: Expr = GetField(read_path(each.field, at))
        else:
            value = each.value.expr if each.value is not None else Literal(None)
        if each.function in ("sum", "avg") and _reads_usage(value):
            yield at


def _reads_usage(expr: Expr) -> bool:
    if isinstance(expr, GetField):
        path = expr.path
        return path.root == "summary" and len(path.segments) > 1 and path.segments[0].key == "usage"
    return any(map(_reads_usage, children(expr)))


def _summed_as_stored(query: Request) -> Iterator[Finding]:
    for at in sums_as_stored(query):
        yield Finding(
            LintCode.COUNTED_TWICE.value,
            "calls of this project hold the usage of the calls below them too, and a path reads it as it is stored, "
            "so sums count it twice",
            at,
            "`stats total_tokens by 1d` with stored usage `auto` counts it once, and so do roots alone",
        )


def _of_roots(query: Request, conditions: Sequence[Expr]) -> bool:
    """Is it about calls without a parent alone? Of two of these none holds the usage of the other."""
    filter = getattr(query, "filter", None)
    if isinstance(filter, CallsFilter) and filter.trace_roots_only:
        return True
    return any(each == _IS_ROOT for condition in conditions for each in conjuncts(condition))


def _roots_alone(query: Request, stored_usage: str) -> Iterator[Finding]:
    match query:
        case CallStatsReq() if query.usage_metrics:
            at = ROOT.child("usage_metrics")
        case AggregateReq() if counts_cost(query):
            at = ROOT.child("measures")
        case TraceUsageReq() if query.include_costs:
            at = ROOT.child("include_costs")
        case _:
            return
    told = (
        f'with `stored_usage="{stored_usage}"` a call counts what it used itself, and roots alone leave out the calls'
    )
    hint, setting = "leave out the condition that keeps roots alone, so that the calls below them count too", None
    if not isinstance(query, TraceUsageReq):
        hint += ', or run it with `Options(stored_usage="own")`'
        setting = Setting("count what is stored on the roots", "stored_usage", "own")
    yield Finding(LintCode.ROOTS_ALONE.value, f"{told} below them", at, hint, setting=setting)


def _cost_of_roots(places: Sequence[Location]) -> Iterator[Finding]:
    """Roots that are sorted by cost, or compared with one: hardly any of them calls a model itself."""
    for at in places:
        yield Finding(
            LintCode.COST_OF_ROOTS.value,
            "`cost` is what a call used itself, and roots alone leave out the calls below them",
            at,
            "of whole traces it is `aggregate sum(cost) by trace_id sort by sum_cost desc`",
        )


def _counted_twice(query: Request, conditions: Sequence[Expr]) -> Iterator[Finding]:
    """What counts calls that hold the usage of those below them."""
    told = "so sums count it twice"
    match query:
        case CallStatsReq() if query.usage_metrics:
            at = ROOT.child("usage_metrics")
        case AggregateReq() if counts_cost(query):
            at = ROOT.child("measures")
        case CallsUsageReq() | TraceUsageReq():
            at = ROOT
        case _:
            places = places_of_cost(query, conditions)
            if not places:
                return
            at, told = places[0], "so `cost` counts it in the call and again in each of those above it"
    yield Finding(
        LintCode.COUNTED_TWICE.value,
        f"calls of this project hold the usage of the calls below them too, {told}",
        at,
        'run it with `Options(stored_usage="auto")`',
        setting=Setting("count each call's own usage", "stored_usage", "auto"),
    )
