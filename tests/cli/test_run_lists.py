"""`weave-query run` with requests that are answered by buckets or threads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import weave_query as wq
from tests.cli.conftest import DATA, Cli
from weave_query.cli.lists import counted, listed

AGGREGATE = {"project_id": "northwind/support-bot", "after_ms": 0, "before_ms": 2 * 10**12}
STATS = {
    "project_id": "northwind/support-bot",
    "start": "2025-11-01T00:00:00Z",
    "end": "2025-11-03T00:00:00Z",
    "granularity": 86400,
    "metrics": [{"json_path": "output.score"}],
}


@pytest.fixture(scope="module")
def feedback_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"duckdb:///{tmp_path_factory.mktemp('lists')}/traces.duckdb"
    with wq.connect(url) as db:
        db.create_schema()
        db.load(calls=DATA / "calls.jsonl.gz", feedback=DATA / "feedback.jsonl.gz")
    return url


def test_a_bucket_is_a_row_and_a_groups_values_are_columns(cli: Cli, feedback_url: str) -> None:
    body = {**AGGREGATE, "group_by": ["scorer_id"]}
    ran = cli("run", "--url", feedback_url, "--kind", "feedback_aggregate", json.dumps(body))
    assert ran.code == 0
    assert ran.lines[0].split()[:3] == ["scorer_id", "total_count", "scored_count"]
    assert ran.lines[-1] == f"{len(ran.lines) - 3} buckets"
    assert any(line.split()[:2] == ["judge", "87"] for line in ran.lines)


def test_statistics_without_values_keep_their_columns(cli: Cli, feedback_url: str) -> None:
    ran = cli("run", "--url", feedback_url, "--kind", "feedback_stats", json.dumps(STATS))
    columns = ["timestamp", "avg_output_score", "min_output_score", "max_output_score", "count"]
    assert ran.lines[0].split() == columns
    assert len(ran.lines) == 5
    rows = cli("run", "--url", feedback_url, "--kind", "feedback_stats", "--format", "csv", json.dumps(STATS))
    assert rows.lines[0] == ",".join(columns)
    assert len(rows.lines) == 3


def test_threads_are_rows_and_lines(cli: Cli, feedback_url: str) -> None:
    body = json.dumps({"project_id": "northwind/research-agent", "limit": 3})
    table = cli("run", "--url", feedback_url, "--kind", "threads_query", body)
    assert table.lines[0].split()[:2] == ["thread_id", "turn_count"]
    assert table.lines[-1] == "3 threads"
    lines = cli("run", "--url", feedback_url, "--kind", "threads_query", "--format", "jsonl", body).lines
    assert [json.loads(line)["thread_id"] for line in lines] == [line.split()[0] for line in table.lines[2:5]]
    nobody = cli("run", "--url", feedback_url, "--kind", "threads_query", json.dumps({"project_id": "nobody"}))
    assert nobody.lines == ["0 threads"]


def test_an_answer_without_rows_has_none() -> None:
    assert listed({"count": 3}) is None
    assert (counted(1, "thread"), counted(2_000, "thread")) == ("1 thread", "2,000 threads")


def test_each_stage_of_compiling_is_shown(cli: Cli, tmp_path: Path) -> None:
    for kind, body in (
        ("feedback_aggregate", AGGREGATE),
        ("feedback_stats", STATS),
        ("threads_query", {"project_id": "p", "filter": {"thread_ids": ["t"]}}),
    ):
        parts = {"expr": "$expr", "bound": "$1", "plan": "Scan", "rewritten": "Scan", "sql": "SELECT"}
        for stage, part in parts.items():
            ran = cli("compile", "--kind", kind, "--backend", "sqlite", "--stage", stage, json.dumps(body))
            assert ran.code == 0, ran.err
            assert part in ran.out, (kind, stage)
