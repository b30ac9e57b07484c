"""`weave-query run` with requests that are answered by buckets, threads or usage."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

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
        db.load(calls=DATA / "calls.jsonl.gz", feedback=DATA / "feedback.jsonl.gz", prices=DATA / "prices.jsonl.gz")
    return url


def test_a_bucket_is_a_row_and_a_groups_values_are_columns(cli: Cli, feedback_url: str) -> None:
    body = {**AGGREGATE, "group_by": ["scorer_id"]}
    ran = cli("run", "--url", feedback_url, "--kind", "feedback_aggregate", json.dumps(body))
    assert ran.code == 0
    assert ran.lines[0].split()[:3] == ["scorer_id", "total_count", "scored_count"]
    assert ran.lines[-1] == f"{len(ran.lines) - 3} buckets"
    assert any(line.split()[:2] == ["judge", "87"] for line in ran.lines)


def test_a_table_has_the_beginning_of_a_bucket_as_a_time_and_a_file_as_the_answer_has_it(
    cli: Cli, feedback_url: str
) -> None:
    body = {**AGGREGATE, "time_bucket_seconds": 86400}
    ran = cli("run", "--url", feedback_url, "--kind", "feedback_aggregate", json.dumps(body))
    assert ran.lines[2].startswith("2025-")
    begins = datetime.fromisoformat(ran.lines[2].split()[0])
    rows = csv_of(cli, feedback_url, "feedback_aggregate", body)
    assert int(rows[0]["time_bucket_start_ms"]) == begins.timestamp() * 1000


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
    assert table.lines[-1] == "first 3 threads"
    lines = cli("run", "--url", feedback_url, "--kind", "threads_query", "--format", "jsonl", body).lines
    assert [json.loads(line)["thread_id"] for line in lines] == [line.split()[0] for line in table.lines[2:5]]
    nobody = cli("run", "--url", feedback_url, "--kind", "threads_query", json.dumps({"project_id": "nobody"}))
    assert nobody.lines == ["0 threads"]


def test_an_answer_without_rows_has_none() -> None:
    assert listed({"count": 3}) == []
    assert (counted(1, "thread"), counted(2_000, "thread")) == ("1 thread", "2,000 threads")


CALL_STATS = {
    "project_id": "northwind/support-bot",
    "start": "2025-11-01T00:00:00Z",
    "end": "2025-11-03T00:00:00Z",
    "granularity": 86400,
    "call_metrics": [{"metric": "latency_ms", "aggregations": ["avg"], "percentiles": [95]}],
}
USAGE_METRICS = [{"metric": "total_tokens"}]


def csv_of(cli: Cli, url: str, kind: str, body: dict[str, Any]) -> list[dict[str, str]]:
    ran = cli("run", "--url", url, "--kind", kind, "--format", "csv", json.dumps(body))
    assert ran.code == 0
    return list(csv.DictReader(io.StringIO(ran.out)))


def test_buckets_of_calls_are_rows(cli: Cli, feedback_url: str) -> None:
    body = json.dumps(CALL_STATS)
    table = cli("run", "--url", feedback_url, "--kind", "call_stats", body)
    assert table.lines[0].split() == ["timestamp", "avg_latency_ms", "p95_latency_ms", "count"]
    assert table.lines[-1] == "2 buckets"
    answer = cli("run", "--url", feedback_url, "--kind", "call_stats", "--json", body).json
    rows = csv_of(cli, feedback_url, "call_stats", CALL_STATS)
    assert [json.loads(row["p95_latency_ms"] or "null") for row in rows] == [
        row["p95_latency_ms"] for row in answer["call_buckets"]
    ]


def test_of_both_lists_there_are_two_tables_and_one_csv_that_tells_them_apart(cli: Cli, feedback_url: str) -> None:
    body = {**CALL_STATS, "usage_metrics": USAGE_METRICS}
    table = cli("run", "--url", feedback_url, "--kind", "call_stats", json.dumps(body))
    first, second = table.out.split("\n\n")
    assert first.splitlines()[-1] == "2 buckets"
    assert second.splitlines()[0].split() == ["timestamp", "model", "sum_total_tokens", "count"]
    number = len(second.splitlines()) - 3
    assert second.splitlines()[-1] == f"{number} buckets and models"
    rows = csv_of(cli, feedback_url, "call_stats", body)
    assert [row["list"] for row in rows] == ["call_buckets"] * 2 + ["usage_buckets"] * number
    assert [(row["model"], row["sum_total_tokens"]) for row in rows[:2]] == [("", "")] * 2
    assert all(row["model"] and row["avg_latency_ms"] == "" for row in rows[2:])


def test_of_nothing_that_was_asked_there_are_no_buckets(cli: Cli, feedback_url: str) -> None:
    body = {name: value for name, value in CALL_STATS.items() if name != "call_metrics"}
    assert cli("run", "--url", feedback_url, "--kind", "call_stats", json.dumps(body)).lines == ["0 buckets"]
    assert csv_of(cli, feedback_url, "call_stats", body) == []


def test_usage_is_a_row_for_each_call_and_model(cli: Cli, feedback_url: str) -> None:
    body: dict[str, Any] = {"project_id": "northwind/support-bot", "filter": {"trace_roots_only": True}}
    usage = cli("run", "--url", feedback_url, "--kind", "trace_usage", "--json", json.dumps(body)).json["call_usage"]
    expected = [(call, model, used["total_tokens"]) for call, models in usage.items() for model, used in models.items()]
    assert expected
    rows = csv_of(cli, feedback_url, "trace_usage", body)
    assert [(row["call_id"], row["model"], int(row["total_tokens"])) for row in rows] == expected
    assert not any("cost" in name for name in rows[0])
    priced = csv_of(cli, feedback_url, "trace_usage", {**body, "include_costs": True})
    assert "prompt_tokens_total_cost" in priced[0]
    for row in priced:
        parts = [float(value) for name, value in row.items() if name.endswith("_tokens_total_cost")]
        assert len(parts) == 4
        assert float(row["total_cost"]) == pytest.approx(sum(parts), rel=1e-12)
    table = cli("run", "--url", feedback_url, "--kind", "trace_usage", json.dumps(body)).out
    assert f"{len(expected):,} calls and models" in table


def test_usage_of_named_calls_is_rows_too(cli: Cli, feedback_url: str) -> None:
    body: dict[str, Any] = {"project_id": "northwind/support-bot", "filter": {"trace_roots_only": True}}
    (first, *_) = csv_of(cli, feedback_url, "trace_usage", body)
    asked = {"project_id": "northwind/support-bot", "call_ids": [first["call_id"], "nowhere"]}
    rows = csv_of(cli, feedback_url, "calls_usage", asked)
    assert {row["call_id"] for row in rows} == {first["call_id"]}


def test_lines_of_two_lists_say_which_they_are_of(cli: Cli, feedback_url: str) -> None:
    body = json.dumps({**CALL_STATS, "usage_metrics": USAGE_METRICS})
    ran = cli("run", "--url", feedback_url, "--kind", "call_stats", "--format", "jsonl", body)
    lists = [json.loads(line)["list"] for line in ran.lines]
    assert lists[:2] == ["call_buckets", "call_buckets"]
    assert set(lists[2:]) == {"usage_buckets"}
    asked = json.dumps({**AGGREGATE, "group_by": ["scorer_id"]})
    ran = cli("run", "--url", feedback_url, "--kind", "feedback_aggregate", "--format", "jsonl", asked)
    assert all("scorer_id" in json.loads(line) for line in ran.lines)
    count = json.dumps({"project_id": "northwind/support-bot"})
    ran = cli("run", "--url", feedback_url, "--kind", "calls_query_stats", "--format", "jsonl", count)
    assert json.loads(ran.out)["count"] > 0


def test_statistics_of_feedback_that_there_is_none_of_are_told_why(cli: Cli, feedback_url: str) -> None:
    query = 'feedback stats output.score avg from 2025-10-23 to 2025-10-25 filter feedback_type "nope"'
    ran = cli("run", query, "--url", feedback_url, "--project", "northwind/support-bot")
    assert "WQ855 at 1:" in ran.err
    assert "no feedback of the type `nope` was seen; there are" in ran.err


def test_an_id_that_no_call_has_is_told(cli: Cli, feedback_url: str) -> None:
    asked = {"project_id": "northwind/support-bot", "call_ids": ["nowhere", "n2", "n3", "n4"]}
    ran = cli("run", "--url", feedback_url, "--kind", "calls_usage", "--json", json.dumps(asked))
    assert "warning: no call of the project has the id `nowhere`, `n2`, `n3`, and 1 more\n" in ran.err
    assert ran.json["metadata"] == {"stored_usage": "own", "unknown_call_ids": ["nowhere", "n2", "n3", "n4"]}


def test_json_has_what_is_known_beside_the_answer(cli: Cli, feedback_url: str) -> None:
    body = {**CALL_STATS, "usage_metrics": [{"metric": "total_cost"}]}
    found = cli("run", "--url", feedback_url, "--kind", "call_stats", "--json", json.dumps(body)).json
    assert found["metadata"]["stored_usage"] == "own"
    assert [each["unit"] for each in found["metadata"]["usage_columns"]][:1] == ["USD"]
    body = {"project_id": "northwind/support-bot", "start": "2025-11-01T00:00:00Z", "end": "2025-11-03T00:00:00Z"}
    days = cli(
        "run", "--url", feedback_url, "--kind", "aggregate", "--json", json.dumps({**body, "bucket": {"every": 86_400}})
    )
    assert days.json["metadata"]["start"] == body["start"]
    assert len(days.json["metadata"]["bucket_starts"]) == 2
    doubtful = {
        "project_id": "northwind/support-bot",
        "limit": 1,
        "query": {"$expr": {"$gt": [{"$getField": "id"}, 5]}},
    }
    doubtful["query"]["$expr"]["$gt"].reverse()
    warned = cli("run", "--url", feedback_url, "--json", json.dumps(doubtful))
    assert [each["code"] for each in warned.json["metadata"]["warnings"]] == [warned.err.split()[1]]


def test_feedback_is_rows_of_how_many(cli: Cli, feedback_url: str) -> None:
    body: dict[str, Any] = {"project_id": "northwind/support-bot", "fields": ["id", "feedback_type"], "limit": 2}
    table = cli("run", "--url", feedback_url, "--kind", "feedback_query", json.dumps(body))
    assert table.lines[0].split() == ["id", "feedback_type"]
    found = cli("run", "--url", feedback_url, "--kind", "feedback_query", "--json", json.dumps(body)).json
    assert table.lines[-1] == f"2 of {found['total_count']:,} rows"
    assert csv_of(cli, feedback_url, "feedback_query", body) == found["result"]
    lines = cli("run", "--url", feedback_url, "--kind", "feedback_query", "--format", "jsonl", json.dumps(body)).lines
    assert [json.loads(line) for line in lines] == found["result"]


def test_a_count_of_feedback_is_one_row(cli: Cli, feedback_url: str) -> None:
    ran = cli("run", "--url", feedback_url, "--project", AGGREGATE["project_id"], "feedback select count(*)")
    assert int(ran.lines[2]) > 1
    assert ran.lines[-1] == "1 row"


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


def test_what_calls_cost_is_a_column(cli: Cli, feedback_url: str) -> None:
    """All models of a call together, as the aggregate of the field has it; empty where nothing has a price."""
    body = {"project_id": "northwind/support-bot", "sort_by": [{"field": "cost", "direction": "desc"}]}
    rows = csv_of(cli, feedback_url, "calls_query", {**body, "columns": ["id", "cost"]})
    costs = [float(row["cost"]) for row in rows if row["cost"]]
    assert 400 < len(costs) < len(rows)
    assert costs == sorted(costs, reverse=True)
    top = {"filter": {"call_ids": [row["id"] for row in rows[: len(costs)]]}, "project_id": body["project_id"]}
    (total,) = csv_of(cli, feedback_url, "aggregate", {**top, "measures": [{"function": "sum", "field": "cost"}]})
    assert float(total["sum_cost"]) == pytest.approx(sum(costs), rel=1e-12)
    told = cli("run", "--url", feedback_url, json.dumps({**body, "include_costs": True, "include_feedback": True}))
    assert (
        "note: what `include_costs` adds is in `summary`, which is not shown; `--columns cost` or `--format json`"
        in told.err
    )
    assert (
        "note: what `include_feedback` adds is in `summary`, which is not shown; `--format json` shows it" in told.err
    )
    shown = ("run", "--url", feedback_url, "--no-lint", "--columns", "id,cost")
    assert cli(*shown, json.dumps({**body, "include_costs": True})).err == ""
    assert "cost" in cli("run", "--url", feedback_url, "--columns", "id,cost", json.dumps(body)).lines[0]
