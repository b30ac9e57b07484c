"""Reference: JSON documents as Python values. A value and a path in, what is there out (`JsonReading`)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, assert_never

from weave_query.binding.nodes import JsonReading, Segment
from weave_query.literals import canonical_number, number_in_text, text_of


class _Missing:
    """What a path that leads nowhere gives. JSON null is None."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING = _Missing()


class _Null:
    """What a column of documents has whose value is JSON null, where None says that there is no document."""

    def __deepcopy__(self, memo: object) -> _Null:
        return self

    def __repr__(self) -> str:
        return "NULL"


NULL = _Null()


def decoded(text: str) -> Any:
    """The value of a stored document: integers within 64 bits are ints, every other number is a float."""
    return json.loads(text, parse_int=lambda digits: canonical_number(int(digits)))


def walk(value: Any, path: tuple[Segment, ...]) -> Any:
    """The value at a path: an index counts in an array, a key names a member of an object, all else is missing."""
    for segment in path:
        if isinstance(value, list) and segment.index is not None and segment.index < len(value):
            value = value[segment.index]
        elif isinstance(value, dict) and segment.key is not None and segment.key in value:
            value = value[segment.key]
        else:
            return MISSING
    return value


def read(value: Any, reading: JsonReading) -> Any:
    """One reading of a JSON value, None where it is of another type."""
    match reading:
        case JsonReading.STRING:
            return value if isinstance(value, str) else None
        case JsonReading.INTEGER:
            return value if isinstance(value, int) and not isinstance(value, bool) else None
        case JsonReading.FLOAT:
            return float(value) if is_number(value) else None
        case JsonReading.BOOL:
            return value if isinstance(value, bool) else None
        case JsonReading.NUMERIC:
            return number_spelled(value) if isinstance(value, str) else read(value, JsonReading.FLOAT)
        case JsonReading.BOOLEAN_TEXT:
            return text_of(value) if isinstance(value, (bool, str)) else None
        case JsonReading.ABSENT:
            return value is MISSING or value is None
        case JsonReading.KIND:
            return kind(value)
        case JsonReading.SIZE:
            return len(value) if isinstance(value, (str, list, dict)) else None
        case _:
            assert_never(reading)


def is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def number_spelled(text: str) -> float | None:
    """The number that a text spells, as a double."""
    number = number_in_text(text)
    return float(number) if number is not None else None


def kind(value: Any) -> str:
    """The name of a value's type, as `$type` gives it."""
    if value is MISSING:
        return "missing"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "bool"
    if is_number(value):
        return "number"
    if isinstance(value, str):
        return "string"
    return "array" if isinstance(value, list) else "object"


def texts(container: Any) -> Iterator[str]:
    """Every key, and the text of every scalar that is not null, at any depth of an array or object."""
    if isinstance(container, dict):
        yield from container
    for item in container.values() if isinstance(container, dict) else container:
        if isinstance(item, (dict, list)):
            yield from texts(item)
        elif item is not None:
            yield text_of(item)
