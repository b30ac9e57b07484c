"""Room 1: the clauses of time: the range of a query, and the width of its buckets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from weave_query.errors import ParseError, shown
from weave_query.syntax.text import times, words
from weave_query.syntax.text.parser import trees_of
from weave_query.syntax.text.statement import Found
from weave_query.syntax.text.widths import duration_text, width_of
from weave_query.syntax.text.written import Written, iso

if TYPE_CHECKING:
    from lark import Token, Tree

    from weave_query.syntax.text.spans import Span

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class Ranges(Written):
    """Reads ranges and widths."""

    def _range(self, kind: str, tree: Tree[Token]) -> Iterator[Found]:
        if kind == "feedback_aggregate":
            return
        start, end = self._ends(tree)
        if end is None:
            yield Found(("start",), iso(start), self.at(tree), instead=(("end",),))
            return
        at_start, at_end = self._places(tree)
        yield Found(("start",), iso(start), at_start)
        yield Found(("end",), iso(end), at_end)

    def _ends(self, tree: Tree[Token]) -> tuple[datetime, datetime | None]:
        """The first moment, and the one after the range where it is told."""
        if tree.data == "last":
            at, (width,) = self.at(tree), trees_of(tree)
            text, place = duration_text(width), self.at(width)
            if text is None:
                raise ParseError(f"{shown(place.text)} is no duration", at=place, hint="as in `last 7d`, `last 12h`")
            end = self.clock(at)
            return times.moved(end, -times.micros_of(text, place), at), end
        start, *more = map(self.moment, trees_of(tree))
        return start, more[0] if more else None

    def _places(self, tree: Tree[Token]) -> tuple[Span, Span]:
        """Where the bounds stand: one of them beside the other, or both in all of the clause."""
        first, *more = trees_of(tree) if tree.data != "last" else (tree,)
        return (self.at(first), self.at(more[0])) if more else (self.at(tree), self.at(tree))

    def _bounds(self, clauses: list[Tree[Token]], tree: Tree[Token]) -> Iterator[Found]:
        """The bounds in milliseconds, which this kind alone has."""
        ranges = [each for each in clauses if each.data in ("from", "last")]
        if not ranges:
            raise ParseError(
                "feedback is counted over a range of time", at=self.at(tree), hint="`from 2025-11-01`, `last 7d`"
            )
        start, end = self._ends(ranges[0])
        bounds = (("after_ms", start), ("before_ms", end or self.clock(self.at(ranges[0]))))
        for (key, moment), place in zip(bounds, self._places(ranges[0]), strict=True):
            yield Found((key,), (moment - _EPOCH) // _MILLISECOND, place)

    def _by_width(self, kind: str, tree: Tree[Token]) -> Iterator[Found]:
        (width,), zone = trees_of(tree), tree.children[3]
        groups = "feedback" if kind == "feedback_stats" else "aggregate avg(latency)"
        calendar = "" if kind == "feedback_stats" else ", or `aggregate ... every month` of calls"
        every = width_of(width, self.source, groups=groups, calendar=calendar)
        yield Found(("granularity",), every, self.at(width))
        if isinstance(zone, str):
            yield Found(("timezone",), words.unquoted(zone, self.at(zone)), self.at(zone))

    def _every(self, kind: str, tree: Tree[Token]) -> Iterator[Found]:
        (width,) = trees_of(tree)
        yield Found(("time_bucket_seconds",), width_of(width, self.source), self.at(width))
