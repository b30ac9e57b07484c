"""Room 4: the plan of an aggregation: calls with keys and values, grouped, and the groups chosen and put in order.

Derive [s]     what is read of a call: the bucket, a reading of each key and value for each type it may have
Derive [r]     keys and numbers made of them
Join [t]       where a dimension has `top`: the keys that it keeps, the others as one
Aggregate [g]  the groups
Filter, Sort, Limit
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from weave_query.binding.derived import call_column, counted_in_micros, elapsed_micros
from weave_query.binding.kinds import ValueKind, described, kinds_of
from weave_query.binding.nodes import BoundAnd, BoundExpr, Case, ColumnRef, Compare, ComparisonOp, Constant
from weave_query.binding.operands import OperandBinder, OutputBinder
from weave_query.binding.order import SortKey
from weave_query.binding.values import Value, integer_value
from weave_query.catalogue.fields import CALL_FIELDS, Field
from weave_query.compiled import OutputColumn
from weave_query.errors import RequestError, TypeMismatchError, UnsupportedError, raise_all
from weave_query.literals import LiteralReading
from weave_query.plan.buckets import BUCKET, bucket_of
from weave_query.plan.calls import count
from weave_query.plan.groups import GroupMeasure
from weave_query.plan.keys import (
    NONE,
    ONE,
    Key,
    key_columns,
    key_of,
    key_value,
    raw_readings,
    sort_keys_of,
    with_others,
)
from weave_query.plan.measures import fraction_of
from weave_query.plan.nodes import (
    Aggregate,
    Alias,
    AnyMeasure,
    Derive,
    Filter,
    Join,
    Limit,
    NamedPlan,
    Relation,
    RequestPlan,
    Sort,
)
from weave_query.plan.numbers import Outputs, Subject
from weave_query.plan.selection import PROJECT, calls_of
from weave_query.requests import outputs
from weave_query.requests.outputs import ADDITIVITY, NULLS, ColumnType, KeyRank, Output
from weave_query.requests.resolve_aggregate import (
    AggregateShape,
    DimensionShape,
    MeasureShape,
    name_of,
)
from weave_query.syntax import expr as ast
from weave_query.types import INT

READ, ROWS, KEPT, GROUPS = "s", "r", "t", "g"
_KEPT = OutputColumn("kept", INT)
_TYPES: dict[KeyRank, ColumnType] = {
    KeyRank.NUMBER: "number",
    KeyRank.TEXT: "string",
    KeyRank.BOOLEAN: "bool",
    KeyRank.TIME: "timestamp",
}


def plan_aggregate(shape: AggregateShape) -> RequestPlan:
    """One statement. Raises UnknownFieldError, TypeMismatchError, UnsupportedError, all mistakes together."""
    planner = _Planner(shape)
    groups = planner.groups()
    return RequestPlan(shape.kind, (NamedPlan("groups", groups),), PROJECT, planner.outputs())


@dataclass(frozen=True, slots=True)
class _Dimension:
    """A dimension that is bound. read: its value, as a call has it. of_rows: its key before `top`."""

    name: str
    shape: DimensionShape
    read: Value
    of_rows: Key
    unit: str | None

    @property
    def key(self) -> Key:
        """The key of the groups."""
        if self.shape.top is None or not self.shape.top.other:
            return self.of_rows
        return with_others(self.of_rows, ROWS, self.name, _is_kept(self.name))


class _Planner:
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
            self._take(measure.parts(self.rows))
        self.having = self._having()
        errors = {str(error): error for error in self.binder.errors}
        raise_all(list(errors.values()))

    def _take(self, parts: list[AnyMeasure]) -> None:
        for each in parts:
            self.parts.setdefault(each.name, each)

    # Binding

    def _dimension(self, number: int, shape: DimensionShape) -> _Dimension:
        name = f"d{number}"
        if ValueKind.LIST in self._kinds(shape.value):
            self._wrong(shape.value, "which is no key")
        value = self.binder.value(shape.value)
        return _Dimension(name, shape, value, key_of(value, READ, name), _unit(shape.value))

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
            self.subjects[key] = Subject(f"v{len(self.subjects) + 1}", value, where, times, scale)
        return self.subjects[key]

    def _measured(self, expr: ast.Expr) -> tuple[Value, int]:
        """A value as it is computed with, and how many of its unit are one of the answer."""
        field = _field(expr)
        scale = counted_in_micros(field.name) if field is not None else None
        return (integer_value(elapsed_micros()), scale) if scale is not None else (self.binder.value(expr), 1)

    def _check_type(self, function: outputs.Function, value: ast.Expr) -> bool:
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

    def _kinds(self, value: ast.Expr) -> frozenset[ValueKind]:
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
            yield partial(self.compared, measure)

    def compared(self, measure: GroupMeasure) -> Value:
        """What a measure is compared by; its columns are computed from now on."""
        parts = measure.compared_parts(self.rows)
        self._take(parts)
        return measure.compared(GROUPS, parts)

    # Relations

    def groups(self) -> Relation:
        order = tuple(self._order())
        tops = [(each, self._ranked(each)) for each in self.dimensions if each.shape.top is not None]
        keys: Outputs = list(self._keys(self.rows))
        grouped = Aggregate(self._kept(tops), tuple(self.parts.values()), tuple(keys))
        relation: Relation = Alias(grouped, GROUPS)
        if self.having is not None:
            relation = Filter(relation, self.having)
        if order:
            relation = Sort(relation, order)
        relation = Limit(relation, count(self.shape.limit, LiteralReading.ONE_MORE), None)
        columns = (*(column for column, _ in keys), *(each.column for each in self.parts.values()))
        return Derive(relation, tuple((each, ColumnRef(GROUPS, each.name, each.type, True)) for each in columns))

    def _ranked(self, dimension: _Dimension) -> Callable[[], Alias]:
        """The keys that a dimension keeps. Its columns are asked for at once, its relation when all are known."""
        top = dimension.shape.top
        measure = self.measures[top.by if top is not None else 0]
        rows, name = f"{dimension.name}_rows", f"{dimension.name}_keys"
        parts = measure.compared_parts(rows)
        value = _sortable(measure.compared(name, parts))

        def relation() -> Alias:
            keys = key_columns(dimension.of_rows, rows, dimension.name)
            ranked: Relation = Alias(Aggregate(Alias(self._rows().input, rows), tuple(parts), tuple(keys)), name)
            order = [SortKey(value, descending=True)] if value is not None else []
            order += sort_keys_of(dimension.of_rows, name, dimension.name)
            ranked = Limit(Sort(ranked, tuple(order)), count(top.keys if top is not None else None), None)
            # Under names of their own: of two columns of one name, ClickHouse makes other names.
            names = (column for column, _ in key_columns(dimension.of_rows, name, _top_name(dimension.name)))
            refs = (ref for _, ref in key_columns(dimension.of_rows, name, dimension.name))
            return Alias(Derive(ranked, (*zip(names, refs, strict=True), (_KEPT, ONE))), _top_name(dimension.name))

        return relation

    def _rows(self) -> Alias:
        """Calls with their keys and values."""
        raw: Outputs = []
        derived: Outputs = []
        if self.shape.buckets is not None:
            raw.append((BUCKET, bucket_of(self.shape.buckets, call_column(self.shape.time_field))))
            derived.append((BUCKET, _bucket(READ)))
        for dimension in self.dimensions:
            raw += raw_readings(dimension.read, dimension.name)
            derived += [
                (column, dimension.of_rows.parts[column.name.rpartition("_")[2]])
                for column, _ in key_columns(dimension.of_rows, READ, dimension.name)
            ]
        for subject in self.subjects.values():
            raw += subject.raw()
            derived += subject.derived(READ)
        if not derived:
            derived.append((OutputColumn("one", INT), ONE))
        calls = calls_of(self.predicate, [expr for _, expr in raw])
        if not raw:
            return Alias(Derive(calls, tuple(derived)), ROWS)
        return Alias(Derive(Alias(Derive(calls, tuple(raw)), READ), tuple(derived)), ROWS)

    def _kept(self, tops: list[tuple[_Dimension, Callable[[], Alias]]]) -> Relation:
        """The rows, with the keys of each dimension that has `top` only those that it keeps."""
        rows = self._rows()
        if not tops:
            return rows
        joined: Relation = rows
        for dimension, ranked in tops:
            top = _top_name(dimension.name)
            pairs = zip(
                key_columns(dimension.of_rows, ROWS, dimension.name),
                key_columns(dimension.of_rows, top, top),
                strict=True,
            )
            same = tuple(Compare(ComparisonOp.EQ, mine, theirs) for (_, mine), (_, theirs) in pairs)
            on = same[0] if len(same) == 1 else BoundAnd(same)
            joined = Join(joined, ranked(), on, keeps=bool(dimension.shape.top and dimension.shape.top.other))
        columns: dict[str, tuple[OutputColumn, BoundExpr]] = {
            column.name: (column, ColumnRef(ROWS, column.name, column.type, nullable=True)) for column in rows.columns
        }
        for dimension in self.dimensions:
            key = dimension.key
            for column, _ in key_columns(key, ROWS, dimension.name):
                if key is not dimension.of_rows:
                    columns[column.name] = (column, key.parts[column.name.rpartition("_")[2]])
        return Alias(Derive(joined, tuple(columns.values())), KEPT)

    def _keys(self, rows: str) -> Iterator[tuple[OutputColumn, BoundExpr]]:
        if self.shape.buckets is not None:
            yield BUCKET, _bucket(rows)
        for dimension in self.dimensions:
            yield from key_columns(dimension.key, rows, dimension.name)

    # Order

    def _order(self) -> Iterator[SortKey]:
        """As asked, or by time, what is kept before the others, the first measure; then by all keys."""
        offset = 1 if self.shape.buckets is not None else 0
        asked = {each.output: each.descending for each in self.shape.order}
        for output, descending in asked.items():
            yield from self._by(output - offset, descending)
        if not asked:
            if offset:
                yield SortKey(_bucket(GROUPS))
            if self.dimensions:
                for each in self.dimensions:
                    if each.key is not each.of_rows and each.shape.top is not None:
                        yield SortKey(_is_other(each.name))
                yield from self._by(len(self.dimensions), descending=True)
        rest = [] if asked.keys() & {-1 + offset} or not offset or not asked else [-1]
        rest += [number for number in range(len(self.dimensions)) if number + offset not in asked]
        for number in rest:
            yield from self._by(number, descending=False)

    def _by(self, number: int, descending: bool) -> Iterator[SortKey]:
        """The keys of a column: -1 is the bucket, then come the dimensions and the measures."""
        if number < 0:
            yield SortKey(_bucket(GROUPS), descending)
        elif number < len(self.dimensions):
            dimension = self.dimensions[number]
            yield from sort_keys_of(dimension.key, GROUPS, dimension.name, descending=descending)
        else:
            value = _sortable(self.compared(self.measures[number - len(self.dimensions)]))
            if value is not None:
                yield SortKey(value, descending)

    # The answer

    def outputs(self) -> tuple[Output, ...]:
        found = [Output("bucket", "timestamp", BUCKET.name)] if self.shape.buckets is not None else []
        for dimension in self.dimensions:
            only = dimension.key.only
            type_ = _TYPES.get(dimension.of_rows.only, "any") if dimension.of_rows.only is not None else "any"
            if _only_text(dimension.read):
                type_ = "string"
            found.append(Output("dimension", type_, dimension.name, dimension.unit, None, "key", only))
        for measure, shape in zip(self.measures, self.shape.measures, strict=True):
            function = measure.function
            found.append(
                Output(
                    "measure",
                    _type_of(measure),
                    measure.name,
                    "calls" if function == "count" else _unit_of(function, shape.value),
                    ADDITIVITY[function],
                    NULLS[function],
                    None,
                    function,
                    measure.subject.scale,
                )
            )
        return tuple(found)


def _type_of(measure: GroupMeasure) -> ColumnType:
    subject, value = measure.subject, measure.subject.value
    match measure.function:
        case "count" | "count_distinct":
            return "integer"
        case "min" | "max" if subject.times:
            return "timestamp"
        case "sum" | "min" | "max" if subject.scale == 1 and value is not None and _is_whole(value):
            return "integer"
        case _:
            return "number"


def _is_whole(value: Value) -> bool:
    """Are all its numbers integers? Of booleans they are."""
    return value.all_integers or value.float is None


def _field(value: ast.Expr | None) -> Field | None:
    """The field of the catalogue that a value is, or lies in."""
    if not isinstance(value, ast.GetField):
        return None
    try:
        return CALL_FIELDS.find(value.path, value.at)[0]
    except (RequestError, UnsupportedError):
        return None


def _unit(value: ast.Expr | None) -> str | None:
    """The unit of a field of the catalogue."""
    field = _field(value)
    return field.unit if field is not None else None


def _unit_of(function: outputs.Function, value: ast.Expr | None) -> str | None:
    return None if function == "count_distinct" else _unit(value)


def _only_text(value: Value) -> bool:
    """Has the value no type but text?"""
    others = (value.float, value.boolean, value.timestamp)
    return value.string is not None and not value.places and all(each is None for each in others)


def _same_subject(one: MeasureShape, other: MeasureShape) -> bool:
    return one.value == other.value and one.where == other.where


def _bucket(rows: str) -> ColumnRef:
    return ColumnRef(rows, BUCKET.name, INT, nullable=False)


def _top_name(dimension: str) -> str:
    return f"{dimension}_top"


def _is_kept(dimension: str) -> BoundExpr:
    return Compare(ComparisonOp.EQ, ColumnRef(_top_name(dimension), _KEPT.name, INT, nullable=True), ONE)


def _is_other(dimension: str) -> BoundExpr:
    """1 for the key of all others, else 0."""
    rank = ColumnRef(GROUPS, f"{dimension}_rank", INT, nullable=False)
    return Case(((Compare(ComparisonOp.EQ, rank, Constant(int(KeyRank.OTHER), INT)), ONE),), NONE)


def _sortable(value: Value) -> BoundExpr | None:
    return value.integer if value.integer is not None else value.float


def _comparable(dimension: _Dimension) -> Value | None:
    if dimension.read.timestamp is not None:
        return None
    return key_value(dimension.key, GROUPS, dimension.name)
