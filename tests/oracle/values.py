"""The judge's values: what an operand can be, how two compare, what `$convert` makes of one.

In: Python values as the JSON-lines reader gives them (integers beyond 64 bits are already doubles). Out: the same.
Nothing here comes from the package under test: the rules are written a second time, as plainly as they can be said.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import lru_cache
from typing import Any


class OracleError(Exception):
    """The request is one that the meaning of the language calls an error."""


class NotCoveredError(Exception):
    """The request needs tables that the judge does not read (feedback, prices, objects, queues)."""


class Absence(Enum):
    """What a path that leads nowhere, or an unset column, gives. JSON null is Python's None."""

    MISSING = "missing"


MISSING = Absence.MISSING
Value = Any
SAFE = 2**53
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, order=True)
class Time:
    """A moment: microseconds since 1970-01-01 UTC."""

    micros: int


def exact_integer(number: int) -> int | float:
    """An integer of the language fits signed 64 bits; every other number is a double."""
    return number if -(2**63) <= number < 2**63 else float(number)


def read_integer(digits: str) -> int | float:
    """For `json.loads(parse_int=...)`."""
    return exact_integer(int(digits))


def is_absent(value: Value) -> bool:
    return value is MISSING or value is None


def is_number(value: Value) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def same_kind(left: Value, right: Value) -> bool:
    """Are both numbers, or both strings, or both booleans, or both times?"""
    if is_number(left):
        return is_number(right)
    return isinstance(left, (bool, str, Time)) and type(left) is type(right)


def compare(left: Value, right: Value) -> int | None:
    """-1, 0 or 1; None when the two are not comparable. Two integers exactly, other numbers as doubles."""
    if not same_kind(left, right):
        return None
    if is_number(left) and not (isinstance(left, int) and isinstance(right, int)):
        left, right = float(left), float(right)
    return int(left > right) - int(left < right)


def truth(value: Value) -> bool:
    """A value as a condition: not missing, null, false or 0."""
    return not (is_absent(value) or value is False or (is_number(value) and value == 0))


NUMBER = re.compile(r"-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?")


def spelled_number(text: str) -> int | float | None:
    """The number that a text spells, or None."""
    match = NUMBER.fullmatch(text)
    if match is None or len(text) > 40:
        return None
    return float(text) if match[2] or match[3] else exact_integer(int(text))


def spelled_boolean(text: str) -> bool | None:
    return {"true": True, "false": False}.get(text)


def time_text(time: Time, separator: str = " ") -> str:
    moment = EPOCH + timedelta(microseconds=time.micros)
    return moment.strftime(f"%Y-%m-%d{separator}%H:%M:%S.") + f"{moment.microsecond:06d}"


def to_string(value: Value) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value == int(value) and abs(value) <= SAFE else "%.15g" % value  # noqa: UP031
    return time_text(value) if isinstance(value, Time) else None


def to_double(value: Value) -> float | None:
    if isinstance(value, str):
        value = spelled_number(value)
    if isinstance(value, Time):
        return value.micros / 1e6
    return float(value) if isinstance(value, (bool, int, float)) else None


def to_int(value: Value) -> int | None:
    if isinstance(value, str):
        value = spelled_number(value)
    if isinstance(value, Time):
        return value.micros // 1_000_000
    if isinstance(value, float):
        return int(value) if abs(value) <= SAFE else None
    return int(value) if isinstance(value, (bool, int)) else None


def to_bool(value: Value) -> bool | None:
    if isinstance(value, bool):
        return value
    if is_number(value):
        return bool(value != 0)
    return {"true": True, "1": True, "false": False, "0": False}.get(value) if isinstance(value, str) else None


def exists(value: Value) -> bool:
    return not is_absent(value)


CONVERSIONS = {"string": to_string, "double": to_double, "int": to_int, "bool": to_bool, "exists": exists}


def size(value: Value) -> int | None:
    """Elements, code points or members."""
    return len(value) if isinstance(value, (str, list, dict)) else None


def type_of(value: Value) -> str:
    """The name of the type that a value has."""
    if is_absent(value):
        return "null" if value is None else "missing"
    if isinstance(value, Time):
        return "timestamp"
    names = {bool: "bool", str: "string", list: "array", dict: "object"}
    return names.get(type(value), "number")


def calculated(name: str, left: Value, right: Value) -> float | None:
    """One step of arithmetic on doubles; null where an operand is none of it."""
    if not (is_operand(left) and is_operand(right)) or (name == "$divide" and right == 0):
        return None
    return STEPS[name](float(left), float(right))


def is_operand(value: Value) -> bool:
    return is_number(value) and (value == 0 or 1e-150 <= abs(float(value)) <= 1e150)


STEPS: dict[str, Callable[[float, float], float]] = {
    "$add": operator.add,
    "$subtract": operator.sub,
    "$multiply": operator.mul,
    "$divide": operator.truediv,
}


def texts(value: Value) -> Iterator[str]:
    """The texts that `$contains` looks into: of a scalar its own, of a container each key and scalar at any depth."""
    if isinstance(value, dict):
        for key, member in value.items():
            yield key
            yield from texts(member)
    elif isinstance(value, list):
        for member in value:
            yield from texts(member)
    else:
        text = to_string(value)
        if text is not None:
            yield text


@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """Simple case folding: a letter becomes one letter, or stays what it is."""
    return "".join(fold_letter(letter) for letter in text)


def fold_letter(letter: str) -> str:
    """The letter that all cases of a letter fold to."""
    candidates = (letter.casefold(), letter.lower())
    return next((found for found in candidates if len(found) == 1), letter)
