"""Lint: ranges of a count of feedback in which there is nothing: bounds in another unit, ratings that cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from weave_query.errors import ROOT
from weave_query.lint.finding import Finding, LintCode
from weave_query.requests.base import Request
from weave_query.requests.epochs import as_milliseconds, read_as
from weave_query.requests.feedback import FeedbackAggregateReq
from weave_query.syntax.text import Span


def about_ranges(query: Request) -> Iterator[Finding]:
    """The findings in the bounds of a request."""
    if not isinstance(query, FeedbackAggregateReq):
        return
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
