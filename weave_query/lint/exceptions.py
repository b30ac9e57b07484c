"""Lint: an exception as tables show it, `TimeoutError: too late`, where what is stored is JSON with a traceback."""

from __future__ import annotations

import re
from collections.abc import Iterator

from weave_query.completion.observed import Observed
from weave_query.lint.finding import Finding, Fix, LintCode
from weave_query.lint.seen import of_calls
from weave_query.syntax.expr import Comparison, ComparisonOp, Contains, Expr, GetField, Literal, StartsWith
from weave_query.syntax.text import Span, words

_FIELD = "exception"
# `TimeoutError` of `TimeoutError: too late`.
_TYPE = re.compile(r"(?P<type>[\w.]+)(?::\s*|\Z)")
_NOT = re.compile(r"!=|<>|\bnot\b", re.IGNORECASE)


def about_exceptions(expr: Expr, observed: Observed) -> Iterator[Finding]:
    """The findings in a condition on calls."""
    node = observed.computed.get(_FIELD) or observed.columns.get(_FIELD)
    if node is None or 2 * node.objects <= node.rows:
        return
    for each in of_calls(expr):
        match each:
            case Comparison(op=ComparisonOp.EQ | ComparisonOp.NE, left=GetField() as field, right=Literal() as given):
                yield from _about(each, field, given, whole=True)
            case StartsWith(input=GetField() as field, prefixes=(Literal() as given, *_)):
                yield from _about(each, field, given, whole=True)
            case Contains(input=GetField() as field, substr=Literal() as given):
                yield from _about(each, field, given, whole=False)


def _about(expr: Expr, field: GetField, given: Literal, *, whole: bool) -> Iterator[Finding]:
    """whole: is the text compared with the beginning of what is stored?"""
    value = given.value
    if str(field.path) != _FIELD or not isinstance(value, str) or not value or value.startswith("{"):
        return
    named = _TYPE.match(value)
    if not whole and (named is None or ":" not in named[0]):
        return
    part = words.quoted(named["type"] if named is not None else value)
    fix = None
    if isinstance(expr.at, Span) and _NOT.search(expr.at.text.replace(value, "")) is None:
        fix = Fix("look for its name", expr.at, f"{_FIELD} contains {part}")
    yield Finding(
        LintCode.EXCEPTION_AS_SHOWN.value,
        "exceptions are stored as JSON here, and begin with `{`; tables show the type and the message of them",
        given.at,
        f"`{_FIELD} contains {part}` looks for its name",
        fix,
    )
