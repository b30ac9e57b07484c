"""Values as text of a table: one line each, nothing that steers a terminal, measured in columns."""

from __future__ import annotations

import json
import unicodedata
from datetime import datetime
from typing import Any

ELLIPSIS = "…"


def cell(value: Any) -> str:
    """A value in one line: null is empty, documents are compact JSON, times are to the millisecond in UTC."""
    match value:
        case None:
            return ""
        case str():
            return printable(value)
        case datetime():
            return value.isoformat(" ", "milliseconds").removesuffix("+00:00")
        case bool() | int() | float() | dict() | list() | tuple():
            return printable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
        case _:
            return printable(str(value))


def printable(text: str) -> str:
    """The text with its control characters written as escapes."""
    return text if text.isprintable() else "".join(_shown(letter) for letter in text)


def _shown(letter: str) -> str:
    # Spaces of all kinds count as not printable, yet only line and paragraph separators leave the line.
    if letter.isprintable() or unicodedata.category(letter) == "Zs":
        return letter
    return letter.encode("unicode_escape").decode("ascii")


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(_columns(letter) for letter in text)


def _columns(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1


def cut(text: str, columns: int) -> str:
    """The text in at most `columns` columns, with an ellipsis where something is missing."""
    if width(text) <= columns:
        return text
    taken, room = [], columns - 1
    for letter in text:
        room -= _columns(letter)
        if room < 0:
            break
        taken.append(letter)
    return "".join(taken).rstrip() + ELLIPSIS


def padded(text: str, columns: int, right: bool = False) -> str:
    """The text filled with spaces to `columns` columns, on its left when it is to stand on the right."""
    spaces = " " * max(columns - width(text), 0)
    return spaces + text if right else text + spaces
