"""The figures of one run as the tables of docs/performance.md, between the marks that stand there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

BEGIN = "<!-- figures: written by `python -m benchmarks.compile --document docs/performance.md` -->"
END = "<!-- end of figures -->"
_COLUMNS = ("clickhouse", "postgres", "duckdb", "sqlite")
_HEAD = (
    "| request | ClickHouse | Postgres | DuckDB | SQLite | SQLAlchemy, Postgres | SQLAlchemy, SQLite "
    "| ratio, Postgres | ratio, SQLite |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|"
)


def write_figures(file: Path, report: Mapping[str, Any]) -> None:
    """Replace what stands between the marks of `file`."""
    text = file.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    file.write_text("\n\n".join([before + BEGIN, *figures(report), END + after]), encoding="utf-8")


def figures(report: Mapping[str, Any]) -> Iterator[str]:
    """The parts of a report, as Markdown."""
    machine = report["machine"]
    yield (
        f"Run of {date.today().isoformat()}: {report['rounds']} rounds, two shared cores, {machine['system']}, Python "
        f"{machine['python']}, sqlglot {machine['sqlglot']}, pydantic {machine['pydantic']}, SQLAlchemy "
        f"{machine['sqlalchemy']}. Microseconds, medians."
    )
    requests = report["requests"]
    yield _table("cold", "**Cold**, from a decoded body.", requests)
    yield _table("repeated", "**Repeated**, from a decoded body; in parentheses from a request model.", requests)
    yield _imports(report["imports_cpu_ms"])


def _table(state: str, title: str, requests: Mapping[str, Any]) -> str:
    return "\n".join([f"{title}\n\n{_HEAD}", *(_row(name, state, found) for name, found in requests.items())])


def _row(name: str, state: str, found: Mapping[str, Any]) -> str:
    def median(key: str) -> str:
        return f"{found['times'][key]['median']:,.0f}"

    ours = [median(f"{backend} {state} body") for backend in _COLUMNS]
    if state == "repeated":
        models = (median(f"{backend} {state} model") for backend in _COLUMNS)
        ours = [f"{body} ({model})" for body, model in zip(ours, models, strict=True)]
    theirs = [median(f"{dialect} {state}") for dialect in ("postgres", "sqlite")]
    ratios = [f"{found['sqlalchemy_by_ours'][backend][state]:.2f}x" for backend in ("postgres", "sqlite")]
    return f"| {' | '.join([name, *ours, *theirs, *ratios])} |"


def _imports(least: Mapping[str, float]) -> str:
    bare = least["bare interpreter"]
    rows = [f"| {name} | {took - bare:,.0f} |" for name, took in least.items() if took != bare]
    return "\n".join(["**Importing**, CPU milliseconds over a bare interpreter, least.\n\n| | |\n|---|--:|", *rows])
