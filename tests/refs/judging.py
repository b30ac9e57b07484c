"""The judge's answers to requests over the rows of `tests/refs/rows.py`."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from tests.oracle.query import calls_query, calls_query_stats
from tests.oracle.refs import Library
from tests.oracle.values import OracleError, read_integer
from tests.recorded.cases import Answer, Refusal, same_json
from tests.refs.rows import calls, objects, tables


@lru_cache(maxsize=1)
def library() -> Library:
    return Library(objects(), tables())


@lru_cache(maxsize=1)
def stored() -> list[dict[str, Any]]:
    """The calls as they are read back."""
    rows: list[dict[str, Any]] = json.loads(json.dumps(calls()), parse_int=read_integer)
    return rows


def judged(kind: str, body: dict[str, Any]) -> Answer:
    judge = {"calls_query": calls_query, "calls_query_stats": calls_query_stats}[kind]
    try:
        answer: Answer = judge(body, stored(), library=library())
    except OracleError as error:
        answer = Refusal(str(error))
    return answer


def difference(expected: Answer, found: Answer) -> str | None:
    """How two answers differ, None where they are the same to the last digit."""
    if isinstance(expected, Refusal) or isinstance(found, Refusal):
        return None if isinstance(expected, type(found)) else f"{expected!r:.200}\n    {found!r:.200}"
    if isinstance(expected, list) and isinstance(found, list):
        ours, theirs = ([row["id"] for row in rows] for rows in (expected, found))
        if ours != theirs:
            return f"{ours}\n    {theirs}"
        for one, other in zip(expected, found, strict=True):
            for name in ("inputs", "output", "attributes", "summary"):
                mine = {k: v for k, v in (one[name] or {}).items() if k != "weave"} if name == "summary" else one[name]
                yours = (
                    {k: v for k, v in (other[name] or {}).items() if k != "weave"} if name == "summary" else other[name]
                )
                if not same_json(mine, yours, tolerance=0):
                    return f"{one['id']} {name}:\n    {mine!r:.300}\n    {yours!r:.300}"
        return None
    return None if expected == found else f"{expected}\n    {found}"
