"""Room 6: ways into documents, a part after the other: `Walk`. A level of a recursive query is a part."""

from __future__ import annotations

from sqlglot import exp

from weave_query.binding.nodes import ColumnRef, JsonReading, JsonRef, Match, MatchKind, Param, TextAfter
from weave_query.lowering import sql
from weave_query.lowering.base import Lowering
from weave_query.lowering.rollup import kept
from weave_query.plan.nodes import Walk
from weave_query.types import JSON

# Texts whose every `%` begins the escape of an ASCII character; and places in an array.
ESCAPED_REGEX = "([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*"
INDEX_REGEX = "(0|[1-9][0-9]{0,8})"


def walked(walk: Walk, starts: str, lines: str, lowering: Lowering) -> exp.Query:
    """What ways lead to: one recursive query up to a line of a table, one from there on.

    starts, lines: the queries of WITH that ways begin in, and that has the lines of tables.
    """
    ends = ends_of(starts, lowering)
    found = _lines_at(walk, ends, lines, lowering)
    below = ends_of(found, lowering)
    complete = [(rows, "parts") for rows in (starts, found)] + [(rows, "kind") for rows in (ends, below)]
    selects = [
        sql.select_from(sql.table(rows), [kept("ref", rows), kept("value", rows)], _is_empty(rows, left))
        for rows, left in complete
    ]
    query: exp.Query = selects[0]
    for each in selects[1:]:
        query = exp.Union(this=query, expression=each, distinct=False)
    return query


def ends_of(starts: str, lowering: Lowering) -> str:
    """A query of WITH: where ways of some parts end, before a part `id`, or before none, whose `kind` is empty."""
    walk = lowering.alias("walk")

    def column(name: str) -> exp.Expr:
        return sql.column(name, walk)

    begin = sql.select_from(
        sql.table(starts),
        [kept("ref", starts), kept("value", starts), *parts_of(starts, lowering)],
        sql.negate(_is_empty(starts, "parts")),
    )
    member = lowering.member_at(column("value"), column("kind"), column("name"))
    step = sql.select_from(
        sql.table(walk),
        [kept("ref", walk), sql.alias(member, "value"), *parts_of(walk, lowering)],
        sql.both(
            sql.is_not_null(column("value")),
            sql.one_of(column("kind"), "attr", "key", "index"),
            sql.is_not_null(column("name")),
        ),
    )
    lowering.named_queries.append(sql.cte(exp.Union(this=begin, expression=step, distinct=False), walk))
    lowering.recursive_queries = True
    found = sql.select_from(
        sql.table(walk),
        [
            kept("ref", walk),
            *(kept(name, walk) for name in ("value", "kind", "name", "parts")),
        ],
        sql.both(sql.is_not_null(column("value")), sql.one_of(column("kind"), "", "id")),
    )
    name = lowering.alias("ends")
    lowering.keep(found, name, ("ref", "value", "kind", "name", "parts"))
    return name


def parts_of(rows: str, lowering: Lowering) -> list[exp.Expr]:
    """The next part of a way, and the parts behind it, as columns."""
    parts = sql.column("parts", rows)
    behind = lowering.text_behind(parts, "/")
    name = lowering.percent_decoded(lowering.text_before(behind, "/"))
    left = sql.coalesce(lowering.text_behind(behind.copy(), "/"), sql.text(""))
    first = lowering.text_before(parts.copy(), "/")
    nothing = sql.text("")
    # Empty where no parts are left, and not for a part of an empty kind.
    kind = sql.case([(_is_empty(rows, "parts"), nothing), (sql.operate(exp.NEQ, first, nothing.copy()), first.copy())])
    return [sql.alias(kind, "kind"), sql.alias(name, "name"), sql.alias(left, "parts")]


def table_at(tables: Param, rows: str, lowering: Lowering) -> tuple[exp.Expr, exp.Expr]:
    """The digest of the table that the value of rows refers to, and whether it refers to one."""
    with lowering.inside():
        lowering.open_alias("rows", rows)
        text = JsonRef(ColumnRef("rows", "value", JSON, nullable=True), (), JsonReading.STRING)
        digest = lowering.scalar(TextAfter(text, tables))
        return digest, lowering.scalar(Match(MatchKind.PREFIX, text, tables))


def _lines_at(walk: Walk, ends: str, lines: str, lowering: Lowering) -> str:
    """A query of WITH: the lines of tables before which ways ended, with the parts that are left; of equal lines of a
    table the first."""
    table, is_table = table_at(walk.tables, ends, lowering)
    digest = sql.alias(sql.column("name", ends), "row_digest")
    jumps = _named(
        "jumps",
        sql.select_from(
            sql.table(ends),
            [kept("ref", ends), sql.alias(table, "table_digest"), digest, kept("parts", ends)],
            sql.both(sql.equal(sql.column("kind", ends), sql.text("id")), is_table),
        ),
        lowering,
    )
    keys = ("table_digest", "row_digest")
    distinct = sql.select_from(sql.table(jumps), [kept(key, jumps) for key in keys])
    distinct.set("distinct", exp.Distinct())
    asked = _named("asked_lines", distinct, lowering)
    order = exp.Order(expressions=[exp.Ordered(this=sql.column("row_index", lines), nulls_first=False)])
    partition = [sql.column(key, lines) for key in keys]
    place = exp.Window(this=exp.RowNumber(), partition_by=partition, order=order)
    found = sql.select_from(
        sql.table(lines), [*(kept(key, lines) for key in (*keys, "value")), sql.alias(place, "place")]
    )
    found.set("joins", [exp.Join(this=sql.table(asked), on=_same(keys, lines, asked))])
    placed = _named("placed", found, lowering)
    firsts = sql.select_from(
        sql.table(jumps),
        [kept("ref", jumps), kept("value", placed), kept("parts", jumps)],
        sql.both(sql.equal(sql.column("place", placed), sql.number(1)), sql.is_not_null(sql.column("value", placed))),
    )
    firsts.set("joins", [exp.Join(this=sql.table(placed), on=_same(keys, jumps, placed))])
    name = lowering.alias("found_lines")
    lowering.keep(firsts, name, ("ref", "value", "parts"))
    return name


def _is_empty(rows: str, column: str) -> exp.Expr:
    return sql.equal(sql.column(column, rows), sql.text(""))


def _same(keys: tuple[str, ...], one: str, other: str) -> exp.Expr:
    return sql.both(*(sql.equal(sql.column(key, one), sql.column(key, other)) for key in keys))


def _named(wish: str, query: exp.Expr, lowering: Lowering) -> str:
    """A query of WITH; its name."""
    name = lowering.alias(wish)
    lowering.named_queries.append(sql.cte(query, name))
    return name
