"""Room 3: fields whose values are those of the rows of another table that belong to a call: a set of values each."""

from __future__ import annotations

from dataclasses import dataclass

from weave_query.catalogue.tables import FEEDBACK, QUEUE_ITEMS, Column, Table
from weave_query.errors import Location, UnknownFieldError, nearest, shown
from weave_query.syntax.paths import FieldPath, Segment
from weave_query.types import JSON

QUEUES = QUEUE_ITEMS.name
ANY_TYPE = "*"
OF_FEEDBACK = ("payload", "runnable_ref", "trigger_ref")
OF_QUEUES = ("queue_id",)
OF_ONE_FEEDBACK = ("creator", "created_at", "feedback_type")
"""What only a condition on one row of feedback can ask for, beside those of `OF_FEEDBACK`."""


@dataclass(frozen=True, slots=True)
class RowSet:
    """Rows of a table that belong to a call. type: of feedback, None for any."""

    table: str
    type: str | None = None

    def __str__(self) -> str:
        """As the beginning of a path into it."""
        return f"{self.table}.[{self.type or ANY_TYPE}]" if self.table == FEEDBACK.name else self.table


@dataclass(frozen=True, slots=True)
class SetField:
    """A column of such rows, and the way into it where it is a document."""

    rows: RowSet
    column: Column
    segments: tuple[Segment, ...] = ()


SET_FIELDS = (
    (
        "feedback.[TYPE].payload",
        FEEDBACK["payload"],
        "the payloads of its feedback of a type, * for any",
    ),
    ("feedback.[TYPE].runnable_ref", FEEDBACK["runnable_ref"], "the refs of what scored it"),
    ("feedback.[TYPE].trigger_ref", FEEDBACK["trigger_ref"], "the refs of what had it scored"),
    (f"{QUEUES}.queue_id", QUEUE_ITEMS["queue_id"], "the annotation queues that it stands in"),
)
"""The set-valued fields of calls as a list of fields shows them: name, column, what it is."""


def is_set_valued(path: FieldPath) -> bool:
    """Does a path lead to rows of another table?"""
    return path.qualifier is not None or path.root in (FEEDBACK.name, QUEUES)


def feedback_of(type: str) -> RowSet:
    """The feedback of a type, or of any."""
    return RowSet(FEEDBACK.name, None if type == ANY_TYPE else type)


def set_field(path: FieldPath, at: Location | None) -> SetField:
    """The field that a path into a set names. Raises UnknownFieldError with what there is."""
    if path.root == QUEUES and path.qualifier is None:
        return _field(path, at, RowSet(QUEUES), QUEUE_ITEMS, OF_QUEUES)
    if path.qualifier is None:
        brought = "; `include_feedback` brings it to each call" if not path.segments else ""
        raise _unknown(path, at, f"feedback is named by its type, as in `feedback.[TYPE].payload.x`{brought}")
    return _field(path, at, feedback_of(path.qualifier), FEEDBACK, OF_FEEDBACK)


def _field(path: FieldPath, at: Location | None, rows: RowSet, table: Table, names: tuple[str, ...]) -> SetField:
    first = path.segments[0].key if path.segments else None
    if first not in names:
        known = f"below it {'are' if len(names) > 1 else 'is'} " + ", ".join(f"`{name}`" for name in names)
        if rows.table == FEEDBACK.name and first in OF_ONE_FEEDBACK:
            asked = f'has_feedback("{rows.type or ANY_TYPE}", F("{first}") == ...)'
            known += f"; in conditions `$feedback` asks for one by its `{first}`, in Python `{asked}`"
        raise _unknown(path, at, (nearest(first, names) if first else None) or known)
    column, below = table[first], path.segments[1:]
    if below and column.type is not JSON:
        raise _unknown(path, at, f"`{first}` has nothing below it")
    return SetField(rows, column, below)


def _unknown(path: FieldPath, at: Location | None, hint: str) -> UnknownFieldError:
    return UnknownFieldError(f"{shown(str(path))} is not a field of calls", at=at, hint=hint)
