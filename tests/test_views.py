"""A view in the place of a table is a condition that always holds, in every kind of request and all that it reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import weave_query as wq
from tests.engines import SQL_ENGINES, Engines
from weave_query import F
from weave_query.compiled import CompiledQuery
from weave_query.storage import StorageMap

PROJECT = "views/one"
START = datetime(2026, 3, 7, tzinfo=UTC)


def call(name: str, parent: str | None, thread: str, tokens: int) -> dict[str, Any]:
    usage = {"m": {"prompt_tokens": tokens, "completion_tokens": 0, "total_tokens": tokens, "requests": 1}}
    return {
        **{"id": name, "project_id": PROJECT, "trace_id": "t", "op_name": "op", "parent_id": parent},
        **{"thread_id": thread, "turn_id": name, "started_at": "2026-03-07T09:00:00Z"},
        **{"ended_at": "2026-03-07T09:00:01Z", "summary": {"usage": usage}},
    }


CALLS = [call("root", None, "mine", 10), call("child", "root", "mine", 4), call("hidden", "root", "other", 5)]
MINE = [each for each in CALLS if each["thread_id"] == "mine"]
REQUESTS = (
    wq.CallsQueryReq(project_id=PROJECT, include_storage_size=True, include_total_storage_size=True),
    wq.CallsQueryStatsReq(project_id=PROJECT, include_total_storage_size=True),
    wq.CallStatsReq(
        project_id=PROJECT,
        start=START,
        end=START + timedelta(days=1),
        granularity=86_400,
        usage_metrics=[wq.UsageMetricSpec(metric="total_tokens")],
    ),
    wq.TraceUsageReq(project_id=PROJECT),
    wq.CallsUsageReq(project_id=PROJECT, call_ids=["root", "hidden"]),
    wq.ThreadsQueryReq(project_id=PROJECT),
    wq.AggregateReq(project_id=PROJECT, measures=[wq.Measure(function="count")]),
)


@pytest.fixture(params=SQL_ENGINES)
def db(request: pytest.FixtureRequest, engines: Engines) -> wq.Database:
    def fill(opened: wq.Database) -> None:
        opened.load(calls=CALLS)
        view = "CREATE VIEW calls_of_mine AS SELECT * FROM calls WHERE thread_id = 'mine'"
        list(opened.driver.run(CompiledQuery("view", view, {}, ())))

    return engines.filled(request.param, "views", fill)


@pytest.fixture
def restricted(db: wq.Database) -> Callable[[wq.Options], wq.Database]:
    """Opens the same database with the view in the place of its calls."""
    kept = db.backend.storage.tables
    mine = StorageMap("mine", {**kept, "calls": replace(kept["calls"], name="calls_of_mine")})
    backend = db.backend.with_storage(mine)
    return lambda options: wq.Database(backend, db.driver, options, owns_tables=False)


@pytest.mark.parametrize("policy", ["own", "cumulative", "auto"])
@pytest.mark.share(5)
def test_every_request_is_answered_as_if_the_other_calls_were_not_there(
    policy: Any, restricted: Callable[[wq.Options], wq.Database]
) -> None:
    options = wq.Options(stored_usage=policy)
    with wq.connect("memory://", options=options) as judge:
        judge.create_schema()
        judge.load(calls=MINE)
        for request in REQUESTS:
            assert restricted(options).run(request) == judge.run(request), request.kind


def test_a_condition_beside_a_request_selects_and_hides_nothing_of_what_is_read(db: wq.Database) -> None:
    """The size of the trace has that of the call which is not selected."""
    request = wq.CallsQueryReq(project_id=PROJECT, include_total_storage_size=True)
    (root, _), (alone, _, _) = db.run(request, where=F("thread_id") == "mine").calls, db.run(request).calls
    assert root.total_storage_size_bytes == alone.total_storage_size_bytes
