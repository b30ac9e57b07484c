"""Room 6: the steps of a rollup one by one, for an engine whose recursive queries read themselves once and add nothing.

Each step is a query of WITH; those behind the depth of the trees are empty. There is no join in them: PostgreSQL, which
knows nothing of the rows of a query of WITH, takes them for one or two and walks through them for each other. What a
row has to know of another is told by a window over both.
"""

from __future__ import annotations

from sqlglot import exp

from weave_query.lowering import sql
from weave_query.lowering.base import Lowering
from weave_query.lowering.rollup import AMOUNT, LINK, Doubling, kept, nothing, union_all
from weave_query.plan.nodes import Rollup

# A chain of 2^32 calls is longer than any database has.
_STEPS = 32
_TELLS, _KEEPS, _SENDS = range(3)


def unrolled_rollup(rollup: Rollup, links: str, amounts: str, lowering: Lowering) -> exp.Query:
    """See `recursive_rollup`."""
    steps = _Steps(rollup, links, lowering)
    first = steps.named("first", steps.first(amounts))
    states = [steps.named("step", steps.begin(first))]
    while len(states) <= _STEPS:
        states.append(steps.named("step", steps.step(states[-1])))
    rows = [sql.select_from(sql.table(each), [*steps.columns(each), sql.column("reach", each)]) for each in states]
    return steps.totals(steps.named("state", union_all(rows)))


class _Steps(Doubling):
    materialized = True

    def first(self, amounts: str) -> exp.Query:
        """The links to parents that are nodes, and the amounts with the parents of their nodes."""
        linked, amount = self.named("linked", self.linked()), self.lowering.alias("amount")
        links = self.lowering.alias("link")
        no_parent = sql.alias(self.lowering.cast(sql.null(), "TEXT"), "parent")
        found = union_all(
            [
                sql.select_from(sql.table(linked, links), self.with_zeros(links)),
                sql.select_from(
                    sql.table(amounts, amount),
                    [
                        *(kept(name, amount) for name in self.node),
                        no_parent,
                        sql.alias(sql.number(AMOUNT), "part"),
                        *(kept(name, amount) for name in self.names),
                        *(sql.alias(self.lowering.wide(sql.column(name, amount)), name) for name in self.sums),
                    ],
                ),
            ]
        )
        rows = self.lowering.alias("rows")
        parent = self.over(rows, "parent", self.node)
        carried = (*self.node, "part", *self.names, *self.sums)
        return sql.select_from(
            sql.subquery(found, rows),
            [*(kept(name, rows) for name in carried), sql.alias(parent, "parent"), self.count()],
        )

    def with_zeros(self, links: str) -> list[exp.Expr]:
        return [
            *(kept(name, links) for name in (*self.node, "parent")),
            sql.alias(sql.number(LINK), "part"),
            *(sql.alias(nothing(key.type), key.name) for key in self.keys),
            *(sql.alias(self.lowering.wide(sql.number(0)), name) for name in self.sums),
        ]

    def linked(self) -> exp.Select:
        node, link, told, rows = (self.lowering.alias(wish) for wish in ("node", "link", "told", "rows"))
        names, is_open = (*self.node, "parent"), self.is_open(node)
        nodes = sql.select_from(
            sql.table(self.links, node),
            [*(kept(name, node) for name in names), sql.alias(sql.column(self.node[0], node), "at"), _flag(1)],
            sql.both(*is_open) if is_open else None,
        )
        parents = sql.select_from(
            sql.table(self.links, link),
            [*(kept(name, link) for name in names), sql.alias(sql.column("parent", link), "at"), _flag(0)],
            sql.is_not_null(sql.column("parent", link)),
        )
        known = self.over(told, "is_node", ("at", *self.node[1:]))
        found = sql.select_from(
            sql.subquery(union_all([nodes, parents]), told),
            [*(kept(name, told) for name in (*names, "is_node")), sql.alias(known, "is_known")],
        )
        is_link = sql.equal(sql.column("is_node", rows), sql.number(0))
        is_known = sql.equal(sql.column("is_known", rows), sql.number(1))
        return sql.select_from(
            sql.subquery(found, rows), [kept(name, rows) for name in names], sql.both(is_link, is_known)
        )

    def step(self, state: str) -> exp.Select:
        """The state after a step: every row is thrice there, to tell of the link, to go on and to be sent."""
        tells, keeps, sends = (self.role(state, role) for role in (_TELLS, _KEEPS, _SENDS))
        told, going, moved = (self.lowering.alias(wish) for wish in ("told", "going", "moved"))
        carried = (*self.node, "part", *self.names, *self.sums, "nodes", "reach")
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
        keys = [sql.column(name, moved) for name in (*self.node, "parent", "part", *self.names, "nodes", "reach")]
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
                *(kept(name, rows) for name in (*self.node[1:], "part", *self.names, *self.sums, "nodes", "reach")),
                sql.alias(at.copy(), "at"),
                sql.alias(parent.copy() if role == _TELLS else self.lowering.cast(sql.null(), "TEXT"), "told"),
                sql.alias(sql.number(role), "role"),
            ],
            sql.both(*condition, self.goes_on(rows), sql.is_not_null(parent.copy())),
        )

    def over(self, rows: str, name: str, keys: tuple[str, ...] | list[str]) -> exp.Expr:
        """The value of a column that some row of equal keys has."""
        return exp.Window(
            this=sql.call("max", sql.column(name, rows)), partition_by=[sql.column(k, rows) for k in keys]
        )


def _flag(value: int) -> exp.Expr:
    return sql.alias(sql.number(value), "is_node")
