"""Room 0: the logical types. What a value is, independent of any database.

Units belong to the type: a `TIMESTAMP` is whole microseconds since 1970-01-01T00:00:00Z, `latency_ms` is
float milliseconds, cost is US dollars. An integer is signed 64 bits; every other number is a double.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Scalar(Enum):
    """The closed set of scalar types. Every one of them can be null; nullability belongs to the expression."""

    STRING = "string"
    INT = "int"
    WIDE_INT = "wide int"
    FLOAT = "float"
    BOOL = "bool"
    TIMESTAMP = "timestamp"
    JSON = "json"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class ArrayType:
    """A list of scalars of one type: a list column such as `input_refs`, or the list of `$in`."""

    of: Scalar

    def __str__(self) -> str:
        return f"array<{self.of}>"


LogicalType = Scalar | ArrayType

STRING = Scalar.STRING
INT = Scalar.INT
# An integer of any size: the sum of many.
WIDE_INT = Scalar.WIDE_INT
FLOAT = Scalar.FLOAT
BOOL = Scalar.BOOL
TIMESTAMP = Scalar.TIMESTAMP
JSON = Scalar.JSON

INT_MIN = -(2**63)
INT_MAX = 2**63 - 1
# Below this magnitude an integer and its double order alike, so a comparison of doubles is exact.
SAFE_INTEGER = 2**53


def is_integer(value: object) -> bool:
    """Is `value` an integer of the language: a Python int (not a bool) that fits signed 64 bits?"""
    return isinstance(value, int) and not isinstance(value, bool) and INT_MIN <= value <= INT_MAX
