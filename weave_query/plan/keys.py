"""Room 4: the key by which rows are grouped, of a value that may have any type.

A key is a few columns that are never null and together tell every two values apart that are different keys:

    rank     the class of the value (`KeyRank`), where it has more than one
    number   the number as a double, else 0.0
    whole    an integer beyond 2^53, which the double does not tell; a boolean as 1 or 0; a time in microseconds; else 0
    text     the text, else ''

Because they are never null, keys are equal where their columns are, in a GROUP BY and in a join. 1 and 1.0 are one
key, 1, "1" and true are three; arrays are one key and objects another, since they have no equality; missing and null
are one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from weave_query.binding.choose import kind_of
from weave_query.binding.convert import ZERO
from weave_query.binding.nodes import (
    FALSE,
    TRUE,
    Apply,
    Arithmetic,
    ArithmeticOp,
    BoundExpr,
    BoundOr,
    Case,
    Coalesce,
    ColumnRef,
    Compare,
    ComparisonOp,
    Constant,
    Function,
    Negate,
    Null,
)
from weave_query.binding.order import SortKey
from weave_query.binding.values import Value, first_present, text_constant
from weave_query.compiled import OutputColumn
from weave_query.requests.outputs import KeyRank
from weave_query.types import FLOAT, INT, SAFE_INTEGER, STRING

ONE, NONE = Constant(1, INT), Constant(0, INT)
_EMPTY = text_constant("")
_TYPES = {"rank": INT, "number": FLOAT, "whole": INT, "text": STRING}
PARTS = tuple(_TYPES)
_NOTHING_IN = {"rank": NONE, "number": ZERO, "whole": NONE, "text": _EMPTY}
_RANKS = {
    "number": KeyRank.NUMBER,
    "string": KeyRank.TEXT,
    "bool": KeyRank.BOOLEAN,
    "timestamp": KeyRank.TIME,
    "array": KeyRank.ARRAY,
    "object": KeyRank.OBJECT,
    "null": KeyRank.NOTHING,
    "missing": KeyRank.NOTHING,
}


@dataclass(frozen=True, slots=True)
class Key:
    """The columns of a key by their part. only: the class of all its values, where `rank` is not among them."""

    parts: Mapping[str, BoundExpr]
    only: KeyRank | None


def raw_readings(value: Value, name: str) -> list[tuple[OutputColumn, BoundExpr]]:
    """What a key is made of, as columns whose names begin with `name`: a reading of each type that the value may have.
    They are read once, where the row is, and written several times above."""
    boolean = one_or_zero(value.boolean) if value.boolean is not None else None
    time = Apply(Function.TIMESTAMP_TO_MICROS, value.timestamp) if value.timestamp is not None else None
    kind = kind_of(value)
    found = {
        "kind": (STRING, None if isinstance(kind, Constant) else kind),
        "int": (INT, value.integer),
        "float": (FLOAT, None if value.all_integers else value.float),
        "bool": (INT, boolean),
        "time": (INT, time),
        "text": (STRING, value.string),
    }
    return [
        (OutputColumn(f"{name}_{reading}", type_), expr) for reading, (type_, expr) in found.items() if expr is not None
    ]


def one_or_zero(boolean: BoundExpr) -> BoundExpr:
    """1 or 0 of a truth, null of none."""
    if not boolean.nullable:
        return Case(((boolean, ONE),), NONE)
    return Case(((boolean, ONE), (Negate(boolean), NONE)))


def key_of(value: Value, rows: str, name: str) -> Key:
    """The key of a value whose readings are columns of `rows`."""
    kind = kind_of(value)
    read = _columns(value, rows, name)
    numbers = read.get("float")
    integers = _beyond(read["int"]) if "int" in read and numbers is not None else read.get("int")
    wholes = first_present(integers, read.get("bool"), read.get("time"))
    parts: dict[str, BoundExpr] = {}
    if not isinstance(kind, Constant):
        parts["rank"] = rank_of(ColumnRef(rows, f"{name}_kind", STRING, nullable=False))
    if numbers is not None:
        # -0.0 and 0.0 are one key, but some engines tell them apart.
        parts["number"] = Arithmetic(ArithmeticOp.ADD, Coalesce((numbers, ZERO)), ZERO)
    if wholes is not None:
        items = wholes.items if isinstance(wholes, Coalesce) else (wholes,)
        parts["whole"] = Coalesce((*items, NONE))
    if "text" in read:
        parts["text"] = Coalesce((read["text"], _EMPTY))
    only = _RANKS[str(kind.value)] if isinstance(kind, Constant) else None
    # What has no value in any row has one key all the same.
    return Key(parts, only) if parts else Key({"rank": Constant(int(KeyRank.NOTHING), INT)}, None)


def distinct_parts(value: Value, rows: str, name: str) -> dict[str, BoundExpr]:
    """Columns of which each value has exactly one that is not null, or none if it is missing or null: so the number of
    different keys is the sum of the numbers of different values in each."""
    read = _columns(value, rows, name)
    found: dict[str, BoundExpr] = {}
    if "float" in read and "int" in read:
        beyond = is_beyond(read["int"])
        found["number"] = Case(((beyond, Null(FLOAT)),), Arithmetic(ArithmeticOp.ADD, read["float"], ZERO))
        found["int"] = Case(((beyond, read["int"]),))
    elif "float" in read:
        found["number"] = Arithmetic(ArithmeticOp.ADD, read["float"], ZERO)
    elif "int" in read:
        found["int"] = read["int"]
    found |= {each: read[each] for each in ("bool", "time", "text") if each in read}
    kind = ColumnRef(rows, f"{name}_kind", STRING, nullable=False)
    if not isinstance(kind_of(value), Constant) and value.places:
        is_container = BoundOr(
            tuple(Compare(ComparisonOp.EQ, kind, text_constant(word)) for word in ("array", "object"))
        )
        found["container"] = Case(((is_container, kind),))
    return found


def _columns(value: Value, rows: str, name: str) -> dict[str, BoundExpr]:
    """The readings of `raw_readings` by their names, without the kind."""
    cut = len(name) + 1
    return {
        column.name[cut:]: ColumnRef(rows, column.name, column.type, nullable=expr.nullable)
        for column, expr in raw_readings(value, name)
        if column.name[cut:] != "kind"
    }


def rank_of(kind: BoundExpr) -> BoundExpr:
    """The rank of the name of a type."""
    branches = tuple(
        (Compare(ComparisonOp.EQ, kind, text_constant(word)), Constant(int(rank), INT))
        for word, rank in _RANKS.items()
        if rank is not KeyRank.NOTHING
    )
    return Case(branches, Constant(int(KeyRank.NOTHING), INT))


def is_beyond(integer: BoundExpr) -> BoundExpr:
    """Is an integer one that its double does not tell?"""
    least, most = Constant(-SAFE_INTEGER, INT), Constant(SAFE_INTEGER, INT)
    return BoundOr((Compare(ComparisonOp.LT, integer, least), Compare(ComparisonOp.GT, integer, most)))


def _beyond(integer: BoundExpr) -> BoundExpr:
    return Case(((is_beyond(integer), integer),))


def _if_integral(number: BoundExpr) -> BoundExpr:
    """An integer up to 2^53, of its double."""
    integer = Apply(Function.FLOAT_TO_INT, number)
    is_same = Compare(ComparisonOp.EQ, Apply(Function.INT_TO_FLOAT, integer), number)
    return Case(((is_same, integer),))


def column_of(name: str, part: str) -> OutputColumn:
    """The column of a part of a key."""
    return OutputColumn(f"{name}_{part}", _TYPES[part], "key")


def key_columns(key: Key, rows: str, name: str) -> list[tuple[OutputColumn, ColumnRef]]:
    """The columns of a key that rows have already."""
    columns = [column_of(name, part) for part in key.parts]
    return [(column, ColumnRef(rows, column.name, column.type, nullable=False)) for column in columns]


def sort_keys_of(key: Key, rows: str, name: str, *, descending: bool = False) -> list[SortKey]:
    """The order of keys: by class, which is never reversed, then by value."""
    return [SortKey(ref, descending and column.name != f"{name}_rank") for column, ref in key_columns(key, rows, name)]


def with_others(key: Key, rows: str, name: str, is_kept: BoundExpr) -> Key:
    """The key, where one is not kept, the key that stands for all of those. Its rank tells it from every other."""
    only = key.only if key.only is not None else KeyRank.NOTHING
    parts: dict[str, BoundExpr] = {"rank": Constant(int(only), INT)}
    parts |= {column.name[len(name) + 1 :]: ref for column, ref in key_columns(key, rows, name)}
    others = {**_NOTHING_IN, "rank": Constant(int(KeyRank.OTHER), INT)}
    return Key({part: Case(((is_kept, expr),), others[part]) for part, expr in parts.items()}, None)


def key_value(key: Key, rows: str, name: str) -> Value:
    """The key of a group as a value of the language. That of all other keys is none and equals nothing."""
    read = {column.name[len(name) + 1 :]: ref for column, ref in key_columns(key, rows, name)}

    def of(rank: KeyRank, reading: BoundExpr | None) -> BoundExpr | None:
        if reading is None or "rank" not in read:
            return reading if key.only is rank else None
        return Case(((_is(read["rank"], rank), reading),))

    number, whole = read.get("number"), read.get("whole")
    integer = whole if number is None or whole is None else Coalesce((_beyond(whole), _if_integral(number)))
    as_double = number if number is not None else (Apply(Function.INT_TO_FLOAT, whole) if whole is not None else None)
    is_true = Compare(ComparisonOp.EQ, whole, ONE) if whole is not None else None
    absent = _is(read["rank"], KeyRank.NOTHING) if "rank" in read else (TRUE if key.only is KeyRank.NOTHING else None)
    return Value(
        string=of(KeyRank.TEXT, read.get("text")),
        integer=of(KeyRank.NUMBER, integer),
        float=of(KeyRank.NUMBER, as_double),
        boolean=of(KeyRank.BOOLEAN, is_true),
        absent=None if absent == FALSE else absent,
        all_integers=integer is not None and number is None,
        field=True,
        lenient=number is not None and "text" in read,
    )


def _is(rank: BoundExpr, which: KeyRank) -> BoundExpr:
    return Compare(ComparisonOp.EQ, rank, Constant(int(which), INT))
