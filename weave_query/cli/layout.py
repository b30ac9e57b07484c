"""Tables: values come in, cells of equal width per column go out. How they are drawn is the screen's matter."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from weave_query.cli.text import broken, cell, cut, cut_inside, padded, width

GAP = "  "
# In a pipe a table has no width; a document of 60 kB in a cell helps nobody.
_PIPE_CELL = 80
_COMFORTABLE = 16
_NARROWEST = 8
_MOST_LINES = 4
# From here on there is room for an id beside other columns.
WIDE = 100


@dataclass(frozen=True)
class Style:
    """Columns by name that are laid out in a way of their own.

    whole: cut last, and never on a terminal of 100 columns or more. beside: cut first, as nobody asked for it. Both are
    cut in their middle: ids differ at their ends. rigid: cut late. wrapped: in up to four lines on a terminal. prose:
    in as many lines as it takes, and uncut in a pipe.
    """

    beside: Collection[str] = ()
    whole: Collection[str] = ()
    rigid: Collection[str] = ()
    wrapped: Collection[str] = ()
    prose: Collection[str] = ()


PLAIN = Style()


def layout(
    header: Sequence[str], rows: Sequence[Sequence[Any]], columns: int | None, style: Style = PLAIN
) -> list[list[str]]:
    """The lines of a table, its header first, for a terminal of so many columns, or for a pipe."""
    texts = [[cell(value) for value in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(header, *texts, strict=True)]
    if columns is None:
        widths = [
            found if name in style.prose else min(found, _PIPE_CELL) for name, found in zip(header, widths, strict=True)
        ]
    else:
        widths = fit(widths, columns - len(GAP) * (len(header) - 1), *_groups(header, columns, style))
    right = [bool(rows) and all(map(_is_number, column)) for column in zip(*rows, strict=True)] or [False] * len(header)
    most = [_lines(name, columns, style) for name in header]
    inner = [name in style.beside or name in style.whole for name in header]
    lines = (line for row in (list(header), *texts) for line in _broken(row, widths, most, inner))
    return [[padded(*given) for given in zip(line, widths, right, strict=True)] for line in lines]


def fit(widths: Sequence[int], room: int, *groups: Sequence[int]) -> list[int]:
    """Widths of columns that together take at most `room`: group after group gives way, in each the widest first.

    Columns of no group keep theirs, and none becomes narrower than 8; where even that is too much, the table is wider
    than the room.
    """
    found = list(widths)
    stages = [(group, _COMFORTABLE) for group in groups]
    for columns, least in (*stages, ([n for group in groups for n in group], _NARROWEST)):
        while sum(found) > room and columns:
            widest = max(columns, key=found.__getitem__)
            if found[widest] <= least:
                break
            found[widest] -= 1
    return found


def _groups(header: Sequence[str], columns: int, style: Style) -> list[list[int]]:
    """The columns that may be cut, those first that are cut first."""
    beside = [n for n, name in enumerate(header) if name in style.beside]
    whole = [n for n, name in enumerate(header) if name in style.whole and n not in beside]
    rigid = [n for n, name in enumerate(header) if name in style.rigid and n not in (*beside, *whole)]
    soft = [n for n in range(len(header)) if n not in (*beside, *whole, *rigid)]
    return [beside, soft, rigid] if columns >= WIDE else [beside, soft, rigid, whole]


def _lines(name: str, columns: int | None, style: Style) -> int | None:
    """How many lines a cell of this column can take; None for any number."""
    if name in style.prose:
        return None
    return _MOST_LINES if name in style.wrapped and columns is not None else 1


def _broken(
    row: Sequence[str], widths: Sequence[int], most: Sequence[int | None], inner: Sequence[bool]
) -> Iterator[list[str]]:
    """A row in as many lines as its longest cell takes. inner: is a cell cut in its middle?"""
    cells = [
        [(cut_inside if is_inner else cut)(text, columns)] if limit == 1 else broken(text, columns, limit)
        for text, columns, limit, is_inner in zip(row, widths, most, inner, strict=True)
    ]
    for number in range(max(map(len, cells))):
        yield [lines[number] if number < len(lines) else "" for lines in cells]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
