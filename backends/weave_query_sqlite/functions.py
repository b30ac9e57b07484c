"""SQLite: what is computed of texts, numbers and times."""

from __future__ import annotations

from sqlglot import exp

from weave_query.binding.nodes import Param
from weave_query.folding import NEEDLE
from weave_query.lowering import sql
from weave_query.lowering.base import Lowering
from weave_query.lowering.numbers import is_safe
from weave_query_sqlite.codec import PAIRS
from weave_query_sqlite.spelling import lacks, micros_of_second, million, spells_number


class Functions(Lowering):
    """Spells what is computed of values."""

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
        is_escaped = sql.both(*(lacks(text, pattern) for pattern in wrong))
        return sql.case([(is_plain, text.copy()), (is_escaped, decoded)])


def _part(text: exp.Expr, separator: str, place: int) -> exp.Expr:
    """A part of a text between separators, counted from its end; null where there are fewer."""
    parts = sql.call("replace", sql.call("json_quote", text.copy()), sql.text(separator), sql.text('","'))
    array = sql.operate(exp.DPipe, sql.operate(exp.DPipe, sql.text("["), parts), sql.text("]"))
    return sql.call("json_extract", array, sql.text(f"$[#-{place}]"))
