"""Set-valued fields over awkward rows: every engine gives exactly what the judge gives, and tells mistakes alike."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, answer_of
from tests.oracle import asks_sets as asks
from tests.oracle.build import Ask
from tests.oracle.hostile_sets import OTHER, PROJECT, judged_rows
from tests.oracle.query import calls_query, calls_query_stats
from tests.oracle.sets import Row
from tests.sampling import each_engine_some
from weave_query import F, has_feedback
from weave_query.api import Database
from weave_query.syntax.print import to_json

OTHER_KINDS: dict[str, dict[str, Any]] = {
    "calls_query_stats": {},
    "call_stats": {"start": "2025-10-31", "end": "2025-11-03", "call_metrics": [{"metric": "call_count"}]},
    "trace_usage": {},
    "threads_query": {},
    "aggregate": {"measures": [{"function": "count"}]},
}
ASKS: tuple[Ask, ...] = (
    *(*asks.COMPARED, *asks.ABSENCE, *asks.OPERATORS, *asks.BESIDE, *asks.QUEUES, *asks.ROWS, *asks.REGEXES),
    *(*asks.COUNTS, *asks.SORTS, *asks.PAGES),
)


@lru_cache(maxsize=1)
def rows() -> list[Row]:
    return judged_rows()


@lru_cache(maxsize=1024)
def judged(ask: Ask) -> Any:
    """The judge's answer: ids, or a count."""
    if ask.kind == "calls_query_stats":
        return calls_query_stats(ask.body, rows())
    return [row["id"] for row in calls_query(ask.body, rows())]


@each_engine_some("engine,ask", ENGINES, ASKS, share=5)
def test_an_engine_gives_the_same_calls_in_the_same_order(engine: str, ask: Ask, sets: Database) -> None:
    counts = ask.kind == "calls_query_stats"
    body = ask.body if counts else {"columns": ["id"], **ask.body}
    answer = answer_of(sets, ask.kind, body, unknown_keys="error")
    found = [row["id"] for row in answer] if isinstance(answer, list) else answer
    assert found == judged(ask), ask.reason


def test_the_table_is_large_and_selects_some_calls_but_not_all() -> None:
    alive = {project: len(calls_query({"project_id": project}, rows())) for project in (PROJECT, OTHER)}
    conditions = [ask for ask in ASKS if "query" in ask.body and ask.kind == "calls_query"]
    selective = [ask for ask in conditions if 0 < len(judged(ask)) < alive[ask.body["project_id"]]]
    assert len({ask.name for ask in ASKS}) == len(ASKS) >= 150
    assert len(selective) >= 3 * len(conditions) // 4


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_every_kind_about_calls_selects_the_same_calls(kind: str, sets: Database) -> None:
    where = (F("feedback.[*].payload.n") > 0) & ~has_feedback("a.b", F("payload.n") == F("payload.v"))
    where |= F("annotation_queue_items.queue_id") == F("display_name")
    ids = [row["id"] for row in calls_query({"project_id": PROJECT, "query": {"$expr": to_json(where._expr)}}, rows())]
    request = wq.parse_request(kind, {"project_id": PROJECT, **OTHER_KINDS[kind]})
    assert sets.run(request, where=where) == sets.run(request, where=F("id").is_in(ids))
    assert sets.run(request, where=where) != sets.run(request, where=~where) or kind == "threads_query"
