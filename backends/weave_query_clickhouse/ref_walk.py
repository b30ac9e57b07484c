"""ClickHouse: references and what is behind them, hop by hop, each query reading the one before it and no other.

ClickHouse resolves the names of a query of WITH anew for each reader, so queries that are read twice would cost twice
as much with every hop. Therefore the rows of all places go through all queries, those that are not looked up in one
just passing, and tables stand on the left of RIGHT JOIN. A way is folded over its parts. A document on a way has its
numbers as marked texts: JSONExtractRaw would print doubles anew, and wrongly. The empty text is nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlglot import exp

from weave_query.binding.nodes import Param
from weave_query.lowering import sql
from weave_query.lowering.base import Lowering
from weave_query.lowering.ref_walk import ESCAPED_REGEX, INDEX_REGEX, table_at
from weave_query.lowering.rollup import kept
from weave_query.plan.nodes import Hop, Hops
from weave_query_clickhouse.spelling import function

_STRING_TOKEN = r'"(?:[^"\\]|\\.)*"'
_NUMBER_TOKEN = "-?[0-9][0-9.eE+-]*"
# No stored text begins with NUL.
_MARK = '"\\u0000'
_ROW = ("place", "ref", "value")
_VERSION = ("name", "digest")
_LINE = ("table_digest", "row_digest")


def followed(node: Hops, starts: str, objects: str, lines: str, lowering: Lowering) -> exp.Query:
    """Rows `place`, `ref`, `value`. starts, objects, lines: queries of WITH: see `Hops`."""
    left, hops = list(node.places), list(node.hops)
    query = _asked(node, starts, lowering)
    while True:
        # Those that nothing leads to which is not looked up yet.
        now = [place for place in left if all(hop.inner != place or hop.outer not in left for hop in hops)]
        ways = _ways(node, _named("asked", query, lowering), now, lowering)
        rows = _looked_up(node, _named("ways", ways, lowering), objects, lines, lowering)
        left = [place for place in left if place not in now]
        if not left:
            break
        query = _asked_behind(node, rows, [hop for hop in hops if hop.outer in now], lowering)
    return sql.select_from(
        sql.table(rows),
        [kept(name, rows) for name in _ROW],
        sql.operate(exp.NEQ, sql.column("value", rows), sql.text("")),
    )


def _asked(node: Hops, starts: str, lowering: Lowering) -> exp.Select:
    """The references that calls have, each once for a place."""
    texts = [(place, sql.column(f"text{place}", starts)) for place in node.places]
    one, select = _unnested(starts, _references(node, texts, lowering), lowering)
    select.set("expressions", [sql.alias(_field(one, 1), "place"), sql.alias(_field(one, 2), "ref")])
    select.append("expressions", sql.alias(sql.text(""), "value"))
    select.set("distinct", exp.Distinct())
    return select


def _asked_behind(node: Hops, rows: str, hops: Sequence[Hop], lowering: Lowering) -> exp.Select:
    """The rows, and the references that are in their values, each once for a place."""
    with lowering.inside():
        lowering.open_alias("hop", rows)
        texts = [
            (hop.inner, sql.call("if", _is(sql.column("place", rows), hop.outer), text, sql.null()))
            for hop, text in ((hop, lowering.scalar(hop.text)) for hop in hops)
        ]
    itself = sql.call("array", sql.call("tuple", *(sql.column(name, rows) for name in _ROW)))
    one, select = _unnested(rows, sql.call("arrayConcat", itself, _references(node, texts, lowering)), lowering)
    select.set("expressions", [sql.alias(_field(one, number), name) for number, name in enumerate(_ROW, 1)])
    # Equal ones are not looked up yet, so their values are empty.
    _first_by(select, [_field(one, 1), _field(one, 2)])
    return select


def _unnested(rows: str, members: exp.Expr, lowering: Lowering) -> tuple[str, exp.Select]:
    """A SELECT, yet without columns, from rows and the members of a list of theirs; the name of a member."""
    one = lowering.alias("one")
    select = sql.select_from(sql.table(rows), [])
    alias = exp.Alias(this=members, alias=sql.identifier(one))
    select.set("joins", [exp.Join(this=alias, kind="ARRAY")])
    return one, select


def _references(node: Hops, texts: Sequence[tuple[int, exp.Expr]], lowering: Lowering) -> exp.Expr:
    """Of texts for places those that may be references to objects, as a list of rows whose value is empty."""
    rows = (
        sql.call("tuple", sql.number(place), sql.call("ifNull", text, sql.text("")), sql.text(""))
        for place, text in texts
    )
    name = lowering.alias("x")
    is_ref = sql.call("startsWith", _field(name, 2), lowering.scalar(node.refs))
    return sql.call("arrayFilter", function(name, is_ref), sql.call("array", *rows))


def _looked_up(node: Hops, ways: str, objects: str, lines: str, lowering: Lowering) -> str:
    """The rows, with what ways lead to where they have one."""
    found = _named("found", _found(node, ways, objects, lowering), lowering)
    parts = _named("parts", _parts(found), lowering)
    ends = _named("ends", _ends(parts, lowering), lowering)
    jumps = _named("jumps", _jumps(node.tables, ends, lowering), lowering)
    firsts = _named("firsts", _firsts(jumps, lines), lowering)
    return _named("behind", _below(firsts, lowering), lowering)


def _ways(node: Hops, asked: str, places: Sequence[int], lowering: Lowering) -> exp.Select:
    """With the name of the object, and `pieces`: the digest and the parts. Nothing of these for rows that pass."""
    refs = lowering.scalar(node.refs)
    rest = sql.call("substring", sql.column("ref", asked), _plus(sql.call("length", refs), 1))
    colon = sql.call("position", rest, sql.text(":"))
    is_way = _all(sql.among(sql.column("place", asked), places), sql.operate(exp.GT, colon, sql.number(0)))
    before = sql.call("substring", rest.copy(), sql.number(1), _plus(colon, -1))
    behind = sql.call("splitByChar", sql.text("/"), sql.call("substring", rest.copy(), _plus(colon, 1)))
    name = sql.call("if", is_way, before, sql.text(""))
    pieces = sql.call("if", is_way.copy(), behind, sql.call("emptyArrayString"))
    digest = sql.call("arrayElement", pieces.copy(), sql.number(1))
    return _with(asked, _ROW, {"name": name, "digest": digest, "pieces": pieces})


def _found(node: Hops, ways: str, objects: str, lowering: Lowering) -> exp.Select:
    """With the value of the object, and the parts as a list `p`, without the piece behind a slash at the end. What is
    too long or has an odd number of them leads nowhere."""
    pieces = sql.column("pieces", ways)
    p = sql.call("arrayPopFront", pieces)
    is_odd = _is(sql.operate(exp.Mod, sql.call("length", p), sql.number(2)), 1)
    ends_empty = sql.equal(sql.call("arrayElement", p.copy(), sql.number(-1)), sql.text(""))
    trimmed = sql.call("if", _all(is_odd, ends_empty), sql.call("arrayPopBack", p.copy()), p.copy())
    length = sql.call("lengthUTF8", sql.call("arrayStringConcat", p.copy(), sql.text("/")))
    value = sql.call("ifNull", sql.column("value", objects), sql.text(""))
    leads = _all(
        sql.operate(exp.LTE, length, sql.number(node.longest)),
        sql.call("if", is_odd.copy(), ends_empty.copy(), sql.number(1)),
    )
    known = sql.call(
        "multiIf",
        sql.call("empty", pieces.copy()),
        sql.column("value", ways),
        _is(leads, 0),
        sql.text(""),
        sql.call("empty", trimmed),
        value,
        _marked(value, lowering),
    )
    select = _with(ways, ("place", "ref"), {"value": known, "p": trimmed.copy()})
    # With nothing in between, ClickHouse would turn the next join around, and keep all lines of tables in memory.
    return _first_by(_beside(select, objects, ways, _VERSION), [sql.column(name, ways) for name in ("place", "ref")])


def _parts(found: str) -> exp.Select:
    """With the place `k` of the first part `id`, 0 where there is none."""
    p = sql.column("p", found)
    is_kind = _is(sql.operate(exp.Mod, sql.column("i"), sql.number(2)), 1)
    is_line = _all(is_kind, sql.equal(sql.column("x"), sql.text("id")))
    test = exp.Lambda(this=is_line, expressions=[sql.identifier("x"), sql.identifier("i")])
    place = sql.call("arrayFirstIndex", test, p, sql.call("arrayEnumerate", p.copy()))
    return _with(found, (*_ROW, "p"), {"k": place})


def _ends(parts: str, lowering: Lowering) -> exp.Select:
    """What the parts before `k` lead to."""
    n, k = sql.call("length", sql.column("p", parts)), sql.column("k", parts)
    end = sql.call("if", _is(k, 0), _plus(n, 1), k.copy())
    places = sql.call("range", sql.number(1), end, sql.number(2))
    found = _fold(parts, sql.column("value", parts), places, lowering)
    return _with(parts, ("place", "ref", "p", "k"), {"value": found})


def _jumps(tables: Param, ends: str, lowering: Lowering) -> exp.Select:
    """With the table and the line that is looked for in it, both empty where none is."""
    digest, is_table = table_at(tables, ends, lowering)
    is_asked = _all(sql.operate(exp.GT, sql.column("k", ends), sql.number(0)), is_table)
    raw = sql.call("arrayElement", sql.column("p", ends), _plus(sql.column("k", ends), 1))
    is_line = _all(is_asked.copy(), _is_decodable(raw))
    table = sql.call("if", is_asked, sql.call("ifNull", digest, sql.text("")), sql.text(""))
    line = sql.call("if", is_line, sql.call("decodeURLComponent", raw.copy()), sql.text(""))
    return _with(ends, (*_ROW, "p", "k"), {"table_digest": table, "row_digest": line})


def _firsts(jumps: str, lines: str) -> exp.Select:
    """With the `line` that is looked for, of equal ones the first."""
    is_asked = sql.operate(exp.NEQ, sql.column("table_digest", jumps), sql.text(""))
    line = sql.call("if", is_asked, sql.call("ifNull", sql.column("value", lines), sql.text("")), sql.text(""))
    select = _beside(_with(jumps, (*_ROW, "p", "k"), {"line": line}), lines, jumps, _LINE)
    select.set("order", exp.Order(expressions=[exp.Ordered(this=sql.column("row_index", lines), nulls_first=False)]))
    return _first_by(select, [sql.column(name, jumps) for name in ("place", "ref")])


def _below(firsts: str, lowering: Lowering) -> exp.Select:
    """What the parts that are left lead to, from the line where one was looked for."""
    n, k = sql.call("length", sql.column("p", firsts)), sql.column("k", firsts)
    begin = sql.call("if", _is(k, 0), sql.column("value", firsts), _marked(sql.column("line", firsts), lowering))
    start = sql.call("if", _is(k, 0), _plus(n, 1), _plus(k, 2))
    found = _fold(firsts, begin, sql.call("range", start, _plus(n, 1), sql.number(2)), lowering)
    plain = sql.call("replaceRegexpAll", found, sql.text(_marked_number()), sql.text("\\1"))
    has_parts = sql.call("notEmpty", sql.column("p", firsts))
    return _with(firsts, ("place", "ref"), {"value": sql.call("if", has_parts, plain, sql.column("value", firsts))})


def _with(rows: str, names: Sequence[str], more: Mapping[str, exp.Expr]) -> exp.Select:
    """Some columns of rows, and more."""
    columns = [
        *(kept(name, rows) for name in names),
        *(sql.named(sql.alias(each, name)) for name, each in more.items()),
    ]
    return sql.select_from(sql.table(rows), columns)


def _beside(select: exp.Select, table: str, rows: str, keys: Sequence[str]) -> exp.Select:
    """A SELECT of rows, each with those of a table; the rows are few, so it is the table that is read through."""
    using = [sql.identifier(key) for key in keys]
    select.set("from_", exp.From(this=sql.table(table)))
    select.set("joins", [exp.Join(this=sql.table(rows), using=using, side="RIGHT")])
    return select


def _first_by(select: exp.Select, keys: list[exp.Expr]) -> exp.Select:
    """Of rows with equal keys the first."""
    select.set("limit", exp.Limit(expression=sql.number(1), expressions=keys))
    return select


def _fold(rows: str, begin: exp.Expr, places: exp.Expr, lowering: Lowering) -> exp.Expr:
    """What the parts at some places lead to, from a document."""
    whole, place = lowering.alias("d"), lowering.alias("i")
    document, i, p = sql.column(whole), sql.column(place), sql.column("p", rows)
    kind = sql.call("arrayElement", p, i)
    raw = sql.call("arrayElement", p.copy(), _plus(i, 1))
    name = sql.call("decodeURLComponent", raw)
    type_ = sql.call("JSONType", document)
    element = sql.call("JSONExtractRaw", document.copy(), _plus(sql.call("toUInt32OrZero", name.copy()), 1))
    is_element = _all(
        sql.one_of(kind, "index"),
        sql.one_of(type_, "Array"),
        sql.call("match", name.copy(), sql.text(f"^{INDEX_REGEX}$")),
        _is_decodable(raw),
    )
    member = sql.call("JSONExtractRaw", document.copy(), name)
    is_member = _all(
        sql.one_of(kind.copy(), "attr", "key"), sql.one_of(type_.copy(), "Object"), _is_decodable(raw.copy())
    )
    found = sql.call("multiIf", is_element, element, is_member, member, sql.text(""))
    step = exp.Lambda(this=found, expressions=[sql.identifier(whole), sql.identifier(place)])
    return sql.call("arrayFold", step, places, begin)


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


def _all(*conditions: exp.Expr) -> exp.Expr:
    """Do all of them hold? To look at AND, ClickHouse looks at all that stands behind the columns in it."""
    *others, found = conditions
    for each in reversed(others):
        found = sql.call("if", each, found, sql.number(0))
    return found


def _is_decodable(text: exp.Expr) -> exp.Expr:
    return sql.call("match", text.copy(), sql.text(f"^{ESCAPED_REGEX}$"))


def _field(one: str, number: int) -> exp.Expr:
    return sql.call("tupleElement", sql.column(one), sql.number(number))


def _plus(number: exp.Expr, more: int) -> exp.Expr:
    return sql.operate(exp.Add, number.copy(), sql.number(more))


def _is(number: exp.Expr, value: int) -> exp.Expr:
    return sql.equal(number.copy(), sql.number(value))


def _named(wish: str, query: exp.Query, lowering: Lowering) -> str:
    """A query of WITH; its name."""
    name = lowering.alias(wish)
    lowering.named_queries.append(sql.cte(query, name))
    return name
