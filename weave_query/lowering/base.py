"""Room 6: `Lowering`, how one statement is spelled. One named method per construct; a backend overrides methods.

A lowering serves one statement. What it says of names, of values that are named, and of expressions stands in
`lowering.names`, `lets` and `expressions`; here is what it says of rows and of the statement around them. The methods
here refuse by the name of a capability, or are the same nearly everywhere, so that a backend can begin without them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, assert_never

from sqlglot import Dialect, exp

from weave_query.binding.nodes import BoundExpr, Null, Param
from weave_query.binding.order import SortKey
from weave_query.errors import InternalError, UnsupportedError
from weave_query.lowering import sql
from weave_query.lowering.expressions import Expressions
from weave_query.lowering.traced import mark_key, mark_origin
from weave_query.plan.measures import AggregateFunction, Percentile
from weave_query.plan.nodes import AnyMeasure, Hops, Rollup, Unnest, UnnestList, Walk, WindowFunction, WindowOutput
from weave_query.sources import Trace
from weave_query.types import INT, STRING, LogicalType


@dataclass(frozen=True, slots=True)
class Unnested:
    """What an `Unnest` adds to its SELECT: a join, and the condition that a member is of the kind that is asked for."""

    join: exp.Expr
    condition: exp.Expr


class Lowering(Expressions):
    """Spells one statement for one database."""

    table_functions: ClassVar[frozenset[str]] = frozenset()
    """The table functions that this lowering puts in FROM; the verifier allows no others."""
    materializes_joined: ClassVar[bool] = False
    """Are derived rows that are joined computed first and once? Where an engine takes a join of them apart, and without
    statistics may compute them anew for each row."""
    joins_ids: ClassVar[bool] = False
    """Are rows within a set of ids joined with it, and not looked for in a subquery?"""
    follows_hops: ClassVar[bool] = False
    """Are references followed by `hops`, for all places at once, and not by joins for each place?"""

    trace: Trace | None = None
    """What is looked for in the text, None when nothing is."""

    def scalar(self, node: BoundExpr) -> exp.Expr:
        """Any bound expression."""
        made = super().scalar(node)
        if self.trace is not None and (places := self.trace.origins.get(node)) is not None:
            mark_origin(made, places)
        return made

    # Rows

    def unnest(self, node: Unnest) -> Unnested:
        """The members of an object as rows beside the row; `open_members` says how they are spelled."""
        raise UnsupportedError("this database cannot read the members of an object as rows", capability="unnest")

    def unnest_list(self, node: UnnestList) -> exp.Expr:
        """The members of a list column as rows beside the row, as a join; `open_member` says how one is spelled."""
        raise UnsupportedError("this database cannot read the members of a list as rows", capability="unnest")

    def measure(self, node: AnyMeasure) -> exp.Expr:
        """A measure of the rows of a group."""
        if node.operand is None:
            return exp.Count(this=exp.Star())
        operand = self.carried(node.operand)
        if isinstance(node, Percentile):
            return self.approximate_percentile(operand, node) if node.approximate else self.percentile(operand, node)
        match node.function:
            case AggregateFunction.ROWS | AggregateFunction.COUNT:
                return exp.Count(this=operand)
            case AggregateFunction.DISTINCT:
                return exp.Count(this=exp.Distinct(expressions=[operand]))
            case AggregateFunction.SUM:
                return self.wide_sum(operand) if node.operand.type is INT else sql.call("sum", operand)
            case AggregateFunction.BOUNDED_SUM:
                return self.bounded_sum(operand)
            case AggregateFunction.MIN:
                return sql.call("min", operand)
            case AggregateFunction.MAX:
                return sql.call("max", operand)
            case _:
                assert_never(node.function)

    def window(self, output: WindowOutput) -> exp.Expr:
        """A column that a row gets from its partition."""
        partition = [self.scalar(key) for key in output.keys]
        order = self.order_by(output.order) if output.order else None
        operand = self.scalar(output.operand) if output.operand is not None else None

        def over(function: exp.Expr) -> exp.Expr:
            return exp.Window(this=function, partition_by=partition, order=order)

        match output.function:
            case WindowFunction.PLACE:
                return sql.operate(exp.Sub, over(exp.RowNumber()), sql.number(1))
            case WindowFunction.COUNT if operand is not None:
                return over(exp.Count(this=operand))
            case WindowFunction.MAX if operand is not None:
                return over(sql.call("max", operand))
            case WindowFunction.NEXT if operand is not None:
                return over(self.next_value(operand))
            case _:
                raise InternalError(f"the window function {output.function.value} lacks its operand")

    def keep(self, query: exp.Query, name: str, columns: Sequence[str]) -> None:
        """Add a query of WITH whose rows several read. For an engine that computes it anew for each of them, it is to
        be one that gives rows that were computed once."""
        self.named_queries.append(sql.cte(query, name))

    def next_value(self, operand: exp.Expr) -> exp.Expr:
        """The window function that gives a value of the next row, null for the last."""
        return sql.call("lead", operand)

    def wide_sum(self, operand: exp.Expr) -> exp.Expr:
        """The sum of integers, exact whatever its size."""
        return sql.call("sum", operand)

    def rollup(self, node: Rollup, links: str, amounts: str) -> exp.Query:
        """The sums over trees, of two queries of WITH: see `Rollup`. What it needs it adds to `named_queries`."""
        raise UnsupportedError("this database cannot add up what is below a call", capability="rollups")

    def reachable(self, links: str, is_root: exp.Expr) -> exp.Query:
        """The ids that links lead down to, of a query of WITH: see `Reachable`. is_root: a condition on its rows."""
        raise UnsupportedError("this database cannot follow the links between calls", capability="rollups")

    def walk(self, node: Walk, starts: str, lines: str) -> exp.Query:
        """What ways into documents lead to, of two queries of WITH: see `Walk`. What it needs it adds to
        `named_queries`."""
        raise UnsupportedError("this database cannot go into documents along refs", capability="ref_parts")

    def hops(self, node: Hops, starts: str, objects: str, lines: str) -> exp.Query:
        """References and the values behind them, of three queries of WITH: see `Hops`. Asked where `follows_hops`."""
        raise UnsupportedError("this database cannot follow references at once", capability="ref_parts")

    def member_at(self, document: exp.Expr, kind: exp.Expr, name: exp.Expr) -> exp.Expr:
        """What a part of a ref leads to in such a document: the member of an object that has the name, or, where the
        kind is `index`, of an array the element at that place, of at most nine digits. Null where that is nothing."""
        raise UnsupportedError("this database cannot go into documents along refs", capability="ref_parts")

    def bounded_sum(self, operand: exp.Expr) -> exp.Expr:
        """The sum of integers that are not negative, in 64 bits: `LARGEST_SUM` where it is that or more."""
        raise UnsupportedError("this database has no sum that cannot overflow", capability="rollups")

    def percentile(self, operand: exp.Expr, node: Percentile) -> exp.Expr:
        """The percentile of the values of a group, exact, by linear interpolation."""
        raise UnsupportedError("this database has no exact percentiles", capability="exact_percentiles")

    def approximate_percentile(self, operand: exp.Expr, node: Percentile) -> exp.Expr:
        """A value near to the percentile, by the method that the capability of this name tells."""
        raise UnsupportedError("this database has no approximate percentiles", capability="approximate_percentiles")

    # Statements

    def carried(self, node: BoundExpr) -> exp.Expr:
        """An expression as a column of rows that the statement goes on with."""
        return self.nothing(node.type) if isinstance(node, Null) else self.scalar(node)

    def nothing(self, type_: LogicalType) -> exp.Expr:
        """The column of a type that no row has a value of. Of a list it may be null or empty."""
        return sql.null()

    def output(self, node: BoundExpr) -> exp.Expr:
        """An expression that is not `Null` as a result column: timestamps as microseconds, documents as JSON text."""
        return self.scalar(node)

    def order_by(self, keys: Sequence[SortKey]) -> exp.Expr:
        """ORDER BY: null last in both directions, text by code point."""
        return exp.Order(expressions=[self.ordered(key) for key in keys])

    def ordered(self, key: SortKey) -> exp.Expr:
        spelled = self.scalar(key.expr)
        if key.expr.type is STRING:
            spelled = self.by_code_point(spelled)
        made = exp.Ordered(this=spelled, desc=key.descending or None, nulls_first=self._nulls_first(key))
        if self.trace is not None and key.at is not None:
            mark_key(made, key.at)
        return made

    def _nulls_first(self, key: SortKey) -> bool:
        """Last; and where null cannot be, what the engine does anyway: saying it would keep it from using an index."""
        if key.expr.nullable:
            return False
        ordering = Dialect.get_or_raise(self.dialect).NULL_ORDERING
        return {"nulls_are_small": not key.descending, "nulls_are_large": key.descending}.get(ordering, False)

    def limit(self, select: exp.Select, limit: Param | None, offset: Param | None) -> None:
        """Put LIMIT and OFFSET on a SELECT."""
        if limit is not None:
            select.set("limit", exp.Limit(expression=self.compared(limit)))
        if offset is not None:
            select.set("offset", exp.Offset(expression=self.compared(offset)))

    def finish(self, select: exp.Select) -> exp.Select:
        """What a statement needs around it, such as named expressions in WITH."""
        return select
