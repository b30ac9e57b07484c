"""What a type checker says of expressions: comparisons give expressions, and misuse is found before it runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.wheels import ROOT

TYPED = """
from datetime import date, datetime
from typing import assert_type

import weave_query as wq
from weave_query import Expression, F

assert_type(F("a"), F)
assert_type(F("a")["b"][0], F)
assert_type(F("a") == 1, Expression)
assert_type(F("a") != None, Expression)
assert_type(5 < F("a"), Expression)
assert_type(datetime.now() <= F("started_at"), Expression)
assert_type(F("started_at") > date(2026, 1, 1), Expression)
assert_type((F("a") == 1) & ~F("b") | F("c").exists(), Expression)
assert_type(1 + F("a") * 2 / F("b") - 3, Expression)
assert_type(F("a").is_in([1, "x", None, F("b")]), Expression)
assert_type(F("a").any(lambda x: x["role"] == "tool"), Expression)
assert_type(wq.all_of(F("a") > n for n in range(3)), Expression)
assert_type(wq.any_of(F("a") > 1, F("b") == 2), Expression)
wq.compile(wq.CallsQueryReq(project_id="p", query=wq.Query(F("a") == 1)), "duckdb", where=F("a") == 1)
"""
# Each line is refused.
REFUSED = """
from weave_query import F, all_of

F("a") == 1 & F("b")
F("a") & 1
F("a") + "x"
F("a").convert("float")
F("a").any(lambda x: True)
F("a").matches(5)
F("a")[1.5]
F(5)
all_of(5)
len(F("a"))
"x" in F("a")
for _ in F("a"): ...
"""


# Python's own decisions: mypy sees that the right side is never reached.
DECIDED = """
# mypy: warn-unreachable
from weave_query import Expression, F

first, second = F("a") == 1, F("b") == 2
def both() -> Expression: return first and second
def one() -> Expression: return first or second
def none() -> Expression: return not first
"""


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[int]]:
    """The lines that mypy refuses, by the name of the source. One run for all: most of it is reading the packages."""
    folder = tmp_path_factory.mktemp("typing")
    sources = {"typed": TYPED, "refused": REFUSED, "decided": DECIDED}
    for name, source in sources.items():
        (folder / f"{name}.py").write_text(source, encoding="utf-8")
    # Not in this process: mypy raises the limit of recursion.
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", ROOT / ".mypy_cache"]
    run = subprocess.run(
        [*command, *(f"{name}.py" for name in sources)], capture_output=True, text=True, check=False, cwd=folder
    )
    assert not run.stderr
    found: dict[str, set[int]] = {name: set() for name in sources}
    for line in run.stdout.splitlines():
        if ": error:" in line:
            file, number, _ = line.split(":", maxsplit=2)
            found[Path(file).stem].add(int(number))
    return {name: sorted(lines) for name, lines in found.items()}


@pytest.mark.long
def test_a_type_checker_knows_what_expressions_give(refused: dict[str, list[int]]) -> None:
    assert refused["typed"] == []


def test_a_type_checker_refuses_what_is_refused_at_run_time(refused: dict[str, list[int]]) -> None:
    assert refused["refused"] == list(range(4, len(REFUSED.splitlines()) + 1))


def test_a_type_checker_that_looks_for_unreachable_code_finds_what_python_would_decide(
    refused: dict[str, list[int]],
) -> None:
    assert refused["decided"] == [6, 7, 8]
