"""ClickHouse: parameters, and what is computed of texts, numbers and times."""

from __future__ import annotations

from sqlglot import exp

from weave_query.binding.nodes import Param
from weave_query.compiled import ParameterSpec
from weave_query.lowering import sql
from weave_query.lowering.numbers import INTEGER_REGEX, is_safe
from weave_query.lowering.ref_walk import ESCAPED_REGEX
from weave_query.lowering.staged import StagedLowering
from weave_query.lowering.translated import Translated
from weave_query.types import STRING, TIMESTAMP, ArrayType
from weave_query_clickhouse.spelling import COUNT, TYPES, function, spells_number, time_of, truncated


class Functions(Translated, StagedLowering):
    """Spells what is computed of values."""

    translate = "translateUTF8"

    def placeholder(self, spec: ParameterSpec) -> exp.Expr:
        if spec.encoding == COUNT:
            kind = "UInt64"
        else:
            kind = "String" if isinstance(spec.type, ArrayType) else TYPES[spec.type]
        return exp.Placeholder(this=spec.name, kind=sql.data_type(kind, self.dialect))

    def param(self, node: Param, encoding: str | None = None) -> exp.Expr:
        placeholder = super().param(node, encoding)
        if node.type is TIMESTAMP:
            return time_of(placeholder)
        return placeholder

    def list_of(self, node: Param) -> exp.Expr:
        """The list of a parameter, which travels as JSON text."""
        of = node.type.of if isinstance(node.type, ArrayType) else STRING
        return sql.call("JSONExtract", super().param(node), sql.text(f"Array({TYPES[of]})"))

    def contains(self, text: exp.Expr, needle: exp.Expr) -> exp.Expr:
        return sql.operate(exp.GT, sql.call("position", text, needle), sql.number(0))

    def starts_with(self, text: exp.Expr, prefix: exp.Expr) -> exp.Expr:
        return sql.call("startsWith", text, prefix)

    def ends_with(self, text: exp.Expr, suffix: exp.Expr) -> exp.Expr:
        return sql.call("endsWith", text, suffix)

    def regex_match(self, text: exp.Expr, pattern: exp.Expr) -> exp.Expr:
        return sql.call("match", text, pattern)

    def starts_with_any(self, text: exp.Expr, prefixes: Param) -> exp.Expr:
        name = self.alias("x")
        return sql.call("arrayExists", function(name, self.starts_with(text, sql.column(name))), self.list_of(prefixes))

    def contains_folded(self, text: exp.Expr, pattern: exp.Expr) -> exp.Expr:
        return sql.call("match", text, pattern)

    def text_to_float(self, text: exp.Expr) -> exp.Expr:
        return sql.when(spells_number(text), sql.call("toFloat64OrNull", text))

    def text_to_int(self, text: exp.Expr) -> exp.Expr:
        spells = sql.call("match", text.copy(), sql.text(INTEGER_REGEX))
        return sql.when(spells, sql.call("toInt64OrNull", text))

    def int_to_float(self, number: exp.Expr) -> exp.Expr:
        return sql.call("toFloat64", number)

    def int_to_text(self, number: exp.Expr) -> exp.Expr:
        return sql.call("toString", number)

    def float_to_text(self, number: exp.Expr) -> exp.Expr:
        integral = sql.equal(number.copy(), sql.call("trunc", number.copy()))
        general = sql.call("printf", sql.text("%.15g"), sql.call("assumeNotNull", number.copy()))
        return sql.case(
            [
                (sql.is_null(number), sql.null()),
                (sql.both(integral, is_safe(number)), sql.call("toString", truncated(number))),
            ],
            general,
        )

    def float_to_int(self, number: exp.Expr) -> exp.Expr:
        return sql.when(is_safe(number), truncated(number))

    def timestamp_to_text(self, time: exp.Expr) -> exp.Expr:
        return sql.call("toString", time)

    def timestamp_to_micros(self, time: exp.Expr) -> exp.Expr:
        return sql.call("toUnixTimestamp64Micro", time)

    def timestamp_to_seconds(self, time: exp.Expr) -> exp.Expr:
        micros, million = self.timestamp_to_micros(time), sql.number(1_000_000)
        whole = sql.operate(exp.Sub, micros, sql.call("positiveModulo", micros.copy(), million))
        return sql.call("intDiv", whole, million.copy())

    def text_length(self, text: exp.Expr) -> exp.Expr:
        return sql.call("toInt64", sql.call("lengthUTF8", text))

    def list_length(self, items: exp.Expr) -> exp.Expr:
        return sql.call("toInt64", sql.call("length", items))

    def op_ref_name(self, text: exp.Expr) -> exp.Expr:
        parts = sql.call("splitByString", sql.text("/op/"), sql.call("assumeNotNull", text))
        tail = sql.call("arrayElement", parts, sql.number(-1))
        name = sql.call("arrayElement", sql.call("splitByChar", sql.text(":"), tail), sql.number(1))
        is_ref = sql.both(
            sql.operate(exp.GT, sql.call("position", text.copy(), sql.text("/op/")), sql.number(0)),
            sql.operate(exp.GT, sql.call("position", tail.copy(), sql.text(":")), sql.number(1)),
        )
        return sql.when(is_ref, name)

    def ref_object(self, text: exp.Expr) -> exp.Expr:
        last = self._segment(text, -1)
        return sql.call("arrayElement", sql.call("splitByChar", sql.text(":"), last), sql.number(1))

    def ref_kind(self, text: exp.Expr) -> exp.Expr:
        return self._segment(text, -2)

    def text_before(self, text: exp.Expr, separator: str) -> exp.Expr:
        # No array can be null.
        parts = sql.call("splitByChar", sql.text(separator), sql.call("ifNull", text, sql.text("")))
        return sql.when(sql.is_not_null(text.copy()), sql.call("arrayElement", parts, sql.number(1)))

    def text_behind(self, text: exp.Expr, separator: str) -> exp.Expr:
        place = sql.call("position", text, sql.text(separator))
        behind = sql.call("substring", text.copy(), sql.operate(exp.Add, place, sql.number(1)))
        return sql.when(sql.operate(exp.GT, place.copy(), sql.number(0)), behind)

    def percent_decoded(self, text: exp.Expr) -> exp.Expr:
        is_plain = sql.equal(sql.call("position", text, sql.text("%")), sql.number(0))
        is_escaped = sql.call("match", text.copy(), sql.text(f"^{ESCAPED_REGEX}$"))
        return sql.case([(is_plain, text.copy()), (is_escaped, sql.call("decodeURLComponent", text.copy()))])

    def _segment(self, text: exp.Expr, place: int) -> exp.Expr:
        # Beyond the array, an element is ''.
        return sql.call("arrayElement", sql.call("splitByChar", sql.text("/"), text), sql.number(place))
