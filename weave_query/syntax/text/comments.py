"""Room 1: comments of a text, and conditions written with those that stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from weave_query.syntax.expr import And, Expr, Or
from weave_query.syntax.text.spans import Span
from weave_query.syntax.text.words import QUOTED_PIECES
from weave_query.syntax.text.write import INDENT, Writer

_PIECE = re.compile(rf"{QUOTED_PIECES}|(#[^\n]*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Comment:
    """start: where it begins in the text. alone: does it stand in a line of its own?"""

    text: str
    start: int
    alone: bool


def comments_of(source: str) -> Iterator[Comment]:
    """The comments of a text, in order."""
    for found in _PIECE.finditer(source):
        if found[1] is not None:
            before = source[source.rfind("\n", 0, found.start()) + 1 : found.start()]
            yield Comment(found[1].rstrip(), found.start(), not before.strip())


def behind(lines: list[str], comments: list[Comment]) -> list[str]:
    """Lines with comments at the end of the last one."""
    if not comments:
        return lines
    return [*lines[:-1], "  ".join([lines[-1], *(each.text for each in comments)])]


def commented(writer: Writer, word: str, expr: Expr, width: int, comments: list[Comment]) -> list[str]:
    """A condition behind a word, with the comments that stand in it: before what they were in or in front of, or behind
    what they followed in its line."""
    begin = f"{word} " if word else ""
    items = expr.items if isinstance(expr, (And, Or)) and len(expr.items) > 1 else ()
    if not comments or not items:
        lines = writer.lines(expr, width - len(begin))
        return [*(each.text for each in comments), begin + lines[0], *lines[1:]]
    found: list[str] = []
    left = list(comments)
    for number, item in enumerate(items):
        end = item.at.end if isinstance(item.at, Span) else 0
        following = items[number + 1].at if number + 1 < len(items) else None
        stop = following.start if isinstance(following, Span) else None
        within = [each for each in left if each.start < end]
        after = [each for each in left if end <= each.start and (stop is None or each.start < stop) and not each.alone]
        left = [each for each in left if each not in within and each not in after]
        indent = INDENT if number else ""
        found += [*(indent + each.text for each in within), *behind(_item(writer, expr, number, begin, width), after)]
    return [*found, *(INDENT + each.text for each in left)]


def _item(writer: Writer, expr: Expr, number: int, begin: str, width: int) -> list[str]:
    """One of the joined conditions, as it stands among the others."""
    if not isinstance(expr, (And, Or)):
        return writer.lines(expr, width)
    joint = "and" if isinstance(expr, And) else "or"
    first, *rest = writer.item_lines(expr, expr.items[number], width - len(INDENT) - len(joint) - 1)
    opening = f"{INDENT}{joint} " if number else begin
    return [opening + first, *((INDENT if number else "") + line for line in rest)]
