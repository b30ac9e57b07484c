"""ClickHouse: pieces of SQL that its lowering is made of."""

from __future__ import annotations

from sqlglot import exp

from weave_query.lowering import sql
from weave_query.lowering.numbers import MAX_NUMBER_TEXT, NUMBER_REGEX, is_safe
from weave_query.types import BOOL, FLOAT, INT, JSON, STRING, TIMESTAMP, Scalar

COUNT = "count"
"""The encoding of a number of rows, or of a place among members."""
NUMBERS = ("Int64", "UInt64", "Double")
TYPES: dict[Scalar, str] = {STRING: "String", INT: "Int64", FLOAT: "Float64", BOOL: "Bool", TIMESTAMP: "Int64"}
COLUMNS: dict[Scalar, str] = {**TYPES, TIMESTAMP: "DateTime64(6, 'UTC')", JSON: "String"}


def named(expression: exp.Expr, name: str) -> exp.Expr:
    """`(expression AS name)`: from here on the name stands for it."""
    return exp.Paren(this=exp.Alias(this=expression, alias=sql.identifier(name)))


def copies(nodes: list[exp.Expr]) -> list[exp.Expr]:
    return [node.copy() for node in nodes]


def function(parameter: str, body: exp.Expr) -> exp.Expr:
    """`parameter -> body`."""
    return exp.Lambda(this=body, expressions=[sql.identifier(parameter)])


def unsigned_zero(number: exp.Expr) -> exp.Expr:
    """A double for a set, which tells -0.0 from 0.0; the sum does not."""
    return sql.operate(exp.Add, number, sql.number(0.0))


def time_of(micros: exp.Expr) -> exp.Expr:
    return sql.call("fromUnixTimestamp64Micro", micros, sql.text("UTC"))


def spells_number(text: exp.Expr) -> exp.Expr:
    short = sql.operate(exp.LTE, sql.call("length", text.copy()), sql.number(MAX_NUMBER_TEXT))
    return sql.both(sql.call("match", text.copy(), sql.text(NUMBER_REGEX)), short)


def truncated(number: exp.Expr) -> exp.Expr:
    """A safe double as an integer. Other branches of a CASE may be computed too, so what is not safe becomes 0."""
    value = sql.call("assumeNotNull", number.copy())
    return sql.call("toInt64", sql.call("if", is_safe(value), value.copy(), sql.number(0)))
