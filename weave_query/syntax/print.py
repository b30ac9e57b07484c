"""Room 1: `Expr` back to JSON. `parse(to_json(expr)) == expr` for every expression without slots."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, assert_never

from weave_query.syntax.expr import (
    AllElements,
    And,
    AnyElement,
    AnyFeedback,
    Arithmetic,
    Comparison,
    Contains,
    Convert,
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
from weave_query.syntax.paths import ELEMENT, FieldPath


def to_json(expr: Expr) -> Any:
    """The JSON form of an expression, literals wrapped as the service writes them."""
    match expr:
        case Literal():
            return {"$literal": expr.value}
        case TextList():
            return {"$literal": list(expr.values)}
        case GetField():
            return {"$getField": path_to_json(expr.path)}
        case Comparison():
            return {expr.op.value: [to_json(expr.left), to_json(expr.right)]}
        case And():
            return {"$and": [to_json(item) for item in expr.items]}
        case Or():
            return {"$or": [to_json(item) for item in expr.items]}
        case Not():
            return {"$not": [to_json(expr.item)]}
        case In():
            return {"$in": [to_json(expr.item), list(_choices(expr.choices))]}
        case Contains():
            return {"$contains": _contains(expr)}
        case Convert():
            return {"$convert": {"input": to_json(expr.input), "to": expr.to.value}}
        case Size():
            return {"$size": to_json(expr.input)}
        case StartsWith():
            return {"$startsWith": [to_json(expr.input), *_choices(expr.prefixes)]}
        case EndsWith():
            return {"$endsWith": [to_json(expr.input), to_json(expr.suffix)]}
        case RegexMatch():
            body = {"input": to_json(expr.input), "regex": to_json(expr.regex)}
            return {"$regexMatch": {**body, "case_insensitive": True} if expr.case_insensitive else body}
        case TypeOf():
            return {"$type": to_json(expr.input)}
        case IfNull():
            return {"$ifNull": [to_json(item) for item in expr.items]}
        case Arithmetic():
            return {expr.op.value: [to_json(item) for item in expr.items]}
        case AnyElement():
            return {"$anyElement": {"input": to_json(expr.input), "where": to_json(expr.where)}}
        case AllElements():
            return {"$allElements": {"input": to_json(expr.input), "where": to_json(expr.where)}}
        case AnyFeedback():
            return {"$feedback": {"type": expr.type, "where": to_json(expr.where)}}
        case Element():
            return {"$getField": path_to_json(FieldPath(ELEMENT, expr.segments))}
        case Slot():
            return {"$slot": [expr.index, expr.shape.kind.value]}
        case SlotList():
            return {"$slots": [expr.index, sorted({shape.kind.value for shape in expr.shapes})]}
        case _:
            assert_never(expr)


def _choices(choices: tuple[Expr, ...]) -> Iterator[Any]:
    for choice in choices:
        if isinstance(choice, TextList):
            yield from ({"$literal": value} for value in choice.values)
        else:
            yield to_json(choice)


def _contains(expr: Contains) -> dict[str, Any]:
    body = {"input": to_json(expr.input), "substr": to_json(expr.substr)}
    return {**body, "case_insensitive": True} if expr.case_insensitive else body


def path_to_json(path: FieldPath) -> str | list[str | int]:
    """Path text, or a list where text cannot say it."""
    if path.is_plain_text():
        return str(path)
    parts: list[str | int] = [path.root]
    for segment in path.segments:
        parts.append(segment.index if segment.key is None else segment.key)  # type: ignore[arg-type]
    return parts
