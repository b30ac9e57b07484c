"""Room 4: relations of token usage: a row for each call and model."""

from __future__ import annotations

from collections.abc import Sequence

from weave_query.binding.derived import call_column
from weave_query.binding.nodes import BoundExpr, ColumnRef
from weave_query.binding.usage import COUNTERS, STORED, USAGE_PATH, any_counted, counted, counters, stored_counter
from weave_query.compiled import OutputColumn
from weave_query.plan.nodes import Alias, Derive, Filter, Relation, Unnest
from weave_query.types import FLOAT, INT, STRING

MODEL = OutputColumn("model", STRING, "key")


def usage_rows(
    calls: Relation,
    carried: Sequence[tuple[OutputColumn, BoundExpr]],
    rows_name: str,
    summary: ColumnRef | None = None,
) -> Relation:
    """For each call and model with usage `carried`, `model` and the normalised counters, under `rows_name`.

    summary: the column of the calls' summaries, if it is not that of the table."""
    members = Unnest(calls, "m", summary or call_column("summary"), USAGE_PATH)
    stored = [(column, expr) for name in STORED for column, expr in _columns(members.value, name)]
    read = Alias(Derive(members, (*carried, (MODEL, members.key), *stored)), "s")
    kept = [column for column, _ in (*carried, (MODEL, members.key))]
    valid = [(OutputColumn(name, INT), counted(ref("s", _number(name)), ref("s", _integer(name)))) for name in STORED]
    known = Alias(Derive(read, (*((column, ref("s", column)) for column in kept), *valid)), "k")
    normal = counters({name: ref("k", OutputColumn(name, INT), nullable=False) for name in STORED})
    outputs: list[tuple[OutputColumn, BoundExpr]] = [(column, ref("k", column)) for column in kept]
    outputs += [(OutputColumn(name, INT), normal[name]) for name in COUNTERS]
    rows = Alias(Derive(known, tuple(outputs)), rows_name)
    return Filter(rows, any_counted([ref(rows_name, OutputColumn(each, INT), nullable=False) for each in COUNTERS]))


def _columns(usage: ColumnRef, name: str) -> tuple[tuple[OutputColumn, BoundExpr], ...]:
    number, integer = stored_counter(usage, name)
    return (_number(name), number), (_integer(name), integer)


def _number(name: str) -> OutputColumn:
    return OutputColumn(name, FLOAT)


def _integer(name: str) -> OutputColumn:
    return OutputColumn(f"{name}_int", INT)


def columns_of(name: str, *columns: OutputColumn) -> tuple[tuple[OutputColumn, BoundExpr], ...]:
    """Columns of named rows as outputs; none of them is null."""
    return tuple([(column, ref(name, column, nullable=False)) for column in columns])


def ref(name: str, column: OutputColumn, *, nullable: bool = True) -> ColumnRef:
    """A column of named rows."""
    return ColumnRef(name, column.name, column.type, nullable)
