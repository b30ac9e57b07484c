"""A backend of somebody else: a distribution of its own beside the wheel, in an environment without this repository."""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.wheels import build, environment, run

SOURCE = Path(__file__).parent / "weave_query_echo"
LEVELS = ("core", "json", "time", "strings", "order", "paging")


@pytest.fixture(scope="module")
def echo(builder: Path, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` of an environment with weave_query's wheel, the backend's wheel and its engine."""
    folder = tmp_path_factory.mktemp("echo")
    build(builder, SOURCE, folder, "-t", "wheel")
    (made,) = folder.glob("*.whl")
    wanted = (f"weave-query[testing] @ {wheel.as_uri()}", f"weave-query-echo[echo] @ {made.as_uri()}")
    return environment(folder / "venv", wanted, known="weave-query[testing]")


def imports_of(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module


@pytest.mark.parametrize("file", sorted(SOURCE.rglob("*.py")), ids=lambda file: file.name)
def test_it_imports_no_backend_of_the_project(file: Path) -> None:
    packages = {name.partition(".")[0] for name in imports_of(file)}
    assert {name for name in packages if name.startswith("weave_query_")} <= {"weave_query_echo"}


def test_it_is_found_by_its_entry_point_and_names_its_own_distribution(echo: Path) -> None:
    found = {facts["name"]: facts for facts in json.loads(run(echo / "weave-query", "backends", "--json"))}
    assert found["echo"]["distribution"] == "weave-query-echo"
    assert any(driver.startswith("datafusion ") for driver in found["echo"]["drivers"])


@pytest.fixture(scope="module")
def report(echo: Path) -> dict[str, Any]:
    """What the suite finds of the backend, all levels of it."""
    printed = json.loads(run(echo / "weave-query", "conform", "--url", "echo://", "--json", codes=(0, 1)))
    (target,) = printed["targets"]
    return dict(target)


@pytest.mark.parametrize("level", LEVELS)
def test_it_passes_the_levels_that_it_claims_and_nothing_is_skipped_or_not_run(
    report: dict[str, Any], level: str
) -> None:
    counts = report["levels"][level]
    assert counts["passed"] > 0
    assert not [status for status, count in counts.items() if count and status != "passed"]


def test_of_the_other_levels_it_answers_what_its_capabilities_allow(report: dict[str, Any]) -> None:
    """It was written before there were any. DataFusion 55 orders one answer otherwise than its ORDER BY says."""
    others = {name: counts for name, counts in report["levels"].items() if name not in LEVELS}
    failed = {case["name"] for case in report["cases"] if case["status"] == "failed"}
    assert failed <= {"the-greatest-keys-and-the-others"}
    assert sum(counts["passed"] for counts in others.values()) >= 13
    assert not any(counts["not run"] for counts in others.values())


@pytest.mark.long
def test_its_own_test_runs_the_suite_with_pytest(echo: Path, tmp_path: Path) -> None:
    tests = SOURCE / "tests"
    printed = run(
        *(echo / "python", "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", SOURCE / "pyproject.toml"),
        *("--rootdir", tmp_path, "-k", "order", tests),
    )
    assert " passed" in printed


@pytest.mark.long
@pytest.mark.long
def test_its_types_are_complete_for_whoever_has_the_wheel(echo: Path, tmp_path: Path) -> None:
    run(
        *(sys.executable, "-m", "mypy", "--strict", "--python-executable", echo / "python"),
        *("--config-file", SOURCE / "pyproject.toml", "--cache-dir", tmp_path, SOURCE / "weave_query_echo"),
    )
