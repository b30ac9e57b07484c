"""SQLite: pieces of SQL that its lowering is made of."""

from __future__ import annotations

from sqlglot import exp

from weave_query.lowering import sql
from weave_query.lowering.numbers import MAX_NUMBER_TEXT


def lacks(text: exp.Expr, pattern: str) -> exp.Expr:
    """Does a text not match a pattern of GLOB?"""
    return sql.negate(sql.operate(exp.Glob, text.copy(), sql.text(pattern)))


def spells_number(text: exp.Expr) -> exp.Expr:
    """Is it a number's text of at most two exponent digits? There are no regular expressions, but GLOB and JSON."""
    return sql.both(
        sql.operate(exp.LTE, sql.call("length", text.copy()), sql.number(MAX_NUMBER_TEXT)),
        lacks(text, "*[^0-9eE+.-]*"),
        lacks(text, "*[eE][0-9][0-9][0-9]*"),
        lacks(text, "*[eE][+-][0-9][0-9][0-9]*"),
        sql.call("json_valid", text.copy()),
    )


def micros_of_second(time: exp.Expr) -> exp.Expr:
    """The microseconds within the second, from 0 also before 1970."""
    remainder = sql.operate(exp.Mod, time.copy(), million())
    return sql.operate(exp.Mod, sql.operate(exp.Add, remainder, million()), million())


def million() -> exp.Expr:
    return sql.number(1_000_000)
