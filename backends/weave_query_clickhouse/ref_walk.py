"""ClickHouse: ways into documents, folded over the parts of a way: no query reads itself, and few stand in others.

A document on a way has its numbers as marked texts: JSONExtractRaw would print doubles anew, and wrongly. The empty
text is nothing.
"""

from __future__ import annotations

from sqlglot import exp

from weave_query.lowering import sql
from weave_query.lowering.base import Lowering
from weave_query.lowering.ref_walk import ESCAPED_REGEX, INDEX_REGEX, table_at
from weave_query.lowering.rollup import kept
from weave_query.plan.nodes import Walk
from weave_query_clickhouse.spelling import function

_STRING_TOKEN = r'"(?:[^"\\]|\\.)*"'
_NUMBER_TOKEN = "-?[0-9][0-9.eE+-]*"
# No stored text begins with NUL.
_MARK = '"\\u0000'


def folded_walk(walk: Walk, starts: str, lines: str, lowering: Lowering) -> exp.Query:
    """What ways lead to. starts, lines: the queries of WITH that they begin in, and that has the lines of tables."""
    pieces = _named("pieces", _pieces(starts, lowering), lowering)
    places = _named("places", _places(pieces), lowering)
    ends = _named("ends", _ends(places, lowering), lowering)
    asked = _named("asked_lines", _asked(walk, ends, lowering), lowering)
    firsts = _named("firsts", _firsts(asked, lines), lowering)
    below = _named("below", _below(asked, firsts, lowering), lowering)
    n, k = sql.call("length", sql.column("p", below)), sql.column("k", below)
    start = sql.call("if", _is(k, 0), _plus(n, 1), _plus(k, 2))
    found = _fold(below, sql.call("range", start, _plus(n, 1), sql.number(2)), lowering)
    last = _named("last", _with_value(below, found, ("ref",)), lowering)
    value = sql.call("replaceRegexpAll", sql.column("value", last), sql.text(_marked_number()), sql.text("\\1"))
    return sql.select_from(
        sql.table(last),
        [kept("ref", last), sql.alias(value, "value")],
        sql.operate(exp.NEQ, sql.column("value", last), sql.text("")),
    )


def _pieces(starts: str, lowering: Lowering) -> exp.Select:
    """The parts as a list `p`, without the piece behind a slash at the end; an odd number leads nowhere."""
    p = sql.call("splitByChar", sql.text("/"), sql.call("ifNull", sql.column("parts", starts), sql.text("")))
    is_odd = _is(sql.operate(exp.Mod, sql.call("length", p), sql.number(2)), 1)
    is_empty = sql.equal(sql.call("arrayElement", p.copy(), sql.number(-1)), sql.text(""))
    trimmed = sql.call("if", sql.both(is_odd, is_empty), sql.call("arrayPopBack", p.copy()), p.copy())
    value = _marked(sql.column("value", starts), lowering)
    return sql.select_from(sql.table(starts), [kept("ref", starts), sql.alias(value, "value"), sql.alias(trimmed, "p")])


def _places(pieces: str) -> exp.Select:
    """With the place `k` of the first part `id`, 0 where there is none."""
    p = sql.column("p", pieces)
    is_kind = _is(sql.operate(exp.Mod, sql.column("i"), sql.number(2)), 1)
    is_line = sql.both(is_kind, sql.equal(sql.column("x"), sql.text("id")))
    test = exp.Lambda(this=is_line, expressions=[sql.identifier("x"), sql.identifier("i")])
    place = sql.call("arrayFirstIndex", test, p, sql.call("arrayEnumerate", p.copy()))
    names = ("ref", "value", "p")
    is_even = _is(sql.operate(exp.Mod, sql.call("length", p.copy()), sql.number(2)), 0)
    columns = [*(kept(name, pieces) for name in names), sql.alias(place, "k")]
    return sql.select_from(sql.table(pieces), columns, is_even)


def _ends(places: str, lowering: Lowering) -> exp.Select:
    """What the parts before `k` lead to."""
    n, k = sql.call("length", sql.column("p", places)), sql.column("k", places)
    end = sql.call("if", _is(k, 0), _plus(n, 1), k.copy())
    found = _fold(places, sql.call("range", sql.number(1), end, sql.number(2)), lowering)
    return _with_value(places, found, ("ref", "p", "k"))


def _asked(walk: Walk, ends: str, lowering: Lowering) -> exp.Select:
    """With the table and the line that is looked for in it, both empty where none is."""
    digest, is_table = table_at(walk, ends, lowering)
    is_asked = sql.both(sql.operate(exp.GT, sql.column("k", ends), sql.number(0)), is_table)
    raw = sql.call("arrayElement", sql.column("p", ends), _plus(sql.column("k", ends), 1))
    line = sql.call("if", _is_decodable(raw), sql.call("decodeURLComponent", raw.copy()), sql.text(""))
    table = sql.call("if", is_asked, sql.call("ifNull", digest, sql.text("")), sql.text(""))
    columns = [sql.alias(table, "table_digest"), sql.alias(line, "row_digest")]
    return sql.select_from(sql.table(ends), [*(kept(name, ends) for name in ("ref", "value", "p", "k")), *columns])


def _firsts(asked: str, lines: str) -> exp.Select:
    """Of the lines that are looked for, of equal ones the first."""
    keys = ("table_digest", "row_digest")
    wanted = sql.select_from(
        sql.table(asked),
        [sql.column("row_digest", asked)],
        sql.operate(exp.NEQ, sql.column("table_digest", asked), sql.text("")),
    )
    # Alone, a value that is null would be passed over.
    first = sql.call("argMin", sql.call("tuple", sql.column("value", lines)), sql.column("row_index", lines))
    select = sql.select_from(
        sql.table(lines),
        [*(kept(key, lines) for key in keys), sql.alias(sql.call("tupleElement", first, sql.number(1)), "line")],
        exp.In(this=sql.column("row_digest", lines), query=sql.subquery(wanted)),
    )
    select.set("group", exp.Group(expressions=[sql.column(key, lines) for key in keys]))
    return select


def _below(asked: str, firsts: str, lowering: Lowering) -> exp.Select:
    """Where a line was looked for, that line."""
    line = _marked(sql.column("line", firsts), lowering)
    value = sql.call("if", _is(sql.column("k", asked), 0), sql.column("value", asked), line)
    select = sql.select_from(
        sql.table(asked),
        [kept("ref", asked), sql.alias(value, "value"), kept("p", asked), kept("k", asked)],
    )
    keys = ("table_digest", "row_digest")
    on = sql.both(*(sql.equal(sql.column(key, asked), sql.column(key, firsts)) for key in keys))
    select.set("joins", [exp.Join(this=sql.table(firsts), on=on, side="LEFT")])
    return select


def _with_value(rows: str, value: exp.Expr, names: tuple[str, ...]) -> exp.Select:
    return sql.select_from(sql.table(rows), [*(kept(name, rows) for name in names), sql.alias(value, "value")])


def _fold(rows: str, places: exp.Expr, lowering: Lowering) -> exp.Expr:
    """What the parts at some places lead to, from the value of a row."""
    whole, place = lowering.alias("d"), lowering.alias("i")
    document, i, p = sql.column(whole), sql.column(place), sql.column("p", rows)
    kind = sql.call("arrayElement", p, i)
    raw = sql.call("arrayElement", p.copy(), _plus(i, 1))
    name = sql.call("decodeURLComponent", raw)
    type_ = sql.call("JSONType", document)
    element = sql.call("JSONExtractRaw", document.copy(), _plus(sql.call("toUInt32OrZero", name.copy()), 1))
    is_element = sql.both(
        sql.one_of(kind, "index"),
        sql.one_of(type_, "Array"),
        sql.call("match", name.copy(), sql.text(f"^{INDEX_REGEX}$")),
        _is_decodable(raw),
    )
    member = sql.call("JSONExtractRaw", document.copy(), name)
    is_member = sql.both(
        sql.one_of(kind.copy(), "attr", "key"), sql.one_of(type_.copy(), "Object"), _is_decodable(raw.copy())
    )
    found = sql.call("multiIf", is_element, element, is_member, member, sql.text(""))
    step = exp.Lambda(this=found, expressions=[sql.identifier(whole), sql.identifier(place)])
    return sql.call("arrayFold", step, places, sql.column("value", rows))


def _marked(document: exp.Expr, lowering: Lowering) -> exp.Expr:
    name = lowering.alias("x")
    token = sql.column(name)
    is_number = sql.call("match", token, sql.text("^-?[0-9]"))
    marked = sql.call("concat", sql.text(_MARK), token.copy(), sql.text('"'))
    tokens = sql.text(f'{_STRING_TOKEN}|{_NUMBER_TOKEN}|[^"0-9-]+')
    found = sql.call("extractAll", sql.call("ifNull", document, sql.text("")), tokens)
    mapped = sql.call("arrayMap", function(name, sql.call("if", is_number, marked, token.copy())), found)
    return sql.call("arrayStringConcat", mapped)


def _marked_number() -> str:
    """The expression that finds a marked number, and the digits in it."""
    mark = _MARK.replace("\\", "\\\\")
    return f'{mark}([^"]*)"'


def _is_decodable(text: exp.Expr) -> exp.Expr:
    return sql.call("match", text.copy(), sql.text(f"^{ESCAPED_REGEX}$"))


def _plus(number: exp.Expr, more: int) -> exp.Expr:
    return sql.operate(exp.Add, number.copy(), sql.number(more))


def _is(number: exp.Expr, value: int) -> exp.Expr:
    return sql.equal(number.copy(), sql.number(value))


def _named(wish: str, query: exp.Query, lowering: Lowering) -> str:
    """A query of WITH; its name."""
    name = lowering.alias(wish)
    lowering.named_queries.append(sql.cte(query, name))
    return name
