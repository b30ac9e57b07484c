"""Pages put together are the whole list, in its order, on every engine and for every sort."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

import weave_query as wq
from tests.engines import ENGINES, SQL_ENGINES, Engines
from tests.oracle import hostile
from tests.oracle.asks_order import SORTS
from tests.oracle.build import by
from tests.oracle.order import ordered
from tests.oracle.query import matching
from tests.oracle.values import read_integer
from tests.paging.asking import OPTIONS, ids_by_page, in_pages, with_pages
from tests.sampling import each_engine_some
from weave_query.api import Database
from weave_query.compiled import CompiledQuery

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
    opened = engines.open(request.param, "few", OPTIONS)
    opened.load(calls=json.loads(json.dumps(some_rows()), parse_int=read_integer))
    return opened


@each_engine_some("few,keys", ENGINES, ASKED, share=5)
def test_pages_put_together_are_the_whole(few: Database, keys: tuple[str, ...]) -> None:
    body = {"project_id": hostile.PROJECT, "columns": ["id"], "sort_by": by(*keys)}
    whole = [row["id"] for row in ordered(matching(body, some_rows()), body["sort_by"])]
    assert len(whole) > 40
    for size in SIZES:
        assert ids_by_page(few, body, size) == in_pages(whole, size)


@each_engine_some("engine,place", ENGINES, range(len(SORTS)), share=9)
def test_pages_of_recorded_calls(engine: str, place: int, db: Database) -> None:
    asked = {name: value for name, value in SORTS[place].body.items() if name not in ("limit", "offset")}
    body = {**asked, "columns": ["id"]}
    whole = [call.id for call in db.run(wq.CallsQueryReq(**body)).calls]
    assert ids_by_page(with_pages(db), body, 711) == in_pages(whole, 711)


def test_all_sizes_around_the_number_of_rows(db: Database) -> None:
    body = {"project_id": hostile.PROJECT, "sort_by": by("-inputs.v"), "columns": ["id"]}
    whole = [call.id for call in db.run(wq.CallsQueryReq(**body)).calls]
    for size in (len(whole) - 1, len(whole), len(whole) + 1, 2**63 - 1):
        assert ids_by_page(with_pages(db), body, size) == in_pages(whole, size)


def test_a_page_has_all_that_the_whole_has(db: Database) -> None:
    request = wq.CallsQueryReq(
        project_id=hostile.PROJECT,
        sort_by=[wq.SortBy(field="output", direction="desc"), wq.SortBy(field="latency_ms", direction="asc")],
        include_costs=True,
        include_storage_size=True,
        include_total_storage_size=True,
    )
    whole = db.run(request)
    pages = list(with_pages(db).pages(request, size=50))
    assert [call.model_dump() for page in pages for call in page.result.calls] == [
        call.model_dump() for call in whole.calls
    ]
    assert sum(page.result.metadata["unpriced"] for page in pages) == whole.metadata["unpriced"]


def test_the_size_is_the_limit_of_the_request_where_none_is_given(db: Database) -> None:
    paging = with_pages(db)
    request = wq.CallsQueryReq(project_id=hostile.PROJECT, limit=3)
    assert len(paging.page(request).result.calls) == 3
    assert len(paging.page(request, size=5).result.calls) == 5
    assert len(paging.page(wq.CallsQueryReq(project_id="northwind/support-bot")).result.calls) == 1_000


def test_pages_of_a_condition_and_a_server_s_own(db: Database) -> None:
    query = wq.Query(wq.F("inputs.v").is_in([1, "a", None, True, 0.1]) | (wq.F("wb_user_id") == "u1"))
    request = wq.CallsQueryReq(project_id=hostile.PROJECT, query=query, sort_by=by("inputs.w"))
    own = wq.F("started_at") > 0
    whole = [call.id for call in db.run(request, where=own).calls]
    found = [call.id for page in with_pages(db).pages(request, size=9, where=own) for call in page.result.calls]
    assert found == whole
    assert len(whole) > 30


def test_without_rows_there_is_one_page(db: Database) -> None:
    pages = list(with_pages(db).pages(wq.CallsQueryReq(project_id="nobody/here")))
    assert [(page.result.calls, page.next) for page in pages] == [([], None)]


def test_pages_can_be_gone_on_with_from_any_cursor(db: Database) -> None:
    paging = with_pages(db)
    request = wq.CallsQueryReq(project_id=hostile.PROJECT, sort_by=by("inputs.v"))
    first = paging.page(request, size=20)
    rest = [call.id for page in paging.pages(request, size=30, after=first.next) for call in page.result.calls]
    assert [call.id for call in first.result.calls] + rest == [call.id for call in db.run(request).calls]


def test_a_page_needs_the_statements_of_a_list(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """And a page says of itself whether it is the last: no empty page is asked for."""
    asked: list[str] = []
    run = db.driver.run

    def counted(query: CompiledQuery) -> Any:
        asked.append(query.name)
        return run(query)

    monkeypatch.setattr(db.driver, "run", counted)
    request = wq.CallsQueryReq(project_id=hostile.PROJECT, filter={"call_ids": [f"h00{n}" for n in range(6)]})
    assert [len(page.result.calls) for page in with_pages(db).pages(request, size=3)] == [3, 3]
    assert asked == ["calls", "calls"]


def test_times_and_integers_beyond_doubles_are_exact(engine: str, engines: Engines) -> None:
    """Rows that differ in the last microsecond, the last unit, or the last bit."""
    paging = engines.open(engine, "exact", OPTIONS)
    doubles = [0.1, 0.1 + 2**-56, 1e22, 1e23, 5e-324, 1.7976931348623157e308, -0.0, 123456789.12345679, 2.0**53 + 2]
    texts = ["", "a\n", "%", "'", '"\\', "é", "😀", "\uffff", "x" * 70_000 + "1", "x" * 70_000 + "2", "\x01", "$1:"]
    rows = [
        {
            "id": f"r{number:02d}",
            "project_id": "p/exact",
            "op_name": "o",
            "trace_id": "t",
            "started_at": f"2026-01-01T00:00:00.{number % 7:06d}Z",
            "ended_at": f"9999-12-31T23:59:59.{999_999 - number % 5:06d}Z",
            "wb_run_step": 2**62 + number % 3,
            "exception": texts[number % len(texts)],
            "inputs": {"v": doubles[number % len(doubles)]},
            "output": texts[(number * 5) % len(texts)],
        }
        for number in range(36)
    ]
    paging.load(calls=rows)
    for keys in ("started_at", "-ended_at", "wb_run_step", "-inputs.v", "exception", "-exception", "output", "-output"):
        body = {"project_id": "p/exact", "columns": ["id"], "sort_by": by(keys)}
        whole = [row["id"] for row in ordered(matching(body, rows), body["sort_by"])]
        assert ids_by_page(paging, body, 1) == in_pages(whole, 1), keys


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


def test_pages_over_an_engine_of_sqlalchemy(tmp_path: Path) -> None:
    url = f"sqlite:////{tmp_path}/traces.db"
    with wq.connect(url, options=OPTIONS) as own:
        own.create_schema()
        own.load(calls=json.loads(json.dumps(some_rows()), parse_int=read_integer))
        body = {"project_id": hostile.PROJECT, "columns": ["id"], "sort_by": by("-inputs.v", "ended_at")}
        with wq.connect(sa.create_engine(f"sqlite:///{tmp_path}/traces.db"), options=OPTIONS) as lent:
            assert ids_by_page(lent, body, 9) == ids_by_page(own, body, 9)
