"""Postgres: how bound expressions are spelled. Documents are jsonb; a path is one text[] parameter.

`#>` takes digits as an index on an array and as a key on an object, and more spellings of an index than the language
knows; what is only a key or only an index is a step of a strict jsonpath.
"""

from __future__ import annotations

import json
import re
from itertools import groupby

from sqlglot import exp

from weave_query.binding.nodes import (
    AnyElement,
    Arithmetic,
    ArithmeticOp,
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
from weave_query.literals import number_in_text
from weave_query.lowering import sql
from weave_query.lowering.base import Lowering, Unnested
from weave_query.lowering.numbers import INTEGER_REGEX, MAX_NUMBER_TEXT, NUMBER_REGEX, is_safe
from weave_query.lowering.reachable import reachable_by_levels
from weave_query.lowering.ref_walk import ESCAPED_REGEX, INDEX_REGEX, walked
from weave_query.lowering.unrolled import unrolled_rollup
from weave_query.plan.measures import LARGEST_SUM, Percentile
from weave_query.plan.nodes import Members, Rollup, Unnest, UnnestList, Walk
from weave_query.types import BOOL, FLOAT, INT, JSON, STRING, TIMESTAMP, ArrayType, LogicalType, Scalar
from weave_query_postgres.codec import FIRSTS, NEEDLE, OTHERS

# What `#>` takes for an index of an array, and for a key of an object.
_INDEX_LIKE = re.compile(r"\s*[+-]?[0-9]+\s*\Z")
_TYPES: dict[Scalar, str] = {
    STRING: "TEXT",
    INT: "BIGINT",
    FLOAT: "DOUBLE PRECISION",
    BOOL: "BOOLEAN",
    TIMESTAMP: "TIMESTAMPTZ",
    JSON: "JSONB",
}


class PostgresLowering(Lowering):
    """The spelling of PostgreSQL 14 and later."""

    dialect = "postgres"
    materializes_joined = True
    table_functions = frozenset(
        {"unnest", "jsonb_path_query", "jsonb_object_keys", "jsonb_array_elements", "jsonb_each"}
    )

    # Documents

    def value(self, root: Document, path: tuple[Segment, ...]) -> exp.Expr:
        """The jsonb value at a path."""
        found = self.column_ref(root) if isinstance(root, ColumnRef) else self.element_ref()
        for plain, run in groupby(path, _walks):
            segments = list(run)
            found = self._walk(found, segments) if plain else self._query(found, segments)
        return found

    def _walk(self, value: exp.Expr, path: list[Segment]) -> exp.Expr:
        keys = self.fixed(tuple([segment.key for segment in path]), ArrayType(STRING))
        return sql.operate(exp.JSONBExtract, value, keys)

    def _query(self, value: exp.Expr, path: list[Segment]) -> exp.Expr:
        """Along segments that are keys only, or indexes only, whatever they look like; silent about nothing there."""
        path_text = self.fixed("strict $" + "".join(map(_step, path)), STRING)
        arguments = (self.cast(path_text, "JSONPATH"), sql.text("{}"), sql.boolean(True))
        return sql.call("jsonb_path_query_first", value, *arguments)

    def json_ref(self, node: JsonRef) -> exp.Expr:
        value = self.value(node.document, node.path)
        kind, text = kind_of(value.copy()), text_of(value.copy())
        match node.reading:
            case JsonReading.STRING:
                return sql.when(sql.one_of(kind, "string"), text)
            case JsonReading.INTEGER:
                return sql.when(sql.one_of(kind, "number"), self._integer(text))
            case JsonReading.FLOAT:
                return sql.when(sql.one_of(kind, "number"), self.typed(text, FLOAT))
            case JsonReading.BOOL:
                return sql.when(sql.one_of(kind, "boolean"), self.typed(text, BOOL))
            case JsonReading.NUMERIC:
                number = self.typed(text.copy(), FLOAT)
                is_number = sql.one_of(kind.copy(), "number")
                return sql.case([(is_number, number), (sql.one_of(kind, "string"), self.text_to_float(text))])
            case JsonReading.BOOLEAN_TEXT:
                return sql.when(sql.one_of(kind, "string", "boolean"), text)
            case JsonReading.ABSENT:
                return sql.coalesce(sql.one_of(kind, "null"), sql.boolean(True))
            case JsonReading.KIND:
                renamed = sql.case([(sql.one_of(kind, "boolean"), sql.text("bool"))], kind.copy())
                return sql.coalesce(renamed, sql.text("missing"))
            case JsonReading.SIZE:
                return self._size(value, kind, text)

    def _integer(self, text: exp.Expr) -> exp.Expr:
        """The number's text as a bigint: jsonb keeps the digits of integers, and a fraction of every double."""
        digits = sql.operate(exp.RegexpLike, text.copy(), sql.text("^-?[0-9]{1,19}$"))
        return sql.when(digits, self._within_bigint(text))

    def _within_bigint(self, text: exp.Expr) -> exp.Expr:
        # Nested, because AND does not keep a cast from being tried.
        number = self.cast(text.copy(), "NUMERIC")
        above = sql.operate(exp.GTE, number, sql.number(-(2**63)))
        below = sql.operate(exp.LTE, number.copy(), sql.number(2**63 - 1))
        return sql.when(sql.both(above, below), self.typed(text, INT))

    def _size(self, value: exp.Expr, kind: exp.Expr, text: exp.Expr) -> exp.Expr:
        source = sql.function_table(sql.call("jsonb_object_keys", value.copy()), self.alias("k"))
        members = sql.subquery(sql.select_from(source, [exp.Count(this=exp.Star())]))
        return sql.case(
            [
                (sql.one_of(kind, "string"), self.text_length(text)),
                (
                    sql.one_of(kind.copy(), "array"),
                    self.typed(sql.call("jsonb_array_length", value.copy()), INT),
                ),
                (sql.one_of(kind.copy(), "object"), members),
            ]
        )

    # Parameters, comparison, membership

    def param(self, node: Param, encoding: str | None = None) -> exp.Expr:
        """A parameter with its type, since Postgres cannot always tell."""
        return self.typed(super().param(node, encoding), node.type)

    def compared(self, node: BoundExpr) -> exp.Expr:
        if isinstance(node, Param) and node.type in (STRING, INT, FLOAT):
            return super().param(node)
        return self.scalar(node)

    def compare(self, node: Compare) -> exp.Expr:
        left, right = node.left, node.right
        if not (node.op is ComparisonOp.EQ and isinstance(left, JsonRef) and isinstance(right, Param)):
            return super().compare(node)
        if left.reading is not JsonReading.STRING:
            return super().compare(node)
        return sql.equal(self.value(left.document, left.path), sql.call("to_jsonb", self.param(right)))

    def by_code_point(self, text: exp.Expr) -> exp.Expr:
        return exp.Collate(this=sql.wrap(text), expression=exp.to_identifier("C", quoted=True))

    def member(self, node: Member) -> exp.Expr:
        choices = exp.Any(this=exp.Paren(this=self.param(node.choices)))
        return exp.EQ(this=sql.wrap(self.scalar(node.operand)), expression=choices)

    def any_element(self, node: AnyElement) -> exp.Expr:
        if isinstance(node.items, JsonArray):
            return self._any_of_array(node.items, node.where)
        items, where = self.scalar(node.items), node.where
        if isinstance(where, Member) and isinstance(where.operand, ElementRef):
            return sql.operate(exp.ArrayOverlaps, items, self.param(where.choices))
        name = self.alias("x")
        source = sql.function_table(exp.Unnest(expressions=[items]), name, ["v"])
        with self.element(sql.column("v", name)):
            condition = self.scalar(where)
        return sql.exists(sql.select_from(source, [sql.number(1)], condition))

    def _any_of_array(self, items: JsonArray, where: BoundExpr) -> exp.Expr:
        value = self.value(items.document, items.path)
        # On what is no array the function would fail; of null it has no rows.
        array = sql.when(sql.one_of(kind_of(value.copy()), "array"), value)
        name = self.alias("x")
        source = sql.function_table(sql.call("jsonb_array_elements", array), name, ["v"])
        with self.element(sql.column("v", name)):
            condition = self.scalar(where)
        return sql.exists(sql.select_from(source, [sql.number(1)], condition))

    def fenced(self, select: exp.Select) -> exp.Select:
        select.set("offset", exp.Offset(expression=sql.number(0)))
        return select

    # Text

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

    def contains_literal_folded(self, text: exp.Expr, needle: Param) -> exp.Expr:
        if not needle.long:
            return super().contains_literal_folded(text, needle)
        folded = sql.call("translate", text, self.param(needle, OTHERS), self.param(needle, FIRSTS))
        return self.contains(folded, self.param(needle, NEEDLE))

    def contains_folded(self, text: exp.Expr, pattern: exp.Expr) -> exp.Expr:
        return sql.operate(exp.RegexpLike, text, pattern)

    def tree_match(self, node: TreeMatch) -> exp.Expr:
        value = self.value(node.document, node.path)
        container = sql.when(sql.one_of(kind_of(value.copy()), "object", "array"), value)
        name = self.alias("t")
        walk = sql.call("jsonb_path_query", container, sql.text("strict $.**"))
        source = sql.function_table(walk, name, ["v"])
        return sql.exists(sql.select_from(source, [sql.number(1)], sql.either(*self._tree_texts(name, node))))

    def _tree_texts(self, tree: str, node: TreeMatch) -> list[exp.Expr]:
        item = sql.column("v", tree)
        kind, text = kind_of(item), text_of(item.copy())
        words = ("string", "boolean") if node.booleans else ("string",)
        found = [sql.both(sql.one_of(kind, *words), self._matches(node, text)), self._key_matches(item, node)]
        if node.numbers:
            integer = self._integer(text.copy())
            digits = sql.coalesce(self.int_to_text(integer), self.float_to_text(self.typed(text.copy(), FLOAT)))
            # CASE, because AND does not keep a cast from being tried.
            guarded = sql.when(sql.one_of(kind.copy(), "number"), digits)
            found.append(self._matches(node, guarded))
        return found

    def _key_matches(self, item: exp.Expr, node: TreeMatch) -> exp.Expr:
        keys = self.alias("k")
        members = sql.when(sql.one_of(kind_of(item.copy()), "object"), item.copy())
        source = sql.function_table(sql.call("jsonb_object_keys", members), keys, ["k"])
        return sql.exists(sql.select_from(source, [sql.number(1)], self._matches(node, sql.column("k", keys))))

    def _matches(self, node: TreeMatch, text: exp.Expr) -> exp.Expr:
        if node.kind is MatchKind.FOLDED:
            return self.contains_literal_folded(text, self.needle_param(node.needle))
        return self.contains(text, self.scalar(node.needle))

    # Functions

    def typed(self, operand: exp.Expr, type_: LogicalType) -> exp.Expr:
        """CAST to the type that holds a logical one."""
        return self.cast(operand, f"{_TYPES[type_.of]}[]" if isinstance(type_, ArrayType) else _TYPES[type_])

    def unnest(self, node: Unnest) -> Unnested:
        name = self.alias(node.name)
        found = self.value(node.document, node.path)
        container = sql.when(sql.one_of(kind_of(found.copy()), "object"), found)
        key, value = sql.column("key", name), sql.column("value", name)
        self.open_members(node.name, key, value)
        names = exp.TableAlias(this=sql.identifier(name), columns=[sql.identifier("key"), sql.identifier("value")])
        members = exp.Lateral(this=sql.call("jsonb_each", container), alias=names)
        join = exp.Join(this=members, kind="CROSS")
        if node.members is Members.OBJECTS:
            return Unnested(join, sql.one_of(kind_of(value.copy()), "object"))
        is_number = sql.one_of(kind_of(value.copy()), "number")
        # The condition may be tested later than the cast is tried.
        self.open_members(node.name, key, sql.when(is_number.copy(), self.typed(text_of(value), FLOAT)))
        return Unnested(join, is_number)

    def unnest_list(self, node: UnnestList) -> exp.Expr:
        name = self.alias(node.name)
        names = exp.TableAlias(this=sql.identifier(name), columns=[sql.identifier("value")])
        self.open_member(node.name, sql.column("value", name))
        members = exp.Lateral(this=sql.call("unnest", self.scalar(node.items)), alias=names)
        return exp.Join(this=members, kind="CROSS")

    def wide(self, number: exp.Expr) -> exp.Expr:
        return self.cast(number, "NUMERIC")

    def rollup(self, node: Rollup, links: str, amounts: str) -> exp.Query:
        return unrolled_rollup(node, links, amounts, self)

    def reachable(self, links: str, is_root: exp.Expr) -> exp.Query:
        return reachable_by_levels(links, is_root, self, inlined=True)

    def walk(self, node: Walk, starts: str, lines: str) -> exp.Query:
        return walked(node, starts, lines, self)

    def bounded_sum(self, operand: exp.Expr) -> exp.Expr:
        return self.cast(sql.call("least", sql.call("sum", operand), sql.number(LARGEST_SUM)), "BIGINT")

    def nothing(self, type_: LogicalType) -> exp.Expr:
        # Of a bare NULL, PostgreSQL makes text.
        return self.typed(sql.null(), type_)

    def arithmetic(self, node: Arithmetic) -> exp.Expr:
        if node.op is ArithmeticOp.MODULO:
            # Drivers take `%` for the beginning of a placeholder.
            return sql.call("mod", self.scalar(node.left), self.scalar(node.right))
        return super().arithmetic(node)

    def percentile(self, operand: exp.Expr, node: Percentile) -> exp.Expr:
        # PostgreSQL sorts once for all that are asked of one operand.
        order = exp.Order(expressions=[exp.Ordered(this=self.typed(operand, FLOAT), nulls_first=False)])
        return exp.WithinGroup(this=sql.call("percentile_cont", sql.number(node.fraction)), expression=order)

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

    def ref_object(self, text: exp.Expr) -> exp.Expr:
        return sql.call("split_part", self._segment(text, -1), sql.text(":"), sql.number(1))

    def ref_kind(self, text: exp.Expr) -> exp.Expr:
        return self._segment(text, -2)

    def text_before(self, text: exp.Expr, separator: str) -> exp.Expr:
        return sql.call("split_part", text, sql.text(separator), sql.number(1))

    def text_behind(self, text: exp.Expr, separator: str) -> exp.Expr:
        place = sql.call("strpos", text, sql.text(separator))
        behind = sql.call("substr", text.copy(), sql.operate(exp.Add, place, sql.number(1)))
        return sql.when(sql.operate(exp.GT, place.copy(), sql.number(0)), behind)

    def percent_decoded(self, text: exp.Expr) -> exp.Expr:
        # As parameters, since drivers take `%` for the beginning of a placeholder.
        sign = self.fixed("%", STRING)
        quoted = self.typed(sql.call("to_jsonb", text.copy()), STRING)
        decoded = text_of(self.typed(sql.call("replace", quoted, sign, sql.text("\\u00")), JSON))
        is_plain = sql.equal(sql.call("strpos", text, sign.copy()), sql.number(0))
        is_escaped = sql.operate(exp.RegexpLike, text.copy(), self.fixed(f"^{ESCAPED_REGEX}$", STRING))
        return sql.case([(is_plain, text.copy()), (is_escaped, decoded)])

    def member_at(self, document: exp.Expr, kind: exp.Expr, name: exp.Expr) -> exp.Expr:
        member = sql.call("jsonb_extract_path", document.copy(), name)
        is_index = sql.both(sql.one_of(kind, "index"), sql.one_of(kind_of(document), "array"))
        is_place = sql.operate(exp.RegexpLike, name.copy(), sql.text(f"^{INDEX_REGEX}$"))
        is_key = sql.both(sql.negate(sql.one_of(kind.copy(), "index")), sql.one_of(kind_of(document.copy()), "object"))
        return sql.case([(sql.both(is_index, is_place), member), (is_key, member.copy())])

    def _segment(self, text: exp.Expr, place: int) -> exp.Expr:
        return sql.call("split_part", text, sql.text("/"), sql.number(place))

    def output(self, node: BoundExpr) -> exp.Expr:
        spelled = super().output(node)
        if node.type is TIMESTAMP:
            return self.timestamp_to_micros(spelled)
        return self.typed(spelled, STRING) if node.type is JSON else spelled


def _walks(segment: Segment) -> bool:
    """Does `#>` take a segment as it is meant?"""
    return segment.key is not None and (segment.index is not None or not _INDEX_LIKE.match(segment.key))


def _step(segment: Segment) -> str:
    """A segment as a step of jsonpath."""
    return f"[{segment.index}]" if segment.key is None else f".{json.dumps(segment.key, ensure_ascii=False)}"


def kind_of(value: exp.Expr) -> exp.Expr:
    return sql.call("jsonb_typeof", value)


def text_of(value: exp.Expr) -> exp.Expr:
    """The text of a scalar: a string's content, a number's digits."""
    return sql.operate(exp.JSONBExtractScalar, value, sql.text("{}"))


def epoch_of(time: exp.Expr) -> exp.Expr:
    return exp.Extract(this=exp.Var(this="EPOCH"), expression=time)


def _spells_nothing(text: exp.Expr) -> bool:
    """Is it a constant, such as the name of a type, that spells no number? Postgres computes a cast of a constant when
    it plans, even where the cast is never reached."""
    return isinstance(text, exp.Literal) and number_in_text(text.name) is None
