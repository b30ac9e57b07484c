"""What requests with `expand_columns` are refused for, and that those at the limits run."""

from __future__ import annotations

from typing import Any

import pytest

import weave_query as wq
from tests.engines import SQL_ENGINES, answer_of
from tests.oracle.build import either, eq, get, lit
from tests.refs.judging import difference, judged
from tests.refs.rows import PROJECT
from weave_query.api import Database

BOTH = pytest.mark.parametrize("kind", ["calls_query", "calls_query_stats"])


def refused(kind: str, columns: list[str], **limits: int) -> wq.RequestError:
    request = wq.parse_request(kind, {"project_id": PROJECT, "expand_columns": columns})
    with pytest.raises(wq.RequestError) as caught:
        wq.compile(request, "duckdb", options=wq.Options(limits=wq.Limits(**limits)))
    return caught.value


@BOTH
@pytest.mark.parametrize(
    ("column", "code"),
    [
        ("nope.x", "WQ201"),
        ("op_name.x", "WQ201"),
        ("op_name", "WQ202"),
        ("started_at", "WQ202"),
        ("input_refs", "WQ202"),
        ("status", "WQ202"),
        ("summary.weave.latency_ms", "WQ202"),
        ("summary.weave.x", "WQ201"),
        ("feedback.[*].payload.x", "WQ202"),
        ("", "WQ101"),
    ],
)
def test_a_column_without_documents_is_refused_with_its_place(kind: str, column: str, code: str) -> None:
    error = refused(kind, ["inputs.model", column])
    assert (error.code, str(error.at)) == (code, "/expand_columns/1")


@BOTH
def test_more_columns_than_the_limit_are_refused(kind: str) -> None:
    error = refused(kind, [f"inputs.x{n}" for n in range(17)])
    assert error.code == "WQ301"
    assert "expand_columns" in str(error)
    assert refused(kind, ["inputs.a", "inputs.b"], expand_columns=1).code == "WQ301"


@BOTH
def test_more_hops_than_the_limit_are_refused(kind: str) -> None:
    error = refused(kind, ["inputs.a", "inputs.a.b", "inputs.x", "inputs.a.b.c", "inputs.a.b.c.d"])
    assert (error.code, str(error.at)) == ("WQ301", "/expand_columns/4")
    assert "expand_hops" in str(error)
    assert refused(kind, ["inputs.a", "inputs.a.b", "inputs.a.b.c"], expand_hops=2).code == "WQ301"


def test_a_request_without_columns_reads_no_objects() -> None:
    body: dict[str, Any] = {"project_id": PROJECT, "query": {"$expr": eq(get("inputs.model.name"), lit("one"))}}
    for backend in ("clickhouse", "postgres", "duckdb", "sqlite"):
        plain = wq.compile(wq.parse_request("calls_query", body), backend)
        empty = wq.compile(wq.parse_request("calls_query", {**body, "expand_columns": []}), backend)
        assert plain.sql == empty.sql
        assert "objects" not in plain.sql
        assert len(plain.queries) == 1


def test_only_what_a_condition_reads_is_joined() -> None:
    body = {"project_id": PROJECT, "expand_columns": ["inputs.a", "inputs.b"], "return_expanded_column_values": False}
    query = {"$expr": eq(get("inputs.a.name"), lit("one"))}
    compiled = wq.compile(wq.parse_request("calls_query", {**body, "query": query}), "duckdb")
    assert "refs1" in compiled.sql
    assert "refs2" not in compiled.sql
    assert "refs" not in wq.compile(wq.parse_request("calls_query", body), "duckdb").sql


@pytest.mark.long
@pytest.mark.parametrize("engine", SQL_ENGINES, indirect=True)
def test_a_request_at_the_limits_runs(refs_db: Database) -> None:
    outer = ["inputs.model", "inputs.list.0", "inputs.list.1", "output", "attributes.x"]
    columns = [f"{each}{below}" for each in outer for below in ("", ".next", ".next.next")] + ["summary.model"]
    assert len(columns) == wq.Limits().expand_columns
    query = {"$expr": either(*(eq(get(f"{each}.name"), lit("one")) for each in columns))}
    body = {"project_id": PROJECT, "query": query, "expand_columns": columns, "columns": ["inputs", "output"]}
    assert difference(judged("calls_query", body), answer_of(refs_db, "calls_query", body)) is None
