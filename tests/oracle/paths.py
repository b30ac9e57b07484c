"""The judge's paths: text or a list in, the way into a JSON value out."""

from __future__ import annotations

from dataclasses import dataclass

from tests.oracle.values import MISSING, OracleError, Value

LARGEST_INDEX = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Step:
    """One step. Of text: a key, and an index too when it is a plain number. Of a list: one of the two."""

    key: str | None
    index: int | None


def split_text(text: str) -> list[str]:
    """`.` separates, `\\.` is a dot, `\\\\` a backslash, any other backslash is itself."""
    pieces, position = [""], 0
    while position < len(text):
        if text[position : position + 2] in ("\\.", "\\\\"):
            pieces[-1] += text[position + 1]
            position += 2
            continue
        if text[position] == ".":
            pieces.append("")
        else:
            pieces[-1] += text[position]
        position += 1
    return pieces


def text_step(piece: str) -> Step:
    plain = piece.isascii() and piece.isdigit() and (piece == "0" or piece[0] != "0")
    return Step(piece, int(piece) if plain and int(piece) <= LARGEST_INDEX else None)


def list_step(part: object) -> Step:
    if isinstance(part, str):
        return Step(part, None)
    if isinstance(part, int) and not isinstance(part, bool) and 0 <= part <= LARGEST_INDEX:
        return Step(None, part)
    raise OracleError(f"{part!r} is no part of a path")


def read_path(source: object) -> tuple[str, tuple[Step, ...]]:
    """The name of the field, and the steps below it."""
    if isinstance(source, str):
        if source.startswith("feedback.["):
            return _feedback_path(source)
        root, *rest = split_text(source)
        return root, tuple(text_step(piece) for piece in rest)
    if isinstance(source, list) and source and isinstance(source[0], str):
        return source[0], tuple(list_step(part) for part in source[1:])
    raise OracleError(f"{source!r} is no path")


def _feedback_path(text: str) -> tuple[str, tuple[Step, ...]]:
    """The type of feedback reaches to the last `]` before a dot or the end: the root is all up to it."""
    end = next(
        (place for place in range(len(text) - 1, 0, -1) if text[place] == "]" and text[place + 1 :][:1] in ("", ".")), 0
    )
    if end == 0:
        raise OracleError(f"{text!r} does not close its type")
    rest = split_text(text[end + 2 :]) if end + 1 < len(text) else []
    return text[: end + 1], tuple(map(text_step, rest))


def walk(value: Value, steps: tuple[Step, ...]) -> Value:
    """The value at the end of the path, or MISSING."""
    for step in steps:
        if isinstance(value, dict):
            value = value.get(step.key, MISSING) if step.key is not None else MISSING
        elif isinstance(value, list) and step.index is not None and step.index < len(value):
            value = value[step.index]
        else:
            return MISSING
    return value
