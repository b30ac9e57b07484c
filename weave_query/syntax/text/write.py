"""Room 1: `Expr` as text. `parse_text(to_text(expr)) == expr` for every expression that JSON can say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
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
from weave_query.syntax.python import SIGNS
from weave_query.syntax.text import words
from weave_query.syntax.text.fields import element_text, path_text
from weave_query.syntax.text.spans import Span

WIDTH = 100
INDENT = "  "
_ELEMENTS = "xyzuvw"


class _Level(IntEnum):
    """How tightly what is written binds; less binds less."""

    OR = 1
    AND = 2
    NOT = 3
    COMPARISON = 4
    SUM = 5
    PRODUCT = 6
    FACTOR = 7


_SIGNS = {**SIGNS, ComparisonOp.EQ: "="}
# A literal that was written in another way than as itself.
_SPELLED = re.compile(r"now\s*\(|\d{4}-|\d+(?:\.\d+)?(?:ms|us|[smhdw])")


def to_text(expr: Expr, *, width: int | None = None, spelled: bool = False) -> str:
    """The text of an expression without slots, in one canonical form.

    width: conditions that are longer than that are broken into lines. spelled: what was read of a text keeps its dates,
    durations and `now()` as they were written.
    """
    writer = Writer(spelled=spelled)
    if width is None:
        return writer.text(expr)
    return "\n".join(writer.lines(expr, width))


class Writer:
    """Writes expressions. spelled: as `to_text` has it. short: names that the text language alone has may be used."""

    def __init__(self, *, spelled: bool = False, short: bool = True) -> None:
        self.spelled = spelled
        self.short = short

    def lines(self, expr: Expr, width: int, elements: tuple[str, ...] = ()) -> list[str]:
        """An expression in as many lines as its width needs: `and` and `or` begin them."""
        text = self.text(expr, elements)
        if len(text) <= width or not isinstance(expr, (And, Or)) or len(expr.items) < 2:
            return [text]
        word = "and" if isinstance(expr, And) else "or"
        found: list[str] = []
        for number, item in enumerate(expr.items):
            first, *rest = self.item_lines(expr, item, width - len(INDENT) - len(word) - 1, elements)
            found.append(f"{INDENT}{word} {first}" if number else first)
            found.extend(f"{INDENT}{line}" if number else line for line in rest)
        return found

    def item_lines(self, parent: And | Or, item: Expr, width: int, elements: tuple[str, ...] = ()) -> list[str]:
        """One of the conditions that are joined."""
        inner = self.lines(item, width, elements)
        if _level(item) > (_Level.AND if isinstance(parent, And) else _Level.OR):
            return inner
        if len(inner) == 1:
            return [f"({inner[0]})"]
        return ["(", *(INDENT + line for line in inner), ")"]

    def text(self, expr: Expr, elements: tuple[str, ...] = ()) -> str:
        """An expression in one line. elements: the names of those around it."""
        match expr:
            case Literal():
                return self._literal(expr)
            case GetField():
                return path_text(expr.path, elements, short=self.short)
            case Element():
                return element_text(expr.segments, elements)
            case Comparison():
                if _is_null_test(expr):
                    return f"{self._at(expr.left, _Level.SUM, elements)} is null"
                left, right = self._at(expr.left, _Level.SUM, elements), self._at(expr.right, _Level.SUM, elements)
                return f"{left} {_SIGNS[expr.op]} {right}"
            case And():
                return self._joined(expr, "and", "all_of", _Level.AND, elements)
            case Or():
                return self._joined(expr, "or", "any_of", _Level.OR, elements)
            case Not():
                return self._not(expr, elements)
            case In() | Contains() | StartsWith() | EndsWith() | RegexMatch():
                return self._test(expr, "", elements)
            case Convert():
                return f"{expr.to.value}({self.text(expr.input, elements)})"
            case Size():
                return f"size({self.text(expr.input, elements)})"
            case TypeOf():
                return f"type({self.text(expr.input, elements)})"
            case IfNull():
                return f"if_null({self._listed(expr.items, elements)})"
            case Arithmetic():
                return self._arithmetic(expr, elements)
            case AnyElement() | AllElements():
                word = "any" if isinstance(expr, AnyElement) else "all"
                name = _element_name(len(elements) + 1)
                input = self._at(expr.input, _Level.SUM, elements)
                return f"{word}({name} in {input} where {self.text(expr.where, (*elements, name))})"
            case AnyFeedback():
                every = isinstance(expr.where, Literal) and expr.where.value is True
                where = "" if every else f" where {self.text(expr.where, elements)}"
                return f"has_feedback({words.quoted(expr.type)}{where})"
            case TextList() | Slot() | SlotList():
                raise InternalError("only what can be written in JSON can be written as text")
            case _:
                assert_never(expr)

    def _literal(self, literal: Literal) -> str:
        spelled = self._spelling(literal)
        return spelled if spelled is not None else literal_text(literal)

    def _spelling(self, literal: Literal) -> str | None:
        """How a date, a duration or a moment was written."""
        if not self.spelled or not isinstance(literal.at, Span) or not _SPELLED.match(literal.at.text):
            return None
        found = re.sub(r"\s+|#[^\n]*", "", literal.at.text)
        if not found.startswith("now") and not re.search(r"[+-]\d+(?:\.\d+)?[a-z]", found):
            return literal.at.text
        return re.sub(r"(?<=[\w)])([+-])(?=\d+(?:\.\d+)?[a-z])", r" \1 ", found)

    def _at(self, expr: Expr, level: _Level, elements: tuple[str, ...]) -> str:
        """An expression where something that binds as `level` does must stand."""
        text = self.text(expr, elements)
        is_loose = _level(expr) < level or (
            isinstance(expr, Literal) and level > _Level.SUM and " " in (self._spelling(expr) or "")
        )
        return f"({text})" if is_loose else text

    def _joined(self, expr: And | Or, word: str, function: str, level: _Level, elements: tuple[str, ...]) -> str:
        if len(expr.items) < 2:
            return (
                f"{function}({self._listed(expr.items, elements)})" if expr.items else str(level is _Level.AND).lower()
            )
        return f" {word} ".join(self._at(item, _Level(level + 1), elements) for item in expr.items)

    def _not(self, expr: Not, elements: tuple[str, ...]) -> str:
        match expr.item:
            case Comparison() as compared if _is_null_test(compared):
                return f"{self._at(compared.left, _Level.SUM, elements)} is not null"
            case In() | Contains() | StartsWith() | EndsWith() | RegexMatch() as test:
                return self._test(test, "not ", elements)
            case item:
                return f"not {self._at(item, _Level.NOT, elements)}"

    def _test(
        self, expr: In | Contains | StartsWith | EndsWith | RegexMatch, negation: str, elements: tuple[str, ...]
    ) -> str:
        match expr:
            case In():
                left, word = expr.item, f"in ({', '.join(self._choices(expr, elements))})"
            case Contains():
                folded = "i" if expr.case_insensitive else ""
                left, word = expr.input, f"{folded}contains {self._at(expr.substr, _Level.SUM, elements)}"
            case StartsWith():
                (prefix,) = expr.prefixes
                left, word = expr.input, f"starts with {self._at(prefix, _Level.SUM, elements)}"
            case EndsWith():
                left, word = expr.input, f"ends with {self._at(expr.suffix, _Level.SUM, elements)}"
            case RegexMatch():
                folded = "i" if expr.case_insensitive else ""
                left, word = expr.input, f"{folded}matches {_regex(expr.regex)}"
            case _:
                assert_never(expr)
        return f"{self._at(left, _Level.SUM, elements)} {negation}{word}"

    def _choices(self, expr: In, elements: tuple[str, ...]) -> Iterator[str]:
        for choice in expr.choices:
            if isinstance(choice, TextList):
                yield from map(words.quoted, choice.values)
            else:
                yield self.text(choice, elements)

    def _listed(self, items: tuple[Expr, ...], elements: tuple[str, ...]) -> str:
        return ", ".join(self.text(item, elements) for item in items)

    def _arithmetic(self, expr: Arithmetic, elements: tuple[str, ...]) -> str:
        first, *rest = expr.items
        level = _level(expr)
        # `a + b + c` is one sum of three, so a sum in a sum is enclosed.
        repeats = isinstance(first, Arithmetic) and first.op is expr.op and _is_chain(expr.op)
        left = f"({self.text(first, elements)})" if repeats else self._at(first, level, elements)
        return f" {_SIGNS[expr.op]} ".join([left, *(self._at(item, _Level(level + 1), elements) for item in rest)])


def literal_text(literal: Literal) -> str:
    """A value as a query has it."""
    value = literal.value
    if isinstance(value, str):
        return words.quoted(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return repr(value)


def _regex(regex: Expr) -> str:
    if not isinstance(regex, Literal) or not isinstance(regex.value, str):
        raise InternalError("a regular expression is a literal text")
    return words.quoted_regex(regex.value)


def _is_chain(op: ArithmeticOp) -> bool:
    return op in (ArithmeticOp.ADD, ArithmeticOp.MULTIPLY)


def _is_null_test(expr: Comparison) -> bool:
    return expr.op is ComparisonOp.EQ and isinstance(expr.right, Literal) and expr.right.value is None


def _level(expr: Expr) -> _Level:
    match expr:
        case Or():
            return _Level.OR if len(expr.items) > 1 else _Level.FACTOR
        case And():
            return _Level.AND if len(expr.items) > 1 else _Level.FACTOR
        case Not():
            return _Level.COMPARISON if _has_own_not(expr.item) else _Level.NOT
        case Comparison() | In() | Contains() | StartsWith() | EndsWith() | RegexMatch():
            return _Level.COMPARISON
        case Arithmetic():
            return _Level.SUM if expr.op in (ArithmeticOp.ADD, ArithmeticOp.SUBTRACT) else _Level.PRODUCT
        case _:
            return _Level.FACTOR


def _has_own_not(item: Expr) -> bool:
    """Is its negation written within it, as in `x not in (...)`?"""
    if isinstance(item, Comparison):
        return _is_null_test(item)
    return isinstance(item, (In, Contains, StartsWith, EndsWith, RegexMatch))


def _element_name(depth: int) -> str:
    return _ELEMENTS[depth - 1] if depth <= len(_ELEMENTS) else f"x{depth}"
