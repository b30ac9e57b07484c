"""DuckDB: how one statement is spelled. Expressions over documents stand in `documents`, what is computed in
`functions`, rows in `rows`; here are comparisons, named values and what leaves the database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.generators.duckdb import DuckDBGenerator

from weave_query.binding.nodes import Compare, ComparisonOp, JsonReading, JsonRef, Member, Param
from weave_query.lowering import sql
from weave_query.lowering.pipeline import Pipeline, Transforms, print_pipeline
from weave_query.types import TIMESTAMP, ArrayType
from weave_query_duckdb.rows import Rows


class DuckDBPrinter(DuckDB):
    """The dialect, and pipelines."""

    class Generator(DuckDBGenerator):
        TRANSFORMS: ClassVar[Transforms] = {**DuckDBGenerator.TRANSFORMS, Pipeline: print_pipeline}


class DuckDBLowering(Rows):
    """The spelling of DuckDB 1.4 and later."""

    dialect = DuckDBPrinter
    list_map = "list_transform"
    table_functions = frozenset({"unnest", "json_each"})

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

    def member(self, node: Member) -> exp.Expr:
        choices = self.param(node.choices)
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

    # Stages. Each lambda in the body of another takes DuckDB twice the time.

    def list_of_one(self, member: exp.Expr) -> exp.Expr:
        return sql.call("list_value", member)

    def only_member(self, members: exp.Expr) -> exp.Expr:
        return sql.call("list_extract", members, sql.number(1))

    def record(self, values: Mapping[str, exp.Expr]) -> exp.Expr:
        fields = [exp.PropertyEQ(this=sql.identifier(name), expression=value) for name, value in values.items()]
        return sql.call("struct_pack", *fields)

    def record_field(self, record: exp.Expr, name: str, place: int) -> exp.Expr:
        return sql.column(name, record.name)

    def output(self, node: object) -> exp.Expr:
        spelled = super().output(node)  # type: ignore[arg-type]
        return sql.call("epoch_us", spelled) if getattr(node, "type", None) is TIMESTAMP else spelled
