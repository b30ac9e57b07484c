"""ClickHouse: how bound expressions are spelled. Documents are String; each key of a path is a parameter.

An integer argument of the JSON functions counts the members of an object too, so a segment that may be an index is
first looked up as a position: in an array the index, in an object where the key stands. The position gets a name, or
the text would double with every such segment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import ClassVar

from sqlglot import exp
from sqlglot.dialects.clickhouse import ClickHouse
from sqlglot.generators.clickhouse import ClickHouseGenerator

from weave_query.binding.nodes import (
    AnyElement,
    BoundExpr,
    ColumnRef,
    Compare,
    ComparisonOp,
    Document,
    ElementRef,
    IsNull,
    JsonArray,
    JsonReading,
    JsonRef,
    Let,
    LetRef,
    MatchKind,
    Member,
    Param,
    Segment,
    TreeMatch,
)
from weave_query.binding.walk import operands, references
from weave_query.compiled import ParameterSpec
from weave_query.lowering import sql
from weave_query.lowering.base import Unnested
from weave_query.lowering.numbers import INTEGER_REGEX, MAX_NUMBER_TEXT, NUMBER_REGEX, is_safe
from weave_query.lowering.pipeline import Pipeline, Transforms, pipeline, print_pipeline_lambda_first
from weave_query.lowering.reachable import reachable_by_doubling
from weave_query.lowering.rollup import recursive_rollup
from weave_query.lowering.staged import StagedLowering
from weave_query.plan.measures import LARGEST_SUM, Percentile
from weave_query.plan.nodes import Members, Rollup, Unnest, UnnestList
from weave_query.storage import Absence, StorageMap
from weave_query.types import BOOL, FLOAT, INT, JSON, STRING, TIMESTAMP, WIDE_INT, ArrayType, LogicalType, Scalar

_NUMBERS = ("Int64", "UInt64", "Double")
_TYPES: dict[Scalar, str] = {STRING: "String", INT: "Int64", FLOAT: "Float64", BOOL: "Bool", TIMESTAMP: "Int64"}
_COLUMNS: dict[Scalar, str] = {**_TYPES, TIMESTAMP: "DateTime64(6, 'UTC')", JSON: "String"}
_COUNT = "count"
# So many positions of a path get names; the text that ClickHouse sees behind them triples with each.
_MAX_NAMED = 3
# A named value of so many nodes, times its uses, is defined in a list instead: 300 uses of one of 600 nodes were more
# than the 2,000,000 nodes that ClickHouse 26.9 takes.
_MOST_LOOKED_THROUGH = 256
# The rank error that the capability declares is 1 divided by this.
_GK_ACCURACY = 1_000
_STRING_TOKEN = r'"(?:[^"\\]|\\.)*"'
_NUMBER_TOKEN = "-?[0-9][0-9.eE+-]*"


Place = Callable[[], list[exp.Expr]]
"""The arguments of a JSON function that lead to a value, anew at each use."""


class ClickHousePrinter(ClickHouse):
    """The dialect, and pipelines."""

    class Generator(ClickHouseGenerator):
        TRANSFORMS: ClassVar[Transforms] = {**ClickHouseGenerator.TRANSFORMS, Pipeline: print_pipeline_lambda_first}


class ClickHouseLowering(StagedLowering):
    """The spelling of ClickHouse 24.8 and later."""

    dialect = ClickHousePrinter
    list_map = "arrayMap"
    # 26.9 now and then cancels the recursive query that a set is made of, inside of another.
    joins_ids = True

    def __init__(self, storage: StorageMap) -> None:
        super().__init__(storage)
        self._positions: dict[tuple[str, tuple[Segment, ...]], str] = {}
        self._element_places: list[tuple[str, list[exp.Expr]]] = []

    # Documents

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
            return root.column, [sql.coalesce(column, sql.text("")) if may_be_null else column]
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
        return sql.call("if", is_array, self.fixed((segment.index or 0) + 1, INT, _COUNT), in_object)

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
                return sql.when(sql.one_of(kind, *_NUMBERS), read("JSONExtractFloat"))
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

    def compare(self, node: Compare) -> exp.Expr:
        if node.op is ComparisonOp.EQ and (text := self.scalar_text(node.left, node.right)) is not None:
            return sql.equal(text, self.scalar(node.right))
        if node.op is ComparisonOp.EQ and isinstance(node.right, Param) and node.right.type is FLOAT:
            # Of three such conditions after OR, ClickHouse makes a set.
            return sql.equal(unsigned_zero(self.scalar(node.left)), self.scalar(node.right))
        return super().compare(node)

    def scalar_text(self, operand: BoundExpr, literal: BoundExpr) -> exp.Expr | None:
        """The text of any scalar at a path, where no other type's text can equal the literal."""
        if not isinstance(operand, JsonRef) or not isinstance(literal, Param):
            return None
        if operand.reading is JsonReading.BOOLEAN_TEXT or (operand.reading is JsonReading.STRING and literal.opaque):
            return self.at(operand.document, operand.path, lambda place: sql.call("JSONExtractString", *place()))
        return None

    # Parameters and membership

    def placeholder(self, spec: ParameterSpec) -> exp.Expr:
        if spec.encoding == _COUNT:
            kind = "UInt64"
        else:
            kind = "String" if isinstance(spec.type, ArrayType) else _TYPES[spec.type]
        return exp.Placeholder(this=spec.name, kind=sql.data_type(kind, self.dialect))

    def param(self, node: Param, encoding: str | None = None) -> exp.Expr:
        placeholder = super().param(node, encoding)
        if node.type is TIMESTAMP:
            return time_of(placeholder)
        return placeholder

    def list_of(self, node: Param) -> exp.Expr:
        """The list of a parameter, which travels as JSON text."""
        of = node.type.of if isinstance(node.type, ArrayType) else STRING
        return sql.call("JSONExtract", super().param(node), sql.text(f"Array({_TYPES[of]})"))

    def member(self, node: Member) -> exp.Expr:
        if isinstance(node.operand, ElementRef):
            return sql.call("has", self.list_of(node.choices), self.scalar(node.operand))
        operand = self.scalar_text(node.operand, node.choices)
        if operand is None:
            operand = self.scalar(node.operand)
        if node.choices.type == ArrayType(FLOAT):
            operand = unsigned_zero(operand)
        values = sql.call("arrayJoin", self.list_of(node.choices))
        if node.choices.type == ArrayType(TIMESTAMP):
            values = time_of(values)
        return exp.In(this=sql.wrap(operand), query=sql.subquery(exp.Select(expressions=[values])))

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

    def let(self, node: Let) -> exp.Expr:
        """A tuple that names the values and ends with the body: `tupleElement(tuple((value AS v1), body), 2)`."""
        if any(_is_named_in(value) for _, value in node.values) or _is_used_too_often(node):
            return super().let(node)
        values = []
        for number, value in node.values:
            # Written twice, a value may differ in the names of its lambdas, and one name has one text in a statement.
            name = self.alias(f"v{number}")
            values.append(named(self.scalar(value), name))
            self._lets[number] = sql.column(name)
        whole = sql.call("tuple", *values, self.scalar(node.body))
        return sql.call("tupleElement", whole, sql.number(len(values) + 1))

    # Stages. ClickHouse looks through a name to what it stands for, so names in the values of names take exponential
    # time; the parameters of lambdas do not.

    def list_of_one(self, member: exp.Expr) -> exp.Expr:
        return sql.call("array", member)

    def only_member(self, members: exp.Expr) -> exp.Expr:
        return sql.call("arrayElement", members, sql.number(1))

    def record(self, values: Mapping[str, exp.Expr]) -> exp.Expr:
        return sql.call("tuple", *values.values())

    def record_field(self, record: exp.Expr, name: str, place: int) -> exp.Expr:
        return sql.call("tupleElement", record, sql.number(place))

    def lambda_of(self, name: str, body: exp.Expr) -> exp.Expr:
        return function(name, body)

    @contextmanager
    def in_lambda(self) -> Iterator[None]:
        """The body of a lambda: what is named there is not known outside."""
        known = dict(self._positions)
        try:
            yield
        finally:
            self._positions = known

    # Text

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
            text, needle = sql.call("JSONExtractString", sql.column(name)), self.scalar(node.needle)
            folded = node.kind is MatchKind.FOLDED
            matches = self.contains_folded(text, needle) if folded else self.contains(text, needle)
            return sql.both(is_container, sql.call("arrayExists", function(name, matches), texts))

        return self.at(node.document, node.path, some)

    # Functions

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

    def _segment(self, text: exp.Expr, place: int) -> exp.Expr:
        # Beyond the array, an element is ''.
        return sql.call("arrayElement", sql.call("splitByChar", sql.text("/"), text), sql.number(place))

    def limit(self, select: exp.Select, limit: Param | None, offset: Param | None) -> None:
        if limit is not None:
            select.set("limit", exp.Limit(expression=self.param(limit, _COUNT)))
        if offset is not None:
            select.set("offset", exp.Offset(expression=self.param(offset, _COUNT)))

    def unnest(self, node: Unnest) -> Unnested:
        # An object that is none gives no members, and a member that is an object is text that begins like one.
        name = self.alias(node.name)
        document, *steps = self.place(node.document, node.path)
        if self._may_be_null(node.document):
            # An array cannot be.
            document = sql.call("ifNull", document, sql.text(""))
        if node.members is Members.NUMBERS:
            return self._unnest_numbers(node, name, [document, *steps])
        members = sql.call("JSONExtractKeysAndValuesRaw", document, *steps)
        key, value = (sql.call("tupleElement", sql.column(name), sql.number(place)) for place in (1, 2))
        self.open_members(node.name, key, value)
        alias = exp.Alias(this=members, alias=sql.identifier(name))
        is_object = sql.call("startsWith", value.copy(), sql.text("{"))
        return Unnested(exp.Join(this=alias, kind="ARRAY"), is_object)

    def _unnest_numbers(self, node: Unnest, name: str, container: list[exp.Expr]) -> Unnested:
        """Looked up by their keys: as raw text, doubles would be printed anew, and wrongly."""
        key = sql.column(name)
        kind = sql.call("JSONType", *copies(container), key.copy())
        self.open_members(node.name, key, sql.call("JSONExtractFloat", *copies(container), key.copy()))
        alias = exp.Alias(this=sql.call("JSONExtractKeys", *container), alias=sql.identifier(name))
        return Unnested(exp.Join(this=alias, kind="ARRAY"), sql.one_of(kind, *_NUMBERS))

    def _may_be_null(self, document: ColumnRef) -> bool:
        """Derived columns have null for what is stored as the empty text."""
        if self.is_derived(document):
            return True
        return self.storage.column(document.table, document.column).absence is not Absence.EMPTY_TEXT

    def unnest_list(self, node: UnnestList) -> exp.Expr:
        name = self.alias(node.name)
        alias = exp.Alias(this=self.scalar(node.items), alias=sql.identifier(name))
        self.open_member(node.name, sql.column(name))
        return exp.Join(this=alias, kind="ARRAY")

    def nothing(self, type_: LogicalType) -> exp.Expr:
        # Of a bare NULL, ClickHouse makes a type that no function takes; an array cannot be null.
        if isinstance(type_, ArrayType):
            return sql.call("emptyArrayString")
        return self.cast(sql.null(), f"Nullable({_COLUMNS[type_]})")

    def keep(self, query: exp.Query, name: str, columns: Sequence[str]) -> None:
        """ClickHouse computes, and resolves the names of, a query of WITH anew for each reader; but a value of WITH
        once: so the rows are one, an array of tuples, which readers take apart."""
        rows, row, kept = (self.alias(wish) for wish in (f"{name}_rows", "row", f"{name}_kept"))
        members = sql.call("tuple", *(sql.column(column, row) for column in columns))
        whole = sql.select_from(sql.subquery(query, row), [sql.call("groupArray", members)])
        self.named_queries.append(sql.scalar_cte(whole, rows))
        one = sql.alias(sql.call("arrayJoin", sql.column(rows)), "one")
        apart = sql.subquery(exp.Select(expressions=[one]), kept)
        found = [
            sql.alias(sql.call("tupleElement", sql.column("one", kept), sql.number(place)), column)
            for place, column in enumerate(columns, 1)
        ]
        self.named_queries.append(sql.cte(sql.select_from(apart, found), name))

    def next_value(self, operand: exp.Expr) -> exp.Expr:
        # Of a type that has no null, the last row would have 0.
        return sql.call("lead", sql.call("toNullable", operand))

    def wide_sum(self, operand: exp.Expr) -> exp.Expr:
        # As text: a sum of nothing is null, and JSON has no integers of this size.
        total = sql.call("sum", sql.call("toInt128", operand))
        return sql.when(sql.operate(exp.GT, exp.Count(this=operand.copy()), sql.number(0)), sql.call("toString", total))

    def wide(self, number: exp.Expr) -> exp.Expr:
        return sql.call("toInt128", number)

    def rollup(self, node: Rollup, links: str, amounts: str) -> exp.Query:
        return recursive_rollup(node, links, amounts, self)

    def reachable(self, links: str, is_root: exp.Expr) -> exp.Query:
        return reachable_by_doubling(links, is_root, self)

    def bounded_sum(self, operand: exp.Expr) -> exp.Expr:
        total = sql.call("least", sql.call("sum", self.wide(operand)), self.wide(sql.number(LARGEST_SUM)))
        return sql.call("toInt64", total)

    def percentile(self, operand: exp.Expr, node: Percentile) -> exp.Expr:
        return self._quantile("quantilesExactInclusive", (), operand, node)

    def approximate_percentile(self, operand: exp.Expr, node: Percentile) -> exp.Expr:
        # `quantiles` samples at random and `quantilesTDigest` computes in 32 bits and promises nothing.
        return self._quantile("quantilesGK", (_GK_ACCURACY,), operand, node)

    def _quantile(self, function: str, parameters: tuple[int, ...], operand: exp.Expr, node: Percentile) -> exp.Expr:
        found = exp.ParameterizedAgg(
            this=function,
            expressions=list(map(sql.number, (*parameters, *node.among))),
            params=[sql.call("toFloat64", operand)],
        )
        some = sql.operate(exp.GT, exp.Count(this=operand.copy()), sql.number(0))
        return sql.when(some, sql.call("arrayElement", found, sql.number(1 + node.among.index(node.fraction))))

    def is_null(self, node: IsNull) -> exp.Expr:
        operand = node.operand
        if isinstance(operand, ColumnRef) and operand.type is JSON and not self.is_derived(operand):
            stored = self.storage.column(operand.table, operand.column)
            if stored.absence is Absence.EMPTY_TEXT:
                return sql.equal(self.raw_column(operand), sql.text(""))
        return super().is_null(node)

    def output(self, node: BoundExpr) -> exp.Expr:
        if isinstance(node, ColumnRef) and node.type is JSON:
            # The codec knows that '' is none, and a document is long.
            return self.raw_column(node)
        spelled = super().output(node)
        if node.type is WIDE_INT:
            # JSON has no integers of this size.
            return sql.call("toString", spelled)
        return self.timestamp_to_micros(spelled) if node.type is TIMESTAMP else spelled


def named(expression: exp.Expr, name: str) -> exp.Expr:
    """`(expression AS name)`: from here on the name stands for it."""
    return exp.Paren(this=exp.Alias(this=expression, alias=sql.identifier(name)))


def _is_named_in(value: BoundExpr) -> bool:
    """Does a value define or use the name of another?"""
    return isinstance(value, (Let, LetRef)) or any(map(_is_named_in, operands(value)))


def _is_used_too_often(node: Let) -> bool:
    """Would the values be too much to look through at each use of their names?"""
    uses = Counter(references(node.body))
    return any(uses[number] * _nodes(value) > _MOST_LOOKED_THROUGH for number, value in node.values)


def _nodes(expr: BoundExpr) -> int:
    return 1 + sum(map(_nodes, operands(expr)))


def _member(name: str, place: int) -> exp.Expr:
    return sql.call("tupleElement", sql.column(name), sql.number(place))


def copies(nodes: list[exp.Expr]) -> list[exp.Expr]:
    return [node.copy() for node in nodes]


def function(parameter: str, body: exp.Expr) -> exp.Expr:
    """`parameter -> body`."""
    return exp.Lambda(this=body, expressions=[sql.identifier(parameter)])


def unsigned_zero(number: exp.Expr) -> exp.Expr:
    """A double for a set, which tells -0.0 from 0.0; the sum does not."""
    return sql.operate(exp.Add, number, sql.number(0.0))


def time_of(micros: exp.Expr) -> exp.Expr:
    return sql.call("fromUnixTimestamp64Micro", micros, sql.text("UTC"))


def spells_number(text: exp.Expr) -> exp.Expr:
    short = sql.operate(exp.LTE, sql.call("length", text.copy()), sql.number(MAX_NUMBER_TEXT))
    return sql.both(sql.call("match", text.copy(), sql.text(NUMBER_REGEX)), short)


def truncated(number: exp.Expr) -> exp.Expr:
    """A safe double as an integer. Other branches of a CASE may be computed too, so what is not safe becomes 0."""
    value = sql.call("assumeNotNull", number.copy())
    return sql.call("toInt64", sql.call("if", is_safe(value), value.copy(), sql.number(0)))


def numbers_as_text(lowering: ClickHouseLowering, document: exp.Expr) -> exp.Expr:
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
