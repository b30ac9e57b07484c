"""Answers that are a list of buckets or of threads, as rows of a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# The part of an answer that is its rows, by name, and the word for one.
LISTS = {"threads": "thread", "buckets": "bucket"}
# What a bucket of all time has not.
_START = "time_bucket_start_ms"


def listed(answer: Mapping[str, Any]) -> tuple[str, list[dict[str, Any]]] | None:
    """The word for a row and the rows of an answer, None where it has none. A group's values stand as columns."""
    for name, word in LISTS.items():
        if name in answer:
            return word, [_flat(row) for row in answer[name]]
    return None


def counted(number: int, word: str) -> str:
    return f"{number:,} {word}" + ("" if number == 1 else "s")


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in row.items():
        if name == "group":
            found |= value
        elif name != _START or value is not None:
            found[name] = value
    return found
