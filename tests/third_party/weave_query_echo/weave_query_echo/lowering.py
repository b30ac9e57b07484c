"""How DataFusion spells bound expressions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import ClassVar

from sqlglot import Dialect, exp, generator, tokens
from weave_query.binding.nodes import (
    AnyElement,
    ColumnRef,
    JsonArray,
    JsonReading,
    JsonRef,
    MatchKind,
    Member,
    Param,
    TreeMatch,
)
from weave_query.errors import UnsupportedError
from weave_query.lowering import sql
from weave_query.lowering.numbers import INTEGER_REGEX, MAX_NUMBER_TEXT, NUMBER_REGEX, is_safe
from weave_query.lowering.pipeline import Pipeline, Transforms, print_pipeline
from weave_query.lowering.staged import StagedLowering
from weave_query.storage import StorageMap
from weave_query.types import FLOAT, STRING


class Echo(Dialect):
    """DataFusion's SQL, as the driver has it parsed, where it differs from sqlglot's own.

    sqlglot registers it as `echo`, after the class.
    """

    NULL_ORDERING = "nulls_are_large"
    NORMALIZE_FUNCTIONS = False

    class Tokenizer(tokens.Tokenizer):
        IDENTIFIERS: ClassVar[list[str | tuple[str, str]]] = ["`"]

    class Generator(generator.Generator):
        NAMED_PLACEHOLDER_TOKEN = "$"
        TRANSFORMS: ClassVar[Transforms] = {**generator.Generator.TRANSFORMS, Pipeline: print_pipeline}


_DEEPEST = 4
"""Conditions on elements inside each other. DataFusion 55 plans five times as long for every lambda inside a lambda."""

_READINGS = {
    JsonReading.STRING: "json_string",
    JsonReading.INTEGER: "json_integer",
    JsonReading.FLOAT: "json_float",
    JsonReading.BOOL: "json_bool",
    JsonReading.SIZE: "json_size",
}


class EchoLowering(StagedLowering):
    """Spells bound expressions, with the help of the functions in `weave_query_echo.documents`."""

    dialect = Echo
    list_map = "array_transform"

    def __init__(self, storage: StorageMap) -> None:
        super().__init__(storage)
        self._depth = 0

    # Documents

    def json_ref(self, node: JsonRef) -> exp.Expr:
        match node.reading:
            case JsonReading.NUMERIC:
                spelled = self.text_to_float(self._read("json_string", node))
                return sql.coalesce(self._read("json_float", node), spelled)
            case JsonReading.BOOLEAN_TEXT:
                spelled = self.cast(self._read("json_bool", node), "VARCHAR")
                return sql.coalesce(self._read("json_string", node), spelled)
            case JsonReading.ABSENT:
                return sql.one_of(self._kind(node), "missing", "null")
            case JsonReading.KIND:
                return self._kind(node)
            case reading:
                return self._read(_READINGS[reading], node)

    def _kind(self, node: JsonRef) -> exp.Expr:
        """The name of a type; a column without a document has nothing at any path."""
        return sql.coalesce(self._read("json_kind", node), sql.text("missing"))

    def _read(self, function: str, node: JsonRef | JsonArray | TreeMatch) -> exp.Expr:
        """A function of the document and the path of a node; null where there is no document."""
        document = self.raw_column(node.document) if isinstance(node.document, ColumnRef) else self.element_ref()
        path = json.dumps([(segment.key, segment.index) for segment in node.path])
        return sql.call(function, document, self.fixed(path, STRING))

    # Lists

    def member(self, node: Member) -> exp.Expr:
        operand = self.scalar(node.operand)
        if node.operand.type is FLOAT:
            # -0.0 becomes 0.0: DataFusion 55 tells them apart when it looks for one in a list, though not by `=`.
            operand = sql.operate(exp.Add, operand, sql.number(0.0))
        return sql.call("array_has", self.param(node.choices), operand)

    def starts_with_any(self, text: exp.Expr, prefixes: Param) -> exp.Expr:
        prefix = self.alias("p")
        return _any(self.param(prefixes), prefix, self.starts_with(text, sql.column(prefix)))

    def any_element(self, node: AnyElement) -> exp.Expr:
        if self._depth == _DEEPEST:
            message = f"DataFusion takes conditions on elements inside each other {_DEEPEST} deep"
            raise UnsupportedError(message, capability="element_conditions")
        items = (
            self._read("json_elements", node.items) if isinstance(node.items, JsonArray) else self.scalar(node.items)
        )
        element = self.alias("e")
        self._depth += 1
        with self.element(sql.column(element)):
            condition = self.scalar(node.where)
        self._depth -= 1
        return self._definite(_any(items, element, condition))

    def tree_match(self, node: TreeMatch) -> exp.Expr:
        text = self.alias("t")
        matches = self.contains_folded if node.kind is MatchKind.FOLDED else self.contains
        condition = matches(sql.column(text), self.scalar(node.needle))
        return self._definite(_any(self._read("json_texts", node), text, condition))

    def _definite(self, condition: exp.Expr) -> exp.Expr:
        return sql.coalesce(condition, self.boolean(False))

    def list_length(self, items: exp.Expr) -> exp.Expr:
        return sql.call("cardinality", items)

    # Values that are used more than once: DataFusion 55 runs no subquery that sees the columns of the row, but a list of
    # the one value can be transformed.

    def list_of_one(self, member: exp.Expr) -> exp.Expr:
        return sql.call("make_array", member)

    def only_member(self, members: exp.Expr) -> exp.Expr:
        return _first(members)

    def record(self, values: Mapping[str, exp.Expr]) -> exp.Expr:
        return sql.call("named_struct", *(part for name, value in values.items() for part in (sql.text(name), value)))

    def record_field(self, record: exp.Expr, name: str, place: int) -> exp.Expr:
        return sql.call("get_field", record, sql.text(name))

    # Texts

    def contains(self, text: exp.Expr, needle: exp.Expr) -> exp.Expr:
        return sql.call("contains", text, needle)

    def starts_with(self, text: exp.Expr, prefix: exp.Expr) -> exp.Expr:
        return sql.call("starts_with", text, prefix)

    def ends_with(self, text: exp.Expr, suffix: exp.Expr) -> exp.Expr:
        return sql.call("ends_with", text, suffix)

    def regex_match(self, text: exp.Expr, pattern: exp.Expr) -> exp.Expr:
        # Not `regexp_like`: of a pattern that is plain text DataFusion 55 makes LIKE, with its backslashes as escapes.
        return sql.operate(exp.GT, sql.call("regexp_instr", text, pattern), sql.number(0))

    def contains_folded(self, text: exp.Expr, pattern: exp.Expr) -> exp.Expr:
        return self.regex_match(text, pattern)

    def text_length(self, text: exp.Expr) -> exp.Expr:
        return sql.call("character_length", text)

    def op_ref_name(self, text: exp.Expr) -> exp.Expr:
        return _captured(_captured(text, "(?s)^.*/op/(.*)$"), "^([^:]+):")

    # Numbers

    def text_to_float(self, text: exp.Expr) -> exp.Expr:
        short = sql.operate(exp.LTE, self.text_length(text.copy()), sql.number(MAX_NUMBER_TEXT))
        number = self.regex_match(text.copy(), sql.text(NUMBER_REGEX))
        return sql.when(sql.both(short, number), self._try_cast(text, "DOUBLE"))

    def text_to_int(self, text: exp.Expr) -> exp.Expr:
        integer = self.regex_match(text.copy(), sql.text(INTEGER_REGEX))
        return sql.when(integer, self._try_cast(text, "BIGINT"))

    def int_to_float(self, number: exp.Expr) -> exp.Expr:
        return self.cast(number, "DOUBLE")

    def int_to_text(self, number: exp.Expr) -> exp.Expr:
        return self.cast(number, "VARCHAR")

    def float_to_text(self, number: exp.Expr) -> exp.Expr:
        return sql.call("float_text", number)

    def float_to_int(self, number: exp.Expr) -> exp.Expr:
        return sql.when(is_safe(number.copy()), self._try_cast(number, "BIGINT"))

    def _try_cast(self, operand: exp.Expr, type_: str) -> exp.Expr:
        """A cast that gives null where it fails, since it may be computed where the condition around it is false."""
        return exp.TryCast(this=operand, to=sql.data_type(type_, self.dialect))

    # Times, stored as microseconds

    def timestamp_to_micros(self, time: exp.Expr) -> exp.Expr:
        return time

    def timestamp_to_seconds(self, time: exp.Expr) -> exp.Expr:
        fraction = sql.operate(exp.Mod, time.copy(), sql.number(1_000_000))
        rounded_up = self.cast(sql.operate(exp.LT, fraction, sql.number(0)), "BIGINT")
        return sql.operate(exp.Sub, sql.operate(exp.Div, time, sql.number(1_000_000)), rounded_up)

    def timestamp_to_text(self, time: exp.Expr) -> exp.Expr:
        return sql.call("to_char", sql.call("to_timestamp_micros", time), sql.text("%Y-%m-%d %H:%M:%S.%6f"))


def _lambda(name: str, body: exp.Expr) -> exp.Expr:
    return exp.Lambda(this=body, expressions=[sql.identifier(name)])


def _any(items: exp.Expr, name: str, condition: exp.Expr) -> exp.Expr:
    """Some member of a list, under the name that the condition has for it, satisfies it; null when the list is."""
    return sql.call("array_any_match", items, _lambda(name, condition))


def _first(items: exp.Expr) -> exp.Expr:
    return sql.call("array_element", items, sql.number(1))


def _captured(text: exp.Expr, pattern: str) -> exp.Expr:
    """What the group of a pattern has of a text; null where there is no match."""
    return _first(sql.call("regexp_match", text, sql.text(pattern)))
