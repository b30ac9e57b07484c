"""Room 4: what an aggregation asks, bound: its dimensions, its measures, its condition on groups.

Which columns of the rows are needed follows from what is asked of them: measures and whatever compares them are asked
first, and the rows are made when that is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from weave_query.binding.derived import counted_in_micros, elapsed_micros
from weave_query.binding.kinds import Kinds, ValueKind, described, kinds_of
from weave_query.binding.nodes import BoundExpr, ColumnRef, Compare, ComparisonOp
from weave_query.binding.operands import OperandBinder, OutputBinder
from weave_query.binding.values import Value, integer_value
from weave_query.catalogue.fields import CALL_FIELDS, Field
from weave_query.compiled import OutputColumn
from weave_query.errors import RequestError, TypeMismatchError, UnsupportedError, raise_all
from weave_query.plan.groups import GroupMeasure
from weave_query.plan.keys import ONE, Key, key_of, key_value, with_others
from weave_query.plan.measures import fraction_of
from weave_query.plan.nodes import AnyMeasure
from weave_query.plan.numbers import Subject
from weave_query.requests.column_names import name_of
from weave_query.requests.outputs import Function
from weave_query.requests.resolve_aggregate import AggregateShape, DimensionShape, MeasureShape
from weave_query.syntax import expr as ast
from weave_query.types import INT

# The names of rows: what is read of a call, keys and numbers made of it, the same with `top`, the groups.
READ, ROWS, KEPT, GROUPS = "s", "r", "t", "g"
IS_KEPT = OutputColumn("kept", INT)


@dataclass(frozen=True, slots=True)
class BoundDimension:
    """A dimension. read: its value, as a call has it. of_rows: its key before `top`. kinds: what it may be."""

    name: str
    shape: DimensionShape
    read: Value
    of_rows: Key
    kinds: Kinds

    @property
    def has_others(self) -> bool:
        """Is there a key for all others?"""
        return self.shape.top is not None and self.shape.top.other

    @property
    def top(self) -> str:
        """The name of the keys that are kept."""
        return f"{self.name}_top"

    @property
    def key(self) -> Key:
        """The key of the groups."""
        if not self.has_others:
            return self.of_rows
        kept = Compare(ComparisonOp.EQ, ColumnRef(self.top, IS_KEPT.name, INT, nullable=True), ONE)
        return with_others(self.of_rows, ROWS, self.name, kept)


class Asked:
    """What a request asks. Raises UnknownFieldError, TypeMismatchError, UnsupportedError, all mistakes together.

    rows: the name of the rows that are grouped. parts: what is computed of a group, by name.
    """

    def __init__(self, shape: AggregateShape) -> None:
        self.shape = shape
        self.binder = OperandBinder(CALL_FIELDS)
        self.predicate = self.binder.condition(shape.predicate)
        self.subjects: dict[tuple[ast.Expr | None, ast.Expr | None], Subject] = {}
        self.dimensions = [self._dimension(n, each) for n, each in enumerate(shape.dimensions, 1)]
        self.measures = [self._measure(n, each) for n, each in enumerate(shape.measures, 1)]
        self.rows = KEPT if any(each.shape.top for each in self.dimensions) else ROWS
        self.parts: dict[str, AnyMeasure] = {}
        for measure in self.measures:
            self.take(measure.parts(self.rows))
        self.having = self._having()
        errors = {str(error): error for error in self.binder.errors}
        raise_all(list(errors.values()))

    def take(self, parts: list[AnyMeasure]) -> None:
        """Compute these too."""
        for each in parts:
            self.parts.setdefault(each.name, each)

    def _dimension(self, number: int, shape: DimensionShape) -> BoundDimension:
        name = f"d{number}"
        kinds = self._kinds(shape.value)
        if ValueKind.LIST in kinds:
            self._wrong(shape.value, "which is no key")
        value = self.binder.value(shape.value)
        return BoundDimension(name, shape, value, key_of(value, READ, name), kinds)

    def _measure(self, number: int, shape: MeasureShape) -> GroupMeasure:
        subject = self._subject(shape)
        fractions: tuple[float, ...] = ()
        if shape.percentile is not None:
            same = (each.percentile for each in self.shape.measures if _same_subject(each, shape))
            fractions = tuple(dict.fromkeys(fraction_of(each) for each in same if each is not None))
        fraction = fraction_of(shape.percentile) if shape.percentile is not None else 0.0
        return GroupMeasure(f"m{number}", shape.function, subject, fraction, fractions)

    def _subject(self, shape: MeasureShape) -> Subject:
        times = shape.value is not None and self._check_type(shape.function, shape.value)
        key = (shape.value, shape.where)
        if key not in self.subjects:
            value, scale = self._measured(shape.value) if shape.value is not None else (None, 1)
            where = self.binder.condition(shape.where) if shape.where is not None else None
            is_cost = (field := field_of(shape.value)) is not None and field.name == "cost"
            self.subjects[key] = Subject(f"v{len(self.subjects) + 1}", value, where, times, scale, is_cost)
        return self.subjects[key]

    def _measured(self, expr: ast.Expr) -> tuple[Value, int]:
        """A value as it is computed with, and how many of its unit are one of the answer."""
        field = field_of(expr)
        scale = counted_in_micros(field.name) if field is not None else None
        return (integer_value(elapsed_micros()), scale) if scale is not None else (self.binder.value(expr), 1)

    def _check_type(self, function: Function, value: ast.Expr) -> bool:
        """Can the function be of such a value? Is the value a time in every row?"""
        kinds = self._kinds(value)
        times = kinds == {ValueKind.TIME}
        if function in ("count", "count_distinct"):
            if function == "count_distinct" and ValueKind.LIST in kinds:
                self._wrong(value, "which is no key")
            return times
        numbers = ValueKind.NUMBER in kinds or kinds <= {ValueKind.BOOLEAN}
        if not (numbers or (times and function in ("min", "max"))):
            self._wrong(value, f"and `{function}` is of numbers")
        return times

    def _kinds(self, value: ast.Expr) -> Kinds:
        try:
            return kinds_of(value, CALL_FIELDS)
        except (RequestError, UnsupportedError):
            # Binding tells it, with its place.
            return frozenset({ValueKind.NUMBER})

    def _wrong(self, value: ast.Expr, why: str) -> None:
        fact = f"{described(value, self._kinds(value))}, {why}"
        hint = "its `$size` is" if "key" in why else "`count` and `count_distinct` take any value"
        self.binder.errors.append(TypeMismatchError(fact, at=value.at, hint=hint))

    def _having(self) -> BoundExpr | None:
        having = self.shape.having
        if having is None:
            return None
        values = dict(zip(having.names, self._values(), strict=True))
        binder = OutputBinder(CALL_FIELDS, values, lambda field: name_of(field.path))
        condition = binder.condition(having.condition)
        self.binder.errors += binder.errors
        return condition

    def _values(self) -> Iterator[Callable[[], Value | None]]:
        """The columns of the answer as values, in their order; None for a time."""
        if self.shape.buckets is not None:
            yield lambda: None
        for dimension in self.dimensions:
            yield partial(_comparable, dimension)
        for measure in self.measures:
            is_time = measure.subject.times and measure.function in ("min", "max")
            yield partial(self.compared, measure) if not is_time else lambda: None

    def compared(self, measure: GroupMeasure) -> Value:
        """What a measure is compared by; its columns are computed from now on."""
        parts = measure.compared_parts(self.rows)
        self.take(parts)
        return measure.compared(GROUPS, parts)


def field_of(value: ast.Expr | None) -> Field | None:
    """The field of the catalogue that a value is, or lies in."""
    if not isinstance(value, ast.GetField):
        return None
    try:
        return CALL_FIELDS.find(value.path, value.at)[0]
    except (RequestError, UnsupportedError):
        return None


def _same_subject(one: MeasureShape, other: MeasureShape) -> bool:
    return one.value == other.value and one.where == other.where


def _comparable(dimension: BoundDimension) -> Value | None:
    if dimension.read.timestamp is not None:
        return None
    return key_value(dimension.key, GROUPS, dimension.name)
