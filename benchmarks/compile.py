"""What compiling costs, beside SQLAlchemy compiling the same question in the same run.

    python -m benchmarks.compile --rounds 20 --json FILE

Cold: the shape of the request is not known (our cache is cleared; SQLAlchemy compiles without one). Repeated: the shape
was compiled before, the values are others (SQLAlchemy finds its statement by its own cache key). From a body: a decoded
request, whose reading and checking counts. From a model: `parse_request` was called before. SQLAlchemy begins with
building the statement. All end with text and parameters.
"""

from __future__ import annotations

import argparse
import json
import platform
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import sqlglot.generator
from sqlalchemy.dialects import postgresql, sqlite

import weave_query as wq
from benchmarks.asks import ASKS, Ask
from benchmarks.document import write_figures
from benchmarks.imports import Imports, measure_imports
from benchmarks.timing import VARIANTS, Subject, ratio, take_turns
from weave_query.api import clear_cache

BACKENDS = ("clickhouse", "postgres", "duckdb", "sqlite")
# SQLAlchemy itself has two of the four; the others are compared with its Postgres.
DIALECTS: dict[str, sa.Dialect] = {"postgres": postgresql.dialect(), "sqlite": sqlite.dialect()}  # type: ignore[no-untyped-call]
STATES = ("cold", "repeated")
SOURCES = ("body", "model")
Key = tuple[str, ...]
Found = dict[Key, Subject]


def our_subjects(ask: Ask) -> Iterator[tuple[Key, Subject]]:
    """(backend, state, source): cold and repeated, from a decoded body and from a model."""
    bodies = [ask.body(n) for n in range(VARIANTS)]
    requests = [wq.parse_request(ask.kind, body) for body in bodies]
    for backend in BACKENDS:

        def from_body(n: int, backend: str = backend) -> None:
            wq.compile(wq.parse_request(ask.kind, bodies[n]), backend)

        def from_model(n: int, backend: str = backend) -> None:
            wq.compile(requests[n], backend)

        for source, make in (("body", from_body), ("model", from_model)):
            yield (backend, "cold", source), Subject(cold(make))
            # The round before may have ended cold.
            yield (backend, "repeated", source), Subject(make, before=partial(make, 0))


def cold(make: Callable[[int], None]) -> Callable[[int], None]:
    """`make` with nothing known of any shape."""

    def made(n: int) -> None:
        clear_cache()
        make(n)

    return made


def sqlalchemy_subjects(ask: Ask) -> Iterator[tuple[Key, Subject]]:
    """(dialect, state)."""
    for name, dialect in DIALECTS.items():
        for state, cache in (("cold", None), ("repeated", {})):

            def make(n: int, dialect: sa.Dialect = dialect, cache: dict[Any, Any] | None = cache) -> None:
                text_and_parameters(ask.select(n), dialect, cache)

            yield (name, state), Subject(make)


def text_and_parameters(
    select: sa.Select[Any], dialect: sa.Dialect, cache: dict[Any, Any] | None
) -> tuple[str, dict[str, Any]]:
    """A statement as an engine would hand it to a driver, by the way that an engine goes."""
    compiled, extracted, *_ = select._compile_w_cache(dialect, compiled_cache=cache, column_keys=[])
    assert isinstance(compiled, sa.sql.compiler.SQLCompiler)
    params = dict(compiled.construct_params(extracted_parameters=extracted))
    if not compiled.post_compile_params:
        return compiled.string, params
    # A list becomes a placeholder for each of its values, in each execution.
    expanded = compiled.construct_expanded_state(params)
    return expanded.statement, dict(expanded.parameters)


def measure(ask: Ask, rounds: int) -> Found:
    found: Found = {**dict(our_subjects(ask)), **dict(sqlalchemy_subjects(ask))}
    take_turns(list(found.values()), rounds)
    return found


def ratios(found: Found, backend: str) -> dict[str, float]:
    """SQLAlchemy's time by ours from a body."""
    beside = backend if backend in DIALECTS else "postgres"
    return {state: ratio(found[beside, state], found[backend, state, "body"]) for state in STATES}


# Printing.

HEADER = (
    f"{'µs: least (median)':26}{'cold, body':>16}{'cold, model':>16}{'repeated, body':>16}{'repeated, model':>16}"
    f"   SQLAlchemy : ours"
)


def lines(ask: Ask, found: Found) -> Iterator[str]:
    """The table of one request."""
    yield f"{ask.name:91}{'cold':>10}{'repeated':>10}"
    for backend in BACKENDS:
        cells = "".join(_cell(found[backend, state, source]) for state in STATES for source in SOURCES)
        beside = ratios(found, backend)
        yield f"  {backend:24}{cells} {beside['cold']:>9.2f}x{beside['repeated']:>9.2f}x"
    for name in DIALECTS:
        cells = "".join(f"{_cell(found[name, state]):32}" for state in STATES)
        yield f"  {'SQLAlchemy, ' + name:24}{cells}".rstrip()


def _cell(subject: Subject) -> str:
    return f"{f'{subject.least:,.0f} ({subject.median:,.0f})':>16}"


def import_lines(imports: Imports) -> Iterator[str]:
    yield "CPU ms over a bare interpreter, least"
    for program in imports.least:
        yield f"  {program:24}{imports.over_bare(program):>8.0f}"
    yield f"  first compile by `import sqlglot`: {imports.first_compile_by_sqlglot:.2f}x"


def machine() -> dict[str, str]:
    """What the figures depend on."""
    compiled = "compiled" if not str(sqlglot.generator.__file__).endswith(".py") else "pure Python"
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "sqlglot": f"{version('sqlglot')}, {compiled}",
        "pydantic": version("pydantic"),
        "sqlalchemy": version("sqlalchemy"),
    }


def as_json(found: dict[str, Found], imports: Imports, rounds: int) -> dict[str, Any]:
    """Everything measured; a time is `{"least": µs, "median": µs}`."""
    return {
        "machine": machine(),
        "rounds": rounds,
        "requests": {
            name: {
                "times": {" ".join(key): {"least": s.least, "median": s.median} for key, s in subjects.items()},
                "sqlalchemy_by_ours": {backend: ratios(subjects, backend) for backend in BACKENDS},
            }
            for name, subjects in found.items()
        },
        "imports_cpu_ms": imports.least,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20, help="how often everything is timed (20)")
    parser.add_argument("--only", default="", help="a part of a request's name")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there too")
    parser.add_argument("--document", type=Path, metavar="FILE", help="write the tables of docs/performance.md anew")
    args = parser.parse_args()
    print(*(f"{name} {what}" for name, what in machine().items()), f"{args.rounds} rounds", sep="; ")
    print(HEADER)
    found: dict[str, Found] = {}
    for ask in ASKS:
        if args.only in ask.name:
            found[ask.name] = measure(ask, args.rounds)
            print(*lines(ask, found[ask.name]), sep="\n", flush=True)
    imports = measure_imports(max(3, args.rounds // 4))
    print(*import_lines(imports), sep="\n")
    report = as_json(found, imports, args.rounds)
    if args.json is not None:
        args.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    if args.document is not None:
        write_figures(args.document, report)


if __name__ == "__main__":
    main()
