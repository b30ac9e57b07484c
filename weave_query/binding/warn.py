"""Room 3: conditions that hardly a row can satisfy. The shape of a predicate comes in, what to say about it goes out.

Such a condition is valid and answered: it is false. Mostly it is not what was meant, so it is told. What is found
depends on the shape alone and is kept with it; only the places, and whether a text is one of those that a field can
have, are asked anew for each request, and only where something was found.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from weave_query.binding import fieldless
from weave_query.binding.kinds import (
    NOTHING,
    NUMBER,
    Kinds,
    ValueKind,
    described,
    kinds_beside,
    kinds_of,
    may_be_absent,
)
from weave_query.binding.sets import is_set
from weave_query.catalogue.fields import FEEDBACK_ROW_FIELDS, Catalogue
from weave_query.errors import nearest
from weave_query.literals import Kind, LiteralShape, Spelling
from weave_query.syntax import expr as ast
from weave_query.syntax.paths import Segment
from weave_query.syntax.shape import SlotValue
from weave_query.warnings import QueryWarning, WarningCode

_EQUALITY = (ast.ComparisonOp.EQ, ast.ComparisonOp.NE)
_TYPES = ("missing", "null", "bool", "number", "string", "array", "object", "timestamp")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a node, which `steps` lead to from the root of the predicate, the number of a child each.

    known: the texts of which the values of `slot` have to be; None where the shape alone decides.
    literals: the slots of a condition without a field, where `known` are the names of those that there are.
    """

    steps: tuple[int, ...]
    message: str
    hint: str | None = None
    slot: int | None = None
    known: tuple[str, ...] | None = None
    code: WarningCode = WarningCode.NEVER_MEETS
    literals: tuple[int, ...] = ()


def findings(predicate: ast.Expr, catalogue: Catalogue) -> tuple[Finding, ...]:
    """What no row can satisfy in a predicate that binding accepts."""
    return tuple(_Finder(catalogue).below(predicate, ()))


def literal_findings(condition: ast.Expr, names: Sequence[str], steps: tuple[int, ...] = ()) -> Iterator[Finding]:
    """The conditions that name no field, of a condition whose fields have these names and are in no catalogue."""
    yield from _fieldless(condition, names, steps)
    for number, child in enumerate(_children(condition)):
        yield from literal_findings(child, names, (*steps, number))


def number_findings(condition: ast.Expr, numbers: Collection[str], steps: tuple[int, ...] = ()) -> Iterator[Finding]:
    """What no group can satisfy, of a condition whose fields of these names are numbers."""
    if isinstance(condition, ast.Comparison) and condition.op is not ast.ComparisonOp.NE:
        for field, other in ((condition.left, condition.right), (condition.right, condition.left)):
            is_number = isinstance(field, ast.GetField) and not field.path.segments and field.path.root in numbers
            if is_number and isinstance(other, ast.Slot) and other.shape.kind in (Kind.STRING, Kind.BOOL):
                hint = "write the literal without quotes" if other.shape.kind is Kind.STRING else None
                fact = f"{described(field, NUMBER)}, with which {_A[other.shape.kind]} never compares"
                yield Finding(steps, fact, hint)
    for number, child in enumerate(_children(condition)):
        yield from number_findings(child, numbers, (*steps, number))


def warnings_of(found: Sequence[Finding], predicate: ast.Expr, values: Sequence[SlotValue]) -> tuple[QueryWarning, ...]:
    """The findings of a shape as warnings about a request of that shape, with the places that this one has."""
    return tuple(warning for each in found if (warning := _warning(each, predicate, values)) is not None)


def _warning(found: Finding, predicate: ast.Expr, values: Sequence[SlotValue]) -> QueryWarning | None:
    code, hint = found.code, found.hint
    if found.known is not None and found.slot is not None:
        value = values[found.slot]
        texts = [text for text in (value if isinstance(value, tuple) else (value,)) if isinstance(text, str)]
        unknown = next((text for text in texts if text not in found.known), None)
        if unknown is None:
            return None
        code, hint = WarningCode.UNKNOWN_VALUE, nearest(unknown, found.known, 1)
    if found.literals:
        given = [values[slot] for slot in found.literals]
        if fieldless.on_purpose(given):
            return None
        hint = fieldless.hint(given, found.known or ())
    node = predicate
    for step in found.steps:
        node = _children(node)[step]
    return QueryWarning(code.value, found.message, node.at, hint)


class _Finder:
    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def below(self, expr: ast.Expr, steps: tuple[int, ...]) -> Iterator[Finding]:
        """The findings of a node and of all below it."""
        if isinstance(expr, ast.AnyFeedback):
            yield from _Finder(FEEDBACK_ROW_FIELDS).below(expr.where, (*steps, 0))
            return
        yield from self._at(expr, steps)
        for number, child in enumerate(_children(expr)):
            yield from self.below(child, (*steps, number))

    def _at(self, expr: ast.Expr, steps: tuple[int, ...]) -> Iterator[Finding]:
        if found := list(_fieldless(expr, tuple(self._catalogue.fields), steps)):
            yield from found
            return
        match expr:
            case ast.Comparison():
                yield from self._comparison(expr, steps)
            case ast.In():
                yield from self._in(expr, steps)
            case ast.StartsWith():
                yield from self._texts((expr.input, *expr.prefixes), "$startsWith", steps)
            case ast.EndsWith():
                yield from self._texts((expr.input, expr.suffix), "$endsWith", steps)
            case ast.RegexMatch():
                yield from self._texts((expr.input,), "$regexMatch", steps)
            case ast.AnyElement() | ast.AllElements():
                yield from self._without(expr.input, (ValueKind.LIST, ValueKind.DOCUMENT), "and has no elements", steps)
            case ast.Size():
                sized = (ValueKind.TEXT, ValueKind.LIST, ValueKind.DOCUMENT)
                yield from self._without(expr.input, sized, "so `$size` is always null", steps)
            case ast.Arithmetic():
                yield from self._arithmetic(expr, steps)
            case ast.GetField():
                yield from _other_syntax(expr.path.segments, steps)
            case ast.Element():
                yield from _other_syntax(expr.segments, steps)
            case _:
                return

    def _kinds(self, expr: ast.Expr) -> Kinds:
        return kinds_of(expr, self._catalogue)

    def _comparison(self, expr: ast.Comparison, steps: tuple[int, ...]) -> Iterator[Finding]:
        left, right = expr.left, expr.right
        if _is_null(left) or _is_null(right):
            yield from self._null(expr, right if _is_null(left) else left, steps)
        elif expr.op in _EQUALITY and (there := self._beside_empty(left, right)) is not None:
            yield Finding(steps, f"{described(there, self._kinds(there))} in every row, and is never null")
        elif self._apart(left, right, equality=expr.op in _EQUALITY):
            yield self._never(left, right, steps)
        elif expr.op in _EQUALITY:
            yield from self._known(left, right, steps)
            yield from self._known(right, left, steps)

    def _null(self, expr: ast.Comparison, other: ast.Expr, steps: tuple[int, ...]) -> Iterator[Finding]:
        if expr.op not in _EQUALITY:
            message = f"nothing is less or greater than null, so `{expr.op.value}` is true for no row"
            yield Finding(steps, message, "`$eq` with null asks whether something is missing or null")
        elif not may_be_absent(other, self._catalogue):
            yield Finding(steps, f"{described(other, self._kinds(other))} in every row, and is never null")

    def _beside_empty(self, left: ast.Expr, right: ast.Expr) -> ast.Expr | None:
        """A field that is never a text and always there, beside the empty text, which is like null there."""
        for literal, other in ((left, right), (right, left)):
            if _is_empty(literal) and isinstance(other, ast.GetField) and not may_be_absent(other, self._catalogue):
                return other if ValueKind.TEXT not in self._kinds(other) else None
        return None

    def _apart(self, left: ast.Expr, right: ast.Expr, *, equality: bool) -> bool:
        """Is there no row in which the two compare?"""
        for literal, other in ((left, right), (right, left)):
            # The empty text beside a field asks whether it is missing.
            asks = equality and _is_empty(literal) and isinstance(other, (ast.GetField, ast.Element))
            if asks and may_be_absent(other, self._catalogue):
                return False
        left_kinds, right_kinds = (
            kinds_beside(operand.shape) if isinstance(operand, ast.Slot) else self._kinds(operand)
            for operand in (left, right)
        )
        return bool(left_kinds and right_kinds) and not left_kinds & right_kinds - _CONTAINERS

    def _never(self, left: ast.Expr, right: ast.Expr, steps: tuple[int, ...]) -> Finding:
        if isinstance(left, ast.Slot) and not isinstance(right, ast.Slot):
            left, right = right, left
        kinds = self._kinds(left)
        if isinstance(left, ast.Slot) and isinstance(right, ast.Slot):
            fact = f"{described(left, kinds)}, with which {_A[right.shape.kind]} never compares"
            return Finding(steps, fact, _FIELD_HINT)
        if isinstance(right, ast.Slot):
            fact = f"{described(left, kinds)}, with which {_A[right.shape.kind]} never compares"
            return Finding(steps, fact, _hint(kinds, right.shape))
        other = self._kinds(right)
        fact = f"{described(left, kinds)} and {described(right, other)}, which never compare"
        if {kinds, other} == {_TIME, _NUMBER}:
            return Finding(steps, fact, _MOMENT_HINT)
        return Finding(steps, fact, _LIST_HINT if _LIST & (kinds | other) else "`$convert` makes one type of both")

    def _in(self, expr: ast.In, steps: tuple[int, ...]) -> Iterator[Finding]:
        yield from (found for choice in expr.choices for found in self._known(expr.item, choice, steps))
        shapes = [shape for choice in expr.choices if isinstance(choice, ast.SlotList) for shape in choice.shapes]
        others = [choice for choice in expr.choices if not isinstance(choice, ast.SlotList)]
        kinds = self._kinds(expr.item)
        if not expr.choices or not kinds or any(shape.kind is Kind.NULL for shape in shapes):
            return
        slots = [ast.Slot(0, shape) for shape in shapes]
        if all(self._apart(expr.item, choice, equality=True) for choice in (*slots, *others)):
            hints = {_hint(kinds, shape) for shape in shapes}
            hint = hints.pop() if len(hints) == 1 and not others else None
            yield Finding(steps, f"{described(expr.item, kinds)}, and equals none of the choices", hint)

    def _known(self, field: ast.Expr, literal: ast.Expr, steps: tuple[int, ...]) -> Iterator[Finding]:
        """Beside what has a few values only, a text has to be one of them."""
        if not isinstance(literal, (ast.Slot, ast.SlotList)):
            return
        known: tuple[str, ...] = ()
        if isinstance(field, ast.TypeOf):
            name, known = "`$type`", _TYPES
        elif isinstance(field, ast.GetField) and not is_set(field):
            found, _ = self._catalogue.find(field.path, field.at)
            name, known = f"`{field.path}`", found.values
        if known:
            what = "the text" if isinstance(literal, ast.Slot) else "a text of the list"
            fact = f"{what} is none that {name} ever is: {', '.join(f'`{each}`' for each in known)}"
            yield Finding(steps, fact, None, literal.index, known)

    def _texts(self, operands: tuple[ast.Expr, ...], name: str, steps: tuple[int, ...]) -> Iterator[Finding]:
        for operand in operands:
            kinds = NOTHING if isinstance(operand, ast.SlotList) else self._kinds(operand)
            if kinds and ValueKind.TEXT not in kinds:
                fact = f"{described(operand, kinds)}, and `{name}` is of texts only"
                yield Finding(steps, fact, "`$convert` to `string` makes text of it")

    def _without(
        self, operand: ast.Expr, wanted: tuple[ValueKind, ...], fact: str, steps: tuple[int, ...]
    ) -> Iterator[Finding]:
        kinds = self._kinds(operand)
        if kinds and not kinds.intersection(wanted):
            yield Finding(steps, f"{described(operand, kinds)}, {fact}")

    def _arithmetic(self, expr: ast.Arithmetic, steps: tuple[int, ...]) -> Iterator[Finding]:
        for item in expr.items:
            kinds = self._kinds(item)
            if ValueKind.NUMBER not in kinds and (kinds or _is_null(item)):
                hint = _TIME_HINT if ValueKind.TIME in kinds else "`$convert` to `double` makes a number of it"
                fact = f"{described(item, kinds)}, and `{expr.op.value}` of anything but numbers is always null"
                yield Finding(steps, fact, None if _is_null(item) else hint)


def _fieldless(expr: ast.Expr, names: Sequence[str], steps: tuple[int, ...]) -> Iterator[Finding]:
    if isinstance(expr, _ASKING) and (literals := fieldless.literals_of(*_children(expr))):
        yield Finding(steps, fieldless.FACT, known=tuple(names), code=WarningCode.NO_FIELD, literals=literals)


_ASKING = (ast.Comparison, ast.In, ast.Contains, ast.StartsWith, ast.EndsWith, ast.RegexMatch)
_A = {Kind.NULL: "null", Kind.BOOL: "a boolean", Kind.NUMBER: "a number", Kind.STRING: "a text"}
_FIELD_HINT = 'both sides are literals; a field is written `{"$getField": "inputs.model"}`'
_LIST = frozenset({ValueKind.LIST})
_CONTAINERS = _LIST | {ValueKind.DOCUMENT}
_TIME, _NUMBER = frozenset({ValueKind.TIME}), frozenset({ValueKind.NUMBER})
_MOMENT_HINT = "a moment is written as in `2025-11-01T09:30:00Z`; `$convert` to `double` makes Unix seconds of one"
_LIST_HINT = "`$anyElement` asks for a member, `$contains` for a text in one"
_TIME_HINT = "`$convert` to `double` makes Unix seconds of it; how long a call took is `latency_ms`, or `duration`"


# `messages[0]`, `messages[*]`, `[0]`, and the stars of JSONPath.
_FOREIGN = re.compile(r".*\[(?:\d+|\*)?\]\Z|\*{1,2}\Z", re.DOTALL)


def _other_syntax(segments: Sequence[Segment], steps: tuple[int, ...]) -> Iterator[Finding]:
    """A key that is most likely meant as a step of another path language, or none, where a dot is one too many."""
    for segment in segments:
        if segment.key == "":
            fact = "a key of the path is empty, so it reads what stands under the empty text"
            yield Finding(steps, fact, "a dot stands between two keys", code=WarningCode.OTHER_SYNTAX)
            return
        if segment.key is not None and segment.index is None and _FOREIGN.match(segment.key):
            fact = "brackets and `*` are ordinary characters of a key, so this path reads a key that is named so"
            hint = "an element is written `inputs.messages.0.role`, `$anyElement` asks for any"
            yield Finding(steps, fact, hint, code=WarningCode.OTHER_SYNTAX)
            return


def _is_null(expr: ast.Expr) -> bool:
    return isinstance(expr, ast.Slot) and expr.shape.kind is Kind.NULL


def _is_empty(expr: ast.Expr) -> bool:
    return isinstance(expr, ast.Slot) and expr.shape.spelling is Spelling.EMPTY


def _hint(kinds: Kinds, literal: LiteralShape) -> str | None:
    """What may have been meant by a literal beside a value that is never of its type."""
    if _LIST & kinds:
        return _LIST_HINT
    if ValueKind.TEXT in kinds:
        return "write the literal in quotes, or `$convert` the other side"
    if literal.spelling in (Spelling.NUMBER, Spelling.BOOLEAN):
        return "write the literal without quotes"
    if ValueKind.NUMBER in kinds and literal.kind is Kind.STRING:
        return "write a number, or `$convert` the other side to `string`"
    return "`$convert` makes one type of both"


def _children(expr: ast.Expr) -> tuple[ast.Expr, ...]:
    match expr:
        case ast.Literal() | ast.TextList() | ast.Slot() | ast.SlotList() | ast.GetField() | ast.Element():
            return ()
        case ast.And() | ast.Or() | ast.IfNull() | ast.Arithmetic():
            return expr.items
        case ast.Not():
            return (expr.item,)
        case ast.Comparison():
            return (expr.left, expr.right)
        case ast.In():
            return (expr.item, *expr.choices)
        case ast.Contains():
            return (expr.input, expr.substr)
        case ast.StartsWith():
            return (expr.input, *expr.prefixes)
        case ast.EndsWith():
            return (expr.input, expr.suffix)
        case ast.RegexMatch():
            return (expr.input, expr.regex)
        case ast.Convert() | ast.Size() | ast.TypeOf():
            return (expr.input,)
        case ast.AnyElement() | ast.AllElements():
            return (expr.input, expr.where)
        case ast.AnyFeedback():
            return (expr.where,)
        case _:
            assert_never(expr)
