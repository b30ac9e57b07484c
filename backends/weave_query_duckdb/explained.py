"""DuckDB's own plan of a statement: JSON comes in, a line for each operator goes out, indented below its parent."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_LONGEST = 200


def explained(rows: Sequence[tuple[Any, ...]]) -> str:
    """The text of `EXPLAIN (FORMAT json)`; long facts are cut."""
    return "\n".join(line for row in rows for plan in json.loads(row[-1]) for line in _lines(plan, 0))


def _lines(node: Mapping[str, Any], depth: int) -> Iterator[str]:
    facts = [f"{name}: {_short(value)}" for name, value in (node.get("extra_info") or {}).items() if value]
    yield "  " * depth + str(node["name"]).strip() + (f"  {'; '.join(facts)}" if facts else "")
    for child in node["children"]:
        yield from _lines(child, depth + 1)


def _short(value: Any) -> str:
    text = " ".join((", ".join(map(str, value)) if isinstance(value, list) else str(value)).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
