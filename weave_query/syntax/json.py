"""Room 1: decoded `$expr` JSON in, `Expr` out. The one grammar of the language's JSON form.

Linear in the input. One error, at the JSON pointer of what is wrong. Depth is bounded here whatever the option says,
because this parser recurses; the adjustable limits are checked when the request is resolved.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from weave_query.errors import ROOT, LimitError, Location, ParseError, nearest, shown, there_are, told_type
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
    LiteralValue,
    Not,
    Or,
    RegexMatch,
    Size,
    StartsWith,
    TypeOf,
)
from weave_query.syntax.field_first import field_first
from weave_query.syntax.paths import ELEMENT, FieldPath, list_path, parse_path
from weave_query.syntax.regex import parse_regex

# Deeper than any sensible limit, shallow enough for every recursive walk over the tree.
HARD_DEPTH = 100


def parse(source: object, at: Location = ROOT) -> Expr:
    """Parse decoded JSON: one operand of `$expr`, or `{"$expr": operand}`.

    Raises ParseError (WQ101) naming the place, LimitError beyond HARD_DEPTH levels.
    """
    if isinstance(source, Mapping) and "$expr" in source:
        extra = next((key for key in source if key != "$expr"), None)
        if extra is not None:
            raise ParseError(f"`$expr` stands alone, beside it is {_key(extra)}", at=at.child(str(extra)))
        return _operand(source["$expr"], at.child("$expr"), 1)
    return _operand(source, at, 1)


def parse_query(source: object, at: Location = ROOT) -> Expr:
    """Parse the `query` of a request, which must be an object with the one key `$expr`."""
    if not isinstance(source, Mapping):
        hint = (
            "text of the language is read by `Query(text)`, and stands in `where=`" if isinstance(source, str) else None
        )
        raise ParseError(f'a query is an object `{{"$expr": ...}}`, this is {_json_type(source)}', at=at, hint=hint)
    if "$expr" not in source:
        hint = None
        if len(source) == 1 and next(iter(source)) in OPERATORS:
            hint = 'wrap the operator: `{"$expr": ...}`'
        elif (meant := field_first(source)) is not None:
            hint = f'it is written `{{"$expr": {meant}}}`'
        raise ParseError("a query requires the key `$expr`", at=at, hint=hint)
    return parse(source, at)


def _operand(source: object, at: Location, depth: int) -> Expr:
    if depth > HARD_DEPTH:
        raise LimitError("depth", f"the expression is nested deeper than {HARD_DEPTH} levels", at=at)
    if isinstance(source, Mapping):
        if len(source) != 1:
            raise ParseError(_not_one_operator(source), at=at, hint=_written(source))
        key, body = next(iter(source.items()))
        read = OPERATORS.get(key) if isinstance(key, str) else None
        if read is None:
            place = at.child(key) if isinstance(key, str) else at
            hint = (nearest(key, OPERATORS) if isinstance(key, str) else None) or _written(source)
            raise ParseError(f"{_key(key)} is not an operator", at=place, hint=hint)
        return read(body, at.child(key), depth)
    if isinstance(source, (list, tuple)):
        raise ParseError("a list is no operand; it may only stand as the second operand of `$in`", at=at)
    return Literal(literal_value(source, at), at)


def _written(source: Mapping[Any, Any]) -> str | None:
    """What may have been meant by an object that is no operator."""
    meant = field_first(source)
    return f"an object is no literal; a condition is written `{meant}`" if meant is not None else None


def literal_value(source: object, at: Location) -> LiteralValue:
    """Check a scalar of the language: text without NUL and lone surrogates, a finite number, a bool or null."""
    if source is None or source is True or source is False:
        return source
    if isinstance(source, str):
        check_text(source, at)
        return source
    if isinstance(source, int):
        # An int subclass (an IntEnum) is its number.
        number = int(source)
        if abs(number) > _LARGEST_DOUBLE:
            raise ParseError("the number is beyond the range of a double", at=at)
        return number
    if isinstance(source, float):
        if not math.isfinite(source):
            raise ParseError("the number is not finite, or beyond the range of a double", at=at)
        return float(source)
    if isinstance(source, Mapping):
        raise ParseError("an object is no literal", at=at)
    if isinstance(source, (list, tuple)):
        raise ParseError("a list is no literal; it may only stand as the second operand of `$in`", at=at)
    raise ParseError(f"{_json_type(source)} is not a JSON value", at=at)


_LARGEST_DOUBLE = int(1.7976931348623157e308)


def check_text(text: str, at: Location) -> None:
    """Refuse what no database keeps: NUL, and surrogates without their partner."""
    if "\x00" in text:
        raise ParseError("the text has a NUL character (U+0000)", at=at)
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            raise ParseError("the text has a lone surrogate (U+D800 to U+DFFF)", at=at) from None


def _literal(body: object, at: Location, depth: int) -> Expr:
    return Literal(literal_value(body, at), at)


def _get_field(body: object, at: Location, depth: int) -> Expr:
    if isinstance(body, str):
        check_text(body, at)
        return _field(parse_path(body, at), at)
    if isinstance(body, (list, tuple)):
        for position, part in enumerate(body):
            if isinstance(part, str):
                check_text(part, at.child(position))
        return _field(list_path(list(body), at), at)
    raise ParseError(f"`$getField` requires a path as text or a list, this is {_json_type(body)}", at=at)


def _field(path: FieldPath, at: Location) -> Expr:
    return Element(path.segments, at) if path.root == ELEMENT else GetField(path, at)


def _convert(body: object, at: Location, depth: int) -> Expr:
    options = _options(body, at, "$convert", required=("input", "to"))
    to = options["to"]
    if not isinstance(to, str) or to not in _CONVERT_TO:
        given = shown(to) if isinstance(to, str) else _json_type(to)
        known = ", ".join(f"`{name}`" for name in _CONVERT_TO)
        hint = nearest(to, _CONVERT_TO) if isinstance(to, str) else None
        raise ParseError(f"{given} is not a type to convert to; there are {known}", at=at.child("to"), hint=hint)
    return Convert(_operand(options["input"], at.child("input"), depth + 1), _CONVERT_TO[to], at)


def _size(body: object, at: Location, depth: int) -> Expr:
    return Size(_operand(_single(body), at, depth + 1), at)


def _connective(node: type[And] | type[Or], name: str) -> Reader:
    def read(body: object, at: Location, depth: int) -> Expr:
        if not isinstance(body, (list, tuple)):
            raise ParseError(f"`{name}` requires a list of operands, this is {_json_type(body)}", at=at)
        if not body:
            raise ParseError(f"`{name}` requires at least one operand", at=at)
        return node(tuple(_operand(item, at.child(n), depth + 1) for n, item in enumerate(body)), at)

    return read


def _not(body: object, at: Location, depth: int) -> Expr:
    if isinstance(body, (list, tuple)):
        if len(body) != 1:
            raise ParseError(f"`$not` requires one operand, {there_are(len(body))}", at=at)
        return Not(_operand(body[0], at.child(0), depth + 1), at)
    return Not(_operand(body, at, depth + 1), at)


def _comparison(op: ComparisonOp) -> Reader:
    def read(body: object, at: Location, depth: int) -> Expr:
        left, right = _pair(body, at, op.value)
        return Comparison(op, _operand(left, at.child(0), depth + 1), _operand(right, at.child(1), depth + 1), at)

    return read


def _in(body: object, at: Location, depth: int) -> Expr:
    item, choices = _pair(body, at, "$in")
    place = at.child(1)
    if isinstance(choices, Mapping) and len(choices) == 1 and "$literal" in choices:
        choices, place = choices["$literal"], place.child("$literal")
    if not isinstance(choices, (list, tuple)):
        raise ParseError(
            f"`$in` requires a list as its second operand, this is {_json_type(choices)}",
            at=place,
            hint="a list that calls have is asked with `$anyElement` or `$contains`" if _is_field(choices) else None,
        )
    return In(
        _operand(item, at.child(0), depth + 1),
        tuple(_operand(choice, place.child(n), depth + 1) for n, choice in enumerate(choices)),
        at,
    )


def _contains(body: object, at: Location, depth: int) -> Expr:
    options = _options(body, at, "$contains", required=("input", "substr"), optional=("case_insensitive",))
    flag = _flag(options, at)
    input = _operand(options["input"], at.child("input"), depth + 1)
    substr = _operand(options["substr"], at.child("substr"), depth + 1)
    if flag and not isinstance(substr, Literal):
        raise ParseError("`substr` must be a literal when `case_insensitive` is true", at=at.child("substr"))
    return Contains(input, substr, flag, at)


def _regex_match(body: object, at: Location, depth: int) -> Expr:
    options = _options(body, at, "$regexMatch", required=("input", "regex"), optional=("case_insensitive",))
    folded = _flag(options, at)
    regex = _operand(options["regex"], at.child("regex"), depth + 1)
    if not (isinstance(regex, Literal) and isinstance(regex.value, str)):
        raise ParseError("`regex` must be a literal text", at=at.child("regex"))
    parse_regex(regex.value, regex.at, case_insensitive=folded)
    return RegexMatch(_operand(options["input"], at.child("input"), depth + 1), regex, folded, at)


def _text_pair(name: str, make: Callable[[Expr, Expr, Location], Expr]) -> Reader:
    def read(body: object, at: Location, depth: int) -> Expr:
        left, right = _pair(body, at, name)
        return make(_operand(left, at.child(0), depth + 1), _operand(right, at.child(1), depth + 1), at)

    return read


def _type_of(body: object, at: Location, depth: int) -> Expr:
    return TypeOf(_operand(_single(body), at, depth + 1), at)


def _if_null(body: object, at: Location, depth: int) -> Expr:
    return IfNull(_operands(body, at, depth, "$ifNull", least=2), at)


def _arithmetic(op: ArithmeticOp) -> Reader:
    most = 2 if op in (ArithmeticOp.SUBTRACT, ArithmeticOp.DIVIDE) else None

    def read(body: object, at: Location, depth: int) -> Expr:
        return Arithmetic(op, _operands(body, at, depth, op.value, least=2, most=most), at)

    return read


def _operands(
    body: object, at: Location, depth: int, name: str, *, least: int, most: int | None = None
) -> tuple[Expr, ...]:
    number = "two operands" if most == least else "two or more operands"
    if not isinstance(body, (list, tuple)):
        raise ParseError(f"`{name}` requires a list of {number}, this is {_json_type(body)}", at=at)
    if len(body) < least or (most is not None and len(body) > most):
        raise ParseError(f"`{name}` requires {number}, {there_are(len(body))}", at=at)
    # Folded from the left, the first operand is the deepest.
    return tuple(_operand(item, at.child(n), depth + 1) for n, item in enumerate(body))


def _elements(node: type[AnyElement] | type[AllElements], name: str) -> Reader:
    def read(body: object, at: Location, depth: int) -> Expr:
        options = _options(body, at, name, required=("input", "where"))
        input = _operand(options["input"], at.child("input"), depth + 1)
        return node(input, _operand(options["where"], at.child("where"), depth + 1), at)

    return read


def _feedback(body: object, at: Location, depth: int) -> Expr:
    options = _options(body, at, "$feedback", required=("type", "where"))
    kind = options["type"]
    if not isinstance(kind, str) or not kind:
        hint = "as in `wandb.reaction.1`; `*` is any"
        raise ParseError("`type` is the type of the feedback, a text", at=at.child("type"), hint=hint)
    return AnyFeedback(kind, _operand(options["where"], at.child("where"), depth + 1), at)


def _flag(options: Mapping[str, Any], at: Location) -> bool:
    return case_flag(options.get("case_insensitive"), at.child("case_insensitive"))


def case_flag(flag: object, at: Location | None = None) -> bool:
    """Is case disregarded? Raises ParseError for what is neither true nor false; null is false."""
    if flag is not None and not isinstance(flag, bool):
        raise ParseError(f"`case_insensitive` is true or false, this is {_json_type(flag)}", at=at)
    return bool(flag)


def _single(body: object) -> object:
    """One operand, in a list or not."""
    return body[0] if isinstance(body, (list, tuple)) and len(body) == 1 else body


def _pair(body: object, at: Location, name: str) -> tuple[object, object]:
    if not isinstance(body, (list, tuple)):
        raise ParseError(f"`{name}` requires a list of two operands, this is {_json_type(body)}", at=at)
    if len(body) != 2:
        raise ParseError(f"`{name}` requires two operands, {there_are(len(body))}", at=at)
    return body[0], body[1]


def _options(
    body: object, at: Location, name: str, required: tuple[str, ...], optional: tuple[str, ...] = ()
) -> Mapping[str, Any]:
    if not isinstance(body, Mapping):
        raise ParseError(f"`{name}` requires an object with {_listed(required)}, this is {_json_type(body)}", at=at)
    for key in body:
        if key not in required and key not in optional:
            known = (*required, *optional)
            place = at.child(key) if isinstance(key, str) else at
            raise ParseError(
                f"{_key(key)} is not a key of `{name}`",
                at=place,
                hint=nearest(str(key), known) or f"it has {_listed(known)}",
            )
    for key in required:
        if key not in body:
            raise ParseError(f"`{name}` requires the key `{key}`", at=at)
    return body


def _not_one_operator(source: Mapping[Any, Any]) -> str:
    if not source:
        return "an operand is an object with one operator, this one is empty"
    return f"an operand is an object with one operator, this one has {len(source)} keys"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _key(key: object) -> str:
    return shown(key) if isinstance(key, str) else f"a key that is {_json_type(key)}"


def _json_type(value: object) -> str:
    if value is None:
        return "null"
    for types, name in _JSON_TYPES:
        if isinstance(value, types):
            return name
    return told_type(value)


_JSON_TYPES: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, "a boolean"),
    ((int, float), "a number"),
    (str, "text"),
    (Mapping, "an object"),
    (list, "a list"),
)

Reader = Callable[[object, Location, int], Expr]
_CONVERT_TO = {to.value: to for to in ConvertTo}

OPERATORS: dict[str, Reader] = {
    "$literal": _literal,
    "$getField": _get_field,
    "$convert": _convert,
    "$size": _size,
    "$and": _connective(And, "$and"),
    "$or": _connective(Or, "$or"),
    "$not": _not,
    **{op.value: _comparison(op) for op in ComparisonOp},
    "$in": _in,
    "$contains": _contains,
    "$startsWith": _text_pair("$startsWith", lambda input, prefix, at: StartsWith(input, (prefix,), at)),
    "$endsWith": _text_pair("$endsWith", EndsWith),
    "$regexMatch": _regex_match,
    "$type": _type_of,
    "$ifNull": _if_null,
    **{op.value: _arithmetic(op) for op in ArithmeticOp},
    "$anyElement": _elements(AnyElement, "$anyElement"),
    "$allElements": _elements(AllElements, "$allElements"),
    "$feedback": _feedback,
}


def _is_field(operand: object) -> bool:
    return isinstance(operand, Mapping) and "$getField" in operand
