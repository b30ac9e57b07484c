"""Answers that are lists of buckets, of threads or of usage, as rows of tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from weave_query.requests.usage import COST, total_of

# The parts of answers that are rows, by name, and the word for one.
LISTS = {
    "threads": "thread",
    "result": "row",
    "buckets": "bucket",
    "call_buckets": "bucket",
    "usage_buckets": "bucket and model",
    "call_usage": "call and model",
}
# What a bucket of all time has not.
_START = "time_bucket_start_ms"
# A column of how many rows there are, which is a row itself.
_COUNTED = "count(*)"


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows of a part of an answer: its name, the word for one, the columns of a row by name.

    total: how many there are, on whatever page, where the answer says so.
    """

    name: str
    word: str
    rows: Sequence[Mapping[str, Any]]
    total: int | None = None

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(self.rows[0]) if self.rows else ()

    @property
    def count(self) -> str:
        """`3 buckets`; `3 of 22 rows` where all were counted."""
        if self.total is not None and self.total != len(self.rows) and self.header != (_COUNTED,):
            return f"{len(self.rows):,} of {counted(self.total, self.word)}"
        return counted(len(self.rows), self.word)

    def count_within(self, limit: int | None) -> str:
        """`first 8 threads` where the limit may hide more."""
        is_full = self.name == "threads" and bool(self.rows) and len(self.rows) == limit
        return f"first {self.count}" if is_full else self.count


def listed(answer: Mapping[str, Any]) -> list[Listing]:
    """The parts of an answer that are rows, none where it has none. A part of several that has no rows is left out."""
    total = answer.get("total_count")
    found = [Listing(name, word, _rows(name, answer[name]), total) for name, word in LISTS.items() if name in answer]
    return [each for each in found if each.rows] or found[:1]


def together(listings: Sequence[Listing]) -> tuple[tuple[str, ...], list[list[Any]]]:
    """The header and the rows of one table of several parts: its first column says which part a row is of."""
    header = tuple(dict.fromkeys(name for each in listings for name in each.header))
    rows = [[each.name, *(row.get(name) for name in header)] for each in listings for row in each.rows]
    return ("list", *header), rows


def told(name: str, value: Any) -> Any:
    """A value as a reader has it: the beginning of a bucket, in milliseconds, as a time."""
    if name == _START and isinstance(value, int):
        return datetime.fromtimestamp(value / 1000, UTC).isoformat()
    return value


def counted(number: int, word: str) -> str:
    if number != 1:
        word = " and ".join(f"{each}s" for each in word.split(" and "))
    return f"{number:,} {word}"


def _rows(name: str, part: Any) -> list[dict[str, Any]]:
    if name == "call_usage":
        return list(_usage(part))
    return [_flat(row) for row in part]


def _usage(part: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Iterator[dict[str, Any]]:
    """A row for each call and model. Costs are null in every row, unless they were asked for."""
    for call, models in part.items():
        for model, row in models.items():
            tokens = {name: value for name, value in row.items() if not name.endswith(COST)}
            costs = {name: value for name, value in row.items() if name.endswith(COST) and value is not None}
            whole = {"total_cost": total_of(costs.values())} if costs else {}
            yield {"call_id": call, "model": model, **tokens, **costs, **whole}


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in row.items():
        if name == "group":
            found |= value
        elif name != _START or value is not None:
            found[name] = value
    return found
