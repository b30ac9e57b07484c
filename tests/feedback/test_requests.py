"""What requests about feedback and threads refuse, their limits, and conditions of the server beside them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, SQL_ENGINES, Engines
from tests.feedback.comparing import differences
from tests.feedback.rows import OTHER, PROJECT, feedback_rows, turns
from tests.oracle.feedback import feedback_aggregate
from tests.oracle.threads import threads_query
from weave_query.api import Database
from weave_query.errors import LimitError, TypeMismatchError
from weave_query.options import Limits
from weave_query.plan.nodes import Scan
from weave_query.plan.walk import all_relations
from weave_query.requests import FeedbackMetricSpec
from weave_query.storage import NOTHING

FEEDBACK, CALLS = feedback_rows(3, 120), turns(4, 60)
ALL_TIME = {"project_id": PROJECT, "after_ms": 0, "before_ms": 2**53}
STATS = {"project_id": PROJECT, "start": "2025-11-01T00:00:00Z", "end": "2025-11-05T00:00:00Z"}
THREADS = {"project_id": PROJECT}


@pytest.fixture(scope="module", params=ENGINES)
def small_db(request: pytest.FixtureRequest, engines: Engines) -> Iterator[Database]:
    opened = engines.open(request.param, "small_feedback")
    opened.load(calls=CALLS, feedback=FEEDBACK)
    yield opened
    opened.close()


def metrics(*specs: dict[str, Any]) -> dict[str, Any]:
    return {**STATS, "metrics": list(specs)}


@pytest.mark.parametrize(
    ("kind", "body", "code", "place"),
    [
        ("feedback_aggregate", {**ALL_TIME, "before_ms": 0}, "WQ101", "/before_ms"),
        ("feedback_aggregate", {**ALL_TIME, "after_ms": 5, "before_ms": 4}, "WQ101", "/before_ms"),
        ("feedback_aggregate", {**ALL_TIME, "time_bucket_seconds": 0}, "WQ101", "/time_bucket_seconds"),
        ("feedback_aggregate", {**ALL_TIME, "group_by": ["creator"]}, "WQ101", "/group_by/0"),
        ("feedback_aggregate", {**ALL_TIME, "rating_max": 1.5}, "WQ101", "/rating_max"),
        ("feedback_stats", {**STATS, "end": "2025-10-01T00:00:00Z"}, "WQ101", "/end"),
        ("feedback_stats", {**STATS, "timezone": "Mars"}, "WQ101", "/timezone"),
        ("feedback_stats", {**STATS, "granularity": 0}, "WQ101", "/granularity"),
        ("feedback_stats", metrics({"json_path": "a"}, {"json_path": "b['x']"}), "WQ101", "/metrics/1/json_path"),
        ("feedback_stats", metrics({"json_path": ""}), "WQ101", "/metrics/0/json_path"),
        ("feedback_stats", metrics({"json_path": "é"}), "WQ101", "/metrics/0/json_path"),
        ("feedback_stats", metrics({"json_path": "a\n"}), "WQ101", "/metrics/0/json_path"),
        ("feedback_stats", metrics({"json_path": "a.b"}, {"json_path": "a b"}), "WQ101", "/metrics/1/json_path"),
        ("feedback_stats", metrics({"json_path": "a"}, {"json_path": "a"}), "WQ101", "/metrics/1/json_path"),
        ("feedback_stats", metrics({"json_path": ".".join("a" * 40)}), "WQ301", "/metrics/0/json_path"),
        ("feedback_stats", metrics({"json_path": "a", "percentiles": [101]}), "WQ101", "/metrics/0/percentiles/0"),
        ("feedback_stats", metrics({"json_path": "a", "percentiles": [*range(21)]}), "WQ301", "/metrics/0/percentiles"),
        (
            "feedback_stats",
            metrics({"json_path": "a", "value_type": "categorical", "aggregations": ["avg"]}),
            "WQ101",
            "/metrics/0/aggregations",
        ),
        (
            "feedback_stats",
            metrics({"json_path": "a", "value_type": "categorical", "percentiles": [50]}),
            "WQ101",
            "/metrics/0/percentiles",
        ),
        ("feedback_stats", metrics(*({"json_path": f"a{n}"} for n in range(26))), "WQ301", "/metrics"),
        ("threads_query", {**THREADS, "limit": -1}, "WQ101", "/limit"),
        (
            "threads_query",
            {**THREADS, "sort_by": [{"field": "last_update", "direction": "asc"}]},
            "WQ201",
            "/sort_by/0/field",
        ),
        (
            "threads_query",
            {**THREADS, "filter": {"after_datetime": "0001-01-01T00:00:00+05:00"}},
            "WQ202",
            "/filter/after_datetime",
        ),
        (
            "threads_query",
            {**THREADS, "sort_by": [{"field": "turn_count", "direction": "asc"}] * 9},
            "WQ301",
            "/sort_by",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(kind: str, body: dict[str, Any], code: str, place: str) -> None:
    with pytest.raises(wq.RequestError) as refused:
        wq.compile(wq.parse_request(kind, body), "duckdb")
    assert (refused.value.code, str(refused.value.at)) == (code, place)


def test_a_name_that_threads_are_not_sorted_by_is_told_with_the_nearest() -> None:
    request = wq.ThreadsQueryReq(project_id="p", sort_by=[wq.SortBy(field="last_update", direction="asc")])
    with pytest.raises(wq.RequestError, match="nearest: `last_updated`"):
        wq.compile(request, "sqlite")


def test_more_groups_than_the_limit_are_refused_and_as_many_are_answered(small_db: Database) -> None:
    request = wq.FeedbackAggregateReq(**ALL_TIME, group_by=["scorer_id"])
    groups = len(small_db.run(request).buckets)
    assert groups > 3
    for most, fits in ((groups, True), (groups - 1, False)):
        limited = Database(small_db.backend, small_db.driver, wq.Options(limits=Limits(groups=most)))
        if fits:
            assert len(limited.run(request).buckets) == groups
            continue
        with pytest.raises(LimitError) as refused:
            limited.run(request)
        assert refused.value.limit == "groups"


@pytest.mark.share(2)
def test_as_many_metrics_as_are_allowed_run_with_everything_asked(small_db: Database) -> None:
    limits = Limits()
    kinds = ["sum", "avg", "min", "max", "count", "count_true", "count_false"]
    percentiles = [each * 5 for each in range(limits.percentiles)]
    specs = [
        {"json_path": f"output.k{n}", "aggregations": kinds, "percentiles": percentiles} for n in range(limits.metrics)
    ]
    answer = small_db.run(wq.FeedbackStatsReq(**metrics(*specs)))
    assert len(answer.window_stats) == limits.metrics
    assert {len(figures) for figures in answer.window_stats.values()} == {len(kinds) + limits.percentiles}


def test_no_metrics_are_no_buckets_and_the_granularity_of_the_range() -> None:
    request = wq.FeedbackStatsReq(**STATS)
    with wq.connect("sqlite://") as db:
        db.create_schema()
        assert len(db.compile(request).queries) == 0
        answer = db.run(request)
    assert (answer.buckets, answer.window_stats, answer.granularity) == ([], {}, 43_200)


def test_statistics_are_at_most_two_statements_and_the_others_one() -> None:
    requests = (
        (wq.FeedbackAggregateReq(**ALL_TIME, time_bucket_seconds=60, group_by=["scorer_id"]), 1),
        (wq.FeedbackStatsReq(**metrics({"json_path": "a"}, {"json_path": "b", "value_type": "boolean"})), 2),
        (wq.ThreadsQueryReq(project_id="p"), 1),
    )
    for request, statements in requests:
        assert len(wq.compile(request, "postgres").queries) == statements


def test_a_condition_of_the_server_is_about_feedback(small_db: Database) -> None:
    where = (wq.F("wb_user_id") == "ana") & (wq.F("scorer_id") == "mon")
    request = wq.FeedbackAggregateReq(**ALL_TIME, group_by=["span_agent_name"])
    answer = small_db.run(request, where=where)
    mine = feedback_aggregate(
        {**ALL_TIME, "group_by": ["span_agent_name"]},
        FEEDBACK,
        lambda row: row.get("wb_user_id") == "ana" and feedback_name(row) == "mon",
    )
    assert differences([each.model_dump() for each in answer.buckets], mine) == []
    assert 0 < sum(each.total_count for each in answer.buckets) < len(FEEDBACK)


def feedback_name(row: dict[str, Any]) -> str:
    return (row.get("runnable_ref") or "").split("/")[-1].split(":")[0]


def test_a_condition_of_the_server_beside_threads_is_about_turns(small_db: Database) -> None:
    answer = small_db.run(wq.ThreadsQueryReq(**THREADS), where=wq.F("inputs.n") < 30)
    judge = threads_query(THREADS, CALLS, lambda row: row["inputs"]["n"] < 30)
    assert [(each.thread_id, each.turn_count) for each in answer.threads] == [
        (each["thread_id"], each["turn_count"]) for each in judge
    ]


def test_a_condition_on_what_turns_cost_runs_beside_threads(small_db: Database) -> None:
    request = wq.ThreadsQueryReq(**THREADS)
    every = small_db.run(request)
    assert small_db.run(request, where=wq.F("cost") > 0).threads == []
    assert small_db.run(request, where=~(wq.F("cost") > 0)) == every


def test_a_field_that_feedback_has_not_is_told_as_the_servers_mistake() -> None:
    for request in (wq.FeedbackAggregateReq(**ALL_TIME), wq.FeedbackStatsReq(**metrics({"json_path": "a"}))):
        with pytest.raises(wq.RequestError) as refused:
            wq.compile(request, "sqlite", where=wq.F("op_name") == "x")
        assert (refused.value.code, refused.value.origin) == ("WQ201", "where")
        assert "not a field of feedback" in refused.value.message


@pytest.mark.parametrize("path", ["feedback.[x].payload.a", "summary.weave.status", "scorer_id.x", "creators"])
def test_fields_of_calls_are_none_of_feedback(path: str) -> None:
    with pytest.raises(wq.RequestError) as refused:
        wq.compile(wq.FeedbackAggregateReq(**ALL_TIME), "sqlite", where=wq.F(path) == "x")
    assert refused.value.code == "WQ201"


def test_a_time_of_feedback_beside_text_that_is_none_is_refused() -> None:
    with pytest.raises(TypeMismatchError):
        wq.compile(wq.FeedbackAggregateReq(**ALL_TIME), "sqlite", where=wq.F("created_at") > "yesterday")


def test_a_condition_that_no_feedback_meets_is_warned_of() -> None:
    compiled = wq.compile(wq.FeedbackAggregateReq(**ALL_TIME), "sqlite", where=wq.F("span_type") > 5)
    assert [warning.code for warning in compiled.warnings] == ["WQ802"]
    assert wq.compile(wq.FeedbackAggregateReq(**ALL_TIME, tags=["x"], rating_min=0.5), "sqlite").warnings == ()


@pytest.mark.parametrize("kind", ["feedback_aggregate", "feedback_stats", "threads_query"])
def test_nothing_of_another_project_is_counted(kind: str, small_db: Database) -> None:
    bodies = {
        "feedback_aggregate": ALL_TIME,
        "feedback_stats": metrics({"json_path": "a", "value_type": "categorical"}),
        "threads_query": THREADS,
    }
    answers = [
        small_db.run(wq.parse_request(kind, {**bodies[kind], "project_id": project})).model_dump()
        for project in (PROJECT, OTHER, "nobody")
    ]
    assert answers[0] != answers[1] != answers[2]
    compiled = wq.compile(wq.parse_request(kind, bodies[kind]), "sqlite")
    for named in compiled.logical.plans:
        scans = [each for each in all_relations(named.relation) if isinstance(each, Scan)]
        assert scans
        assert {scan.project for scan in scans} == {compiled.logical.project}


UNSTORED = [
    ("feedback", ("scorer_tags",), wq.FeedbackAggregateReq(**ALL_TIME)),
    ("feedback", ("scorer_tags",), wq.FeedbackAggregateReq(**ALL_TIME, tags=["good"])),
    ("feedback", ("scorer_ratings",), wq.FeedbackAggregateReq(**ALL_TIME, group_by=["scorer_id"])),
    (
        "feedback",
        ("runnable_ref", "span_agent_name", "scorer_tags", "scorer_ratings"),
        wq.FeedbackAggregateReq(**ALL_TIME, group_by=["scorer_id", "span_agent_name"], time_bucket_seconds=86_400),
    ),
    (
        "feedback",
        ("payload",),
        wq.FeedbackStatsReq(
            **metrics(
                {"json_path": "ok", "value_type": "boolean", "aggregations": ["avg", "sum"], "percentiles": [50]},
                {"json_path": "output", "percentiles": [50]},
            )
        ),
    ),
    ("calls", ("turn_id",), wq.ThreadsQueryReq(**THREADS)),
    ("calls", ("ended_at",), wq.ThreadsQueryReq(**THREADS)),
]


@pytest.mark.parametrize("small_db", SQL_ENGINES, indirect=True)
@pytest.mark.parametrize(("table", "columns", "request_"), UNSTORED, ids=range(len(UNSTORED)))
def test_a_column_that_a_server_does_not_store_is_unset(
    table: str, columns: tuple[str, ...], request_: wq.Request, small_db: Database
) -> None:
    storage = small_db.backend.storage
    map_ = storage.tables[table]
    lacking = replace(map_, columns={**map_.columns, **dict.fromkeys(columns, NOTHING)})
    backend = small_db.backend.with_storage(replace(storage, tables={**storage.tables, table: lacking}))
    rows = {"feedback": FEEDBACK, "calls": CALLS}
    unset = [{**row, **dict.fromkeys(columns)} for row in rows[table]]
    with wq.connect("memory://") as judge:
        judge.create_schema()
        judge.load(**{**rows, table: unset})
        expected = judge.run(request_)
    lacking_db = Database(backend, small_db.driver, small_db.options, owns_tables=False)
    assert close(lacking_db.run(request_).model_dump(), expected.model_dump())


def close(left: Any, right: Any) -> bool:
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(close(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(close, left, right))
    if isinstance(left, float) and isinstance(right, float):
        return math.isclose(left, right, rel_tol=1e-9, abs_tol=1e-9)
    return bool(left == right)


def test_a_prefix_without_a_star_is_a_whole_name() -> None:
    with wq.connect("memory://") as db:
        db.create_schema()
        db.load(feedback=[{**row, "id": f"x{n}"} for n, row in enumerate(feedback_of("mon", "monday", "mon:v2"))])
        for names, count in ((["mon"], 2), (["mon*"], 3), (["monday", "mon"], 3), (["*"], 3), (["m"], 0)):
            answer = db.run(wq.FeedbackAggregateReq(**ALL_TIME, monitor_ids=names))
            assert answer.buckets[0].total_count == count, names


def feedback_of(*names: str) -> list[dict[str, Any]]:
    return [
        {
            "project_id": PROJECT,
            "weave_ref": "weave:///a/b/call/c",
            "feedback_type": "t",
            "created_at": "2025-11-01T00:00:00Z",
            "trigger_ref": f"weave:///a/b/object/{name}",
        }
        for name in names
    ]


def test_the_defaults_of_a_metric_go_by_its_type() -> None:
    specs = [FeedbackMetricSpec(json_path=name, value_type=name) for name in ("numeric", "boolean", "categorical")]  # type: ignore[arg-type]
    with wq.connect("memory://") as db:
        db.create_schema()
        db.load(feedback=feedback_of()[:0])
        answer = db.run(wq.FeedbackStatsReq(**STATS, metrics=specs))
    assert {name: list(figures) for name, figures in answer.window_stats.items()} == {
        "numeric": ["avg", "min", "max"],
        "boolean": ["count_true", "count_false"],
        "categorical": ["count"],
    }
