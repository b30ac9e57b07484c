"""Postgres: parameters, and what is computed of texts, numbers and times."""

from __future__ import annotations

from sqlglot import exp

from weave_query.binding.nodes import Arithmetic, ArithmeticOp, BoundExpr, Param
from weave_query.literals import number_in_text
from weave_query.lowering import sql
from weave_query.lowering.numbers import INTEGER_REGEX, MAX_NUMBER_TEXT, NUMBER_REGEX, is_safe
from weave_query.lowering.ref_walk import ESCAPED_REGEX
from weave_query.lowering.split_part import SplitPart
from weave_query.lowering.translated import Translated
from weave_query.types import FLOAT, INT, JSON, STRING, ArrayType, LogicalType
from weave_query_postgres.spelling import TYPES, epoch_of, text_of


class Functions(Translated, SplitPart):
    """Spells what is computed of values."""

    position = "strpos"

    def _within_bigint(self, text: exp.Expr) -> exp.Expr:
        # Nested, because AND does not keep a cast from being tried.
        number = self.cast(text.copy(), "NUMERIC")
        above = sql.operate(exp.GTE, number, sql.number(-(2**63)))
        below = sql.operate(exp.LTE, number.copy(), sql.number(2**63 - 1))
        return sql.when(sql.both(above, below), self.typed(text, INT))

    def param(self, node: Param, encoding: str | None = None) -> exp.Expr:
        """A parameter with its type, since Postgres cannot always tell."""
        return self.typed(super().param(node, encoding), node.type)

    def compared(self, node: BoundExpr) -> exp.Expr:
        if isinstance(node, Param) and node.type in (STRING, INT, FLOAT):
            return super().param(node)
        return self.scalar(node)

    def contains(self, text: exp.Expr, needle: exp.Expr) -> exp.Expr:
        return sql.operate(exp.GT, sql.call("strpos", text, needle), sql.number(0))

    def starts_with(self, text: exp.Expr, prefix: exp.Expr) -> exp.Expr:
        return sql.call("starts_with", text, prefix)

    def ends_with(self, text: exp.Expr, suffix: exp.Expr) -> exp.Expr:
        return sql.equal(sql.call("right", text, sql.call("length", suffix.copy())), suffix)

    def regex_match(self, text: exp.Expr, pattern: exp.Expr) -> exp.Expr:
        return sql.operate(exp.RegexpLike, text, pattern)

    def starts_with_any(self, text: exp.Expr, prefixes: Param) -> exp.Expr:
        name = self.alias("x")
        source = sql.function_table(exp.Unnest(expressions=[self.param(prefixes)]), name, ["v"])
        return sql.exists(sql.select_from(source, [sql.number(1)], self.starts_with(text, sql.column("v", name))))

    def contains_folded(self, text: exp.Expr, pattern: exp.Expr) -> exp.Expr:
        return sql.operate(exp.RegexpLike, text, pattern)

    def typed(self, operand: exp.Expr, type_: LogicalType) -> exp.Expr:
        """CAST to the type that holds a logical one."""
        return self.cast(operand, f"{TYPES[type_.of]}[]" if isinstance(type_, ArrayType) else TYPES[type_])

    def arithmetic(self, node: Arithmetic) -> exp.Expr:
        if node.op is ArithmeticOp.MODULO:
            # Drivers take `%` for the beginning of a placeholder.
            return sql.call("mod", self.scalar(node.left), self.scalar(node.right))
        return super().arithmetic(node)

    def text_to_float(self, text: exp.Expr) -> exp.Expr:
        if _spells_nothing(text):
            return self.typed(exp.Null(), FLOAT)
        spells = sql.operate(exp.RegexpLike, text.copy(), sql.text(NUMBER_REGEX))
        short = sql.operate(exp.LTE, sql.call("length", text.copy()), sql.number(MAX_NUMBER_TEXT))
        return sql.when(sql.both(spells, short), self.typed(text, FLOAT))

    def text_to_int(self, text: exp.Expr) -> exp.Expr:
        if _spells_nothing(text):
            return self.typed(exp.Null(), INT)
        spells = sql.operate(exp.RegexpLike, text.copy(), sql.text(INTEGER_REGEX))
        return sql.when(spells, self._within_bigint(text))

    def int_to_float(self, number: exp.Expr) -> exp.Expr:
        return self.typed(number, FLOAT)

    def int_to_text(self, number: exp.Expr) -> exp.Expr:
        return self.typed(number, STRING)

    def float_to_text(self, number: exp.Expr) -> exp.Expr:
        integral = sql.equal(number.copy(), sql.call("trunc", number.copy()))
        exact = self.cast(number.copy(), "NUMERIC")
        size = sql.call("abs", exact)
        ordinary = sql.both(
            sql.operate(exp.GTE, size, sql.number(0.0001)), sql.operate(exp.LT, size.copy(), sql.number(10**15))
        )
        scientific = sql.call("to_char", number.copy(), sql.text("9.99999999999999EEEE"))
        return sql.case(
            [
                (sql.is_null(number), sql.null()),
                (sql.both(integral, is_safe(number)), self.typed(self.typed(number.copy(), INT), STRING)),
                (ordinary, self.typed(sql.call("trim_scale", exact.copy()), STRING)),
            ],
            sql.call("regexp_replace", sql.call("btrim", scientific), sql.text("[.]?0*e"), sql.text("e")),
        )

    def float_to_int(self, number: exp.Expr) -> exp.Expr:
        return sql.when(is_safe(number), self.typed(sql.call("trunc", number), INT))

    def timestamp_to_text(self, time: exp.Expr) -> exp.Expr:
        utc = sql.call("timezone", sql.text("UTC"), time)
        return sql.call("to_char", utc, sql.text("YYYY-MM-DD HH24:MI:SS.US"))

    def timestamp_to_micros(self, time: exp.Expr) -> exp.Expr:
        # EXTRACT is numeric, so the product is exact.
        return self.typed(sql.operate(exp.Mul, epoch_of(time), sql.number(1_000_000)), INT)

    def timestamp_to_seconds(self, time: exp.Expr) -> exp.Expr:
        return self.typed(sql.call("floor", epoch_of(time)), INT)

    def text_length(self, text: exp.Expr) -> exp.Expr:
        return self.typed(sql.call("length", text), INT)

    def list_length(self, items: exp.Expr) -> exp.Expr:
        return self.typed(sql.call("cardinality", items), INT)

    def op_ref_name(self, text: exp.Expr) -> exp.Expr:
        tail = sql.call("split_part", text, sql.text("/op/"), sql.number(-1))
        is_ref = sql.both(
            sql.operate(exp.GT, sql.call("strpos", text.copy(), sql.text("/op/")), sql.number(0)),
            sql.operate(exp.GT, sql.call("strpos", tail.copy(), sql.text(":")), sql.number(1)),
        )
        return sql.when(is_ref, sql.call("split_part", tail, sql.text(":"), sql.number(1)))

    def percent_decoded(self, text: exp.Expr) -> exp.Expr:
        # As parameters, since drivers take `%` for the beginning of a placeholder.
        sign = self.fixed("%", STRING)
        quoted = self.typed(sql.call("to_jsonb", text.copy()), STRING)
        decoded = text_of(self.typed(sql.call("replace", quoted, sign, sql.text("\\u00")), JSON))
        is_plain = sql.equal(sql.call("strpos", text, sign.copy()), sql.number(0))
        is_escaped = sql.operate(exp.RegexpLike, text.copy(), self.fixed(f"^{ESCAPED_REGEX}$", STRING))
        return sql.case([(is_plain, text.copy()), (is_escaped, decoded)])


def _spells_nothing(text: exp.Expr) -> bool:
    """Is it a constant, such as the name of a type, that spells no number? Postgres computes a cast of a constant when
    it plans, even where the cast is never reached."""
    return isinstance(text, exp.Literal) and number_in_text(text.name) is None
