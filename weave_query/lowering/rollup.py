"""Room 6: sums over trees by doubling: as many steps as the logarithm of the depth, whatever the shape of the trees.

A row of the state is a link, or amounts of a node; `parent` is the node that lies `reach` links above, or none. In a
step every node sends what it has to that parent, and takes the parent's parent for its own. So the amounts of a state
are of the node and of all below it by less than `reach` links, and what is sent in all steps, together with what nodes
had at the beginning, is what the sums are made of. Only nodes that still have a parent stay in the state. On a cycle or
below one they always have; after so many links as there are nodes it is clear that they are, and what they sent is
left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from weave_query.lowering import sql
from weave_query.lowering.base import Lowering
from weave_query.plan.nodes import Rollup
from weave_query.types import FLOAT, STRING, LogicalType

_LINK, _AMOUNT = 0, 1
# A chain of 2^32 calls is longer than any database has.
_STEPS = 32


def recursive_rollup(rollup: Rollup, links: str, amounts: str, lowering: Lowering) -> exp.Query:
    """Steps as the recursive part of one query of WITH, which reads itself several times and aggregates.

    links, amounts: the queries of WITH that the rollup goes over.
    """
    doubling = _Doubling(rollup, links, lowering)
    first = doubling.named("first", doubling.first(amounts))
    state = lowering.alias("state")
    query = exp.Union(this=doubling.begin(first), expression=doubling.step(state), distinct=False)
    lowering.named_queries.append(sql.cte(query, state))
    lowering.recursive_queries = True
    return doubling.totals(state)


def unrolled_rollup(rollup: Rollup, links: str, amounts: str, lowering: Lowering) -> exp.Query:
    """The same for an engine whose recursive queries read themselves once: each step is a query of WITH, and those
    behind the depth of the trees are empty."""
    doubling = _Doubling(rollup, links, lowering)
    first = doubling.named("first", doubling.first(amounts), materialized=True)
    states = [doubling.named("step", doubling.begin(first), materialized=True)]
    for _ in range(_STEPS):
        states.append(doubling.named("step", doubling.step(states[-1]), materialized=True))
    rows = [sql.select_from(sql.table(each), [*doubling.columns(each), sql.column("reach", each)]) for each in states]
    return doubling.totals(doubling.named("state", union_all(rows)))


class _Doubling:
    def __init__(self, rollup: Rollup, links: str, lowering: Lowering) -> None:
        self.lowering = lowering
        self.links = links
        self.node = [column.name for column in rollup.node]
        self.keys = rollup.keys
        self.names = [column.name for column in rollup.keys]
        self.sums = [column.name for column in rollup.sums]

    def named(self, wish: str, query: exp.Expr, *, materialized: bool = False) -> str:
        """A query of WITH; its name."""
        name = self.lowering.alias(wish)
        self.lowering.named_queries.append(sql.cte(query, name, materialized=materialized))
        return name

    def columns(self, of: str) -> list[exp.Expr]:
        """The columns of a state, but for `reach`."""
        return [sql.column(name, of) for name in (*self.node, "parent", "part", *self.names, *self.sums)]

    def first(self, amounts: str) -> exp.Expr:
        """The links, and the amounts with the parents of their nodes."""
        wide, link, amount = self.lowering.wide, self.links, amounts
        nothing = [sql.alias(_nothing(key.type), key.name) for key in self.keys]
        zeros = [sql.alias(wide(sql.number(0)), name) for name in self.sums]
        place = [sql.column(name, link) for name in (*self.node, "parent")]
        links = sql.select_from(
            sql.table(link),
            [*place, sql.alias(sql.number(_LINK), "part"), *nothing, *zeros],
            sql.is_not_null(sql.column("parent", link)),
        )
        sums = [sql.alias(wide(sql.column(name, amount)), name) for name in self.sums]
        keys = [_kept(name, amount) for name in self.names]
        part = sql.alias(sql.number(_AMOUNT), "part")
        found = sql.select_from(
            sql.table(amount),
            [*(_kept(name, amount) for name in self.node), _kept("parent", link), part, *keys, *sums],
        )
        self.join(found, sql.table(link), self.same(amount, link))
        return exp.Union(this=links, expression=found, distinct=False)

    def begin(self, first: str) -> exp.Select:
        reach = sql.alias(self.lowering.wide(sql.number(1)), "reach")
        return sql.select_from(sql.table(first), [*self.columns(first), reach])

    def step(self, state: str) -> exp.Select:
        """The state after a step, of a state."""
        moved = self.lowering.alias("moved")
        sent = ((_LINK, self.node[0]), (_AMOUNT, self.node[0]), (_AMOUNT, "parent"))
        branches = union_all([self.sent(state, part, to) for part, to in sent])
        keys = [sql.column(name, moved) for name in (*self.node, "parent", "part", *self.names, "reach")]
        totals = [sql.alias(sql.call("sum", sql.column(name, moved)), name) for name in self.sums]
        reach = sql.operate(exp.Mul, sql.column("reach", moved), sql.number(2))
        select = sql.select_from(
            sql.subquery(branches, moved), [*(key.copy() for key in keys[:-1]), *totals, sql.alias(reach, "reach")]
        )
        select.set("group", exp.Group(expressions=keys))
        return select

    def sent(self, state: str, part: int, to: str) -> exp.Select:
        """Rows of a part of a state with the node in the column `to`, if that stays in the state."""
        rows, node = self.lowering.alias("rows"), self.lowering.alias("node")
        place = [_kept(name, node) for name in (*self.node, "parent")]
        own = [_kept(name, rows) for name in (*self.names, *self.sums, "reach")]
        select = sql.select_from(
            sql.table(state, rows),
            [*place, sql.alias(sql.number(part), "part"), *own],
            sql.both(self.is_part(rows, part), sql.operate(exp.LT, sql.column("reach", rows), self.count())),
        )
        at = [self.equal(rows, to, node, self.node[0])]
        at += [self.equal(rows, name, node, name) for name in self.node[1:]]
        self.join(select, sql.subquery(self.above(state), node), sql.both(*at))
        return select

    def above(self, state: str) -> exp.Select:
        """Each node that has a parent's parent, with that."""
        low, high = self.lowering.alias("low"), self.lowering.alias("high")
        place = [_kept(name, low) for name in self.node]
        both = sql.both(self.is_part(low, _LINK), self.is_part(high, _LINK))
        select = sql.select_from(sql.table(state, low), [*place, _kept("parent", high)], both)
        at = [
            self.equal(low, "parent", high, self.node[0]),
            *(self.equal(low, name, high, name) for name in self.node[1:]),
        ]
        self.join(select, sql.table(state, high), sql.both(*at))
        return select

    def totals(self, state: str) -> exp.Query:
        """What nodes had at the beginning and what was sent to them, together."""
        own, sent, sums = (self.lowering.alias(wish) for wish in ("own", "sent", "sums"))
        carried = [*self.node[1:], *self.names, *self.sums]
        at_first = sql.select_from(
            sql.table(state, own),
            [sql.column(name, own) for name in (self.node[0], *carried)],
            sql.both(self.is_part(own, _AMOUNT), sql.equal(sql.column("reach", own), sql.number(1))),
        )
        arrived = sql.select_from(
            sql.table(state, sent),
            [sql.alias(sql.column("parent", sent), self.node[0]), *(sql.column(name, sent) for name in carried)],
            sql.both(
                self.is_part(sent, _AMOUNT),
                sql.is_not_null(sql.column("parent", sent)),
                sql.negate(exp.In(this=self.place(sent), query=sql.subquery(self.endless(state)))),
            ),
        )
        keys = [sql.column(name, sums) for name in (*self.node, *self.names)]
        totals = [sql.alias(sql.call("sum", sql.column(name, sums)), name) for name in self.sums]
        select = sql.select_from(
            sql.subquery(union_all([at_first, arrived]), sums), [*(key.copy() for key in keys), *totals]
        )
        select.set("group", exp.Group(expressions=keys))
        return select

    def endless(self, state: str) -> exp.Select:
        """The nodes on a cycle or below one."""
        rows = self.lowering.alias("endless")
        far = sql.operate(exp.GTE, sql.column("reach", rows), self.count())
        place = [sql.column(name, rows) for name in self.node]
        return sql.select_from(sql.table(state, rows), place, sql.both(self.is_part(rows, _LINK), far))

    def place(self, rows: str) -> exp.Expr:
        found = [sql.column(name, rows) for name in self.node]
        return found[0] if len(found) == 1 else exp.Tuple(expressions=found)

    def count(self) -> exp.Expr:
        return sql.subquery(sql.select_from(sql.table(self.links), [exp.Count(this=exp.Star())]))

    def is_part(self, rows: str, part: int) -> exp.Expr:
        return sql.equal(sql.column("part", rows), sql.number(part))

    def same(self, one: str, other: str) -> exp.Expr:
        return sql.both(*(self.equal(one, name, other, name) for name in self.node))

    def equal(self, one: str, name: str, other: str, other_name: str) -> exp.Expr:
        return sql.equal(sql.column(name, one), sql.column(other_name, other))

    def join(self, select: exp.Select, source: exp.Expr, on: exp.Expr) -> None:
        select.append("joins", exp.Join(this=source, on=on))


def _kept(name: str, of: str) -> exp.Expr:
    """A column under its own name. ClickHouse needs that said where two sources have one of the name."""
    return exp.Alias(this=sql.column(name, of), alias=exp.Identifier(this=name, quoted=True))


def union_all(queries: Sequence[exp.Query]) -> exp.Query:
    """The rows of several queries."""
    found, *others = queries
    for each in others:
        found = exp.Union(this=found, expression=each, distinct=False)
    return found


def _nothing(type_: LogicalType) -> exp.Expr:
    return sql.text("") if type_ is STRING else sql.number(0.0 if type_ is FLOAT else 0)
