"""Rows that several parts of a rollup read are named in the plan, and ClickHouse computes them once."""

from __future__ import annotations

from dataclasses import replace

import pytest

import weave_query as wq
from tests.engines import Engines
from tests.stats.rows import prices
from tests.usage.forests import PROJECT, forest

OPTIONS = wq.Options(stored_usage="auto")
REQUEST = wq.TraceUsageReq(project_id=PROJECT, limit=None, include_costs=True)


def test_the_plan_names_what_is_kept() -> None:
    shown = wq.compile(REQUEST, "duckdb", options=OPTIONS).explain()
    assert {line.strip() for line in shown.splitlines() if ", kept" in line} >= {
        "Alias stored, kept",
        "Alias paid, kept",
    }


@pytest.mark.parametrize("policy", ["auto", "cumulative"])
def test_clickhouse_reads_summaries_for_kept_rows_only(policy: str, engines: Engines) -> None:
    """Of the values of WITH nothing is left in the resolved query; whoever parsed a summary beside them would show."""
    options = wq.Options(stored_usage=policy)  # type: ignore[arg-type]
    with engines.open("chdb", "usage_kept", options) as db:
        db.load(calls=forest(1, 20), prices=prices(2))
        query = db.compile(REQUEST).queries[0]
        assert "JSONExtractKeysAndValuesRaw" in query.sql
        tree = db.driver.run(replace(query, sql=f"EXPLAIN QUERY TREE {query.sql}", columns=()))
        assert not [line for (line,) in tree if "JSONExtractKeysAndValuesRaw" in line]
