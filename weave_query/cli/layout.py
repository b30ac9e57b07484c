"""Tables: values come in, cells of equal width per column go out. How they are drawn is the screen's matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

from weave_query.cli.text import cell, cut, padded, width

GAP = "  "
# In a pipe a table has no width; a document of 60 kB in a cell helps nobody.
_PIPE_CELL = 80
_COMFORTABLE = 16
_NARROWEST = 8


def layout(
    header: Sequence[str], rows: Sequence[Sequence[Any]], columns: int | None, rigid: Sequence[str], *, prose: bool
) -> list[list[str]]:
    """The lines of a table, its header first, for a terminal of so many columns, or for a pipe."""
    texts = [[cell(value) for value in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(header, *texts, strict=True)]
    if columns is None:
        widths = widths if prose else [min(found, _PIPE_CELL) for found in widths]
    else:
        room = columns - len(GAP) * (len(header) - 1)
        widths = fit(widths, room, frozenset(n for n, name in enumerate(header) if name in rigid))
    right = [bool(rows) and all(map(_is_number, column)) for column in zip(*rows, strict=True)] or [False] * len(header)
    lines = [line for row in (list(header), *texts) for line in (_broken(row, widths[-1]) if prose else (row,))]
    cuts = ([cut(text, found) for text, found in zip(line, widths, strict=True)] for line in lines)
    return [[padded(*given) for given in zip(line, widths, right, strict=True)] for line in cuts]


def fit(widths: Sequence[int], room: int, rigid: frozenset[int] = frozenset()) -> list[int]:
    """Widths of columns that together take at most `room`: the widest give way first, rigid ones late.

    No column becomes narrower than 8; where even that is too much, the table is wider than the room.
    """
    found = list(widths)
    soft = [n for n in range(len(found)) if n not in rigid]
    for columns, least in ((soft, _COMFORTABLE), (sorted(rigid), _COMFORTABLE), (range(len(found)), _NARROWEST)):
        while sum(found) > room and columns:
            widest = max(columns, key=found.__getitem__)
            if found[widest] <= least:
                break
            found[widest] -= 1
    return found


def _broken(row: Sequence[str], columns: int) -> Iterator[list[str]]:
    """A row whose last cell takes several lines."""
    for number, part in enumerate(wrap(row[-1], columns) or [""]):
        yield [*(row[:-1] if number == 0 else [""] * (len(row) - 1)), part]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
