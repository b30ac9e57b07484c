"""The tables of requests over the recorded calls: every engine gives exactly what the judge gives."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import pytest

from tests.conftest import EXAMPLES
from tests.engines import ENGINES, answer_of
from tests.oracle import asks_columns, asks_documents, asks_language, asks_order
from tests.oracle.build import RESEARCH, SUPPORT, Ask
from tests.oracle.query import call_rows, calls_query, calls_query_stats
from tests.recorded.cases import same_json
from tests.sampling import each_engine_some
from weave_query.api import Database

ASKS: tuple[Ask, ...] = (
    *(*asks_columns.FILTERS, *asks_columns.COLUMNS, *asks_columns.DATES, *asks_columns.DERIVED, *asks_columns.COUNTS),
    *(*asks_documents.OPERATORS, *asks_documents.PATHS, *asks_documents.VALUES, *asks_documents.CONVERSIONS),
    *(*asks_language.TEXTS, *asks_language.TYPES, *asks_language.NUMBERS, *asks_language.ELEMENTS),
    *(*asks_order.SORTS, *asks_order.PAGES),
)


@lru_cache(maxsize=1)
def recorded() -> dict[str, list[dict[str, Any]]]:
    """The recorded calls by project."""
    rows = call_rows(EXAMPLES)
    return {project: [row for row in rows if row["project_id"] == project] for project in (SUPPORT, RESEARCH)}


@lru_cache(maxsize=1024)
def judged(ask: Ask) -> Any:
    """The judge's answer to a request of the tables."""
    judge = calls_query_stats if ask.kind == "calls_query_stats" else calls_query
    return judge(ask.body, recorded()[ask.body["project_id"]])


def named(asks: Iterable[Ask]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("ask", asks, ids=lambda ask: ask.name.replace(" ", "_"))


@each_engine_some("engine,ask", ENGINES, ASKS, share=24)
def test_an_engine_gives_the_same_calls_in_the_same_order(engine: str, ask: Ask, db: Database) -> None:
    counts = ask.kind == "calls_query_stats"
    body = ask.body if counts else {"columns": ["id"], **ask.body}
    answer = answer_of(db, ask.kind, body, unknown_keys="error")
    expected = judged(ask)
    assert (answer == expected) if counts else (_ids(answer) == _ids(expected)), ask.reason


@named(asks_language.REGEXES)
def test_an_engine_matches_regular_expressions(ask: Ask, db: Database) -> None:
    found = _ids(answer_of(db, ask.kind, {"columns": ["id"], **ask.body}, unknown_keys="error"))
    assert found == _ids(judged(ask)), ask.reason
    assert _selects_some(ask)


@named(asks_order.ROWS)
def test_an_engine_gives_the_same_rows(ask: Ask, db: Database) -> None:
    answer, expected = answer_of(db, ask.kind, ask.body, unknown_keys="error"), judged(ask)
    assert isinstance(answer, list), answer
    assert _ids(answer) == _ids(expected)
    for mine, theirs in zip(answer, expected, strict=True):
        assert same_json({name: mine[name] for name in theirs}, theirs, tolerance=0), (ask.reason, mine["id"])


@pytest.mark.long
def test_the_tables_are_large_and_select_some_calls_but_not_all() -> None:
    selective = [ask for ask in (*ASKS, *asks_order.ROWS) if _selects_some(ask)]
    assert len({ask.name for ask in ASKS}) == len(ASKS) >= 200
    assert len(selective) >= len(ASKS) // 2


def _selects_some(ask: Ask) -> bool:
    if {"limit", "offset"} & ask.body.keys():
        return False
    project = ask.body["project_id"]
    alive = sum(row["deleted_at"] is None for row in recorded()[project])
    found = judged(ask)
    return 0 < (found["count"] if isinstance(found, dict) else len(found)) < alive


def _ids(rows: Any) -> list[str]:
    assert isinstance(rows, list), rows
    return [row["id"] for row in rows]
