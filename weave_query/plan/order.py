"""Room 4: the order that a request asks its calls in; by a set-valued field, by the member that comes first."""

from __future__ import annotations

from dataclasses import dataclass, replace

from weave_query.binding.derived import call_column
from weave_query.binding.nodes import BoundExpr, Case, ColumnRef, Compare, ComparisonOp, Constant
from weave_query.binding.order import NOTHING_LAST, SortKey, bind_sort, keys_of
from weave_query.binding.sets import set_value
from weave_query.catalogue.fields import CALL_FIELDS, Catalogue
from weave_query.catalogue.sets import is_set_valued, set_field
from weave_query.compiled import OutputColumn
from weave_query.errors import WeaveQueryError, raise_all
from weave_query.plan.nodes import (
    Alias,
    Derive,
    Filter,
    Join,
    Relation,
    Window,
    WindowFunction,
    WindowOutput,
)
from weave_query.plan.sets import call_id_of, rows_of
from weave_query.plan.usage import ref
from weave_query.requests.sorting import SortField
from weave_query.types import INT, STRING

_ONE, _ZERO = Constant(1, INT), Constant(0, INT)
_BELONGS = OutputColumn("belongs_to", STRING)
_PLACE = OutputColumn("place", INT)
_KNOWN = OutputColumn("known", INT)


@dataclass(frozen=True, slots=True)
class CallsOrder:
    """Keys, and the rows that some of them read: each has one for a call, or none."""

    keys: tuple[SortKey, ...]
    rows: tuple[Alias, ...] = ()

    def beside(self, calls: Relation) -> Relation:
        """The calls with those rows."""
        for rows in self.rows:
            same = Compare(ComparisonOp.EQ, call_column("id"), ref(rows.name, _BELONGS, nullable=False))
            calls = Join(calls, rows, same, keeps=True)
        return calls


def calls_order(sort: tuple[SortField, ...], fields: Catalogue = CALL_FIELDS) -> CallsOrder:
    """The order of the fields, not yet total. Raises UnknownFieldError, and TypeMismatchError for a list column."""
    keys: list[SortKey] = []
    rows: list[Alias] = []
    errors: list[WeaveQueryError] = []
    for field in sort:
        try:
            if is_set_valued(field.path):
                first, of_set = _of_set(field, f"first{len(rows) + 1}")
                rows.append(first)
                keys += of_set
            else:
                keys += bind_sort(field.path, field.descending, fields, field.at)
        except WeaveQueryError as error:
            errors.append(error)
    raise_all(errors)
    return CallsOrder(tuple(keys), tuple(rows))


def _of_set(field: SortField, name: str) -> tuple[Alias, tuple[SortKey, ...]]:
    """For each call the keys of the row that comes first, and keys that read them."""
    found = set_field(field.path, field.at)
    keys = keys_of(set_value(found), field.path, field.descending, field.at)
    columns = [OutputColumn(f"key{number}", key.expr.type) for number, key in enumerate(keys, 1)]
    outputs = [(column, key.expr) for column, key in zip(columns, keys, strict=True)]
    rows = Alias(Derive(rows_of(found.rows), ((_BELONGS, call_id_of(found.rows)), *outputs)), f"{name}_rows")
    order = tuple(
        replace(key, expr=ColumnRef(rows.name, column.name, column.type, key.expr.nullable))
        for column, key in zip(columns, keys, strict=True)
    )
    place = WindowOutput(_PLACE, WindowFunction.PLACE, (ref(rows.name, _BELONGS, nullable=False),), order)
    placed = Alias(Window(rows, rows.name, (place,)), f"{name}_placed")
    foremost = Filter(placed, Compare(ComparisonOp.EQ, ref(placed.name, _PLACE, nullable=False), _ZERO))
    kept = [
        (column, ColumnRef(placed.name, column.name, column.type, key.expr.nullable))
        for column, key in zip(columns, keys, strict=True)
    ]
    first = Alias(
        Derive(foremost, ((_BELONGS, ref(placed.name, _BELONGS, nullable=False)), (_KNOWN, _ONE), *kept)), name
    )
    there = Compare(ComparisonOp.EQ, ColumnRef(name, _KNOWN.name, INT, nullable=True), _ONE)
    return first, tuple(
        replace(key, expr=_if_there(there, ColumnRef(name, column.name, column.type, nullable=True), key))
        for column, key in zip(columns, keys, strict=True)
    )


def _if_there(there: BoundExpr, column: ColumnRef, key: SortKey) -> BoundExpr:
    """A key of the joined row; without one, what is last."""
    is_class = column.type is INT and not key.expr.nullable
    return Case(((there, column),), NOTHING_LAST if is_class else None)
