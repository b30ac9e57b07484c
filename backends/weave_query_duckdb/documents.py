"""DuckDB: what is read of documents.

Paths are JSON pointers, each one parameter: `$` paths know no empty key and read `*` as a wildcard. A pointer's digits
are an index on an array and a key on an object, so a segment that is only one of them is guarded by the type above it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

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
from weave_query.storage import StorageMap
from weave_query.types import STRING
from weave_query_duckdb.functions import Functions
from weave_query_duckdb.spelling import NUMBERS, replaced, some_of

_STRING_TOKEN = r'"(?:[^"\\]|\\.)*"'
_NUMBER_TOKEN = "-?[0-9][0-9.eE+-]*"


@dataclass(frozen=True, slots=True)
class Target:
    """A value in a document: the document, the pointer to the value, and the types that its way must have."""

    json: exp.Expr
    pointer: str
    guards: tuple[tuple[str, str], ...]


class Documents(Functions):
    """Spells readings of documents, and conditions on their members."""

    def __init__(self, storage: StorageMap) -> None:
        super().__init__(storage)
        self._lambdas = 0

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
                return sql.when(sql.one_of(kind, *NUMBERS), self.cast(text, "DOUBLE"))
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

    def any_element(self, node: AnyElement) -> exp.Expr:
        if isinstance(node.items, JsonArray):
            return self._some(self._array(node.items), node.where)
        items, where = self.scalar(node.items), node.where
        if isinstance(where, Member) and isinstance(where.operand, ElementRef):
            return sql.call("list_has_any", items, self.param(where.choices))
        return self._some(items, where)

    def _some(self, items: exp.Expr, where: BoundExpr) -> exp.Expr:
        name = self.alias("x")
        with self.element(sql.column(name)), self.in_lambda():
            condition = self.scalar(where)
        return some_of(items, self.lambda_of(name, condition))

    def _array(self, node: JsonArray) -> exp.Expr:
        document = self.document(node.document, node.path)
        is_array = sql.one_of(self.read("json_type", document), "ARRAY")
        return sql.case([(is_array, self.cast(self.read("json_extract", document), "JSON[]"))], sql.call("list_value"))

    @contextmanager
    def in_lambda(self) -> Iterator[None]:
        """Within the block, what is spelled stands in a lambda."""
        self._lambdas += 1
        try:
            yield
        finally:
            self._lambdas -= 1

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
            text = self._token_text(sql.column(name), node)
            if node.kind is MatchKind.FOLDED:
                matches = self.contains_literal_folded(text, self.needle_param(node.needle))
            else:
                matches = self.contains(text, self.scalar(node.needle))
        return self.guarded(sql.both(is_container, some_of(tokens, self.lambda_of(name, matches))))

    def _token_text(self, token: exp.Expr, node: TreeMatch) -> exp.Expr:
        text = sql.call("json_extract_string", token, sql.text("$"))
        if not node.numbers:
            return text
        is_double = sql.call("regexp_matches", token.copy(), sql.text("^-?[0-9]+[.eE]"))
        return sql.case([(is_double, self.float_to_text(self.cast(token.copy(), "DOUBLE")))], text)

    def member_at(self, document: exp.Expr, kind: exp.Expr, name: exp.Expr) -> exp.Expr:
        pointer = sql.operate(exp.DPipe, sql.text("/"), replaced(replaced(name, "~", "~0"), "/", "~1"))
        member = sql.call("json_extract", document.copy(), pointer)
        type_ = sql.call("json_type", document)
        is_index = sql.both(sql.one_of(kind, "index"), sql.one_of(type_, "ARRAY"))
        is_place = sql.call("regexp_full_match", name.copy(), sql.text(INDEX_REGEX))
        is_key = sql.both(sql.negate(sql.one_of(kind.copy(), "index")), sql.one_of(type_.copy(), "OBJECT"))
        return sql.case([(sql.both(is_index, is_place), member), (is_key, member.copy())])
