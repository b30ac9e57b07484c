"""`aggregate`: over hostile values in every field, and over recorded calls with buckets of time."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from tests.aggregate.asks import RECORDED, hostile_body, recorded_body, recorded_rows
from tests.differential.kinds.kind import Kind, Row, Tables, in_project, path
from tests.oracle import hostile

CONDITIONS = (
    {"$eq": [path("status"), "success"]},
    {"$gt": [path("latency_ms"), 10]},
    {"$not": [{"$eq": [path("thread_id"), None]}]},
    {"$lt": [{"$size": path("inputs")}, 3]},
    {"$or": [{"$eq": [path("inputs.v"), 5]}, {"$eq": [path("parent_id"), None]}]},
)
_MIXED = ("inputs", "output", "attributes", "summary", "wb_run_step", "thread_id", "exception", "display_name")


def tables(seed: int, project: str) -> Tables:
    """Hostile rows in every corpus of an even number, recorded ones in the others."""
    random = Random(seed)
    if is_hostile(project):
        rows = _mixed(random, random.sample(hostile.ROWS, random.choice((40, 80, 120))))
        return Tables(calls=in_project(rows, hostile.PROJECT, project))
    rows = random.sample(recorded_rows(), random.choice((40, 80, 120)))
    return Tables(calls=in_project(rows, RECORDED, project))


def is_hostile(project: str) -> bool:
    """Does a project hold hostile rows?"""
    return int(project.rsplit("/", 1)[1]) % 2 == 0


def _mixed(random: Random, rows: list[Row]) -> list[Row]:
    """The rows with their values dealt anew, column by column, so that others meet in a group."""
    columns = {name: random.sample([row[name] for row in rows], len(rows)) for name in _MIXED}
    return [{**row, **{name: columns[name][place] for name in _MIXED}} for place, row in enumerate(rows)]


def body(seed: int, project: str) -> dict[str, Any]:
    """A request about the rows of the project, mostly for more groups than one."""
    body_of = hostile_body if is_hostile(project) else recorded_body
    found = next(each for each in map(body_of, range(seed, seed + 9)) if seed % 9 == 0 or _has_groups(each))
    if found.get("limit") == 1 and seed % 4:
        found["limit"] = 4
    return found


def _has_groups(body: Mapping[str, Any]) -> bool:
    return bool(body["dimensions"] or "bucket" in body)


def _groups(answer: Mapping[str, Any]) -> int:
    return len(answer["rows"])


# Measures are called m0, m1 ...; keys are exact.
AGGREGATE = Kind("aggregate", "aggregate", tables, body, CONDITIONS, _groups, r"^/rows/\d+/m\d+$")
