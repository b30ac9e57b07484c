"""Values as text of a table: one line each, nothing that steers a terminal, measured in columns."""

from __future__ import annotations

import json
import unicodedata
from datetime import datetime
from decimal import Decimal
from math import isfinite
from typing import Any

from weave_query.columns import Seconds

ELLIPSIS = "…"
# Numbers between them are written without an exponent.
_LEAST, _MOST = 1e-12, 1e16


def cell(value: Any) -> str:
    """A value in one line: null is empty, documents are compact JSON, times are to the millisecond in UTC."""
    match value:
        case None:
            return ""
        case str():
            return printable(value)
        case datetime():
            return value.isoformat(" ", "milliseconds").removesuffix("+00:00")
        case Seconds():
            return f"{value:,.3f} s"
        case float():
            return _decimal(value)
        case bool() | int() | float() | dict() | list() | tuple():
            return printable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
        case _:
            return printable(str(value))


class Rounded(float):
    """A number of which six digits tell enough: after the point, or of what is smaller than 1."""


def _decimal(value: float) -> str:
    """A number written out, `0.0000001`; those that would be long with an exponent, as JSON has them."""
    rounded = isinstance(value, Rounded)
    if rounded:
        value = round(float(value), 6) if abs(value) >= 1 else float(f"{value:.6g}")
    if not isfinite(value) or (value and not _LEAST <= abs(value) < _MOST):
        return json.dumps(float(value))
    text = format(Decimal(repr(value)), "f")
    return text.removesuffix(".0") if rounded else text


def raw(value: Any) -> str:
    """A value as a program reads it: null is empty, documents and numbers are JSON, times ISO 8601."""
    match value:
        case None:
            return ""
        case str():
            return value
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case _:
            return json.dumps(value, ensure_ascii=False)


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


def cut_inside(text: str, columns: int) -> str:
    """The text in at most `columns` columns, its beginning and its end, with an ellipsis where something is missing."""
    if width(text) <= columns:
        return text
    end = _fitting(text[::-1], (columns - 1) // 2)[::-1]
    return _fitting(text, columns - 1 - width(end)) + ELLIPSIS + end


def broken(text: str, columns: int, most: int | None = None) -> list[str]:
    """The text in lines of at most `columns` columns, broken at spaces where it can be, and at most so many lines."""
    lines: list[str] = []
    rest = text.strip()
    while width(rest) > columns and (most is None or len(lines) + 1 < most):
        taken = _fitting(rest, columns)
        space = taken.rfind(" ") if rest[len(taken)] != " " else len(taken)
        line = taken[:space] if space > 0 else taken
        lines.append(line)
        rest = rest[len(line) :].lstrip()
    return [*lines, cut(rest, columns)]


def _fitting(text: str, columns: int) -> str:
    """As much of the text's beginning as fits, a letter at least."""
    room = columns
    for place, letter in enumerate(text):
        room -= _columns(letter)
        if room < 0:
            return text[: max(place, 1)]
    return text


def document(value: Any, columns: int) -> str:
    """JSON of several lines, in which whatever fits in one line stands in one."""
    return _document(value, columns, 0, "")


def _document(value: Any, columns: int, indent: int, name: str) -> str:
    margin = " " * indent
    line = f"{margin}{name}{json.dumps(value, ensure_ascii=False)}"
    # A comma may follow.
    if not isinstance(value, dict | list) or not value or width(line) < columns:
        return line
    begin, end = ("{", "}") if isinstance(value, dict) else ("[", "]")
    members = (
        [(f"{json.dumps(key, ensure_ascii=False)}: ", item) for key, item in value.items()]
        if isinstance(value, dict)
        else [("", item) for item in value]
    )
    inner = ",\n".join(_document(item, columns, indent + 2, key) for key, item in members)
    return f"{margin}{name}{begin}\n{inner}\n{margin}{end}"


def padded(text: str, columns: int, right: bool = False) -> str:
    """The text filled with spaces to `columns` columns, on its left when it is to stand on the right."""
    spaces = " " * max(columns - width(text), 0)
    return spaces + text if right else text + spaces
