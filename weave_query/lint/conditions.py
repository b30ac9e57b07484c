"""Lint: conditions that hold for every row or for none, that contradict each other, or stand twice.

Only what is sure is told: of fields that have one value in a row, compared with literals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from weave_query.catalogue.sets import is_set_valued
from weave_query.errors import Location
from weave_query.lint.finding import Finding, Fix, LintCode
from weave_query.literals import number_in_text
from weave_query.syntax.expr import (
    And,
    Comparison,
    ComparisonOp,
    Convert,
    ConvertTo,
    Expr,
    GetField,
    In,
    Literal,
    Not,
    Or,
)
from weave_query.syntax.text import Span, to_text

_SPELLED = {"true": True, "false": False}
_ORDER = {ComparisonOp.GT, ComparisonOp.GTE, ComparisonOp.LT, ComparisonOp.LTE}


def about_conditions(expr: Expr) -> Iterator[Finding]:
    """The findings in a condition and all below it that are joined by and, or, not."""
    match expr:
        case And() | Or():
            yield from _repeated(expr)
            if isinstance(expr, And):
                yield from _contradictions(expr.items)
            for item in expr.items:
                yield from about_conditions(item)
        case Not():
            yield from about_conditions(expr.item)
        case In() if not expr.choices:
            yield _finding(
                LintCode.ALWAYS_FALSE, "no value is in an empty list", expr.at, "name values, or leave it out"
            )
        case Comparison():
            yield from _same_on_both_sides(expr)


def _finding(code: LintCode, message: str, at: Location, hint: str, fix: Fix | None = None) -> Finding:
    return Finding(code.value, message, at, hint, fix)


def _same_on_both_sides(expr: Comparison) -> Iterator[Finding]:
    if not isinstance(expr.left, GetField) or expr.left != expr.right or is_set_valued(expr.left.path):
        return
    field = to_text(expr.left)
    if expr.op in (ComparisonOp.NE, ComparisonOp.GT, ComparisonOp.LT):
        message, code = f"`{field}` is compared with itself, which no row satisfies", LintCode.ALWAYS_FALSE
    else:
        message, code = (
            f"`{field}` is compared with itself, which every row satisfies that has it",
            LintCode.ALWAYS_TRUE,
        )
    yield _finding(
        code, message, expr.at, f"compare it with something else; `exists({field})` asks whether it is there"
    )


def _repeated(expr: And | Or) -> Iterator[Finding]:
    seen: set[Expr] = set()
    for number, item in enumerate(expr.items):
        if item in seen:
            previous = expr.items[number - 1].at
            fix = None
            if isinstance(item.at, Span) and isinstance(previous, Span):
                fix = Fix("leave it out", Span(item.at.source, previous.end, item.at.end), "")
            message = f"`{_short(item)}` stands twice"
            yield _finding(LintCode.REPEATED, message, item.at, "leave one of them out", fix)
        seen.add(item)


@dataclass(slots=True)
class _Bounds:
    """What the conditions so far leave of a field: one of some values, None for missing and null; not null; above and
    below others."""

    values: set[object] | None = None
    is_there: bool = False
    least: tuple[float, bool] | None = None
    most: tuple[float, bool] | None = None


def _contradictions(items: Sequence[Expr]) -> Iterator[Finding]:
    """Conditions on one field of which no value satisfies all."""
    bounds: dict[Expr, _Bounds] = {}
    for item in items:
        found = _about_field(item)
        if found is None:
            continue
        field, test = found
        if not _narrows(bounds.setdefault(field, _Bounds()), test):
            message = f"no value of `{to_text(field)}` satisfies `{_short(item)}` and the conditions before it"
            yield _finding(LintCode.CONTRADICTION, message, item.at, "join them with `or`, or leave one of them out")
            return


_Test = tuple[str, object]


def _about_field(item: Expr) -> tuple[GetField, _Test] | None:
    """A condition on one field with literals alone."""
    match item:
        case Comparison(op=op, left=GetField() as field, right=Literal() as literal):
            found: _Test | None = _comparison(op, literal)
        case Comparison(op=op, left=Literal() as literal, right=GetField() as field):
            found = _comparison(op.mirrored, literal)
        case In(item=GetField() as field, choices=choices) if choices and all(isinstance(c, Literal) for c in choices):
            found = ("in", {key for choice in choices if isinstance(choice, Literal) for key in _keys(choice.value)})
        case Convert(input=GetField() as field, to=ConvertTo.EXISTS):
            found = ("there", True)
        case Not(item=Comparison(op=ComparisonOp.EQ, left=GetField() as field, right=Literal(value=None))):
            found = ("there", True)
        case _:
            return None
    return None if found is None or is_set_valued(field.path) else (field, found)


def _comparison(op: ComparisonOp, literal: Literal) -> _Test | None:
    value = literal.value
    if op is ComparisonOp.EQ:
        return ("in", _keys(value))
    if op in _ORDER and isinstance(value, (int, float)) and not isinstance(value, bool):
        return (op.value, float(value))
    return None


def _keys(value: object) -> set[object]:
    """What a literal may be equal to: a text to the number or the boolean that it spells, the empty one to null too."""
    if isinstance(value, str):
        folded = value.strip().lower()
        number = number_in_text(value)
        if folded in _SPELLED:
            return {_SPELLED[folded]}
        return {float(number)} if number is not None else {value, None} if not value else {value}
    return {float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value}


def _narrows(bounds: _Bounds, test: _Test) -> bool:
    """Take a test into account; is there a value left?"""
    kind, value = test
    if kind == "there":
        bounds.is_there = True
    elif kind == "in" and isinstance(value, set):
        bounds.values = value if bounds.values is None else bounds.values & value
    elif isinstance(value, float):
        bounds.is_there = True
        _bound(bounds, kind, value)
    return _is_possible(bounds)


def _bound(bounds: _Bounds, kind: str, value: float) -> None:
    strict = kind in ("$gt", "$lt")
    if kind in ("$gt", "$gte"):
        bounds.least = max(bounds.least or (value, strict), (value, strict))
    else:
        # Of two equal bounds the strict one is the narrower.
        known = bounds.most or (value, strict)
        bounds.most = min(known, (value, strict), key=lambda each: (each[0], not each[1]))


def _is_possible(bounds: _Bounds) -> bool:
    if bounds.least and bounds.most:
        (low, low_strict), (high, high_strict) = bounds.least, bounds.most
        if low > high or (low == high and (low_strict or high_strict)):
            return False
    return bounds.values is None or any(_fits(value, bounds) for value in bounds.values)


def _fits(value: object, bounds: _Bounds) -> bool:
    if value is None:
        return not bounds.is_there
    if not isinstance(value, float) or isinstance(value, bool):
        # Whether a text is within bounds, the database knows.
        return True
    if bounds.least and (value < bounds.least[0] or (value == bounds.least[0] and bounds.least[1])):
        return False
    return not (bounds.most and (value > bounds.most[0] or (value == bounds.most[0] and bounds.most[1])))


def _short(expr: Expr) -> str:
    text = to_text(expr, spelled=True)
    return text if len(text) <= 60 else text[:59] + "…"
