"""Room 3: the fields of a call that a query can name, and how a path finds one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from weave_query.catalogue.tables import CALLS, Column
from weave_query.errors import Location, UnknownFieldError, UnsupportedError, WeaveQueryError, nearest, shown
from weave_query.syntax.paths import FieldPath, Segment
from weave_query.types import JSON, ArrayType


class FieldKind(Enum):
    """COLUMN a scalar column, LIST a list column, JSON a document that paths go into, DERIVED computed by a rule."""

    COLUMN = "column"
    LIST = "list"
    JSON = "json"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class Field:
    """A field: `column` is its column, or None when it is derived; `about` is one sentence for people.

    values: the only texts that it has, none where it may have any. unit: of its numbers.
    """

    name: str
    kind: FieldKind
    about: str
    column: Column | None = None
    aliases: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    unit: str | None = None


@dataclass(frozen=True)
class Catalogue:
    """The fields of one kind of row, by name; aliases included."""

    table: str
    fields: Mapping[str, Field] = field(default_factory=dict)

    def find(self, path: FieldPath, at: Location | None = None) -> tuple[Field, tuple[Segment, ...]]:
        """The field that a path names and the segments that go into its document.

        Raises UnknownFieldError with the nearest names; UnsupportedError for set-valued fields.
        """
        if path.qualifier is not None or path.root in _SET_VALUED:
            raise self._set_valued(path, at)
        keys = tuple(segment.key for segment in path.segments)
        if path.root == "summary" and keys[:1] == ("weave",):
            return self._derived(path, at), ()
        found = self.fields.get(path.root)
        if found is None or "." in path.root:
            raise UnknownFieldError(
                f"{shown(path.root)} is not a field of {self.table}", at=at, hint=self._hint(path.root)
            )
        if path.segments and found.kind is not FieldKind.JSON:
            raise UnknownFieldError(
                f"{shown(str(path))} is not a field of {self.table}: `{found.name}` has nothing below it", at=at
            )
        return found, path.segments

    def _set_valued(self, path: FieldPath, at: Location | None) -> WeaveQueryError:
        """What is said of a field of other rows: those that exist are not available yet."""
        known = _OF_FEEDBACK if path.qualifier is not None else _SET_VALUED[path.root]
        first = path.segments[0].key if path.segments else None
        if first not in known or (len(path.segments) > 1 and first != "payload"):
            names = ", ".join(f"`{name}`" for name in known)
            hint = (
                f"below it are {names}" if known else "feedback is named by its type, as in `feedback.[TYPE].payload.x`"
            )
            return UnknownFieldError(f"{shown(str(path))} is not a field of {self.table}", at=at, hint=hint)
        return UnsupportedError(f"the set-valued field {shown(str(path))} cannot be queried in this release", at=at)

    def _derived(self, path: FieldPath, at: Location | None) -> Field:
        found = self.fields.get(str(path))
        if found is None or any(segment.key is None for segment in path.segments):
            known = [name for name in self.fields if name.startswith("summary.weave.")]
            raise UnknownFieldError(
                f"{shown(str(path))} is not a field of {self.table}",
                at=at,
                hint=nearest(str(path), known) or "computed are " + ", ".join(f"`{name}`" for name in known),
            )
        return found

    def _hint(self, name: str) -> str | None:
        some = "`op_name`, `started_at`, `inputs` and `output` are some"
        return nearest(name, self.fields) or f"{some}, `weave-query fields` lists all"


_OF_FEEDBACK = ("payload", "runnable_ref", "trigger_ref")
_SET_VALUED: dict[str, tuple[str, ...]] = {"feedback": (), "annotation_queue_items": ("queue_id",)}

_ABOUT = {
    "id": "the call's id, unique in its project",
    "project_id": "the project (tenant) it belongs to",
    "op_name": "the op that was called: a ref, ending in its version, or a plain name; the short one is trace_name",
    "display_name": "a name that somebody gave this call",
    "trace_id": "the tree of calls it belongs to",
    "parent_id": "the call that made it, unset on roots",
    "thread_id": "the conversation it belongs to",
    "turn_id": "the call that opened its turn of the thread",
    "started_at": "when it started",
    "ended_at": "when it ended, unset while it runs",
    "exception": "what was raised, unset when nothing was",
    "attributes": "key and value pairs set by the application",
    "inputs": "its arguments",
    "output": "what it returned: any JSON value",
    "summary": "counts and usage, written when it ended",
    "input_refs": "the refs found in its inputs",
    "output_refs": "the refs found in its output",
    "wb_user_id": "the user who made the call",
    "wb_run_id": "the run it belongs to",
    "wb_run_step": "the run's step when it started",
    "wb_run_step_end": "the run's step when it ended",
    "deleted_at": "when it was deleted; queries never return such calls",
    "expire_at": "when its retention ends",
}

_DERIVED = (
    Field(
        "summary.weave.status",
        FieldKind.DERIVED,
        "error, descendant_error, running or success",
        aliases=("status",),
        values=("success", "error", "descendant_error", "running"),
    ),
    Field(
        "summary.weave.latency_ms",
        FieldKind.DERIVED,
        "milliseconds from start to end, unset while it runs",
        aliases=("latency_ms",),
        unit="ms",
    ),
    Field("duration", FieldKind.DERIVED, "seconds from start to end, unset while it runs", unit="s"),
    Field(
        "summary.weave.trace_name",
        FieldKind.DERIVED,
        "the display name, else the name in the op's ref, else the op's name",
        aliases=("trace_name",),
    ),
)


def _column_field(column: Column) -> Field:
    if isinstance(column.type, ArrayType):
        kind = FieldKind.LIST
    else:
        kind = FieldKind.JSON if column.type is JSON else FieldKind.COLUMN
    return Field(column.name, kind, _ABOUT[column.name], column)


def _calls() -> Catalogue:
    fields = [_column_field(column) for column in CALLS.columns if column.name in _ABOUT]
    named = {name: found for found in (*fields, *_DERIVED) for name in (found.name, *found.aliases)}
    return Catalogue("calls", named)


CALL_FIELDS = _calls()
