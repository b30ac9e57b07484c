"""Fixtures that every test may use: the four engines with all recorded calls, and what is told at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import weave_query as wq
from tests.engines import ENGINES, Engines
from tests.engines import engines as engines_of_a_session
from tests.oracle.hostile import ROWS
from tests.recorded.cases import CALLS, FEEDBACK, OBJECTS, QUEUE_ITEMS
from tests.recorded.report import EQUAL_BY_CHANCE, lines
from tests.wheels import ROOT, build, pip
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


@pytest.fixture
def db(engine: str, engines: Engines) -> Database:
    """A database with the calls of the examples, of the recorded cases and of the hostile rows. Read only.

    The drivers add what an engine lacks, so that all engines can answer all requests. It is made once for each engine
    and looked up for each test: kept for the session, it was that of the engine before, where a module has an `engine`
    of its own and workers mix the tests of both.
    """

    def fill(opened: Database) -> None:
        for source in (EXAMPLES, CALLS, ROWS):
            opened.load(calls=source)
        opened.load(feedback=FEEDBACK, queue_items=QUEUE_ITEMS, objects=OBJECTS)

    return engines.filled(engine, "calls", fill, wq.Options(driver_functions=True))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Tell the recorded cases that agree although a rule bears on them."""
    found = config.stash.get(EQUAL_BY_CHANCE, {})
    if any(found.values()):
        terminalreporter.section("recorded answers that agree although a rule bears on them")
        for line in lines(found):
            terminalreporter.line(line)


@pytest.fixture(scope="session")
def builder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the build backend, so that building needs nothing from the environment of the tests."""
    folder = tmp_path_factory.mktemp("builder")
    pip("install", "--quiet", "--no-compile", "--target", folder, "hatchling>=1.27")
    return folder


@pytest.fixture(scope="session")
def distributions(builder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source distribution of this tree."""
    folder = tmp_path_factory.mktemp("dist")
    build(builder, ROOT, folder, "-t", "sdist", "-t", "wheel")
    return folder


@pytest.fixture(scope="session")
def wheel(distributions: Path) -> Path:
    """The wheel of this tree."""
    return next(distributions.glob("*.whl"))
