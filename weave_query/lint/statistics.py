"""Lint: what is hardly meant in ranges and measures of statistics."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from weave_query.errors import ROOT, Location
from weave_query.lint.finding import Finding, Fix, LintCode
from weave_query.requests.aggregate import AggregateReq
from weave_query.requests.base import Request
from weave_query.requests.feedback_stats import FeedbackStatsReq
from weave_query.requests.stats import CallStatsReq
from weave_query.syntax.expr import Expr, GetField
from weave_query.syntax.paths import FieldPath, parse_path
from weave_query.syntax.text import Span
from weave_query.syntax.text.fields import path_text
from weave_query.syntax.walk import children, is_condition
from weave_query.zones import DAY, SECOND, zone_names

_BOUND = re.compile(r"(?P<word>(?:(?:from|to)\s+)?)\d{4}-\d\d-\d\d", re.IGNORECASE)
_COUNT = re.compile(r"count\s*\(\s*", re.IGNORECASE)


def about_statistics(query: Request, conditions: Sequence[Expr]) -> Iterator[Finding]:
    """The findings in a request, whatever its rows are. conditions: which it has, and which stand beside it."""
    match query:
        case AggregateReq():
            yield from _counts_of_conditions(query)
        case FeedbackStatsReq():
            yield from _counts_of_rows(query, conditions)
        case _:
            pass
    yield from _shares_as_percentiles(query)
    yield from _without_metrics(query)
    yield from _days_of_another_zone(query)


def _counts_of_conditions(query: AggregateReq) -> Iterator[Finding]:
    for number, each in enumerate(query.measures or ()):
        if each.function == "count" and each.value is not None and is_condition(each.value.expr):
            at = ROOT.child("measures").child(number)
            yield Finding(
                LintCode.COUNTED_WHATEVER.value,
                "a condition is never null, so `count` of it counts every call",
                at,
                "`count(where ...)`, or `where` of the measure, counts the calls that satisfy it",
                _with_where(query.place(at)),
            )


def _counts_of_rows(query: FeedbackStatsReq, conditions: Sequence[Expr]) -> Iterator[Finding]:
    """Metrics that do not look at their path, but where a condition chooses the value that is counted."""
    for number, each in enumerate(query.metrics or ()):
        path = parse_path(f"payload.{each.json_path}")
        if each.value_type == "categorical" and not any(_reads(condition, path) for condition in conditions):
            yield Finding(
                LintCode.COUNTED_WHATEVER.value,
                "`categorical` counts every row of feedback, whatever its value is, as `count` of a bucket does",
                ROOT.child("metrics").child(number),
                f'with the condition `{path_text(path)} = "..."` it counts how often a value comes',
            )


def _reads(expr: Expr, path: FieldPath) -> bool:
    """Is it about a path of feedback?"""
    return (isinstance(expr, GetField) and expr.path == path) or any(_reads(each, path) for each in children(expr))


def _shares_as_percentiles(query: Request) -> Iterator[Finding]:
    """Percentiles below one, as other libraries have quantiles."""
    for at, percentile in _percentiles(query):
        if 0 < percentile < 1:
            meant = f"{100 * percentile:g}"
            yield Finding(
                LintCode.SHARE_AS_PERCENTILE.value,
                f"percentiles are from 0 to 100, so {percentile:g} is next to the least value",
                at,
                f"{meant} is the one that {meant} in 100 values are below",
                _with_percentile(query.place(at), percentile, meant),
            )


def _percentiles(query: Request) -> Iterator[tuple[Location, float]]:
    match query:
        case AggregateReq():
            for number, measure in enumerate(query.measures or ()):
                if measure.percentile is not None:
                    yield ROOT.child("measures").child(number), measure.percentile
        case CallStatsReq() | FeedbackStatsReq():
            for key in ("call_metrics", "usage_metrics", "metrics"):
                for number, metric in enumerate(getattr(query, key, None) or ()):
                    for percentile in metric.percentiles:
                        yield ROOT.child(key).child(number), percentile
        case _:
            pass


def _with_percentile(at: Location | None, percentile: float, meant: str) -> Fix | None:
    written = re.compile(rf"\bp{re.escape(f'{percentile:g}')}\b", re.IGNORECASE)
    if not isinstance(at, Span) or (found := written.search(at.text)) is None:
        return None
    begin = at.start + found.start()
    return Fix(f"ask for p{meant}", Span(at.source, begin, at.start + found.end()), f"p{meant}")


def _without_metrics(query: Request) -> Iterator[Finding]:
    match query:
        case CallStatsReq() if not query.call_metrics and not query.usage_metrics:
            text, keys = "stats latency avg p95, call_count", "`call_metrics` or `usage_metrics`"
            metric = '{"metric": "call_count"}'
        case FeedbackStatsReq() if not query.metrics:
            text, keys, metric = "feedback stats output.score avg", "`metrics`", '{"json_path": "output.score"}'
        case _:
            return
    yield Finding(
        LintCode.NO_METRIC.value,
        "no metric is asked for, so there are no buckets",
        ROOT,
        f"as in `{text}`"
        if isinstance(query.place(ROOT.child("start")), Span)
        else f"{keys} name some, as in `[{metric}]`",
    )


def _with_where(at: Location | None) -> Fix | None:
    if not isinstance(at, Span) or (begin := _COUNT.match(at.text)) is None:
        return None
    return Fix("count the calls that satisfy it", at, f"count(where {at.text[begin.end() :]}")


def _days_of_another_zone(query: Request) -> Iterator[Finding]:
    """Dates that begin at midnight in UTC, beside buckets of a zone where it is another hour."""
    name = _zone_of_buckets(query)
    if name is None or name not in zone_names():
        return
    zone = ZoneInfo(name)
    for key in ("start", "end"):
        bound = getattr(query, key)
        if not isinstance(bound, datetime) or bound.astimezone(UTC).time() != datetime.min.time():
            continue
        if bound.astimezone(zone).time() == datetime.min.time():
            continue
        day = bound.astimezone(UTC).date()
        meant = datetime(day.year, day.month, day.day, tzinfo=zone).isoformat(timespec="minutes")
        at = ROOT.child(key)
        told = f"the days at midnight in `{name}`: one of them is cut"
        if not _are_days(query):
            told = f"which is {bound.astimezone(zone):%H:%M} in `{name}`: the range is of no days there"
        yield Finding(
            LintCode.DAY_OF_ANOTHER_ZONE.value,
            f"{day} begins at midnight in UTC, {told}",
            at,
            f"`{meant}` is midnight there",
            _with_offset(query.place(at), meant),
        )


def _zone_of_buckets(query: Request) -> str | None:
    match query:
        case CallStatsReq():
            return query.timezone
        case AggregateReq(bucket=bucket) if bucket is not None:
            return bucket.timezone
        case _:
            return None


def _are_days(query: Request) -> bool:
    """Are the buckets days?"""
    match query:
        case CallStatsReq(granularity=int(width)):
            return width * SECOND == DAY
        case AggregateReq(bucket=bucket) if bucket is not None:
            return bucket.every == "day" or bucket.every == DAY // SECOND
        case _:
            return False


def _with_offset(at: Location | None, meant: str) -> Fix | None:
    if not isinstance(at, Span) or (bound := _BOUND.fullmatch(at.text)) is None:
        return None
    return Fix("begin at midnight there", at, f"{bound['word']}{meant}")
