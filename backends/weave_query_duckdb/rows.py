"""DuckDB: members as rows, and measures."""

from __future__ import annotations

from sqlglot import exp

from weave_query.binding.nodes import Constant
from weave_query.lowering import sql
from weave_query.lowering.base import Unnested
from weave_query.lowering.reachable import reachable_by_levels
from weave_query.lowering.ref_walk import walked
from weave_query.lowering.rollup import recursive_rollup
from weave_query.plan.measures import LARGEST_SUM, Percentile
from weave_query.plan.nodes import Members, Rollup, Unnest, UnnestList, Walk
from weave_query.types import INT, ArrayType, LogicalType
from weave_query_duckdb.documents import Documents
from weave_query_duckdb.spelling import NUMBERS, TYPES


class Rows(Documents):
    """Spells what makes rows of rows."""

    def unnest(self, node: Unnest) -> Unnested:
        name = self.alias(node.name)
        document = self.document(node.document, node.path)
        is_object = sql.equal(self.read("json_type", document), sql.text("OBJECT"))
        members = sql.call("json_each", sql.when(is_object, self.read("json_extract", document)))
        key, value = sql.column("key", name), sql.column("value", name)
        self.open_members(node.name, key, value)
        source = exp.Lateral(this=members, alias=exp.TableAlias(this=sql.identifier(name)))
        join, kind = exp.Join(this=source, kind="CROSS"), sql.column("type", name)
        if node.members is Members.OBJECTS:
            return Unnested(join, sql.equal(kind, sql.text("OBJECT")))
        is_number = sql.one_of(kind, *NUMBERS)
        number = self.cast(sql.call("json_extract_string", value, sql.text("$")), "DOUBLE")
        # The condition may be tested later than the cast is tried.
        self.open_members(node.name, key, sql.when(is_number.copy(), number))
        return Unnested(join, is_number)

    def unnest_list(self, node: UnnestList) -> exp.Expr:
        name = self.alias(node.name)
        names = exp.TableAlias(this=sql.identifier(name), columns=[sql.identifier("value")])
        self.open_member(node.name, sql.column("value", name))
        members = exp.Lateral(this=sql.call("unnest", self.scalar(node.items)), alias=names)
        return exp.Join(this=members, kind="CROSS")

    def typed_constant(self, node: Constant) -> exp.Expr:
        # In a union, 2.0 casts the integers below a literal to 32 bits.
        return self.cast(self.constant(node), "BIGINT") if node.type is INT else super().typed_constant(node)

    def wide(self, number: exp.Expr) -> exp.Expr:
        return self.cast(number, "HUGEINT")

    def rollup(self, node: Rollup, links: str, amounts: str) -> exp.Query:
        return recursive_rollup(node, links, amounts, self)

    def reachable(self, links: str, is_root: exp.Expr) -> exp.Query:
        return reachable_by_levels(links, is_root, self)

    def walk(self, node: Walk, starts: str, lines: str) -> exp.Query:
        return walked(node, starts, lines, self)

    def bounded_sum(self, operand: exp.Expr) -> exp.Expr:
        return self.cast(sql.call("least", sql.call("sum", operand), sql.number(LARGEST_SUM)), "BIGINT")

    def nothing(self, type_: LogicalType) -> exp.Expr:
        # Of a bare NULL, DuckDB makes an integer, which is no list, and beside 0.0 a decimal.
        return self.cast(sql.null(), "VARCHAR[]" if isinstance(type_, ArrayType) else TYPES.get(type_, "VARCHAR"))

    def percentile(self, operand: exp.Expr, node: Percentile) -> exp.Expr:
        return self._quantile("quantile_cont", operand, node)

    def approximate_percentile(self, operand: exp.Expr, node: Percentile) -> exp.Expr:
        return self._quantile("approx_quantile", operand, node)

    def _quantile(self, function: str, operand: exp.Expr, node: Percentile) -> exp.Expr:
        """Of the list of all that are asked of one operand."""
        fractions = sql.call("list_value", *map(sql.number, node.among))
        found = sql.call(function, self.cast(operand, "DOUBLE"), fractions)
        return sql.call("list_extract", found, sql.number(1 + node.among.index(node.fraction)))
