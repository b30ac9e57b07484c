"""Postgres: what is read of documents, which are jsonb; a path is one text[] parameter.

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
    BoundExpr,
    ColumnRef,
    Document,
    ElementRef,
    JsonArray,
    JsonReading,
    JsonRef,
    MatchKind,
    Member,
    Segment,
    TreeMatch,
)
from weave_query.lowering import sql
from weave_query.lowering.ref_walk import INDEX_REGEX
from weave_query.types import BOOL, FLOAT, INT, STRING, ArrayType
from weave_query_postgres.functions import Functions
from weave_query_postgres.spelling import kind_of, text_of

# What `#>` takes for an index of an array, and for a key of an object.
_INDEX_LIKE = re.compile(r"\s*[+-]?[0-9]+\s*\Z")


class Documents(Functions):
    """Spells readings of documents, and conditions on their members."""

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

    def member_at(self, document: exp.Expr, kind: exp.Expr, name: exp.Expr) -> exp.Expr:
        member = sql.call("jsonb_extract_path", document.copy(), name)
        is_index = sql.both(sql.one_of(kind, "index"), sql.one_of(kind_of(document), "array"))
        is_place = sql.operate(exp.RegexpLike, name.copy(), sql.text(f"^{INDEX_REGEX}$"))
        is_key = sql.both(sql.negate(sql.one_of(kind.copy(), "index")), sql.one_of(kind_of(document.copy()), "object"))
        return sql.case([(sql.both(is_index, is_place), member), (is_key, member.copy())])


def _walks(segment: Segment) -> bool:
    """Does `#>` take a segment as it is meant?"""
    return segment.key is not None and (segment.index is not None or not _INDEX_LIKE.match(segment.key))


def _step(segment: Segment) -> str:
    """A segment as a step of jsonpath."""
    return f"[{segment.index}]" if segment.key is None else f".{json.dumps(segment.key, ensure_ascii=False)}"
