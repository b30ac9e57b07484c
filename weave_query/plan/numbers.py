"""Room 4: what measures are of: the numbers of a value, and whether there is one, as columns of rows.

Integers and all other numbers are summed apart: sums of integers are exact whatever their size, and only the rest is
rounded. What is compared, sorted by or interpolated is the number as a double.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from weave_query.binding.compare import numeric_of
from weave_query.binding.convert import applied
from weave_query.binding.nodes import (
    Apply,
    Arithmetic,
    ArithmeticOp,
    BoundAnd,
    BoundExpr,
    BoundOr,
    Case,
    ColumnRef,
    Compare,
    ComparisonOp,
    Constant,
    Function,
    IsNull,
    Negate,
)
from weave_query.binding.values import Value, first_present
from weave_query.compiled import OutputColumn
from weave_query.plan.keys import ONE, distinct_parts, one_or_zero, raw_readings
from weave_query.types import FLOAT, INT, LogicalType

Outputs = list[tuple[OutputColumn, BoundExpr]]
# From here on a sum of doubles may leave the doubles, and engines differ in what they do then.
_HUGE = 1e150
HALF = 2.0**32
_OF_NUMBERS = ("int", "rest", "double", "addend", "huge", "high", "low")


@dataclass
class Subject:
    """What measures are of: a value where a condition holds, whose readings are columns that begin with `name`.

    value: None where rows are counted. where: None where every row counts. times: is a time taken as microseconds?
    scale: so many of the unit that is computed with are one of the answer: microseconds, so that sums are of integers.
    decimal: are its numbers decimals as people write them, which costs are?
    needs: the columns that measures ask for, in the order in which they do.
    """

    name: str
    value: Value | None
    where: BoundExpr | None
    times: bool = False
    scale: int = 1
    decimal: bool = False
    needs: dict[str, LogicalType] = field(default_factory=dict)

    def column(self, what: str, rows: str) -> ColumnRef | None:
        """A column of the rows, None where there never is a value in it. what: `there`, which is 1 where there is a
        value; `int`, `rest` and `double`: the integers, the numbers that are none, and all as doubles; `addend`: `rest`
        without what is huge, which `huge` marks; `high` and `low`: of the integers how many times 2^32, and what is
        left, as doubles, whose sums are exact."""
        found = self._above("s").get(what)
        if found is None:
            return None
        self.needs[what] = found.type
        return ColumnRef(rows, f"{self.name}_{what}", found.type, nullable=True)

    def distinct(self, rows: str) -> list[tuple[str, ColumnRef]]:
        """Columns whose different values are counted."""
        return [
            (what, column)
            for what in self._above("s")
            if what.startswith("key_") and (column := self.column(what, rows)) is not None
        ]

    def may_be_huge(self) -> bool:
        """May a number be too great to be summed? Columns, and what is computed of times, are not."""
        value = self.value
        return value is not None and not value.all_integers and not (value.field and not value.places)

    def may_be_wide(self) -> bool:
        """May a few integers add up to more than a double tells? Conditions and times that passed do not."""
        value = self.value
        return self.scale == 1 and value is not None and value.integer is not None

    def raw(self) -> Outputs:
        """What is read of a row."""
        outputs: Outputs = []
        if self.where is not None:
            outputs.append((OutputColumn(f"{self.name}_where", INT), Case(((self.where, ONE),))))
        return [*outputs, *((OutputColumn(name, type_), expr) for name, (type_, expr) in self._readings().items())]

    def derived(self, rows: str) -> Outputs:
        """The columns that measures ask for, of the columns of `raw`, null where the condition does not hold."""
        above = self._above(rows)
        return [(OutputColumn(f"{self.name}_{what}", type_), above[what]) for what, type_ in self.needs.items()]

    def _readings(self) -> dict[str, tuple[LogicalType, BoundExpr]]:
        if self.value is None:
            return {}
        value = self.value
        found: dict[str, tuple[LogicalType, BoundExpr]] = {}
        there: BoundExpr = ONE if value.absent is None else Case(((Negate(value.absent), ONE),))
        if "there" in self.needs:
            found["there"] = (INT, there)
        if any(what in self.needs for what in _OF_NUMBERS):
            found |= self._numbers()
        readings = {f"{self.name}_{what}": each for what, each in found.items()}
        if any(what.startswith("key_") for what in self.needs):
            readings |= {column.name: (column.type, expr) for column, expr in raw_readings(value, f"{self.name}_key")}
        return readings

    def _numbers(self) -> dict[str, tuple[LogicalType, BoundExpr]]:
        """A text counts as the number that it spells where it does so beside a literal; what is a boolean in every
        row, such as a condition, is 1 or 0."""
        value = self.value
        if value is None:
            return {}
        integer = value.integer
        if value.float is None and value.string is None and value.boolean is not None:
            integer = one_or_zero(value.boolean)
        if self.times and value.timestamp is not None:
            integer = Apply(Function.TIMESTAMP_TO_MICROS, value.timestamp)
        doubles = numeric_of(value) if value.lenient else value.float
        found: dict[str, tuple[LogicalType, BoundExpr | None]] = {
            "integer": (INT, integer),
            "number": (FLOAT, None if value.all_integers else doubles),
            "text": (INT, applied(Function.TEXT_TO_INT, value.string) if value.lenient else None),
        }
        return {name: (type_, expr) for name, (type_, expr) in found.items() if expr is not None}

    def _above(self, rows: str) -> dict[str, BoundExpr]:
        """Every column that may be asked for, as an expression over the columns of `raw`."""
        found: dict[str, BoundExpr] = {}
        if self.value is None:
            found["there"] = ONE
        else:
            found["there"] = ColumnRef(rows, f"{self.name}_there", INT, nullable=True)
            found |= self._numbers_above(rows)
            keys = distinct_parts(self.value, rows, f"{self.name}_key")
            found |= {f"key_{part}": expr for part, expr in keys.items()}
        if self.where is None:
            return found
        holds = Compare(ComparisonOp.EQ, ColumnRef(rows, f"{self.name}_where", INT, nullable=True), ONE)
        return {name: Case(((holds, expr),)) for name, expr in found.items()}

    def _numbers_above(self, rows: str) -> dict[str, BoundExpr]:
        read = {
            name: ColumnRef(rows, f"{self.name}_{name}", type_, nullable=True)
            for name, (type_, _) in self._numbers().items()
        }
        integers = first_present(read.get("integer"), read.get("text"))
        number = read.get("number")
        found: dict[str, BoundExpr | None] = {"int": integers}
        if integers is not None:
            found |= _halves(integers) if self.may_be_wide() else {"low": Apply(Function.INT_TO_FLOAT, integers)}
        if number is None:
            found["double"] = applied(Function.INT_TO_FLOAT, integers)
        else:
            rest: BoundExpr = number if integers is None else Case(((IsNull(integers), number),))
            found |= {"rest": rest, "double": number, "addend": rest}
            if self.may_be_huge():
                found |= {"addend": _bounded(rest, number), "huge": _huge(number)}
        return {name: expr for name, expr in found.items() if expr is not None}


def _halves(integer: BoundExpr) -> dict[str, BoundExpr]:
    """An integer as `high` times 2^32 and `low`, of one sign."""
    low = Arithmetic(ArithmeticOp.MODULO, integer, Constant(int(HALF), INT))
    rest = Apply(Function.INT_TO_FLOAT, Arithmetic(ArithmeticOp.SUBTRACT, integer, low))
    high = Arithmetic(ArithmeticOp.DIVIDE, rest, Constant(HALF, FLOAT))
    return {"high": high, "low": Apply(Function.INT_TO_FLOAT, low)}


def _bounded(value: BoundExpr, number: BoundExpr) -> BoundExpr:
    least, most = Constant(-_HUGE, FLOAT), Constant(_HUGE, FLOAT)
    within = (Compare(ComparisonOp.GTE, number, least), Compare(ComparisonOp.LTE, number, most))
    return Case(((BoundAnd(within), value),))


def _huge(number: BoundExpr) -> BoundExpr:
    least, most = Constant(-_HUGE, FLOAT), Constant(_HUGE, FLOAT)
    beyond = (Compare(ComparisonOp.LT, number, least), Compare(ComparisonOp.GT, number, most))
    return Case(((BoundOr(beyond), ONE),))
