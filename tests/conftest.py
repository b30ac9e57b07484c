"""Fixtures that every test may use: the four engines with all recorded calls, and what is told at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engines import ENGINES, open_engine
from tests.oracle.hostile import ROWS
from tests.recorded.cases import CALLS
from tests.recorded.report import EQUAL_BY_CHANCE, lines
from weave_query.api import Database

EXAMPLES = Path(__file__).parent.parent / "examples" / "data" / "calls.jsonl.gz"


@pytest.fixture(scope="session")
def engine_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The one folder of the session for engines that keep files."""
    return tmp_path_factory.mktemp("engines")


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The name of an engine: a test that asks for it runs on all."""
    return str(request.param)


@pytest.fixture(scope="session")
def db(engine: str, engine_folder: Path) -> Iterator[Database]:
    """A database with the calls of the examples, of the recorded cases and of the hostile rows. Read only."""
    with open_engine(engine, engine_folder, "calls") as opened:
        for source in (EXAMPLES, CALLS, ROWS):
            opened.load(calls=source)
        yield opened


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Tell the recorded cases that agree although a rule bears on them."""
    found = config.stash.get(EQUAL_BY_CHANCE, {})
    if any(found.values()):
        terminalreporter.section("recorded answers that agree although a rule bears on them")
        for line in lines(found):
            terminalreporter.line(line)
