"""SQLite: how bound expressions are spelled. Times are integer microseconds, documents and lists are JSON text.

A path is one JSON path parameter where SQLite's path language can say it. Keys with quotes, backslashes or characters
that are not ASCII, and paths with many segments that may be index or key, are walked with json_each instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sqlglot import exp
from sqlglot.dialects.sqlite import SQLite
from sqlglot.generator import Generator
from sqlglot.generators.sqlite import SQLiteGenerator

from weave_query.binding.nodes import (
    AnyElement,
    BoundExpr,
    ColumnRef,
    Compare,
    ComparisonOp,
    Document,
    ElementRef,
    JsonArray,
    JsonReading,
    JsonRef,
    MatchKind,
    Member,
    Param,
    Segment,
    TreeMatch,
)
from weave_query.lowering import sql
from weave_query.lowering.base import Lowering, Unnested
from weave_query.lowering.numbers import MAX_NUMBER_TEXT, is_safe
from weave_query.lowering.reachable import reachable_by_levels
from weave_query.plan.measures import LARGEST_SUM
from weave_query.plan.nodes import Members, Rollup, Unnest, UnnestList, Walk
from weave_query.types import INT, STRING
from weave_query_sqlite.codec import NEEDLE, PAIRS
from weave_query_sqlite.ref_walk import walked_at_once
from weave_query_sqlite.rollup import toured_rollup

# 3.40 finds no key that needs an escape, or is not ASCII, by a path.
_UNSPEAKABLE = re.compile(r"[^ !#-\[\]-~]")
# Each segment that may be index or key doubles the paths to try.
_MAX_EITHER = 2


@dataclass(frozen=True, slots=True)
class Place:
    """A value in a document: how to write its type and its value, anew at each use."""

    kind: Callable[[], exp.Expr]
    value: Callable[[], exp.Expr]


class SQLitePrinter(SQLite):
    """The dialect, with the plain CAST: its own parses the names of date types anew at every cast."""

    class Generator(SQLiteGenerator):
        def cast_sql(self, expression: exp.Cast, safe_prefix: str | None = None) -> str:
            return Generator.cast_sql(self, expression, safe_prefix)


class SQLiteLowering(Lowering):
    """The spelling of SQLite 3.38 and later, without extensions; `REGEXP` is the only function that SQLite lacks."""

    dialect = SQLitePrinter
    table_functions = frozenset({"json_each", "json_tree"})
    regex_hint = "with `Options(driver_functions=True)` the driver adds them; it needs the extra `regex`"

    # Documents

    def place(self, root: Document, path: tuple[Segment, ...]) -> Place:
        if isinstance(root, ElementRef) and not path:
            return self._element_place()
        either = sum(segment.key is not None and segment.index is not None for segment in path)
        hidden = any(segment.key is not None and _UNSPEAKABLE.search(segment.key) for segment in path)
        if either > _MAX_EITHER or hidden:
            return self._walked(root, path)
        paths = [self.fixed(text, STRING) for text in path_texts(path)]

        def read(function: str) -> exp.Expr:
            found = [sql.call(function, self.json_of(root), place.copy()) for place in paths]
            return sql.coalesce(*found) if len(found) > 1 else found[0]

        return Place(lambda: read("json_type"), lambda: read("json_extract"))

    def json_of(self, root: Document) -> exp.Expr:
        """The text of a document. An element that is a scalar is no JSON text, and nothing is below it."""
        if isinstance(root, ColumnRef):
            return self.column_ref(root)
        element = self._element_place()
        return sql.case([(sql.one_of(element.kind(), "object", "array"), element.value())], sql.text("null"))

    def _element_place(self) -> Place:
        """The row of json_each that is the element."""
        alias = self.element_ref().args["table"].name
        return Place(lambda: sql.column("type", alias), lambda: sql.column("value", alias))

    def _walked(self, root: Document, path: tuple[Segment, ...]) -> Place:
        def read(name: str) -> exp.Expr:
            aliases = [self.alias("e") for _ in path]
            select: exp.Select | None = None
            conditions: list[exp.Expr] = []
            document = self.json_of(root)
            for alias, segment in zip(aliases, path, strict=True):
                source = sql.function_table(sql.call("json_each", document), alias)
                if select is None:
                    select = sql.select_from(source, [sql.column(name, aliases[-1])])
                else:
                    select.append("joins", exp.Join(this=source))
                conditions.append(exp.In(this=sql.column("key", alias), expressions=self._keys(segment)))
                inner = sql.one_of(sql.column("type", alias), "object", "array")
                document = sql.case([(inner, sql.column("value", alias))], sql.text("null"))
            if select is None:
                return document
            select.set("where", exp.Where(this=sql.both(*conditions)))
            select.set("limit", exp.Limit(expression=sql.number(1)))
            return sql.subquery(select)

        return Place(lambda: read("type"), lambda: read("value"))

    def _keys(self, segment: Segment) -> list[exp.Expr]:
        keys: list[exp.Expr] = [self.fixed(segment.key, STRING)] if segment.key is not None else []
        return [*keys, self.fixed(segment.index, INT)] if segment.index is not None else keys

    def json_ref(self, node: JsonRef) -> exp.Expr:
        place = self.place(node.document, node.path)
        kind, value = place.kind, place.value
        match node.reading:
            case JsonReading.STRING:
                return sql.when(sql.one_of(kind(), "text"), value())
            case JsonReading.INTEGER:
                # An integer of 2^63 or more is read as a double.
                is_integer = sql.one_of(sql.call("typeof", value()), "integer")
                return sql.when(sql.both(sql.one_of(kind(), "integer"), is_integer), value())
            case JsonReading.FLOAT:
                return sql.when(sql.one_of(kind(), "integer", "real"), self.cast(value(), "REAL"))
            case JsonReading.BOOL:
                return sql.when(sql.one_of(kind(), "true", "false"), sql.one_of(kind(), "true"))
            case JsonReading.NUMERIC:
                return sql.case(
                    [
                        (sql.one_of(kind(), "integer", "real"), self.cast(value(), "REAL")),
                        (sql.one_of(kind(), "text"), self.text_to_float(value())),
                    ]
                )
            case JsonReading.BOOLEAN_TEXT:
                return sql.case([(sql.one_of(kind(), "text"), value()), (sql.one_of(kind(), "true", "false"), kind())])
            case JsonReading.ABSENT:
                return sql.coalesce(sql.one_of(kind(), "null"), sql.boolean(True))
            case JsonReading.KIND:
                return self._kind(kind)
            case JsonReading.SIZE:
                return self._size(kind, value)

    def _kind(self, kind: Callable[[], exp.Expr]) -> exp.Expr:
        return sql.case(
            [
                (sql.is_null(kind()), sql.text("missing")),
                (sql.one_of(kind(), "true", "false"), sql.text("bool")),
                (sql.one_of(kind(), "integer", "real"), sql.text("number")),
                (sql.one_of(kind(), "text"), sql.text("string")),
            ],
            kind(),
        )

    def _size(self, kind: Callable[[], exp.Expr], value: Callable[[], exp.Expr]) -> exp.Expr:
        source = sql.function_table(sql.call("json_each", value()), self.alias("e"))
        members = sql.subquery(sql.select_from(source, [exp.Count(this=exp.Star())]))
        return sql.case(
            [
                (sql.one_of(kind(), "text"), self.text_length(value())),
                (sql.one_of(kind(), "array"), sql.call("json_array_length", value())),
                (sql.one_of(kind(), "object"), members),
            ]
        )

    def compare(self, node: Compare) -> exp.Expr:
        left, right = node.left, node.right
        if (
            node.op is ComparisonOp.EQ
            and isinstance(left, JsonRef)
            and left.reading is JsonReading.STRING
            and isinstance(right, Param)
            and right.opaque
        ):
            return sql.equal(self.place(left.document, left.path).value(), self.scalar(right))
        return super().compare(node)

    # Membership

    def unnest(self, node: Unnest) -> Unnested:
        name = self.alias(node.name)
        place = self.place(node.document, node.path)
        container = sql.case([(sql.one_of(place.kind(), "object"), place.value())], sql.text("{}"))
        join = exp.Join(this=sql.function_table(sql.call("json_each", container), name))
        key, value = sql.column("key", name), sql.column("value", name)
        if node.members is Members.NUMBERS:
            self.open_members(node.name, key, self.cast(value, "REAL"))
            return Unnested(join, sql.one_of(sql.column("type", name), "integer", "real"))
        is_object = sql.one_of(sql.column("type", name), "object")
        # A member that is no object is no JSON text, and the condition may be tested later.
        self.open_members(node.name, key, sql.when(is_object.copy(), value))
        return Unnested(join, is_object)

    def unnest_list(self, node: UnnestList) -> exp.Expr:
        name = self.alias(node.name)
        self.open_member(node.name, sql.column("value", name))
        return exp.Join(this=sql.function_table(sql.call("json_each", self.scalar(node.items)), name))

    def wide_sum(self, operand: exp.Expr) -> exp.Expr:
        """The sums of both halves, as text: SQLite refuses a sum beyond 64 bits."""
        high = sql.operate(exp.BitwiseRightShift, operand, sql.number(32))
        low = sql.operate(exp.BitwiseAnd, operand.copy(), sql.number(2**32 - 1))
        parts = sql.operate(exp.DPipe, sql.call("sum", high), sql.text(":"))
        return sql.operate(exp.DPipe, parts, sql.call("sum", low))

    def rollup(self, node: Rollup, links: str, amounts: str) -> exp.Query:
        return toured_rollup(node, links, amounts, self)

    def reachable(self, links: str, is_root: exp.Expr) -> exp.Query:
        return reachable_by_levels(links, is_root, self, inlined=True)

    def walk(self, node: Walk, starts: str, lines: str) -> exp.Query:
        return walked_at_once(node, starts, lines, self)

    def bounded_sum(self, operand: exp.Expr) -> exp.Expr:
        # The sums of both halves: SQLite refuses a sum beyond 64 bits.
        high = sql.call("sum", sql.operate(exp.BitwiseRightShift, operand, sql.number(32)))
        low = sql.call("sum", sql.operate(exp.BitwiseAnd, operand.copy(), sql.number(2**32 - 1)))
        most = sql.number(LARGEST_SUM >> 32)
        total = sql.operate(exp.Add, sql.operate(exp.BitwiseLeftShift, high, sql.number(32)), low)
        fits = sql.call("min", total, sql.number(LARGEST_SUM))
        return sql.case([(sql.operate(exp.LT, high.copy(), most), fits)], sql.number(LARGEST_SUM))

    def member(self, node: Member) -> exp.Expr:
        source = sql.function_table(sql.call("json_each", self.param(node.choices)), self.alias("e"))
        select = sql.select_from(source, [sql.column("value")])
        return exp.In(this=sql.wrap(self.scalar(node.operand)), query=sql.subquery(select))

    def any_element(self, node: AnyElement) -> exp.Expr:
        name = self.alias("e")
        source = sql.function_table(sql.call("json_each", self._list(node.items)), name)
        with self.element(sql.column("value", name)):
            condition = self.scalar(node.where)
        return sql.exists(sql.select_from(source, [sql.number(1)], condition))

    def _list(self, items: BoundExpr) -> exp.Expr:
        if not isinstance(items, JsonArray):
            return self.scalar(items)
        place = self.place(items.document, items.path)
        return sql.case([(sql.one_of(place.kind(), "array"), place.value())], sql.text("[]"))

    # Text

    def contains(self, text: exp.Expr, needle: exp.Expr) -> exp.Expr:
        return sql.operate(exp.GT, sql.call("instr", text, needle), sql.number(0))

    def starts_with(self, text: exp.Expr, prefix: exp.Expr) -> exp.Expr:
        start = sql.call("substr", text, sql.number(1), sql.call("length", prefix.copy()))
        return sql.equal(start, prefix)

    def ends_with(self, text: exp.Expr, suffix: exp.Expr) -> exp.Expr:
        length, least = sql.call("length", text.copy()), sql.call("length", suffix.copy())
        start = sql.operate(exp.Add, sql.operate(exp.Sub, length, least), sql.number(1))
        is_end = sql.equal(sql.call("substr", text, start), suffix)
        # From the left of its begin, substr would cut at the begin.
        return sql.both(sql.operate(exp.GTE, length.copy(), least.copy()), is_end)

    def starts_with_any(self, text: exp.Expr, prefixes: Param) -> exp.Expr:
        name = self.alias("e")
        source = sql.function_table(sql.call("json_each", self.param(prefixes)), name)
        return sql.exists(sql.select_from(source, [sql.number(1)], self.starts_with(text, sql.column("value", name))))

    def contains_literal_folded(self, text: exp.Expr, needle: Param) -> exp.Expr:
        """A long needle is no pattern (of at most 50,000 bytes): the text is folded as far as the needle goes, one pair
        of characters after the other, where it is long enough to have the needle in it."""
        if not needle.long:
            return super().contains_literal_folded(text, needle)
        name, place, folded = self.alias("f"), sql.column("n"), sql.column("t")
        pairs = self.param(needle, PAIRS)

        def character(which: int) -> exp.Expr:
            at = sql.operate(exp.DPipe, sql.operate(exp.DPipe, sql.text("$["), place.copy()), sql.text(f"][{which}]"))
            return sql.call("json_extract", pairs.copy(), at)

        start = exp.Select(expressions=[sql.alias(sql.number(0), "n"), sql.alias(text.copy(), "t")])
        replaced = sql.call("replace", folded.copy(), character(0), character(1))
        more = sql.operate(exp.LT, place.copy(), sql.call("json_array_length", pairs.copy()))
        following = sql.operate(exp.Add, place.copy(), sql.number(1))
        step = sql.select_from(sql.table(name), [following, replaced], more)
        steps = sql.cte(exp.Union(this=start, expression=step, distinct=False), name)
        found = self.contains(folded, self.param(needle, NEEDLE))
        last = exp.Order(expressions=[exp.Ordered(this=place, desc=True, nulls_first=False)])
        select = sql.select_from(sql.table(name), [found])
        select.set("with_", exp.With(expressions=[steps], recursive=True))
        select.set("order", last)
        select.set("limit", exp.Limit(expression=sql.number(1)))
        enough = sql.operate(exp.GTE, sql.call("length", text), sql.call("length", self.param(needle, NEEDLE)))
        return sql.when(enough, sql.subquery(select))

    def contains_folded(self, text: exp.Expr, pattern: exp.Expr) -> exp.Expr:
        return sql.operate(exp.Glob, text, pattern)

    def regex_match(self, text: exp.Expr, pattern: exp.Expr) -> exp.Expr:
        if not self.driver_functions:
            return super().regex_match(text, pattern)
        # `x REGEXP y` calls a function `regexp(y, x)`, which SQLite leaves to others.
        return sql.operate(exp.RegexpLike, text, pattern)

    def tree_match(self, node: TreeMatch) -> exp.Expr:
        place = self.place(node.document, node.path)
        container = sql.case(
            [(sql.one_of(place.kind(), "object", "array"), place.value())],
            sql.text("null"),
        )
        name = self.alias("t")
        source = sql.function_table(sql.call("json_tree", container), name)
        return sql.exists(sql.select_from(source, [sql.number(1)], sql.either(*self._tree_texts(name, node))))

    def _tree_texts(self, tree: str, node: TreeMatch) -> list[exp.Expr]:
        def column(name: str) -> exp.Expr:
            return sql.column(name, tree)

        def matches(text: exp.Expr) -> exp.Expr:
            if node.kind is MatchKind.FOLDED:
                return self.contains_literal_folded(text, self.needle_param(node.needle))
            return self.contains(text, self.scalar(node.needle))

        # The key of an array's element is an integer.
        found = [
            sql.both(sql.one_of(sql.call("typeof", column("key")), "text"), matches(column("key"))),
            sql.both(sql.one_of(column("type"), "text"), matches(column("atom"))),
        ]
        if node.booleans:
            found.append(sql.both(sql.one_of(column("type"), "true", "false"), matches(column("type"))))
        if node.numbers:
            atom = column("atom")
            is_integer = sql.one_of(sql.call("typeof", atom.copy()), "integer")
            digits = sql.case([(is_integer, self.int_to_text(atom.copy()))], self.float_to_text(atom))
            found.append(sql.both(sql.one_of(column("type"), "integer", "real"), matches(digits)))
        return found

    def fenced(self, select: exp.Select) -> exp.Select:
        # What reads no source is never merged.
        if select.args.get("from_") is not None:
            select.set("limit", exp.Limit(expression=sql.number(1)))
        return select

    # Functions

    def text_to_float(self, text: exp.Expr) -> exp.Expr:
        # json_extract reads the nearest double; CAST is off by one unit for some texts.
        number = sql.call("json_extract", text, sql.text("$"))
        return sql.when(spells_number(text), self.cast(number, "REAL"))

    def text_to_int(self, text: exp.Expr) -> exp.Expr:
        number = sql.call("json_extract", text.copy(), sql.text("$"))
        is_integer = sql.one_of(sql.call("typeof", number), "integer")
        # Nested, so that json_extract only sees JSON.
        return sql.when(spells_number(text), sql.when(is_integer, number.copy()))

    def int_to_float(self, number: exp.Expr) -> exp.Expr:
        return self.cast(number, "REAL")

    def int_to_text(self, number: exp.Expr) -> exp.Expr:
        return self.cast(number, "TEXT")

    def float_to_text(self, number: exp.Expr) -> exp.Expr:
        # printf rounds an exact half either way, C rounds it to even: it is given a neighbour of the half instead. What
        # is a half is computed in steps: the value, its decimals at 16 digits, the value scaled to have no fraction.
        value, decimals, scaled = sql.column("v"), sql.column("d"), sql.column("s")
        whole = self.cast(value.copy(), "INTEGER")
        is_integral = sql.equal(value.copy(), self.cast(whole, "REAL"))
        digits = sql.case(
            [
                (sql.is_null(value), sql.null()),
                (sql.both(is_safe(value), is_integral), self.cast(whole.copy(), "TEXT")),
            ],
            sql.call("printf", sql.text("%.15g"), self._rounding_to_even(value, decimals, scaled)),
        )
        values = exp.Select(expressions=[sql.alias(number, "v")])
        exponent = sql.call("substr", sql.call("printf", sql.text("%+.15e"), value.copy()), sql.number(20))
        places = sql.operate(exp.Sub, sql.number(15), self.cast(exponent, "INTEGER"))
        with_places = sql.select_from(sql.subquery(values, self.alias("n")), [value.copy(), sql.alias(places, "d")])
        power = sql.operate(exp.BitwiseLeftShift, sql.number(1), decimals.copy())
        product = sql.operate(exp.Mul, value.copy(), power)
        scaled_up = sql.select_from(
            sql.subquery(with_places, self.alias("n")),
            [value.copy(), decimals.copy(), sql.alias(product, "s")],
        )
        return sql.subquery(sql.select_from(sql.subquery(scaled_up, self.alias("n")), [digits]))

    def _rounding_to_even(self, value: exp.Expr, decimals: exp.Expr, scaled: exp.Expr) -> exp.Expr:
        """The value, or where it is an exact half the double beside it on the side of the even digit."""

        def parity(number: exp.Expr) -> exp.Expr:
            return sql.operate(exp.Mod, self.cast(number, "INTEGER"), sql.number(2))

        few = sql.operate(exp.Sub, decimals.copy(), sql.number(1))
        ten = self.cast(sql.operate(exp.DPipe, sql.text("1e"), few), "REAL")
        is_half = sql.both(
            exp.Between(this=decimals.copy(), low=sql.number(1), high=sql.number(22)),
            sql.equal(scaled.copy(), self.cast(self.cast(scaled.copy(), "INTEGER"), "REAL")),
            sql.operate(exp.NEQ, parity(scaled.copy()), sql.number(0)),
        )
        is_even = sql.equal(parity(sql.operate(exp.Mul, value.copy(), ten)), sql.number(0))
        factor = sql.case([(is_even, sql.number(1 - 2**-52))], sql.number(1 + 2**-52))
        return sql.case([(is_half, sql.operate(exp.Mul, value.copy(), factor))], value.copy())

    def float_to_int(self, number: exp.Expr) -> exp.Expr:
        return sql.when(is_safe(number), self.cast(number.copy(), "INTEGER"))

    def timestamp_to_text(self, time: exp.Expr) -> exp.Expr:
        seconds = sql.call(
            "strftime", sql.text("%Y-%m-%d %H:%M:%S"), self.timestamp_to_seconds(time), sql.text("unixepoch")
        )
        fraction = sql.call("printf", sql.text(".%06d"), micros_of_second(time))
        return sql.operate(exp.DPipe, seconds, fraction)

    def timestamp_to_micros(self, time: exp.Expr) -> exp.Expr:
        return time

    def timestamp_to_seconds(self, time: exp.Expr) -> exp.Expr:
        whole = sql.operate(exp.Sub, time.copy(), micros_of_second(time))
        return self.divide(whole, million())

    def text_length(self, text: exp.Expr) -> exp.Expr:
        return sql.call("length", text)

    def list_length(self, items: exp.Expr) -> exp.Expr:
        return sql.call("json_array_length", items)

    def op_ref_name(self, text: exp.Expr) -> exp.Expr:
        # SQLite splits nothing; quoted as JSON and cut at the marker, the text is an array of its parts.
        tail = _part(text, "/op/", 1)
        colon = sql.call("instr", tail, sql.text(":"))
        is_ref = sql.both(
            sql.operate(exp.GT, sql.call("instr", text.copy(), sql.text("/op/")), sql.number(0)),
            sql.operate(exp.GT, colon, sql.number(1)),
        )
        length = sql.operate(exp.Sub, colon.copy(), sql.number(1))
        return sql.when(is_ref, sql.call("substr", tail.copy(), sql.number(1), length))

    def ref_object(self, text: exp.Expr) -> exp.Expr:
        last = _part(text, "/", 1)
        # With a colon behind it, there always is one.
        marked = sql.operate(exp.DPipe, last.copy(), sql.text(":"))
        colon = sql.call("instr", marked, sql.text(":"))
        return sql.call("substr", last, sql.number(1), sql.operate(exp.Sub, colon, sql.number(1)))

    def ref_kind(self, text: exp.Expr) -> exp.Expr:
        return sql.when(sql.is_not_null(text), sql.coalesce(_part(text, "/", 2), sql.text("")))

    def text_before(self, text: exp.Expr, separator: str) -> exp.Expr:
        # With a separator behind it, there always is one.
        marked = sql.operate(exp.DPipe, text.copy(), sql.text(separator))
        place = sql.call("instr", marked, sql.text(separator))
        return sql.call("substr", text, sql.number(1), sql.operate(exp.Sub, place, sql.number(1)))

    def text_behind(self, text: exp.Expr, separator: str) -> exp.Expr:
        place = sql.call("instr", text, sql.text(separator))
        behind = sql.call("substr", text.copy(), sql.operate(exp.Add, place, sql.number(1)))
        return sql.when(sql.operate(exp.GT, place.copy(), sql.number(0)), behind)

    def percent_decoded(self, text: exp.Expr) -> exp.Expr:
        escaped = sql.call("replace", sql.call("json_quote", text.copy()), sql.text("%"), sql.text("\\u00"))
        decoded = sql.call("json_extract", escaped, sql.text("$"))
        is_plain = sql.equal(sql.call("instr", text, sql.text("%")), sql.number(0))
        wrong = ("*%", "*%?", "*%[^0-7]*", "*%[0-7][^0-9A-Fa-f]*", "*%00*")
        is_escaped = sql.both(*(_lacks(text, pattern) for pattern in wrong))
        return sql.case([(is_plain, text.copy()), (is_escaped, decoded)])

    def member_at(self, document: exp.Expr, kind: exp.Expr, name: exp.Expr) -> exp.Expr:
        type_ = sql.call("json_type", document)
        is_index = sql.both(sql.one_of(kind, "index"), sql.one_of(type_, "array"), _is_place(name))
        is_key = sql.both(sql.negate(sql.one_of(kind.copy(), "index")), sql.one_of(type_.copy(), "object"))
        # What a path cannot say: see above.
        is_speakable = sql.both(
            _lacks(name, "*[^ -~]*"),
            sql.equal(sql.call("instr", name.copy(), sql.text('"')), sql.number(0)),
            sql.equal(sql.call("instr", name.copy(), sql.text("\\")), sql.number(0)),
        )
        return sql.case(
            [
                (is_index, _json_at(document, "[", name, "]")),
                (sql.both(is_key, is_speakable), _json_at(document, '."', name, '"')),
                (is_key.copy(), self._looked_for(document, name)),
            ]
        )

    def _looked_for(self, document: exp.Expr, name: exp.Expr) -> exp.Expr:
        """The JSON text of a member of an object. A double has all its digits so, and stays a double."""
        each = self.alias("e")
        type_, value = sql.column("type", each), sql.column("value", each)
        text = sql.case(
            [
                (sql.one_of(type_, "object", "array"), value),
                (sql.one_of(type_.copy(), "text"), sql.call("json_quote", value.copy())),
                (sql.one_of(type_.copy(), "integer"), self.cast(value.copy(), "TEXT")),
                (sql.one_of(type_.copy(), "real"), sql.call("printf", sql.text("%!.20g"), value.copy())),
            ],
            type_.copy(),
        )
        source = sql.function_table(sql.call("json_each", document.copy()), each)
        select = sql.select_from(source, [text], sql.equal(sql.column("key", each), name.copy()))
        select.set("limit", exp.Limit(expression=sql.number(1)))
        return sql.subquery(select)

    def limit(self, select: exp.Select, limit: Param | None, offset: Param | None) -> None:
        super().limit(select, limit, offset)
        if limit is None:
            # OFFSET alone is no syntax here.
            select.set("limit", exp.Limit(expression=sql.number(-1)))


def _part(text: exp.Expr, separator: str, place: int) -> exp.Expr:
    """A part of a text between separators, counted from its end; null where there are fewer."""
    parts = sql.call("replace", sql.call("json_quote", text.copy()), sql.text(separator), sql.text('","'))
    array = sql.operate(exp.DPipe, sql.operate(exp.DPipe, sql.text("["), parts), sql.text("]"))
    return sql.call("json_extract", array, sql.text(f"$[#-{place}]"))


def path_texts(path: tuple[Segment, ...]) -> list[str]:
    """The JSON paths to try: a segment that may be index or key gives two."""
    texts = ["$"]
    for segment in path:
        steps = [f"[{segment.index}]"] if segment.index is not None else []
        if segment.key is not None:
            steps.append(f'."{segment.key}"')
        texts = [text + step for text in texts for step in steps]
    return texts


def _lacks(text: exp.Expr, pattern: str) -> exp.Expr:
    return sql.negate(sql.operate(exp.Glob, text.copy(), sql.text(pattern)))


def _is_place(text: exp.Expr) -> exp.Expr:
    """Is it the place of an element, of at most nine digits?"""
    length = sql.call("length", text.copy())
    return sql.both(
        exp.Between(this=length, low=sql.number(1), high=sql.number(9)),
        _lacks(text, "*[^0-9]*"),
        _lacks(text, "0?*"),
    )


def _json_at(document: exp.Expr, before: str, name: exp.Expr, behind: str) -> exp.Expr:
    """The JSON text at a step of a path; json_extract would give the value, and its doubles with fewer digits."""
    step = sql.operate(exp.DPipe, sql.operate(exp.DPipe, sql.text(f"${before}"), name.copy()), sql.text(behind))
    return exp.JSONExtract(this=document.copy(), expression=exp.Paren(this=step), only_json_types=True)


def spells_number(text: exp.Expr) -> exp.Expr:
    """Is it a number's text of at most two exponent digits? There are no regular expressions, but GLOB and JSON."""

    def lacks(pattern: str) -> exp.Expr:
        return sql.negate(sql.operate(exp.Glob, text.copy(), sql.text(pattern)))

    return sql.both(
        sql.operate(exp.LTE, sql.call("length", text.copy()), sql.number(MAX_NUMBER_TEXT)),
        lacks("*[^0-9eE+.-]*"),
        lacks("*[eE][0-9][0-9][0-9]*"),
        lacks("*[eE][+-][0-9][0-9][0-9]*"),
        sql.call("json_valid", text.copy()),
    )


def million() -> exp.Expr:
    return sql.number(1_000_000)


def micros_of_second(time: exp.Expr) -> exp.Expr:
    """The microseconds within the second, from 0 also before 1970."""
    remainder = sql.operate(exp.Mod, time.copy(), million())
    return sql.operate(exp.Mod, sql.operate(exp.Add, remainder, million()), million())
