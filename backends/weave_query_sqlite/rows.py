"""SQLite: members as rows, and measures."""

from __future__ import annotations

from sqlglot import exp

from weave_query.lowering import sql
from weave_query.lowering.base import Unnested
from weave_query.lowering.reachable import reachable_by_levels
from weave_query.plan.measures import LARGEST_SUM
from weave_query.plan.nodes import Members, Rollup, Unnest, UnnestList, Walk
from weave_query_sqlite.documents import Documents
from weave_query_sqlite.ref_walk import walked_at_once
from weave_query_sqlite.rollup import toured_rollup


class Rows(Documents):
    """Spells what makes rows of rows."""

    def unnest(self, node: Unnest) -> Unnested:
        name = self.alias(node.name)
        place = self.place(node.document, node.path)
        container = sql.case([(sql.one_of(place.kind(), "object"), place.value())], sql.text("{}"))
        join = exp.Join(this=sql.function_table(sql.call("json_each", container), name))
        key, value = sql.column("key", name), sql.column("value", name)
        if node.members is Members.NUMBERS:
            self.open_members(node.name, key, self.cast(value, "REAL"))
            return Unnested(join, sql.one_of(sql.column("type", name), "integer", "real"))
        is_object = sql.one_of(sql.column("type", name), "object")
        # A member that is no object is no JSON text, and the condition may be tested later.
        self.open_members(node.name, key, sql.when(is_object.copy(), value))
        return Unnested(join, is_object)

    def unnest_list(self, node: UnnestList) -> exp.Expr:
        name = self.alias(node.name)
        self.open_member(node.name, sql.column("value", name))
        return exp.Join(this=sql.function_table(sql.call("json_each", self.scalar(node.items)), name))

    def wide_sum(self, operand: exp.Expr) -> exp.Expr:
        """The sums of both halves, as text."""
        high, low = _sums_of_halves(operand)
        return sql.operate(exp.DPipe, sql.operate(exp.DPipe, high, sql.text(":")), low)

    def rollup(self, node: Rollup, links: str, amounts: str) -> exp.Query:
        return toured_rollup(node, links, amounts, self)

    def reachable(self, links: str, is_root: exp.Expr) -> exp.Query:
        return reachable_by_levels(links, is_root, self, inlined=True)

    def walk(self, node: Walk, starts: str, lines: str) -> exp.Query:
        return walked_at_once(node, starts, lines, self)

    def bounded_sum(self, operand: exp.Expr) -> exp.Expr:
        high, low = _sums_of_halves(operand)
        most = sql.number(LARGEST_SUM >> 32)
        total = sql.operate(exp.Add, sql.operate(exp.BitwiseLeftShift, high, sql.number(32)), low)
        fits = sql.call("min", total, sql.number(LARGEST_SUM))
        return sql.case([(sql.operate(exp.LT, high.copy(), most), fits)], sql.number(LARGEST_SUM))


def _sums_of_halves(operand: exp.Expr) -> tuple[exp.Expr, exp.Expr]:
    """The sums of the upper and of the lower 32 bits: SQLite refuses a sum beyond 64 bits."""
    high = sql.operate(exp.BitwiseRightShift, operand, sql.number(32))
    low = sql.operate(exp.BitwiseAnd, operand.copy(), sql.number(2**32 - 1))
    return sql.call("sum", high), sql.call("sum", low)
