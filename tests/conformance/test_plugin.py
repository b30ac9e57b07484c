"""The pytest plugin, in a project of somebody else's: a process of its own, in a folder of its own."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

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
    assert re.search(rf"SKIPPED \[{SKIPPED}\] .*: capability `regular_expressions`", ran.stdout)
    assert f"{len(STRINGS) - SKIPPED} passed, {SKIPPED} skipped" in ran.stdout


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


def test_the_suite_without_a_database_is_wrong_usage(tmp_path: Path) -> None:
    ran = pytest_in(tmp_path, *PLUGIN, *SUITE)
    assert ran.returncode != 0
    assert "--wq-backend URL says which database is asked" in ran.stdout + ran.stderr
    assert "passed" not in ran.stdout


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
