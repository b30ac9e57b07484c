"""One corpus of hostile rows, loaded into everybody once, and ways to ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tests.differential.participants import everybody
from tests.engines import Engines
from weave_query.testing.differential import Participant
from weave_query.testing.strategies import Vocabulary, corpus, vocabulary

Row = dict[str, Any]


@pytest.fixture(scope="session")
def rows() -> list[Row]:
    """About 200 calls of two projects."""
    return corpus(seed=2026, forests=60, belongings=True)


@pytest.fixture(scope="session")
def known(rows: list[Row]) -> Vocabulary:
    """What can be asked about the rows."""
    return vocabulary(rows)


@pytest.fixture(scope="session")
def participants(engines: Engines, rows: list[Row]) -> Sequence[Participant]:
    """The reference evaluator first, then the oracle and the engines, all with the rows."""
    made = everybody(engines, "differential")
    for participant in made:
        participant.load(rows)
    return made
