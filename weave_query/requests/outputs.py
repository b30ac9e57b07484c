"""Room 2: what the columns of an aggregation are: the words in which an answer describes itself.

Whoever shows an aggregation, or adds its rows up, has to know three things of a number: its unit, whether it may be
added, and what a group without values has. They are said once, here, for every kind of request that aggregates.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

Role = Literal["bucket", "dimension", "measure"]
ColumnType = Literal["integer", "number", "string", "bool", "timestamp", "any"]

Additivity = Literal["additive", "mergeable", "not additive"]
"""How the value of several groups together follows from theirs, where the groups share no rows. additive: by adding.
mergeable: the least or the greatest of them is that of all. not additive: not at all, the rows have to be asked."""

NullPolicy = Literal["key", "zero", "null"]
"""Rows without a value. key: they are a group of their own. The others leave them out; of none, the measure is 0 or
null."""

Function = Literal["count", "count_distinct", "sum", "avg", "min", "max", "percentile"]

ADDITIVITY: dict[Function, Additivity] = {
    "count": "additive",
    "count_distinct": "not additive",
    "sum": "additive",
    "avg": "not additive",
    "min": "mergeable",
    "max": "mergeable",
    "percentile": "not additive",
}
NULLS: dict[Function, NullPolicy] = {
    "count": "zero",
    "count_distinct": "zero",
    "sum": "zero",
    "avg": "null",
    "min": "null",
    "max": "null",
    "percentile": "null",
}


class KeyRank(IntEnum):
    """The classes of keys, in their order: of a group's key and among keys. NOTHING: missing or null."""

    NUMBER = 0
    TEXT = 1
    BOOLEAN = 2
    TIME = 3
    ARRAY = 4
    OBJECT = 5
    NOTHING = 6
    OTHER = 7


@dataclass(frozen=True, slots=True)
class Output:
    """A column of an answer. column: what the columns of the statement begin with, of which it is made. rank: the only
    class of its keys, None where the rows tell. function: of a measure. scale: so many of the unit of the statement's
    columns are one of its own."""

    role: Role
    type: ColumnType
    column: str
    unit: str | None = None
    additivity: Additivity | None = None
    nulls: NullPolicy | None = None
    rank: KeyRank | None = None
    function: Function | None = None
    scale: int = 1
