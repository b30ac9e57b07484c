"""Lint: a date where a moment is compared: `started_at = 2025-10-31` is the moment when that day began, no day;
so is the end in `started_at <= 2025-10-31`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from weave_query.catalogue.fields import FEEDBACK_ROW_FIELDS, Catalogue
from weave_query.errors import Location
from weave_query.lint.finding import Finding, Fix, LintCode
from weave_query.syntax.expr import And, AnyFeedback, Comparison, ComparisonOp, Expr, GetField, In, Literal, Not, Or
from weave_query.syntax.text import Span
from weave_query.syntax.walk import children
from weave_query.types import TIMESTAMP

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def about_moments(expr: Expr, catalogue: Catalogue, above: Expr | None = None) -> Iterator[Finding]:
    """The dates that are equal to a moment of a field, or its end, in a condition. above: what it is part of."""
    match expr:
        case Comparison(op=ComparisonOp.EQ | ComparisonOp.NE, left=GetField() as field, right=Literal() as literal):
            yield from _compared(expr, field, literal, catalogue, above)
        case Comparison(op=ComparisonOp.EQ | ComparisonOp.NE, left=Literal() as literal, right=GetField() as field):
            yield from _compared(expr, field, literal, catalogue, above)
        case Comparison(op=ComparisonOp.LTE, left=GetField() as field, right=Literal() as literal):
            yield from _up_to(expr, field, literal, catalogue, above)
        case Comparison(op=ComparisonOp.GTE, left=Literal() as literal, right=GetField() as field):
            yield from _up_to(expr, field, literal, catalogue, above)
        case In(item=GetField() as field):
            yield from _listed(expr, field, catalogue, above)
    below = FEEDBACK_ROW_FIELDS if isinstance(expr, AnyFeedback) else catalogue
    for child in children(expr):
        yield from about_moments(child, below, expr)


def _compared(
    expr: Comparison, field: GetField, literal: Literal, catalogue: Catalogue, above: Expr | None
) -> Iterator[Finding]:
    day = _day(literal)
    if day is None or not is_moment(field, catalogue):
        return
    name = _name(field)
    if expr.op is ComparisonOp.EQ:
        text, binds = _within(name, day), above is None or isinstance(above, And | Or)
    else:
        text, binds = _outside(name, day), above is None or isinstance(above, Or)
    yield _finding(day, name, literal, expr.at, text if binds else f"({text})")


def _up_to(
    expr: Comparison, field: GetField, literal: Literal, catalogue: Catalogue, above: Expr | None
) -> Iterator[Finding]:
    """A date that a range ends with, itself in it: who means its beginning has no reason to write `<=`."""
    day = _day(literal)
    if day is None or day == date.max or not is_moment(field, catalogue):
        return
    name, lower = _name(field), _from(field, literal, above)
    message = f"`{day}` is the moment when that day began, so `<=` leaves out the day"
    if lower is not None:
        message = f"`{day}` is the moment when that day began, and only that moment satisfies both conditions"
    until = f"{name} < {_next(day)}"
    fix = Fix("compare with the end of the day", expr.at, until) if isinstance(expr.at, Span) else None
    yield Finding(
        LintCode.DATE_AS_MOMENT.value,
        message,
        literal.at,
        f"with the day it is `{until}`, without it `{name} < {day}`",
        fix,
    )


def _from(field: GetField, literal: Literal, above: Expr | None) -> Expr | None:
    """The condition beside one that a range begins with, at the same date."""
    for each in above.items if isinstance(above, And) else ():
        match each:
            case Comparison(op=ComparisonOp.GTE, left=left, right=right) if (left, right) == (field, literal):
                return each
            case Comparison(op=ComparisonOp.LTE, left=left, right=right) if (left, right) == (literal, field):
                return each
    return None


def _listed(expr: In, field: GetField, catalogue: Catalogue, above: Expr | None) -> Iterator[Finding]:
    days = [_day(each) if isinstance(each, Literal) else None for each in expr.choices]
    first = next((number for number, day in enumerate(days) if day is not None), None)
    if first is None or not is_moment(field, catalogue):
        return
    name, day, literal = _name(field), days[first], expr.choices[first]
    text = " or ".join(f"({_within(name, each)})" if len(days) > 1 else _within(name, each) for each in days if each)
    # `x not in (...)` is one piece of text.
    is_negated = isinstance(above, Not) and above.at == expr.at
    if is_negated:
        text = f"not ({text})"
    elif not (above is None or isinstance(above, Or)):
        text = f"({text})"
    if day is not None and isinstance(literal, Literal):
        yield _finding(day, name, literal, expr.at, text if all(days) else None)


def _finding(day: date, name: str, literal: Literal, at: Location, text: str | None) -> Finding:
    message = f"`{day}` is the moment when that day began, and hardly any `{name}` is just that"
    fix = Fix("compare with the whole day", at, text) if isinstance(at, Span) and text is not None else None
    return Finding(LintCode.DATE_AS_MOMENT.value, message, literal.at, f"the whole day is `{_within(name, day)}`", fix)


def _day(literal: Literal) -> date | None:
    if not isinstance(literal.value, str) or not _DATE.match(literal.value):
        return None
    try:
        return date.fromisoformat(literal.value)
    except ValueError:
        return None


def is_moment(field: GetField, catalogue: Catalogue) -> bool:
    """Is it a column of times?"""
    found = catalogue.fields.get(str(field.path))
    return found is not None and found.column is not None and found.column.type is TIMESTAMP


def _name(field: GetField) -> str:
    return field.at.text if isinstance(field.at, Span) else str(field.path)


def _within(name: str, day: date) -> str:
    return f"{name} >= {day} and {name} < {_next(day)}"


def _outside(name: str, day: date) -> str:
    return f"{name} < {day} or {name} >= {_next(day)}"


def _next(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day
