"""Completion: what was seen at a path, as people say it."""

from __future__ import annotations

from dataclasses import dataclass

from weave_query.completion.observed import Node

_TYPES = {
    "string": "text",
    "number": "a number",
    "bool": "true or false",
    "object": "an object",
    "array": "a list",
    "null": "null",
    "timestamp": "a time",
}


@dataclass(frozen=True, slots=True)
class Total:
    """How many rows were looked at, and of what they are."""

    rows: int
    noun: str = "calls"


def seen(node: Node, total: Total) -> str:
    """Of which types values are, and in how many rows: `text, in 12 of 300 calls`."""
    types = " or ".join(_TYPES[name] for name, _ in node.types.most_common(3))
    return f"{types}, {share(node.rows, node.of or total.rows, total.noun)}"


def share(rows: int, of: int, noun: str = "calls") -> str:
    """In how many rows of those that were looked at."""
    if rows >= of:
        return f"in all {rows:,} {noun} that were looked at" if rows > 1 else "in the only one that was looked at"
    return f"in {rows:,} of {of:,} {noun}"
