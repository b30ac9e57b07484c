"""Room 6: a tree printed with marks, so that its text tells where its parts stand. The text itself stays as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import Any

from sqlglot import Dialect, ErrorLevel, exp

from weave_query.errors import InternalError, Location
from weave_query.sources import Source, SourceKind, SourceMap

_ORIGIN, _KEY, _COLUMN = "weave_origin", "weave_key", "weave_column"
# Of the private use area: no text of a statement has them, its values are parameters.
_BEGIN, _MIDDLE, _END = "\ue0f0", "\ue0f1", "\ue0f2"
_MARK = re.compile(f"{_BEGIN}([0-9]+){_MIDDLE}|{_END}")


def mark_origin(tree: exp.Expr, places: Sequence[Location]) -> None:
    """Note on a tree which places of the request it is of."""
    tree.meta.setdefault(_ORIGIN, tuple(places))


def mark_key(tree: exp.Expr, at: Location) -> None:
    """Note on a key of an order which place of the request asks for it."""
    tree.meta[_KEY] = at


def mark_columns(tree: exp.Expr, places: Callable[[str], Sequence[Location]]) -> None:
    """Note on the columns of a statement which places of the request ask for them. places: those of a name."""
    for projection in tree.expressions:
        projection.meta[_COLUMN] = tuple(places(projection.alias_or_name))


def source_map(
    tree: exp.Expr,
    text: str,
    parameters: Mapping[str, Location],
    dialect: str | type[Dialect],
    *,
    pretty: bool,
) -> SourceMap:
    """Where in its text the marked parts of a tree stand. parameters: the places of their values, by name."""
    found: list[tuple[SourceKind, Location]] = []
    printed = _printed(tree, dialect, parameters, found, pretty=pretty)
    return SourceMap(tuple(sorted(_sources(printed, text, found), key=lambda each: (each.start, -each.end))))


def _printed(
    tree: exp.Expr,
    dialect: str | type[Dialect],
    parameters: Mapping[str, Location],
    found: list[tuple[SourceKind, Location]],
    *,
    pretty: bool,
) -> str:
    """The text with a mark around each part; `found` takes what the marks are of."""
    printer = Dialect.get_or_raise(dialect)
    plain: Any = printer.generator_class

    class Marking(plain):  # type: ignore[misc]
        """The printer of the dialect, which marks."""

        def sql(self, expression: Any, key: str | None = None, comment: bool = True) -> str:
            text: str = super().sql(expression, key, comment)
            if key is not None or not isinstance(expression, exp.Expr) or not text:
                return text
            for kind, at in _told(expression, parameters):
                found.append((kind, at))
                text = f"{_BEGIN}{len(found) - 1}{_MIDDLE}{text}{_END}"
            return text

    return str(Marking(dialect=printer, pretty=pretty, unsupported_level=ErrorLevel.IGNORE).generate(tree, copy=False))


def _told(expression: exp.Expr, parameters: Mapping[str, Location]) -> list[tuple[SourceKind, Location]]:
    told: list[tuple[SourceKind, Location]] = []
    if isinstance(expression, exp.Placeholder | exp.Parameter) and (at := parameters.get(expression.name)) is not None:
        told.append(("value", at))
    meta = expression.meta
    told += [("predicate", at) for at in meta.get(_ORIGIN, ())]
    if _KEY in meta:
        told.append(("order", meta[_KEY]))
    told += [("column", at) for at in meta.get(_COLUMN, ())]
    return told


def _sources(printed: str, text: str, found: list[tuple[SourceKind, Location]]) -> list[Source]:
    bare = _MARK.sub("", printed)
    # Marks make lines longer, so the printer may break them elsewhere: only its spaces differ.
    place = _identity if bare == text else _aligned(bare, text)
    sources: list[Source] = []
    open_: list[tuple[int, int]] = []
    removed = 0
    for mark in _MARK.finditer(printed):
        at = mark.start() - removed
        removed += len(mark.group())
        if mark[1] is not None:
            open_.append((int(mark[1]), at))
            continue
        number, start = open_.pop()
        kind, location = found[number]
        begin, end = place(start), place(at - 1) + 1
        if begin < end:
            sources.append(Source(begin, end, kind, location))
    return sources


def _identity(position: int) -> int:
    return position


def _aligned(bare: str, text: str) -> Any:
    """From a position of one text to that of another, which differs in spaces alone."""
    counts = list(accumulate((not char.isspace() for char in bare), initial=0))
    solid = [position for position, char in enumerate(text) if not char.isspace()]
    if counts[-1] != len(solid):
        raise InternalError("a statement that was printed with marks is another")
    return lambda position: solid[min(counts[position], len(solid) - 1)]
