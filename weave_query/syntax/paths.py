"""Room 1: field paths. Text is split once, here, into typed segments; after this a dot in a key is no problem.

`inputs.messages.0.role` is the root `inputs` and the segments `messages`, `0`, `role`. A segment that is all
digits without a leading zero may be an index or a key: the stored value decides (semantics, section 1).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from weave_query.errors import Location, ParseError, shown

# Array indexes wrap at 2^32 in ClickHouse and SQLite, so larger numbers are keys only.
MAX_INDEX = 2**31 - 1
_INDEX = re.compile(r"(?:0|[1-9][0-9]{0,9})\Z")
_PIECE = re.compile(r"\\[.\\]|[^.]", re.DOTALL)
_FEEDBACK = "feedback."
ELEMENT = "$$this"


@dataclass(frozen=True, slots=True)
class Segment:
    """One step into a JSON value: the key of an object, the index of an array, or either (both set)."""

    key: str | None = None
    index: int | None = None

    def __str__(self) -> str:
        if self.key is None:
            return f"[{self.index}]"
        return self.key.replace("\\", "\\\\").replace(".", "\\.")


def may_be_same(one: Segment, other: Segment) -> bool:
    """Do two segments lead to the same member of some container?"""
    same_key = one.key is not None and one.key == other.key
    return same_key or (one.index is not None and one.index == other.index)


@dataclass(frozen=True, slots=True)
class FieldPath:
    """A field as written: the name of its root and the segments below. `feedback.[T].x` has the qualifier `T`."""

    root: str
    segments: tuple[Segment, ...] = ()
    qualifier: str | None = None

    def __str__(self) -> str:
        """The text that `parse_path` reads back, except where a list path says what text cannot."""
        qualifier = [f"[{self.qualifier}]"] if self.qualifier is not None else []
        root = Segment(self.root)
        return ".".join([str(root), *qualifier, *map(str, self.segments)])

    def is_plain_text(self) -> bool:
        """Can text say this path: no pure index, and no key that text would take for an index or a type of feedback?"""
        if self.qualifier is None and str(self).startswith("feedback.["):
            return False
        return all(segment.key is not None and segment == text_segment(segment.key) for segment in self.segments)


def text_segment(text: str) -> Segment:
    """The segment that a piece of path text means."""
    if _INDEX.match(text) and int(text) <= MAX_INDEX:
        return Segment(text, int(text))
    return Segment(text)


def parse_path(text: str, at: Location | None = None) -> FieldPath:
    """Split path text: `.` separates, `\\.` is a dot, `\\\\` a backslash, any other backslash is itself.

    `feedback.[TYPE].rest` takes TYPE up to the last `]` that stands before a dot or the end.
    """
    if text.startswith("feedback.["):
        return _parse_feedback(text, at)
    root, *rest = _split(text)
    if not root:
        raise ParseError("a field name is empty", at=at)
    return FieldPath(root, tuple(map(text_segment, rest)))


def _split(text: str) -> list[str]:
    if "\\" not in text:
        return text.split(".")
    pieces = [""]
    position = 0
    while position < len(text):
        match = _PIECE.match(text, position)
        if match is None:
            pieces.append("")
            position += 1
        else:
            piece = match.group()
            pieces[-1] += piece[1] if len(piece) == 2 else piece
            position = match.end()
    return pieces


def _parse_feedback(text: str, at: Location | None) -> FieldPath:
    body = text[len(_FEEDBACK) + 1 :]
    end = max(body.rfind("]."), len(body) - 1 if body.endswith("]") else -1)
    if end < 0:
        raise ParseError(f"{shown(text)} has no `]` that closes its feedback type", at=at)
    rest = body[end + 1 :]
    segments = tuple(map(text_segment, _split(rest[1:]))) if rest else ()
    return FieldPath("feedback", segments, body[:end])


def list_path(parts: list[object], at: Location) -> FieldPath:
    """A path written as a list: strings are keys, integers are indexes, the first names the field."""
    if not parts or not isinstance(parts[0], str) or not parts[0]:
        raise ParseError("a list path requires the name of a field first", at=at)
    segments: list[Segment] = []
    for position, part in enumerate(parts[1:], start=1):
        segment = list_segment(part)
        if segment is None:
            raise ParseError("a list path holds strings (keys) and integers from 0 (indexes)", at=at.child(position))
        segments.append(segment)
    return FieldPath(parts[0], tuple(segments))


def list_segment(part: object) -> Segment | None:
    """The segment that a string or an integer of a list path means, None for what cannot stand there."""
    if isinstance(part, str):
        return Segment(key=part)
    if isinstance(part, int) and not isinstance(part, bool) and 0 <= part <= MAX_INDEX:
        return Segment(index=int(part))
    return None


def value_at(value: Any, segments: Sequence[Segment]) -> Any:
    """What a path leads to in a document: a key names a member of an object, an index counts in an array. None where
    that is nothing."""
    for segment in segments:
        if isinstance(value, dict) and segment.key is not None:
            value = value.get(segment.key)
        elif isinstance(value, list) and segment.index is not None and segment.index < len(value):
            value = value[segment.index]
        else:
            return None
    return value
