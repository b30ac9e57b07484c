"""DuckDB: pieces of SQL that its lowering is made of."""

from __future__ import annotations

from sqlglot import exp

from weave_query.lowering import sql
from weave_query.types import BOOL, FLOAT, INT, STRING, TIMESTAMP, WIDE_INT, LogicalType

NUMBERS = ("BIGINT", "UBIGINT", "DOUBLE", "HUGEINT")
TYPES: dict[LogicalType, str] = {
    STRING: "VARCHAR",
    INT: "BIGINT",
    WIDE_INT: "HUGEINT",
    FLOAT: "DOUBLE",
    BOOL: "BOOLEAN",
    TIMESTAMP: "TIMESTAMP",
}


def replaced(text: exp.Expr, old: str, new: str) -> exp.Expr:
    return sql.call("replace", text, sql.text(old), sql.text(new))


def some_of(members: exp.Expr, condition: exp.Expr) -> exp.Expr:
    """Is the condition, a lambda, true of some member of a list?"""
    return sql.operate(exp.GT, sql.call("len", sql.call("list_filter", members, condition)), sql.number(0))
