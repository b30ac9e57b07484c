"""SQLite: how one statement is spelled. Times are integer microseconds, documents and lists are JSON text.

Expressions over documents stand in `documents`, what is computed in `functions`, rows in `rows`; here are comparisons
and the statement around them."""

from __future__ import annotations

from sqlglot import exp
from sqlglot.dialects.sqlite import SQLite
from sqlglot.generator import Generator
from sqlglot.generators.sqlite import SQLiteGenerator

from weave_query.binding.nodes import Compare, ComparisonOp, JsonReading, JsonRef, Member, Param
from weave_query.lowering import sql
from weave_query_sqlite.rows import Rows


class SQLitePrinter(SQLite):
    """The dialect, with the plain CAST: its own parses the names of date types anew at every cast."""

    class Generator(SQLiteGenerator):
        def cast_sql(self, expression: exp.Cast, safe_prefix: str | None = None) -> str:
            return Generator.cast_sql(self, expression, safe_prefix)


class SQLiteLowering(Rows):
    """The spelling of SQLite 3.38 and later, without extensions; `REGEXP` is the only function that SQLite lacks."""

    dialect = SQLitePrinter
    table_functions = frozenset({"json_each", "json_tree"})
    regex_hint = "with `Options(driver_functions=True)` the driver adds them; it needs the extra `regex`"

    def compare(self, node: Compare) -> exp.Expr:
        left, right = node.left, node.right
        if (
            node.op is ComparisonOp.EQ
            and isinstance(left, JsonRef)
            and left.reading is JsonReading.STRING
            and isinstance(right, Param)
            and right.opaque
        ):
            return sql.equal(self.place(left.document, left.path).value(), self.scalar(right))
        return super().compare(node)

    def member(self, node: Member) -> exp.Expr:
        source = sql.function_table(sql.call("json_each", self.param(node.choices)), self.alias("e"))
        select = sql.select_from(source, [sql.column("value")])
        return exp.In(this=sql.wrap(self.scalar(node.operand)), query=sql.subquery(select))

    def fenced(self, select: exp.Select) -> exp.Select:
        # What reads no source is never merged.
        if select.args.get("from_") is not None:
            select.set("limit", exp.Limit(expression=sql.number(1)))
        return select

    def limit(self, select: exp.Select, limit: Param | None, offset: Param | None) -> None:
        super().limit(select, limit, offset)
        if limit is None:
            # OFFSET alone is no syntax here.
            select.set("limit", exp.Limit(expression=sql.number(-1)))
