"""A database in memory to load into, and what is in it afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from weave_query.backend import Driver
from weave_query.compiled import CompiledQuery
from weave_query_sqlite.driver import connect


@pytest.fixture
def database() -> Iterator[Driver]:
    driver = connect("sqlite://")
    driver.create_schema()
    yield driver
    driver.close()


@pytest.fixture
def fetch(database: Driver) -> Callable[[str], list[tuple[Any, ...]]]:
    return lambda sql: list(database.run(CompiledQuery("test", sql, {}, ())))
