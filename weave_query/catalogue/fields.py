"""Room 3: the fields that a query can name, those of a call and of feedback, and how a path finds one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from weave_query.catalogue.refs import ExpandedColumn
from weave_query.catalogue.sets import is_set_valued, set_field
from weave_query.catalogue.tables import CALLS, FEEDBACK, Column
from weave_query.errors import (
    Location,
    RequestError,
    TypeMismatchError,
    UnknownFieldError,
    WeaveQueryError,
    nearest,
    raise_all,
    shown,
)
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
    """The fields of one kind of row, by name; aliases included. expanded: where a reference reads as the value behind
    it, the outer ones first."""

    table: str
    fields: Mapping[str, Field] = field(default_factory=dict)
    some: str | None = None
    expanded: tuple[ExpandedColumn, ...] = ()

    def find(self, path: FieldPath, at: Location | None = None) -> tuple[Field, tuple[Segment, ...]]:
        """The field that a path names and the segments that go into its document.

        Raises UnknownFieldError with the nearest names; TypeMismatchError for a field that has several values.
        """
        if self.table == "calls":
            if is_set_valued(path):
                rows = set_field(path, at).rows
                raise TypeMismatchError(
                    f"{shown(str(path))} has a value for each row of `{rows.table}`, so it stands only in "
                    "conditions and in orders",
                    at=at,
                    hint=_OF_SETS.get(rows.table),
                )
            if path.root == "summary" and path.segments and path.segments[0].key == "weave":
                return self._derived(path, at), ()
        found = self.fields.get(path.root)
        if found is None or "." in path.root or path.qualifier is not None:
            hint = self._hint(path.root)
            if path.qualifier is not None and path.segments:
                below = shown(".".join(map(str, path.segments)))
                hint = f"in a condition on one feedback its fields stand alone: {below}"
            raise UnknownFieldError(f"{shown(path.root)} is not a field of {self.table}", at=at, hint=hint)
        if path.segments and found.kind is FieldKind.LIST:
            raise UnknownFieldError(
                f"`{found.name}` is a list, and paths go into documents only",
                at=at,
                hint='`$anyElement` asks for a member, in Python `.any(lambda x: x == "...")`',
            )
        if path.segments and found.kind is not FieldKind.JSON:
            raise UnknownFieldError(
                f"{shown(str(path))} is not a field of {self.table}: `{found.name}` has nothing below it",
                at=at,
                hint=_TEXTS.get(path.root),
            )
        return found, path.segments

    def expanding(self, paths: Sequence[FieldPath], at: Location) -> Catalogue:
        """The same fields with references expanded at some paths, which `at` lists.

        Raises UnknownFieldError, TypeMismatchError for what is in no document.
        """
        errors: list[WeaveQueryError] = []
        for position, path in enumerate(paths):
            try:
                self._check_expandable(path, at.child(position))
            except RequestError as error:
                errors.append(error)
        raise_all(errors)
        ordered = sorted(dict.fromkeys(paths), key=lambda path: len(path.segments))
        expanded = [ExpandedColumn(f"refs{number}", path.root, path.segments) for number, path in enumerate(ordered, 1)]
        return replace(self, expanded=tuple(expanded))

    def _check_expandable(self, path: FieldPath, at: Location) -> None:
        found, _ = self.find(path, at)
        if found.kind is not FieldKind.JSON:
            raise TypeMismatchError(
                f"{shown(str(path))} is in no document, so there is no reference to expand in it",
                at=at,
                hint="`expand_columns` lists paths such as `inputs.model`",
            )

    def _derived(self, path: FieldPath, at: Location | None) -> Field:
        found = self.fields.get(str(path))
        if found is None or any(segment.key is None for segment in path.segments):
            known = [name for name in self.fields if name.startswith("summary.weave.")]
            raise UnknownFieldError(
                f"{shown(str(path))} is not a field of {self.table}",
                at=at,
                hint=_ELSEWHERE.get(str(path))
                or nearest(str(path), known)
                or "computed are " + ", ".join(f"`{name}`" for name in known),
            )
        return found

    def _hint(self, name: str) -> str | None:
        elsewhere = _ELSEWHERE if self.table == "calls" else _ELSEWHERE_OF_FEEDBACK
        return elsewhere.get(name.casefold()) or self._value(name) or nearest(name, self.fields) or self.some

    def _value(self, name: str) -> str | None:
        """What a word is, if not a field: a text that a field may have."""
        of = {each.name: each.aliases for each in self.fields.values() if name in each.values}
        return next((f"it is a value of {shown((*aliases, field)[0])}" for field, aliases in of.items()), None)


_OF_SETS = {"feedback": "`feedback_stats` and `feedback_aggregate` count feedback"}
_TEXTS = {
    "exception": "it is one text, which may be JSON with `type` and `message`; `$contains` looks for a part of it",
}
"""What the texts are whose parts are asked for as if they were documents."""
_ELSEWHERE = {
    "model": "a call may use several models: `call_stats` has tokens and cost by model, in `usage_metrics`; what one "
    "was asked to use stands in its documents, as in `inputs.model`",
    **dict.fromkeys(
        ("tokens", "total_tokens", "input_tokens", "output_tokens", "prompt_tokens", "completion_tokens", "usage"),
        "`call_stats` has tokens and cost by model, in `usage_metrics`; of one call they stand in its documents, as "
        "in `output.usage.total_tokens`",
    ),
    "total_cost": "`cost` is what a call cost, in US dollars",
    **dict.fromkeys(("root", "roots", "is_root", "parent"), "`parent_id` is null in roots"),
    **dict.fromkeys(
        ("thumbs_up", "thumbs_down", "emoji", "reaction", "rating", "score", "note", "reactions"),
        "what people said is feedback: `$feedback` asks for one, by its `payload`",
    ),
    **dict.fromkeys(
        ("feedback_type", "payload", "creator", "scorer_id", "monitor_id", "scorer_tags", "scorer_ratings"),
        "it is a field of feedback, which `feedback_stats` and `feedback_aggregate` count; `$feedback` asks for that "
        "of calls",
    ),
    **dict.fromkeys(
        ("turn_count", "first_turn_id", "last_turn_id", "last_updated", "start_time"),
        "it is a column of threads, by which they are sorted; conditions are about calls",
    ),
    "summary.weave.cost": "`cost` is the sum; `include_costs` brings all of it",
    "summary.weave.costs": "`cost` is the sum; `include_costs` brings all of it",
    "summary.weave.feedback": "`include_feedback` brings it; conditions are about `feedback.[TYPE].payload.x`",
    "storage_size_bytes": "it is of answers only, and comes with `include_storage_size`",
    "total_storage_size_bytes": "it is of answers only, and comes with `include_total_storage_size`",
}
"""What is meant by names that are no fields of calls, but mean something about them."""
_ELSEWHERE_OF_FEEDBACK = {
    "type": "nearest: `feedback_type`",
    **{name: f"it stands in the payload, as `payload.{name}`" for name in ("emoji", "note", "value", "output")},
}
_ABOUT = {
    "id": "the call's id, unique in its project",
    "project_id": "the project (tenant) it belongs to",
    "op_name": "the op that was called: a ref, ending in its version, or a plain name; `op` is the name alone",
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
        "milliseconds from start to end with their fraction, unset while it runs; rows show whole ones",
        aliases=("latency_ms",),
        unit="ms",
    ),
    Field("duration", FieldKind.DERIVED, "seconds from start to end, unset while it runs", unit="s"),
    Field("cost", FieldKind.DERIVED, "US dollars for its token usage, unset where no model has a price", unit="USD"),
    Field("op", FieldKind.DERIVED, "the name in the op's ref, the same for all its versions, else the op's name"),
    Field(
        "summary.weave.trace_name",
        FieldKind.DERIVED,
        "the display name, else the name in the op's ref, else the op's name",
        aliases=("trace_name",),
    ),
)


_ABOUT_FEEDBACK = {
    "id": "the feedback's id, unique in its project",
    "project_id": "the project (tenant) it belongs to",
    "weave_ref": "the ref of what it is about: a call, an agent's turn or conversation",
    "feedback_type": "what kind of feedback it is, as in wandb.reaction.1",
    "wb_user_id": "the user who gave it",
    "creator": "the name of who gave it",
    "created_at": "when it was given",
    "payload": "what it says: any JSON value",
    "annotation_ref": "the ref of the annotation's specification",
    "runnable_ref": "the ref of the scorer that gave it",
    "call_ref": "the ref of the scorer's call",
    "trigger_ref": "the ref of the monitor that asked for it",
    "queue_id": "the annotation queue it was given in",
    "scorer_tags": "the tags that a scorer gave",
    "scorer_tag_reasons": "why, by tag",
    "scorer_tag_confidences": "how sure, by tag",
    "scorer_ratings": "the ratings that a scorer gave, by name",
    "scorer_rating_reasons": "why, by name",
    "scorer_rating_confidences": "how sure, by name",
    "span_agent_name": "the agent that it is about",
    "span_agent_version": "the version of that agent",
    "span_status_code": "UNSET, OK or ERROR",
    "span_conversation_id": "the conversation that it is about",
    "span_trace_id": "the trace that it is about",
    "scorer_trace_id": "the trace of the scorer",
}
_DERIVED_OF_FEEDBACK = (
    Field("scorer_id", FieldKind.DERIVED, "the object's name in runnable_ref, empty without one"),
    Field("monitor_id", FieldKind.DERIVED, "the object's name in trigger_ref, empty without one"),
    Field("span_type", FieldKind.DERIVED, "the kind of what weave_ref names: call, agent_turn, agent_conversation"),
)


def _column_field(column: Column, about: Mapping[str, str]) -> Field:
    if isinstance(column.type, ArrayType):
        kind = FieldKind.LIST
    else:
        kind = FieldKind.JSON if column.type is JSON else FieldKind.COLUMN
    return Field(column.name, kind, about[column.name], column)


def _calls() -> Catalogue:
    fields = [_column_field(column, _ABOUT) for column in CALLS.columns if column.name in _ABOUT]
    named = {name: found for found in (*fields, *_DERIVED) for name in (found.name, *found.aliases)}
    some = "`op_name`, `started_at`, `inputs` and `output` are some"
    return Catalogue("calls", named, some)


def _feedback() -> Catalogue:
    fields = [_column_field(column, _ABOUT_FEEDBACK) for column in FEEDBACK.columns]
    some = "`feedback_type`, `created_at` and `payload` are some"
    return Catalogue("feedback", {found.name: found for found in (*fields, *_DERIVED_OF_FEEDBACK)}, some)


def _feedback_row() -> Catalogue:
    """What a condition on one row of a call's feedback is about."""
    names = ("payload", "runnable_ref", "trigger_ref", "creator", "created_at", "feedback_type")
    some = "those of one row of feedback are " + ", ".join(f"`{name}`" for name in names)
    return Catalogue("feedback", {name: FEEDBACK_FIELDS.fields[name] for name in names}, some)


CALL_FIELDS = _calls()
FEEDBACK_FIELDS = _feedback()
FEEDBACK_ROW_FIELDS = _feedback_row()
