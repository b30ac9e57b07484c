"""Room 4: what is doubtful about a request, by its shape: conditions that hardly a row, or no group, can satisfy."""

from __future__ import annotations

from collections.abc import Sequence

from weave_query.binding.warn import Finding, findings, literal_findings, number_findings, warnings_of
from weave_query.plan import fields_of
from weave_query.requests.resolve import Shape
from weave_query.requests.resolve_aggregate import AggregateShape
from weave_query.syntax.expr import And, Expr
from weave_query.syntax.shape import SlotValue
from weave_query.warnings import QueryWarning

# Where the condition on groups stands among what is stated: behind all else, whose numbers stay as they are.
_HAVING = -1


def doubts(shape: Shape) -> tuple[Finding, ...]:
    """What is to be told of every request of a shape that compiles."""
    if not isinstance(shape, AggregateShape):
        return findings(shape.predicate, fields_of(shape))
    found = findings(shape.stated, fields_of(shape))
    if shape.having is None:
        return found
    condition, names = shape.having.condition, shape.having.names
    measured = zip(names[len(names) - len(shape.measures) :], shape.measures, strict=True)
    # The least and the greatest may be times.
    numbers = [name for name, each in measured if each.function not in ("min", "max")]
    found += tuple(literal_findings(condition, names, (_HAVING,)))
    return (*found, *number_findings(condition, numbers, (_HAVING,)))


def warnings_about(found: Sequence[Finding], shape: Shape, values: Sequence[SlotValue]) -> tuple[QueryWarning, ...]:
    """The same about a request of that shape, with its places."""
    return warnings_of(found, _stated(shape), values)


def _stated(shape: Shape) -> Expr:
    if not isinstance(shape, AggregateShape):
        return shape.predicate
    return shape.stated if shape.having is None else And((*shape.stated.items, shape.having.condition))
