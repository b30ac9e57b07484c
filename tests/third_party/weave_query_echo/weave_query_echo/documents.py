"""Reading JSON, which DataFusion 55 cannot: functions in Python that the driver adds to it, as `FUNCTIONS` lists them.

A document is JSON text. So is a path: a list of `[key, index]`, the parts of each `Segment`, either of which may be null.
No argument is ever None. Off its type a reading is None.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from weave_query.types import BOOL, FLOAT, INT, STRING, ArrayType, LogicalType

_MISSING = object()
_KINDS: dict[type, str] = {
    object: "missing",
    type(None): "null",
    bool: "bool",
    int: "number",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
}


@lru_cache
def _segments(path: str) -> list[tuple[str | None, int | None]]:
    return [(key, index) for key, index in json.loads(path)]


def _find(document: str, path: str) -> Any:
    """The value at a path, or `_MISSING`."""
    value = json.loads(document)
    for key, index in _segments(path):
        if isinstance(value, dict) and key in value:
            value = value[key]
        elif isinstance(value, list) and index is not None and index < len(value):
            value = value[index]
        else:
            return _MISSING
    return value


def json_kind(document: str, path: str) -> str:
    """The name of the value's type."""
    return _KINDS[type(_find(document, path))]


def json_string(document: str, path: str) -> str | None:
    """A string."""
    value = _find(document, path)
    return value if isinstance(value, str) else None


def json_integer(document: str, path: str) -> int | None:
    """A number that is written without fraction and exponent and fits 64 bits."""
    value = _find(document, path)
    return value if type(value) is int and -(2**63) <= value < 2**63 else None


def json_float(document: str, path: str) -> float | None:
    """Any number, as a double."""
    value = _find(document, path)
    return float(value) if type(value) in (int, float) else None


def json_bool(document: str, path: str) -> bool | None:
    """A boolean."""
    value = _find(document, path)
    return value if isinstance(value, bool) else None


def json_size(document: str, path: str) -> int | None:
    """Elements of an array, members of an object, code points of a string."""
    value = _find(document, path)
    return len(value) if isinstance(value, list | dict | str) else None


def json_elements(document: str, path: str) -> list[str] | None:
    """The elements of an array, each a document of its own."""
    value = _find(document, path)
    return [json.dumps(element, ensure_ascii=False) for element in value] if isinstance(value, list) else None


def json_texts(document: str, path: str) -> list[str] | None:
    """Every key and every scalar but null in an array or object, at any depth, as texts."""
    value = _find(document, path)
    return list(_texts(value)) if isinstance(value, list | dict) else None


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for element in value:
            yield from _texts(element)
    elif isinstance(value, bool):
        yield "true" if value else "false"
    elif isinstance(value, float):
        yield float_text(value)
    elif value is not None:
        yield str(value)


def float_text(number: float) -> str:
    """Integer digits where a double is integral and at most 2^53 in magnitude, else what C prints with `%.15g`."""
    return str(int(number)) if number.is_integer() and abs(number) <= 2**53 else f"{number:.15g}"


FUNCTIONS: dict[Callable[..., Any], tuple[tuple[LogicalType, ...], LogicalType]] = {
    json_kind: ((STRING, STRING), STRING),
    json_string: ((STRING, STRING), STRING),
    json_integer: ((STRING, STRING), INT),
    json_float: ((STRING, STRING), FLOAT),
    json_bool: ((STRING, STRING), BOOL),
    json_size: ((STRING, STRING), INT),
    json_elements: ((STRING, STRING), ArrayType(STRING)),
    json_texts: ((STRING, STRING), ArrayType(STRING)),
    float_text: ((FLOAT,), STRING),
}
"""Each function with the types that it takes and the one that it gives. In SQL they have the names that they have here."""
