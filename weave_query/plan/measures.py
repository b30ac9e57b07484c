"""Room 4: measures, what an aggregation computes of the rows of a group."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from weave_query.binding.nodes import BoundExpr
from weave_query.compiled import OutputColumn
from weave_query.types import FLOAT, INT, STRING, WIDE_INT

# What is summed at most where an integer of 64 bits is wanted.
LARGEST_SUM = 2**62


class AggregateFunction(Enum):
    """ROWS counts rows, COUNT values, DISTINCT different values. The others are null of no values; null is none.
    BOUNDED_SUM is the sum of integers that are not negative, or `LARGEST_SUM` where that is less."""

    ROWS = "rows"
    COUNT = "count"
    DISTINCT = "distinct"
    SUM = "sum"
    BOUNDED_SUM = "bounded sum"
    MIN = "min"
    MAX = "max"


@dataclass(frozen=True, slots=True)
class Measure:
    """A function of an operand; of ROWS there is none."""

    name: str
    function: AggregateFunction
    operand: BoundExpr | None = None

    @property
    def column(self) -> OutputColumn:
        match self.function:
            case AggregateFunction.ROWS | AggregateFunction.COUNT | AggregateFunction.DISTINCT:
                type_ = INT
            case AggregateFunction.SUM if self.operand is not None and self.operand.type is INT:
                type_ = WIDE_INT
            case _ if self.operand is not None and self.operand.type is STRING:
                type_ = STRING
            case _:
                type_ = FLOAT if self.operand is None or self.operand.type is FLOAT else INT
        return OutputColumn(self.name, type_, "measure")


@dataclass(frozen=True, slots=True)
class Percentile:
    """The value at a fraction from 0 to 1 of the values in order, interpolated between its neighbours; a double.

    among: all fractions that are asked of the operand, this one with them: engines compute them in one pass.
    approximate: is it one near to it, by the engine's own method? A rewrite says so, where it is asked for.
    """

    name: str
    operand: BoundExpr
    fraction: float
    among: tuple[float, ...]
    approximate: bool = False

    @property
    def column(self) -> OutputColumn:
        return OutputColumn(self.name, FLOAT, "measure")


def fraction_of(percent: float) -> float:
    """A percentile from 0 to 100 as the fraction that its decimal means."""
    return float(Decimal(repr(percent)) / 100)
