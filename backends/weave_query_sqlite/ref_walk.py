"""SQLite: ways into documents by one recursive query, which looks up a line of a table where it comes to it.

SQLite computes a query of WITH anew for nearly everyone who reads it, so here everything is read once.
"""

from __future__ import annotations

from sqlglot import exp

from weave_query.lowering import sql
from weave_query.lowering.base import Lowering
from weave_query.lowering.ref_walk import parts_of, table_at
from weave_query.lowering.rollup import kept
from weave_query.plan.nodes import Walk


def walked_at_once(walk: Walk, starts: str, lines: str, lowering: Lowering) -> exp.Query:
    """What ways lead to. starts, lines: the queries of WITH that they begin in, and that has the lines of tables."""
    name = lowering.alias("walk")

    def column(each: str) -> exp.Expr:
        return sql.column(each, name)

    begin = sql.select_from(
        sql.table(starts),
        [kept("ref", starts), kept("value", starts), *parts_of(starts, lowering), sql.alias(sql.number(0), "jumped")],
    )
    is_jump = sql.equal(column("kind"), sql.text("id"))
    member = lowering.member_at(column("value"), column("kind"), column("name"))
    found = sql.case([(is_jump, _line(walk, name, lines, lowering))], member)
    jumped = sql.operate(exp.Add, column("jumped"), sql.wrap(is_jump.copy()))
    step = sql.select_from(
        sql.table(name),
        [kept("ref", name), sql.alias(found, "value"), *parts_of(name, lowering), sql.alias(jumped, "jumped")],
        sql.both(
            sql.is_not_null(column("value")),
            sql.is_not_null(column("name")),
            sql.either(
                sql.one_of(column("kind"), "attr", "key", "index"),
                sql.both(is_jump.copy(), sql.equal(column("jumped"), sql.number(0))),
            ),
        ),
    )
    lowering.named_queries.append(sql.cte(exp.Union(this=begin, expression=step, distinct=False), name))
    lowering.recursive_queries = True
    is_end = sql.both(sql.is_not_null(column("value")), sql.equal(column("kind"), sql.text("")))
    return sql.select_from(sql.table(name), [kept("ref", name), kept("value", name)], is_end)


def _line(walk: Walk, rows: str, lines: str, lowering: Lowering) -> exp.Expr:
    """The first line of that digest, of the table that the value refers to."""
    digest, is_table = table_at(walk.tables, rows, lowering)
    select = sql.select_from(
        sql.table(lines),
        [sql.column("value", lines)],
        sql.both(
            is_table,
            sql.equal(sql.column("table_digest", lines), digest),
            sql.equal(sql.column("row_digest", lines), sql.column("name", rows)),
        ),
    )
    order = exp.Ordered(this=sql.column("row_index", lines), nulls_first=True)
    select.set("order", exp.Order(expressions=[order]))
    select.set("limit", exp.Limit(expression=sql.number(1)))
    return sql.subquery(select)
