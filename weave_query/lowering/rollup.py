"""Room 6: sums over trees by doubling: as many steps as the logarithm of the depth, whatever the shape of the trees.

A row of the state is a link, or amounts of a node; `parent` is the node that lies `reach` links above, or none. In a
step every node sends what it has to that parent, and takes the parent's parent for its own. So the amounts of a state
are of the node and of all below it by less than `reach` links, and what is sent in all steps, together with what nodes
had at the beginning, is what the sums are made of. Only nodes that still have a parent stay in the state. On a cycle or
below one they always have; but no chain is `longest`, longer than there are rows: what is in the state with such a
reach is on a cycle or below one, and what was sent to it is left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from weave_query.binding.nodes import Null
from weave_query.lowering import sql
from weave_query.lowering.base import Lowering
from weave_query.plan.nodes import Rollup
from weave_query.types import FLOAT, STRING, LogicalType

LINK, AMOUNT = 0, 1


def recursive_rollup(rollup: Rollup, links: str, amounts: str, lowering: Lowering) -> exp.Query:
    """Steps as the recursive part of one query of WITH, which reads itself several times and aggregates.

    links, amounts: the queries of WITH that the rollup goes over.
    """
    doubling = Doubling(rollup, links, lowering)
    first = doubling.named("begun", doubling.first(amounts))
    state = lowering.alias("state")
    query = exp.Union(this=doubling.begin(first), expression=doubling.step(state), distinct=False)
    lowering.named_queries.append(sql.cte(query, state))
    lowering.recursive_queries = True
    return doubling.totals(state)


class Doubling:
    """The queries that the steps are made of, of those of the links and of the amounts."""

    materialized = False
    """Is what a query of WITH gives to be kept, however many read it?"""

    def __init__(self, rollup: Rollup, links: str, lowering: Lowering) -> None:
        self.lowering = lowering
        self.links = links
        self.node = [column.name for column in rollup.node]
        self.keys = rollup.keys
        self.closing = rollup.closing
        self.names = [column.name for column in rollup.keys]
        self.sums = [column.name for column in rollup.sums]

    def named(self, wish: str, query: exp.Expr) -> str:
        """A query of WITH; its name."""
        name = self.lowering.alias(wish)
        self.lowering.named_queries.append(sql.cte(query, name, materialized=self.materialized))
        return name

    def columns(self, of: str) -> list[exp.Expr]:
        """The columns of a state, but for `reach`."""
        return [sql.column(name, of) for name in (*self.node, "parent", "part", *self.names, *self.sums, "longest")]

    def first(self, amounts: str) -> exp.Query:
        """The links to parents that are nodes, and the amounts with the parents of their nodes.

        There is no join in it: PostgreSQL, which knows nothing of the rows of a query of WITH, takes them for one or
        two and walks through them for each other. And links and amounts are read once, since ClickHouse computes a
        query of WITH anew for each reader. What a row has to know of another is told by a window over both.
        """
        linked, amount, rows = (self.lowering.alias(wish) for wish in ("linked", "amount", "rows"))
        carried = (*self.node, "part", *self.names, *self.sums)
        links = sql.select_from(
            sql.subquery(self.linked(), linked),
            [
                *(kept(name, linked) for name in (*self.node, "parent")),
                sql.alias(sql.number(LINK), "part"),
                *(sql.alias(self.nothing(key.type), key.name) for key in self.keys),
                *(sql.alias(self.lowering.wide(sql.number(0)), name) for name in self.sums),
            ],
        )
        found = sql.select_from(
            sql.table(amounts, amount),
            [
                *(kept(name, amount) for name in self.node),
                sql.alias(self.no_text(), "parent"),
                sql.alias(sql.number(AMOUNT), "part"),
                *(kept(name, amount) for name in self.names),
                *(sql.alias(self.lowering.wide(sql.column(name, amount)), name) for name in self.sums),
            ],
        )
        parent, count = self.over(rows, "parent", self.node), exp.Window(this=exp.Count(this=exp.Star()))
        return sql.select_from(
            sql.subquery(union_all([links, found]), rows),
            [*(kept(name, rows) for name in carried), sql.alias(parent, "parent"), sql.alias(count, "longest")],
        )

    def linked(self) -> exp.Select:
        """Every link twice: to tell at its node that there is one, and to be told at the parent."""
        link, side, told, rows = (self.lowering.alias(wish) for wish in ("link", "side", "told", "rows"))
        names = (*self.node, "parent")
        tells = sql.equal(sql.column("tells", side), sql.number(1))
        at = sql.case([(tells, sql.column(self.node[0], link))], sql.column("parent", link))
        is_open = sql.both(tells.copy(), *self.is_open(link))
        twice = sql.select_from(
            sql.table(self.links, link),
            [
                *(kept(name, link) for name in names),
                kept("tells", side),
                sql.alias(at, "at"),
                sql.alias(sql.case([(is_open, sql.number(1))], sql.number(0)), "is_node"),
            ],
        )
        twice.set("joins", [exp.Join(this=sql.subquery(numbers("tells"), side), kind="CROSS")])
        known = self.over(told, "is_node", ("at", *self.node[1:]))
        found = sql.select_from(
            sql.subquery(twice, told),
            [*(kept(name, told) for name in (*names, "tells")), sql.alias(known, "is_known")],
        )
        return sql.select_from(
            sql.subquery(found, rows),
            [kept(name, rows) for name in names],
            sql.both(
                sql.equal(sql.column("tells", rows), sql.number(0)),
                sql.is_not_null(sql.column("parent", rows)),
                sql.equal(sql.column("is_known", rows), sql.number(1)),
            ),
        )

    def is_open(self, nodes: str) -> list[exp.Expr]:
        """The condition that something may be below a node."""
        return [sql.equal(sql.column("closed", nodes), sql.number(0))] if self.closing else []

    def over(self, rows: str, name: str, keys: Sequence[str]) -> exp.Expr:
        """The value of a column that some row of equal keys has."""
        partition = [sql.column(key, rows) for key in keys]
        return exp.Window(this=sql.call("max", sql.column(name, rows)), partition_by=partition)

    def nothing(self, type_: LogicalType) -> exp.Expr:
        if type_ is STRING:
            return sql.text("")
        return self.lowering.int_to_float(sql.number(0)) if type_ is FLOAT else sql.number(0)

    def no_text(self) -> exp.Expr:
        return self.lowering.null(Null(STRING))

    def begin(self, first: str) -> exp.Select:
        reach = sql.alias(self.lowering.wide(sql.number(1)), "reach")
        return sql.select_from(sql.table(first), [*self.columns(first), reach])

    def step(self, state: str) -> exp.Select:
        """The state after a step, of a state."""
        sent, node = self.lowering.alias("sent"), self.lowering.alias("node")
        keys = [sql.column(name, node) for name in (*self.node, "parent")]
        keys += [sql.column(name, sent) for name in ("part", *self.names, "longest", "reach")]
        totals = [sql.alias(sql.call("sum", sql.column(name, sent)), name) for name in self.sums]
        doubled = sql.operate(exp.Mul, sql.column("reach", sent), sql.number(2))
        select = sql.select_from(
            sql.subquery(union_all([self.of_nodes(state), self.received(state)]), sent),
            [
                *(kept(name, node) for name in (*self.node, "parent")),
                *(kept(name, sent) for name in ("part", *self.names)),
                *totals,
                kept("longest", sent),
                sql.alias(doubled, "reach"),
            ],
        )
        at = [self.equal(sent, name, node, name) for name in self.node]
        self.join(select, sql.subquery(self.above(state), node), sql.both(*at))
        select.set("group", exp.Group(expressions=keys))
        return select

    def of_nodes(self, state: str) -> exp.Select:
        """Links and amounts, for the nodes that they are of; no more when all links have been followed."""
        rows = self.lowering.alias("rows")
        carried = (*self.node, "part", *self.names, *self.sums, "longest", "reach")
        return sql.select_from(sql.table(state, rows), [kept(name, rows) for name in carried], self.goes_on(rows))

    def received(self, state: str) -> exp.Select:
        """Amounts, for the parents of the nodes that they are of."""
        rows = self.lowering.alias("rows")
        carried = (*self.node[1:], "part", *self.names, *self.sums, "longest", "reach")
        return sql.select_from(
            sql.table(state, rows),
            [sql.alias(sql.column("parent", rows), self.node[0]), *(kept(name, rows) for name in carried)],
            sql.both(self.is_part(rows, AMOUNT), self.goes_on(rows)),
        )

    def above(self, state: str) -> exp.Select:
        """Each node that has a parent's parent, with that."""
        low, high = self.lowering.alias("low"), self.lowering.alias("high")
        place = [kept(name, low) for name in self.node]
        both = sql.both(self.is_part(low, LINK), self.is_part(high, LINK))
        select = sql.select_from(sql.table(state, low), [*place, kept("parent", high)], both)
        at = [
            self.equal(low, "parent", high, self.node[0]),
            *(self.equal(low, name, high, name) for name in self.node[1:]),
        ]
        self.join(select, sql.table(state, high), sql.both(*at))
        return select

    def totals(self, state: str) -> exp.Query:
        """What nodes had at the beginning and what was sent to them, together; of a node that is still in the state at
        the end, what it had. The state is read once: ClickHouse computes it anew for each reader."""
        part = self.lowering.alias("part")
        carried = (*self.node, *self.names)
        endless, own = sql.column("endless", part), sql.column("own", part)
        ends = sql.equal(sql.call("max", endless), sql.number(0))

        def total(name: str) -> exp.Expr:
            value = sql.column(name, part)
            mine = sql.case([(sql.equal(own.copy(), sql.number(1)), value.copy())], self.lowering.wide(sql.number(0)))
            return sql.case([(ends.copy(), sql.call("sum", value))], sql.call("sum", mine))

        select = sql.select_from(
            sql.subquery(self.parts(state), part),
            [
                *(sql.column(name, part) for name in carried),
                *(sql.alias(total(name), name) for name in self.sums),
            ],
        )
        select.set("group", exp.Group(expressions=[sql.column(name, part) for name in carried]))
        had = sql.equal(sql.call("max", own.copy()), sql.number(1))
        select.set("having", exp.Having(this=sql.either(ends.copy(), had)))
        return select

    def parts(self, state: str) -> exp.Select:
        """The amounts of a state, for whose sums they count: their own node's or its parent's."""
        rows, side = self.lowering.alias("rows"), self.lowering.alias("side")
        reach, parent, longest = (sql.column(name, rows) for name in ("reach", "parent", "longest"))
        is_own = sql.equal(sql.column("sent", side), sql.number(0))
        first = sql.both(is_own, sql.equal(reach, sql.number(1)))
        remains = sql.both(sql.is_not_null(parent), sql.operate(exp.GTE, reach.copy(), longest))
        sent = sql.both(
            sql.negate(is_own.copy()),
            sql.is_not_null(parent.copy()),
            sql.operate(exp.LT, reach.copy(), longest.copy()),
        )
        last = sql.both(is_own.copy(), remains)
        at = sql.case([(is_own.copy(), sql.column(self.node[0], rows))], parent.copy())
        projections = [
            sql.alias(at, self.node[0]),
            *(kept(name, rows) for name in (*self.node[1:], *self.names, *self.sums)),
            sql.alias(sql.case([(first.copy(), sql.number(1))], sql.number(0)), "own"),
            sql.alias(sql.case([(last.copy(), sql.number(1))], sql.number(0)), "endless"),
        ]
        condition = sql.both(self.is_part(rows, AMOUNT), sql.either(first, sent, last))
        select = sql.select_from(sql.table(state, rows), projections, condition)
        select.set("joins", [exp.Join(this=sql.subquery(numbers("sent"), side), kind="CROSS")])
        return select

    def goes_on(self, rows: str) -> exp.Expr:
        return sql.operate(exp.LT, sql.column("reach", rows), sql.column("longest", rows))

    def is_part(self, rows: str, part: int) -> exp.Expr:
        return sql.equal(sql.column("part", rows), sql.number(part))

    def same(self, one: str, other: str) -> exp.Expr:
        return sql.both(*(self.equal(one, name, other, name) for name in self.node))

    def equal(self, one: str, name: str, other: str, other_name: str) -> exp.Expr:
        return sql.equal(sql.column(name, one), sql.column(other_name, other))

    def join(self, select: exp.Select, source: exp.Expr, on: exp.Expr) -> None:
        select.append("joins", exp.Join(this=source, on=on))


def kept(name: str, of: str) -> exp.Expr:
    """A column under its own name. ClickHouse needs that said where two sources have one of the name."""
    return exp.Alias(this=sql.column(name, of), alias=exp.Identifier(this=name, quoted=True))


def union_all(queries: Sequence[exp.Query]) -> exp.Query:
    """The rows of several queries."""
    found, *others = queries
    for each in others:
        found = exp.Union(this=found, expression=each, distinct=False)
    return found


def numbers(name: str) -> exp.Query:
    """Two rows, 0 and 1."""
    return union_all([exp.Select(expressions=[sql.alias(sql.number(each), name)]) for each in (0, 1)])
