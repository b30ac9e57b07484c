"""DuckDB: how bound expressions are spelled.

Paths are JSON pointers, each one parameter: `$` paths know no empty key and read `*` as a wildcard. A pointer's digits
are an index on an array and a key on an object, so a segment that is only one of them is guarded by the type above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar

from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.generators.duckdb import DuckDBGenerator

from weave_query.binding.nodes import (
    AnyElement,
    BoundExpr,
    ColumnRef,
    Compare,
    ComparisonOp,
    Constant,
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
from weave_query.compiled import ParameterSpec
from weave_query.lowering import sql
from weave_query.lowering.base import Unnested
from weave_query.lowering.numbers import INTEGER_REGEX, MAX_NUMBER_TEXT, NUMBER_REGEX, is_safe
from weave_query.lowering.pipeline import Pipeline, Transforms, print_pipeline
from weave_query.lowering.reachable import reachable_by_levels
from weave_query.lowering.ref_walk import ESCAPED_REGEX, INDEX_REGEX, walked
from weave_query.lowering.rollup import recursive_rollup
from weave_query.lowering.staged import StagedLowering
from weave_query.plan.measures import LARGEST_SUM, Percentile
from weave_query.plan.nodes import Members, Rollup, Unnest, UnnestList, Walk
from weave_query.storage import StorageMap
from weave_query.types import BOOL, FLOAT, INT, STRING, TIMESTAMP, WIDE_INT, ArrayType, LogicalType

_STRING_TOKEN = r'"(?:[^"\\]|\\.)*"'
_NUMBER_TOKEN = "-?[0-9][0-9.eE+-]*"
_TYPES: dict[LogicalType, str] = {
    STRING: "VARCHAR",
    INT: "BIGINT",
    WIDE_INT: "HUGEINT",
    FLOAT: "DOUBLE",
    BOOL: "BOOLEAN",
    TIMESTAMP: "TIMESTAMP",
}
_NUMBERS = ("BIGINT", "UBIGINT", "DOUBLE", "HUGEINT")


@dataclass(frozen=True, slots=True)
class Target:
    """A value in a document: the document, the pointer to the value, and the types that its way must have."""

    json: exp.Expr
    pointer: str
    guards: tuple[tuple[str, str], ...]


class DuckDBPrinter(DuckDB):
    """The dialect, and pipelines."""

    class Generator(DuckDBGenerator):
        TRANSFORMS: ClassVar[Transforms] = {**DuckDBGenerator.TRANSFORMS, Pipeline: print_pipeline}


class DuckDBLowering(StagedLowering):
    """The spelling of DuckDB 1.4 and later."""

    dialect = DuckDBPrinter
    list_map = "list_transform"
    table_functions = frozenset({"unnest", "json_each"})

    def __init__(self, storage: StorageMap) -> None:
        super().__init__(storage)
        self._lambdas = 0

    # Documents

    def document(self, root: Document, path: tuple[Segment, ...]) -> Target:
        pointer, guards = "", []
        for segment in path:
            if segment.key is None:
                guards.append((pointer, "ARRAY"))
            elif segment.index is None and segment.key.isascii() and segment.key.isdigit():
                guards.append((pointer, "OBJECT"))
            step = str(segment.index) if segment.key is None else segment.key
            pointer += "/" + step.replace("~", "~0").replace("/", "~1")
        return Target(self.json_of(root), pointer, tuple(guards))

    def json_of(self, root: Document) -> exp.Expr:
        return self.column_ref(root) if isinstance(root, ColumnRef) else self.element_ref()

    def read(self, function: str, document: Target) -> exp.Expr:
        """A JSON function of the value that the document points to."""
        value = self._read(function, document.json, document.pointer)
        if not document.guards:
            return value
        types = [
            sql.equal(self._read("json_type", document.json, pointer), sql.text(name))
            for pointer, name in document.guards
        ]
        return sql.when(sql.both(*types), value)

    def _read(self, function: str, json: exp.Expr, pointer: str) -> exp.Expr:
        return sql.call(function, json.copy(), self.fixed(pointer, STRING) if pointer else sql.text("$"))

    def json_ref(self, node: JsonRef) -> exp.Expr:
        document = self.document(node.document, node.path)
        kind, text = self.read("json_type", document), self.read("json_extract_string", document)
        match node.reading:
            case JsonReading.STRING:
                return sql.when(sql.one_of(kind, "VARCHAR"), text)
            case JsonReading.INTEGER:
                return sql.when(sql.one_of(kind, "BIGINT", "UBIGINT"), self.try_cast(text, "BIGINT"))
            case JsonReading.FLOAT:
                return sql.when(sql.one_of(kind, *_NUMBERS), self.cast(text, "DOUBLE"))
            case JsonReading.BOOL:
                return sql.when(sql.one_of(kind, "BOOLEAN"), sql.equal(text, sql.text("true")))
            case JsonReading.NUMERIC:
                # Of the other types only text can look like a number to TRY_CAST.
                is_other = sql.operate(exp.NEQ, kind, sql.text("VARCHAR"))
                return sql.when(sql.either(is_other, self.spells_number(text)), self.try_cast(text.copy(), "DOUBLE"))
            case JsonReading.BOOLEAN_TEXT:
                return sql.when(sql.one_of(kind, "VARCHAR", "BOOLEAN"), text)
            case JsonReading.ABSENT:
                return sql.coalesce(sql.one_of(kind, "NULL"), sql.boolean(True))
            case JsonReading.KIND:
                # An element that is null comes out of the array as no JSON at all.
                whole_element = isinstance(node.document, ElementRef) and not node.path
                return self._kind(kind, nothing="null" if whole_element else "missing")
            case JsonReading.SIZE:
                return self._size(document, kind, text)

    def _kind(self, kind: exp.Expr, nothing: str) -> exp.Expr:
        def name(duckdb: str, ours: str) -> tuple[exp.Expr, exp.Expr]:
            return sql.one_of(kind.copy(), duckdb), sql.text(ours)

        return sql.case(
            [
                (sql.is_null(kind), sql.text(nothing)),
                name("NULL", "null"),
                name("BOOLEAN", "bool"),
                name("VARCHAR", "string"),
                name("ARRAY", "array"),
                name("OBJECT", "object"),
            ],
            sql.text("number"),
        )

    def _size(self, document: Target, kind: exp.Expr, text: exp.Expr) -> exp.Expr:
        elements = self.cast(self.read("json_array_length", document), "BIGINT")
        members = self.cast(sql.call("len", self.read("json_keys", document)), "BIGINT")
        return sql.case(
            [
                (sql.one_of(kind, "VARCHAR"), self.text_length(text)),
                (sql.one_of(kind.copy(), "ARRAY"), elements),
                (sql.one_of(kind.copy(), "OBJECT"), members),
            ]
        )

    def compare(self, node: Compare) -> exp.Expr:
        if node.op is ComparisonOp.EQ and (scalar := self.scalar_text(node.left, node.right)) is not None:
            return sql.equal(scalar, self.scalar(node.right))
        return super().compare(node)

    def scalar_text(self, operand: object, literal: object) -> exp.Expr | None:
        """The text of any scalar at a path, where no other type's text can equal the literal."""
        if not isinstance(operand, JsonRef) or not isinstance(literal, Param):
            return None
        if operand.reading is JsonReading.BOOLEAN_TEXT or (operand.reading is JsonReading.STRING and literal.opaque):
            return self.read("json_extract_string", self.document(operand.document, operand.path))
        return None

    # Parameters and membership

    def param(self, node: Param, encoding: str | None = None) -> exp.Expr:
        placeholder = super().param(node, encoding)
        return sql.call("make_timestamp", placeholder) if node.type is TIMESTAMP else placeholder

    def placeholder(self, spec: ParameterSpec) -> exp.Expr:
        return exp.Placeholder(this=spec.name)

    def member(self, node: Member) -> exp.Expr:
        choices = super().param(node.choices)
        operand = self.scalar_text(node.operand, node.choices)
        if operand is None:
            operand = self.scalar(node.operand)
        if self._lambdas:
            # No subquery stands in a lambda.
            is_time = node.choices.type == ArrayType(TIMESTAMP)
            return sql.call("list_contains", choices, self.timestamp_to_micros(operand) if is_time else operand)
        values: exp.Expr = sql.call("unnest", choices)
        if node.choices.type == ArrayType(TIMESTAMP):
            values = sql.call("make_timestamp", values)
        select = exp.Select(expressions=[values])
        return exp.In(this=sql.wrap(operand), query=sql.subquery(select))

    def any_element(self, node: AnyElement) -> exp.Expr:
        if isinstance(node.items, JsonArray):
            return self._some(self._array(node.items), node.where)
        items, where = self.scalar(node.items), node.where
        if isinstance(where, Member) and isinstance(where.operand, ElementRef):
            return sql.call("list_has_any", items, super().param(where.choices))
        return self._some(items, where)

    def _some(self, items: exp.Expr, where: BoundExpr) -> exp.Expr:
        name = self.alias("x")
        with self.element(sql.column(name)), self.in_lambda():
            condition = self.scalar(where)
        found = sql.call("list_filter", items, self.lambda_of(name, condition))
        return sql.operate(exp.GT, sql.call("len", found), sql.number(0))

    def _array(self, node: JsonArray) -> exp.Expr:
        document = self.document(node.document, node.path)
        is_array = sql.one_of(self.read("json_type", document), "ARRAY")
        return sql.case([(is_array, self.cast(self.read("json_extract", document), "JSON[]"))], sql.call("list_value"))

    # Values. A subquery cannot stand in a lambda, and each lambda in the body of another takes DuckDB twice the time.

    def list_of_one(self, member: exp.Expr) -> exp.Expr:
        return sql.call("list_value", member)

    def only_member(self, members: exp.Expr) -> exp.Expr:
        return sql.call("list_extract", members, sql.number(1))

    def record(self, values: Mapping[str, exp.Expr]) -> exp.Expr:
        fields = [exp.PropertyEQ(this=sql.identifier(name), expression=value) for name, value in values.items()]
        return sql.call("struct_pack", *fields)

    def record_field(self, record: exp.Expr, name: str, place: int) -> exp.Expr:
        return sql.column(name, record.name)

    @contextmanager
    def in_lambda(self) -> Iterator[None]:
        """Within the block, what is spelled stands in a lambda."""
        self._lambdas += 1
        try:
            yield
        finally:
            self._lambdas -= 1

    # Text. As a bare WHERE over a CASE with constant and null branches, DuckDB 2.0 folds these functions to true;
    # COALESCE keeps them right.

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
        found = sql.call(
            "list_filter", super().param(prefixes), self.lambda_of(name, self.starts_with(text, sql.column(name)))
        )
        return sql.operate(exp.GT, sql.call("len", found), sql.number(0))

    def contains_folded(self, text: exp.Expr, pattern: exp.Expr) -> exp.Expr:
        return self.guarded(sql.call("regexp_matches", text, pattern))

    def guarded(self, condition: exp.Expr) -> exp.Expr:
        return sql.coalesce(condition, sql.boolean(False))

    def tree_match(self, node: TreeMatch) -> exp.Expr:
        """Look at the tokens of the container's text: strings are keys and values alike. (json_tree would need a
        subquery, which no lambda takes, and tells an element's index from a key only by its full path.)"""
        document = self.document(node.document, node.path)
        is_container = sql.one_of(self.read("json_type", document), "ARRAY", "OBJECT")
        pattern = _STRING_TOKEN
        pattern += "|true|false" if node.booleans else ""
        pattern += f"|{_NUMBER_TOKEN}" if node.numbers else ""
        raw = self.cast(self.read("json_extract", document), "TEXT")
        tokens = sql.call("regexp_extract_all", raw, sql.text(pattern))
        name = self.alias("x")
        with self.in_lambda():
            text, needle = self._token_text(sql.column(name), node), self.scalar(node.needle)
        folded = node.kind is MatchKind.FOLDED
        matches = self.contains_folded(text, needle) if folded else self.contains(text, needle)
        found = sql.call("list_filter", tokens, self.lambda_of(name, matches))
        is_found = sql.operate(exp.GT, sql.call("len", found), sql.number(0))
        return self.guarded(sql.both(is_container, is_found))

    def _token_text(self, token: exp.Expr, node: TreeMatch) -> exp.Expr:
        text = sql.call("json_extract_string", token, sql.text("$"))
        if not node.numbers:
            return text
        is_double = sql.call("regexp_matches", token.copy(), sql.text("^-?[0-9]+[.eE]"))
        return sql.case([(is_double, self.float_to_text(self.cast(token.copy(), "DOUBLE")))], text)

    # Functions

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
        micros = sql.call("epoch_us", time)
        remainder = sql.call("mod", sql.operate(exp.Add, sql.call("mod", micros, _million()), _million()), _million())
        whole = sql.operate(exp.Sub, micros.copy(), remainder)
        return exp.IntDiv(this=sql.wrap(whole), expression=_million())

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

    def ref_object(self, text: exp.Expr) -> exp.Expr:
        return sql.call("split_part", self._segment(text, -1), sql.text(":"), sql.number(1))

    def ref_kind(self, text: exp.Expr) -> exp.Expr:
        return self._segment(text, -2)

    def text_before(self, text: exp.Expr, separator: str) -> exp.Expr:
        return sql.call("split_part", text, sql.text(separator), sql.number(1))

    def text_behind(self, text: exp.Expr, separator: str) -> exp.Expr:
        place = sql.call("instr", text, sql.text(separator))
        behind = sql.call("substr", text.copy(), sql.operate(exp.Add, place, sql.number(1)))
        return sql.when(sql.operate(exp.GT, place.copy(), sql.number(0)), behind)

    def percent_decoded(self, text: exp.Expr) -> exp.Expr:
        quoted = self.cast(sql.call("to_json", text.copy()), "VARCHAR")
        decoded = sql.call("json_extract_string", _replaced(quoted, "%", "\\u00"), sql.text("$"))
        is_plain = sql.negate(sql.call("contains", text, sql.text("%")))
        is_escaped = sql.call("regexp_full_match", text.copy(), sql.text(ESCAPED_REGEX))
        return sql.case([(is_plain, text.copy()), (is_escaped, decoded)])

    def member_at(self, document: exp.Expr, kind: exp.Expr, name: exp.Expr) -> exp.Expr:
        pointer = sql.operate(exp.DPipe, sql.text("/"), _replaced(_replaced(name, "~", "~0"), "/", "~1"))
        member = sql.call("json_extract", document.copy(), pointer)
        type_ = sql.call("json_type", document)
        is_index = sql.both(sql.one_of(kind, "index"), sql.one_of(type_, "ARRAY"))
        is_place = sql.call("regexp_full_match", name.copy(), sql.text(INDEX_REGEX))
        is_key = sql.both(sql.negate(sql.one_of(kind.copy(), "index")), sql.one_of(type_.copy(), "OBJECT"))
        return sql.case([(sql.both(is_index, is_place), member), (is_key, member.copy())])

    def _segment(self, text: exp.Expr, place: int) -> exp.Expr:
        return sql.call("split_part", text, sql.text("/"), sql.number(place))

    def unnest(self, node: Unnest) -> Unnested:
        name = self.alias(node.name)
        document = self.document(node.document, node.path)
        is_object = sql.equal(self.read("json_type", document), sql.text("OBJECT"))
        members = sql.call("json_each", sql.when(is_object, self.read("json_extract", document)))
        key, value = sql.column("key", name), sql.column("value", name)
        self.open_members(node.name, key, value)
        source = exp.Lateral(this=members, alias=exp.TableAlias(this=sql.identifier(name)))
        join, kind = exp.Join(this=source, kind="CROSS"), sql.column("type", name)
        if node.members is Members.OBJECTS:
            return Unnested(join, sql.equal(kind, sql.text("OBJECT")))
        is_number = sql.one_of(kind, *_NUMBERS)
        number = self.cast(sql.call("json_extract_string", value, sql.text("$")), "DOUBLE")
        # The condition may be tested later than the cast is tried.
        self.open_members(node.name, key, sql.when(is_number.copy(), number))
        return Unnested(join, is_number)

    def unnest_list(self, node: UnnestList) -> exp.Expr:
        name = self.alias(node.name)
        names = exp.TableAlias(this=sql.identifier(name), columns=[sql.identifier("value")])
        self.open_member(node.name, sql.column("value", name))
        members = exp.Lateral(this=sql.call("unnest", self.scalar(node.items)), alias=names)
        return exp.Join(this=members, kind="CROSS")

    def typed_constant(self, node: Constant) -> exp.Expr:
        # In a union, 2.0 casts the integers below a literal to 32 bits.
        return self.cast(self.constant(node), "BIGINT") if node.type is INT else super().typed_constant(node)

    def wide(self, number: exp.Expr) -> exp.Expr:
        return self.cast(number, "HUGEINT")

    def rollup(self, node: Rollup, links: str, amounts: str) -> exp.Query:
        return recursive_rollup(node, links, amounts, self)

    def reachable(self, links: str, is_root: exp.Expr) -> exp.Query:
        return reachable_by_levels(links, is_root, self)

    def walk(self, node: Walk, starts: str, lines: str) -> exp.Query:
        return walked(node, starts, lines, self)

    def bounded_sum(self, operand: exp.Expr) -> exp.Expr:
        return self.cast(sql.call("least", sql.call("sum", operand), sql.number(LARGEST_SUM)), "BIGINT")

    def nothing(self, type_: LogicalType) -> exp.Expr:
        # Of a bare NULL, DuckDB makes an integer, which is no list, and beside 0.0 a decimal.
        return self.cast(sql.null(), "VARCHAR[]" if isinstance(type_, ArrayType) else _TYPES.get(type_, "VARCHAR"))

    def percentile(self, operand: exp.Expr, node: Percentile) -> exp.Expr:
        fractions = sql.call("list_value", *map(sql.number, node.among))
        found = sql.call("quantile_cont", self.cast(operand, "DOUBLE"), fractions)
        return sql.call("list_extract", found, sql.number(1 + node.among.index(node.fraction)))

    def approximate_percentile(self, operand: exp.Expr, node: Percentile) -> exp.Expr:
        fractions = sql.call("list_value", *map(sql.number, node.among))
        found = sql.call("approx_quantile", self.cast(operand, "DOUBLE"), fractions)
        return sql.call("list_extract", found, sql.number(1 + node.among.index(node.fraction)))

    def output(self, node: object) -> exp.Expr:
        spelled = super().output(node)  # type: ignore[arg-type]
        return sql.call("epoch_us", spelled) if getattr(node, "type", None) is TIMESTAMP else spelled


def _replaced(text: exp.Expr, old: str, new: str) -> exp.Expr:
    return sql.call("replace", text, sql.text(old), sql.text(new))


def _million() -> exp.Expr:
    return sql.number(1_000_000)
