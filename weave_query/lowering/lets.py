"""Room 6: values that are computed once and named: `Let`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Final

from sqlglot import exp

from weave_query.binding.nodes import BoundExpr, Let, LetRef
from weave_query.binding.walk import references
from weave_query.lowering import sql
from weave_query.lowering.names import Names
from weave_query.lowering.stages import Stage, stages

# PostgreSQL has at most 1,664 columns in a row of a query, SQLite 2,000.
WIDEST: Final = 1_000


class Lets(Names, ABC):
    """Spells `Let` and `LetRef` for an engine with subqueries that see nothing of the row."""

    @abstractmethod
    def scalar(self, node: BoundExpr) -> exp.Expr:
        """Any bound expression."""

    def let(self, node: Let) -> exp.Expr:
        """The body over a row of the values: `(SELECT body FROM (SELECT value AS v1) AS l)`.

        Values that refer to others come in stages, each a named query of its own that reads the one before it. That is
        flat, however long: `(WITH l AS (SELECT value AS v1), l2 AS (SELECT l.v1, value AS v2 FROM l) SELECT body ..)`.
        """
        first, *later = stages(node)
        if any(len(stage.needed) > WIDEST for stage in (first, *later)):
            return self._many_rows(node, [first, *later])
        select = exp.Select(expressions=self._columns(first.values))
        if not later:
            row = sql.subquery(self.fenced(select), self._source(first.needed))
            return sql.subquery(sql.select_from(row, [self.scalar(node.body)]))
        queries: list[exp.Expr] = []
        before = self._source(first.needed)
        queries.append(sql.cte(self.fenced(select), before))
        for stage in later:
            kept = [self._lets[number].copy() for number in stage.carried]
            select = sql.select_from(sql.table(before), [*kept, *self._columns(stage.values)])
            before = self._source(stage.needed)
            queries.append(sql.cte(self.fenced(select), before))
        return self._over(queries, [before], node.body)

    def _many_rows(self, node: Let, found: list[Stage]) -> exp.Expr:
        """The body over several rows, because a row of an engine has only so many columns. A row may be read by more
        than one of the others, so each is kept, and nothing has to be carried along."""
        queries: list[exp.Expr] = []
        row_of: dict[int, str] = {}
        for stage in found:
            parts = [stage.values[start : start + WIDEST] for start in range(0, len(stage.values), WIDEST)]
            selects = []
            for part in parts:
                select = exp.Select(expressions=self._columns(part))
                sql.read_from(select, _rows(row_of, (value for _, value in part)))
                selects.append(select)
            for part, select in zip(parts, selects, strict=True):
                numbers = [number for number, _ in part]
                name = self._source(numbers)
                row_of.update(dict.fromkeys(numbers, name))
                queries.append(sql.cte(select, name, materialized=True))
        return self._over(queries, _rows(row_of, (node.body,)), node.body)

    def _over(self, queries: list[exp.Expr], rows: list[str], body: BoundExpr) -> exp.Expr:
        select = exp.Select(expressions=[self.scalar(body)], with_=exp.With(expressions=queries))
        sql.read_from(select, rows)
        return sql.subquery(select)

    def _columns(self, values: Iterable[tuple[int, BoundExpr]]) -> list[exp.Expr]:
        return [sql.alias(self.scalar(value), f"v{number}") for number, value in values]

    def _source(self, numbers: Iterable[int]) -> str:
        """A new source: from now on, the values of these numbers are columns of it."""
        source = self.alias("l")
        self._lets.update((number, sql.column(f"v{number}", source)) for number in numbers)
        return source

    def fenced(self, select: exp.Select) -> exp.Select:
        """A SELECT of one row, in which an engine that likes to merges it with the one around it finds a reason not to:
        merged, a value would be computed wherever it is used."""
        return select

    def let_ref(self, node: LetRef) -> exp.Expr:
        return self._lets[node.number].copy()


def _rows(row_of: dict[int, str], values: Iterable[BoundExpr]) -> list[str]:
    """The rows that have the values to which these refer, in order."""
    used = dict.fromkeys(row_of[number] for value in values for number in references(value) if number in row_of)
    return [name for name in dict.fromkeys(row_of.values()) if name in used]
