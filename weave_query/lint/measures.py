"""Lint: what measures, keys of groups and statistics of feedback name, and the rows do not have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from weave_query.completion.observed import Observed
from weave_query.errors import ROOT, Location, nearest, shown
from weave_query.lint.feedback import about_feedback
from weave_query.lint.finding import Finding, LintCode
from weave_query.lint.seen import about_rows
from weave_query.literals import number_in_text
from weave_query.requests.aggregate import AggregateReq, Dimension, Measure
from weave_query.requests.base import Request
from weave_query.requests.feedback_stats import FeedbackStatsReq
from weave_query.requests.field_paths import read_path
from weave_query.syntax.expr import AnyFeedback, Expr, GetField, Literal
from weave_query.syntax.paths import FieldPath, parse_path
from weave_query.syntax.text.fields import path_text

Place = Callable[[Location], Location]
_OF_NUMBERS = ("sum", "avg", "min", "max", "percentile")
_FEW = 5


def about_measures(query: Request, observed: Observed, place: Place) -> Iterator[Finding]:
    """The findings in what a request computes. place: where in a text a place of the request is."""
    match query:
        case AggregateReq():
            for number, each in enumerate(query.dimensions or ()):
                yield from about_rows(_operand(each, place(_field(ROOT.child("dimensions"), number))), observed)
            for number, measure in enumerate(query.measures or ()):
                yield from _of_measure(measure, place(_field(ROOT.child("measures"), number)), observed)
        case FeedbackStatsReq(feedback_type=str() as type):
            yield from about_feedback(AnyFeedback(type, Literal(True), place(ROOT.child("feedback_type"))), observed)
            for number, metric in enumerate(query.metrics or ()):
                at = place(ROOT.child("metrics").child(number))
                yield from _of_payload(parse_path(f"payload.{metric.json_path}"), type, at, observed)


def _field(at: Location, number: int) -> Location:
    return at.child(number).child("field")


def _operand(given: Dimension | Measure, at: Location) -> Expr:
    """What it is of; true where it is of nothing."""
    if given.field is not None:
        return GetField(read_path(given.field, at), at)
    return given.value.expr if given.value is not None else Literal(True)


def _of_measure(measure: Measure, at: Location, observed: Observed) -> Iterator[Finding]:
    expr = _operand(measure, at)
    found = list(about_rows(expr, observed))
    if measure.where is not None:
        found += about_rows(measure.where.expr, observed)
    if not found and isinstance(expr, GetField) and measure.function in _OF_NUMBERS:
        found += _without_numbers(expr, measure.function, observed)
    yield from found


def _without_numbers(field: GetField, function: str, observed: Observed) -> Iterator[Finding]:
    path = field.path
    node = observed.at(path.root, path.segments) if path.qualifier is None and path.segments else None
    if node is None or not node.types.keys() <= {"string", "null", "bool", "object", "array"}:
        return
    if any(isinstance(value, str) and number_in_text(value) is not None for value in node.values):
        return
    name = path_text(path)
    held = f"in {observed.part} `{name}` holds no number" if observed.part else f"`{name}` has never held a number"
    yield Finding(
        LintCode.OTHER_TYPE.value,
        f"{held}, of which `{function}` is",
        field.at,
        "`count` and `count_distinct` take any value",
    )


def _of_payload(path: FieldPath, type: str, at: Location, observed: Observed) -> Iterator[Finding]:
    """A key that no payload of the type has."""
    node = observed.feedback.get(type)
    for depth, segment in enumerate(path.segments):
        if node is None or not node.members:
            return
        below = node.below(segment)
        if below is None:
            name = str(segment.key)
            known = "there are " + ", ".join(f"`{each}`" for each in list(node.members)[:_FEW])
            hint = nearest(name, node.members, 1) or known
            if depth == 0 and name == "payload":
                hint = f"the path begins below the payload; {known}"
            above = path_text(replace(path, segments=path.segments[:depth]))
            message = f"{shown(name)} was not seen in `{above}` of {shown(type)}"
            yield Finding(LintCode.UNSEEN_KEY.value, message, at, hint)
            return
        node = below
