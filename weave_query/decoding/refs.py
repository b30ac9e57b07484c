"""Room 7: values in the place of references in the documents of calls (`expand_columns`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from weave_query.requests.calls import CallSchema
from weave_query.syntax.paths import FieldPath, Segment

_REF = "_ref"


def expand(calls: Iterable[CallSchema], paths: Sequence[FieldPath], rows: Iterable[Mapping[str, Any]]) -> None:
    """Put what is behind references in their place: an object with `_ref` beside its members, any other value as it is.

    paths: where, in any order. rows: `ref` and `value`, of every reference that has something behind it.
    """
    values = {row["ref"]: _shown(row["ref"], row["value"]) for row in rows}
    # A path below another leads through what stands in the place of the other's reference.
    ordered = sorted(dict.fromkeys(paths), key=lambda path: len(path.segments))
    for call in calls:
        for path in ordered:
            document = getattr(call, path.root)
            expanded = _expanded(document, path.segments, values)
            if expanded is not document:
                setattr(call, path.root, expanded)


def _shown(ref: str, value: Any) -> Any:
    return {**value, _REF: ref} if isinstance(value, dict) else value


def _expanded(value: Any, segments: tuple[Segment, ...], values: Mapping[str, Any]) -> Any:
    """The value with what is at a path in it expanded; itself where nothing is. What is behind a reference stands in
    several calls, so nothing is changed in place."""
    if not segments:
        return values.get(value, value) if isinstance(value, str) else value
    first, below = segments[0], segments[1:]
    place: Any = None
    if isinstance(value, dict) and first.key is not None and first.key in value:
        place = first.key
    elif isinstance(value, list) and first.index is not None and first.index < len(value):
        place = first.index
    if place is None:
        return value
    member = _expanded(value[place], below, values)
    if member is value[place]:
        return value
    if isinstance(value, dict):
        return {**value, place: member}
    return [*value[:place], member, *value[place + 1 :]]
