"""Room 4: the measures of a group: of what columns of a statement each is made, and what of it is compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from weave_query.binding.convert import ZERO
from weave_query.binding.nodes import (
    TRUE,
    Apply,
    Arithmetic,
    ArithmeticOp,
    BoundExpr,
    Case,
    Coalesce,
    ColumnRef,
    Compare,
    ComparisonOp,
    Constant,
    Function,
)
from weave_query.binding.values import Value, float_value, integer_value
from weave_query.plan.keys import NONE
from weave_query.plan.measures import AggregateFunction, Measure, Percentile
from weave_query.plan.nodes import AnyMeasure
from weave_query.plan.numbers import HALF, Subject
from weave_query.requests import outputs
from weave_query.types import FLOAT, INT

_TERMS = ("high", "low", "rest")
_BOUNDS = {"min": AggregateFunction.MIN, "max": AggregateFunction.MAX}


@dataclass(frozen=True, slots=True)
class GroupMeasure:
    """A measure of the request. name: what its columns begin with. fractions: of all percentiles of its subject."""

    name: str
    function: outputs.Function
    subject: Subject
    fraction: float = 0.0
    fractions: tuple[float, ...] = ()

    def parts(self, rows: str) -> list[AnyMeasure]:
        """What the answer is made of."""
        subject = self.subject
        match self.function:
            case "count" if subject.value is None and subject.where is None:
                return [self._measure("count", AggregateFunction.ROWS, None)]
            case "count":
                return self._of("count", AggregateFunction.COUNT, subject.column("there", rows))
            case "count_distinct":
                return [
                    self._measure(what, AggregateFunction.DISTINCT, column) for what, column in subject.distinct(rows)
                ]
            case "sum":
                return self._sums(rows)
            case "avg":
                count = self._of("count", AggregateFunction.COUNT, subject.column("double", rows))
                return [*self._sums(rows), *count]
            case "min" | "max":
                bound = _BOUNDS[self.function]
                whole = self._of("int", bound, subject.column("int", rows))
                return [*whole, *self._of("rest", bound, subject.column("rest", rows))]
            case "percentile":
                column = subject.column("double", rows)
                if column is None:
                    return []
                return [Percentile(f"{self.name}_value", column, self.fraction, self.fractions)]

    def _sums(self, rows: str) -> list[AnyMeasure]:
        subject = self.subject
        found = self._of("sum", AggregateFunction.SUM, subject.column("int", rows))
        found += self._of("rest", AggregateFunction.SUM, subject.column("addend", rows))
        return [*found, *self._of("huge", AggregateFunction.COUNT, subject.column("huge", rows))]

    def decimal_parts(self) -> list[str]:
        """The names of parts that are sums of decimals."""
        is_summed = self.subject.decimal and self.function in ("sum", "avg")
        return [f"{self.name}_rest"] if is_summed else []

    def compared_parts(self, rows: str) -> list[AnyMeasure]:
        """What it is compared and sorted by is made of, with the measures of `parts` that are used for it."""
        subject = self.subject
        found = {each.name: each for each in self.parts(rows)}
        match self.function:
            case "sum" | "avg":
                extra = self._of("high", AggregateFunction.SUM, subject.column("high", rows))
                extra += self._of("low", AggregateFunction.SUM, subject.column("low", rows))
            case "min" | "max":
                extra = self._of("bound", _BOUNDS[self.function], subject.column("double", rows))
            case _:
                extra = []
        return list({**found, **{each.name: each for each in extra}}.values())

    def compared(self, groups: str, present: Sequence[AnyMeasure]) -> Value:
        """The measure of a group as a value, of the columns of `compared_parts`."""
        names = {each.name for each in present}

        def column(part: str, type_: object = FLOAT) -> BoundExpr | None:
            name = f"{self.name}_{part}"
            return ColumnRef(groups, name, FLOAT if type_ is FLOAT else INT, nullable=True) if name in names else None

        match self.function:
            case "count":
                return integer_value(column("count", INT) or NONE)
            case "count_distinct":
                return integer_value(self._number_of_keys(groups, present))
            case "sum":
                return self._scaled(self._unless_huge(_total(*map(column, _TERMS)), column("huge", INT)))
            case "avg":
                total = _total(*map(column, _TERMS))
                return self._average(total, column("count", INT), column("huge", INT))
            case "min" | "max":
                found = column("bound")
            case "percentile":
                found = column("value")
        return self._scaled(found)

    def _scaled(self, number: BoundExpr | None) -> Value:
        """A number in the unit of the answer."""
        if number is None:
            return Value(absent=TRUE)
        scale = self.subject.scale
        if scale != 1:
            number = Arithmetic(ArithmeticOp.DIVIDE, number, Constant(float(scale), FLOAT))
        return float_value(number)

    def _number_of_keys(self, groups: str, present: Sequence[AnyMeasure]) -> BoundExpr:
        parts = [ColumnRef(groups, each.name, INT, nullable=False) for each in present if self._is_mine(each.name)]
        found: BoundExpr = parts[0] if parts else NONE
        for part in parts[1:]:
            found = Arithmetic(ArithmeticOp.ADD, found, part)
        return found

    def _is_mine(self, name: str) -> bool:
        return name.startswith(f"{self.name}_")

    def _average(self, total: BoundExpr, count: BoundExpr | None, huge: BoundExpr | None) -> Value:
        if count is None:
            return Value(absent=TRUE)
        some = Compare(ComparisonOp.GT, count, NONE)
        quotient = Arithmetic(ArithmeticOp.DIVIDE, total, Apply(Function.INT_TO_FLOAT, count))
        return self._scaled(self._unless_huge(Case(((some, quotient),)), huge))

    def _unless_huge(self, value: BoundExpr, huge: BoundExpr | None) -> BoundExpr:
        return value if huge is None else Case(((Compare(ComparisonOp.EQ, huge, NONE), value),))

    def _of(self, part: str, function: AggregateFunction, operand: ColumnRef | None) -> list[AnyMeasure]:
        return [self._measure(part, function, operand)] if operand is not None else []

    def _measure(self, part: str, function: AggregateFunction, operand: ColumnRef | None) -> Measure:
        return Measure(f"{self.name}_{part}", function, operand)


def _total(high: BoundExpr | None, low: BoundExpr | None, rest: BoundExpr | None) -> BoundExpr:
    """The sum as a double: of integers the nearest one, since both parts are exact and rounded once."""
    terms: list[BoundExpr] = [Coalesce((each, ZERO)) for each in (low, rest) if each is not None]
    if high is not None:
        terms.insert(0, Arithmetic(ArithmeticOp.MULTIPLY, Coalesce((high, ZERO)), Constant(HALF, FLOAT)))
    if not terms:
        return ZERO
    found: BoundExpr = terms[0]
    for term in terms[1:]:
        found = Arithmetic(ArithmeticOp.ADD, found, term)
    return found
