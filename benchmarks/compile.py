"""What compiling costs, beside SQLAlchemy compiling the same question in the same run.

    python -m benchmarks.compile --rounds 20 --json FILE

Cold: nothing of the request's shape is known (the cache is cleared; SQLAlchemy compiles without one). Repeated: the
shape was compiled before, the values are other ones (SQLAlchemy looks its statement up by its own cache key). A body
is a decoded request, so its reading and checking counts; SQLAlchemy begins with building the statement. All end with
text and parameters. Rounds are interleaved, so that a busy machine is slow for all.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import sqlglot
from sqlalchemy.dialects import postgresql, sqlite

import weave_query as wq
from benchmarks.asks import ASKS, Ask
from benchmarks.imports import ImportCost, import_costs
from weave_query.api import clear_cache

BACKENDS = ("clickhouse", "postgres", "duckdb", "sqlite")
# SQLAlchemy itself has two of the four; the others are compared with its Postgres.
DIALECTS: dict[str, sa.Dialect] = {"postgres": postgresql.dialect(), "sqlite": sqlite.dialect()}
VARIANTS = 8
LEAST_SECONDS = 0.002


@dataclass
class Subject:
    """Something that is timed. `make` does the work of one variant."""

    name: str
    make: Callable[[int], object]
    calls: int = 1
    micros: list[float] = field(default_factory=list)

    @property
    def least(self) -> float:
        return min(self.micros)

    @property
    def median(self) -> float:
        return statistics.median(self.micros)

    def calibrate(self) -> None:
        """Find how many calls last long enough to be timed. The first call warms up what every later one has."""
        self.make(0)
        began = time.perf_counter()
        self.make(1)
        once = time.perf_counter() - began
        self.calls = max(1, min(VARIANTS * 8, int(LEAST_SECONDS / max(once, 1e-7))))

    def round(self) -> None:
        began = time.perf_counter()
        for n in range(self.calls):
            self.make(n % VARIANTS)
        self.micros.append((time.perf_counter() - began) / self.calls * 1e6)


def our_subjects(ask: Ask) -> Iterator[Subject]:
    """Per backend: cold and repeated, from a decoded body and from a request that is built already."""
    bodies = [ask.body(n) for n in range(VARIANTS)]
    requests = [wq.parse_request(ask.kind, body) for body in bodies]
    for backend in BACKENDS:

        def from_body(n: int, backend: str = backend) -> object:
            return wq.compile(wq.parse_request(ask.kind, bodies[n]), backend)

        def from_model(n: int, backend: str = backend) -> object:
            return wq.compile(requests[n], backend)

        for source, make in (("body", from_body), ("model", from_model)):
            yield Subject(f"{backend} {source} cold", lambda n, make=make: (clear_cache(), make(n)))
            yield Subject(f"{backend} {source} repeated", make)


def sqlalchemy_subjects(ask: Ask) -> Iterator[Subject]:
    for name, dialect in DIALECTS.items():
        cache: dict[Any, Any] = {}
        yield Subject(f"sqlalchemy {name} cold", lambda n, to=dialect: ready(ask.select(n), to, None))
        yield Subject(f"sqlalchemy {name} repeated", lambda n, to=dialect, cache=cache: ready(ask.select(n), to, cache))


def ready(select: sa.Select[Any], dialect: sa.Dialect, cache: dict[Any, Any] | None) -> tuple[str, Any]:
    """Text and parameters as an engine would hand them to a driver, by the path that an engine takes."""
    compiled, extracted, *_ = select._compile_w_cache(dialect, compiled_cache=cache, column_keys=[])
    params = compiled.construct_params(extracted_parameters=extracted)
    if not compiled.post_compile_params:
        return compiled.string, params
    # A list becomes one placeholder a value, at each execution.
    expanded = compiled.construct_expanded_state(params)
    return expanded.statement, expanded.parameters


def measure(ask: Ask, rounds: int) -> dict[str, Subject]:
    """Time every subject of a request, `rounds` times in turn."""
    subjects = [*our_subjects(ask), *sqlalchemy_subjects(ask)]
    for subject in subjects:
        subject.calibrate()
    gc.collect()
    for _ in range(rounds):
        for subject in subjects:
            # What was compiled cold before would otherwise be missing from the cache.
            if subject.name.endswith("repeated"):
                subject.make(0)
            subject.round()
    return {subject.name: subject for subject in subjects}


# Printing.

HEADER = f"{'':12}{'cold, from body':>18}{'from model':>16}{'repeated, body':>18}{'from model':>16}{'SQLAlchemy : ours':>22}"
UNITS = f"{'':12}{'least':>9}{'median':>9}{'least':>8}{'median':>8}" * 1
UNITS += f"{'least':>9}{'median':>9}{'least':>8}{'median':>8}{'cold':>13}{'repeated':>9}"


def table(ask: Ask, found: dict[str, Subject]) -> Iterator[str]:
    """The lines of one request: our backends, then SQLAlchemy's dialects."""
    yield f"{ask.name}"
    for backend in BACKENDS:
        cells = [_pair(found[f"{backend} {source} {state}"]) for state, source in STATES]
        ratios = "".join(f"{_ratio(found, backend, state):>{width}.1f}" for state, width in (("cold", 13), ("repeated", 9)))
        yield f"  {backend:10}" + "".join(cells) + ratios
    for name in DIALECTS:
        cold, repeated = (_pair(found[f"sqlalchemy {name} {state}"]) for state in ("cold", "repeated"))
        yield f"  {'SQLAlchemy' if name == 'postgres' else ''} {name}"[:24].ljust(12) + cold + " " * 16 + repeated
    yield ""


STATES = (("cold", "body"), ("cold", "model"), ("repeated", "body"), ("repeated", "model"))


def _pair(subject: Subject) -> str:
    width = 8 if " model " in subject.name else 9
    return f"{subject.least:>{width},.0f}{subject.median:>{width},.0f}"


def _ratio(found: dict[str, Subject], backend: str, state: str) -> float:
    """SQLAlchemy's time by ours from a body: the median of the ratios of the rounds."""
    theirs = found[f"sqlalchemy {backend if backend in DIALECTS else 'postgres'} {state}"].micros
    ours = found[f"{backend} body {state}"].micros
    return statistics.median(their / our for their, our in zip(theirs, ours, strict=True))
