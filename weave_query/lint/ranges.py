"""Lint: ranges in which there is nothing: empty ones, others than the calls', bounds in another unit, ratings that
cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from weave_query.completion.observed import Observed
from weave_query.errors import ROOT
from weave_query.lint.finding import Finding, LintCode
from weave_query.requests.aggregate import AggregateReq
from weave_query.requests.base import Request
from weave_query.requests.epochs import as_milliseconds, read_as
from weave_query.requests.feedback import FeedbackAggregateReq
from weave_query.requests.feedback_stats import FeedbackStatsReq
from weave_query.requests.stats import CallStatsReq
from weave_query.syntax.text import Span


def about_ranges(query: Request, observed: Observed | None) -> Iterator[Finding]:
    """The findings in the bounds of a request."""
    match query:
        case FeedbackAggregateReq():
            yield from _of_feedback(query)
        case CallStatsReq() | FeedbackStatsReq() | AggregateReq() if query.start is not None:
            if query.start == query.end:
                yield _empty(query)
            elif observed is not None and not isinstance(query, FeedbackStatsReq):
                yield from _without_calls(query, observed)
        case _:
            pass


def _empty(query: Request) -> Finding:
    at = ROOT.child("end")
    end = "`to`" if isinstance(query.place(at), Span) else "`end`"
    hint = f"{end} is the moment after the range: a day ends where the next one begins"
    return Finding(LintCode.CONTRADICTION.value, "the range ends when it begins, so nothing is in it", at, hint)


def _without_calls(query: CallStatsReq | AggregateReq, observed: Observed) -> Iterator[Finding]:
    """A range before the first call, or behind the last one."""
    first, last = observed.first, observed.last
    if first is None or last is None or getattr(query, "time_field", "started_at") != "started_at":
        return
    known = f"the calls of the project began from {_minute(first)} to {_minute(last)} UTC"
    if query.start is not None and last < query.start:
        message = "no call has begun in the range, which is behind the last one"
    elif query.end is not None and query.end <= first:
        message = "no call began in the range, which is before the first one"
    else:
        return
    yield Finding(LintCode.RANGE_WITHOUT_CALLS.value, message, ROOT.child("start"), known)


def _minute(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}"


def _of_feedback(query: FeedbackAggregateReq) -> Iterator[Finding]:
    yield from _other_units(query)
    least, most = query.rating_min, query.rating_max
    if least is not None and most is not None and least > most:
        yield Finding(
            LintCode.CONTRADICTION.value,
            f"no rating is at least {least:g} and at most {most:g}",
            ROOT.child("rating_max"),
            "`rating_min` is the lesser one",
        )


def _other_units(query: FeedbackAggregateReq) -> Iterator[Finding]:
    for key in ("after_ms", "before_ms"):
        at, number = ROOT.child(key), getattr(query, key)
        unit = read_as(number)
        # A date of a text is what it says. An end in the far future is one that is not meant to be.
        if unit is None or isinstance(query.place(at), Span) or (key == "before_ms" and unit != "seconds"):
            continue
        meant = as_milliseconds(number, unit)
        yield Finding(
            LintCode.OTHER_UNIT.value,
            f"`{key}` is in milliseconds, and {number} reads as {unit}",
            at,
            f"{meant} is that time in milliseconds",
        )
