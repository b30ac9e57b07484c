"""ClickHouse: what is read of documents, which are String. Each key of a path is a parameter.

An integer argument of the JSON functions counts the members of an object too, so a segment that may be an index is
first looked up as a position: in an array the index, in an object where the key stands. The position gets a name, or
the text would double with every such segment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

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
from weave_query.lowering.pipeline import pipeline
from weave_query.storage import StorageMap
from weave_query.types import INT, STRING
from weave_query_clickhouse.functions import Functions
from weave_query_clickhouse.spelling import COUNT, NUMBERS, copies, function, named, spells_number

# So many positions of a path get names; the text that ClickHouse sees behind them triples with each.
_MAX_NAMED = 3
_STRING_TOKEN = r'"(?:[^"\\]|\\.)*"'
_NUMBER_TOKEN = "-?[0-9][0-9.eE+-]*"

Place = Callable[[], list[exp.Expr]]
"""The arguments of a JSON function that lead to a value, anew at each use."""


class Documents(Functions):
    """Spells readings of documents, and conditions on their members."""

    def __init__(self, storage: StorageMap) -> None:
        super().__init__(storage)
        self._positions: dict[tuple[str, tuple[Segment, ...]], str] = {}
        self._element_places: list[tuple[str, list[exp.Expr]]] = []

    def at(self, root: Document, path: tuple[Segment, ...], read: Callable[[Place], exp.Expr]) -> exp.Expr:
        """What `read` makes of the value at a path, to which its argument leads."""
        if sum(segment.index is not None for segment in path) <= _MAX_NAMED:
            return read(lambda: self.place(root, path))
        return self._walked(self._start(root)[1], path, read)

    def place(self, root: Document, path: tuple[Segment, ...]) -> list[exp.Expr]:
        """The arguments of a JSON function: the document, then keys and positions."""
        name, start = self._start(root)
        # Where a position is defined, positions before it are meant by their names, or the text would double with each.
        arguments, names = copies(start), copies(start)
        for depth, segment in enumerate(path):
            if segment.index is None:
                key = self.fixed(segment.key, STRING)
                arguments.append(key)
                names.append(key.copy())
            else:
                arguments.append(self._named_position((name, path[: depth + 1]), names))
                names.append(sql.column(self._positions[name, path[: depth + 1]]))
        return arguments

    def _start(self, root: Document) -> tuple[str, list[exp.Expr]]:
        """A document's name, and the arguments that lead to it."""
        if isinstance(root, ColumnRef):
            column = self.raw_column(root)
            # No array can be null, and so none may be made of a document that can.
            may_be_null = root.nullable and self.is_derived(root)
            return f"{root.table}.{root.column}", [sql.coalesce(column, sql.text("")) if may_be_null else column]
        return self._element_places[-1]

    def _named_position(self, key: tuple[str, tuple[Segment, ...]], above: list[exp.Expr]) -> exp.Expr:
        """The name of a position, with its definition where it first stands."""
        name = self._positions.get(key)
        if name is not None:
            return sql.column(name)
        name = self._positions[key] = self.alias("i")
        return named(self._position(key[1][-1], above), name)

    def _position(self, segment: Segment, above: list[exp.Expr]) -> exp.Expr:
        """Where a segment leads in the container to which the arguments `above` lead; 0 is nowhere."""
        in_object: exp.Expr = sql.number(0)
        if segment.key is not None:
            keys = sql.call("JSONExtractKeys", *copies(above))
            in_object = sql.call("indexOf", keys, self.fixed(segment.key, STRING))
        is_array = sql.one_of(sql.call("JSONType", *copies(above)), "Array")
        return sql.call("if", is_array, self.fixed((segment.index or 0) + 1, INT, COUNT), in_object)

    def _walked(self, start: list[exp.Expr], path: tuple[Segment, ...], read: Callable[[Place], exp.Expr]) -> exp.Expr:
        """The positions one after the other, as the growing tuple of an array of one, and what is read with all of
        them: names would be looked through, each into those before it."""
        name = self.alias("i")
        arguments = copies(start)
        records: list[exp.Expr] = []
        for segment in path:
            if segment.index is None:
                arguments.append(self.fixed(segment.key, STRING))
                continue
            known = [_member(name, place) for place in range(1, len(records) + 1)]
            records.append(sql.call("tuple", *known, self._position(segment, arguments)))
            arguments.append(_member(name, len(records)))
        with self.in_lambda():
            result = read(lambda: copies(arguments))
        lambdas = [function(name, body) for body in (*records[1:], result)]
        found = pipeline("arrayMap", sql.call("array", records[0]), lambdas)
        return sql.call("arrayElement", found, sql.number(1))

    def json_ref(self, node: JsonRef) -> exp.Expr:
        return self.at(node.document, node.path, lambda place: self._read(place, node.reading))

    def _read(self, place: Place, reading: JsonReading) -> exp.Expr:
        def read(function: str) -> exp.Expr:
            return sql.call(function, *place())

        kind = read("JSONType")
        match reading:
            case JsonReading.STRING:
                return sql.when(sql.one_of(kind, "String"), read("JSONExtractString"))
            case JsonReading.INTEGER:
                return sql.when(sql.one_of(kind, "Int64"), read("JSONExtractInt"))
            case JsonReading.FLOAT:
                return sql.when(sql.one_of(kind, *NUMBERS), read("JSONExtractFloat"))
            case JsonReading.BOOL:
                return sql.when(sql.one_of(kind, "Bool"), sql.equal(read("JSONExtractBool"), sql.boolean(True)))
            case JsonReading.NUMERIC:
                # JSONExtractString gives the text of every scalar; of the others only text can look like a number.
                text = read("JSONExtractString")
                is_other = sql.operate(exp.NEQ, kind, sql.text("String"))
                number = sql.call("toFloat64OrNull", text)
                return sql.when(sql.either(is_other, spells_number(text)), number)
            case JsonReading.BOOLEAN_TEXT:
                return sql.when(sql.one_of(kind, "String", "Bool"), read("JSONExtractString"))
            case JsonReading.ABSENT:
                return sql.one_of(kind, "Null")
            case JsonReading.KIND:
                return self._kind(kind, place())
            case JsonReading.SIZE:
                text_size = self.text_length(read("JSONExtractString"))
                size = sql.call("toInt64", read("JSONLength"))
                return sql.case(
                    [(sql.one_of(kind, "String"), text_size), (sql.one_of(kind.copy(), "Array", "Object"), size)]
                )

    def _kind(self, kind: exp.Expr, place: list[exp.Expr]) -> exp.Expr:
        def name(clickhouse: str, ours: str) -> tuple[exp.Expr, exp.Expr]:
            return sql.one_of(kind.copy(), clickhouse), sql.text(ours)

        if len(place) == 1:
            is_there = sql.operate(exp.NEQ, place[0].copy(), sql.text(""))
        else:
            is_there = sql.call("JSONHas", *copies(place))
        return sql.case(
            [
                (sql.both(sql.one_of(kind, "Null"), is_there), sql.text("null")),
                name("Null", "missing"),
                name("Bool", "bool"),
                name("String", "string"),
                name("Array", "array"),
                name("Object", "object"),
            ],
            sql.text("number"),
        )

    def any_element(self, node: AnyElement) -> exp.Expr:
        if isinstance(node.items, JsonArray):
            return self._any_of_array(node.items, node.where)
        items, where = self.scalar(node.items), node.where
        if isinstance(where, Member) and isinstance(where.operand, ElementRef):
            return sql.call("hasAny", items, self.list_of(where.choices))
        name = self.alias("x")
        known = dict(self._positions)
        with self.element(sql.column(name)):
            condition = self.scalar(where)
        self._positions = known  # what is named inside a lambda is not known outside
        return sql.call("arrayExists", function(name, condition), items)

    def _any_of_array(self, items: JsonArray, where: BoundExpr) -> exp.Expr:
        """Elements by their position: as raw text, doubles would be printed anew, and wrongly."""

        def some(place: Place) -> exp.Expr:
            is_array = sql.one_of(sql.call("JSONType", *place()), "Array")
            array = place()
            name = self.alias("k")
            length = sql.operate(exp.Add, sql.call("JSONLength", *copies(array)), sql.number(1))
            self._element_places.append((name, [*copies(array), sql.column(name)]))
            try:
                with self.in_lambda():
                    condition = self.scalar(where)
            finally:
                self._element_places.pop()
            positions = sql.call("range", sql.number(1), length)
            return sql.both(is_array, sql.call("arrayExists", function(name, condition), positions))

        return self.at(items.document, items.path, some)

    def tree_match(self, node: TreeMatch) -> exp.Expr:
        """Look at the tokens of the container's text: strings are keys and values alike."""

        def some(place: Place) -> exp.Expr:
            is_container = sql.one_of(sql.call("JSONType", *place()), "Array", "Object")
            container = place()
            if node.numbers:
                container = [numbers_as_text(self, container[0]), *container[1:]]
            tokens = _STRING_TOKEN + ("|true|false" if node.booleans else "")
            texts = sql.call("extractAll", sql.call("JSONExtractRaw", *copies(container)), sql.text(tokens))
            name = self.alias("x")
            text = sql.call("JSONExtractString", sql.column(name))
            if node.kind is MatchKind.FOLDED:
                matches = self.contains_literal_folded(text, self.needle_param(node.needle))
            else:
                matches = self.contains(text, self.scalar(node.needle))
            return sql.both(is_container, sql.call("arrayExists", function(name, matches), texts))

        return self.at(node.document, node.path, some)

    @contextmanager
    def inside(self) -> Iterator[None]:
        """What is named in a query is known in that query alone."""
        with super().inside(), self.in_condition_of_join():
            yield

    @contextmanager
    def in_condition_of_join(self) -> Iterator[None]:
        known, self._positions = self._positions, {}
        try:
            yield
        finally:
            self._positions = known

    @contextmanager
    def in_lambda(self) -> Iterator[None]:
        """The body of a lambda: what is named there is not known outside."""
        known = dict(self._positions)
        try:
            yield
        finally:
            self._positions = known


def _member(name: str, place: int) -> exp.Expr:
    return sql.call("tupleElement", sql.column(name), sql.number(place))


def numbers_as_text(lowering: Documents, document: exp.Expr) -> exp.Expr:
    """The document with every number as a string of its text: JSONExtractRaw would print doubles anew, and wrongly."""
    name = lowering.alias("x")
    token = sql.column(name)
    is_integer = sql.call("match", token, sql.text("^-?[0-9]+$"))
    double = lowering.float_to_text(sql.call("toFloat64OrZero", token.copy()))
    digits = sql.call("if", is_integer, token.copy(), sql.call("assumeNotNull", double))
    is_number = sql.call("match", token.copy(), sql.text("^-?[0-9]"))
    quoted = sql.call("concat", sql.text('"'), digits, sql.text('"'))
    tokens = sql.call("extractAll", document, sql.text(f'{_STRING_TOKEN}|{_NUMBER_TOKEN}|[^"0-9-]+'))
    mapped = sql.call("arrayMap", function(name, sql.call("if", is_number, quoted, token.copy())), tokens)
    return sql.call("arrayStringConcat", mapped)
