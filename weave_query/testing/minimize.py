"""Testing: the fewest and smallest rows, and the smallest request, on which something still happens.

Rows or a request and a test of them come in, smaller ones go out. What is tried need not be valid:
then nothing happens.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from weave_query.testing.belongings import CARRIED

Json = Any
Call = dict[str, Any]
Happens = Callable[[list[Call]], bool]

_NEEDED = {"id", "project_id", "op_name", "trace_id", "started_at"}


def minimal_rows(
    rows: Sequence[Call], happens: Happens, *, suspects: Sequence[str] = (), attempts: int = 400
) -> list[Call]:
    """The rows left when none can be left out and no value of one made simpler without `happens` becoming false.

    suspects: ids of rows that are tried alone first. attempts: how often `happens` is asked at most.
    """
    budget = _Budget(happens, attempts)
    kept = next(([row] for row in rows if row["id"] in suspects and budget([row])), list(rows))
    size = len(kept) // 2
    while size:
        start = 0
        while start < len(kept) > 1:
            rest = kept[:start] + kept[start + size :]
            if rest and budget(rest):
                kept = rest
            else:
                start += size
        size //= 2
    for place in range(len(kept)):
        kept[place] = _simpler_row(kept, place, budget)
    return kept


class _Budget:
    """Asks `happens` until the attempts are over; then nothing happens any more."""

    def __init__(self, happens: Happens, attempts: int) -> None:
        self._happens = happens
        self._left = attempts

    def __call__(self, rows: list[Call]) -> bool:
        self._left -= 1
        return self._left >= 0 and self._happens(rows)


def _simpler_row(rows: list[Call], place: int, budget: _Budget) -> Call:
    row = rows[place]
    changed = True
    while changed:
        changed = False
        for simpler in _simpler_rows(row):
            if budget([*rows[:place], simpler, *rows[place + 1 :]]):
                row, changed = simpler, True
                break
    return row


def _simpler_rows(row: Call) -> Iterator[Call]:
    given = [name for name in row if name not in _NEEDED and row[name] is not None]
    if len(given) > 2:
        half = len(given) // 2
        for part in (given[:half], given[half:]):
            yield {name: None if name in part else value for name, value in row.items()}
    for name in given:
        yield {**row, name: None}
    for name in given:
        for value in _simpler_values(row[name]):
            if name == "output" or (isinstance(value, type(row[name])) and _is_carried(name, value)):
                yield {**row, name: value}


def _is_carried(name: str, value: Json) -> bool:
    """Is a value still what a call carries under a name: see `testing.belongings`?"""
    return name not in CARRIED or all(isinstance(member, dict) for member in value)


def _simpler_values(value: Json) -> Iterator[Json]:
    """Values with one thing less: members of containers, the inside in the place of the outside."""
    if isinstance(value, dict):
        yield from value.values()
        yield from ({other: item for other, item in value.items() if other != key} for key in value)
        for key, item in value.items():
            yield from ({**value, key: smaller} for smaller in _simpler_values(item))
    elif isinstance(value, list):
        yield from value
        yield from (value[:place] + value[place + 1 :] for place in range(len(value)))
        for place, item in enumerate(value):
            yield from ([*value[:place], smaller, *value[place + 1 :]] for smaller in _simpler_values(item))


Body = dict[str, Any]


def minimal_body(body: Body, happens: Callable[[Body], bool], *, attempts: int = 1500) -> Body:
    """The request left when no part of it can be left out or made simpler without `happens` becoming false."""
    changed = True
    while changed:
        changed = False
        for smaller in _smaller_bodies(body):
            attempts -= 1
            if attempts < 0:
                return body
            if len(json.dumps(smaller)) < len(json.dumps(body)) and happens(smaller):
                body, changed = smaller, True
                break
    return body


def _smaller_bodies(body: Body) -> Iterator[Body]:
    for name in ("filter", "sort_by", "limit", "offset", "query"):
        if name in body:
            yield {other: value for other, value in body.items() if other != name}
    for condition in _smaller(body.get("query", {}).get("$expr")):
        yield {**body, "query": {"$expr": condition}}
    for name in ("filter", "sort_by", "columns"):
        if body.get(name):
            yield from ({**body, name: value} for value in _simpler_values(body[name]) if value)


def _smaller(operand: Json) -> Iterator[Json]:
    """Conditions with one part less: an operand in the place of the whole, a list with one member less, a simpler
    operand, and the same for every part."""
    if not isinstance(operand, dict):
        if operand not in _SIMPLEST:
            yield from _SIMPLEST
        return
    ((name, body),) = operand.items()
    if name == "$literal":
        yield body
        yield from ({"$literal": value} for value in _SIMPLEST if body not in _SIMPLEST)
    elif name == "$getField":
        yield from ({"$getField": path} for path in _shorter_paths(body))
    elif isinstance(body, list):
        yield from (item for item in body if isinstance(item, dict))
        yield from ({name: list(items)} for items in _smaller_lists(body))
    elif isinstance(body, dict) and "input" in body:
        yield from (item for item in body.values() if isinstance(item, dict))
        if "case_insensitive" in body:
            yield {name: {key: item for key, item in body.items() if key != "case_insensitive"}}
        for key in [key for key in ("input", "where", "substr", "regex") if key in body]:
            yield from ({name: {**body, key: item}} for item in _smaller(body[key]))
    elif name == "$feedback":
        yield from ({name: {**body, "where": item}} for item in _smaller(body["where"]))
    else:
        yield body
        yield from ({name: item} for item in _smaller(body))


def _smaller_lists(items: list[Json]) -> Iterator[list[Json]]:
    yield from (items[:place] + items[place + 1 :] for place in range(len(items)))
    for place, item in enumerate(items):
        inner = _smaller_lists(item) if isinstance(item, list) else _smaller(item)
        yield from ([*items[:place], smaller, *items[place + 1 :]] for smaller in inner)


def _shorter_paths(path: str | list[Json]) -> Iterator[str | list[Json]]:
    if isinstance(path, list):
        yield from (path[:place] + path[place + 1 :] for place in range(1, len(path)))
        yield from (["output", *path[1:]], path[0])
    else:
        parts = path.split(".")
        yield from (".".join(parts[:place] + parts[place + 1 :]) for place in range(1, len(parts)))
        yield "id"


# Any of them in the place of an operand, when that is shorter.
_SIMPLEST: tuple[Json, ...] = (1, "a", True, None)
