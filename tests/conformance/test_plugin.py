"""The pytest plugin, in a project of somebody else's: a process of its own, in a folder of its own."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from weave_query.testing import load_cases

PLUGIN = ("-p", "weave_query.testing.plugin")
SUITE = ("--pyargs", "weave_query.testing.suite")
STRINGS = load_cases(["strings"])
SKIPPED = sum("regular_expressions" in case.needs for case in STRINGS)


def pytest_in(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *args]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)


def test_every_case_is_a_test_with_its_name(tmp_path: Path) -> None:
    ran = pytest_in(tmp_path, *PLUGIN, *SUITE, "--wq-backend", "sqlite://", "--wq-level", "strings", "-v", "-rs")
    assert ran.returncode == 0, ran.stdout
    assert "test_suite.py::test_suite[strings-a-word] PASSED" in ran.stdout
    assert "test_suite.py::test_suite[strings-regex-point] SKIPPED" in ran.stdout
    reason = "the backend lacks `regular_expressions`; --wq-driver-functions adds it"
    assert re.search(rf"SKIPPED \[{SKIPPED}\] .*: {reason}", ran.stdout)
    assert f"{len(STRINGS) - SKIPPED} passed, {SKIPPED} skipped" in ran.stdout


def test_the_driver_adds_what_the_engine_lacks_when_it_is_told_to(tmp_path: Path) -> None:
    args = ("--wq-backend", "sqlite://", "--wq-level", "strings", "--wq-driver-functions")
    ran = pytest_in(tmp_path, *PLUGIN, *SUITE, *args)
    assert f"{len(STRINGS)} passed" in ran.stdout


def test_no_password_is_in_a_test_id_or_a_report(tmp_path: Path) -> None:
    """Before 8.4 pytest has no hidden parameters, and made an id of the url."""
    (tmp_path / "older.py").write_text("import pytest\n\ndel pytest.HIDDEN_PARAM\n", encoding="utf-8")
    url = "postgresql://user:secret@127.0.0.1:1/db"
    for older in ((), ("-p", "older")):
        args = (*older, *PLUGIN, *SUITE, "--wq-backend", url, "--wq-level", "order", "-v", "--showlocals", "-x")
        ran = pytest_in(tmp_path, *args)
        assert ran.returncode == 1
        assert "secret" not in ran.stdout + ran.stderr
        assert ("test_suite[postgresql-order-" in ran.stdout) is bool(older)


@pytest.mark.long
def test_parallel_workers_do_not_disturb_each_other(tmp_path: Path) -> None:
    """Each has a file of its own here; where they share a database, their rows are in projects of their own."""
    url = f"sqlite:///{tmp_path}/{{worker}}.db"
    ran = pytest_in(tmp_path, *PLUGIN, *SUITE, "--wq-backend", url, "--wq-level", "order", "-n", "2", "-q")
    assert f"{len(load_cases(['order']))} passed" in ran.stdout, ran.stdout
    files = sorted(path.name for path in tmp_path.glob("*.db"))
    assert files == ["gw0.db", "gw1.db"]
    for worker in ("gw0", "gw1"):
        with sqlite3.connect(tmp_path / f"{worker}.db") as db:
            projects = {project for (project,) in db.execute("SELECT DISTINCT project_id FROM calls")}
        assert projects
        assert all(f"-{worker}" in project.lower() for project in projects)
    alone = pytest_in(tmp_path, *PLUGIN, *SUITE, "--wq-backend", url, "--wq-level", "order", "-q")
    assert alone.returncode == 0
    assert (tmp_path / "main.db").exists()


def test_several_databases_are_told_apart(tmp_path: Path) -> None:
    urls = ("--wq-backend", "sqlite://", "--wq-backend", "duckdb://", "--wq-backend", f"sqlite:///{tmp_path}/a.db")
    ran = pytest_in(tmp_path, *PLUGIN, *SUITE, *urls, "--wq-level", "order", "-v")
    assert ran.returncode == 0, ran.stdout
    labels = re.findall(r"test_suite\[(\w+)-order-by-json\] PASSED", ran.stdout)
    assert sorted(labels) == ["duckdb", "sqlite1", "sqlite2"]


def test_a_database_that_cannot_be_reached_passes_nothing(tmp_path: Path) -> None:
    ran = pytest_in(tmp_path, *PLUGIN, *SUITE, "--wq-backend", "sqlite:////no/such/a.db", "--wq-level", "order")
    assert ran.returncode == 1
    assert f"{len(load_cases(['order']))} errors" in ran.stdout
    assert "passed" not in ran.stdout
    assert "not run: sqlite:////no/such/a.db cannot be reached: WQ505" in ran.stdout
    assert "`weave-query conform --url` asks the same without pytest" in ran.stdout


def test_the_suite_without_a_database_is_wrong_usage(tmp_path: Path) -> None:
    ran = pytest_in(tmp_path, *PLUGIN, *SUITE)
    assert ran.returncode != 0
    assert "--wq-backend URL says which database is asked, such as --wq-backend duckdb://" in ran.stdout + ran.stderr
    assert "`weave-query backends` lists the schemes" in ran.stdout + ran.stderr
    assert "passed" not in ran.stdout
    assert len((ran.stdout + ran.stderr).split("ERROR: ")[1].strip().splitlines()) == 1


def test_a_scheme_that_there_is_not_is_one_line_before_anything_is_collected(tmp_path: Path) -> None:
    ran = pytest_in(tmp_path, *PLUGIN, *SUITE, "--wq-backend", "nosuch://user:secret@host/db")
    told = (ran.stdout + ran.stderr).strip().splitlines()
    assert ran.returncode == 4
    assert told == [line for line in told if line.startswith("ERROR: --wq-backend: WQ505: no installed backend opens")]
    assert "secret" not in ran.stdout + ran.stderr


def test_a_level_that_there_is_not_is_one_line_with_the_nearest(tmp_path: Path) -> None:
    ran = pytest_in(tmp_path, *PLUGIN, *SUITE, "--wq-backend", "sqlite://", "--wq-level", "cor")
    assert ran.returncode == 4
    (told,) = (ran.stdout + ran.stderr).strip().splitlines()
    assert told.startswith("ERROR: --wq-level: `cor` is no level; levels are `core`, ")
    assert told.endswith("; nearest: `core`")


def test_a_project_can_name_the_plugin_and_ask_a_database_of_its_own(tmp_path: Path) -> None:
    """As docs/conformance.md shows: cases as parameters, a database that no url opens."""
    (tmp_path / "conftest.py").write_text('pytest_plugins = ["weave_query.testing.plugin"]\n', encoding="utf-8")
    (tmp_path / "test_ours.py").write_text(
        "import pytest\n"
        "import weave_query as wq\n"
        "from weave_query.testing import Session, Status, load_cases\n\n\n"
        '@pytest.fixture(scope="module")\n'
        "def ours():\n"
        '    with wq.connect("sqlite://") as db:\n'
        "        yield Session(db)\n\n\n"
        '@pytest.mark.parametrize("case", load_cases(["order"]), ids=lambda case: case.id)\n'
        "def test_ours(ours, case):\n"
        "    assert ours.run(case).status is Status.PASSED\n",
        encoding="utf-8",
    )
    ran = pytest_in(tmp_path, "-v")
    assert ran.returncode == 0, ran.stdout
    assert "test_ours[order-by-json] PASSED" in ran.stdout
    assert "--wq-backend=URL" in pytest_in(tmp_path, "--help").stdout


def test_a_failure_tells_the_case_and_the_difference(tmp_path: Path) -> None:
    """A plugin of the project breaks the driver; the report has no traceback of the suite."""
    (tmp_path / "breaking.py").write_text(
        "from dataclasses import replace\n"
        "from weave_query_sqlite.driver import SQLiteDriver\n\n"
        "run = SQLiteDriver.run\n"
        "SQLiteDriver.run = lambda self, query: run(\n"
        '    self, replace(query, sql=query.sql.replace("c.deleted_at IS NULL", "1"))\n'
        ")\n",
        encoding="utf-8",
    )
    args = ("-p", "breaking", *PLUGIN, *SUITE, "--wq-backend", "sqlite://", "--wq-level", "core")
    ran = pytest_in(tmp_path, *args)
    assert ran.returncode == 1
    assert "core/only-own-calls: failed" in ran.stdout
    assert "  unexpected: deleted (a deleted call)" in ran.stdout
    assert "Traceback" not in ran.stdout


def test_nothing_loads_the_plugin_by_itself(tmp_path: Path) -> None:
    assert "--wq-backend" not in pytest_in(tmp_path, "--help").stdout


def test_importing_the_package_imports_neither_pytest_nor_hypothesis() -> None:
    code = (
        "import sys, weave_query.testing as testing\n"
        "assert set(testing.__all__) <= set(dir(testing))\n"
        "before = set(sys.modules)\n"
        "assert not {'pytest', 'hypothesis', 'pydantic', 'sqlglot'} & before\n"
        "report = testing.conform('sqlite://', ['order'])\n"
        "assert report.passed and callable(testing.conform)\n"
        "assert not {'pytest', 'hypothesis', 'rich'} & set(sys.modules)\n"
        "for name in testing.__all__:\n    assert getattr(testing, name) is not None\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
