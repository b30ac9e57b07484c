"""What following references costs: CPU seconds of a filter, a sort and an answer through one hop and more.

    python -m benchmarks.ref_hops --calls 20000 --lines 100000

Each call refers to a version of one of many objects, which refers to the next, a third of them to a line of a table.
CPU is that of the process, engine and all. The first run, which compiles, is not counted.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from tempfile import TemporaryDirectory
from typing import Any

import weave_query as wq
from weave_query.api import Database
from weave_query.errors import WeaveQueryError

ENGINES = ("clickhouse", "duckdb", "sqlite")
PROJECT = "acme/hops"
_COLUMNS = ["inputs.a" + ".next" * hop for hop in range(5)]
_PAD, _LINES_OF_TABLE = "x" * 500, 5_000
_HEAD = ("engine", "hops", "filter", "filter and sort", "answer", "filter and answer")


def main() -> None:
    """Print a line for each engine and number of hops."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ref_hops")
    parser.add_argument("--calls", type=int, default=60)
    parser.add_argument("--objects", type=int, default=30)
    parser.add_argument("--lines", type=int, default=0)
    parser.add_argument("--hops", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    options = parser.parse_args()
    print("{:12}{:>5}{:>9}{:>17}{:>9}{:>19}".format(*_HEAD), flush=True)
    limits = wq.Limits(expand_hops=max(options.hops, 3))
    for engine in options.engines:
        with TemporaryDirectory(prefix="weave-query-bench-") as folder:
            url = f"chdb:///{folder}/chdb" if engine == "clickhouse" else f"{engine}:///{folder}/calls.db"
            with wq.connect(url, options=wq.Options(driver_functions=True, limits=limits)) as db:
                db.create_schema()
                _load(db, options)
                for hops in range(1, options.hops + 1):
                    figures = [_seconds(db, body, options.rounds) for body in _bodies(hops)]
                    print(
                        f"{engine:12}{hops:5}{figures[0]:>9}{figures[1]:>17}{figures[2]:>9}{figures[3]:>19}", flush=True
                    )


def _bodies(hops: int) -> Iterator[dict[str, Any]]:
    """Requests whose filters are true of half of the calls."""
    field = f"{_COLUMNS[hops - 1]}.n"
    query = {"$expr": {"$gt": [{"$getField": field}, {"$literal": 3}]}}
    common = {"project_id": PROJECT, "expand_columns": _COLUMNS[:hops], "limit": 50, "columns": ["id", "inputs"]}
    unseen = common | {"return_expanded_column_values": False}
    yield unseen | {"query": query}
    yield unseen | {"query": query, "sort_by": [{"field": field, "direction": "desc"}]}
    yield common
    yield common | {"query": query}


def _seconds(db: Database, body: dict[str, Any], rounds: int) -> str:
    """The least of some rounds; a word where the database refuses."""
    least = None
    for _ in range(rounds + 1):
        began = time.process_time()
        try:
            db.run(wq.parse_request("calls_query", body))
        except WeaveQueryError:
            return "refused"
        least = min(least or 3600.0, time.process_time() - began)
    return f"{least:.2f}"


def _load(db: Database, options: argparse.Namespace) -> None:
    digests = range(options.objects)
    objects = [
        *(_version("a", n, _ref(f"b:v{n}" if n % 3 else f"data:v0/attr/rows/id/r{n}")) for n in digests),
        *(_version("b", n, _ref(f"c:v{n % 7}")) for n in digests),
        *(_version("c", n, _ref("c:v0")) for n in range(7)),
        _version("data", 0, None) | {"val": {"rows": _ref("t0", "table")}},
    ]
    lines = [{"digest": f"r{n}", "val": {"n": n, "next": _ref(f"c:v{n % 7}"), "pad": _PAD}} for n in digests]
    db.load(objects=objects, tables=[{"project_id": PROJECT, "digest": "t0", "rows": lines}])
    for begin in range(0, options.lines, _LINES_OF_TABLE):
        rows = [{"digest": f"{begin}-{n}", "val": {"n": n, "pad": _PAD}} for n in range(_LINES_OF_TABLE)]
        db.load(tables=[{"project_id": PROJECT, "digest": f"t{begin + 1}", "rows": rows}])
    db.load(calls=[_call(number, options.objects) for number in range(options.calls)])


def _ref(path: str, kind: str = "object") -> str:
    return f"weave-trace-internal:///{PROJECT}/{kind}/{path}"


def _version(name: str, number: int, following: str | None) -> dict[str, Any]:
    value = {"n": number, "next": following, "pad": _PAD}
    return {"project_id": PROJECT, "kind": "object", "object_id": name, "digest": f"v{number}", "val": value}


def _call(number: int, objects: int) -> dict[str, Any]:
    minute, second = divmod(number, 60)
    return {
        "project_id": PROJECT,
        "id": f"c{number:06}",
        "trace_id": f"t{number}",
        "op_name": "op",
        "started_at": f"2026-01-01T{minute // 60 % 24:02}:{minute % 60:02}:{second:02}Z",
        "inputs": {"a": _ref(f"a:v{number % objects}") if number % 4 else {"next": {"next": number}}, "pad": _PAD},
    }


if __name__ == "__main__":
    main()
