"""DuckDB's own plan of a statement: JSON comes in, a line for each operator goes out, indented below its parent."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_LONGEST = 200
_AROUND = ("RESULT_COLLECTOR", "EXPLAIN_ANALYZE")


def explained(rows: Sequence[tuple[Any, ...]]) -> str:
    """The text of `EXPLAIN (FORMAT json)`, and of one that ran; long facts are cut."""
    return "\n".join(line for row in rows for plan in _plans(json.loads(row[-1])) for line in _lines(plan, 0))


def _plans(found: Any) -> Sequence[Mapping[str, Any]]:
    """The operators at the top. One that ran has those of running and of explaining around them."""
    if isinstance(found, list):
        return found
    plans: Sequence[Mapping[str, Any]] = found.get("operator") or found.get("children") or ()
    while len(plans) == 1 and plans[0].get("type", plans[0].get("operator_type")) in _AROUND:
        plans = plans[0].get("children", ())
    return plans


def _lines(node: Mapping[str, Any], depth: int) -> Iterator[str]:
    facts = [f"{name}: {_short(value)}" for name, value in (node.get("extra_info") or {}).items() if value]
    if "timing" in node:
        rows = node.get("intermediate_rows", node.get("operator_cardinality", 0))
        facts.append(f"{rows:,} rows, {node['timing'] * 1000:.3f} ms")
    name = node.get("name") or node.get("type") or node.get("operator_type")
    yield "  " * depth + str(name).strip() + (f"  {'; '.join(facts)}" if facts else "")
    for child in node.get("children", ()):
        yield from _lines(child, depth + 1)


def _short(value: Any) -> str:
    text = " ".join((", ".join(map(str, value)) if isinstance(value, list) else str(value)).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
