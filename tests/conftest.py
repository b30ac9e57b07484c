"""Fixtures that every test may use: the four engines with all recorded calls, and what is told at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import weave_query as wq
from tests.engines import ENGINES, Engines
from tests.engines import engines as engines_of_a_session
from tests.oracle.hostile import ROWS
from tests.recorded.cases import CALLS
from tests.recorded.report import EQUAL_BY_CHANCE, lines
from weave_query.api import Database

EXAMPLES = Path(__file__).parent.parent / "examples" / "data" / "calls.jsonl.gz"


@pytest.fixture(scope="session")
def engines() -> Iterator[Engines]:
    """Opens databases of any engine, all in the one folder of the session."""
    with engines_of_a_session() as made:
        yield made


@pytest.fixture(scope="session")
def chdb_folder(engines: Engines) -> Path:
    """The one data folder that ClickHouse can have in this process."""
    return engines.chdb_folder


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The name of an engine: a test that asks for it runs on all."""
    return str(request.param)


@pytest.fixture(scope="session")
def db(engine: str, engines: Engines) -> Database:
    """A database with the calls of the examples, of the recorded cases and of the hostile rows. Read only.

    The drivers add what an engine lacks, so that all engines can answer all requests.
    """
    opened = engines.open(engine, "calls", wq.Options(driver_functions=True))
    for source in (EXAMPLES, CALLS, ROWS):
        opened.load(calls=source)
    return opened


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Tell the recorded cases that agree although a rule bears on them."""
    found = config.stash.get(EQUAL_BY_CHANCE, {})
    if any(found.values()):
        terminalreporter.section("recorded answers that agree although a rule bears on them")
        for line in lines(found):
            terminalreporter.line(line)
