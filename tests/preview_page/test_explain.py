"""`Database.explain` on every engine: it has a plan of its own, for statements with parameters, and runs nothing."""

from __future__ import annotations

import pytest

import weave_query as wq
from weave_query import F
from weave_query.api import Database
from weave_query.errors import UnsupportedError

SCANS = {"duckdb": "SEQ_SCAN", "sqlite": " c", "postgres": "Scan", "clickhouse": "ReadFromMergeTree"}


def test_an_engine_tells_its_plan(db: Database) -> None:
    request = wq.CallsQueryReq(project_id="northwind/support-bot", limit=3, columns=["inputs"])
    where = (F("inputs.model") == "50% 'off'\n") & F("inputs.question").contains("a")
    if db.backend.name == "memory":
        with pytest.raises(UnsupportedError, match="the backend `memory` has no plan of its own to show"):
            db.explain(request, where=where)
        return
    plans = db.explain(request, where=where)
    assert list(plans) == ["calls"]
    assert SCANS[db.backend.name] in plans["calls"]


def test_each_statement_has_a_plan(db: Database) -> None:
    if db.backend.name == "memory":
        pytest.skip("the backend `memory` lacks a plan of its own")
    stats = wq.CallStatsReq(
        project_id="northwind/support-bot",
        start="2025-10-25",  # type: ignore[arg-type]
        end="2025-10-28",  # type: ignore[arg-type]
        call_metrics=[wq.CallMetricSpec(metric="latency_ms", percentiles=[95])],
        usage_metrics=[wq.UsageMetricSpec(metric="total_cost")],
    )
    plans = db.explain(stats)
    assert list(plans) == [query.name for query in db.compile(stats).queries]
    assert all(plans.values())


def test_a_database_that_can_tells_what_each_step_took(engine: str, db: Database) -> None:
    request = wq.CallsQueryReq(project_id="northwind/support-bot", limit=3)
    if engine not in ("duckdb", "postgres"):
        with pytest.raises(UnsupportedError, match="WQ401"):
            db.explain(request, analyze=True)
        return
    text = db.explain(request, analyze=True)["calls"]
    assert " ms" in text or "actual time" in text
    assert len(text.splitlines()) > 2
