"""Reference: the values of a group, none of them null, as one."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any, assert_never

from weave_query.errors import InternalError
from weave_query.plan.measures import LARGEST_SUM, AggregateFunction, Percentile
from weave_query.plan.nodes import AnyMeasure


def measured(measure: AnyMeasure, values: list[Any]) -> Any:
    """The measure of the values of a group; of no values null, and 0 when they are counted."""
    if isinstance(measure, Percentile):
        return percentile(values, measure.fraction)
    match measure.function:
        case AggregateFunction.COUNT:
            return len(values)
        case AggregateFunction.DISTINCT:
            return len(set(values))
        case AggregateFunction.SUM:
            return _sum(values)
        case AggregateFunction.BOUNDED_SUM:
            return min(sum(values), LARGEST_SUM) if values else None
        case AggregateFunction.MIN:
            return min(values, default=None)
        case AggregateFunction.MAX:
            return max(values, default=None)
        case AggregateFunction.ROWS:
            raise InternalError("rows are counted without values")
        case _:
            assert_never(measure.function)


def _sum(values: list[Any]) -> Any:
    if not values:
        return None
    return math.fsum(values) if isinstance(values[0], float) else sum(values)


def percentile(values: list[Any], fraction: float) -> float | None:
    """By the definition, in fractions: at `fraction * (n - 1)` of the values in order, a straight line in between."""
    if not values:
        return None
    ordered = sorted(values)
    place = Fraction(repr(fraction)) * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    low, high = Fraction(ordered[below]), Fraction(ordered[above])
    return float(low + (high - low) * (place - below))
