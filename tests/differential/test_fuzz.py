"""The fuzz finds what is wrong, makes it small, saves a script that shows it, and says so in its exit code."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

import weave_query as wq
from tests.cli.conftest import Cli, cli
from tests.cli.terminal import in_a_pipe
from weave_query.api import Database
from weave_query.capabilities import Capabilities
from weave_query.testing.belongings import tables
from weave_query.testing.differential import Answer, DatabaseParticipant, Refused, Rows
from weave_query.testing.fuzz import Finding, FuzzReport, fuzz
from weave_query.testing.fuzz.screen import finish
from weave_query.testing.lacking import lacks
from weave_query.testing.minimize import minimal_body, minimal_rows

__all__ = ["cli"]

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
    (difference,) = report.findings
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


class ForgetsEnds(DatabaseParticipant):
    """A database that loses the end of a call in whole rows."""

    def answer(self, kind: str, body: Mapping[str, Any]) -> Answer:
        """Leave it out."""
        found = super().answer(kind, body)
        if not isinstance(found, Rows):
            return found
        return Rows(found.ids, tuple(re.sub('"ended_at": "[^"]*"', '"ended_at": null', row) for row in found.rows))


@pytest.mark.long
def test_a_column_that_is_wrong_is_found_in_one_row() -> None:
    with wq.connect("memory://") as memory, wq.connect("sqlite://") as sqlite:
        report = fuzz([DatabaseParticipant(memory), ForgetsEnds(sqlite)], seconds=120, seed=1, most=1)
    (found,) = report.findings
    assert (len(found.rows), found.rows[0]["ended_at"] is not None) == (1, True)
    assert '"ended_at": "' in str(found)
    assert "query" not in found.body


class Refusing(DatabaseParticipant):
    """A database that refuses everything, for a capability."""

    capability = "case_folding"

    def answer(self, kind: str, body: Mapping[str, Any]) -> Answer:
        """Refuse."""
        return Refused("WQ401", "no", self.capability, lacks(self.db, self.capability))


@pytest.mark.long
def test_refusals_for_what_a_backend_says_it_has_are_differences() -> None:
    with wq.connect("memory://") as memory, wq.connect("sqlite://") as sqlite:
        report = fuzz([DatabaseParticipant(memory), Refusing(sqlite)], seconds=60, seed=1, most=1)
    assert report.findings
    assert not report.set_aside


@pytest.mark.long
def test_a_database_that_may_refuse_and_refuses_everything_is_no_success(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`regular_expressions` is what SQLite says it lacks."""
    with wq.connect("memory://") as memory, wq.connect("sqlite://") as sqlite:
        silent = Refusing(sqlite)
        silent.capability = "regular_expressions"
        report = fuzz([DatabaseParticipant(memory), silent], seconds=600, seed=1, requests=40)
    assert set(report.set_aside) == {("sqlite", "lacks `regular_expressions`")}
    assert finish(report, str(tmp_path), {}) == 3
    assert capsys.readouterr().out.endswith("0 differences\nsqlite answered nothing: nothing was checked\n")


def test_the_driver_adds_what_was_asked_for_and_then_may_not_refuse_it() -> None:
    with wq.connect("sqlite://", options=wq.Options(driver_functions=True)) as db:
        assert not lacks(db, "regular_expressions")
    with wq.connect("sqlite://") as db:
        assert lacks(db, "regular_expressions")
        assert not lacks(db, "case_folding")
        assert not lacks(db, None)


@dataclass(frozen=True, kw_only=True)
class Bounded(Capabilities):
    """Capabilities of which two are bounds."""

    most: int = 3
    any: int | None = None


def test_beyond_a_bound_that_is_declared_a_request_may_be_refused() -> None:
    with wq.connect("sqlite://") as db:
        bounded = Database(replace(db.backend, capabilities=Bounded()), db.driver, db.options)
        assert (lacks(bounded, "most"), lacks(bounded, "any"), lacks(bounded, "fewest")) == (True, False, False)


def finding(body: Json) -> Finding:
    """A finding of sqlite, of one request."""
    return Finding("memory", ("sqlite",), "calls_query", {"project_id": "p", **body}, (), ("a",), (), 0, 0)


IDS = {"columns": ["id"]}
EQ = {"query": {"$expr": {"$eq": [1, 2]}}}
NOT_EQ = {"query": {"$expr": {"$not": [{"$eq": [1, 2]}]}}}
SORTED = {"sort_by": [{"field": "id", "direction": "asc"}]}


@pytest.mark.parametrize(
    ("known", "other", "covered"),
    [
        (EQ | IDS, NOT_EQ | IDS, True),
        (EQ | IDS, NOT_EQ | IDS | SORTED, True),
        (NOT_EQ | IDS, EQ | IDS, False),
        (EQ | IDS | SORTED, NOT_EQ | IDS, False),
        (EQ, NOT_EQ | IDS, False),
        # Without an operator: of the order, or of everything.
        (SORTED | IDS, NOT_EQ | IDS | SORTED, False),
        (IDS, EQ | IDS, False),
        (SORTED | IDS, SORTED | IDS, True),
    ],
)
def test_a_finding_covers_what_has_all_that_it_has(known: Json, other: Json, covered: bool) -> None:
    assert finding(known).covers("sqlite", "calls_query", {"project_id": "p", **other}) is covered
    assert not finding(known).covers("duckdb", "calls_query", {"project_id": "p", **other})


def asking(requests: int, folder: Path, seed: int = 3) -> list[str]:
    bounds = f"--requests {requests} --minutes 10 --seed {seed}"
    return ["--url", "sqlite://", *bounds.split(), "--save", str(folder)]


@pytest.mark.long
def test_the_command_ends_in_time_with_a_report(tmp_path: Path, cli: Cli) -> None:
    ran = cli("fuzz", *asking(40, tmp_path), "--driver-functions")
    assert (ran.code, ran.err) == (0, "")
    assert "memory:// = sqlite://" in ran.out
    assert ran.lines[-1] == "0 differences"
    assert "never beside" not in ran.out
    assert "set aside" not in ran.out
    assert "\n40 requests, " in ran.out
    assert not list(tmp_path.iterdir())


@pytest.mark.long
@pytest.mark.long
def test_requests_that_a_database_refuses_are_told_with_what_it_lacks(tmp_path: Path, cli: Cli) -> None:
    ran = cli("fuzz", *asking(120, tmp_path, seed=0), "--verbose")
    assert "lacks `regular_expressions`" in ran.out
    assert "never beside" in ran.out


@pytest.mark.long
def test_a_run_that_is_too_short_for_its_rows_asks_something_all_the_same(cli: Cli, tmp_path: Path) -> None:
    ran = cli("fuzz", "--url", "sqlite://", "--minutes", "0.0001", "--save", str(tmp_path))
    assert (ran.code, "\n1 request, " in ran.out) == (0, True)


def test_the_command_tells_what_it_cannot_open(cli: Cli) -> None:
    ran = cli("fuzz", "--url", "sqlite:////no/such/file.db")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("error: sqlite:////no/such/file.db: WQ505")
    for args, told in ((("--url", "nowhere://"), "opens the scheme `nowhere`"), ((), "--url names a database")):
        wrong = cli("fuzz", *args)
        assert (wrong.code, told in wrong.err) == (2, True)


def test_without_hypothesis_the_extra_is_named() -> None:
    ran = in_a_pipe("fuzz", "--url", "sqlite://", without=["hypothesis"])
    assert (ran.returncode, ran.stdout) == (1, "")
    assert re.match(r"error: WQ503: .* hypothesis, .*`pip install \"\.\[testing\]\"`\n", ran.stderr)


def test_a_report_without_requests_has_figures() -> None:
    assert "0 distinct conditions" in "\n".join(FuzzReport(0, ("a", "b")).lines())


def test_one_of_something_is_singular() -> None:
    report = FuzzReport(0, ("a",), rounds=1, asked=1, findings=[finding(EQ)])
    text = "\n".join((report.line(), *report.lines()))
    assert "1 round, " in text
    assert "1 request, " in text
    assert "1 difference" in text
    assert "1 differences" not in text


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


@pytest.mark.parametrize("verbose", [True, pytest.param(False, marks=pytest.mark.long)])
@pytest.mark.long
def test_the_figures_come_first_and_what_was_covered_only_when_asked_for(cli: Cli, verbose: bool) -> None:
    result = cli("fuzz", "--url", "sqlite://", "--requests", "5", *(["--verbose"] if verbose else []))
    assert result.code == 0
    assert result.out.startswith("seed 0, ")
    assert ("operators by what stands beside them" in result.out) is verbose


def test_what_a_call_carries_stays_what_can_be_loaded() -> None:
    carried = {"feedback": [{"type": "a", "payload": {"v": [1]}}], "queues": [{"queue_id": "q", "deleted": True}]}
    row = {
        "id": "a",
        "project_id": "p",
        "op_name": "o",
        "trace_id": "t",
        "started_at": "2025-10-26T01:00:00Z",
        **carried,
    }
    tried = []

    def happens(some: Sequence[dict[str, Any]]) -> bool:
        tried.append(tables(some))
        return bool(some[0].get("queues"))

    (smaller,) = minimal_rows([{**row, **carried}], happens)
    assert len(tried) > 5
    assert (smaller["feedback"], smaller["queues"]) == (None, [{}])
