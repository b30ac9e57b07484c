"""Testing: the pytest plugin. `--wq-backend URL` says which database the suite asks, one test per case and database.

Nothing loads it by itself: `pytest -p weave_query.testing.plugin --pyargs weave_query.testing.suite --wq-backend URL`,
or `pytest_plugins = ["weave_query.testing.plugin"]` in a conftest.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from weave_query.errors import CaseFileError, WeaveQueryError
from weave_query.options import Options
from weave_query.registry import backend_of_url
from weave_query.testing.model import LEVELS, Case
from weave_query.testing.reading import load_cases, no_level
from weave_query.testing.session import Session

_CASE, _SESSION, _TARGET = "wq_case", "wq_session", "wq_target"
_SUITE = "weave_query.testing.suite"
_NO_BACKEND = (
    "--wq-backend URL says which database is asked, such as --wq-backend duckdb://; "
    "`weave-query backends` lists the schemes"
)


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("weave_query", "conformance of databases with weave_query")
    group.addoption(
        "--wq-backend",
        action="append",
        default=[],
        metavar="URL",
        help="a database that the suite asks; may be given several times; {worker} in it is the name of the worker "
        "of pytest-xdist",
    )
    group.addoption(
        "--wq-driver-functions",
        action="store_true",
        help="let drivers add what their engines lack: regular expressions on SQLite",
    )
    group.addoption(
        "--wq-level",
        action="append",
        default=[],
        metavar="LEVEL",
        help=f"a level of the suite, one of {', '.join(LEVELS)}; may be given several times (default: all)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """What is wrong with the options is one line, before anything is collected."""
    urls = config.getoption("--wq-backend")
    if not urls and any(argument.startswith(_SUITE) for argument in config.args):
        raise pytest.UsageError(_NO_BACKEND)
    for level in config.getoption("--wq-level"):
        if level not in LEVELS:
            refused = no_level(level)
            raise pytest.UsageError(f"--wq-level: {refused.message}; {refused.hint}")
    for url in urls:
        try:
            backend_of_url(url)
        except WeaveQueryError as error:
            raise pytest.UsageError(f"--wq-backend: {error}") from None


@dataclass(frozen=True, slots=True)
class Target:
    """A database of `--wq-backend`. Reports of pytest show its label, never the url, which may hold a password."""

    label: str
    url: str

    def __repr__(self) -> str:
        return self.label


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes `wq_session` runs on every database, one that takes `wq_case` once for every case."""
    if _SESSION in metafunc.fixturenames:
        urls = metafunc.config.getoption("--wq-backend")
        if not urls:
            raise pytest.UsageError(_NO_BACKEND)
        targets = [Target(label, url) for label, url in zip(_labels(urls), urls, strict=True)]
        # With one database the names of tests are those of the cases, from pytest 8.4 on.
        hidden = getattr(pytest, "HIDDEN_PARAM", None) if len(urls) == 1 else None
        metafunc.parametrize(_TARGET, targets, ids=repr if hidden is None else [hidden], scope="session")
    if _CASE in metafunc.fixturenames:
        cases = _cases(metafunc.config)
        metafunc.parametrize(_CASE, cases, ids=[case.id for case in cases])


@pytest.fixture(scope="session")
def wq_session(wq_target: Target, pytestconfig: pytest.Config) -> Iterator[Session]:
    """A database of `--wq-backend`, under examination. One that cannot be reached makes its tests errors.

    In a worker of pytest-xdist the rows are in projects of the worker's own.
    """
    worker = getattr(pytestconfig, "workerinput", {}).get("workerid", "")
    options = Options(driver_functions=pytestconfig.getoption("--wq-driver-functions"))
    url = wq_target.url.replace("{worker}", worker or "main")
    with Session(url, options=options, apart=worker) as session:
        if session.unreachable is not None:
            pytest.fail(
                f"not run: {session.name} cannot be reached: {session.unreachable}\n"
                "`weave-query conform --url` asks the same without pytest; the url is that of `weave_query.connect`",
                pytrace=False,
            )
        yield session


def _cases(config: pytest.Config) -> tuple[Case, ...]:
    try:
        return load_cases(config.getoption("--wq-level") or None)
    except CaseFileError as error:
        raise pytest.UsageError(str(error)) from None


def _labels(urls: list[str]) -> list[str]:
    """Short names of the databases: their schemes, numbered where there are several of one."""
    schemes = [url.partition(":")[0] for url in urls]
    return [
        scheme if schemes.count(scheme) == 1 else f"{scheme}{schemes[: position + 1].count(scheme)}"
        for position, scheme in enumerate(schemes)
    ]
