"""Pages put together are the whole list, in its order, whatever it is sorted by: beside the judge, on every engine."""

from __future__ import annotations

import json
from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, SQL_ENGINES, Engines
from tests.oracle import hostile
from tests.oracle.build import by
from tests.oracle.order import ordered
from tests.oracle.query import matching
from tests.oracle.values import read_integer
from tests.paging.asking import OPTIONS, ids_by_page, in_pages
from tests.sampling import each_engine_some
from weave_query.api import Database

SIZES = (1, 2, 7)
OF_HOSTILE = (
    *("inputs.v", "-inputs.v", "inputs.w", "-output", "attributes.k.a\\.b", "-attributes.k.0", "inputs.items.0"),
    *("ended_at", "-ended_at", "started_at", "-started_at", "exception", "-display_name", "wb_run_step"),
    *("-wb_run_step_end", "status", "-latency_ms", "duration", "trace_name", "-op_name", "-id", "id", "parent_id"),
)
SEVERAL = (
    ("wb_user_id", "-inputs.v"),
    ("-thread_id", "inputs.w", "-ended_at"),
    ("status", "-output", "started_at"),
    ("-wb_run_step", "inputs.v", "-inputs.w"),
    ("inputs.v", "inputs.v", "-inputs.v"),
    ("-display_name", "id", "inputs.v"),
    tuple(f"{'-' * (number % 2)}inputs.items.{number}" for number in range(8)),
)
ASKED = [*((key,) for key in OF_HOSTILE), *SEVERAL]


def some_rows() -> list[dict[str, Any]]:
    """Every third of the hostile rows, and with those that share a start and an end."""
    return [row for number, row in enumerate(hostile.judged_rows()) if number % 3 == 0 or number < 12]


@pytest.fixture(scope="module")
def few(request: pytest.FixtureRequest, engines: Engines) -> Database:
    """A database with some hostile rows, of all kinds of values."""
    rows = json.loads(json.dumps(some_rows()), parse_int=read_integer)
    return engines.filled(request.param, "few", lambda opened: opened.load(calls=rows), OPTIONS)


@each_engine_some("few,keys", ENGINES, ASKED, share=12)
def test_pages_put_together_are_the_whole(few: Database, keys: tuple[str, ...]) -> None:
    body = {"project_id": hostile.PROJECT, "columns": ["id"], "sort_by": by(*keys)}
    whole = [row["id"] for row in ordered(matching(body, some_rows()), body["sort_by"])]
    assert len(whole) > 40
    for size in SIZES:
        assert ids_by_page(few, body, size) == in_pages(whole, size)


@pytest.mark.parametrize("few", SQL_ENGINES, indirect=True)
def test_as_many_and_as_deep_keys_as_the_limits_allow(few: Database) -> None:
    """Each key is written for the order, the place and the cursor."""
    limits = wq.Limits()
    below = ".".join(["k"] * (limits.path_segments - 1))
    values = [1, "a", None, [1], 2.5, "7", True]
    documents = [[_nested(below, values[(row + key) % 7]) for key in range(limits.sort_keys)] for row in range(14)]
    rows = [
        {
            **{"id": f"d{number:02d}", "project_id": "p/deep", "op_name": "o", "trace_id": "t"},
            **{"started_at": "2026-01-01T00:00:00Z", "inputs": {f"k{key}": value for key, value in enumerate(found)}},
        }
        for number, found in enumerate(documents)
    ]
    few.load(calls=rows)
    keys = [f"{'-' * (key % 2)}inputs.k{key}.{below.removeprefix('k.')}" for key in range(limits.sort_keys)]
    body = {"project_id": "p/deep", "columns": ["id"], "sort_by": by(*keys)}
    whole = [row["id"] for row in ordered(matching(body, rows), body["sort_by"])]
    assert ids_by_page(few, body, 5) == in_pages(whole, 5)


def _nested(path: str, value: Any) -> Any:
    for key in reversed(path.split(".")[1:]):
        value = {key: value}
    return value
