"""Reference: relations. Stored rows by table in, the rows of a relation out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, assert_never

from weave_query.binding.nodes import BoundAnd, BoundExpr, ColumnRef, Compare, ComparisonOp
from weave_query.binding.order import SortKey
from weave_query.binding.walk import reads
from weave_query.catalogue.tables import TABLES
from weave_query.errors import InternalError, LoadError
from weave_query.plan.nodes import (
    Aggregate,
    Alias,
    AnyMeasure,
    Behind,
    Derive,
    Filter,
    Hops,
    Join,
    Limit,
    Members,
    Reachable,
    Relation,
    Rollup,
    Scan,
    Sort,
    Union,
    Unnest,
    UnnestList,
    Walk,
    Window,
    WindowFunction,
    WindowOutput,
    With,
    Within,
)
from weave_query.reference.aggregates import measured
from weave_query.reference.documents import is_number, walk
from weave_query.reference.expressions import Evaluation, Parameters, Row, rows_of
from weave_query.reference.ref_walk import walked
from weave_query.reference.rollup import reached, rolled_up
from weave_query.types import STRING

_NUMBER = "number of the row"

Tables = Mapping[str, Iterable[Row]]
"""The stored rows of each logical table."""


@dataclass(frozen=True, slots=True)
class Relations:
    """The tables and parameters that relations are evaluated with. watch: is called for each value, and may raise."""

    tables: Tables
    parameters: Parameters
    watch: Callable[[], None] | None = None

    def rows(self, relation: Relation) -> list[Row]:
        """The rows of a relation, column to value, in its order."""
        match relation:
            case Scan():
                return self._scan(relation)
            case Filter():
                return [row for row in self.rows(relation.input) if self._value(row, relation.predicate) is True]
            case Sort():
                return self._sorted(self.rows(relation.input), relation.keys)
            case Limit():
                return self._limited(self.rows(relation.input), relation)
            case Derive():
                return [
                    {column.name: self._value(row, expr) for column, expr in relation.outputs}
                    for row in self.rows(relation.input)
                ]
            case Alias():
                return self.rows(relation.input)
            case Unnest():
                return [
                    {**row, (relation.name, "key"): key, (relation.name, "value"): value}
                    for row in self.rows(relation.input)
                    for key, value in self._members(row, relation)
                ]
            case UnnestList():
                return [
                    {**row, (relation.name, "value"): item}
                    for row in self.rows(relation.input)
                    for item in self._value(row, relation.items)
                ]
            case Window():
                return self._windowed(relation)
            case Join():
                return self._joined(relation)
            case Union():
                return [row for each in relation.inputs for row in self.rows(each)]
            case Rollup():
                return rolled_up(relation, self.rows(relation.links), self.rows(relation.amounts))
            case Reachable():
                links = self.rows(relation.links)
                return reached(links, [row["id"] for row in links if self._value(row, relation.roots) is True])
            case Walk():
                tables = self._value({}, relation.tables)
                return list(walked(self.rows(relation.starts), self.rows(relation.lines), tables))
            case Behind():
                return self.rows(relation.rows)
            case Hops():
                raise InternalError("values behind references are read hop by hop here")
            case Within():
                ids = {row["id"] for row in self.rows(relation.ids)}
                return [row for row in self.rows(relation.input) if self._value(row, relation.operand) in ids]
            case With():
                sets = {rows_of(each.name): {row["id"] for row in self.rows(each)} for each in relation.rows}
                return [{**row, **sets} for row in self.rows(relation.input)]
            case Aggregate():
                return self._groups(relation)
            case _:
                assert_never(relation)

    def _value(self, row: Row, expr: Any) -> Any:
        if self.watch is not None:
            self.watch()
        return Evaluation(row, self.parameters).value(expr)

    def _scan(self, scan: Scan) -> list[Row]:
        owner = TABLES[scan.table].project
        project = self._value({}, scan.project)
        if scan.table not in self.tables:
            raise LoadError(f"there are no rows of `{scan.table}`, not even an empty list", table=scan.table, row=None)
        rows = self.tables[scan.table]
        if owner is None:
            return list(rows)
        tenant = ColumnRef(scan.table, owner, STRING, nullable=False)
        return [row for row in rows if self._value(row, tenant) == project]

    def _sorted(self, rows: list[Row], keys: tuple[SortKey, ...]) -> list[Row]:
        """By the last key first: Python's sort keeps the order of rows that are equal, in both directions."""
        for key in reversed(keys):
            found = [(self._value(row, key.expr), row) for row in rows]
            present = [pair for pair in found if pair[0] is not None]
            present.sort(key=lambda pair: pair[0], reverse=key.descending)
            rows = [row for _, row in present] + [row for value, row in found if value is None]
        return rows

    def _members(self, row: Row, relation: Unnest) -> list[tuple[str, Any]]:
        found = walk(self._value(row, relation.document), relation.path)
        if not isinstance(found, dict):
            return []
        if relation.members is Members.OBJECTS:
            return [(key, value) for key, value in found.items() if isinstance(value, dict)]
        return [(key, float(value)) for key, value in found.items() if is_number(value)]

    def _windowed(self, relation: Window) -> list[Row]:
        rows: list[dict[Any, Any]] = [dict(row) for row in self.rows(relation.input)]
        found = [dict(row) for row in rows]
        for output in relation.outputs:
            groups: dict[tuple[Any, ...], list[int]] = {}
            for number, row in enumerate(rows):
                groups.setdefault(tuple(self._value(row, expr) for expr in output.keys), []).append(number)
            for numbers in groups.values():
                for number, value in self._of_partition(output, rows, numbers):
                    found[number][output.column.name] = value
        return list(found)

    def _of_partition(
        self, output: WindowOutput, rows: list[dict[Any, Any]], numbers: list[int]
    ) -> Iterator[tuple[int, Any]]:
        numbered = [{**rows[number], _NUMBER: number} for number in numbers]
        ordered = self._sorted(list(numbered), output.order)
        values = [None if output.operand is None else self._value(row, output.operand) for row in ordered]
        largest = max((each for each in values if each is not None), default=None)
        for place, row in enumerate(ordered):
            match output.function:
                case WindowFunction.PLACE:
                    value: Any = place
                case WindowFunction.COUNT:
                    value = sum(each is not None for each in values)
                case WindowFunction.MAX:
                    value = largest
                case WindowFunction.NEXT:
                    value = values[place + 1] if place + 1 < len(values) else None
                case _:
                    assert_never(output.function)
            yield row[_NUMBER], value

    def _joined(self, relation: Join) -> list[Row]:
        """Rows of the right side are found by the columns that must equal something of the left row, if there are."""
        name = relation.right.name
        others: list[dict[Any, Any]] = [
            {(name, column): value for column, value in row.items()} for row in self.rows(relation.right)
        ]
        pairs = list(_equalities(relation.on, name))
        index: dict[tuple[Any, ...], list[dict[Any, Any]]] = {}
        for other in others:
            index.setdefault(tuple(other[name, right.column] for _, right in pairs), []).append(other)
        nothing: dict[Any, Any] = {(name, column.name): None for column in relation.right.columns}
        found: list[Row] = []
        for row in self.rows(relation.input):
            candidates = index.get(tuple(self._value(row, left) for left, _ in pairs), [])
            matches = [both for other in candidates if self._value(both := {**row, **other}, relation.on) is True]
            found += matches if matches or not relation.keeps else [{**row, **nothing}]
        return found

    def _groups(self, relation: Aggregate) -> list[Row]:
        """Groups in the order in which their first rows come."""
        groups: dict[tuple[Any, ...], list[Row]] = {} if relation.keys else {(): []}
        for row in self.rows(relation.input):
            groups.setdefault(tuple(self._value(row, expr) for _, expr in relation.keys), []).append(row)
        return [
            {
                **{column.name: value for (column, _), value in zip(relation.keys, keys, strict=True)},
                **{measure.name: self._measured(measure, rows) for measure in relation.measures},
            }
            for keys, rows in groups.items()
        ]

    def _measured(self, measure: AnyMeasure, rows: list[Row]) -> Any:
        if measure.operand is None:
            return len(rows)
        found = [value for row in rows if (value := self._value(row, measure.operand)) is not None]
        return measured(measure, found)

    def _limited(self, rows: list[Row], relation: Limit) -> list[Row]:
        offset = self._value({}, relation.offset) if relation.offset is not None else 0
        end = offset + self._value({}, relation.limit) if relation.limit is not None else None
        return rows[offset:end]


def _equalities(on: BoundExpr, right: str) -> Iterator[tuple[BoundExpr, ColumnRef]]:
    """What of the left row equals which column of the right one, wherever the condition is true."""
    for each in on.items if isinstance(on, BoundAnd) else (on,):
        if isinstance(each, Compare) and each.op is ComparisonOp.EQ:
            for one, other in ((each.left, each.right), (each.right, each.left)):
                if isinstance(other, ColumnRef) and other.table == right and not reads(one, right):
                    yield one, other
