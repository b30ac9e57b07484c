"""One connection and several threads, on the four engines."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

import weave_query as wq
from tests.drivers.conftest import ENGINES, NUMBERS
from tests.engines import Engines
from weave_query.backend import Driver
from weave_query.compiled import CompiledQuery, OutputColumn
from weave_query.errors import ExecutionError
from weave_query.loading import load
from weave_query.registry import backend_of_url
from weave_query.types import STRING

Statement = Callable[..., CompiledQuery]
Fetch = Callable[..., list[tuple[Any, ...]]]
EXAMPLES = Path(__file__).parents[2] / "examples" / "data" / "calls.jsonl.gz"
PROJECT = "northwind/support-bot"
THREADS = 8
QUERIES = 12
COLUMNS = ("project_id", "table_digest", "row_index", "row_digest", "val")
SELECT = "SELECT row_index, val FROM table_rows WHERE project_id = 'p' AND table_digest = [p0] ORDER BY row_index"


def rows_of(digest: str, count: int) -> list[tuple[Any, ...]]:
    return [("p", digest, n, "r", f'"{digest} {n}"') for n in range(count)]


def in_threads(work: Callable[[int], Any]) -> list[Any]:
    """What `work` gives for each thread's number; all begin at once."""
    start = threading.Barrier(THREADS)

    def begin(number: int) -> Any:
        start.wait()
        return work(number)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(begin, range(THREADS)))


def test_each_thread_gets_its_own_answers(driver: Driver, statement: Statement) -> None:
    """8 threads, 12 statements each: the same text with other values, of one row to several batches."""
    counts = {f"t{n}": size for n, size in enumerate([1, 7, 900, 1000, 1001, 2500])}
    for digest, count in counts.items():
        driver.insert("table_rows", COLUMNS, rows_of(digest, count))

    def ask(thread: int) -> None:
        for n in range(QUERIES):
            digest = f"t{(thread + n) % len(counts)}"
            found = list(driver.run(statement(SELECT, p0=digest)))
            assert found == [(row, f'"{digest} {row}"') for row in range(counts[digest])]

    in_threads(ask)


@pytest.mark.share(8)
@pytest.mark.long
def test_results_of_several_threads_may_be_read_in_turns(engine: str, driver: Driver, statement: Statement) -> None:
    together = threading.Barrier(THREADS)

    def ask(thread: int) -> int:
        rows = driver.run(statement(NUMBERS[engine]))
        first = next(rows)[0]
        together.wait()  # now as many are open as there are threads
        return int(first) + sum(int(row[0]) for row in rows)

    assert in_threads(ask) == [sum(range(200_000))] * THREADS


@pytest.mark.share(4)
def test_reading_writing_and_failing_do_not_disturb_each_other(
    engine: str, driver: Driver, statement: Statement, fetch: Fetch
) -> None:
    """A batch that fails takes nothing with it but itself."""
    wrong = ("p", "wrong", 2**70 if engine == "sqlite" else "x", "r", None)
    driver.insert("table_rows", COLUMNS, rows_of("read", 1500))

    def work(thread: int) -> None:
        for n in range(QUERIES):
            match thread % 4:
                case 0:
                    driver.insert("table_rows", COLUMNS, rows_of(f"written {thread}", 5 * n + 5))
                case 1:
                    with pytest.raises(ExecutionError, match="refused"):
                        list(driver.run(statement("SELECT nothing FROM table_rows")))
                    with pytest.raises(ExecutionError, match="refused"):
                        driver.insert("table_rows", COLUMNS, [*rows_of("wrong", 500), wrong])
                case 2:
                    assert len(list(driver.run(statement(SELECT, p0="read")))) == 1500
                case _:
                    rows = driver.run(statement(SELECT, p0="read"))
                    assert next(rows)[0] == 0

    in_threads(work)
    counts = fetch("SELECT table_digest, count(*) FROM table_rows GROUP BY table_digest ORDER BY table_digest")
    assert counts == [("read", 1500), ("written 0", 5 * QUERIES), ("written 4", 5 * QUERIES)]


@pytest.mark.parametrize("name", ENGINES)
def test_closing_while_threads_are_reading_ends_them_with_our_error(name: str, engines: Engines) -> None:
    url = engines.url("chdb" if name == "clickhouse" else name, "closing")
    driver = backend_of_url(url).connect(url)
    reading = threading.Barrier(THREADS)

    def work(thread: int) -> str:
        query = CompiledQuery("t", NUMBERS[name], {}, (OutputColumn("any", STRING),))
        rows = driver.run(query)
        next(rows)
        reading.wait()
        if thread == 0:
            driver.close()
        try:
            while True:
                list(rows)
                rows = driver.run(query)
        except ExecutionError as error:
            return error.message

    assert in_threads(work) == ["the database is closed"] * THREADS


@pytest.mark.share(8)
def test_requests_of_several_threads_are_answered_like_those_of_one(engine: str, driver: Driver) -> None:
    with gzip.open(EXAMPLES, "rt", encoding="utf-8") as lines:
        load(driver, calls=(json.loads(line) for line in islice(lines, 400)))
    db = wq.Database(wq.get_backend(engine), driver, wq.Options())
    requests = [
        wq.CallsQueryReq.model_validate(
            {"project_id": PROJECT, "limit": limit, "sort_by": [{"field": "started_at", "direction": direction}]}
        )
        for limit in (1, 50, 300)
        for direction in ("asc", "desc")
    ]
    alone = [db.run(request).model_dump() for request in requests]
    assert [len(answer["calls"]) for answer in alone] == [1, 1, 50, 50, 300, 300]

    def ask(thread: int) -> None:
        for n in range(QUERIES):
            place = (thread * 5 + n) % len(requests)
            assert db.run(requests[place]).model_dump() == alone[place]

    in_threads(ask)
