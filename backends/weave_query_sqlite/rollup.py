"""SQLite: sums over trees by a tour of them. A recursive query of SQLite reads itself once and cannot aggregate, but it
can be told which of its rows comes next: with the deepest first, it goes through a tree as one walks
along its branches.

The tour comes by every node twice, before all below it and after it, so what lies below a node lies between the two
places. Its sums are those of all amounts up to the second place, less those up to the first. What no root leads to, the
nodes on a cycle or below one, the tour never meets.
"""

from __future__ import annotations

from sqlglot import exp

from weave_query.lowering import sql
from weave_query.lowering.base import Lowering
from weave_query.lowering.rollup import union_all
from weave_query.plan.nodes import Rollup

# At one place: before the node, what it has, after the node.
_BEFORE, _AMOUNT, _AFTER = range(3)
_LOW_BITS = 32


def toured_rollup(rollup: Rollup, links: str, amounts: str, lowering: Lowering) -> exp.Query:
    """Sums over trees; each as the text of its two halves, as `wide_sum` gives it."""
    return _Tour(rollup, links, amounts, lowering).query()


class _Tour:
    def __init__(self, rollup: Rollup, links: str, amounts: str, lowering: Lowering) -> None:
        self.lowering = lowering
        self.links, self.amounts = links, amounts
        self.id, *self.tree = (column.name for column in rollup.node)
        self.closing = rollup.closing
        self.keys = [column.name for column in rollup.keys]
        self.sums = [column.name for column in rollup.sums]
        self.halves = [f"{name}_{half}" for name in self.sums for half in ("high", "low")]

    def query(self) -> exp.Query:
        places = self.named("places", self.places(self.events()))
        met = self.named("met", self.met(places))
        line = self.named("line", self.line(places, met))
        return union_all([self.between(self.running(line)), self.outside(met)])

    def events(self) -> str:
        """Every node twice: at an even level when it is come to, and then at an odd one when it is left."""
        steps = self.named("steps", self.steps())
        tour = self.lowering.alias("tour")
        root, step = self.lowering.alias("root"), self.lowering.alias("step")
        start = sql.select_from(
            sql.table(self.links, root),
            [
                *self.columns((self.id, *self.tree), root),
                sql.alias(sql.column(self.id, root), "top"),
                sql.alias(sql.number(0), "level"),
            ],
            sql.either(sql.is_null(sql.column("parent", root)), sql.negate(self.is_linked(root))),
        )
        deeper = sql.operate(exp.Add, sql.column("level", tour), sql.column("rises", step))
        on = [sql.equal(sql.column("above", step), sql.column(self.id, tour)), *self.same(step, tour, self.tree)]
        place = [*self.columns((self.id, *self.tree), step), sql.column("top", tour), deeper]
        walk = sql.select_from(sql.table(tour), place, self.is_coming(tour))
        self.look_up(walk, sql.table(steps, step), on)
        recursive = exp.Union(this=start, expression=walk, distinct=False)
        deepest = exp.Ordered(this=sql.number(len(self.tree) + 3), desc=True, nulls_first=False)
        recursive.set("order", exp.Order(expressions=[deepest]))
        self.lowering.named_queries.append(sql.cte(recursive, tour, materialized=True))
        self.lowering.recursive_queries = True
        return tour

    def is_linked(self, rows: str) -> exp.Expr:
        """Is the parent a node, and not closed?"""
        others = self.lowering.alias("others")
        place = self.columns(("parent", *self.tree), rows)
        is_open = sql.equal(sql.column("closed", others), sql.number(0)) if self.closing else None
        nodes = sql.select_from(sql.table(self.links, others), self.columns((self.id, *self.tree), others), is_open)
        operand = exp.Tuple(expressions=place) if self.tree else place[0]
        return exp.In(this=operand, query=sql.subquery(nodes))

    def steps(self) -> exp.Query:
        """From a node to each node right below it, and to itself to leave it."""
        down = sql.select_from(
            sql.table(self.links),
            [
                # An expression has no affinity, and without the one of the ids no index is made for it.
                sql.alias(self.lowering.cast(sql.column("parent", self.links), "TEXT"), "above"),
                *self.columns((self.id, *self.tree), self.links),
                sql.alias(sql.number(2), "rises"),
            ],
            self.is_linked(self.links),
        )
        leaving = sql.select_from(
            sql.table(self.links),
            [
                sql.alias(sql.column(self.id, self.links), "above"),
                *self.columns((self.id, *self.tree), self.links),
                sql.alias(sql.number(1), "rises"),
            ],
        )
        return union_all([down, leaving])

    def places(self, tour: str) -> exp.Query:
        """Each node of the tour with the two places at which it stands. Without GROUP BY, behind which SQLite expects
        100 rows: see `look_up`."""
        events, both = self.lowering.alias("events"), self.lowering.alias("both")
        node = (self.id, *self.tree, "top")
        place = exp.Window(this=exp.RowNumber())
        numbered = sql.select_from(sql.table(tour), [*self.columns((*node, "level"), tour), sql.alias(place, "place")])
        last = exp.Window(
            this=sql.call("max", sql.column("place", events)), partition_by=self.columns((self.id, *self.tree), events)
        )
        ends = sql.select_from(
            sql.subquery(numbered, events),
            [
                *self.columns((*node, "level"), events),
                sql.alias(sql.column("place", events), "begins"),
                sql.alias(last, "ends"),
            ],
        )
        return sql.select_from(
            sql.subquery(ends, both), self.columns((*node, "begins", "ends"), both), self.is_coming(both)
        )

    def is_coming(self, rows: str) -> exp.Expr:
        return sql.equal(sql.operate(exp.Mod, sql.column("level", rows), sql.number(2)), sql.number(0))

    def met(self, places: str) -> exp.Select:
        """The amounts with the place of their node and the root of its tree, null where the tour has not been.

        By a window and not a join: SQLite expects so few amounts that it would walk through them for each node.
        """
        found, amount, rows, all_rows = (self.lowering.alias(wish) for wish in ("found", "amount", "rows", "rows"))
        node, own = (self.id, *self.tree), (*self.keys, *self.sums)
        stops = sql.select_from(
            sql.table(places, found),
            [
                *self.columns((*node, "top", "begins"), found),
                *(sql.alias(sql.null(), name) for name in own),
                sql.alias(sql.number(0), "amounts"),
            ],
        )
        amounts = sql.select_from(
            sql.table(self.amounts, amount),
            [
                *self.columns(node, amount),
                *(sql.alias(sql.null(), name) for name in ("top", "begins")),
                *self.columns(own, amount),
                sql.alias(sql.number(1), "amounts"),
            ],
        )
        of_node = [
            sql.alias(
                exp.Window(this=sql.call("max", sql.column(name, rows)), partition_by=self.columns(node, rows)), name
            )
            for name in ("top", "begins")
        ]
        placed = sql.select_from(
            sql.subquery(union_all([stops, amounts]), rows),
            [*self.columns((*node, *own, "amounts"), rows), *of_node],
        )
        return sql.select_from(
            sql.subquery(placed, all_rows),
            self.columns((*node, *own, "top", "begins"), all_rows),
            sql.equal(sql.column("amounts", all_rows), sql.number(1)),
        )

    def look_up(self, select: exp.Select, source: exp.Expr, on: list[exp.Expr]) -> None:
        """Join what is looked up for each row of the tour. CROSS keeps that order: SQLite expects billions of rows of a
        recursive query, and so makes an index for the other side, which it expects to be small whatever its size."""
        select.set("joins", [exp.Join(this=source, on=sql.both(*on), kind="CROSS")])

    def line(self, places: str, met: str) -> exp.Query:
        """What happens at the places, for each tree and `keys`: amounts of a node, and asking for the sums so far."""
        amount = self.lowering.alias("amount")
        amounts = sql.select_from(
            sql.table(met, amount),
            [
                *self.columns((self.id, *self.tree, "top", *self.keys), amount),
                sql.alias(sql.column("begins", amount), "place"),
                sql.alias(sql.number(_AMOUNT), "part"),
                *self.halves_of(amount),
            ],
            sql.is_not_null(sql.column("begins", amount)),
        )
        keys = self.named("keys_of_trees", self.keys_of_trees(met))
        return union_all([amounts, *(self.asking(places, keys, part) for part in (_BEFORE, _AFTER))])

    def asking(self, places: str, keys: str, part: int) -> exp.Select:
        """For every node and each `keys` that there are in its tree."""
        found, asked = self.lowering.alias("found"), self.lowering.alias("asked")
        select = sql.select_from(
            sql.table(places, found),
            [
                *self.columns((self.id, *self.tree, "top"), found),
                *self.columns(self.keys, asked),
                sql.alias(sql.column("begins" if part == _BEFORE else "ends", found), "place"),
                sql.alias(sql.number(part), "part"),
                *(sql.alias(sql.number(0), name) for name in self.halves),
            ],
        )
        self.look_up(select, sql.table(keys, asked), self.same(found, asked, (*self.tree, "top")))
        return select

    def keys_of_trees(self, met: str) -> exp.Select:
        """The `keys` that there are in each tree. What a window gives has no affinity: see `steps`."""
        amount = self.lowering.alias("amount")
        top = sql.alias(self.lowering.cast(sql.column("top", amount), "TEXT"), "top")
        select = sql.select_from(
            sql.table(met, amount),
            [*self.columns((*self.tree, *self.keys), amount), top],
            sql.is_not_null(sql.column("begins", amount)),
        )
        select.set("distinct", exp.Distinct())
        return select

    def running(self, line: str) -> exp.Select:
        """The sums so far at each place."""
        partition = [sql.column(name, line) for name in (*self.tree, "top", *self.keys)]
        order = exp.Order(
            expressions=[exp.Ordered(this=sql.column(name, line), nulls_first=True) for name in ("place", "part")]
        )

        def so_far(value: exp.Expr) -> exp.Expr:
            total = sql.call("sum", value)
            return exp.Window(this=total, partition_by=[each.copy() for each in partition], order=order.copy())

        is_amount = sql.equal(sql.column("part", line), sql.number(_AMOUNT))
        return sql.select_from(
            sql.table(line),
            [
                *self.columns((self.id, *self.tree, *self.keys, "part"), line),
                sql.alias(so_far(is_amount), "amounts"),
                *(sql.alias(so_far(sql.column(name, line)), name) for name in self.halves),
            ],
        )

    def between(self, running: exp.Select) -> exp.Select:
        """The difference of the sums at both places of a node, where there are amounts between them."""
        rows = self.lowering.alias("rows")
        keys = [sql.column(name, rows) for name in (self.id, *self.tree, *self.keys)]

        def difference(name: str) -> exp.Expr:
            of = {part: sql.equal(sql.column("part", rows), sql.number(part)) for part in (_BEFORE, _AFTER)}
            value = sql.column(name, rows)
            before = sql.operate(exp.Sub, sql.number(0), value)
            return sql.call("sum", sql.case([(of[_AFTER], value.copy()), (of[_BEFORE], before)], sql.number(0)))

        sums = [sql.alias(_text(difference(f"{name}_high"), difference(f"{name}_low")), name) for name in self.sums]
        select = sql.select_from(sql.subquery(running, rows), [*(each.copy() for each in keys), *sums])
        select.set("group", exp.Group(expressions=keys))
        select.set("having", exp.Having(this=sql.operate(exp.GT, difference("amounts"), sql.number(0))))
        return select

    def outside(self, met: str) -> exp.Select:
        """What the nodes have that the tour has not met."""
        amount = self.lowering.alias("amount")
        keys = self.columns((self.id, *self.tree, *self.keys), amount)
        sums = [sql.alias(self.lowering.wide_sum(sql.column(name, amount)), name) for name in self.sums]
        select = sql.select_from(
            sql.table(met, amount),
            [*(each.copy() for each in keys), *sums],
            sql.is_null(sql.column("begins", amount)),
        )
        select.set("group", exp.Group(expressions=keys))
        return select

    def named(self, wish: str, query: exp.Query) -> str:
        name = self.lowering.alias(wish)
        self.lowering.named_queries.append(sql.cte(query, name, materialized=True))
        return name

    def columns(self, names: tuple[str, ...] | list[str], of: str) -> list[exp.Expr]:
        return [sql.column(name, of) for name in names]

    def same(self, one: str, other: str, names: tuple[str, ...] | list[str]) -> list[exp.Expr]:
        return [sql.equal(sql.column(name, one), sql.column(name, other)) for name in names]

    def halves_of(self, amount: str) -> list[exp.Expr]:
        """The upper bits of each sum, and the lower ones: no sum of either is too large."""
        found: list[exp.Expr] = []
        for name in self.sums:
            value = sql.column(name, amount)
            found.append(sql.operate(exp.BitwiseRightShift, value, sql.number(_LOW_BITS)))
            found.append(sql.operate(exp.BitwiseAnd, value.copy(), sql.number(2**_LOW_BITS - 1)))
        return [sql.alias(each, name) for each, name in zip(found, self.halves, strict=True)]


def _text(high: exp.Expr, low: exp.Expr) -> exp.Expr:
    return sql.operate(exp.DPipe, sql.operate(exp.DPipe, high, sql.text(":")), low)
