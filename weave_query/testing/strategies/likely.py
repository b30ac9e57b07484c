"""Testing: scalars that an operand probably has in some rows, guessed from its form. Nothing is evaluated: a guess that
is wrong makes a condition less interesting, never a test wrong."""

from __future__ import annotations

from collections.abc import Callable

from weave_query.testing.strategies.documents import Json
from weave_query.testing.strategies.known import CONDITIONS, Scope
from weave_query.testing.strategies.known import TIMES as COLUMNS_OF_TIMES

TYPES = ("string", "number", "bool", "null", "missing", "array", "object", "timestamp")
TIMES: tuple[Json, ...] = (
    *("2025-10-26", 1761440400, "2025-10-26T01:00:00Z", "2025-10-26T03:00:00.000001+02:00", 1761440400.000001, 0, -1),
    *("", None, "1970-01-01T00:00:00Z", 1767225599.999999, "2026-01-01", "2025-03-30T01:00:00", 2**31),
)
_MOST = 12


def likely(operand: Json, scope: Scope) -> tuple[Json, ...]:
    """Scalars beside which `operand` may be true and may be false; none when there is no guess."""
    if not isinstance(operand, dict):
        return ()
    ((name, body),) = operand.items()
    if name in CONDITIONS:
        return (True, False)
    guess = _GUESSES.get(name)
    return () if guess is None else guess(body, scope)


def is_time(operand: Json) -> bool:
    """Is it a time column, or `$ifNull` of such? What a literal beside one may be is not free."""
    if not isinstance(operand, dict):
        return False
    ((name, body),) = operand.items()
    if name == "$ifNull":
        return all(is_time(item) for item in body)
    return name == "$getField" and body in (*COLUMNS_OF_TIMES, "created_at")


def _field(body: Json, scope: Scope) -> tuple[Json, ...]:
    return scope.values(body)


def _first(body: Json, scope: Scope) -> tuple[Json, ...]:
    found = [value for item in body for value in (likely(item, scope)[:_MOST] or _literal(item))]
    return tuple(value for value in found if value is not None)


def _literal(item: Json) -> tuple[Json, ...]:
    if isinstance(item, dict):
        return (item["$literal"],) if "$literal" in item else ()
    return (item,)


def _converted(body: Json, scope: Scope) -> tuple[Json, ...]:
    inner, to = likely(body["input"], scope), body["to"]
    if to in ("bool", "exists"):
        return (True, False)
    if to == "string":
        return tuple(_text(value) for value in inner)
    numbers = (*_numbers(inner), 0, 1)
    return tuple(int(value) for value in numbers if abs(value) < 2**53) if to == "int" else numbers


def _text(value: Json) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _numbers(values: tuple[Json, ...]) -> tuple[int | float, ...]:
    return tuple(value for value in values if isinstance(value, (int, float)) and not isinstance(value, bool))


def _calculated(name: str) -> Callable[[Json, Scope], tuple[Json, ...]]:
    def guess(body: Json, scope: Scope) -> tuple[Json, ...]:
        first, *rest = [_numbers(likely(item, scope) or _literal(item))[:_MOST] for item in body]
        for others in rest:
            first = tuple(_result(name, a, b) for a in first[:_MOST] for b in others[:3])
        return tuple(value for value in first if abs(value) < 1e150)

    return guess


def _result(name: str, left: float, right: float) -> float:
    left, right = float(left), float(right)
    if max(abs(left), abs(right)) > 1e150 or (name == "$divide" and right == 0):
        return 0.0
    match name:
        case "$add":
            return left + right
        case "$subtract":
            return left - right
        case "$multiply":
            return left * right
        case _:
            return left / right


_GUESSES: dict[str, Callable[[Json, Scope], tuple[Json, ...]]] = {
    "$getField": _field,
    "$convert": _converted,
    "$size": lambda body, scope: (
        0,
        1,
        2,
        3,
        4,
        *(len(value) for value in likely(body, scope) if isinstance(value, str)),
    ),
    "$type": lambda body, scope: TYPES,
    "$ifNull": _first,
    **{name: _calculated(name) for name in ("$add", "$subtract", "$multiply", "$divide")},
}
