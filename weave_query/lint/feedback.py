"""Lint: types of feedback that were never seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from weave_query.completion.observed import Node, Observed
from weave_query.errors import Location, nearest, shown
from weave_query.lint.finding import Finding, Fix, LintCode
from weave_query.lint.seen import nearest_name
from weave_query.syntax.expr import AnyFeedback, Comparison, ComparisonOp, Expr, GetField, In, Literal
from weave_query.syntax.paths import FieldPath, Segment
from weave_query.syntax.text import Span, words
from weave_query.syntax.text.fields import path_text
from weave_query.syntax.walk import children

_QUOTED = re.compile(words.QUOTED_PIECES)
_DEEPEST = 6
_FEW = 5
_TRUE = Literal(True)


def about_feedback(expr: Expr, observed: Observed, *, of_feedback: bool = False) -> Iterator[Finding]:
    """The types in a condition that no feedback has. of_feedback: is the condition about rows of feedback?"""
    match expr:
        case AnyFeedback() if _is_unseen(expr.type, observed):
            yield _finding(expr.type, expr.at, observed, _fix_of_row(expr, observed))
        case GetField(path=FieldPath(qualifier=str() as type)) if _is_unseen(type, observed):
            yield _finding(type, expr.at, observed, _fix_of_path(expr, type, observed))
        case Comparison(op=ComparisonOp.EQ, left=GetField() as field, right=Literal() as given) if of_feedback:
            yield from _about_type(field, given, observed)
        case In(item=GetField() as field, choices=choices) if of_feedback:
            for each in choices:
                if isinstance(each, Literal):
                    yield from _about_type(field, each, observed)
    for child in children(expr):
        yield from about_feedback(child, observed, of_feedback=of_feedback or isinstance(expr, AnyFeedback))


def _is_unseen(type: str, observed: Observed) -> bool:
    return type != "*" and type not in observed.feedback


def unseen_type(type: str, at: Location, observed: Observed, *, is_beginning: bool = False) -> Finding:
    """The finding of a type that no feedback has, where it is given alone. is_beginning: or begins with."""
    given = type.removesuffix("*") if is_beginning else type
    meant = nearest_name(given, observed.feedback)
    fix = None
    if meant is not None and isinstance(at, Span) and _QUOTED.fullmatch(at.text) is not None:
        fix = Fix(f"write `{meant}`", at, words.quoted(meant))
    found = _finding(given, at, observed, fix)
    if not is_beginning:
        return found
    return replace(found, message=f"no feedback of a type that begins with {shown(given)} was seen")


def _about_type(field: GetField, given: Literal, observed: Observed) -> Iterator[Finding]:
    """A condition on `feedback_type` itself."""
    if str(field.path) == "feedback_type" and isinstance(given.value, str) and _is_unseen(given.value, observed):
        yield unseen_type(given.value, given.at, observed)


def _finding(type: str, at: Location, observed: Observed, fix: Fix | None) -> Finding:
    known = ", ".join(f"`{name}`" for name in list(observed.feedback)[:_FEW])
    hint = f"there are {known}" if known else "no feedback was seen at all"
    near = nearest(type, observed.feedback, 1)
    place = _place_of_value(type, observed)
    if place is not None:
        hint = f"it was seen as a value of `{path_text(place)}`"
    elif near is not None:
        hint = f"{near}; {hint}"
    return Finding(LintCode.UNSEEN_KEY.value, f"no feedback of the type {shown(type)} was seen", at, hint, fix)


def _fix_of_row(expr: AnyFeedback, observed: Observed) -> Fix | None:
    if not isinstance(expr.at, Span):
        return None
    place = _place_of_value(expr.type, observed)
    if place is not None and expr.where == _TRUE:
        return Fix("compare the value", expr.at, f"{path_text(place)} = {words.quoted(expr.type)}")
    meant = nearest_name(expr.type, observed.feedback)
    quoted = _QUOTED.search(expr.at.text)
    if meant is None or quoted is None:
        return None
    start = expr.at.start + quoted.start()
    return Fix(f"write `{meant}`", Span(expr.at.source, start, start + len(quoted[0])), words.quoted(meant))


def _fix_of_path(expr: GetField, type: str, observed: Observed) -> Fix | None:
    meant = nearest_name(type, observed.feedback)
    if meant is None or not isinstance(expr.at, Span):
        return None
    return Fix(f"write `{meant}`", expr.at, path_text(FieldPath(expr.path.root, expr.path.segments, meant)))


def _place_of_value(value: str, observed: Observed) -> FieldPath | None:
    """Where in the payloads of feedback a value was seen, the shallowest place first."""
    for depth in range(1, _DEEPEST):
        for type, node in observed.feedback.items():
            for segments in _holding(node, value, depth):
                return FieldPath("feedback", (Segment("payload"), *segments), type)
    return None


def _holding(node: Node, value: str, depth: int) -> Iterator[tuple[Segment, ...]]:
    for key, member in node.members.items():
        if depth == 1 and value in member.values:
            yield (Segment(key),)
        elif depth > 1:
            for below in _holding(member, value, depth - 1):
                yield (Segment(key), *below)
