"""Options of the test suite."""

from __future__ import annotations

import gc
from collections import Counter

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the files of tests/golden anew")


def pytest_configure() -> None:
    """Look for garbage less often. Trees of sqlglot are cycles; at Python's own pace a third of all time goes there."""
    gc.set_threshold(100_000, 20, 20)


# First, so that the others are marked before `-m` looks at the marks.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what `share` leaves to the long run. Parameters come in order, so a share has some of every engine."""
    places: Counter[str] = Counter()
    for item in items:
        share = item.get_closest_marker("share")
        if share is not None and item.get_closest_marker("long") is None:
            test = item.nodeid.partition("[")[0]
            if places[test] % share.args[0]:
                item.add_marker(pytest.mark.long)
            places[test] += 1


def pytest_collection_finish() -> None:
    """What collecting made stays to the end: looking for garbage passes it by."""
    gc.collect()
    gc.freeze()
