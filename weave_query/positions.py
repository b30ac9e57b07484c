"""Where in a statement a database says that something is wrong, in the forms in which databases say it."""

from __future__ import annotations

import re

_CUT = "..."


def position_of_name(sql: str, name: str | None) -> int | None:
    """The first character of a name, such as `c.inputs`, where it first stands for itself; None where it does not."""
    if not name:
        return None
    found = re.search(rf"(?<![\w.$@:\"`]){re.escape(name)}(?![\w\"`])", sql)
    return found.start() if found is not None else None


def position_of_caret(sql: str, number: int, excerpt: str, caret: int) -> int | None:
    """The character of a statement that stands above the caret of a message.

    number: the line of the statement, from 1. excerpt: what the message shows of it, with `...` where it is cut.
    caret: the column of the caret in that. None when the line has the excerpt more than once, or not at all.
    """
    lines = sql.split("\n")
    if not 1 <= number <= len(lines):
        return None
    line = lines[number - 1]
    before = len(_CUT) if excerpt.startswith(_CUT) and not line.startswith(excerpt) else 0
    shown = excerpt[before:]
    if shown not in line:
        shown = shown.removesuffix(_CUT)
    column = line.find(shown)
    if column < 0 or line.find(shown, column + 1) >= 0:
        return None
    return sum(len(each) + 1 for each in lines[: number - 1]) + column + caret - before
