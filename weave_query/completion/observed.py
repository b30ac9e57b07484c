"""Completion: the keys and values that are seen in the rows of a project. Rows in, `Observed` out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from weave_query.syntax.paths import Segment

MAX_DEPTH = 12
MAX_KEYS = 500
MAX_VALUES = 200
MAX_ELEMENTS = 100
MAX_TEXT = 200
_REF = "weave:///"


@dataclass(slots=True)
class Node:
    """What is seen at a path. rows: how often. of: how many rows were looked at, where they are more than those of the
    whole. types: names of JSON types. values: texts, numbers and booleans that are short, by frequency. elements: what
    is seen in its arrays. refs: how many of its texts are refs. objects: how many of them begin as JSON
    objects do. shortest: the characters of its shortest text."""

    rows: int = 0
    of: int = 0
    types: Counter[str] = field(default_factory=Counter)
    values: Counter[str | int | float | bool] = field(default_factory=Counter)
    members: dict[str, Node] = field(default_factory=dict)
    elements: Node | None = None
    refs: int = 0
    objects: int = 0
    shortest: int = 0

    def add(self, value: Any, depth: int = 0) -> None:
        """See one value."""
        self.rows += 1
        type = _type(value)
        self.types[type] += 1
        if type == "object":
            for key, inner in value.items():
                if depth < MAX_DEPTH and (key in self.members or len(self.members) < MAX_KEYS):
                    if (node := self.members.get(key)) is None:
                        node = self.members[key] = Node()
                    node.add(inner, depth + 1)
        elif type == "array":
            if self.elements is None:
                self.elements = Node()
            for inner in value[:MAX_ELEMENTS] if depth < MAX_DEPTH else ():
                self.elements.add(inner, depth + 1)
        else:
            if type == "string":
                self.refs += value.startswith(_REF)
                self.objects += value.startswith("{")
                self.shortest = min(self.shortest or len(value), len(value))
            if _is_short(value) and (value in self.values or len(self.values) < MAX_VALUES):
                self.values[value] += 1

    def below(self, segment: Segment) -> Node | None:
        """What is seen one step below."""
        if segment.key is not None and segment.key in self.members:
            return self.members[segment.key]
        return self.elements if segment.index is not None else None


@dataclass(frozen=True, slots=True)
class Observed:
    """What is seen in calls, by column; the types of feedback with their payloads, the most frequent first.

    calls: so many were looked at, None where none were looked for. total: so many there are, where it is known.
    cumulative: do most calls hold the usage of those below them, too? first, last: when the first and the last call
    started. computed: what computed fields are, by their names, over more calls than the columns, and exceptions, over
    the latest that there are.
    """

    columns: Mapping[str, Node] = field(default_factory=dict)
    feedback: Mapping[str, Node] = field(default_factory=dict)
    cumulative: bool = False
    calls: int | None = None
    first: datetime | None = None
    last: datetime | None = None
    computed: Mapping[str, Node] = field(default_factory=dict)
    total: int | None = None

    @property
    def part(self) -> str | None:
        """Which calls were looked at, where there are others: of those nothing is known."""
        if self.calls is None or self.total is None or self.total <= self.calls:
            return None
        return f"the latest {self.calls:,} of {self.total:,} calls"

    def at(self, root: str, segments: Sequence[Segment] = ()) -> Node | None:
        """What is seen at a path of calls."""
        return walked(self.columns.get(root), segments)

    def payload(self, type: str, segments: Sequence[Segment] = ()) -> Node | None:
        """What is seen in the payloads of a type of feedback; `*` is any."""
        if type != "*":
            return walked(self.feedback.get(type), segments)
        found = [node for each in self.feedback.values() if (node := walked(each, segments)) is not None]
        return max(found, key=lambda node: node.rows, default=None)


def _is_short(value: object) -> bool:
    """Is it a value that people may want to write?"""
    return isinstance(value, bool | int | float) or (isinstance(value, str) and len(value) <= MAX_TEXT)


def walked(node: Node | None, segments: Sequence[Segment]) -> Node | None:
    """What is seen some steps below."""
    for segment in segments:
        node = node.below(segment) if node is not None else None
    return node


def counted(values: Iterable[tuple[str | None, int]]) -> Node:
    """What is seen at a field that has texts, out of its values with the number of their rows."""
    node = Node()
    for value, rows in values:
        node.of += rows
        if value is None:
            continue
        node.rows += rows
        node.types["string"] += rows
        node.refs += rows if value.startswith(_REF) else 0
        node.shortest = min(node.shortest or len(value), len(value))
        if len(value) <= MAX_TEXT:
            node.values[value] += rows
    return node


def observe(
    calls: Iterable[Mapping[str, Any]],
    feedback: Iterable[Mapping[str, Any]] = (),
    *,
    first: datetime | None = None,
    computed: Mapping[str, Node] | None = None,
    total: int | None = None,
) -> Observed:
    """See calls as answers have them, and rows of feedback with `feedback_type` and `payload`.

    first: when the first call started, where it is known to be before these. computed, total: as `Observed` has
    them.
    """
    columns: dict[str, Node] = {}
    tokens: dict[str, int] = {}
    below: dict[str, int] = {}
    starts: list[datetime] = [first] if first is not None else []
    number = 0
    for call in calls:
        number += 1
        if isinstance(call.get("started_at"), datetime):
            starts.append(call["started_at"])
        used = _tokens(call.get("summary"))
        tokens[str(call.get("id"))] = used
        if used and call.get("parent_id") is not None:
            below[str(call["parent_id"])] = below.get(str(call["parent_id"]), 0) + used
        for name, value in call.items():
            if value is not None:
                columns.setdefault(name, Node()).add(value)
    payloads: dict[str, Node] = {}
    for row in feedback:
        payloads.setdefault(str(row["feedback_type"]), Node()).add(row.get("payload"))
    first, last = min(starts, default=None), max(starts, default=None)
    return Observed(columns, payloads, _is_cumulative(tokens, below), number, first, last, computed or {}, total)


def _tokens(summary: Any) -> int:
    """The tokens in the stored usage of a call, roughly: what models do not count as integers is left out."""
    usage = summary.get("usage") if isinstance(summary, Mapping) else None
    counters = [each for each in usage.values() if isinstance(each, Mapping)] if isinstance(usage, Mapping) else []
    names = ("prompt_tokens", "completion_tokens", "input_tokens", "output_tokens")
    found = [each.get(name) for each in counters for name in names]
    return sum(number for number in found if isinstance(number, int) and not isinstance(number, bool))


def _is_cumulative(tokens: Mapping[str, int], below: Mapping[str, int]) -> bool:
    """Of the calls with usage below them, do most hold at least that?"""
    known = [tokens[id] >= used for id, used in below.items() if id in tokens]
    return sum(known) * 2 > len(known)


_TYPES: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, "bool"),
    ((int, float), "number"),
    (str, "string"),
    (Mapping, "object"),
    ((list, tuple), "array"),
)
# Of nearly every value: asking an abstract class is slow.
_PLAIN: Mapping[type, str] = {
    bool: "bool",
    int: "number",
    float: "number",
    str: "string",
    dict: "object",
    list: "array",
    type(None): "null",
}


def _type(value: object) -> str:
    plain = _PLAIN.get(type(value))
    return plain or next((name for types, name in _TYPES if isinstance(value, types)), "timestamp")
