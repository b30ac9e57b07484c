"""Room 1: how large a regular expression becomes in an engine. A pattern comes in, figures go out that `regex` bounds.

Engines write repeats out. RE2, behind ClickHouse and DuckDB, then refuses programs beyond some 87,000 instructions, of
which a range of characters takes 18 at most. PostgreSQL (16) refuses more than some two million arcs, and needs seconds
for a tenth of that: from each position, one to each sort of character that may follow, so parts that can be left out,
one after the other, count with their square. Anchors that may stand side by side it multiplies out, `(?:^|$|a){27}`
without end.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce
from typing import assert_never

from weave_query.syntax.pattern import Anchor, CharacterClass, Choice, Pattern, Repeat, Sequence


@dataclass(frozen=True, slots=True)
class Size:
    """A pattern with its repeats written out.

    ranges: of characters, in all its classes. arcs: from a position to one that may follow. first: arcs into the
    positions that may begin a match, last: positions that may end one. empty: can it match nothing? pairs: of anchors
    that may stand beside each other, leading and trailing: anchors that may begin a match, and end one.
    """

    ranges: int = 0
    arcs: int = 0
    first: int = 0
    last: int = 0
    empty: bool = True
    pairs: int = 0
    leading: int = 0
    trailing: int = 0


_NOTHING = Size()


def size_of(pattern: Pattern) -> Size:
    """The size of a pattern."""
    edges = sorted({edge for each in _classes(pattern) for low, high in each.ranges for edge in (low, high + 1)})
    return _size(pattern, edges)


def _size(pattern: Pattern, edges: list[int]) -> Size:
    match pattern:
        case CharacterClass():
            inside = sum(bisect_left(edges, high + 1) - bisect_left(edges, low) for low, high in pattern.ranges)
            arcs = len(edges) + 1 - inside if pattern.negated else inside
            return Size(len(pattern.ranges) + pattern.negated, 0, arcs, 1, empty=False)
        case Anchor():
            return Size(ranges=1, leading=1, trailing=1)
        case Sequence():
            return reduce(_then, (_size(item, edges) for item in pattern.items), _NOTHING)
        case Choice():
            return reduce(_or, (_size(branch, edges) for branch in pattern.branches))
        case Repeat():
            return _repeated(_size(pattern.atom, edges), pattern)
        case _:
            assert_never(pattern)


def _repeated(atom: Size, repeat: Repeat) -> Size:
    """`x{2,}` is `xxx*`, `x{2,4}` is `xx(x(x)?)?`, in every engine."""
    tail = _NOTHING
    if repeat.most is None:
        again = _then(atom, atom)
        tail = replace(atom, arcs=again.arcs - atom.arcs, pairs=again.pairs - atom.pairs, empty=True)
    for _ in range((repeat.most or repeat.least) - repeat.least):
        tail = _or(_then(atom, tail), _NOTHING)
    for _ in range(repeat.least):
        tail = _then(atom, tail)
    return tail


def _then(left: Size, right: Size) -> Size:
    return Size(
        left.ranges + right.ranges,
        left.arcs + right.arcs + left.last * right.first,
        left.first + right.first * left.empty,
        right.last + left.last * right.empty,
        left.empty and right.empty,
        left.pairs + right.pairs + left.trailing * right.leading,
        left.leading + right.leading * left.empty,
        right.trailing + left.trailing * right.empty,
    )


def _or(left: Size, right: Size) -> Size:
    return Size(
        left.ranges + right.ranges,
        left.arcs + right.arcs,
        left.first + right.first,
        left.last + right.last,
        left.empty or right.empty,
        left.pairs + right.pairs,
        left.leading + right.leading,
        left.trailing + right.trailing,
    )


def _classes(pattern: Pattern) -> Iterator[CharacterClass]:
    match pattern:
        case CharacterClass():
            yield pattern
        case Anchor():
            pass
        case Repeat():
            yield from _classes(pattern.atom)
        case Sequence():
            for item in pattern.items:
                yield from _classes(item)
        case Choice():
            for branch in pattern.branches:
                yield from _classes(branch)
        case _:
            assert_never(pattern)
