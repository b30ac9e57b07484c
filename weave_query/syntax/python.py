"""Room 1: `Expr` as Python text that builds it with `F`, for people to read and to paste."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import assert_never

from weave_query.errors import InternalError
from weave_query.syntax.expr import (
    AllElements,
    And,
    AnyElement,
    AnyFeedback,
    Arithmetic,
    ArithmeticOp,
    Comparison,
    ComparisonOp,
    Contains,
    Convert,
    ConvertTo,
    Element,
    EndsWith,
    Expr,
    GetField,
    IfNull,
    In,
    Literal,
    Not,
    Or,
    RegexMatch,
    Size,
    Slot,
    SlotList,
    StartsWith,
    TextList,
    TypeOf,
)
from weave_query.syntax.paths import ELEMENT, FieldPath, Segment
from weave_query.syntax.print import path_to_json

SIGNS = {
    ComparisonOp.EQ: "==",
    ComparisonOp.NE: "!=",
    ComparisonOp.GT: ">",
    ComparisonOp.GTE: ">=",
    ComparisonOp.LT: "<",
    ComparisonOp.LTE: "<=",
    ArithmeticOp.ADD: "+",
    ArithmeticOp.SUBTRACT: "-",
    ArithmeticOp.MULTIPLY: "*",
    ArithmeticOp.DIVIDE: "/",
}
_NULL = Literal(None)
_ELEMENTS = "xyzuvw"


def to_python(expr: Expr) -> str:
    """Python that builds an expression without slots: `(F("op_name") == "answer") & ~F("ended_at").exists()`.

    What JSON nests and `F` does not (an `$and` in an `$and`) is built without the nesting.
    """
    return _spell(expr, 0)


def text_of(text: str) -> str:
    """A text as Python writes it, in double quotes where that needs no escapes."""
    spelled = repr(text)
    return f'"{spelled[1:-1]}"' if spelled[0] == "'" and '"' not in text else spelled


def _spell(expr: Expr, depth: int) -> str:
    """depth: how many `any` and `all` are around it, which names the elements."""
    match expr:
        case Literal():
            return f"Expression.literal({_value(expr)})"
        case GetField():
            return f"F({', '.join(_path_arguments(expr.path))})"
        case Element():
            return _element(expr, depth)
        case Comparison():
            if _is_null_test(expr):
                return f"{_object(expr.left, depth)}.is_null()"
            return f"{_operand(expr.left, depth)} {SIGNS[expr.op]} {_compared(expr.right, depth)}"
        case And():
            return _connected(expr, "&", depth)
        case Or():
            return _connected(expr, "|", depth)
        case Not():
            return f"~{_object(expr.item, depth)}"
        case Arithmetic():
            return _arithmetic(expr, depth)
        case In():
            return f"{_object(expr.item, depth)}.is_in([{_arguments(expr.choices, depth)}])"
        case Convert():
            name = "exists()" if expr.to is ConvertTo.EXISTS else f'convert("{expr.to.value}")'
            return f"{_object(expr.input, depth)}.{name}"
        case Contains():
            return _method(expr.input, "contains", (expr.substr,), depth, folded=expr.case_insensitive)
        case RegexMatch():
            return _method(expr.input, "matches", (expr.regex,), depth, folded=expr.case_insensitive)
        case StartsWith():
            return _method(expr.input, "starts_with", expr.prefixes, depth)
        case EndsWith():
            return _method(expr.input, "ends_with", (expr.suffix,), depth)
        case Size():
            return f"{_object(expr.input, depth)}.size()"
        case TypeOf():
            return f"{_object(expr.input, depth)}.type()"
        case IfNull():
            return _method(expr.items[0], "if_null", expr.items[1:], depth)
        case AnyElement() | AllElements():
            name = "any" if isinstance(expr, AnyElement) else "all"
            where = _spell(expr.where, depth + 1)
            return f"{_object(expr.input, depth)}.{name}(lambda {_element_name(depth + 1)}: {where})"
        case AnyFeedback():
            every = isinstance(expr.where, Literal) and expr.where.value is True
            where = "" if every else f", {_spell(expr.where, depth)}"
            return f"has_feedback({json.dumps(expr.type, ensure_ascii=False)}{where})"
        case TextList() | Slot() | SlotList():
            raise InternalError("only what can be written in JSON can be written in Python")
        case _:
            assert_never(expr)


def _object(expr: Expr, depth: int) -> str:
    """An expression in front of a dot, or behind `~`."""
    spelled = _spell(expr, depth)
    is_by_sign = isinstance(expr, (And, Or, Not, Comparison, Arithmetic)) and not _is_null_test(expr)
    return f"({spelled})" if is_by_sign else spelled


def _compared(expr: Expr, depth: int) -> str:
    return _value(expr) if isinstance(expr, Literal) else _operand(expr, depth)


def _is_null_test(expr: Expr) -> bool:
    return isinstance(expr, Comparison) and expr.op is ComparisonOp.EQ and expr.right == _NULL


def _operand(expr: Expr, depth: int) -> str:
    """An expression beside a comparison or a sign of arithmetic, where what `&`, `|` and `~` make is refused."""
    match expr:
        case And() | Or():
            return _call_of(expr, depth)
        case Not():
            return f"all_of([{_spell(expr, depth)}])"
        case _:
            return _object(expr, depth)


def _connected(expr: And | Or, sign: str, depth: int) -> str:
    if len(expr.items) < 2:
        return _call_of(expr, depth)
    # `~` binds closer than `&` and `|`.
    parts = (_spell(item, depth) if isinstance(item, Not) else _object(item, depth) for item in expr.items)
    return f" {sign} ".join(parts)


def _call_of(expr: And | Or, depth: int) -> str:
    name = "all_of" if isinstance(expr, And) else "any_of"
    return f"{name}([{', '.join(_spell(item, depth) for item in expr.items)}])"


def _arithmetic(expr: Arithmetic, depth: int) -> str:
    first, second = expr.items[:2]
    # Python would calculate with two numbers itself.
    left = _operand(first, depth) if isinstance(second, Literal) else _number(first, depth)
    return f" {SIGNS[expr.op]} ".join([left, *(_number(item, depth) for item in expr.items[1:])])


def _number(expr: Expr, depth: int) -> str:
    if isinstance(expr, Literal) and isinstance(expr.value, (int, float)) and not isinstance(expr.value, bool):
        return _value(expr)
    return _operand(expr, depth)


def _method(input: Expr, name: str, arguments: tuple[Expr, ...], depth: int, *, folded: bool = False) -> str:
    flag = ", case_insensitive=True" if folded else ""
    return f"{_object(input, depth)}.{name}({_arguments(arguments, depth)}{flag})"


def _arguments(items: Iterable[Expr], depth: int) -> str:
    return ", ".join(_value(item) if isinstance(item, Literal) else _spell(item, depth) for item in items)


def _value(literal: Literal) -> str:
    return text_of(literal.value) if isinstance(literal.value, str) else repr(literal.value)


def _path_arguments(path: FieldPath) -> list[str]:
    parts = path_to_json(path)
    if isinstance(parts, str):
        return [text_of(parts)]
    # The first argument of `F` is path text.
    root = str(Segment(path.root))
    return [text_of(part) if isinstance(part, str) else str(part) for part in (root, *parts[1:])]


def _element(expr: Element, depth: int) -> str:
    # What may be an index or a key is said by path text only.
    if depth == 0 or any(segment.key is not None and segment.index is not None for segment in expr.segments):
        return f"F({', '.join(_path_arguments(FieldPath(ELEMENT, expr.segments)))})"
    return _element_name(depth) + "".join(f"[{_step(segment)}]" for segment in expr.segments)


def _step(segment: Segment) -> str:
    return str(segment.index) if segment.key is None else text_of(segment.key)


def _element_name(depth: int) -> str:
    return _ELEMENTS[depth - 1] if depth <= len(_ELEMENTS) else f"x{depth}"
