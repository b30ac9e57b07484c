"""Postgres: pieces of SQL that its lowering is made of."""

from __future__ import annotations

from sqlglot import exp

from weave_query.lowering import sql
from weave_query.types import BOOL, FLOAT, INT, JSON, STRING, TIMESTAMP, Scalar

TYPES: dict[Scalar, str] = {
    STRING: "TEXT",
    INT: "BIGINT",
    FLOAT: "DOUBLE PRECISION",
    BOOL: "BOOLEAN",
    TIMESTAMP: "TIMESTAMPTZ",
    JSON: "JSONB",
}


def kind_of(value: exp.Expr) -> exp.Expr:
    return sql.call("jsonb_typeof", value)


def text_of(value: exp.Expr) -> exp.Expr:
    """The text of a scalar: a string's content, a number's digits."""
    return sql.operate(exp.JSONBExtractScalar, value, sql.text("{}"))


def epoch_of(time: exp.Expr) -> exp.Expr:
    return exp.Extract(this=exp.Var(this="EPOCH"), expression=time)
