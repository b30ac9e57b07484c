"""SQLite's own plan of a statement: rows that name their parents come in, indented lines go out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def explained(rows: Sequence[tuple[Any, ...]]) -> str:
    """The text of `EXPLAIN QUERY PLAN`: its rows are id, parent, unused, detail, parents first."""
    depths: dict[int, int] = {}
    lines = []
    for number, parent, _, detail in rows:
        depths[number] = depths.get(parent, -1) + 1
        lines.append("  " * depths[number] + detail)
    return "\n".join(lines)
