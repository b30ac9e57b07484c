"""Statements with their values written in, to be read and pasted into a console.

A compiled statement and its backend come in, text goes out. Nothing in weave_query runs this text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from weave_query.backend import Backend
from weave_query.compiled import CompiledQuery
from weave_query.errors import InternalError
from weave_query.registry import get_backend

if TYPE_CHECKING:
    from sqlglot import exp

    from weave_query.lowering.base import Lowering

# Powers of two up to this are exact in every reader of numbers.
_FACTOR = 2**62
# Here a number with a point (SQLite) or an exponent (DuckDB) is a double already.
_DOUBLES = frozenset({"sqlite", "duckdb"})
# Beyond these, SQLite 3.40 may read a number one unit in the last place off.
_EXACT_DIGITS = 15
_EXACT_EXPONENT = 22
_WIDE_BITS = 64


def inlined(query: CompiledQuery, backend: str | Backend) -> str:
    """The statement with each parameter as a literal of the backend's dialect; it gives the same rows.

    Raises BackendNotFoundError; InternalError when a parameter stands nowhere in the text.
    """
    target = get_backend(backend)
    if target.lowering is None or target.dialect is None:
        return query.sql  # no SQL, so nothing to paste
    literals = _literals(query, target.lowering(target.storage), target.dialect)
    if not literals:
        return query.sql
    used: set[str] = set()

    def replaced(match: re.Match[str]) -> str:
        placeholder = match["placeholder"]
        if placeholder is None:
            return match[0]
        used.add(placeholder)
        bare, typed = literals[placeholder]
        return bare if query.sql.endswith("CAST(", 0, match.start()) else typed

    text = _pattern(target.dialect, literals).sub(replaced, query.sql)
    if used != literals.keys():
        missing = ", ".join(f"`{name}`" for name in sorted(literals.keys() - used))
        raise InternalError(f"the statement `{query.name}` does not have its parameters {missing}")
    return text


def _pattern(dialect: str, literals: Mapping[str, object]) -> re.Pattern[str]:
    """A string, a quoted name, or a placeholder outside of both."""
    from sqlglot import Dialect

    escapes = Dialect.get_or_raise(dialect).tokenizer_class.STRING_ESCAPES
    quoted = r"'(?:[^'\\]|\\.|'')*'" if "\\" in escapes else r"'(?:[^']|'')*'"
    # `$p1` is the beginning of `$p10`.
    placeholders = "|".join(rf"{re.escape(text)}(?!\w)" for text in literals)
    return re.compile(rf'{quoted}|"(?:[^"]|"")*"|`[^`]*`|(?P<placeholder>{placeholders})', re.DOTALL)


def _literals(query: CompiledQuery, lowering: Lowering, dialect: str) -> dict[str, tuple[str, str]]:
    """By placeholder as the text has it: the value, bare for a CAST that names its type, and with its type."""
    from sqlglot import exp

    if not query.parameters:
        return {}
    found: dict[str, tuple[str, str]] = {}
    for spec in query.parameters:
        node = lowering.placeholder(spec).find(exp.Placeholder)
        if node is None:
            raise InternalError(f"the parameter `{spec.name}` has no placeholder")
        value, kind = query.params[spec.name], node.args.get("kind")
        bare = _value(value, dialect).sql(dialect)
        typed = _typed(value, kind, dialect).sql(dialect)
        found[node.sql(dialect)] = (bare, typed)
    return found


def _typed(value: Any, kind: exp.DataType | None, dialect: str) -> exp.Expr:
    """A value of the type that the driver would give it: what a placeholder says, a double for a float."""
    from sqlglot import exp

    node = _value(value, dialect)
    if isinstance(value, float) and kind is None and dialect not in _DOUBLES:
        kind = exp.DataType.build("DOUBLE")
    if isinstance(value, str) or kind is None:
        return node
    return exp.Cast(this=node, to=kind.copy())


def _value(value: Any, dialect: str) -> exp.Expr:
    from sqlglot import exp

    match value:
        case bool():
            return exp.Boolean(this=value)
        case int():
            return _number(str(value))
        case float():
            return _double(value, dialect)
        case str():
            return exp.Literal.string(value)
        case list() | tuple():
            return _list(value, dialect)
        case _:
            raise InternalError(f"a parameter of the type {type(value).__name__} has no literal")


def _list(values: list[Any] | tuple[Any, ...], dialect: str) -> exp.Expr:
    from sqlglot import exp

    array = exp.Array(expressions=[_typed(item, None, dialect) for item in values])
    # An empty list has no type of its own.
    return array if values else exp.Cast(this=array, to=exp.DataType.build("ARRAY<TEXT>"))


def _double(value: float, dialect: str) -> exp.Expr:
    text = repr(value)
    if dialect == "sqlite" and not _survives_sqlite(text, value):
        return _ratio(value)
    # Without an exponent DuckDB reads a decimal, which it turns into another double.
    return _number(f"{text}e0" if dialect == "duckdb" and "e" not in text else text)


def _survives_sqlite(text: str, value: float) -> bool:
    """Does SQLite read the number exactly? Up to 3.42 it divides with 64 bits and rounds a second time, to 53."""
    digits, _, exponent = text.partition("e")
    if len(digits) > _EXACT_DIGITS or abs(int(exponent or 0)) > _EXACT_EXPONENT:
        return False
    exact = abs(Fraction(text))
    shift = _WIDE_BITS - exact.numerator.bit_length() + exact.denominator.bit_length()
    unit = Fraction(2) ** -(shift if exact < Fraction(2) ** (_WIDE_BITS - shift) else shift - 1)
    return float(round(exact / unit) * unit) == abs(value)


def _ratio(value: float) -> exp.Expr:
    """A double out of whole numbers that every reader gets right, and powers of two, by which division is exact."""
    from sqlglot import exp

    above, below = value.as_integer_ratio()
    scale = max(above.bit_length() - 53, 0)
    node = _number(f"{above >> scale}.0")
    for operator, power in ((exp.Mul, 2**scale), (exp.Div, below)):
        for factor in _factors(power):
            node = operator(this=node, expression=_number(f"{factor}.0"))
    return exp.Paren(this=node)


def _factors(power: int) -> Iterator[int]:
    while power > 1:
        factor = min(power, _FACTOR)
        yield factor
        power //= factor


def _number(text: str) -> exp.Expr:
    from sqlglot import exp

    return exp.Literal(this=text, is_string=False)
