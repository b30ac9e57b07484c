"""The benchmarks run, at the least size that they have; what they measure is nobody's matter here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("compile", ["--rounds", "1", "--only", "plain"]),
        ("texts", []),
        ("many_ids", ["--rounds", "1"]),
        ("rollup", ["--calls", "120"]),
        ("late_reads", ["--calls", "120", "--kilobytes", "1", "--limit", "10", "--engines", "postgres"]),
        ("ref_hops", ["--calls", "5", "--objects", "3", "--hops", "1", "--rounds", "1"]),
        ("clickhouse_replace", ["--rows", "2000", "--batch", "1000"]),
    ],
)
@pytest.mark.long
def test_a_benchmark_prints_its_figures(name: str, options: list[str]) -> None:
    command = [sys.executable, "-m", f"benchmarks.{name}", *options]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert len(ran.stdout.splitlines()) > 2
