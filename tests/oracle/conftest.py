"""Databases that several tests of this folder ask."""

from __future__ import annotations

import pytest

import weave_query as wq
from tests.engines import Engines
from tests.oracle.hostile_sets import CALLS, FEEDBACK, QUEUE_ITEMS
from weave_query.api import Database


@pytest.fixture(scope="session")
def sets(engine: str, engines: Engines) -> Database:
    """An engine with awkward feedback and queues. Read only."""

    def fill(opened: Database) -> None:
        opened.load(calls=CALLS, feedback=FEEDBACK, queue_items=QUEUE_ITEMS)

    return engines.filled(engine, "sets", fill, wq.Options(driver_functions=True))
