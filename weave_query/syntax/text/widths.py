"""Room 1: how long something is, as clauses of queries say it: `1h`, `2 hours`, `day`, `auto`, a calendar unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from weave_query.errors import ParseError, nearest, shown
from weave_query.syntax.text import times
from weave_query.syntax.text.parser import span, token_of

if TYPE_CHECKING:
    from lark import Token, Tree

_MONTHS = re.compile(r"\d+\s*mon?s?", re.IGNORECASE)
_LONG = ("month", "months", "quarter", "quarters", "year", "years")


def duration_text(tree: Tree[Token]) -> str | None:
    """A width as a duration, `2h` for `2 hours`; None where it is none."""
    first = token_of(tree, 0)
    match first.type:
        case "DURATION":
            return str(first)
        case "NUMBER":
            return times.duration_of(str(first), str(token_of(tree, 1)))
        case _:
            return times.duration_of("", str(first))


def width_of(
    tree: Tree[Token], source: str, units: Sequence[str] = (), *, groups: str | None = None, calendar: str = ""
) -> int | str | None:
    """The width of buckets: seconds, None for `auto`, or one of the units of the calendar that there are. groups: what
    has those of the field that was named instead. calendar: what has buckets of the calendar, where these have none.

    Raises ParseError for any other name.
    """
    at = span(tree, source)
    if (unit := _unit(tree)) in units:
        return unit
    if (duration := duration_text(tree)) is not None:
        return times.seconds_of(duration, at)
    name = token_of(tree, 0).lower()
    if name == "auto":
        return None
    raise ParseError(
        f"{shown(at.text)} is no width of buckets", at=at, hint=_hint(name, at.text, units, groups, calendar)
    )


def _unit(tree: Tree[Token]) -> str | None:
    """The word that may be a unit of the calendar: a bare one, and that of `1 month`, which no duration is."""
    first = token_of(tree, 0)
    if first.type != "NUMBER":
        return first.lower()
    word = token_of(tree, 1).lower()
    return word if first == "1" and word in _LONG else None


def _hint(name: str, text: str, units: Sequence[str], groups: str | None, calendar: str) -> str:
    if name == "model":
        return "tokens and costs are by model already; buckets are `by 1d`"
    known = ("auto", *units)
    if text.rsplit(maxsplit=1)[-1].lower() in _LONG or _MONTHS.fullmatch(text) is not None:
        if units:
            return "buckets of the calendar are `every month`, `every quarter`, `every year`"
        return f"it has no fixed length: `30d`{calendar}"
    listed = ", ".join(f"`{each}`" for each in known)
    width = f"a duration such as `1h`, or {listed}"
    if groups is not None and text.isidentifier():
        width = f"groups are of `{groups} by {text}`; the width of buckets is {width}"
    return nearest(name, known, cutoff=0.7) or width
