"""Trees of extreme shapes, with what every call of them has below it and itself: so many requests of each model.

    python -m tests.usage.shapes --deep 10000 --wide 100000

asks every engine for them and prints the seconds; the suite asks for smaller ones.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import weave_query as wq
from tests.engines import ENGINES, engines
from weave_query.api import Database

Sums = dict[str, dict[str, int]]
# Of a few such calls the sum is beyond 64 bits.
TOKENS = 2**53


@dataclass(frozen=True)
class Shape:
    """Calls of a project of its own. parents: of each call the id of its parent. sums: requests by id and model."""

    name: str
    parents: list[str | None]
    sums: Sums
    several_models: bool = False

    def models(self, place: int) -> list[str]:
        """The models that a call used, one request each."""
        return ["m", f"m{place % 3}"] if self.several_models else ["m"]

    def calls(self) -> Iterator[dict[str, Any]]:
        """The calls as they are loaded."""
        for place, parent in enumerate(self.parents):
            used = {"prompt_tokens": TOKENS, "requests": 1}
            yield {
                "id": id_of(place),
                "project_id": self.name,
                "op_name": "op",
                "trace_id": "t",
                "parent_id": parent,
                "started_at": f"2026-01-01T00:00:00.{place:06}Z",
                "ended_at": "2026-01-02T00:00:00Z",
                "summary": {"usage": dict.fromkeys(self.models(place), used)},
            }


def id_of(place: int) -> str:
    return f"c{place:06}"


def shapes(deep: int, wide: int) -> list[Shape]:
    """A chain so deep, a call with so many others below it, and the rest in between."""
    return [chain(deep), star(wide), ring(deep // 8), selves(deep // 8), orphans(deep // 8), tree(wide // 8)]


def chain(number: int) -> Shape:
    """Every call below the one before."""
    parents = [None, *map(id_of, range(number - 1))]
    return Shape("chain", parents, {id_of(place): {"m": number - place} for place in range(number)})


def star(number: int) -> Shape:
    """All calls below the first."""
    sums = {id_of(place): {"m": 1} for place in range(number)}
    return Shape("star", [None, *[id_of(0)] * (number - 1)], {**sums, id_of(0): {"m": number}})


def ring(number: int) -> Shape:
    """A cycle, and a chain of as many calls that leads down from it: all of them have their own only."""
    parents = [id_of((place + 1) % number) for place in range(number)]
    parents += [id_of(place - 1) for place in range(number, 2 * number)]
    return Shape("ring", list(parents), {id_of(place): {"m": 1} for place in range(2 * number)})


def selves(number: int) -> Shape:
    """Calls that are their own parents, and one below each."""
    parents = [id_of(place // 2 * 2) for place in range(2 * number)]
    return Shape("selves", list(parents), {id_of(place): {"m": 1} for place in range(2 * number)})


def orphans(number: int) -> Shape:
    """Calls below others that are not there, and one below each."""
    parents = [f"missing-{place}" if place % 2 == 0 else id_of(place - 1) for place in range(2 * number)]
    return Shape("orphans", list(parents), {id_of(place): {"m": 2 - place % 2} for place in range(2 * number)})


def tree(number: int) -> Shape:
    """Two calls below every other one, and two models to each of them."""
    parents = [None, *(id_of((place - 1) // 2) for place in range(1, number))]
    shape = Shape("tree", parents, {}, several_models=True)
    for place in reversed(range(number)):
        mine = shape.sums.setdefault(id_of(place), {})
        for model in shape.models(place):
            mine[model] = mine.get(model, 0) + 1
        above = shape.sums.setdefault(parents[place] or "", {})
        for model, requests in mine.items():
            above[model] = above.get(model, 0) + requests
    del shape.sums[""]
    return shape


def answer(db: Database, shape: Shape, policy: Any = "own") -> Sums:
    """What an engine says to all calls of a shape. Sums beyond 64 bits are exact."""
    db.options = replace(db.options, stored_usage=policy)
    with db.stream(wq.TraceUsageReq(project_id=shape.name, limit=None)) as usage:
        return {id: {model: used.requests for model, used in models.items()} for id, models in usage if _exact(models)}


def _exact(models: dict[str, Any]) -> bool:
    return all(used.prompt_tokens == used.requests * TOKENS for used in models.values())


def main() -> None:
    """Print the seconds of every engine for every shape; a wrong sum ends it."""
    parser = argparse.ArgumentParser(prog="python -m tests.usage.shapes")
    parser.add_argument("--deep", type=int, default=10_000)
    parser.add_argument("--wide", type=int, default=100_000)
    options = parser.parse_args()
    made = shapes(options.deep, options.wide)
    print(f"{'seconds':12}" + "".join(f"{f'{shape.name} {len(shape.parents):,}':>16}" for shape in made))
    with engines() as opened:
        for name in ENGINES:
            db, row = opened.open(name, "shapes"), f"{name:12}"
            for shape in made:
                db.load(calls=shape.calls())
                began = time.perf_counter()
                found = answer(db, shape)
                row += f"{time.perf_counter() - began:>16.2f}"
                if found != shape.sums:
                    raise SystemExit(f"{name} is wrong about the {shape.name}")
            db.close()
            print(row, flush=True)


if __name__ == "__main__":
    main()
