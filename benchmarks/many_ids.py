"""What many ids in one filter cost on every engine, beside ten of them in the same run.

    python -m benchmarks.many_ids --rounds 5

Over all recorded calls of the examples. Compiling is of a known shape, as for every request but the first; answering
includes it. The ids that are stored are among the first ten, so the answers are equal.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import weave_query as wq
from benchmarks.timing import Subject, ratio, take_turns
from tests.engines import ENGINES, engines
from weave_query.api import Database

EXAMPLES = Path(__file__).parent.parent / "examples" / "data" / "calls.jsonl.gz"
PROJECT = "northwind/support-bot"
SIZES = (10, 1_000, 10_000, 100_000)
OPTIONS = wq.Options(limits=wq.Limits(list_values=max(SIZES), request_bytes=64 * 2**20))


def main() -> None:
    """Print a line for each engine and size: milliseconds, and how many times that of ten ids."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.many_ids")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    known = stored_ids(10)
    with engines() as opened:
        print(f"{'ms, least of the rounds':26}{'ids':>9}{'compile':>10}{'answer':>10}{'answer : of ten ids':>22}")
        for name in ENGINES:
            db = opened.open(name, "ids", OPTIONS)
            db.load(calls=EXAMPLES)
            for line in lines(name, db, known, options.rounds):
                print(line, flush=True)


def lines(name: str, db: Database, known: list[str], rounds: int) -> Iterator[str]:
    """The figures of one engine."""
    requests = [request(known, size) for size in SIZES]
    compiling = [Subject(lambda _, each=each: db.compile(each)) for each in requests]
    answering = [Subject(lambda _, each=each: db.run(each)) for each in requests]
    take_turns([*compiling, *answering], rounds)
    for size, compiled, answered in zip(SIZES, compiling, answering, strict=True):
        times = f"{compiled.least / 1000:>10.2f}{answered.least / 1000:>10.2f}"
        yield f"{name:26}{size:>9,}{times}{ratio(answered, answering[0]):>21.1f}x"


def request(known: list[str], size: int) -> wq.CallsQueryReq:
    """A request for calls by so many ids, of which the known ones are stored."""
    others = [f"no call has the id {number}" for number in range(size - len(known))]
    return wq.CallsQueryReq(project_id=PROJECT, columns=["id"], filter=wq.CallsFilter(call_ids=[*known, *others]))


def stored_ids(number: int) -> list[str]:
    """The ids of some calls of the examples."""
    with gzip.open(EXAMPLES, "rt", encoding="utf-8") as file:
        ids = (row["id"] for row in map(json.loads, file) if row["project_id"] == PROJECT)
        return list(islice(ids, number))


if __name__ == "__main__":
    main()
