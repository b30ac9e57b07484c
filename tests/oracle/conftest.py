"""Databases that several tests of this folder ask."""

from __future__ import annotations

import pytest

import weave_query as wq
from tests.engines import Engines
from tests.oracle.hostile_sets import CALLS, FEEDBACK, QUEUE_ITEMS
from weave_query.api import Database


@pytest.fixture(scope="session")
def sets(engine: str, engines: Engines, opened_once: dict[tuple[str, str], Database]) -> Database:
    """An engine with awkward feedback and queues. Read only."""
    if (engine, "sets") not in opened_once:
        opened = opened_once[engine, "sets"] = engines.open(engine, "sets", wq.Options(driver_functions=True))
        opened.load(calls=CALLS, feedback=FEEDBACK, queue_items=QUEUE_ITEMS)
    return opened_once[engine, "sets"]
