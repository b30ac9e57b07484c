"""What a kind of request gives to the differential runs: rows of a project, and requests about them, from a seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from random import Random
from typing import Any

from weave_query.options import StoredUsage

Json = Any
Row = dict[str, Any]
PAIRS_PER_CORPUS = 25


@dataclass(frozen=True)
class Tables:
    """Rows as `Database.load` takes them."""

    calls: list[Row] = field(default_factory=list)
    prices: list[Row] = field(default_factory=list)
    feedback: list[Row] = field(default_factory=list)
    queue_items: list[Row] = field(default_factory=list)
    objects: list[Row] = field(default_factory=list)

    def __add__(self, other: Tables) -> Tables:
        return Tables(**{each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(self)})


@dataclass(frozen=True)
class Kind:
    """A kind of request.

    tables: from a seed and the name of a project to its rows; those that belong to no project are the same for every
    seed. body: a request. conditions: what may stand beside a request as `where=`. rows: the result rows of an answer.
    near: a pattern of places in an answer, such as `/buckets/0/avg_score`, whose doubles were divided or interpolated:
    they may differ in the last digits, anything else is exact. policies: values of `Options.stored_usage`.
    magnitudes: from rows to the same with the magnitudes of the doubles that are summed, where those may have any sign:
    what is left of numbers that cancel each other out may be off by the last digits of these. selects: does an answer
    to a request have some of the rows that its conditions are about, and not all? None where that is no question.
    """

    name: str
    request: str
    tables: Callable[[int, str], Tables]
    body: Callable[[int, str], dict[str, Any]]
    conditions: tuple[Json, ...]
    rows: Callable[[Mapping[str, Any]], int]
    near: str
    policies: tuple[StoredUsage, ...] = ("own",)
    magnitudes: Callable[[Tables], Tables] | None = None
    selects: Callable[[Mapping[str, Any], Mapping[str, Any], Tables], bool] | None = None


@dataclass(frozen=True)
class Pair:
    """A request and the rows it is asked about. number: tells the pair apart in a run of one seed."""

    number: int
    project: str
    body: dict[str, Any]
    where: Json
    policy: StoredUsage

    @property
    def corpus(self) -> int:
        """The number of its rows."""
        return self.number // PAIRS_PER_CORPUS


def pair(kind: Kind, seed: int, number: int) -> Pair:
    """The pair of a number; the same in every run."""
    random = Random(f"{kind.name} {seed} {number}")
    project = f"{kind.name}/{number // PAIRS_PER_CORPUS}"
    body = {**kind.body(random.randrange(2**40), project), "project_id": project}
    where = random.choice(kind.conditions) if kind.conditions and random.random() < 0.25 else None
    return Pair(number, project, body, where, random.choice(kind.policies))


def pairs(kind: Kind, seed: int) -> Iterator[Pair]:
    """Distinct pairs without an end."""
    seen: set[str] = set()
    number = 0
    while True:
        found = pair(kind, seed, number)
        number += 1
        spelled = repr((found.body, found.where, found.policy))
        if spelled not in seen:
            seen.add(spelled)
            yield found


def rows_of(kind: Kind, seed: int, number: int) -> Tables:
    """The rows of a corpus."""
    project = f"{kind.name}/{number}"
    return kind.tables(Random(f"rows {kind.name} {seed} {number}").randrange(2**40), project)


def in_project(rows: list[Row], old: str, project: str) -> list[Row]:
    """Rows moved from one project to another. Those of others are another's beside it."""
    return [{**row, "project_id": project if row["project_id"] == old else f"{project}-other"} for row in rows]


def path(name: str) -> Json:
    return {"$getField": name}
