"""A database with references of every kind, on every engine."""

from __future__ import annotations

import pytest

import weave_query as wq
from tests.engines import Engines
from tests.refs.rows import calls, objects, tables
from weave_query.api import Database


@pytest.fixture(scope="session")
def refs_db(engine: str, engines: Engines) -> Database:
    opened = engines.open(engine, "refs", wq.Options(driver_functions=True))
    opened.load(calls=calls(), objects=objects(), tables=tables())
    return opened
