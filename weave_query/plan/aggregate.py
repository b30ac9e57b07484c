"""Room 4: the plan of an aggregation: calls with keys and values, grouped, and the groups chosen and put in order.

Derive [s]     what is read of a call: the bucket, a reading of each key and value for each type it may have
Derive [r]     keys and numbers made of them
Join [t]       where a dimension has `top`: the keys that it keeps, the others as one
Aggregate [g]  the groups; where costs are summed, `g_sums`, and their sums exact
Filter, Sort, Limit
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from weave_query.binding.derived import call_column
from weave_query.binding.nodes import BoundAnd, BoundExpr, Case, ColumnRef, Compare, ComparisonOp, Constant
from weave_query.binding.order import SortKey
from weave_query.binding.values import Value
from weave_query.compiled import OutputColumn
from weave_query.errors import ROOT, Location
from weave_query.literals import LiteralReading
from weave_query.plan.asked import GROUPS, IS_KEPT, KEPT, READ, ROWS, Asked, BoundDimension
from weave_query.plan.buckets import BUCKET, bucket_of
from weave_query.plan.described import outputs_of
from weave_query.plan.groups import GroupMeasure
from weave_query.plan.keys import NONE, ONE, key_columns, raw_readings, sort_keys_of
from weave_query.plan.measures import AggregateFunction, Measure
from weave_query.plan.nodes import (
    Aggregate,
    Alias,
    Derive,
    Filter,
    Join,
    Limit,
    NamedPlan,
    Relation,
    RequestPlan,
    Sort,
)
from weave_query.plan.numbers import Outputs
from weave_query.plan.pages import count
from weave_query.plan.project import PROJECT
from weave_query.plan.selection import calls_of
from weave_query.plan.steps import on_steps
from weave_query.requests.outputs import KeyRank
from weave_query.requests.resolve_aggregate import AggregateShape
from weave_query.types import INT

if TYPE_CHECKING:
    from weave_query.options import StoredUsage

# More than the errors of a sum of some hundred thousand doubles, as a part of it.
_ERROR = 1e-12


def plan_aggregate(shape: AggregateShape, policy: StoredUsage) -> RequestPlan:
    """One statement. Raises UnknownFieldError, TypeMismatchError, UnsupportedError, all mistakes together."""
    asked = Asked(shape)
    groups = _Planner(asked, policy).groups()
    return RequestPlan(shape.kind, (NamedPlan("groups", groups),), PROJECT, tuple(outputs_of(asked)))


class _Planner:
    def __init__(self, asked: Asked, policy: StoredUsage) -> None:
        self.asked = asked
        self.policy = policy
        self.shape = asked.shape

    def groups(self) -> Relation:
        order = tuple(self._order())
        tops = [(each, self._ranked(each)) for each in self.asked.dimensions if each.shape.top is not None]
        keys: Outputs = list(self._keys(self.asked.rows))
        if not keys and not self.asked.parts:
            # Of what there never is, nothing is computed; the group is there all the same.
            self.asked.take([Measure("rows", AggregateFunction.ROWS)])
        grouped = Aggregate(self._kept(tops), tuple(self.asked.parts.values()), tuple(keys))
        relation: Relation = _exact(grouped, self.asked.measures, GROUPS)
        if self.asked.having is not None:
            relation = Filter(relation, self.asked.having)
        if order:
            relation = Sort(relation, order)
        relation = Limit(relation, count(self.shape.limit, LiteralReading.ONE_MORE), None)
        columns = (*(column for column, _ in keys), *(each.column for each in self.asked.parts.values()))
        return Derive(relation, tuple((each, ColumnRef(GROUPS, each.name, each.type, True)) for each in columns))

    def _ranked(self, dimension: BoundDimension) -> Callable[[], Alias]:
        """The keys that a dimension keeps. Its columns are asked for at once, its relation when all are known."""
        top = dimension.shape.top
        measure = self.asked.measures[top.by if top is not None else 0]
        rows, name = f"{dimension.name}_rows", f"{dimension.name}_keys"
        parts = measure.compared_parts(rows)
        value = _sortable(measure.compared(name, parts))

        def relation() -> Alias:
            keys = key_columns(dimension.of_rows, rows, dimension.name)
            grouped = Aggregate(Alias(self._rows().input, rows), tuple(parts), tuple(keys))
            ranked: Relation = _exact(grouped, [measure], name)
            order = [SortKey(value, descending=True)] if value is not None else []
            order += sort_keys_of(dimension.of_rows, name, dimension.name)
            ranked = Limit(Sort(ranked, tuple(order)), count(top.keys if top is not None else None), None)
            # Under names of their own: of two columns of one name, ClickHouse makes other names.
            names = (column for column, _ in key_columns(dimension.of_rows, name, dimension.top))
            refs = (ref for _, ref in key_columns(dimension.of_rows, name, dimension.name))
            return Alias(Derive(ranked, (*zip(names, refs, strict=True), (IS_KEPT, ONE))), dimension.top)

        return relation

    def _rows(self) -> Alias:
        """Calls with their keys and values."""
        raw: Outputs = []
        derived: Outputs = []
        if self.shape.buckets is not None:
            raw.append((BUCKET, bucket_of(self.shape.buckets, call_column(self.shape.time_field))))
            derived.append((BUCKET, _bucket(READ)))
        for dimension in self.asked.dimensions:
            raw += raw_readings(dimension.read, dimension.name)
            derived += [
                (column, dimension.of_rows.parts[column.name.rpartition("_")[2]])
                for column, _ in key_columns(dimension.of_rows, READ, dimension.name)
            ]
        for subject in self.asked.subjects.values():
            raw += subject.raw()
            derived += subject.derived(READ)
        if not derived:
            derived.append((OutputColumn("one", INT), ONE))
        calls = calls_of(self.asked.predicate, [expr for _, expr in raw], policy=self.policy)
        if not raw:
            return Alias(Derive(calls, tuple(derived)), ROWS)
        return Alias(Derive(Alias(Derive(calls, tuple(raw)), READ), tuple(derived)), ROWS)

    def _kept(self, tops: list[tuple[BoundDimension, Callable[[], Alias]]]) -> Relation:
        """The rows, with the keys of each dimension that has `top` only those that it keeps."""
        rows = self._rows()
        if not tops:
            return rows
        joined: Relation = rows
        for dimension, ranked in tops:
            top = dimension.top
            pairs = zip(
                key_columns(dimension.of_rows, ROWS, dimension.name),
                key_columns(dimension.of_rows, top, top),
                strict=True,
            )
            same = tuple(Compare(ComparisonOp.EQ, mine, theirs) for (_, mine), (_, theirs) in pairs)
            on = same[0] if len(same) == 1 else BoundAnd(same)
            joined = Join(joined, ranked(), on, keeps=dimension.has_others)
        columns: dict[str, tuple[OutputColumn, BoundExpr]] = {
            column.name: (column, ColumnRef(ROWS, column.name, column.type, nullable=True)) for column in rows.columns
        }
        for dimension in self.asked.dimensions:
            key = dimension.key
            for column, _ in key_columns(key, ROWS, dimension.name) if dimension.has_others else ():
                columns[column.name] = (column, key.parts[column.name.rpartition("_")[2]])
        return Alias(Derive(joined, tuple(columns.values())), KEPT)

    def _keys(self, rows: str) -> Iterator[tuple[OutputColumn, BoundExpr]]:
        if self.shape.buckets is not None:
            yield BUCKET, _bucket(rows)
        for dimension in self.asked.dimensions:
            yield from key_columns(dimension.key, rows, dimension.name)

    # Order

    def _order(self) -> Iterator[SortKey]:
        """As asked, or the first measure, with the groups of all others last; then by all keys. The bucket, the
        dimensions and the measures are numbered as they stand in the answer."""
        buckets, dimensions = int(self.shape.buckets is not None), len(self.asked.dimensions)
        asked: dict[int, tuple[bool, Location | None]] = {}
        for number, each in enumerate(self.shape.order):
            asked.setdefault(each.output, (each.descending, ROOT.child("order").child(number)))
        by_default = not asked and dimensions > 0
        if by_default and buckets:
            asked[0] = False, None
        for output, (descending, at) in asked.items():
            yield from (replace(key, at=at) for key in self._by(output - buckets, descending))
        if by_default:
            yield from (SortKey(_is_other(each.name)) for each in self.asked.dimensions if each.has_others)
            yield from self._by(dimensions, descending=True)
        for output in range(buckets + dimensions):
            if output not in asked:
                yield from self._by(output - buckets, descending=False)

    def _by(self, number: int, descending: bool) -> Iterator[SortKey]:
        """The keys of a column: -1 is the bucket, then come the dimensions and the measures."""
        if number < 0:
            yield SortKey(_bucket(GROUPS), descending)
        elif number < len(self.asked.dimensions):
            dimension = self.asked.dimensions[number]
            yield from sort_keys_of(dimension.key, GROUPS, dimension.name, descending=descending)
        else:
            value = _sortable(self.asked.compared(self.asked.measures[number - len(self.asked.dimensions)]))
            if value is not None:
                yield SortKey(value, descending)


def _exact(groups: Aggregate, measures: Iterable[GroupMeasure], name: str) -> Alias:
    """The groups, with sums of costs as the doubles nearest to them: equal costs tie, however they were added up."""
    sums = [part for each in measures for part in each.decimal_parts()]
    return on_steps(Alias(groups, f"{name}_sums"), sums, _ERROR, name) if sums else Alias(groups, name)


def _bucket(rows: str) -> ColumnRef:
    return ColumnRef(rows, BUCKET.name, INT, nullable=False)


def _is_other(dimension: str) -> BoundExpr:
    """1 for the key of all others, else 0."""
    rank = ColumnRef(GROUPS, f"{dimension}_rank", INT, nullable=False)
    return Case(((Compare(ComparisonOp.EQ, rank, Constant(int(KeyRank.OTHER), INT)), ONE),), NONE)


def _sortable(value: Value) -> BoundExpr | None:
    """What groups are put in order by. A constant orders nothing, and engines refuse it."""
    found = value.integer if value.integer is not None else value.float
    return None if isinstance(found, Constant) else found
