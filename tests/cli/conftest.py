"""A database that the command line has loaded, and a way to call it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.conftest import EXAMPLES
from weave_query.cli import main

DATA = EXAMPLES.parent


@dataclass(frozen=True)
class Ran:
    """What one call of the command line gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Cli = Callable[..., Ran]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    """Calls `main` in this process."""

    def call(*args: str) -> Ran:
        capsys.readouterr()
        code = main(list(args))
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return call


@pytest.fixture(scope="session")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An SQLite file with the recorded calls, loaded by the command line."""
    file = tmp_path_factory.mktemp("cli") / "calls.db"
    assert main(["load", "--url", f"sqlite:///{file}", "--calls", str(EXAMPLES)]) == 0
    return f"sqlite:///{file}"
