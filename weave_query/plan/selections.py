"""Room 4: the calls that a rollup goes over, as relations."""

from __future__ import annotations

from dataclasses import dataclass

from weave_query.binding.derived import call_column
from weave_query.binding.nodes import (
    Apply,
    BoundExpr,
    Case,
    ColumnRef,
    Compare,
    ComparisonOp,
    Constant,
    Function,
    IsNull,
)
from weave_query.binding.order import SortKey
from weave_query.compiled import OutputColumn
from weave_query.literals import LiteralReading
from weave_query.plan.calls import count
from weave_query.plan.nodes import Alias, Derive, Filter, Limit, Relation, Sort, Window, WindowFunction, WindowOutput
from weave_query.plan.usage import ref
from weave_query.syntax.expr import Slot
from weave_query.types import INT, JSON, STRING

ID, PARENT = OutputColumn("id", STRING), OutputColumn("parent_id", STRING)
UNFINISHED, AT = OutputColumn("unfinished", INT), OutputColumn("at", INT)
SUMMARY = OutputColumn("summary", JSON)
_PLACE = OutputColumn("place", INT)


@dataclass(frozen=True, slots=True)
class Selection:
    """Calls with what a rollup asks of them.

    rows: the calls, each column as `columns` has it; expressions over `rows` use those. nodes: id, parent and whether
    they are unfinished, under the name `sel`. counted: rows whose number tells how many calls there are, of which
    those beyond a limit are not in the others.
    """

    rows: Relation
    columns: dict[OutputColumn, BoundExpr]
    nodes: Alias
    counted: Alias

    @property
    def summary(self) -> ColumnRef:
        found = self.columns[SUMMARY]
        assert isinstance(found, ColumnRef)
        return found


def selection(calls: Relation, limit: Slot | None) -> Selection:
    """All of the calls; or with a limit the first ones by start and id, and then one more is counted."""
    if limit is None:
        return _of(calls, _stored())
    first = Sort(calls, (SortKey(call_column("started_at")), SortKey(call_column("id"))))
    more = Alias(Derive(Limit(first, count(limit, LiteralReading.ONE_MORE), None), tuple(_stored().items())), "more")
    order = (SortKey(ref("more", AT, nullable=False)), SortKey(ref("more", ID, nullable=False)))
    placed = Alias(Window(more, "more", (WindowOutput(_PLACE, WindowFunction.PLACE, (), order),)), "placed")
    within = Compare(ComparisonOp.LT, ref("placed", _PLACE, nullable=False), count(limit))
    columns = {column: ref("placed", column, nullable=column is PARENT or column is SUMMARY) for column in _stored()}
    found = _of(Filter(placed, within), columns)
    return Selection(found.rows, found.columns, found.nodes, more)


def _stored() -> dict[OutputColumn, BoundExpr]:
    """What is asked of a call, by its stored columns."""
    unfinished = Case(((IsNull(call_column("ended_at")), Constant(1, INT)),), Constant(0, INT))
    return {
        ID: call_column("id"),
        PARENT: call_column("parent_id"),
        UNFINISHED: unfinished,
        AT: Apply(Function.TIMESTAMP_TO_MICROS, call_column("started_at")),
        SUMMARY: call_column("summary"),
    }


def _of(rows: Relation, columns: dict[OutputColumn, BoundExpr]) -> Selection:
    kept = tuple((column, columns[column]) for column in (ID, PARENT, UNFINISHED))
    nodes = Alias(Derive(rows, kept), "sel")
    return Selection(rows, columns, nodes, nodes)
