"""Room 0: what a literal spells, its shape, and the readings of it that parameters take.

A literal's value decides in a few places only: text that spells a number or a boolean, the empty text, a number from
2^53 on, text that is a time. `LiteralShape` is all of that and nothing else, so binding and planning see shapes, and
one SQL text serves every value of a shape. `read_literal` takes a value as the type that a parameter needs.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import lru_cache
from typing import Any

from weave_query.errors import InternalError
from weave_query.folding import fold, fold_classes
from weave_query.types import INT_MAX, INT_MIN, SAFE_INTEGER, is_integer

# The grammar of text that counts as a number (semantics, section 3). [0-9], never \d: other scripts have digits too.
NUMBER_TEXT = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?\Z")
INTEGER_TEXT = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
MAX_NUMBER_TEXT = 40
BOOLEAN_TEXT = {"true": True, "false": False}
_NUMBER_CHARACTERS = frozenset("0123456789.eE+-")
_TIME_TEXT = re.compile(
    r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8})"
    r"(?:[Tt ](?P<time>[0-9]{2}(?::?[0-9]{2}(?::?[0-9]{2}(?:[.,][0-9]+)?)?)?)"
    r" ?(?P<offset>[Zz]|[+-][0-9]{2}(?::?[0-9]{2}(?::?[0-9]{2})?)?)?)?\Z"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_YEAR_1 = -62_135_596_800_000_000
_YEAR_10000 = 253_402_300_800_000_000
_UNITS = (1_000, 1_000_000, 1_000_000_000)
"""Milliseconds, microseconds and nanoseconds of a second."""


class Kind(Enum):
    """The JSON type of a literal."""

    NULL = "null"
    BOOL = "bool"
    NUMBER = "number"
    STRING = "string"


class Spelling(Enum):
    """What a text literal spells, beside being text."""

    NOTHING = "nothing"
    EMPTY = "empty"
    NUMBER = "number"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class LiteralShape:
    """Everything of a literal that may decide the SQL.

    integer: it is, or spells, an integer within 64 bits. wide: it is, or spells, a number of magnitude 2^53 or more.
    temporal: beside a timestamp column it is a time. opaque: a text that is not the beginning of any other JSON
    value's text. in_numbers, in_booleans: its text may occur in the text of a number or of a boolean, in either case.
    long: a text of more than 256 characters, which some engines cannot search for by a pattern.
    per_second: a number that is a time in another unit than seconds: how many of that unit are one. It decides no SQL,
    but what is told of a time that is none, and most numbers have none.
    """

    kind: Kind
    spelling: Spelling = Spelling.NOTHING
    integer: bool = False
    wide: bool = False
    temporal: bool = False
    opaque: bool = False
    in_numbers: bool = False
    in_booleans: bool = False
    long: bool = False
    per_second: int | None = None


def number_in_text(text: str) -> int | float | None:
    """The number that text spells, an int within 64 bits or a double, or None."""
    if len(text) > MAX_NUMBER_TEXT or not NUMBER_TEXT.match(text):
        return None
    if INTEGER_TEXT.match(text) and INT_MIN <= int(text) <= INT_MAX:
        return int(text)
    return float(text)


def canonical_number(value: int | float) -> int | float:
    """A number as the language sees it: an int within 64 bits, else a double."""
    return value if isinstance(value, float) or is_integer(value) else float(value)


def micros(value: object) -> int | None:
    """Microseconds since the epoch that a literal means beside a timestamp column, or None when it is no time.

    A number is Unix seconds, rounded half-even to the microsecond; text is ISO 8601 (a date is midnight UTC, naive
    is UTC). Years 1 to 9999.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int):
        found = value * 1_000_000
    elif isinstance(value, float):
        if not math.isfinite(value) or abs(value) > 1e12:
            return None
        whole = math.floor(value)
        found = whole * 1_000_000 + round((value - whole) * 1_000_000)
    elif isinstance(value, str):
        return _text_micros(value) if len(value) <= MAX_NUMBER_TEXT else None
    else:
        return None
    return found if _YEAR_1 <= found < _YEAR_10000 else None


@lru_cache(maxsize=1024)
def _text_micros(text: str) -> int | None:
    match = _TIME_TEXT.match(text)
    if match is None:
        return None
    offset = match["offset"] or ""
    iso = match["date"] + (f"T{match['time']}" if match["time"] else "") + ("+00:00" if offset in "Zz" else offset)
    try:
        parsed = datetime.fromisoformat(iso)
    except ValueError:
        return None
    if parsed.tzinfo is None:
        parsed = parsed.replace(tzinfo=UTC)
    delta = parsed - _EPOCH
    found = (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds
    return found if _YEAR_1 <= found < _YEAR_10000 else None


def shape_of(value: str | int | float | bool | None) -> LiteralShape:
    """The shape of a literal."""
    if value is None:
        return _NULL
    if value is True or value is False:
        return _BOOL
    if isinstance(value, str):
        return _text_shape(value)
    number = canonical_number(value)
    temporal = micros(value) is not None
    return LiteralShape(
        Kind.NUMBER,
        integer=isinstance(number, int),
        wide=abs(number) >= SAFE_INTEGER,
        temporal=temporal,
        in_numbers=True,
        per_second=None if temporal else next((unit for unit in _UNITS if micros(number / unit) is not None), None),
    )


def _text_shape(text: str) -> LiteralShape:
    if not text:
        return EMPTY_TEXT
    if text in BOOLEAN_TEXT:
        return _BOOLEAN_TEXT_SHAPE
    in_numbers = _NUMBER_CHARACTERS.issuperset(text)
    in_booleans = len(text) <= 5 and _in_folded_boolean(fold(text))
    temporal = text[0] in "0123456789" and micros(text) is not None
    number = number_in_text(text) if text[0] in "-0123456789" else None
    if number is None:
        opaque = text[0] not in '-0123456789{["' and text != "null"
        return LiteralShape(
            Kind.STRING,
            temporal=temporal,
            opaque=opaque,
            in_numbers=in_numbers,
            in_booleans=in_booleans,
            long=len(text) > _LONGEST_SHORT,
        )
    return LiteralShape(
        Kind.STRING,
        Spelling.NUMBER,
        integer=isinstance(number, int),
        wide=abs(number) >= SAFE_INTEGER,
        temporal=temporal,
        in_numbers=in_numbers,
    )


# PostgreSQL takes 30 ms to read a regular expression of so many letters without case, and 16 s for one of 8,000.
_LONGEST_SHORT = 256
_FOLDED_BOOLEANS = tuple(map(fold, BOOLEAN_TEXT))


def _in_folded_boolean(folded: str) -> bool:
    return any(folded in boolean for boolean in _FOLDED_BOOLEANS)


# A text of which nothing decides anything, as beside a text column.
ANY_TEXT = LiteralShape(Kind.STRING, opaque=True)
_NULL = LiteralShape(Kind.NULL)
_BOOL = LiteralShape(Kind.BOOL, in_booleans=True)
EMPTY_TEXT = LiteralShape(Kind.STRING, Spelling.EMPTY, in_numbers=True, in_booleans=True)
_BOOLEAN_TEXT_SHAPE = LiteralShape(Kind.STRING, Spelling.BOOLEAN, in_booleans=True)


class LiteralReading(Enum):
    """How a parameter takes the value of its slot.

    TEXT, FLOAT, INT and BOOL take a scalar, or what its text spells. MICROS a time. AS_TEXT the text of any scalar,
    as `$convert` to string makes it. FOLDED the classes of characters that match that text without regard to case, one
    string each. REGEX and FOLDED_REGEX a regular expression, as text, which the backend parses and spells. ONE_MORE a
    count plus one. VALUE is what has its type already: the value of a sort key, out of a cursor.

    The others take the members of a list, without null and repetition: TEXTS its strings; FLOATS its numbers, INTS
    those within 64-bit integers, DOUBLES the rest, each also as its strings spell them; NUMBER_FLOATS, NUMBER_INTS,
    NUMBER_DOUBLES the same without the strings; BOOLS its booleans, also spelled; ONLY_BOOLS the same without the
    strings; TEXTS_OF_BOOLS the spellings of its booleans; TIMES the microseconds of its times.

    CALL_REFS is what the refs of the calls of a project begin with, PUBLIC_CALL_REFS in the form that clients write.
    OBJECT_REFS of its objects, TABLE_REFS of its tables.
    """

    TEXT = "text"
    FLOAT = "float"
    INT = "int"
    BOOL = "bool"
    MICROS = "micros"
    AS_TEXT = "as text"
    FOLDED = "folded"
    REGEX = "regex"
    FOLDED_REGEX = "folded regex"
    ONE_MORE = "one more"
    VALUE = "value"
    TEXTS = "texts"
    FLOATS = "floats"
    INTS = "ints"
    DOUBLES = "doubles"
    NUMBER_FLOATS = "number floats"
    NUMBER_INTS = "number ints"
    NUMBER_DOUBLES = "number doubles"
    BOOLS = "bools"
    ONLY_BOOLS = "only bools"
    TEXTS_OF_BOOLS = "texts of bools"
    TIMES = "times"
    CALL_REFS = "call refs"
    PUBLIC_CALL_REFS = "public call refs"
    OBJECT_REFS = "object refs"
    TABLE_REFS = "table refs"


def read_literal(value: object, reading: LiteralReading) -> object:
    """The value of a slot as a parameter takes it. Raises InternalError where the shape of the slot rules it out."""
    return _READERS[reading](value)


def text_of(value: object) -> str:
    """The text of a scalar: a string itself, `true` or `false`, digits, or C's `%.15g`."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    number = canonical_number(_required(_number(value)))
    if isinstance(number, int) or (abs(number) <= SAFE_INTEGER and number == int(number)):
        return str(int(number))
    return f"{number:.15g}"


def _number(value: object) -> int | float | None:
    if isinstance(value, str):
        return number_in_text(value)
    return _only_number(value)


def _only_number(value: object) -> int | float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return canonical_number(value)


def _boolean(value: object) -> bool | None:
    if isinstance(value, str):
        return BOOLEAN_TEXT.get(value)
    return value if isinstance(value, bool) else None


def _only_boolean(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _required(found: Any) -> Any:
    if found is None:
        raise InternalError("a literal was read as a type that its shape rules out")
    return found


Find = Callable[[object], Any]


def _each(find: Find) -> Find:
    """What `find` finds in a list, without null and without repetition, in order."""

    def read(value: object) -> tuple[Any, ...]:
        found = (find(item) for item in value) if isinstance(value, tuple) else ()
        return tuple(dict.fromkeys(item for item in found if item is not None))

    return read


def _as_float(find: Find) -> Find:
    def read(value: object) -> float | None:
        number = find(value)
        # -0.0 becomes 0.0, which some engines tell apart as members of a set.
        return None if number is None else float(number) + 0.0

    return read


def _as_int(find: Find) -> Find:
    def read(value: object) -> int | None:
        number = find(value)
        return number if isinstance(number, int) else None

    return read


def _as_double(find: Find) -> Find:
    def read(value: object) -> float | None:
        number = find(value)
        return number + 0.0 if isinstance(number, float) else None

    return read


def _only_text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _text_of_bool(value: object) -> str | None:
    return text_of(value) if isinstance(value, bool) else None


_READERS: dict[LiteralReading, Find] = {
    LiteralReading.TEXT: lambda value: value,
    LiteralReading.FLOAT: lambda value: float(_required(_number(value))),
    LiteralReading.INT: lambda value: _required(_as_int(_number)(value)),
    LiteralReading.BOOL: lambda value: _required(_boolean(value)),
    LiteralReading.MICROS: lambda value: _required(micros(value)),
    LiteralReading.AS_TEXT: text_of,
    LiteralReading.FOLDED: lambda value: fold_classes(text_of(value)),
    LiteralReading.REGEX: lambda value: value,
    LiteralReading.FOLDED_REGEX: lambda value: value,
    # No count is the greatest integer, so one less of a limit that is loses nothing.
    LiteralReading.ONE_MORE: lambda value: min(_required(_only_number(value)), INT_MAX - 1) + 1,
    LiteralReading.VALUE: lambda value: value,
    LiteralReading.TEXTS: _each(_only_text),
    LiteralReading.FLOATS: _each(_as_float(_number)),
    LiteralReading.INTS: _each(_as_int(_number)),
    LiteralReading.DOUBLES: _each(_as_double(_number)),
    LiteralReading.NUMBER_FLOATS: _each(_as_float(_only_number)),
    LiteralReading.NUMBER_INTS: _each(_as_int(_only_number)),
    LiteralReading.NUMBER_DOUBLES: _each(_as_double(_only_number)),
    LiteralReading.BOOLS: _each(_boolean),
    LiteralReading.ONLY_BOOLS: _each(_only_boolean),
    LiteralReading.TEXTS_OF_BOOLS: _each(_text_of_bool),
    LiteralReading.TIMES: _each(micros),
    LiteralReading.CALL_REFS: lambda value: f"weave-trace-internal:///{value}/call/",
    LiteralReading.PUBLIC_CALL_REFS: lambda value: f"weave:///{value}/call/",
    LiteralReading.OBJECT_REFS: lambda value: f"weave-trace-internal:///{value}/object/",
    LiteralReading.TABLE_REFS: lambda value: f"weave-trace-internal:///{value}/table/",
}
