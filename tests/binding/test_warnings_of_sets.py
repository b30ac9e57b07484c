"""Warnings about fields of feedback and queues: what is true for no row is told as it is of a call's own fields."""

from __future__ import annotations

from typing import Any

import pytest

import weave_query as wq
from tests.oracle.asks_sets import has
from tests.oracle.build import contains, eq, get, gt, is_in, lit, no, size, some, starts, this, type_of

Json = Any
PAYLOAD, REF, QUEUE = (
    get(path) for path in ("feedback.[a].payload.x", "feedback.[a].runnable_ref", "annotation_queue_items.queue_id")
)
DOUBTFUL: dict[str, tuple[Json, str, str]] = {
    "a ref is text": (eq(REF, 5), "WQ802", "/$eq"),
    "a queue is text": (no(eq(QUEUE, 9)), "WQ802", "/$not/0/$eq"),
    "nothing is above null": (gt(PAYLOAD, None), "WQ802", "/$gt"),
    "no such type": (eq(type_of(PAYLOAD), "strin"), "WQ803", "/$eq"),
    "a ref has no elements": (some(REF, eq(this(), "a")), "WQ802", "/$anyElement"),
    "a size is no text": (starts(size(PAYLOAD), "a"), "WQ802", "/$startsWith"),
    "a field of one feedback": (has("a", eq(get("creator"), 5)), "WQ802", "/$feedback/where/$eq"),
    "a field that was meant": (has("a", eq("payload.x", 5)), "WQ805", "/$feedback/where/$eq"),
}
FINE: dict[str, Json] = {
    "a payload is anything": eq(PAYLOAD, True),
    "absence": eq(REF, None),
    "null in a list": is_in(QUEUE, "a", None),
    "a whole payload": contains(get("feedback.[a].payload"), "a"),
    "a row and nothing else": has("a", lit(True)),
}


def warned(condition: Json) -> list[tuple[str, str]]:
    body = {"project_id": "p", "query": {"$expr": condition}}
    return [(each.code, str(each.at)) for each in wq.compile(wq.parse_request("calls_query", body), "duckdb").warnings]


@pytest.mark.parametrize("name", DOUBTFUL)
def test_what_is_true_for_no_row_is_warned_of(name: str) -> None:
    condition, code, place = DOUBTFUL[name]
    assert warned(condition) == [(code, f"/query/$expr{place}")]


@pytest.mark.parametrize("name", FINE)
def test_what_may_be_true_is_not(name: str) -> None:
    assert warned(FINE[name]) == []
