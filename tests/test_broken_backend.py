"""A backend of somebody else that cannot be imported is told of by its name, and keeps nobody from the others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import EntryPoint

import pytest

import weave_query as wq
from tests.cli.conftest import Cli, cli
from weave_query import registry
from weave_query.errors import BackendNotFoundError

__all__ = ["cli"]

REQUEST = wq.CallsQueryReq(project_id="p", columns=["id"])


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Beside the installed ones, `acme`, whose package imports what is not there."""
    point = EntryPoint("acme", "weave_query_acme_that_is_nowhere:backend", registry.GROUP)
    registered = {**registry._registered(), "acme": (point,)}
    monkeypatch.setattr(registry, "_registered", lambda: registered)
    yield
    registry._load.cache_clear()


@pytest.mark.usefixtures("broken")
def test_the_others_work() -> None:
    with wq.connect("sqlite://") as db:
        db.create_schema()
        assert db.run(REQUEST).calls == []
    assert wq.compile(REQUEST, "duckdb").sql


@pytest.mark.usefixtures("broken")
def test_it_is_told_by_its_name_and_its_cause() -> None:
    for ask in (lambda: wq.get_backend("acme"), lambda: wq.compile(REQUEST, "acme"), lambda: wq.connect("acme://")):
        with pytest.raises(BackendNotFoundError, match=r"WQ501: the backend `acme` cannot be loaded") as caught:
            ask()
        assert isinstance(caught.value.__cause__, ModuleNotFoundError)
        assert "ModuleNotFoundError" in str(caught.value)


@pytest.mark.usefixtures("broken")
def test_what_is_misspelled_or_called_otherwise_is_told_as_ever() -> None:
    for url, told in (("sqlit://", "nearest"), ("clickhouse://", "not available yet")):
        with pytest.raises(wq.WeaveQueryError, match=told):
            wq.connect(url)


@pytest.mark.usefixtures("broken")
def test_the_command_line_goes_on_without_it(cli: Cli) -> None:
    listed = cli("backends")
    assert (listed.code, "sqlite" in listed.out, "the backend `acme` cannot be loaded" in listed.out) == (0, True, True)
    facts = {each["name"]: each for each in json.loads(cli("backends", "--json").out)}
    assert ("error" in facts["acme"], "error" in facts["sqlite"]) == (True, False)
    compiled = cli("compile", json.dumps({"project_id": "p", "columns": ["id"]}))
    assert (compiled.code, compiled.out.count("SELECT") >= 4) == (0, True)
    assert "note: WQ501: the backend `acme` cannot be loaded" in compiled.err
