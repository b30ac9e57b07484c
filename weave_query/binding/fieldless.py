"""Room 3: conditions that name no field. Mostly `$getField` was forgotten: a literal stands where a field was meant.

Such a condition is the same for every row. It is told where a text takes part, since names of fields are texts;
numbers, booleans and null beside each other (`1 = 1`), and one text beside itself, are written on purpose.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from weave_query.literals import Kind
from weave_query.syntax import expr as ast
from weave_query.syntax.paths import ELEMENT
from weave_query.syntax.shape import SlotValue

FACT = "neither side is a field, so this is the same for every row"
# A longer text is no path that somebody wrote; nor is one with blanks in it.
_LONGEST = 80
_SOME = "inputs.model"


def literals_of(*operands: ast.Expr) -> tuple[int, ...]:
    """The slots of operands that read nothing of a row, if a text is among them; else none."""
    found = _slots(operands)
    texts = {slot for slot, is_text in found or () if is_text}
    return tuple(slot for slot, _ in found) if found is not None and texts else ()


def _slots(operands: Sequence[ast.Expr]) -> list[tuple[int, bool]] | None:
    """Each slot, and whether it holds a text; None when an operand is anything but a literal or a conversion of one."""
    found: list[tuple[int, bool]] = []
    for operand in operands:
        match inner := _unconverted(operand):
            case ast.Slot():
                found.append((inner.index, inner.shape.kind is Kind.STRING))
            case ast.SlotList():
                found.append((inner.index, any(shape.kind is Kind.STRING for shape in inner.shapes)))
            case _:
                return None
    return found


def _unconverted(operand: ast.Expr) -> ast.Expr:
    while isinstance(operand, ast.Convert | ast.Size):
        operand = operand.input
    return operand


def on_purpose(values: Sequence[SlotValue]) -> bool:
    """Is it one value beside itself?"""
    first, *others = values
    return all(type(other) is type(first) and other == first for other in others)


def hint(values: Sequence[SlotValue], names: Collection[str]) -> str:
    """How the field is written: the one that a text names, or any."""
    texts = [text for value in values for text in (value if isinstance(value, tuple) else (value,))]
    meant = next((path for text in texts if isinstance(text, str) and (path := _path(text, names))), None)
    which = "a field" if meant is None else "the field"
    return f"a bare text is a literal; {which} is written `{json.dumps({'$getField': meant or _SOME})}`"


def _path(text: str, names: Collection[str]) -> str | None:
    """The path that a text is, as somebody writes it who knows `$inputs.model` of another language."""
    path = text if text.startswith(ELEMENT) else text.removeprefix("$")
    if len(path) > _LONGEST or not path.isascii() or not path.isprintable() or " " in path:
        return None
    return path if path.partition(".")[0] in (*names, ELEMENT) else None
