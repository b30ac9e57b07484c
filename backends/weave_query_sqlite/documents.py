"""SQLite: what is read of documents, which are JSON text, as lists are.

A path is one JSON path parameter where SQLite's path language can say it. Keys with quotes, backslashes or characters
that are not ASCII, and paths with many segments that may be index or key, are walked with json_each instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
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
    Segment,
    TreeMatch,
)
from weave_query.lowering import sql
from weave_query.types import INT, STRING
from weave_query_sqlite.functions import Functions
from weave_query_sqlite.spelling import lacks

# 3.40 finds no key that needs an escape, or is not ASCII, by a path.
_UNSPEAKABLE = re.compile(r"[^ !#-\[\]-~]")

# Each segment that may be index or key doubles the paths to try.
_MAX_EITHER = 2


@dataclass(frozen=True, slots=True)
class Place:
    """A value in a document: how to write its type and its value, anew at each use."""

    kind: Callable[[], exp.Expr]
    value: Callable[[], exp.Expr]


class Documents(Functions):
    """Spells readings of documents, and conditions on their members."""

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

    def member_at(self, document: exp.Expr, kind: exp.Expr, name: exp.Expr) -> exp.Expr:
        type_ = sql.call("json_type", document)
        is_index = sql.both(sql.one_of(kind, "index"), sql.one_of(type_, "array"), _is_place(name))
        is_key = sql.both(sql.negate(sql.one_of(kind.copy(), "index")), sql.one_of(type_.copy(), "object"))
        # What a path cannot say: see above.
        is_speakable = sql.both(
            lacks(name, "*[^ -~]*"),
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


def path_texts(path: tuple[Segment, ...]) -> list[str]:
    """The JSON paths to try: a segment that may be index or key gives two."""
    texts = ["$"]
    for segment in path:
        steps = [f"[{segment.index}]"] if segment.index is not None else []
        if segment.key is not None:
            steps.append(f'."{segment.key}"')
        texts = [text + step for text in texts for step in steps]
    return texts


def _is_place(text: exp.Expr) -> exp.Expr:
    """Is it the place of an element, of at most nine digits?"""
    length = sql.call("length", text.copy())
    return sql.both(
        exp.Between(this=length, low=sql.number(1), high=sql.number(9)),
        lacks(text, "*[^0-9]*"),
        lacks(text, "0?*"),
    )


def _json_at(document: exp.Expr, before: str, name: exp.Expr, behind: str) -> exp.Expr:
    """The JSON text at a step of a path; json_extract would give the value, and its doubles with fewer digits."""
    step = sql.operate(exp.DPipe, sql.operate(exp.DPipe, sql.text(f"${before}"), name.copy()), sql.text(behind))
    return exp.JSONExtract(this=document.copy(), expression=exp.Paren(this=step), only_json_types=True)
