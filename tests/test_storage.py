"""Tables of a server's own: a `StorageMap` says where the columns are, and the answers are the same."""

from __future__ import annotations

import sqlite3
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import weave_query as wq
from tests.conftest import EXAMPLES
from tests.engines import Engines
from tests.oracle.query import read_rows
from weave_query import F
from weave_query.catalogue.tables import CALLS
from weave_query.errors import SettingsError
from weave_query.storage import NOTHING, Absence, StorageMap, Stored, TableMap

SUPPORT = "northwind/support-bot"
MISSING = {"wb_run_id", "wb_user_id"}
KEPT = [column.name for column in CALLS.columns if column.name not in MISSING]
OWN = StorageMap(
    "own",
    {
        "calls": TableMap(
            "spans",
            {name: Stored(f"its_{name}", Absence.NEVER if CALLS[name].required else Absence.NULL) for name in KEPT},
            project="its_project_id",
        )
    },
)
# The same rows, each column under another name.
COPY = "CREATE TABLE spans AS SELECT " + ", ".join(f"{name} AS its_{name}" for name in KEPT) + " FROM calls"
REQUESTS = [
    wq.CallsQueryReq(project_id=SUPPORT, limit=20, columns=["inputs", "summary", "ended_at", "display_name"]),
    wq.CallsQueryReq(
        project_id=SUPPORT,
        filter=wq.CallsFilter(trace_roots_only=True),
        query=wq.Query((F("latency_ms") > 100) & F("inputs").contains("a")),
        sort_by=[wq.SortBy(field="inputs.question", direction="desc")],
        columns=["output"],
    ),
]


@cache
def some_calls() -> list[dict[str, Any]]:
    """A sixth of the recorded calls, from all times."""
    return read_rows(EXAMPLES)[::6]


def copied(engine: str, engines: Engines, tmp_path: Path) -> str:
    """The url of a database with both tables."""
    url = f"{engine}:///{tmp_path}/own.db" if engine in ("duckdb", "sqlite") else engines.url(engine, "own_tables")
    with wq.connect(url) as db:
        db.create_schema()
        db.load(calls=some_calls())
    if engine == "sqlite":
        with sqlite3.connect(tmp_path / "own.db") as connection:
            connection.execute(COPY)
    elif engine == "duckdb":
        import duckdb

        with duckdb.connect(tmp_path / "own.db") as own:
            own.execute(COPY)
    else:
        import psycopg

        with psycopg.connect(url) as connection_:
            connection_.execute("DROP TABLE IF EXISTS spans")
            connection_.execute(COPY.encode())
    return url


@pytest.mark.parametrize("engine", ["duckdb", "sqlite", "postgres"])
def test_tables_of_the_servers_own_give_the_same_answers(engine: str, engines: Engines, tmp_path: Path) -> None:
    url = copied(engine, engines, tmp_path)
    with wq.connect(url) as db:
        expected = [db.run(request) for request in REQUESTS]
    with wq.connect(url, storage=OWN) as own:
        assert [own.run(request) for request in REQUESTS] == expected
        assert "spans" in own.compile(REQUESTS[0]).sql
        assert "calls" not in own.compile(REQUESTS[0]).sql
    assert all(result.calls for result in expected)


@pytest.mark.parametrize("backend", ["clickhouse", "duckdb", "postgres", "sqlite"])
def test_compiling_takes_a_backend_with_the_tables_of_somebody_else(backend: str) -> None:
    compiled = wq.compile(REQUESTS[1], wq.get_backend(backend).with_storage(OWN))
    assert "spans" in compiled.sql
    assert "its_project_id" in compiled.sql


def test_a_column_that_the_tables_lack_is_refused_by_its_name() -> None:
    own = wq.get_backend("sqlite").with_storage(OWN)
    with pytest.raises(wq.UnsupportedError, match=r"storage `own` has no column for `calls\.wb_run_id`"):
        wq.compile(wq.CallsQueryReq(project_id="p", columns=["wb_run_id"]), own)
    with pytest.raises(wq.UnsupportedError, match=r"storage `nothing` has no table for `calls`"):
        wq.compile(wq.CallsQueryReq(project_id="p"), own.with_storage(StorageMap("nothing")))


FEEDBACK_FIELD = {"$getField": "feedback.[wandb.reaction.1].payload.x"}
IN_QUEUE = {"$eq": [{"$getField": "annotation_queue_items.queue_id"}, "q"]}
BEHIND = {"expand_columns": ["inputs.a"], "query": {"$expr": {"$eq": [{"$getField": "inputs.a.b"}, 1]}}}
RANGE = {"start": "2025-01-01T00:00:00Z", "end": "2025-01-02T00:00:00Z"}


@pytest.mark.parametrize(
    ("kind", "body", "table"),
    [
        ("calls_query", {"query": {"$expr": {"$gt": [FEEDBACK_FIELD, 1]}}}, "feedback"),
        ("calls_query", {"query": {"$expr": {"$not": [{"$gt": [FEEDBACK_FIELD, 1]}]}}}, "feedback"),
        ("calls_query", {"sort_by": [{"field": "feedback.[*].payload.x", "direction": "asc"}]}, "feedback"),
        ("calls_query", {"include_feedback": True}, "feedback"),
        ("calls_query_stats", {"query": {"$expr": IN_QUEUE}}, "annotation_queue_items"),
        ("calls_query", BEHIND, "objects"),
        ("calls_query", {"expand_columns": ["inputs.a"], "return_expanded_column_values": True}, "objects"),
        ("calls_query", {"include_costs": True}, "llm_token_prices"),
        ("calls_query", {"query": {"$expr": {"$gt": [{"$getField": "cost"}, 1]}}}, "llm_token_prices"),
        ("trace_usage", {"include_costs": True}, "llm_token_prices"),
        ("feedback_query", {}, "feedback"),
        ("feedback_stats", {**RANGE, "metrics": [{"json_path": "output.a"}]}, "feedback"),
    ],
)
@pytest.mark.parametrize("backend", ["clickhouse", "duckdb", "postgres", "sqlite"])
def test_of_a_storage_with_calls_alone_the_rest_may_not_be_asked(
    backend: str, kind: str, body: dict[str, Any], table: str
) -> None:
    whole = wq.get_backend(backend)
    calls = whole.with_storage(StorageMap("calls alone", {"calls": whole.storage.tables["calls"]}))
    assert wq.compile(wq.parse_request("calls_query", {"project_id": "p"}), calls).sql
    with pytest.raises(wq.UnsupportedError, match=rf"WQ401: the storage `calls alone` has no table for `{table}`"):
        wq.compile(wq.parse_request(kind, {"project_id": "p", **body}), calls)


def test_tables_of_somebody_else_are_neither_made_nor_filled() -> None:
    with wq.connect("sqlite://", storage=OWN) as db:
        with pytest.raises(wq.UnsupportedError, match="storage `own` are made and filled"):
            db.create_schema()
        with pytest.raises(wq.UnsupportedError, match="storage `own` are made and filled"):
            db.load(calls=[])
    with pytest.raises(wq.UnsupportedError, match="`memory` reads no tables of others"):
        wq.connect("memory://", storage=OWN)


ODD = {
    "id": "SpanId",
    "project_id": "Tenant Id",
    "op_name": "order",
    "trace_id": "trace-id",
    "started_at": "select",
    "inputs": "Größe",
    "summary": "1st",
    "parent_id": "C",
    "ended_at": "a.b",
    "exception": "or",
}
ODD_REQUEST = wq.CallsQueryReq(
    project_id=SUPPORT,
    columns=[name for name in ODD if name != "project_id"],
    filter=wq.CallsFilter(trace_roots_only=True),
    query=wq.Query((F("latency_ms") > 100) & F("inputs").contains("a") & (F("op_name") != "x")),
    sort_by=[wq.SortBy(field="ended_at", direction="desc")],
    limit=20,
)


def execute(db: wq.Database, *statements: str) -> None:
    for statement in statements:
        list(db.driver.run(wq.CompiledQuery("ours", statement, {}, (), ())))


def odd(table: str) -> StorageMap:
    columns = {
        logical.name: Stored(
            ODD.get(logical.name, logical.name), wq.get_backend("duckdb").storage.column("calls", logical.name).absence
        )
        for logical in CALLS.columns
    }
    return StorageMap("odd", {"calls": TableMap(table, columns, project=ODD["project_id"])})


@pytest.mark.parametrize(
    ("engine", "schema"), [("duckdb", "Our Data"), ("sqlite", "main"), ("postgres", "Our Data"), ("chdb", "own-data")]
)
def test_names_of_any_kind_behind_a_schema_give_the_same_answers(
    engine: str, schema: str, engines: Engines, tmp_path: Path
) -> None:
    url = f"{engine}:///{tmp_path}/odd.db" if engine in ("duckdb", "sqlite") else engines.url(engine, "odd_names")
    listed = ", ".join(f'{name} AS "{ODD.get(name, name)}"' for name in (column.name for column in CALLS.columns))
    made = {"chdb": 'CREATE DATABASE "own-data"', "sqlite": "SELECT 1"}.get(engine, f'CREATE SCHEMA "{schema}"')
    how = "ENGINE = MergeTree ORDER BY tuple() " if engine == "chdb" else ""
    with wq.connect(url) as db:
        db.create_schema()
        db.load(calls=some_calls())
        expected = db.run(ODD_REQUEST)
        execute(db, made, f'CREATE TABLE "{schema}"."My table" {how}AS SELECT {listed} FROM calls')
    storage = odd(f"{schema}.My table")
    if engine == "chdb":
        documents = {
            name: Stored(ODD.get(name, name), Absence.EMPTY_TEXT)
            for name in ("attributes", "inputs", "output", "summary")
        }
        table = storage.tables["calls"]
        storage = StorageMap("odd", {"calls": TableMap(table.name, {**table.columns, **documents}, table.project)})
    with wq.connect(url, storage=storage) as own:
        assert own.run(ODD_REQUEST) == expected
        assert own.run(wq.CallsQueryStatsReq(project_id="nobody's")).count == 0
    assert expected.calls


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ({"spans": TableMap("spans", {})}, "`spans` is not a logical table; there are `annotation_queue_items`"),
        ({"call": TableMap("spans", {})}, "`call` is not a logical table; nearest: `calls`"),
        ({"calls": "spans"}, "`calls` is a `TableMap"),
        (
            {"calls": TableMap("spans", {"span_id": Stored("a")})},
            "`span_id` is not a column of the logical table `calls`",
        ),
        ({"calls": TableMap("spans", {"trace": Stored("a")})}, "nearest: `trace_id`"),
        (
            {"calls": TableMap("spans", {"id": "span_id"})},
            r"`calls.id` is a `Stored\(column\)`, .*; `Stored\('span_id'\)`",
        ),
        ({"calls": TableMap("spans", {"id": Stored("a", "never")})}, "the absence of `calls.id` is one of `Absence`"),
        (
            {"calls": TableMap("spans", {"ended_at": Stored("a", Absence.EMPTY_TEXT)})},
            "`calls.ended_at` is of the type",
        ),
        ({"calls": TableMap("spans", {"id": Stored("a", Absence.ALWAYS)})}, "`calls.id` is in every row"),
        ({"calls": TableMap("spans", {}, project=None)}, "`calls` holds the rows of many projects"),
        (
            {"calls": TableMap("spans", {"project_id": Stored("tenant")})},
            r"is in `tenant` and `project` is `project_id`; `TableMap\(..., project='tenant'\)`",
        ),
        ({"calls": TableMap("", {})}, "the table of `calls` cannot be named ``: a name is `table`"),
        ({"calls": TableMap("a.b.c.d", {})}, "the table of `calls` cannot be named"),
        ({"calls": TableMap("a..b", {})}, "the table of `calls` cannot be named"),
        ({"calls": TableMap('a"b', {})}, "a name has up to 128 printable characters"),
        ({"calls": TableMap("spans", {"id": Stored("a\\b")})}, "the column of `calls.id` cannot be named"),
        ({"calls": TableMap("spans", {"id": Stored("a\nb")})}, "the column of `calls.id` cannot be named"),
        ({"calls": TableMap("spans", {"id": Stored("100%")})}, "the column of `calls.id` cannot be named"),
        ({"calls": TableMap("spans", {"id": Stored("")})}, "the column of `calls.id` cannot be named"),
        ({"calls": TableMap("spans", {"id": Stored(5)})}, "the column of `calls.id` is a text"),  # type: ignore[arg-type]
        ([], "the tables of a storage are a dict, this is a `list`"),
    ],
)
def test_a_map_that_cannot_be_is_refused_when_it_is_made(tables: object, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        StorageMap("own", tables)  # type: ignore[arg-type]


def test_what_is_no_map_is_refused_where_it_is_given() -> None:
    with pytest.raises(SettingsError, match="a storage is a `StorageMap"):
        wq.connect("sqlite://", storage={"calls": "spans"})  # type: ignore[arg-type]


NEEDED = ("id", "project_id", "op_name", "trace_id", "started_at", "deleted_at")
KNOWN = {name: OWN.tables["calls"].columns[name] for name in NEEDED}
LEAST = StorageMap(
    "least",
    {
        "calls": TableMap(
            "spans",
            {**{column.name: NOTHING for column in CALLS.columns if column.name not in NEEDED}, **KNOWN},
            project="its_project_id",
        )
    },
)


def copy_of_calls(engine: str, select: str, table: str = "spans") -> str:
    how = "ENGINE = MergeTree ORDER BY tuple() " if engine == "chdb" else ""
    return f"CREATE TABLE {table} {how}AS SELECT {select} FROM calls"


def bare(call: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in call.items() if name in NEEDED}


CONDITIONS: list[tuple[wq.Expression, bool]] = [
    (F("parent_id") == None, True),  # noqa: E711
    (F("parent_id") != None, False),  # noqa: E711
    (F("exception") == "x", False),
    (~(F("exception") == "x"), True),
    (F("display_name").contains("a") | (F("id") != "x"), True),
    (F("inputs.model") == "gpt-4", False),
    (~F("inputs.model").contains("a"), True),
    (F("inputs.a.b") == None, True),  # noqa: E711
    (F("output").type() == "missing", True),
    (F("inputs.n") > 3, False),
    (F("summary.n") + 1 > 3, False),
    (F("wb_run_step") >= 0, False),
    (F("wb_run_step").is_in([1, 2]), False),
    (F("ended_at") > 0, False),
    (F("latency_ms") > 0, False),
    (~(F("latency_ms") > 0), True),
    (F("status") == "running", True),
    (F("status") == "success", False),
    (F("trace_name") != "", True),
    (F("input_refs").any(lambda element: element == "a"), False),
    (F("input_refs").size() == 0, True),
    (F("output_refs").contains("a"), False),
    (F("inputs.list").any(lambda element: element == "a"), False),
    (F("inputs.list").size() == 0, False),
    (F("inputs.a").convert("string").if_null("none") == "none", True),
    (F("inputs.a") == F("output.b"), False),
    (F("op_name") == F("display_name"), False),
]


DAYS = {"start": "2025-10-01T00:00:00Z", "end": "2025-12-01T00:00:00Z", "granularity": 86_400}
# Requests that read what the least storage has nowhere.
WHOLE: list[tuple[str, dict[str, object]]] = [
    ("calls_query", {"include_total_storage_size": True, "limit": 2}),
    ("trace_usage", {"limit": 20}),
    ("threads_query", {}),
    ("call_stats", {**DAYS, "usage_metrics": [{"metric": "total_tokens"}]}),
    ("call_stats", {**DAYS, "call_metrics": [{"metric": "latency_ms", "percentiles": [50]}]}),
    (
        "aggregate",
        {
            "dimensions": [{"field": "display_name"}, {"field": "wb_run_step"}, {"field": "inputs.model"}],
            "measures": [
                {"function": "count"},
                {"function": "sum", "field": "wb_run_step"},
                {"function": "max", "field": "ended_at"},
                {"function": "percentile", "field": "latency_ms", "percentile": 50},
                {"function": "count_distinct", "field": "output.x"},
            ],
        },
    ),
]


@pytest.mark.parametrize("engine", ["duckdb", "sqlite", "postgres", "chdb"])
def test_a_column_that_is_stored_nowhere_is_null_and_missing(engine: str, engines: Engines, tmp_path: Path) -> None:
    url = f"{engine}:///{tmp_path}/least.db" if engine in ("duckdb", "sqlite") else engines.url(engine, "least")
    listed = ", ".join(f"{name} AS its_{name}" for name in NEEDED)
    with wq.connect(url) as db:
        db.create_schema()
        db.load(calls=some_calls())
        execute(db, copy_of_calls(engine, listed))
        asked = wq.CallsQueryReq(project_id=SUPPORT, limit=3)
        expected = [bare(call.model_dump()) for call in db.run(asked).calls]
        total = db.run(wq.CallsQueryStatsReq(project_id=SUPPORT)).count
    with wq.connect(url, storage=LEAST) as own:
        calls = own.run(asked).calls
        assert [bare(call.model_dump()) for call in calls] == expected
        assert calls[0].inputs == {}
        assert (calls[0].output, calls[0].ended_at, calls[0].parent_id, calls[0].wb_run_step) == (None,) * 4
        assert calls[0].summary is not None
        assert calls[0].summary["weave"]["status"] == "running"
        for condition, holds in CONDITIONS:
            found = own.run(wq.CallsQueryStatsReq(project_id=SUPPORT, query=wq.Query(condition))).count
            assert found == (total if holds else 0), condition
        for field in ("inputs.a", "display_name", "latency_ms", "wb_run_step", "ended_at", "status", "summary"):
            for direction in ("asc", "desc"):
                sort = wq.SortBy.model_validate({"field": field, "direction": direction})
                assert len(own.run(wq.CallsQueryReq(project_id=SUPPORT, sort_by=[sort], limit=3)).calls) == 3
        for kind, body in WHOLE:
            own.run(wq.parse_request(kind, {"project_id": SUPPORT, **body}))
        sizes = own.run(wq.CallsQueryStatsReq(project_id=SUPPORT, include_total_storage_size=True))
        assert (sizes.count, sizes.total_storage_size_bytes) == (total, 0)
        usage = own.run(wq.CallsUsageReq(project_id=SUPPORT, call_ids=[calls[0].id])).call_usage
        assert usage == {calls[0].id: {}}
    assert len(expected) == 3


@pytest.mark.parametrize("engine", ["duckdb", "sqlite", "postgres", "chdb"])
def test_an_empty_text_that_stands_for_no_value_is_answered_as_null(
    engine: str, engines: Engines, tmp_path: Path
) -> None:
    """Also where some rows have NULL instead, which Postgres has for documents always."""
    url = f"{engine}:///{tmp_path}/empty.db" if engine in ("duckdb", "sqlite") else engines.url(engine, "empty_texts")
    documents = () if engine == "postgres" else ("inputs", "output", "summary", "attributes")
    empty = ("exception", "display_name", *documents)
    named = [column.name for column in CALLS.columns]
    listed = ", ".join(
        f"CASE WHEN {name} IS NULL AND trace_id < '019a3a5' THEN '' ELSE {'CAST(' if engine == 'duckdb' else ''}{name}"
        f"{' AS VARCHAR)' if engine == 'duckdb' else ''} END AS {name}"
        if name in empty
        else name
        for name in named
    )
    default = wq.get_backend("clickhouse" if engine == "chdb" else engine).storage
    columns = {
        name: Stored(name, Absence.EMPTY_TEXT if name in empty else default.column("calls", name).absence)
        for name in named
    }
    storage = StorageMap("empty", {"calls": TableMap("spans", columns)})
    requests = [
        wq.CallsQueryReq(project_id=SUPPORT, limit=500),
        *(
            wq.CallsQueryReq(project_id=SUPPORT, limit=50, columns=["output", "exception"], query=wq.Query(condition))
            for condition in (
                F("exception") == None,  # noqa: E711
                F("exception") != None,  # noqa: E711
                ~(F("output.a") == 1),
                F("output") == None,  # noqa: E711
                F("inputs").contains("refund"),
                F("status") == "error",
                F("output").type() == "missing",
            )
        ),
    ]
    with wq.connect(url) as db:
        db.create_schema()
        db.load(calls=some_calls())
        expected = [db.run(request) for request in requests]
        execute(db, copy_of_calls(engine, listed))
    with wq.connect(url, storage=storage) as own:
        for request, answer in zip(requests, expected, strict=True):
            assert own.run(request) == answer
    assert all(call.exception is None or call.exception for call in expected[0].calls)
    assert sum(bool(answer.calls) for answer in expected) >= 5
