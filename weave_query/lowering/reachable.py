"""Room 6: what links lead down to, level by level or by doubling."""

from __future__ import annotations

from sqlglot import exp

from weave_query.lowering import sql
from weave_query.lowering.base import Lowering
from weave_query.lowering.rollup import kept


def reachable_by_levels(links: str, is_root: exp.Expr, lowering: Lowering, *, inlined: bool = False) -> exp.Query:
    """For an engine to which a level costs little, because it looks links up or keeps them in memory. UNION leaves out
    what has been reached before, so a cycle ends.

    inlined: is the query of the links, the last of WITH, to be merged with what reads it, for an index of its table?
    """
    if inlined:
        lowering.named_queries[-1].set("materialized", False)
    reached, link = lowering.alias("reached"), lowering.alias("link")
    roots = sql.select_from(sql.table(links), [sql.column("id", links)], is_root)
    below = sql.select_from(sql.table(reached), [sql.column("id", link)])
    on = sql.equal(sql.column("parent", link), sql.column("id", reached))
    below.set("joins", [exp.Join(this=sql.table(links, link), on=on)])
    lowering.named_queries.append(sql.cte(exp.Union(this=roots, expression=below, distinct=True), reached))
    lowering.recursive_queries = True
    return sql.select_from(sql.table(reached), [sql.column("id", reached)])


def reachable_by_doubling(links: str, is_root: exp.Expr, lowering: Lowering) -> exp.Query:
    """For an engine to which a level costs a scan, and that keeps what has been reached before: every call looks up,
    twice as far in each step, to where its links begin: at a root, or where there is no parent."""
    first = lowering.alias("begun")
    lowering.named_queries.append(sql.cte(_first(links, is_root, lowering), first))
    state = lowering.alias("upward")
    begin = sql.select_from(
        sql.table(first),
        [
            *(kept(name, first) for name in ("id", "above", "is_top", "longest")),
            sql.alias(lowering.wide(sql.number(1)), "reach"),
        ],
    )
    low, high, all_rows = (lowering.alias(wish) for wish in ("low", "high", "all_tops"))
    doubled = sql.operate(exp.Mul, sql.column("reach", low), sql.number(2))
    step = sql.select_from(
        sql.table(state, low),
        [kept("id", low), kept("above", high), kept("is_top", high), kept("longest", low), sql.alias(doubled, "reach")],
        sql.both(
            sql.operate(exp.LT, sql.column("reach", low), sql.column("longest", low)),
            sql.equal(sql.column("is_top", all_rows), sql.number(0)),
        ),
    )
    least = sql.select_from(sql.table(state), [sql.alias(sql.call("min", sql.column("is_top", state)), "is_top")])
    on = sql.equal(sql.column("above", low), sql.column("id", high))
    step.set(
        "joins",
        [
            exp.Join(this=sql.table(state, high), on=on),
            exp.Join(this=sql.subquery(least, all_rows), kind="CROSS"),
        ],
    )
    lowering.named_queries.append(sql.cte(exp.Union(this=begin, expression=step, distinct=False), state))
    lowering.recursive_queries = True
    roots = sql.select_from(sql.table(links), [sql.column("id", links)], is_root.copy())
    found = sql.select_from(
        sql.table(state),
        [sql.column("id", state)],
        exp.In(this=sql.column("above", state), query=sql.subquery(roots)),
    )
    found.set("distinct", exp.Distinct())
    return found


def _first(links: str, is_root: exp.Expr, lowering: Lowering) -> exp.Select:
    """Each call with its parent, or with itself where it is a root or has none among the calls."""
    ids = sql.select_from(sql.table(links, others := lowering.alias("others")), [sql.column("id", others)])
    has_parent = sql.both(sql.negate(is_root), exp.In(this=sql.column("parent", links), query=sql.subquery(ids)))
    above = sql.case([(has_parent, sql.column("parent", links))], sql.column("id", links))
    is_top = sql.case([(has_parent.copy(), sql.number(0))], sql.number(1))
    return sql.select_from(
        sql.table(links),
        [
            kept("id", links),
            sql.alias(above, "above"),
            sql.alias(is_top, "is_top"),
            sql.alias(exp.Window(this=exp.Count(this=exp.Star())), "longest"),
        ],
    )
