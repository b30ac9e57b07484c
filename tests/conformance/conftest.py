"""Databases for the tests of the suite: one that is right, and ones that were broken on purpose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

import weave_query as wq
from weave_query.api import Database
from weave_query.backend import Driver
from weave_query.compiled import CompiledQuery

Broken = Callable[..., Database]


class BrokenDriver:
    """A driver that runs something else than it was given, or fails. rewrite: of the text of each statement."""

    def __init__(self, driver: Driver, rewrite: Callable[[str], str]) -> None:
        self._driver = driver
        self._rewrite = rewrite

    def run(self, query: CompiledQuery) -> Iterator[tuple[Any, ...]]:
        return self._driver.run(replace(query, sql=self._rewrite(query.sql)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._driver, name)


@pytest.fixture
def broken() -> Iterator[Broken]:
    """Opens an SQLite database whose statements are rewritten, or whose lowering or capabilities are others."""
    opened: list[Database] = []

    def open(rewrite: Callable[[str], str] = str, **changes: Any) -> Database:
        backend = replace(wq.get_backend("sqlite"), **changes)
        db = Database(backend, BrokenDriver(backend.connect("sqlite://"), rewrite), wq.Options(verify=False))
        db.create_schema()
        opened.append(db)
        return db

    yield open
    for db in opened:
        db.close()
