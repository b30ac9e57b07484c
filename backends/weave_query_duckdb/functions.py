"""DuckDB: parameters, and what is computed of texts, numbers and times."""

from __future__ import annotations

from sqlglot import exp

from weave_query.binding.nodes import Param
from weave_query.compiled import ParameterSpec
from weave_query.lowering import sql
from weave_query.lowering.numbers import INTEGER_REGEX, MAX_NUMBER_TEXT, NUMBER_REGEX, is_safe
from weave_query.lowering.ref_walk import ESCAPED_REGEX
from weave_query.lowering.split_part import SplitPart
from weave_query.lowering.staged import StagedLowering
from weave_query.lowering.translated import Translated
from weave_query.types import TIMESTAMP
from weave_query_duckdb.spelling import replaced, some_of


class Functions(Translated, SplitPart, StagedLowering):
    """Spells what is computed of values."""

    position = "instr"

    def param(self, node: Param, encoding: str | None = None) -> exp.Expr:
        placeholder = super().param(node, encoding)
        return sql.call("make_timestamp", placeholder) if node.type is TIMESTAMP else placeholder

    def placeholder(self, spec: ParameterSpec) -> exp.Expr:
        return exp.Placeholder(this=spec.name)

    def contains(self, text: exp.Expr, needle: exp.Expr) -> exp.Expr:
        return self.guarded(sql.call("contains", text, needle))

    def starts_with(self, text: exp.Expr, prefix: exp.Expr) -> exp.Expr:
        return self.guarded(sql.call("starts_with", text, prefix))

    def ends_with(self, text: exp.Expr, suffix: exp.Expr) -> exp.Expr:
        return self.guarded(sql.call("suffix", text, suffix))

    def regex_match(self, text: exp.Expr, pattern: exp.Expr) -> exp.Expr:
        return self.guarded(sql.call("regexp_matches", text, pattern))

    def starts_with_any(self, text: exp.Expr, prefixes: Param) -> exp.Expr:
        name = self.alias("x")
        starts = self.lambda_of(name, self.starts_with(text, sql.column(name)))
        return some_of(self.param(prefixes), starts)

    def contains_folded(self, text: exp.Expr, pattern: exp.Expr) -> exp.Expr:
        return self.guarded(sql.call("regexp_matches", text, pattern))

    def guarded(self, condition: exp.Expr) -> exp.Expr:
        """As a bare WHERE over a CASE with constant and null branches, 2.0 folds such functions to true."""
        return sql.coalesce(condition, sql.boolean(False))

    def try_cast(self, operand: exp.Expr, type_: str) -> exp.Expr:
        return exp.TryCast(this=operand, to=sql.data_type(type_, self.dialect))

    def spells_number(self, text: exp.Expr) -> exp.Expr:
        short = sql.operate(exp.LTE, sql.call("length", text.copy()), sql.number(MAX_NUMBER_TEXT))
        return sql.both(sql.call("regexp_matches", text.copy(), sql.text(NUMBER_REGEX)), short)

    def text_to_float(self, text: exp.Expr) -> exp.Expr:
        return sql.when(self.spells_number(text), self.try_cast(text, "DOUBLE"))

    def text_to_int(self, text: exp.Expr) -> exp.Expr:
        # TRY_CAST alone would take ' 5' and round '5.7'.
        spells = sql.call("regexp_matches", text.copy(), sql.text(INTEGER_REGEX))
        return sql.when(spells, self.try_cast(text, "BIGINT"))

    def int_to_float(self, number: exp.Expr) -> exp.Expr:
        return self.cast(number, "DOUBLE")

    def int_to_text(self, number: exp.Expr) -> exp.Expr:
        return self.cast(number, "TEXT")

    def float_to_text(self, number: exp.Expr) -> exp.Expr:
        integral = sql.equal(number.copy(), sql.call("trunc", number.copy()))
        digits = self.cast(self.cast(number.copy(), "BIGINT"), "TEXT")
        general = sql.call("format", sql.text("{:.15g}"), number.copy())
        return sql.case(
            [
                (sql.is_null(number), sql.null()),
                (sql.both(integral, is_safe(number)), digits),
            ],
            general,
        )

    def float_to_int(self, number: exp.Expr) -> exp.Expr:
        return sql.when(is_safe(number), self.cast(sql.call("trunc", number), "BIGINT"))

    def timestamp_to_text(self, time: exp.Expr) -> exp.Expr:
        return sql.call("strftime", time, sql.text("%Y-%m-%d %H:%M:%S.%f"))

    def timestamp_to_micros(self, time: exp.Expr) -> exp.Expr:
        return sql.call("epoch_us", time)

    def timestamp_to_seconds(self, time: exp.Expr) -> exp.Expr:
        micros, million = sql.call("epoch_us", time), sql.number(1_000_000)
        remainder = sql.operate(exp.Add, sql.call("mod", micros, million), million.copy())
        whole = sql.operate(exp.Sub, micros.copy(), sql.call("mod", remainder, million.copy()))
        return exp.IntDiv(this=sql.wrap(whole), expression=million.copy())

    def text_length(self, text: exp.Expr) -> exp.Expr:
        return self.cast(sql.call("length", text), "BIGINT")

    def list_length(self, items: exp.Expr) -> exp.Expr:
        return self.cast(sql.call("len", items), "BIGINT")

    def op_ref_name(self, text: exp.Expr) -> exp.Expr:
        tail = sql.call("split_part", text, sql.text("/op/"), sql.number(-1))
        name = sql.call("split_part", tail, sql.text(":"), sql.number(1))
        is_ref = sql.both(
            sql.call("contains", text.copy(), sql.text("/op/")),
            sql.operate(exp.GT, sql.call("instr", tail.copy(), sql.text(":")), sql.number(1)),
        )
        return sql.when(is_ref, name)

    def percent_decoded(self, text: exp.Expr) -> exp.Expr:
        quoted = self.cast(sql.call("to_json", text.copy()), "VARCHAR")
        decoded = sql.call("json_extract_string", replaced(quoted, "%", "\\u00"), sql.text("$"))
        is_plain = sql.negate(sql.call("contains", text, sql.text("%")))
        is_escaped = sql.call("regexp_full_match", text.copy(), sql.text(ESCAPED_REGEX))
        return sql.case([(is_plain, text.copy()), (is_escaped, decoded)])
