"""Room 3: the closed vocabularies of bound expressions: what is read, what is computed, how text matches."""

from __future__ import annotations

from enum import Enum

from weave_query.types import BOOL, FLOAT, INT, STRING, LogicalType


class JsonReading(Enum):
    """What is read of the JSON value at a path; null where the value is of another type.

    STRING a string. INTEGER a number that is an integer within 64 bits, exactly. FLOAT any number, as a double.
    BOOL a boolean. NUMERIC a number, or the number that a string spells, as a double. BOOLEAN_TEXT the text `true` or
    `false` of a boolean, or a string. ABSENT whether it is missing or null (never null). KIND the name of its type:
    missing null bool number string array object (never null). SIZE elements of an array, members of an object, code
    points of a string.
    """

    STRING = "string"
    INTEGER = "integer"
    FLOAT = "float"
    BOOL = "bool"
    NUMERIC = "numeric"
    BOOLEAN_TEXT = "boolean text"
    ABSENT = "absent"
    KIND = "kind"
    SIZE = "size"


READING_TYPES: dict[JsonReading, LogicalType] = {
    JsonReading.STRING: STRING,
    JsonReading.INTEGER: INT,
    JsonReading.FLOAT: FLOAT,
    JsonReading.BOOL: BOOL,
    JsonReading.NUMERIC: FLOAT,
    JsonReading.BOOLEAN_TEXT: STRING,
    JsonReading.ABSENT: BOOL,
    JsonReading.KIND: STRING,
    JsonReading.SIZE: INT,
}


class Function(Enum):
    """Functions of one value; null in, null out.

    TEXT_TO_FLOAT, TEXT_TO_INT the number that text spells, null when none (TEXT_TO_INT: no integer within 64 bits).
    FLOAT_TO_TEXT integer digits when integral and |x| <= 2^53, else C's %.15g. FLOAT_TO_INT truncated toward zero,
    null beyond 2^53. TIMESTAMP_TO_TEXT `YYYY-MM-DD HH:MM:SS.ffffff`. TIMESTAMP_TO_MICROS since the epoch,
    TIMESTAMP_TO_SECONDS the same in seconds, floored.
    TEXT_LENGTH code points. LIST_LENGTH members. OP_REF_NAME the name in an op ref: after the last `/op/`, before
    the first `:` that follows; null when there is none, or an empty one. REF_OBJECT the last segment of a ref, between
    `/`, up to its first `:`; REF_KIND the segment before it, empty when there is none. BEFORE_COLON, BEFORE_SLASH what
    is before the first of them, all of a text without one; AFTER_COLON, AFTER_SLASH what follows it, null without one.
    PERCENT_DECODED a text with its escapes of ASCII characters (`%20`) as these; null where another `%` is in it.
    """

    TEXT_TO_FLOAT = "text to float"
    TEXT_TO_INT = "text to int"
    INT_TO_FLOAT = "int to float"
    INT_TO_TEXT = "int to text"
    FLOAT_TO_TEXT = "float to text"
    FLOAT_TO_INT = "float to int"
    TIMESTAMP_TO_TEXT = "timestamp to text"
    TIMESTAMP_TO_MICROS = "timestamp to micros"
    TIMESTAMP_TO_SECONDS = "timestamp to seconds"
    TEXT_LENGTH = "text length"
    LIST_LENGTH = "list length"
    OP_REF_NAME = "op ref name"
    REF_OBJECT = "ref object"
    REF_KIND = "ref kind"
    BEFORE_COLON = "before colon"
    AFTER_COLON = "after colon"
    BEFORE_SLASH = "before slash"
    AFTER_SLASH = "after slash"
    PERCENT_DECODED = "percent decoded"


FUNCTION_TYPES: dict[Function, LogicalType] = {
    Function.TEXT_TO_FLOAT: FLOAT,
    Function.TEXT_TO_INT: INT,
    Function.INT_TO_FLOAT: FLOAT,
    Function.INT_TO_TEXT: STRING,
    Function.FLOAT_TO_TEXT: STRING,
    Function.FLOAT_TO_INT: INT,
    Function.TIMESTAMP_TO_TEXT: STRING,
    Function.TIMESTAMP_TO_MICROS: INT,
    Function.TIMESTAMP_TO_SECONDS: INT,
    Function.TEXT_LENGTH: INT,
    Function.LIST_LENGTH: INT,
    Function.OP_REF_NAME: STRING,
    Function.REF_OBJECT: STRING,
    Function.REF_KIND: STRING,
    Function.BEFORE_COLON: STRING,
    Function.AFTER_COLON: STRING,
    Function.BEFORE_SLASH: STRING,
    Function.AFTER_SLASH: STRING,
    Function.PERCENT_DECODED: STRING,
}


class ArithmeticOp(Enum):
    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"
    MODULO = "%"


class MatchKind(Enum):
    """How a text matches: CONTAINS, PREFIX and SUFFIX compare code points; ANY_PREFIX starts with one of a list; FOLDED
    contains without regard to case, its needle a parameter of character classes; REGEX has a match of a parameter."""

    CONTAINS = "contains"
    SUFFIX = "suffix"
    REGEX = "regex"
    PREFIX = "prefix"
    ANY_PREFIX = "any prefix"
    FOLDED = "folded"


# Functions that can be null of a value that is not.
PARTIAL = frozenset(
    {
        Function.TEXT_TO_FLOAT,
        Function.TEXT_TO_INT,
        Function.FLOAT_TO_INT,
        Function.OP_REF_NAME,
        Function.AFTER_COLON,
        Function.AFTER_SLASH,
        Function.PERCENT_DECODED,
    }
)
