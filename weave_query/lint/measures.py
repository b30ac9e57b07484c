"""Lint: what measures and keys of groups name, and the rows do not have."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from weave_query.completion.observed import Observed
from weave_query.errors import ROOT, Location
from weave_query.lint.finding import Finding, LintCode
from weave_query.lint.seen import about_rows
from weave_query.literals import number_in_text
from weave_query.requests.aggregate import AggregateReq, Dimension, Measure
from weave_query.requests.base import Request
from weave_query.requests.field_paths import read_path
from weave_query.syntax.expr import Expr, GetField, Literal
from weave_query.syntax.text.fields import path_text

Place = Callable[[Location], Location]
_OF_NUMBERS = ("sum", "avg", "min", "max", "percentile")


def about_measures(query: Request, observed: Observed, place: Place) -> Iterator[Finding]:
    """The findings in what a request computes. place: where in a text a place of the request is."""
    if not isinstance(query, AggregateReq):
        return
    for number, each in enumerate(query.dimensions or ()):
        yield from about_rows(_operand(each, place(_field(ROOT.child("dimensions"), number))), observed)
    for number, measure in enumerate(query.measures or ()):
        yield from _of_measure(measure, place(_field(ROOT.child("measures"), number)), observed)


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
        f"`{function}({name} = true)` is of those that are true"
        if function in ("sum", "avg") and "bool" in node.types
        else "`count` and `count_distinct` take any value",
    )
