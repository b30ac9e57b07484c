"""What a late read saves: a page of calls with large documents, direct and late side by side, for each engine.

    python -m benchmarks.late_reads --calls 20000 --kilobytes 128

A page of 100 calls with inputs and output is asked for out of a quarter of the calls and out of all of them. What is
not on the page costs no memory where the two have the same peak. Orders: `column`, by a text that puts the page's rows
anywhere in the table; `document`, by a number in the inputs, which the sort has to read of every call.

Every figure is of a process of its own over the same stored calls, whatever the engine says of itself: `direct` and
`late` are compiled with the capability `late_reads` off and on. Memory is in MiB above the open database: of the
process, engine and all, or of Postgres's process for the connection without the buffers that all of them share;
`spilled` is what Postgres sorted on disk.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import weave_query as wq
from benchmarks.late_reads_calls import ALL, QUARTER, make
from weave_query.api import Database

ENGINES = ("postgres", "sqlite", "duckdb", "clickhouse")
ORDERS = {"column": "display_name", "document": "inputs.n"}
_URLS = {
    "postgres": "postgresql+embedded:///{}/postgres",
    "sqlite": "sqlite:///{}/calls.db",
    "duckdb": "duckdb:///{}/calls.duckdb",
    "clickhouse": "chdb:///{}/chdb",
}
_HEAD = (
    "engine, it is",
    "order",
    "calls",
    "seconds direct",
    "late",
    "ratio",
    "MiB direct",
    "late",
    "ratio",
    "spilled direct",
    "late",
)
_LINE = "{:16}{:10}{:>8}{:>16}{:>8}{:>8}{:>12}{:>8}{:>8}{:>16}{:>6}"


def main() -> None:
    """Print a line for each engine, order and number of calls."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.late_reads")
    parser.add_argument("--calls", type=int, default=1_000)
    parser.add_argument("--kilobytes", type=int, default=128, help="of the documents of a call")
    parser.add_argument("--limit", type=int, default=100)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    parser.add_argument("--run", nargs=2, metavar=("ENGINE", "WHAT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        engine, what = options.run
        folder = os.environ["WEAVE_QUERY_BENCH"]
        print(json.dumps(_run(engine, what, _URLS[engine].format(folder), options)))
        return
    print(_LINE.format(*_HEAD), flush=True)
    for line in lines(options):
        print(line, flush=True)


def lines(options: argparse.Namespace) -> Iterator[str]:
    """The figures. What an engine stored is removed before the next one begins."""
    for engine in options.engines:
        with TemporaryDirectory(prefix="weave-query-bench-", ignore_cleanup_errors=True) as folder:
            Path(folder).chmod(0o755)  # PostgreSQL, started by root, is another user
            _told(f"making {options.calls * 5 // 4:,} calls of {options.kilobytes} KB in {engine}")
            made = _in_a_process(engine, "make", folder, options)
            _told(f"made in {made['seconds']:.0f} s")
            is_on = "on" if wq.get_backend(engine).capabilities.late_reads else "off"
            for order in ORDERS:
                for project, calls in ((QUARTER, options.calls // 4), (ALL, options.calls)):
                    direct, late = (
                        _in_a_process(engine, f"{order} {project} {each}", folder, options)
                        for each in ("direct", "late")
                    )
                    if direct["ids"] != late["ids"] or len(late["ids"]) != min(options.limit, calls):
                        raise SystemExit(f"{engine} by {order}: the pages differ")
                    yield _LINE.format(
                        f"{engine}, {is_on}",
                        order,
                        f"{calls:,}",
                        *(f"{each['seconds']:.2f}" for each in (direct, late)),
                        f"{late['seconds'] / direct['seconds']:.2f}x",
                        *(f"{each['most']:,}" for each in (direct, late)),
                        f"{late['most'] / max(direct['most'], 1):.2f}x",
                        *("" if each["spilled"] is None else f"{each['spilled']:,}" for each in (direct, late)),
                    )


def _run(engine: str, what: str, url: str, options: argparse.Namespace) -> dict[str, Any]:
    with wq.connect(url) as db:
        if what == "make":
            return {"seconds": make(db.driver, engine, options.calls, options.kilobytes * 1024)}
        order, project, late = what.split()
        capabilities = replace(db.backend.capabilities, late_reads=late == "late")
        reading = Database(replace(db.backend, capabilities=capabilities), db.driver, db.options)
        return measured(reading, engine, ORDERS[order], project, options.limit)


def measured(db: Database, engine: str, field: str, project: str, limit: int) -> dict[str, Any]:
    """One page, as rows of the driver: what is made of them in Python is the same for both."""
    sort = wq.SortBy(field=field, direction="desc")
    page = wq.CallsQueryReq(project_id=project, columns=["inputs", "output"], sort_by=[sort], limit=limit)
    (query,) = db.compile(page).queries
    db.run(wq.CallsQueryStatsReq(project_id=project))
    process = _asked(db, "SELECT pg_backend_pid()") if engine == "postgres" else os.getpid()
    spilled = _spilled(db) if engine == "postgres" else None
    before = _memory(process, "VmRSS") - _memory(process, "RssShmem")
    with suppress(OSError):  # of another user's process the peak cannot begin anew; it has done next to nothing so far
        Path(f"/proc/{process}/clear_refs").write_text("5")
    began = time.perf_counter()
    ids = [row[0] for row in db.driver.run(query)]
    seconds = time.perf_counter() - began
    most = _memory(process, "VmHWM") - _memory(process, "RssShmem") - before
    spilled = None if spilled is None else _spilled(db) - spilled
    return {"ids": ids, "seconds": seconds, "most": most, "spilled": spilled}


def _asked(db: Database, sql: str) -> int:
    ((value,),) = db.driver._connection.execute(sql)  # type: ignore[attr-defined]
    return int(value)


def _spilled(db: Database) -> int:
    """MiB that Postgres wrote to temporary files so far."""
    _asked(db, "SELECT count(pg_stat_force_next_flush())")
    return _asked(db, "SELECT temp_bytes / 1048576 FROM pg_stat_database WHERE datname = current_database()")


def _memory(process: int, key: str) -> int:
    """MiB of a process: VmRSS now, RssShmem of it shared, VmHWM at most."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith(f"{key}:"))
    return int(line.split()[1]) // 1024


def _told(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _in_a_process(engine: str, what: str, folder: str, options: argparse.Namespace) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.late_reads", "--calls", str(options.calls)]
    command += ["--kilobytes", str(options.kilobytes), "--limit", str(options.limit), "--run", engine, what]
    environment = {**os.environ, "WEAVE_QUERY_BENCH": folder}
    ended = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, env=environment)
    if ended.returncode:
        raise SystemExit(f"{engine}, {what}: no figures")
    return json.loads(ended.stdout.splitlines()[-1])  # type: ignore[no-any-return]


if __name__ == "__main__":
    main()
