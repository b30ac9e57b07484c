"""What replacing rows costs on ClickHouse: loads the same calls twice into each form of the table, then reads.

    python benchmarks/clickhouse_replace.py --rows 200000

Prints one line a form: seconds of both loads, and milliseconds of six reads (least of five, condition cache off).
The figures behind docs/decisions/0006-replacing-rows-in-clickhouse.md.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

COLUMNS = "id String, project_id String, op_name String, started_at DateTime64(6, 'UTC'), inputs String, summary String"
NAMES = "id, project_id, op_name, started_at, inputs, summary"
WORDS = ("the", "of", "model", "answer", "token", "trace", "refund", "shipping", "order", "price", "latency", "query")
PROJECT = "project_id = 'acme/bot'"
TIMED = "MergeTree ORDER BY (project_id, started_at, id)"
BLOCKS = "SETTINGS enable_block_number_column = 1"
READS = {
    "count": "SELECT count() FROM {calls} WHERE {project}",
    "op": "SELECT count() FROM {calls} WHERE {project} AND op_name = 'op-3'",
    "newest 100": "SELECT id, started_at, inputs FROM {calls} WHERE {project} ORDER BY started_at DESC, id LIMIT 100",
    "one day": "SELECT count(), max(length(summary)) FROM {calls} WHERE {project} AND started_at >= '2025-10-20' "
    "AND started_at < '2025-10-21'",
    "by id": "SELECT inputs FROM {calls} WHERE {project} AND id = 'call-123457'",
    "json": "SELECT count() FROM {calls} WHERE {project} AND JSONExtractString(inputs, 'model') = 'gpt-7'",
}


@dataclass(frozen=True, slots=True)
class Form:
    """One way to keep the latest row of a key. `source` is what a read puts in place of the table."""

    name: str
    engine: str
    source: str = "calls"
    load: str = "insert"


FORMS = (
    Form("MergeTree, insert only (no replacing)", TIMED),
    Form("Replacing by (project, time, id), FINAL", "ReplacingMergeTree ORDER BY (project_id, started_at, id)",
         "calls FINAL"),
    Form("Replacing by (project, id), FINAL", "ReplacingMergeTree ORDER BY (project_id, id)", "calls FINAL"),
    Form("Replacing by (project, id), argMax", "ReplacingMergeTree ORDER BY (project_id, id)",
         "(SELECT id, project_id, argMax(op_name, v) AS op_name, argMax(started_at, v) AS started_at, "
         "argMax(inputs, v) AS inputs, argMax(summary, v) AS summary FROM (SELECT *, _part_index AS v FROM calls) "
         "GROUP BY project_id, id)"),
    Form("MergeTree, insert, DELETE the older", f"{TIMED} {BLOCKS}", load="delete"),
    Form("the same in fours of batches", f"{TIMED} {BLOCKS}", load="delete 4"),
    Form("the same by patch parts", f"{TIMED} {BLOCKS}, enable_block_offset_column = 1", load="patch"),
)  # fmt: skip


def batches(rows: int, size: int) -> list[tuple[list[str], str]]:
    """The calls as batches of (ids, lines): 1 kB each, over 30 days, time order as a tracer would send them."""
    source = random.Random(7)
    made = []
    for start in range(0, rows, size):
        ids = [f"call-{n}" for n in range(start, min(start + size, rows))]
        made.append((ids, "\n".join(json.dumps(call(n, source, rows)) for n in range(start, start + len(ids)))))
    return made


def call(n: int, source: random.Random, rows: int) -> list[Any]:
    seconds = 1_759_276_800 + n * 2_592_000 // rows
    at = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(seconds)) + f".{n % 1_000_000:06d}"
    prompt = " ".join(source.choices(WORDS, k=110))
    inputs = json.dumps({"model": f"gpt-{n % 40}", "prompt": prompt, "n": n})
    summary = json.dumps({"usage": {f"gpt-{n % 40}": {"prompt_tokens": n % 900, "total_tokens": n % 1700}}})
    return [f"call-{n}", "acme/bot", f"op-{n % 20}", at, inputs, summary]


def load(run: Callable[..., str], form: Form, made: list[tuple[list[str], str]]) -> float:
    began = time.perf_counter()
    kind, _, group = form.load.partition(" ")
    step = int(group or 1)
    mode = "lightweight_update_force" if kind == "patch" else "alter_update"
    for at in range(0, len(made), step):
        keys = json.dumps([key for ids, _ in made[at : at + step] for key in ids])
        where = f"{PROJECT} AND id IN (SELECT arrayJoin(JSONExtract({{ids: String}}, 'Array(String)')))"
        newest = run(f"SELECT max(_block_number) FROM calls WHERE {where}", {"ids": keys}).strip(" []\n")
        lines = "\n".join(text for _, text in made[at : at + step])
        run(f"INSERT INTO calls ({NAMES}) FORMAT JSONCompactEachRow\n{lines}")
        if kind != "insert" and newest != "0":
            run(f"DELETE FROM calls WHERE {where} AND _block_number <= {newest} "
                f"SETTINGS lightweight_delete_mode = '{mode}'", {"ids": keys})  # fmt: skip
    return time.perf_counter() - began


def reads(run: Callable[..., str], form: Form) -> Iterator[tuple[str, float, str]]:
    for name, text in READS.items():
        sql = text.format(calls=form.source, project=PROJECT) + " SETTINGS use_query_condition_cache = 0"
        took = []
        for _ in range(5):
            began = time.perf_counter()
            answer = run(sql)
            took.append(time.perf_counter() - began)
        yield name, min(took) * 1000, answer[:24].strip() if name in ("count", "op", "json") else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--batch", type=int, default=1000)
    parser.add_argument("--only", help="a part of a form's name")
    args = parser.parse_args()
    session_type = import_module("chdb.session").Session
    made = batches(args.rows, args.batch)
    with tempfile.TemporaryDirectory() as folder, session_type(folder) as session:

        def run(sql: str, params: dict[str, str] | None = None) -> str:
            return str(session.query(sql, "JSONCompactEachRow", params=params or {}).bytes().decode())

        run("CREATE DATABASE bench")
        run("USE bench")
        for form in FORMS:
            if args.only and args.only not in form.name:
                continue
            run(f"CREATE OR REPLACE TABLE calls ({COLUMNS}, INDEX id_bloom id TYPE bloom_filter GRANULARITY 1) "
                f"ENGINE = {form.engine}")  # fmt: skip
            first, second = load(run, form, made), load(run, form, made)
            parts = run("SELECT count(), sum(rows) FROM system.parts WHERE active AND table = 'calls'").strip()
            print(f"{form.name}: loads {first:.1f} s, {second:.1f} s; parts, rows {parts}")
            print("   " + "; ".join(f"{name} {took:.0f} ms {answer}" for name, took, answer in reads(run, form)))


if __name__ == "__main__":
    main()
