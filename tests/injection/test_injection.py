"""Texts that try to be more than a value, at every place of a request where a text stands: none is in a statement."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

import weave_query as wq
from tests.engines import SQL_ENGINES, Engines
from tests.golden.files import BACKENDS
from tests.injection.corpus import ATTEMPTS, MARK
from tests.injection.positions import POSITIONS, REFUSED, Position
from weave_query.api import Database

OPTIONS = wq.Options(driver_functions=True)
PAIRS = [(name, attempt) for name in POSITIONS for attempt in ATTEMPTS]
ROWS = [
    {
        "id": f"c{number}",
        "project_id": "p",
        "op_name": f"op {attempt}",
        "trace_id": "t",
        "started_at": "2026-01-01T00:00:00Z",
        "inputs": {"model": attempt, attempt: 1, "list": [attempt, {attempt: 1}]},
        "output": {"a": {attempt: "y"}, attempt: 2},
    }
    for number, attempt in enumerate(ATTEMPTS)
]
FEEDBACK = [
    {
        "id": f"f{number}",
        "project_id": "p",
        "weave_ref": f"weave-trace-internal:///p/call/c{number}",
        "feedback_type": attempt,
        "creator": attempt,
        "created_at": "2026-01-01T00:00:00Z",
        "payload": {attempt: 1},
    }
    for number, attempt in enumerate(ATTEMPTS)
]


def texts(position: Position, body: Mapping[str, Any], backend: str) -> list[str]:
    compiled = wq.compile(wq.parse_request(position.kind, body), backend, options=OPTIONS)
    return [query.sql for query in compiled.queries]


@pytest.mark.parametrize("name", POSITIONS)
@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.share(9)
def test_the_text_is_that_of_a_harmless_value(name: str, backend: str) -> None:
    position = POSITIONS[name]
    for attempt in ATTEMPTS:
        text = texts(position, position.filled(attempt), backend)
        assert text == texts(position, position.harmless(attempt), backend), attempt
        assert not [each for each in text if MARK in each], attempt


@pytest.mark.parametrize("name", REFUSED)
def test_where_names_are_asked_for_it_is_an_error_before_there_is_a_text(name: str) -> None:
    position = REFUSED[name]
    for attempt in ATTEMPTS:
        with pytest.raises(wq.RequestError):
            texts(position, position.filled(attempt), "sqlite")


def filled(db: Database) -> None:
    db.create_schema()
    db.load(calls=ROWS, feedback=FEEDBACK)


def answered(db: Database, position: Position, attempt: str) -> Any:
    try:
        return db.run(wq.parse_request(position.kind, position.filled(attempt))).model_dump(mode="json")
    except wq.WeaveQueryError as error:
        return error.code


@pytest.mark.parametrize("engine", SQL_ENGINES)
@pytest.mark.parametrize("share", [90, pytest.param(1, marks=pytest.mark.long)])
def test_an_engine_answers_as_the_evaluator_and_loses_nothing(engine: str, share: int, engines: Engines) -> None:
    """Of one of `share` pairs of a place and a text, another for each engine."""
    judge = engines.filled("memory", "injection", filled, OPTIONS)
    db = engines.filled(engine, "injection", filled, OPTIONS)
    everything = wq.CallsQueryReq(project_id="p", sort_by=[wq.SortBy(field="id", direction="asc")])
    before = db.run(everything).calls
    found = 0
    for name, attempt in PAIRS[SQL_ENGINES.index(engine) % share :: share]:
        position = POSITIONS[name]
        expected = answered(judge, position, attempt)
        assert answered(db, position, attempt) == expected, (name, attempt)
        found += isinstance(expected, dict) and any(map(bool, expected.values()))
    assert found > 5
    assert db.run(everything).calls == before
    assert len(before) == len(ROWS)


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_in_a_text_of_the_language_it_is_a_value_too(attempt: str) -> None:
    quoted = '"' + attempt.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r") + '"'
    query = wq.read_query(f"calls where inputs.model = {quoted} or inputs[{quoted}] = 1 select id", "p")
    compiled = wq.compile(query, "duckdb")
    assert MARK not in compiled.sql
    assert attempt in compiled.queries[0].params.values()


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_in_a_url_it_is_a_name_or_an_error(attempt: str, tmp_path: Path) -> None:
    for url in (
        f"sqlite:///{tmp_path}/none/{quote(attempt, safe='')}",
        f"duckdb:///{tmp_path}/x.db?{attempt}",
        attempt,
    ):
        with pytest.raises(wq.WeaveQueryError):
            wq.connect(url)
    assert list(tmp_path.iterdir()) == []
