"""Room 1: a condition of the text language as `Expr`. What it parses, `write` writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches
from fractions import Fraction
from typing import TYPE_CHECKING

from weave_query.errors import ParseError, nearest, shown
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
    StartsWith,
    TypeOf,
)
from weave_query.syntax.json import HARD_DEPTH, literal_value
from weave_query.syntax.regex import parse_regex
from weave_query.syntax.text import functions, times, words
from weave_query.syntax.text.fields import SHORT, path_of
from weave_query.syntax.text.parser import span, token_of, too_deep, tree_of, trees_of
from weave_query.syntax.text.spans import Span
from weave_query.syntax.text.told import told_in_text

if TYPE_CHECKING:
    from lark import Token, Tree

COMPARISONS = {
    "=": ComparisonOp.EQ,
    "==": ComparisonOp.EQ,
    "!=": ComparisonOp.NE,
    "<>": ComparisonOp.NE,
    ">": ComparisonOp.GT,
    ">=": ComparisonOp.GTE,
    "<": ComparisonOp.LT,
    "<=": ComparisonOp.LTE,
}
_ARITHMETIC = {
    "added": ArithmeticOp.ADD,
    "subtracted": ArithmeticOp.SUBTRACT,
    "multiplied": ArithmeticOp.MULTIPLY,
    "divided": ArithmeticOp.DIVIDE,
}
_TRUE = Literal(True)


def parse_text(source: str, *, now: datetime | None = None) -> Expr:
    """Read a condition such as `inputs.model = "gpt-4" and latency_ms > 2s`. Places are `Span`s of the text.

    now: the clock for `now()`, which is an error without it. Raises ParseError (WQ101), LimitError (WQ301).
    """
    with told_in_text():
        return Reader(source, now).expr(trees_of(tree_of(source, "only_condition"))[0])


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where an expression stands: the names of elements around it, the innermost last, and how deep it is."""

    elements: tuple[str, ...] = ()
    depth: int = 1

    def below(self, *element: str) -> _Scope:
        return replace(self, elements=(*self.elements, *element), depth=self.depth + 1)


_OUTSIDE = _Scope()


class Reader:
    """Reads the trees of one text. now: the clock, None where there is none. short: as `path_of` has it. timed: the
    fields that durations stand beside, with the microseconds of their unit."""

    def __init__(self, source: str, now: datetime | None, *, short: bool = True) -> None:
        self.source = source
        self.now = now
        self.short = short
        self.timed = times.TIMED

    def at(self, node: Tree[Token] | Token) -> Span:
        return span(node, self.source)

    def expr(self, tree: Tree[Token], scope: _Scope = _OUTSIDE) -> Expr:
        """The expression of a tree."""
        if scope.depth > HARD_DEPTH:
            raise too_deep(self.at(tree))
        return _READERS[tree.data](self, tree, scope)

    # Values

    def _text(self, tree: Tree[Token], scope: _Scope) -> Expr:
        at = self.at(tree)
        return Literal(literal_value(words.unquoted(token_of(tree, 0), at), at), at)

    def _number(self, tree: Tree[Token], scope: _Scope) -> Expr:
        return self._signed(str(token_of(tree, 0)), 1, self.at(tree))

    def _negative(self, tree: Tree[Token], scope: _Scope) -> Expr:
        return self._signed(str(token_of(tree, 1)), -1, self.at(tree))

    def _signed(self, digits: str, sign: int, at: Span) -> Expr:
        if not digits.isdecimal():
            return Literal(literal_value(sign * float(digits), at), at)
        # No double has more digits; a longer one is not worth converting.
        return Literal(literal_value(sign * (int(digits) if len(digits) <= 310 else 10**310), at), at)

    def _path(self, tree: Tree[Token], scope: _Scope) -> Expr:
        at = self.at(tree)
        path = path_of(tree, self.source, scope.elements, short=self.short)
        return replace(path, at=at) if isinstance(path, Element) else GetField(path, at)

    # Times

    def _date(self, tree: Tree[Token], scope: _Scope) -> Expr:
        at = self.at(tree)
        return Literal(times.date_of(str(token_of(tree, 0)), at), at)

    def _duration(self, tree: Tree[Token], scope: _Scope) -> Expr:
        raise self._no_duration(tree)

    def _no_duration(self, tree: Tree[Token], hint: str | None = None) -> ParseError:
        return ParseError(
            f"the duration {shown(str(token_of(tree, 0)))} stands beside no field of time",
            at=self.at(tree),
            hint=hint or "one stands beside `latency_ms` and `duration`, or is added to a time: `now() - 1d`",
        )

    def moment(self, tree: Tree[Token]) -> datetime | None:
        """The moment that a date, `now()`, or one of these moved by durations is; None for everything else."""
        match tree.data:
            case "date":
                return times.moment_of(times.date_of(str(token_of(tree, 0)), self.at(tree)))
            case "quoted_date":
                at = self.at(tree)
                return times.moment_of(times.date_of(words.unquoted(str(token_of(tree, 0)), at), at))
            case "call" if str(token_of(tree, 0)) == "now" and tree.children[2] is None:
                return self._clock(self.at(tree))
            case "clock" if str(token_of(tree, 0)) == "now":
                return self._clock(self.at(tree))
            case "moved" | "added" | "subtracted":
                micros = self._micros(tree)
                moment = self.moment(trees_of(tree)[0]) if micros is not None else None
                if moment is None or micros is None:
                    return None
                return times.moved(moment, micros if token_of(tree, 1) == "+" else -micros, self.at(tree))
            case _:
                return None

    def _micros(self, tree: Tree[Token]) -> Fraction | None:
        """The duration that the second operand is, None where it is none."""
        right = tree.children[2]
        found: Token | None = None
        if right is not None and not isinstance(right, str):
            found = token_of(right, 0) if right.data == "duration" else None
        else:
            found = right
        return times.micros_of(found, self.at(found)) if found is not None else None

    def _clock(self, at: Span) -> datetime:
        if self.now is None:
            raise ParseError("`now()` needs the clock", at=at, hint="`now=datetime.now(UTC)` passes it in")
        return self.now

    def _beside(self, tree: Tree[Token], other: Expr | None, scope: _Scope) -> Expr:
        """An operand of a comparison: a duration counts in the unit of the field beside it."""
        if tree.data == "duration" and isinstance(other, GetField):
            # Of a name that is wrong, binding tells in its turn, with all other names that are.
            unit = times.unit_of(other.path, self.timed) or self._meant_timed(other)
            if unit is not None:
                at = self.at(tree)
                return Literal(times.in_unit(times.micros_of(str(token_of(tree, 0)), at), unit), at)
            # Of groups, those that were asked for come before what they may be grouped by.
            known = [each for each in self.timed if each not in times.TIMED] or self.timed
            raise self._no_duration(tree, nearest(str(other.path), known, cutoff=0.6))
        return self.expr(tree, scope)

    def _meant_timed(self, field: GetField) -> int | None:
        """The unit of the field of time that a name is misspelled from, where no field has it. Those of groups may."""
        if not self.short or field.path.segments or field.path.qualifier is not None:
            return None
        near = next(iter(get_close_matches(field.path.root, [*times.TIMED, *SHORT], n=1, cutoff=0.8)), None)
        return times.TIMED.get(SHORT.get(near, near)) if near is not None else None

    # Arithmetic

    def _calculated(self, tree: Tree[Token], scope: _Scope) -> Expr:
        moment = self.moment(tree)
        if moment is not None:
            return Literal(times.moment_text(moment), self.at(tree))
        times.check_no_date(self.at(tree))
        # The operands of a long sum lean to the left, so this goes down in a loop.
        steps: list[tuple[ArithmeticOp, Tree[Token], Span]] = []
        while tree.data in _ARITHMETIC and self.moment(tree) is None:
            left, right = trees_of(tree)
            steps.append((_ARITHMETIC[tree.data], right, self.at(tree)))
            tree = left
        steps.reverse()
        levels = _levels([op for op, _, _ in steps])
        if scope.depth + levels[0] > HARD_DEPTH:
            raise too_deep(self.at(tree))
        found = self.expr(tree, replace(scope, depth=scope.depth + levels[0]))
        begun = False
        for (op, right, at), level in zip(steps, levels, strict=True):
            second = self.expr(right, replace(scope, depth=scope.depth + level))
            if begun and isinstance(found, Arithmetic) and _joins(found.op, op):
                found = Arithmetic(op, (*found.items, second), at)
            else:
                found = Arithmetic(op, (found, second), at)
            begun = True
        return found

    # Conditions

    def _either(self, tree: Tree[Token], scope: _Scope) -> Expr:
        return Or(self._operands(tree, scope), self.at(tree))

    def _both(self, tree: Tree[Token], scope: _Scope) -> Expr:
        return And(self._operands(tree, scope), self.at(tree))

    def _operands(self, tree: Tree[Token], scope: _Scope) -> tuple[Expr, ...]:
        return tuple(self.expr(each, scope.below()) for each in trees_of(tree))

    def _negated(self, tree: Tree[Token], scope: _Scope) -> Expr:
        return Not(self.expr(trees_of(tree)[0], scope.below()), self.at(tree))

    def _compared(self, tree: Tree[Token], scope: _Scope) -> Expr:
        first, second = trees_of(tree)
        op, below = COMPARISONS[token_of(tree, 1)], scope.below()
        if first.data == "duration":
            found = self.expr(second, below)
            return Comparison(op, self._beside(first, found, below), found, self.at(tree))
        found = self.expr(first, below)
        return Comparison(op, found, self._beside(second, found, below), self.at(tree))

    def _member(self, tree: Tree[Token], scope: _Scope) -> Expr:
        below, at = self._maybe_not(tree, scope)
        item, *choices = trees_of(tree)
        found = self.expr(item, below)
        return self._not(tree, In(found, tuple(self._beside(choice, found, below) for choice in choices), at), at)

    def _maybe_not(self, tree: Tree[Token], scope: _Scope) -> tuple[_Scope, Span]:
        """The scope of the operands, which `not` makes deeper by one."""
        return scope.below().below() if tree.children[1] is not None else scope.below(), self.at(tree)

    def _not(self, tree: Tree[Token], found: Expr, at: Span) -> Expr:
        return Not(found, at) if tree.children[1] is not None else found

    def _contains(self, tree: Tree[Token], scope: _Scope) -> Expr:
        below, at = self._maybe_not(tree, scope)
        input, substr = (self.expr(each, below) for each in trees_of(tree))
        return self._not(tree, Contains(input, substr, False, at), at)

    def _icontains(self, tree: Tree[Token], scope: _Scope) -> Expr:
        below, at = self._maybe_not(tree, scope)
        input, substr = (self.expr(each, below) for each in trees_of(tree))
        if not isinstance(substr, Literal):
            raise ParseError("what `icontains` looks for is a value, no field", at=substr.at)
        return self._not(tree, Contains(input, substr, True, at), at)

    def _starts(self, tree: Tree[Token], scope: _Scope) -> Expr:
        below, at = self._maybe_not(tree, scope)
        input, prefix = (self.expr(each, below) for each in trees_of(tree))
        return self._not(tree, StartsWith(input, (prefix,), at), at)

    def _ends(self, tree: Tree[Token], scope: _Scope) -> Expr:
        below, at = self._maybe_not(tree, scope)
        input, suffix = (self.expr(each, below) for each in trees_of(tree))
        return self._not(tree, EndsWith(input, suffix, at), at)

    def _matches(self, *, folded: bool) -> Callable[[Tree[Token], _Scope], Expr]:
        def read(tree: Tree[Token], scope: _Scope) -> Expr:
            below, at = self._maybe_not(tree, scope)
            written = token_of(tree, 3)
            place = self.at(written)
            regex = words.unquoted(str(written), place, regex=True)
            parse_regex(regex, place, case_insensitive=folded)
            input = self.expr(trees_of(tree)[0], below)
            return self._not(tree, RegexMatch(input, Literal(regex, place), folded, at), at)

        return read

    def _null_test(self, tree: Tree[Token], scope: _Scope) -> Expr:
        at, is_not = self.at(tree), tree.children[2] is not None
        below = scope.below().below() if is_not else scope.below()
        tested = Comparison(ComparisonOp.EQ, self.expr(trees_of(tree)[0], below), Literal(None, at), at)
        return Not(tested, at) if is_not else tested

    def _exists(self, tree: Tree[Token], scope: _Scope) -> Expr:
        return Convert(self.expr(trees_of(tree)[0], scope.below()), ConvertTo.EXISTS, self.at(tree))

    # Elements, feedback, functions

    def _elements(self, kind: type[AnyElement] | type[AllElements]) -> Callable[[Tree[Token], _Scope], Expr]:
        def read(tree: Tree[Token], scope: _Scope) -> Expr:
            input, where = trees_of(tree)
            name = str(token_of(tree, 2))
            return kind(self.expr(input, scope.below()), self.expr(where, scope.below(name)), self.at(tree))

        return read

    def _call_where(self, tree: Tree[Token], scope: _Scope) -> Expr:
        name = token_of(tree, 0)
        if name != "has_feedback":
            raise ParseError(
                f"{shown(name)} takes no condition", at=self.at(name), hint='`has_feedback("*" where ...)` does'
            )
        where = self.expr(trees_of(tree)[0], scope.below())
        return AnyFeedback(self._feedback_type(token_of(tree, 2)), where, self.at(tree))

    def _feedback_type(self, written: Token) -> str:
        at = self.at(written)
        kind = words.unquoted(str(written), at)
        if not kind:
            hint = 'as in `"wandb.reaction.1"`, `"*"` is any'
            raise ParseError("the type of feedback is a text that is not empty", at=at, hint=hint)
        literal_value(kind, at)
        return kind

    def _call(self, tree: Tree[Token], scope: _Scope) -> Expr:
        name = token_of(tree, 0)
        arguments = [each for given in trees_of(tree) for each in trees_of(given)]
        at = self.at(tree)
        match str(name):
            case "now":
                functions.check_number(name, len(arguments), self.at(name), least=0, most=0)
                return Literal(times.moment_text(self._clock(at)), at)
            case "int" | "double" | "string" | "bool" | "exists" as to:
                functions.check_number(name, len(arguments), self.at(name))
                return Convert(self.expr(arguments[0], scope.below()), ConvertTo(to), at)
            case "size":
                functions.check_number(name, len(arguments), self.at(name))
                return Size(self.expr(arguments[0], scope.below()), at)
            case "type":
                functions.check_number(name, len(arguments), self.at(name))
                return TypeOf(self.expr(arguments[0], scope.below()), at)
            case "if_null":
                functions.check_number(name, len(arguments), self.at(name), least=2, most=None)
                return IfNull(tuple(self.expr(each, scope.below()) for each in arguments), at)
            case "all_of" | "any_of" as joined:
                functions.check_number(name, len(arguments), self.at(name), least=1, most=None)
                kind = And if joined == "all_of" else Or
                return kind(tuple(self.expr(each, scope.below()) for each in arguments), at)
            case "has_feedback":
                functions.check_number(name, len(arguments), self.at(name))
                return AnyFeedback(self._feedback_type(self._only_text(arguments[0])), _TRUE, at)
            case _:
                raise functions.unknown(name, self.at(name), self._measure_of(name, arguments))

    def _measure_of(self, name: Token, arguments: list[Tree[Token]]) -> str | None:
        """What the column of a measure is called where groups are asked for, so that `sum(cost)` is `sum_cost`."""
        if self.short:
            return None
        of = [str(path_of(each, self.source)) for each in arguments[:1] if each.data == "path"]
        return "_".join([name.lower(), *of])

    def _only_text(self, tree: Tree[Token]) -> Token:
        if tree.data != "text":
            raise ParseError("the type of feedback is a text in quotes", at=self.at(tree))
        return token_of(tree, 0)

    def _enclosed(self, tree: Tree[Token], scope: _Scope) -> Expr:
        return self.expr(trees_of(tree)[0], scope)


def _joins(one: ArithmeticOp, other: ArithmeticOp) -> bool:
    """`a + b + c` is one sum of three."""
    return one is other and one in (ArithmeticOp.ADD, ArithmeticOp.MULTIPLY)


def _levels(ops: list[ArithmeticOp]) -> list[int]:
    """How many levels of the tree are above the second operand of each step; the first operand is as deep as the
    deepest."""
    levels, level = [], 1
    for op, following in zip(reversed(ops), [None, *reversed(ops[1:])], strict=True):
        if following is not None and not _joins(op, following):
            level += 1
        levels.append(level)
    return levels[::-1]


_Read = Callable[[Reader, "Tree[Token]", _Scope], Expr]
_READERS: dict[str, _Read] = {
    "path": Reader._path,
    "text": Reader._text,
    "number": Reader._number,
    "negative": Reader._negative,
    "true": lambda reader, tree, scope: Literal(True, reader.at(tree)),
    "false": lambda reader, tree, scope: Literal(False, reader.at(tree)),
    "null": lambda reader, tree, scope: Literal(None, reader.at(tree)),
    "date": Reader._date,
    "duration": Reader._duration,
    **dict.fromkeys(_ARITHMETIC, Reader._calculated),
    "moved": Reader._calculated,
    "either": Reader._either,
    "both": Reader._both,
    "negated": Reader._negated,
    "compared": Reader._compared,
    "member": Reader._member,
    "contains": Reader._contains,
    "icontains": Reader._icontains,
    "starts": Reader._starts,
    "ends": Reader._ends,
    "matches": lambda reader, tree, scope: reader._matches(folded=False)(tree, scope),
    "imatches": lambda reader, tree, scope: reader._matches(folded=True)(tree, scope),
    "null_test": Reader._null_test,
    "exists": Reader._exists,
    "any_element": lambda reader, tree, scope: reader._elements(AnyElement)(tree, scope),
    "all_elements": lambda reader, tree, scope: reader._elements(AllElements)(tree, scope),
    "call": Reader._call,
    "call_where": Reader._call_where,
    "enclosed": Reader._enclosed,
}
