"""Lint: a number that reads as a date where a moment is compared: `started_at > 20251101` is Unix seconds, in 1970."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from weave_query.catalogue.fields import FEEDBACK_ROW_FIELDS, Catalogue
from weave_query.lint.finding import Finding, Fix, LintCode
from weave_query.lint.moments import is_moment
from weave_query.syntax.expr import AnyFeedback, Comparison, Expr, GetField, In, Literal
from weave_query.syntax.text import Span
from weave_query.syntax.text.fields import path_text
from weave_query.syntax.walk import children

# Of other years eight digits are a number more likely than a date.
_YEARS = range(1900, 2100)


def about_dates(expr: Expr, catalogue: Catalogue) -> Iterator[Finding]:
    """The findings in a condition."""
    match expr:
        case Comparison(left=GetField() as field, right=other) | Comparison(left=other, right=GetField() as field):
            yield from _beside(field, [other], catalogue)
        case In(item=GetField() as field, choices=choices):
            yield from _beside(field, choices, catalogue)
    below = FEEDBACK_ROW_FIELDS if isinstance(expr, AnyFeedback) else catalogue
    for child in children(expr):
        yield from about_dates(child, below)


def _beside(field: GetField, others: Sequence[Expr], catalogue: Catalogue) -> Iterator[Finding]:
    if not is_moment(field, catalogue):
        return
    for each in others:
        if isinstance(each, Literal) and (day := _day(each.value)) is not None:
            yield _finding(field, each, day)


def _finding(field: GetField, number: Literal, day: date) -> Finding:
    moment = datetime.fromtimestamp(int(str(number.value)), UTC)
    return Finding(
        LintCode.NUMBER_AS_DATE.value,
        f"beside `{path_text(field.path)}` a number is Unix seconds: {number.value} is {moment:%Y-%m-%d %H:%M} UTC",
        number.at,
        f"the date is `{day}`" if isinstance(number.at, Span) else f'the date is `"{day}"`',
        Fix(f"write `{day}`", number.at, str(day)) if isinstance(number.at, Span) else None,
    )


def _day(value: object) -> date | None:
    """The day that eight digits are, read as a date."""
    if isinstance(value, bool) or not isinstance(value, int) or value // 10_000 not in _YEARS:
        return None
    try:
        return date(value // 10_000, value // 100 % 100, value % 100)
    except ValueError:
        return None
