"""ClickHouse: how one statement is spelled. Expressions over documents stand in `documents`, what is computed in
`functions`, rows in `rows`; here are comparisons, lists, named values and what leaves the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import ClassVar

from sqlglot import exp
from sqlglot.dialects.clickhouse import ClickHouse
from sqlglot.generators.clickhouse import ClickHouseGenerator

from weave_query.binding.nodes import (
    BoundExpr,
    ColumnRef,
    Compare,
    ComparisonOp,
    ElementRef,
    IsNull,
    JsonReading,
    JsonRef,
    Let,
    LetRef,
    Member,
    Param,
)
from weave_query.binding.walk import operands, references
from weave_query.lowering import sql
from weave_query.lowering.pipeline import Pipeline, Transforms, print_pipeline_lambda_first
from weave_query.storage import Absence
from weave_query.types import FLOAT, JSON, TIMESTAMP, WIDE_INT, ArrayType
from weave_query_clickhouse.rows import Rows
from weave_query_clickhouse.spelling import COUNT, function, named, time_of, unsigned_zero

# A named value of so many nodes, times its uses, is defined in a list instead: 300 uses of one of 600 nodes were more
# than the 2,000,000 nodes that ClickHouse 26.9 takes.
_MOST_LOOKED_THROUGH = 256


class ClickHousePrinter(ClickHouse):
    """The dialect, and pipelines."""

    class Generator(ClickHouseGenerator):
        TRANSFORMS: ClassVar[Transforms] = {**ClickHouseGenerator.TRANSFORMS, Pipeline: print_pipeline_lambda_first}


class ClickHouseLowering(Rows):
    """The spelling of ClickHouse 24.8 and later."""

    dialect = ClickHousePrinter
    list_map = "arrayMap"
    # 26.9 now and then cancels the recursive query that a set is made of, inside of another.
    joins_ids = True
    follows_hops = True

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

    def limit(self, select: exp.Select, limit: Param | None, offset: Param | None) -> None:
        if limit is not None:
            select.set("limit", exp.Limit(expression=self.param(limit, COUNT)))
        if offset is not None:
            select.set("offset", exp.Offset(expression=self.param(offset, COUNT)))

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


def _is_named_in(value: BoundExpr) -> bool:
    """Does a value define or use the name of another?"""
    return isinstance(value, (Let, LetRef)) or any(map(_is_named_in, operands(value)))


def _is_used_too_often(node: Let) -> bool:
    """Would the values be too much to look through at each use of their names?"""
    uses = Counter(references(node.body))
    return any(uses[number] * _nodes(value) > _MOST_LOOKED_THROUGH for number, value in node.values)


def _nodes(expr: BoundExpr) -> int:
    return 1 + sum(map(_nodes, operands(expr)))
