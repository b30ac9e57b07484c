"""Options of the test suite."""

from __future__ import annotations

from collections import Counter

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the files of tests/golden anew")


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
