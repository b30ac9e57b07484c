"""The fuzz finds what is wrong, makes it small, saves a script that shows it, and says so in its exit code."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

import weave_query as wq
from weave_query.testing.differential import Answer, DatabaseParticipant
from weave_query.testing.fuzz import Report, fuzz
from weave_query.testing.fuzz.__main__ import main
from weave_query.testing.fuzz.screen import finish
from weave_query.testing.minimize import minimal_body, minimal_rows

Json = Any


class GreaterMeansGreaterOrEqual(DatabaseParticipant):
    """A database that answers `$gte` where it was asked for `$gt`."""

    def answer(self, kind: str, body: Mapping[str, Any]) -> Answer:
        """Answer another request."""
        return super().answer(kind, _replaced(body))


def _replaced(value: Json) -> Json:
    if isinstance(value, Mapping):
        return {"$gte" if name == "$gt" else name: _replaced(item) for name, item in value.items()}
    return list(map(_replaced, value)) if isinstance(value, list) else value


@pytest.fixture
def pair() -> Iterator[list[DatabaseParticipant]]:
    """The reference evaluator, and SQLite with a planted defect."""
    with ExitStack() as stack:
        memory, sqlite = (stack.enter_context(wq.connect(url)) for url in ("memory://", "sqlite://"))
        yield [DatabaseParticipant(memory), GreaterMeansGreaterOrEqual(sqlite)]


def test_a_planted_defect_is_found_and_made_small(
    pair: list[DatabaseParticipant], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = fuzz(pair, seconds=120, seed=1, most=1)
    (difference,) = report.differences
    condition = difference.body["query"]["$expr"]
    assert difference.participants == ("sqlite",)
    assert "$gt" in str(condition)
    assert len(str(condition)) < 200
    assert len(difference.rows) == 1
    assert report.stopped
    assert finish(report, str(tmp_path), {"memory": "memory://", "sqlite": "sqlite://"}) == 1
    (script,) = tmp_path.iterdir()
    assert f"saved {script}" in capsys.readouterr().out
    # The script asks the real SQLite, which is right: both lines tell the same.
    run = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    memory, sqlite = (line.partition(" ")[2] for line in run.stdout.splitlines())
    assert memory == sqlite != ""


def test_the_command_ends_in_time_with_a_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--url", "sqlite://", "--minutes", "0.05", "--seed", "3", "--save", str(tmp_path)]
    assert main(arguments) == 0
    out = capsys.readouterr().out
    assert "memory:// = sqlite://" in out
    assert "0 differences" in out
    assert "never beside" in out
    assert not list(tmp_path.iterdir())


def test_the_command_tells_what_it_cannot_open(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--url", "nowhere://"]) == 2
    assert "WQ505" in capsys.readouterr().err


def test_a_report_without_requests_has_figures() -> None:
    assert "0 distinct conditions" in "\n".join(Report(0, ("a", "b")).lines())


def test_rows_are_left_out_and_made_simpler() -> None:
    rows = [{**dict.fromkeys(("op_name", "inputs")), "id": str(n), "inputs": {"a": [n, {"b": n}]}} for n in range(20)]
    smaller = minimal_rows(rows, lambda some: any(13 in _leaves(row["inputs"]) for row in some))
    assert smaller == [{"id": "13", "op_name": None, "inputs": {"a": 13}}]


def _leaves(value: Json) -> list[Json]:
    if isinstance(value, dict):
        value = list(value.values())
    return [leaf for item in value for leaf in _leaves(item)] if isinstance(value, list) else [value]


def test_a_request_is_made_small() -> None:
    inner = {"$not": [{"$contains": {"input": {"$getField": "inputs.a.b"}, "substr": "abc", "case_insensitive": True}}]}
    body = {"project_id": "p", "query": {"$expr": {"$and": [{"$or": [True, inner]}, {"$eq": [1, 2]}]}}, "limit": 5}
    smaller = minimal_body(body, lambda some: "$contains" in str(some))
    assert smaller == {
        "project_id": "p",
        "query": {"$expr": {"$contains": {"input": {"$getField": "id"}, "substr": 1}}},
    }
