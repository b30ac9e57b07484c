"""What a type checker says of expressions: comparisons give expressions, and misuse is found before it runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

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
from weave_query import Expression, F

first, second = F("a") == 1, F("b") == 2
def both() -> Expression: return first and second
def one() -> Expression: return first or second
def none() -> Expression: return not first
"""


def checked(folder: Path, source: str, *options: str) -> tuple[str, list[int]]:
    """What mypy prints, and the lines that it refuses."""
    file = folder / "use.py"
    file.write_text(source, encoding="utf-8")
    # Not in this process: mypy raises the limit of recursion.
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", folder / "cache", *options, file]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert not run.stderr
    lines = {int(line.split(":")[1]) for line in run.stdout.splitlines() if ": error:" in line}
    return run.stdout, sorted(lines)


def test_a_type_checker_knows_what_expressions_give(tmp_path: Path) -> None:
    printed, lines = checked(tmp_path, TYPED)
    assert lines == [], printed


@pytest.mark.long
def test_a_type_checker_refuses_what_is_refused_at_run_time(tmp_path: Path) -> None:
    printed, lines = checked(tmp_path, REFUSED)
    assert lines == list(range(4, len(REFUSED.splitlines()) + 1)), printed


@pytest.mark.long
def test_a_type_checker_that_looks_for_unreachable_code_finds_what_python_would_decide(tmp_path: Path) -> None:
    printed, lines = checked(tmp_path, DECIDED, "--warn-unreachable")
    assert lines == [5, 6, 7], printed
