"""What a rollup over many calls costs: one `trace_usage` without a limit, streamed, for each engine and policy.

    python -m benchmarks.rollup --calls 1000000

Every run is a process of its own over the same stored calls (benchmarks.rollup_calls), and its sums are checked. Memory
is that of the process, engine and all: `before` with the database open and counted once, `most`, and what is `kept
while reading`, the growth between the first call that was handed out and the last.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import weave_query as wq
from benchmarks.rollup_calls import PROJECT, Calls, make
from weave_query.api import Database

ENGINES = ("duckdb", "clickhouse")
POLICIES = ("own", "cumulative", "auto")
_HEAD = ("engine", "policy", "calls", "seconds", "first", "before", "most", "kept while reading", "handed out", "ratio")


def main() -> None:
    """Print a line for each engine and policy."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rollup")
    parser.add_argument("--calls", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    parser.add_argument("--policies", nargs="+", choices=POLICIES, default=POLICIES)
    parser.add_argument("--run", nargs=3, metavar=("ENGINE", "POLICY", "URL"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    calls = Calls(options.calls, options.seed)
    if options.run:
        engine, policy, url = options.run
        print(json.dumps(made(engine, url, calls) if policy == "make" else measured(policy, url, calls)))
        return
    print("{:12}{:12}{:>11}{:>9}{:>9}{:>9}{:>9}{:>20}{:>12}{:>8}".format(*_HEAD), flush=True)
    for line in lines(calls, options.engines, options.policies):
        print(line, flush=True)


def lines(calls: Calls, engines: list[str], policies: list[str]) -> Iterator[str]:
    """The figures; seconds, MiB, and how many times the seconds of the first line."""
    first = None
    with TemporaryDirectory(prefix="weave-query-bench-") as folder:
        for engine in engines:
            url = f"duckdb:///{folder}/calls.duckdb" if engine == "duckdb" else f"chdb:///{folder}/chdb"
            _in_a_process(engine, "make", url, calls)
            for policy in policies:
                found = _in_a_process(engine, policy, url, calls)
                first = first or found["seconds"]
                yield (
                    f"{engine:12}{policy:12}{calls.number:>11,}{found['seconds']:>9.1f}{found['first']:>9.1f}"
                    f"{found['before']:>9,}{found['most']:>9,}{found['kept']:>20,}{found['handed_out']:>12,}"
                    f"{found['seconds'] / first:>7.1f}x"
                )


def made(engine: str, url: str, calls: Calls) -> dict[str, Any]:
    """Make the calls."""
    with wq.connect(url) as db:
        make(db.driver, engine, calls)
        assert db.run(wq.CallsQueryStatsReq(project_id=PROJECT)).count == calls.number
    return {}


def measured(policy: str, url: str, calls: Calls) -> dict[str, Any]:
    """One stream, read to its end and added up."""
    with wq.connect(url) as db:
        db.options = replace(db.options, stored_usage=policy)
        db.run(wq.CallsQueryStatsReq(project_id=PROJECT))
        before = _memory("VmRSS")
        Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
        found = _streamed(db, calls)
        most = _memory("VmHWM")
    if found.pop("prompt_tokens") != calls.prompt_tokens(policy) or found["handed_out"] != calls.number:
        raise SystemExit(f"{url} with {policy}: the sums of the roots are wrong")
    return {**found, "before": before, "most": most}


def _streamed(db: Database, calls: Calls) -> dict[str, Any]:
    handed_out, tokens, kept, first, at_first = 0, 0, 0, 0.0, 0
    began = time.perf_counter()
    with db.stream(wq.TraceUsageReq(project_id=PROJECT, limit=None)) as usage:
        for id, models in usage:
            if not handed_out:
                first, at_first = time.perf_counter() - began, _memory("VmRSS")
            handed_out += 1
            if calls.is_root(id):
                tokens += sum(used.prompt_tokens for used in models.values())
            if handed_out % 10_000 == 0:
                kept = max(kept, _memory("VmRSS") - at_first)
    seconds = time.perf_counter() - began
    return {"seconds": seconds, "first": first, "handed_out": handed_out, "prompt_tokens": tokens, "kept": kept}


def _memory(key: str) -> int:
    """MiB of this process: VmRSS now, VmHWM at most."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith(f"{key}:"))
    return int(line.split()[1]) // 1024


def _in_a_process(engine: str, policy: str, url: str, calls: Calls) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.rollup", "--calls", str(calls.number), "--seed", str(calls.seed)]
    ended = subprocess.run([*command, "--run", engine, policy, url], stdout=subprocess.PIPE, text=True, check=False)
    if ended.returncode:
        raise SystemExit(f"{engine} with {policy}: no figures")
    return json.loads(ended.stdout.splitlines()[-1])  # type: ignore[no-any-return]


if __name__ == "__main__":
    main()
