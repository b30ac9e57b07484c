"""What texts cost: reading, writing, formatting and completing, with what was seen in the recorded calls.

    python -m benchmarks.texts

Each line is over the texts of the tests' corpus: the least of a few rounds of each text, and of these the middle and
the greatest. `of parsing` is the middle beside that of parsing the same condition out of JSON. Looking into the rows
(`Database.fields`) is measured once: it reads documents.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

import weave_query as wq
from weave_query.completion import complete_json
from weave_query.requests.text import format_text
from weave_query.syntax.json import parse
from weave_query.syntax.print import to_json
from weave_query.syntax.text import parse_text, to_text
from weave_query.syntax.text.parser import is_query, parser

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2025, 11, 10, 12, tzinfo=UTC)
ROUNDS = 5


def least(do: Callable[[], object]) -> float:
    """Milliseconds of the fastest round."""
    times = []
    for _ in range(ROUNDS):
        began = perf_counter()
        do()
        times.append(perf_counter() - began)
    return min(times) * 1000


def line(name: str, times: list[float], beside: float | None = None) -> None:
    ratio = f"{median(times) / beside:8.1f}" if beside else " " * 8
    print(f"{name:34}{len(times):>7,}{median(times):>10.3f}{max(times):>10.3f}{ratio}")


def main() -> None:
    """Print a line for each thing that is done with texts."""
    began = perf_counter()
    parser()
    print(f"the parser is made in {(perf_counter() - began) * 1000:.0f} ms, once in a process")
    with wq.connect("duckdb://") as db:
        db.create_schema()
        data = ROOT / "examples" / "data"
        db.load(calls=data / "calls.jsonl.gz", feedback=data / "feedback.jsonl.gz")
        began = perf_counter()
        seen = db.fields("northwind/support-bot")
        print(f"keys and values of 1,000 calls are seen in {(perf_counter() - began) * 1000:.0f} ms")
    texts = (ROOT / "tests" / "text" / "corpus.txt").read_text(encoding="utf-8").splitlines()
    conditions = [text for text in texts if not is_query(text)]
    queries = [text for text in texts if is_query(text)]
    exprs = [parse_text(text, now=NOW) for text in conditions]
    bodies = [to_json(expr) for expr in exprs]
    print(f"{'':34}{'texts':>7}{'ms':>10}{'at most':>10}{'of parsing':>12}")
    parsed = [least(lambda body=body: parse(body)) for body in bodies]  # type: ignore[misc]
    beside = median(parsed)
    line("parse a condition in JSON", parsed, beside)
    line("read it in text", [least(lambda t=t: parse_text(t, now=NOW)) for t in conditions], beside)  # type: ignore[misc]
    line("write it as text", [least(lambda e=e: to_text(e)) for e in exprs], beside)  # type: ignore[misc]
    line("read a query", [least(lambda t=t: wq.read_query(t, "p", now=NOW)) for t in queries])  # type: ignore[misc]
    line("format a text", [least(lambda t=t: format_text(t)) for t in texts])  # type: ignore[misc]
    places = [(text, cursor) for text in texts for cursor in range(0, len(text) + 1, 4)]
    offered = [least(lambda t=t, c=c: wq.complete(t, c, observed=seen)) for t, c in places]  # type: ignore[misc]
    line("complete at a place", offered)
    requests = [wq.read_query(text, "p", now=NOW).request for text in queries]
    written = [(each.kind, each.model_dump_json(exclude_unset=True)) for each in requests]
    inside = [(kind, body, cursor) for kind, body in written for cursor in range(0, len(body) + 1, 4)]
    in_json = [
        least(lambda k=k, b=b, c=c: complete_json(b, c, kind=k, observed=seen))  # type: ignore[misc]
        for k, b, c in inside
    ]
    line("complete at a place of JSON", in_json)


if __name__ == "__main__":
    main()
