"""Room 6: numbers: the grammar of those in text, as engines' regular expressions have it; doubles that are exact."""

from __future__ import annotations

from sqlglot import exp

from weave_query.lowering import sql

# [0-9] and [.]: \d and \. do not mean the same everywhere.
NUMBER_REGEX = "^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$"
# At most 19 digits, so that the cast that follows cannot overflow by far.
INTEGER_REGEX = "^-?(0|[1-9][0-9]{0,18})$"
MAX_NUMBER_TEXT = 40
SAFE_INTEGER = 9007199254740992


def is_safe(number: exp.Expr) -> exp.Expr:
    """Is a double of a magnitude up to 2^53, where every integer is one? Null when it is null."""
    return sql.operate(exp.LTE, sql.call("abs", number.copy()), sql.number(SAFE_INTEGER))
