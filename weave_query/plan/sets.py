"""Room 4: the rows that conditions on sets ask for, named before what asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from weave_query.binding.derived import COSTS, call_column
from weave_query.binding.feedback import feedback_column
from weave_query.binding.nodes import (
    TRUE,
    AnyRow,
    BoundAnd,
    BoundExpr,
    BoundOr,
    Case,
    ColumnRef,
    Compare,
    ComparisonOp,
    Fixed,
    InRows,
    IsNull,
    Match,
    MatchKind,
    Param,
    TextAfter,
)
from weave_query.binding.walk import columns_of, conjuncts, operands, reads
from weave_query.binding.walk import rebuilt as with_changed
from weave_query.catalogue.refs import ExpandedColumn
from weave_query.catalogue.sets import QUEUES, RowSet
from weave_query.catalogue.tables import FEEDBACK, QUEUE_ITEMS
from weave_query.compiled import OutputColumn
from weave_query.literals import LiteralReading
from weave_query.plan.nodes import Alias, Derive, Filter, Join, NamedPlan, Relation, RequestPlan, Scan, With
from weave_query.plan.project import PROJECT
from weave_query.plan.selection import calls_of
from weave_query.plan.walk import expressions, inputs, with_expressions, with_inputs
from weave_query.requests.resolve import PROJECT_SLOT
from weave_query.types import STRING

if TYPE_CHECKING:
    from weave_query.options import StoredUsage

ID = OutputColumn("id", STRING)
# A server that took refs as clients write them has those of the second form.
CALL_REFS = Param(PROJECT_SLOT, LiteralReading.CALL_REFS, STRING)
PUBLIC_CALL_REFS = Param(PROJECT_SLOT, LiteralReading.PUBLIC_CALL_REFS, STRING)


def with_sets(plan: RequestPlan, policy: StoredUsage, expanded: Sequence[ExpandedColumn] = ()) -> RequestPlan:
    """The plan with every `AnyRow` as `InRows` of rows that it names: a name for each set and condition."""
    plans = tuple([_named(named, policy, expanded) for named in plan.plans])
    return plan if all(new is old for new, old in zip(plans, plan.plans, strict=True)) else replace(plan, plans=plans)


def _named(named: NamedPlan, policy: StoredUsage, expanded: Sequence[ExpandedColumn]) -> NamedPlan:
    relation = _Naming(policy, expanded).relation(named.relation)
    return named if relation is named.relation else NamedPlan(named.name, relation)


class _Naming:
    """The names of one statement."""

    def __init__(self, policy: StoredUsage, expanded: Sequence[ExpandedColumn]) -> None:
        self._policy = policy
        self._expanded = expanded
        self._known: dict[AnyRow, Alias] = {}

    def relation(self, relation: Relation) -> Relation:
        before = inputs(relation)
        after = tuple([self.relation(each) for each in before])
        if any(new is not old for new, old in zip(after, before, strict=True)):
            relation = with_inputs(relation, after)
        found = tuple(dict.fromkeys(each for expr in expressions(relation) for each in _any_rows(expr)))
        if not found:
            return relation
        names = {each: self._alias(each) for each in found}
        changed = with_expressions(relation, lambda expr: _in_rows(expr, names))
        first, *others = inputs(changed)
        return with_inputs(changed, (With(first, tuple(dict.fromkeys(names.values()))), *others))

    def _alias(self, node: AnyRow) -> Alias:
        if node not in self._known:
            rows = self.relation(_ids(node, self._policy, self._expanded))
            self._known[node] = Alias(rows, f"{node.rows.table}_rows{len(self._known) + 1}")
        return self._known[node]


def _any_rows(expr: BoundExpr) -> Iterator[AnyRow]:
    """The outermost ones in an expression."""
    stack = [expr]
    while stack:
        node = stack.pop()
        if isinstance(node, AnyRow):
            yield node
        else:
            stack += reversed(operands(node))


def _in_rows(expr: BoundExpr, names: dict[AnyRow, Alias]) -> BoundExpr:
    if isinstance(expr, AnyRow):
        return InRows(call_column("id"), names[expr].name)
    return with_changed(expr, lambda each: _in_rows(each, names))


def _ids(node: AnyRow, policy: StoredUsage, expanded: Sequence[ExpandedColumn]) -> Relation:
    """The ids of the calls that a row of the set, which satisfies the condition, belongs to."""
    others = ("calls", COSTS, *(each.name for each in expanded))
    if not any(reads(node.where, name) for name in others):
        return Derive(rows_of(node.rows, node.where), ((ID, call_id_of(node.rows)),))
    table = node.rows.table
    used = tuple(dict.fromkeys(column for column in columns_of(node.where) if column.table == table))
    outputs = tuple((OutputColumn(column.column, column.type), column) for column in used)
    belongs = OutputColumn("belongs_to", STRING)
    rows = Alias(Derive(rows_of(node.rows), ((belongs, call_id_of(node.rows)), *outputs)), table)
    same = Compare(ComparisonOp.EQ, call_column("id"), ColumnRef(table, belongs.name, STRING, nullable=False))
    calls = calls_of(TRUE, [node.where], policy=policy, expanded=expanded)
    return Derive(Filter(Join(calls, rows, same), node.where), ((ID, call_column("id")),))


def rows_of(rows: RowSet, where: BoundExpr = TRUE) -> Relation:
    """The rows of a set, of all calls of the project, that satisfy a condition."""
    items = conjuncts(where)
    if rows.table == QUEUES:
        return Filter(Scan(QUEUES, PROJECT), BoundAnd((IsNull(queue_column("deleted_at")), *items)))
    about_calls = BoundOr((_begins_with(CALL_REFS), _begins_with(PUBLIC_CALL_REFS)))
    of_type = (
        [] if rows.type is None else [Compare(ComparisonOp.EQ, feedback_column("feedback_type"), Fixed(rows.type))]
    )
    return Filter(Scan(FEEDBACK.name, PROJECT), BoundAnd((*of_type, about_calls, *items)))


def call_id_of(rows: RowSet) -> BoundExpr:
    """The id of the call that a row of the set belongs to."""
    if rows.table == QUEUES:
        return queue_column("call_id")
    ref = feedback_column("weave_ref")
    return Case(((_begins_with(CALL_REFS), TextAfter(ref, CALL_REFS)),), TextAfter(ref, PUBLIC_CALL_REFS))


def _begins_with(refs: Param) -> BoundExpr:
    return Match(MatchKind.PREFIX, feedback_column("weave_ref"), refs)


def queue_column(name: str) -> ColumnRef:
    """A reference to a column of the items of annotation queues."""
    column = QUEUE_ITEMS[name]
    return ColumnRef(QUEUES, name, column.type, nullable=not column.required)
