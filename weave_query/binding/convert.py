"""Room 3: `$convert` and `$size`: a value as one type (semantics, section 3)."""

from __future__ import annotations

from collections.abc import Callable

from weave_query.binding.nodes import (
    TRUE,
    Apply,
    Arithmetic,
    ArithmeticOp,
    BoundExpr,
    Case,
    Compare,
    ComparisonOp,
    Constant,
    Function,
    Negate,
)
from weave_query.binding.sharing import Sharing
from weave_query.binding.values import (
    NOTHING,
    Value,
    boolean_value,
    first_present,
    float_value,
    integer_value,
    string_value,
    text_constant,
)
from weave_query.syntax.expr import ConvertTo
from weave_query.types import BOOL, FLOAT, INT

ZERO = Constant(0.0, FLOAT)
MICROS_PER_SECOND = Constant(1_000_000.0, FLOAT)


def convert(value: Value, to: ConvertTo, sharing: Sharing) -> Value:
    """The value as another type, null where the rules give nothing."""
    if to is ConvertTo.EXISTS:
        return boolean_value(Negate(value.absent) if value.absent is not None else TRUE)
    found = _READERS[to](value)
    return _MAKERS[to](sharing.name(found)) if found is not None else NOTHING


def size(value: Value, sharing: Sharing) -> Value:
    """Elements, code points, members; null where there is nothing to count."""
    return integer_value(sharing.name(value.size)) if value.size is not None else NOTHING


def text_of(value: Value) -> BoundExpr | None:
    """The text of a scalar, None when the value has none whatever the row."""
    return first_present(
        value.string,
        boolean_text(value),
        number_text(value),
        applied(Function.TIMESTAMP_TO_TEXT, value.timestamp),
    )


def number_text(value: Value) -> BoundExpr | None:
    """The text of a number: an integer's digits, or those of a double."""
    of_double = None if value.all_integers else applied(Function.FLOAT_TO_TEXT, value.float)
    return first_present(applied(Function.INT_TO_TEXT, value.integer), of_double)


def boolean_text(value: Value) -> BoundExpr | None:
    """`true` or `false`, null where the value is no boolean."""
    if value.boolean is None:
        return None
    true, false = text_constant("true"), text_constant("false")
    return Case(((value.boolean, true), (Negate(value.boolean), false)))


def _double_of(value: Value) -> BoundExpr | None:
    return first_present(
        value.float,
        _one_or_zero(value.boolean, Constant(1.0, FLOAT), ZERO),
        applied(Function.TEXT_TO_FLOAT, value.string),
        unix_seconds(value.timestamp),
    )


def _int_of(value: Value) -> BoundExpr | None:
    return first_present(
        value.integer,
        None if value.all_integers else applied(Function.FLOAT_TO_INT, value.float),
        _one_or_zero(value.boolean, Constant(1, INT), Constant(0, INT)),
        applied(Function.TEXT_TO_INT, value.string),
        applied(Function.FLOAT_TO_INT, applied(Function.TEXT_TO_FLOAT, value.string)),
        applied(Function.TIMESTAMP_TO_SECONDS, value.timestamp),
    )


def _bool_of(value: Value) -> BoundExpr | None:
    not_zero = Negate(Compare(ComparisonOp.EQ, value.float, ZERO)) if value.float is not None else None
    return first_present(value.boolean, not_zero, _spelled_boolean(value.string))


def _spelled_boolean(text: BoundExpr | None) -> BoundExpr | None:
    if text is None:
        return None
    branches = (("true", True), ("1", True), ("false", False), ("0", False))
    return Case(
        tuple((Compare(ComparisonOp.EQ, text, text_constant(word)), Constant(truth, BOOL)) for word, truth in branches)
    )


def _one_or_zero(boolean: BoundExpr | None, one: Constant, zero: Constant) -> BoundExpr | None:
    return Case(((boolean, one), (Negate(boolean), zero))) if boolean is not None else None


def applied(function: Function, argument: BoundExpr | None) -> BoundExpr | None:
    """The function of a reading, None where the value has no such reading."""
    return Apply(function, argument) if argument is not None else None


def unix_seconds(timestamp: BoundExpr | None) -> BoundExpr | None:
    """Seconds since the epoch as a double."""
    if timestamp is None:
        return None
    micros = Apply(Function.INT_TO_FLOAT, Apply(Function.TIMESTAMP_TO_MICROS, timestamp))
    return Arithmetic(ArithmeticOp.DIVIDE, micros, MICROS_PER_SECOND)


_READERS: dict[ConvertTo, Callable[[Value], BoundExpr | None]] = {
    ConvertTo.STRING: text_of,
    ConvertTo.DOUBLE: _double_of,
    ConvertTo.INT: _int_of,
    ConvertTo.BOOL: _bool_of,
}
_MAKERS: dict[ConvertTo, Callable[[BoundExpr], Value]] = {
    ConvertTo.STRING: string_value,
    ConvertTo.DOUBLE: float_value,
    ConvertTo.INT: integer_value,
    ConvertTo.BOOL: boolean_value,
}
