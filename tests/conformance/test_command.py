"""`weave-query conform`: the table, the failures, the reports and the exit codes, in a pipe and on a terminal."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli, cli
from tests.cli.terminal import ESCAPE, in_a_pipe, on_a_terminal, plain
from tests.conformance.conftest import Broken
from weave_query.api import Database
from weave_query.testing import LEVELS, load_cases, session

__all__ = ["cli"]

ORDER, STRINGS = len(load_cases(["order"])), len(load_cases(["strings"]))
SKIPPED = sum("regular_expressions" in case.needs for case in load_cases(["strings"]))


def test_one_database_has_a_column_for_each_status(cli: Cli) -> None:
    ran = cli("conform", "--url", "sqlite://", "--level", "order", "--level", "strings")
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines == [
        "level    passed  failed  skipped  not run",
        "-------  ------  ------  -------  -------",
        f"strings  {STRINGS - SKIPPED:6}       0  {SKIPPED:7}        0",
        f"order    {ORDER:6}       0        0        0",
        f"all      {STRINGS - SKIPPED + ORDER:6}       0  {SKIPPED:7}        0",
        f"sqlite://: {SKIPPED} skipped: the backend lacks `regular_expressions`; --driver-functions adds it",
    ]


def test_several_databases_have_a_column_each(cli: Cli) -> None:
    ran = cli("conform", "--url", "sqlite://", "--url", "duckdb://", "--level", "strings")
    assert ran.code == 0
    assert ran.lines[:4] == [
        "level    sqlite://              duckdb://",
        "-------  ---------------------  ---------",
        f"strings  {STRINGS - SKIPPED} passed, {SKIPPED} skipped  {STRINGS} passed",
        f"all      {STRINGS - SKIPPED} passed, {SKIPPED} skipped  {STRINGS} passed",
    ]


def test_cases_are_chosen_by_a_pattern(cli: Cli) -> None:
    for pattern in ("by-json*", "order/by-json*", "order-by-json*"):
        ran = cli("conform", "--url", "sqlite://", "--case", pattern, "--json")
        assert [case["name"] for case in ran.json["targets"][0]["cases"]] == ["by-json", "by-json-descending"]


def test_the_list_needs_no_database(cli: Cli) -> None:
    ran = cli("conform", "--list", "--level", "order")
    assert ran.code == 0
    assert ran.lines[-1] == f"{len(load_cases(['order']))} cases"
    listed = cli("conform", "--list", "--json").json
    assert [case["name"] for case in listed] == [case.name for case in load_cases()]
    assert {case["level"] for case in listed} == set(LEVELS)
    assert all(case["why"] for case in listed)


def test_a_database_that_cannot_be_reached_has_the_exit_code_3(cli: Cli) -> None:
    ran = cli("conform", "--url", "sqlite:////no/such/a.db", "--url", "sqlite://", "--level", "order")
    assert ran.code == 3
    assert ran.lines[-1].split() == ["all", str(ORDER), "not", "run", str(ORDER), "passed"]
    assert ran.err.startswith("note: sqlite:////no/such/a.db: not run: WQ505")
    alone = cli("conform", "--url", "sqlite:////no/such/folder/a.db", "--level", "order")
    assert (alone.code, alone.out) == (3, "")
    assert alone.err.startswith("note: sqlite:////no/such/folder/a.db: not run: WQ505")


def test_a_run_in_which_everything_was_skipped_has_checked_nothing(cli: Cli) -> None:
    ran = cli("conform", "--url", "sqlite://", "--case", "regex-point")
    assert ran.code == 3
    assert "note: sqlite://: nothing was checked: every case was skipped" in ran.err


def test_a_missing_library_is_named_with_how_to_install_it() -> None:
    ran = in_a_pipe("conform", "--url", "memory://", "--level", "strings", without=["re2"])
    assert ran.returncode == 3
    assert re.search(r"note: memory://: \d+ not run: WQ503.* RE2.*pip install \"\.\[regex\]\"", ran.stderr)


@pytest.fixture
def wrong(broken: Broken, monkeypatch: pytest.MonkeyPatch) -> None:
    """`sqlite://` opens a database that returns deleted calls."""

    def open(url: str, options: Any = None) -> Database:
        return broken(lambda sql: sql.replace("c.deleted_at IS NULL", "1"))

    monkeypatch.setattr(session, "connect", open)


@pytest.mark.usefixtures("wrong")
def test_a_failure_is_told_with_its_reason_its_request_and_the_difference(cli: Cli, tmp_path: Path) -> None:
    ran = cli("conform", "--url", "sqlite://", "--case", "only-own-calls")
    assert ran.code == 1
    assert ran.lines[0] == "core/only-own-calls failed on sqlite://"
    assert ran.lines[1].startswith("  why:      A lost project predicate gives the calls of all tenants")
    assert ran.lines[2].startswith('  request:  {"project_id": "weave-query-conformance/tenancy-')
    assert ran.lines[3:5] == [
        "  unexpected: deleted (a deleted call)",
        "  unexpected: deleted-early (a call deleted at the epoch)",
    ]
    assert "SELECT" not in ran.out
    assert ran.lines[-1].split() == ["all", "0", "1", "0", "0"]


@pytest.mark.usefixtures("wrong")
def test_verbose_shows_the_sql(cli: Cli) -> None:
    out = cli("conform", "--url", "sqlite://", "--case", "only-own-calls", "--verbose").out
    assert "\n  SELECT\n    c.id,\n" in out


@pytest.mark.usefixtures("wrong")
def test_databases_and_cases_that_fail_alike_are_told_once(cli: Cli) -> None:
    ran = cli("conform", "--url", "sqlite://", "--url", "sqlite://", "--level", "core")
    headings = [line for line in ran.lines if " failed on " in line]
    assert headings
    assert all(line.endswith("failed on sqlite://, sqlite://") for line in headings)
    assert len(headings) == len(set(headings))


def test_the_driver_adds_what_the_engine_lacks_when_it_is_told_to(cli: Cli) -> None:
    ran = cli("conform", "--url", "sqlite://", "--level", "strings", "--driver-functions")
    assert (ran.code, ran.lines[-1].split()) == (0, ["all", str(STRINGS), "0", "0", "0"])


@pytest.mark.usefixtures("wrong")
def test_reports_are_written_beside_what_is_printed(cli: Cli, tmp_path: Path) -> None:
    files = [tmp_path / "report.json", tmp_path / "report.md"]
    ran = cli("conform", "--url", "sqlite://", "--level", "core", *(f"--report={file}" for file in files))
    assert ran.code == 1
    document = json.loads(files[0].read_text(encoding="utf-8"))
    failed = document["targets"][0]["levels"]["core"]["failed"]
    assert failed > 0
    assert files[1].read_text(encoding="utf-8").count("\n## core/") == failed
    assert f"{failed}" in ran.lines[-1]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ((), "--url names the database that is asked"),
        (("sqlite://",), "`sqlite://` stands without an option: a database is named by --url, as in --url duckdb://"),
        (("--url", "nosuch://"), "no installed backend opens the scheme `nosuch`; schemes are"),
        (("--url", "no url"), "a database url begins with a scheme"),
        (("--url", "sqlite://", "--level", "hard"), "`hard` is no level; levels are `core`, `json`"),
        (("--url", "sqlite://", "--level", "cor"), "; nearest: `core`"),
        (("--url", "sqlite://", "--case", "nothing*"), "no case matches `nothing*`"),
        (("--url", "sqlite://", "--report", "report.txt"), "--report takes a file.json or file.md, not `report.txt`"),
        (("--url", "sqlite://", "--report", "/no/such/report.md"), "there is no folder `/no/such` for the report"),
    ],
)
def test_wrong_usage_has_the_exit_code_2(args: tuple[str, ...], message: str, cli: Cli) -> None:
    ran = cli("conform", *args)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_output_in_a_pipe_is_plain() -> None:
    ran = in_a_pipe("conform", "--url", "sqlite://", "--level", "order")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert not ESCAPE.search(ran.stdout)
    assert "\r" not in ran.stdout
    assert ran.stdout.splitlines()[-1].split() == ["all", str(ORDER), "0", "0", "0"]


def test_a_terminal_shows_how_far_it_is() -> None:
    code, output = on_a_terminal("conform", "--url", "sqlite://", "--level", "order")
    assert code == 0
    assert f"{ORDER}/{ORDER}" in plain(output)
    assert ESCAPE.search(output)


def test_a_terminal_without_colour_has_a_line() -> None:
    code, output = on_a_terminal("conform", "--url", "sqlite://", "--level", "order", env={"NO_COLOR": "1"})
    assert code == 0
    assert f"{ORDER} of {ORDER}" in output
    assert not ESCAPE.search(output)


def test_the_command_needs_neither_rich_nor_pytest() -> None:
    ran = in_a_pipe("conform", "--url", "sqlite://", "--level", "order", without=["rich", "pytest", "hypothesis"])
    assert ran.returncode == 0
