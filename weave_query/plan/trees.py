"""Room 4: the calls that a rollup goes over, as relations."""

from __future__ import annotations

from collections.abc import Mapping
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
    Member,
    Param,
)
from weave_query.binding.order import SortKey
from weave_query.compiled import OutputColumn
from weave_query.literals import LiteralReading
from weave_query.plan.nodes import (
    Alias,
    Derive,
    Filter,
    Limit,
    Reachable,
    Relation,
    Sort,
    Window,
    WindowFunction,
    WindowOutput,
    Within,
)
from weave_query.plan.stored import ID
from weave_query.plan.usage import ref
from weave_query.syntax.expr import Slot
from weave_query.types import INT, JSON, STRING, ArrayType

PARENT, UNFINISHED, AT = OutputColumn("parent_id", STRING), OutputColumn("unfinished", INT), OutputColumn("at", INT)
LINK = OutputColumn("parent", STRING)
_SUMMARY, _PLACE = OutputColumn("summary", JSON), OutputColumn("place", INT)


@dataclass(frozen=True, slots=True)
class Selection:
    """Calls with what a rollup asks of them.

    rows: the calls; expressions over them take each column as `columns` has it, and the document from `summary`.
    nodes: id, parent and whether they are unfinished, under the name `sel`. counted: rows whose number tells how many
    calls there are; with a limit one more than it, if there are more.
    """

    rows: Relation
    columns: Mapping[OutputColumn, BoundExpr]
    summary: ColumnRef
    nodes: Alias
    counted: Alias


def filtered(calls: Relation, limit: Slot | None) -> Selection:
    """All of the calls; or with a limit the first ones by start and id, and then one more is counted."""
    stored, summary = _stored(), call_column("summary")
    if limit is None:
        nodes = _nodes(calls, stored)
        return Selection(calls, stored, summary, nodes, nodes)
    one_more = Param(limit.index, LiteralReading.ONE_MORE, INT)
    first = Sort(calls, (SortKey(call_column("started_at")), SortKey(call_column("id"))))
    more = Alias(Derive(Limit(first, one_more, None), (*stored.items(), (_SUMMARY, summary))), "more")
    order = (SortKey(ref("more", AT, nullable=False)), SortKey(ref("more", ID, nullable=False)))
    placed = Alias(Window(more, "more", (WindowOutput(_PLACE, WindowFunction.PLACE, (), order),)), "placed")
    most = Param(limit.index, LiteralReading.INT, INT)
    rows = Filter(placed, Compare(ComparisonOp.LT, ref("placed", _PLACE, nullable=False), most))
    columns = {column: ref("placed", column, nullable=column is PARENT) for column in stored}
    return Selection(rows, columns, ref("placed", _SUMMARY), _nodes(rows, columns), more)


def reachable(calls: Relation, roots: int) -> Selection:
    """Those of the calls that are reached from the ids in a slot."""
    links = Alias(Derive(calls, ((ID, call_column("id")), (LINK, call_column("parent_id")))), "tree")
    ids = Alias(Reachable(links, among(ref("tree", ID, nullable=False), roots)), "ids", kept=True)
    rows, stored = Within(calls, call_column("id"), ids), _stored()
    nodes = _nodes(rows, stored)
    return Selection(rows, stored, call_column("summary"), nodes, nodes)


def among(id: ColumnRef, slot: int) -> BoundExpr:
    """Is an id one of those in a slot?"""
    return Member(id, Param(slot, LiteralReading.TEXTS, ArrayType(STRING)))


def _stored() -> dict[OutputColumn, BoundExpr]:
    """What is asked of a call, by its stored columns."""
    return {
        ID: call_column("id"),
        PARENT: call_column("parent_id"),
        UNFINISHED: Case(((IsNull(call_column("ended_at")), Constant(1, INT)),), Constant(0, INT)),
        AT: Apply(Function.TIMESTAMP_TO_MICROS, call_column("started_at")),
    }


def _nodes(rows: Relation, columns: Mapping[OutputColumn, BoundExpr]) -> Alias:
    return Alias(Derive(rows, tuple((column, columns[column]) for column in (ID, PARENT, UNFINISHED))), "sel")
