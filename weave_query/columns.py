"""Calls as rows: what stands under the name of a column, and short forms of what is long."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from weave_query.errors import Location

if TYPE_CHECKING:
    from weave_query.requests.calls import CallSchema

Reader = Callable[["CallSchema"], Any]


class Seconds(float):
    """A length of time, which a table shows with its unit."""


def reader(name: str, *, short: bool = True, at: Location | None = None) -> Reader:
    """What a table shows of a call under the name of a field, or of a path into one; with short forms or without.

    Raises UnknownFieldError.
    """
    from weave_query.catalogue.fields import CALL_FIELDS, FieldKind
    from weave_query.requests.calls import CallSchema
    from weave_query.syntax.paths import parse_path, value_at

    shorten = _SHORTENED.get(name, _whole) if short else _whole
    if name in CallSchema.model_fields:
        return lambda call: shorten(getattr(call, name))
    field, segments = CALL_FIELDS.find(parse_path(name, at), at)
    if field.kind is FieldKind.DERIVED:
        return lambda call: _derived(call, field.name)
    return lambda call: shorten(value_at(getattr(call, field.name), segments))


def completed(names: Sequence[str]) -> list[str]:
    """The columns that were named, with the id, and how long a call took where its end is there."""
    shown = list(names)
    if "ended_at" in shown and "duration" not in shown:
        shown.insert(shown.index("ended_at") + 1, "duration")
    return shown if "id" in shown else [*shown, "id"]


def is_shown(name: str, at: Location | None = None) -> bool:
    """Is the field part of a result? `input_refs` and `output_refs` can be asked for and are not."""
    from weave_query.catalogue.fields import CALL_FIELDS, FieldKind
    from weave_query.requests.calls import CallSchema
    from weave_query.syntax.paths import parse_path

    if name in CallSchema.model_fields:
        return True
    field, _ = CALL_FIELDS.find(parse_path(name, at), at)
    return field.kind is FieldKind.DERIVED or field.name in CallSchema.model_fields


def _whole(value: Any) -> Any:
    return value


def _derived(call: CallSchema, name: str) -> Any:
    if name == "duration":
        return _seconds(call.started_at, call.ended_at)
    if name == "op":
        return _op(call.op_name)
    computed = (call.summary or {}).get("weave", {})
    if name == "cost":
        return _cost(computed.get("costs"))
    return computed.get(name.removeprefix("summary.weave."))


def _cost(models: dict[str, dict[str, Any]] | None) -> float | None:
    """What all models of a call cost together."""
    from weave_query.requests.usage import COST, total_of

    return total_of(value for costs in (models or {}).values() for name, value in costs.items() if name.endswith(COST))


def _seconds(started: datetime, ended: datetime | None) -> Seconds | None:
    return None if ended is None else Seconds((ended - started).total_seconds())


def _op(op_name: str) -> str:
    """The name in an op's ref, as the field `op` has it."""
    _, found, rest = op_name.rpartition("/op/")
    name, colon, _ = rest.partition(":")
    return name if found and colon and name else op_name


def short_op(ref: Any) -> Any:
    """`weave:///team/project/op/answer:3fK9...` as `answer`; a plain name as it is."""
    return _op(ref) if isinstance(ref, str) else ref


def short_exception(text: Any) -> Any:
    """What the SDK stores as JSON with a traceback, as `TimeoutError: connection lost`; other text as it is."""
    try:
        found = json.loads(text)
        return f"{found['type']}: {found['message']}"
    except (TypeError, ValueError, KeyError):
        return text


_SHORTENED: Mapping[str, Callable[[Any], Any]] = {"op_name": short_op, "exception": short_exception}
