"""What a page has, and that pages put together are the whole list, on every engine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

import weave_query as wq
from tests.engines import ENGINES, Engines
from tests.golden import spend
from tests.oracle import hostile
from tests.oracle.asks_order import SORTS
from tests.oracle.build import by
from tests.oracle.order import ordered
from tests.oracle.query import matching
from tests.paging.asking import OPTIONS, ids_by_page, in_pages, with_pages
from tests.sampling import some_of
from weave_query.api import Database
from weave_query.compiled import CompiledQuery

SHARES = 9


@pytest.mark.parametrize("share", some_of(range(SHARES), SHARES))
def test_pages_of_recorded_calls(db: Database, engine: str, share: int) -> None:
    """Some of the sorts, on each engine others."""
    first = (share + ENGINES.index(engine)) % SHARES
    for asked in SORTS[first::SHARES]:
        body = {name: value for name, value in asked.body.items() if name not in ("limit", "offset")}
        body["columns"] = ["id"]
        whole = [call.id for call in db.run(wq.CallsQueryReq(**body)).calls]
        assert ids_by_page(with_pages(db), body, 711) == in_pages(whole, 711), asked.name


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
        for number in range(24)
    ]
    paging.load(calls=rows)
    for keys in ("started_at", "-ended_at", "wb_run_step", "-inputs.v", "exception", "-exception", "output", "-output"):
        body = {"project_id": "p/exact", "columns": ["id"], "sort_by": by(keys)}
        whole = [row["id"] for row in ordered(matching(body, rows), body["sort_by"])]
        assert ids_by_page(paging, body, 1) == in_pages(whole, 1), keys


def test_pages_by_what_calls_cost(engine: str, engines: Engines) -> None:
    """A double that a join computes comes back in the cursor and is found again; of several models, and of none."""
    paging = engines.open(engine, "cost_pages", OPTIONS)
    paging.load(calls=spend.calls(), prices=spend.prices())
    for keys, size in ((("-cost",), 2), (("cost", "-inputs.v"), 5)):
        body = {"project_id": spend.PROJECT, "columns": ["id"], "sort_by": by(*keys)}
        whole = [call.id for call in paging.run(wq.CallsQueryReq(**body)).calls]
        assert len(whole) > 6
        assert ids_by_page(paging, body, size) == in_pages(whole, size)


def test_pages_over_an_engine_of_sqlalchemy(tmp_path: Path) -> None:
    url = f"sqlite:////{tmp_path}/traces.db"
    with wq.connect(url, options=OPTIONS) as own:
        own.create_schema()
        own.load(calls=hostile.judged_rows())
        body = {"project_id": hostile.PROJECT, "columns": ["id"], "sort_by": by("-inputs.v", "ended_at")}
        with wq.connect(sa.create_engine(f"sqlite:///{tmp_path}/traces.db"), options=OPTIONS) as lent:
            assert ids_by_page(lent, body, 9) == ids_by_page(own, body, 9)
