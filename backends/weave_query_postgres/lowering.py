"""Postgres: how one statement is spelled. Expressions over documents stand in `documents`, what is computed in
`functions`, rows in `rows`; here are comparisons and what leaves the database."""

from __future__ import annotations

from sqlglot import exp

from weave_query.binding.nodes import BoundExpr, Compare, ComparisonOp, JsonReading, JsonRef, Member, Param
from weave_query.lowering import sql
from weave_query.types import JSON, STRING, TIMESTAMP
from weave_query_postgres.rows import Rows


class PostgresLowering(Rows):
    """The spelling of PostgreSQL 14 and later."""

    dialect = "postgres"
    materializes_joined = True
    table_functions = frozenset(
        {"unnest", "jsonb_path_query", "jsonb_object_keys", "jsonb_array_elements", "jsonb_each"}
    )

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

    def fenced(self, select: exp.Select) -> exp.Select:
        select.set("offset", exp.Offset(expression=sql.number(0)))
        return select

    def output(self, node: BoundExpr) -> exp.Expr:
        spelled = super().output(node)
        if node.type is TIMESTAMP:
            return self.timestamp_to_micros(spelled)
        return self.typed(spelled, STRING) if node.type is JSON else spelled
