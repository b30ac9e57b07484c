"""Testing: the fewest and smallest rows on which something still happens. Rows and a test of them in, rows out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

Json = Any
Row = dict[str, Any]
Happens = Callable[[list[Row]], bool]

_NEEDED = {"id", "project_id", "op_name", "trace_id", "started_at"}


def minimal_rows(
    rows: Sequence[Row], happens: Happens, *, suspects: Sequence[str] = (), attempts: int = 400
) -> list[Row]:
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

    def __call__(self, rows: list[Row]) -> bool:
        self._left -= 1
        return self._left >= 0 and self._happens(rows)


def _simpler_row(rows: list[Row], place: int, budget: _Budget) -> Row:
    row = rows[place]
    changed = True
    while changed:
        changed = False
        for simpler in _simpler_rows(row):
            if budget([*rows[:place], simpler, *rows[place + 1 :]]):
                row, changed = simpler, True
                break
    return row


def _simpler_rows(row: Row) -> Iterator[Row]:
    given = [name for name in row if name not in _NEEDED and row[name] is not None]
    if len(given) > 2:
        half = len(given) // 2
        for part in (given[:half], given[half:]):
            yield {name: None if name in part else value for name, value in row.items()}
    for name in given:
        yield {**row, name: None}
    for name in given:
        for value in _simpler_values(row[name]):
            if name == "output" or isinstance(value, type(row[name])):
                yield {**row, name: value}


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
