"""`feedback_query`: recorded and random requests on every engine, beside the judge."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, Engines
from tests.feedback.requests import query_body
from tests.feedback.rows import PROJECT, feedback_rows
from tests.oracle.feedback_query import feedback_query
from tests.oracle.query import read_rows
from tests.oracle.times import read_time
from tests.oracle.values import read_integer
from tests.recorded.cases import DATA, same_json
from weave_query.api import Database
from weave_query.errors import ParseError, TypeMismatchError, UnknownFieldError

Body = dict[str, Any]
FEEDBACK = DATA / "feedback.jsonl.gz"
ROWS = feedback_rows(11, 120)


@lru_cache(maxsize=1)
def cases() -> tuple[Body, ...]:
    with gzip.open(DATA / "cases.jsonl.gz", "rt", encoding="utf-8") as lines:
        found = [json.loads(line, parse_int=read_integer) for line in lines]
    return tuple(case for case in found if case["kind"] == "feedback_query")


each_answered = pytest.mark.parametrize(
    "case", [case for case in cases() if "error" not in case["expected"]], ids=lambda case: case["id"]
)


@pytest.fixture(scope="module", params=ENGINES)
def feedback_db(request: pytest.FixtureRequest, engines: Engines) -> Iterator[Database]:
    opened = engines.open(request.param, "feedback_query")
    opened.load(feedback=str(FEEDBACK))
    opened.load(feedback=ROWS)
    yield opened
    opened.close()


def answered(db: Database, body: Body) -> Body:
    return db.run(wq.parse_request("feedback_query", body)).model_dump(mode="json")


def recorded(expected: Body, found: Body) -> Body:
    """The answer in the form of the record. A missing value is null here and the empty text there (D44)."""
    if "result" in expected:
        rows = [{name: None if value == "" else value for name, value in row.items()} for row in expected["result"]]
        return {**expected, "result": rows}
    ids = [row["id"] for row in found["result"]]
    told = {"count": len(ids), "head": ids[:10], "tail": ids[-5:], "total_count": found["total_count"]}
    told["sha256"] = hashlib.sha256("\n".join(ids).encode()).hexdigest()
    assert told == expected
    return found


@each_answered
def test_an_engine_answers_what_was_recorded(case: Body, feedback_db: Database) -> None:
    found = answered(feedback_db, case["request"])
    assert found == recorded(case["expected"], found)


@each_answered
def test_the_judge_answers_what_was_recorded(case: Body) -> None:
    found = feedback_query(case["request"], read_rows(FEEDBACK))
    assert found == recorded(case["expected"], found)


@pytest.mark.parametrize("seed", range(25))
def test_an_engine_answers_a_random_request_like_the_judge(seed: int, feedback_db: Database) -> None:
    body = query_body(seed)
    found, expected = answered(feedback_db, body), feedback_query(body, ROWS)
    for row in (*found["result"], *expected["result"]):
        if row.get("created_at") is not None:
            row["created_at"] = read_time(row["created_at"]).micros
    assert found["total_count"] == expected["total_count"]
    assert same_json(found["result"], expected["result"], tolerance=0), body


def test_some_of_the_random_requests_select_some_rows_but_not_all() -> None:
    totals = [feedback_query(query_body(seed), ROWS)["total_count"] for seed in range(25)]
    mine = sum(row["project_id"] == PROJECT for row in ROWS)
    assert sum(0 < total < mine for total in totals) >= 10


def test_without_fields_a_row_has_every_column(feedback_db: Database) -> None:
    answer = feedback_db.run(wq.FeedbackQueryReq(project_id=PROJECT, limit=1))
    assert answer.result[0].keys() >= {"id", "payload", "created_at", "scorer_tags", "scorer_trace_id"}
    assert isinstance(answer.result[0]["created_at"], datetime)
    assert answer.total_count == sum(row["project_id"] == PROJECT for row in ROWS)


@pytest.mark.parametrize(
    ("body", "error", "at"),
    [
        ({"fields": ["id", "nope"]}, UnknownFieldError, "/fields/1"),
        ({"fields": ["creator.name"]}, UnknownFieldError, "/fields/0"),
        ({"fields": ["id", "count(*)"]}, ParseError, "/fields/1"),
        ({"sort_by": [{"field": "scorer_tags", "direction": "asc"}]}, TypeMismatchError, "/sort_by/0/field"),
        ({"sort_by": [{"field": "started_at", "direction": "asc"}]}, UnknownFieldError, "/sort_by/0/field"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(body: Body, error: type[wq.RequestError], at: str) -> None:
    with pytest.raises(error) as caught:
        wq.compile(wq.parse_request("feedback_query", {"project_id": PROJECT, **body}), "sqlite")
    assert str(caught.value.at) == at


def test_a_count_is_one_statement_and_a_page_two() -> None:
    counted = wq.compile(wq.FeedbackQueryReq(project_id=PROJECT, fields=["count(*)"]), "duckdb")
    paged = wq.compile(wq.FeedbackQueryReq(project_id=PROJECT, fields=["id"], limit=3), "duckdb")
    assert [query.name for query in counted] == ["total"]
    assert [query.name for query in paged] == ["feedback", "total"]
    assert "payload" not in paged.sql
