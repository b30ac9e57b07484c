"""Room 4: what the columns of an aggregation are, for its answer."""

from __future__ import annotations

from collections.abc import Iterator

from weave_query.binding.kinds import Kinds, ValueKind
from weave_query.plan.asked import Asked, field_of
from weave_query.plan.buckets import BUCKET
from weave_query.plan.groups import GroupMeasure
from weave_query.requests.outputs import ADDITIVITY, NULLS, ColumnType, Output
from weave_query.syntax import expr as ast

_TYPES: dict[Kinds, ColumnType] = {
    frozenset({ValueKind.NUMBER}): "number",
    frozenset({ValueKind.TEXT}): "string",
    frozenset({ValueKind.BOOLEAN}): "bool",
    frozenset({ValueKind.TIME}): "timestamp",
}


def outputs_of(asked: Asked) -> Iterator[Output]:
    """The columns of the answer, in their order."""
    if asked.shape.buckets is not None:
        yield Output("bucket", "timestamp", BUCKET.name)
    for each in asked.dimensions:
        type_ = _TYPES.get(each.kinds, "any")
        yield Output("dimension", type_, each.name, _unit(each.shape.value), nulls="key", rank=each.key.only)
    for measure, shape in zip(asked.measures, asked.shape.measures, strict=True):
        function = measure.function
        yield Output(
            "measure",
            _type_of(measure),
            measure.name,
            {"count": "calls", "count_distinct": None}.get(function, _unit(shape.value)),
            ADDITIVITY[function],
            NULLS[function],
            function=function,
            scale=measure.subject.scale,
        )


def _type_of(measure: GroupMeasure) -> ColumnType:
    subject, value = measure.subject, measure.subject.value
    match measure.function:
        case "count" | "count_distinct":
            return "integer"
        case "min" | "max" if subject.times:
            return "timestamp"
        case "sum" | "min" | "max" if subject.scale == 1 and value is not None:
            # Of booleans all numbers are integers too.
            return "integer" if value.all_integers or value.float is None else "number"
        case _:
            return "number"


def _unit(value: ast.Expr | None) -> str | None:
    """The unit of a field of the catalogue."""
    field = field_of(value)
    return field.unit if field is not None else None
