"""Room 6: a rollup for an engine whose recursive queries read themselves once and add nothing: step by step.

Each step is a query of WITH; those behind the depth of the trees are empty. There is no join in them, see
`Doubling.first`.
"""

from __future__ import annotations

from sqlglot import exp

from weave_query.lowering import sql
from weave_query.lowering.base import Lowering
from weave_query.lowering.rollup import AMOUNT, LINK, Doubling, kept, union_all
from weave_query.plan.nodes import Rollup

# A chain of 2^32 calls is longer than any database has.
_STEPS = 32
_TELLS, _KEEPS, _SENDS = range(3)


def unrolled_rollup(rollup: Rollup, links: str, amounts: str, lowering: Lowering) -> exp.Query:
    """See `recursive_rollup`."""
    steps = _Steps(rollup, links, lowering)
    first = steps.named("begun", steps.first(amounts))
    states = [steps.named("step", steps.begin(first))]
    while len(states) <= _STEPS:
        states.append(steps.named("step", steps.step(states[-1])))
    rows = [sql.select_from(sql.table(each), [*steps.columns(each), sql.column("reach", each)]) for each in states]
    return steps.totals(steps.named("state", union_all(rows)))


class _Steps(Doubling):
    materialized = True

    def step(self, state: str) -> exp.Select:
        """The state after a step: every row is thrice there, to tell of the link, to go on and to be sent."""
        tells, keeps, sends = (self.role(state, role) for role in (_TELLS, _KEEPS, _SENDS))
        told, going, moved = (self.lowering.alias(wish) for wish in ("told", "going", "moved"))
        carried = (*self.node, "part", *self.names, *self.sums, "longest", "reach")
        above = self.over(told, "told", ("at", *self.node[1:]))
        goes_on = sql.equal(sql.column("role", told), sql.number(_KEEPS))
        first = sql.select_from(
            sql.subquery(union_all([tells, keeps, sends]), told),
            [
                *(kept(name, told) for name in (*carried, "role")),
                sql.alias(sql.when(goes_on, above), "above"),
            ],
        )
        second = sql.select_from(
            sql.subquery(first, going),
            [
                *(kept(name, going) for name in carried),
                sql.alias(self.over(going, "above", self.node), "parent"),
            ],
            sql.operate(exp.GT, sql.column("role", going), sql.number(_TELLS)),
        )
        keys = [sql.column(name, moved) for name in (*self.node, "parent", "part", *self.names, "longest", "reach")]
        totals = [sql.alias(sql.call("sum", sql.column(name, moved)), name) for name in self.sums]
        doubled = sql.operate(exp.Mul, sql.column("reach", moved), sql.number(2))
        select = sql.select_from(
            sql.subquery(second, moved),
            [*(each.copy() for each in keys[:-1]), *totals, sql.alias(doubled, "reach")],
            sql.is_not_null(sql.column("parent", moved)),
        )
        select.set("group", exp.Group(expressions=keys))
        return select

    def role(self, state: str, role: int) -> exp.Select:
        """Rows of a state: links that tell at their node of its parent; all rows, which are told at the parent of
        that one's; amounts that are sent to the parent."""
        rows = self.lowering.alias("rows")
        node, parent = sql.column(self.node[0], rows), sql.column("parent", rows)
        at = node if role == _TELLS else parent
        condition = {_TELLS: [self.is_part(rows, LINK)], _KEEPS: [], _SENDS: [self.is_part(rows, AMOUNT)]}[role]
        return sql.select_from(
            sql.table(state, rows),
            [
                sql.alias(parent.copy() if role == _SENDS else node.copy(), self.node[0]),
                *(kept(name, rows) for name in (*self.node[1:], "part", *self.names, *self.sums, "longest", "reach")),
                sql.alias(at.copy(), "at"),
                sql.alias(parent.copy() if role == _TELLS else self.no_text(), "told"),
                sql.alias(sql.number(role), "role"),
            ],
            sql.both(*condition, self.goes_on(rows), sql.is_not_null(parent.copy())),
        )
