"""Rows that are written between pages: what every page has, by a model in plain Python, and what holds of all of them.

A page is what stands behind the last row of the page before, as that row was when it was read. So a row that was there
at the first page and keeps the values that it is sorted by is on exactly one page.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, Engines
from tests.oracle.build import by
from tests.oracle.hostile import VALUES
from tests.oracle.order import keys, ordered
from tests.oracle.query import matching
from tests.oracle.values import read_integer
from tests.paging.asking import OPTIONS
from weave_query.api import Database

Row = dict[str, Any]
SEEDS, IN_A_RUN = 300, 12
START = datetime(2026, 1, 1, tzinfo=UTC)
SORTS = (
    *((), ("-started_at",), ("inputs.v",), ("-inputs.v",), ("-inputs.v", "started_at"), ("ended_at",), ("-ended_at",)),
    *(("wb_run_step", "-inputs.v"), ("-display_name", "inputs.v", "ended_at"), ("latency_ms",), ("-duration", "id")),
    *(("status", "-started_at"), ("trace_name",), ("output", "-inputs.v"), ("-exception", "wb_run_step")),
)
# What a column may be, few values, so that rows tie.
CHOICES: dict[str, list[Any]] = {
    "ended_at": [None, 0, 1, 2, 3],
    "display_name": [None, "", "a", "B", "é"],
    "exception": [None, None, "x", "y"],
    "wb_run_step": [None, 0, 1, 2**53 + 1, 2**53],
    "op_name": ["plain", "x/op/name:v1"],
    "summary": [None, {"status_counts": {"error": 1}}, {}],
    "thread_id": [None, "t"],
}


def cases() -> list[Any]:
    """Every engine with every seed; those beyond some are long."""
    return [
        pytest.param(engine, seed, marks=[] if seed < IN_A_RUN else pytest.mark.long)
        for engine in ENGINES
        for seed in range(SEEDS)
    ]


class Store:
    """The rows of a project, in a database and as they are known here."""

    def __init__(self, db: Database, random: Random, seed: int) -> None:
        self.db, self.random, self.project = db, random, f"changes/{seed}"
        self.rows: dict[str, Row] = {}
        # Few values of all kinds, so that some are equal.
        self.values = random.sample(VALUES[1:], 6) + random.sample([1, "1", 1.0, 2, "2", "b", True, None, [1], {}], 5)
        self.write([self.new() for _ in range(random.randint(6, 14))])

    def new(self) -> Row:
        number = f"{self.random.randrange(36**4):06d}"
        row = {"id": f"r{number}", "project_id": self.project, "trace_id": "t", "deleted_at": None}
        return {**row, **{name: self.value(name) for name in (*CHOICES, "started_at", "inputs", "output")}}

    def value(self, name: str) -> Any:
        if name == "inputs":
            return {"v": self.random.choice(self.values)} if self.random.random() < 0.9 else {}
        if name == "output":
            return self.random.choice(self.values)
        if name == "started_at":
            return self.time(self.random.randrange(4))
        found = self.random.choice(CHOICES[name])
        return self.time(found + 2) if name == "ended_at" and found is not None else found

    @staticmethod
    def time(tick: int) -> str:
        return (START + timedelta(microseconds=tick)).isoformat()

    def write(self, rows: list[Row]) -> None:
        self.db.load(calls=rows)
        self.rows |= {row["id"]: json.loads(json.dumps(row), parse_int=read_integer) for row in rows}

    def change(self) -> None:
        """Some rows come, go, or change in what they are sorted by or not."""
        changed: dict[str, Row] = {}
        for _ in range(self.random.randint(0, 4)):
            row = {**self.random.choice(list(self.rows.values()))}
            match self.random.randrange(4):
                case 0:
                    row = self.new()
                case 1:
                    row["deleted_at"] = None if row["deleted_at"] else self.time(0)
                case _:
                    name = self.random.choice([*CHOICES, "started_at", "inputs", "output"])
                    row[name] = self.value(name)
            changed[row["id"]] = row
        if changed:
            self.write(list(changed.values()))

    def alive(self) -> list[Row]:
        return matching({"project_id": self.project}, self.rows.values())  # type: ignore[return-value]


def behind(rows: list[Row], last: Row | None, sort_by: Any) -> list[str]:
    """The ids of the rows behind a row as it was, which may be there no more, or again, or be another by now."""
    if last is None:
        return [row["id"] for row in ordered(rows, sort_by)]
    marked = {**last, "marked": True}
    found = ordered([*rows, marked], sort_by)
    return [row["id"] for row in found[found.index(marked) + 1 :]]


def sorts_alike(one: Row, other: Row, sort_by: Any) -> bool:
    """Do two versions of a row have the same place?"""
    later = {**other, "id": one["id"]}
    return all(
        ordered([first, second], [{"field": name, "direction": "asc"}, {"field": "id", "direction": "asc"}])[0] is first
        for name, _ in keys(sort_by)
        for first, second in ((one, later), (later, one))
    )


@pytest.fixture(scope="module")
def changing(request: pytest.FixtureRequest, engines: Engines) -> Database:
    return engines.filled(request.param, "changes", lambda opened: None, OPTIONS)


@pytest.mark.parametrize(("changing", "seed"), cases(), indirect=["changing"])
@pytest.mark.share(3)
def test_pages_of_rows_that_change(changing: Database, seed: int) -> None:
    random = Random(seed)
    store = Store(changing, random, seed)
    sort_by = by(*SORTS[seed % len(SORTS)])
    request = wq.CallsQueryReq(project_id=store.project, sort_by=sort_by, columns=["id"])
    before = {row["id"]: row for row in store.alive()}
    stayed = set(before)
    seen: list[str] = []
    last: Row | None = None
    cursor: str | None = None
    for _ in range(200):
        size = random.randint(1, 4)
        page = changing.page(request, after=cursor, size=size)
        expected = behind(store.alive(), last, sort_by)
        found = [call.id for call in page.result.calls]
        assert found == expected[:size]
        assert (page.next is not None) == (len(expected) > size)
        seen += found
        if page.next is None:
            break
        cursor, last = page.next, store.rows[found[-1]]
        store.change()
        now = {row["id"]: row for row in store.alive()}
        stayed = {id for id in stayed if id in now and sorts_alike(before[id], now[id], sort_by)}
    else:
        pytest.fail("the pages have no end")
    counts = Counter(seen)
    assert all(counts[id] == 1 for id in stayed)
