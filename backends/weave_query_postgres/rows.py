"""Postgres: members as rows, and measures."""

from __future__ import annotations

from sqlglot import exp

from weave_query.lowering import sql
from weave_query.lowering.base import Unnested
from weave_query.lowering.reachable import reachable_by_levels
from weave_query.lowering.ref_walk import walked
from weave_query.lowering.unrolled import unrolled_rollup
from weave_query.plan.measures import LARGEST_SUM, Percentile
from weave_query.plan.nodes import Members, Rollup, Unnest, UnnestList, Walk
from weave_query.types import FLOAT, LogicalType
from weave_query_postgres.documents import Documents
from weave_query_postgres.spelling import kind_of, text_of


class Rows(Documents):
    """Spells what makes rows of rows."""

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

    def percentile(self, operand: exp.Expr, node: Percentile) -> exp.Expr:
        # PostgreSQL sorts once for all that are asked of one operand.
        order = exp.Order(expressions=[exp.Ordered(this=self.typed(operand, FLOAT), nulls_first=False)])
        return exp.WithinGroup(this=sql.call("percentile_cont", sql.number(node.fraction)), expression=order)
