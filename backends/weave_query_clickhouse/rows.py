"""ClickHouse: members as rows, rows that are kept, measures."""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from weave_query.binding.nodes import ColumnRef
from weave_query.lowering import sql
from weave_query.lowering.base import Unnested
from weave_query.lowering.reachable import reachable_by_doubling
from weave_query.lowering.rollup import recursive_rollup
from weave_query.plan.measures import LARGEST_SUM, Percentile
from weave_query.plan.nodes import Hops, Members, Rollup, Unnest, UnnestList
from weave_query.storage import Absence
from weave_query.types import ArrayType, LogicalType
from weave_query_clickhouse.documents import Documents
from weave_query_clickhouse.ref_walk import followed
from weave_query_clickhouse.spelling import COLUMNS, NUMBERS, copies

# The rank error that the capability declares is 1 divided by this.
_GK_ACCURACY = 1_000


class Rows(Documents):
    """Spells what makes rows of rows."""

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
        return Unnested(exp.Join(this=alias, kind="ARRAY"), sql.one_of(kind, *NUMBERS))

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
        return self.cast(sql.null(), f"Nullable({COLUMNS[type_]})")

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

    def hops(self, node: Hops, starts: str, objects: str, lines: str) -> exp.Query:
        return followed(node, starts, objects, lines, self)

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
