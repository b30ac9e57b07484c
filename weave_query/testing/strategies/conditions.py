"""Testing: conditions of the language over what some rows hold. A vocabulary in, JSON as `$expr` takes it out.

Every choice is drawn with the simplest first, and a condition draws the same choices at every depth, so that shrinking
may put a part in the place of the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from weave_query.testing.strategies.documents import Json
from weave_query.testing.strategies.grammar import ANYTHING, Grammar
from weave_query.testing.strategies.known import Field, Vocabulary
from weave_query.testing.strategies.likely import TYPES
from weave_query.testing.strategies.texts import part_of, pattern_of

_COMPARISONS = ("$eq", "$gt", "$lt", "$eq", "$gte", "$lte", "$ne")
_LEAVES = (
    *("compared", "compared", "chosen", "searched", "compared", "edged", "time", "compared", "bare", "elements"),
    *("compared", "chosen", "searched", "typed", "matched", "elements", "compared", "searched", "as_value"),
)
_CONNECTIVES = ("$not", "$and", "$or", "$and", "$or", "$not")
_OPERANDS = (
    *(
        "field",
        "field",
        "field",
        "field",
        "convert",
        "size",
        "if_null",
        "calculated",
        "field",
        "field",
        "field",
        "convert",
    ),
    *("type", "calculated", "if_null", "field", "field", "field", "convert", "condition", "literal"),
)
_POOLS = (
    *("paths", "paths", "columns", "paths", "paths", "derived", "paths", "paths", "columns", "steps", "paths", "paths"),
    *("paths", "lists", "times"),
)
_ARITHMETIC = ("$add", "$subtract", "$multiply", "$divide")
_SMALL = (1, 0, 2, 0.5, -3, 1e150, 1e-150, 1e200, 2**53 + 1, "5", None)
_CONVERSIONS = ("string", "double", "int", "bool", "exists")


def expressions(
    known: Vocabulary, *, depth: int = 3, operand_depth: int = 2, regexes: bool = True
) -> st.SearchStrategy[Json]:
    """Conditions with every operator of the language, over the fields and values of `known`.

    depth: connectives and conditions on elements above each other. operand_depth: value operators above each other.
    regexes: with `$regexMatch`, which some backends refuse. Literals are mostly values that stand in some rows, so
    that many conditions select some of the rows and not all.
    """
    return _condition(Grammar(known, known.calls, operand_depth, regexes), depth)


@st.composite
def _condition(draw: st.DrawFn, grammar: Grammar, depth: int) -> Json:
    # Leaves first: a leaf is the same draw at every depth.
    kind = draw(st.sampled_from((*_LEAVES, *_CONNECTIVES * 5) if depth > 0 else _LEAVES))
    if kind == "$not":
        inner = draw(_condition(grammar, depth - 1))
        return {"$not": [inner] if draw(st.integers(0, 3)) < 3 else inner}
    if kind in _CONNECTIVES:
        return {kind: draw(st.lists(_condition(grammar, depth - 1), min_size=1, max_size=3))}
    if grammar.known.sets and grammar.rows is None and (about := draw(st.integers(0, 7))) >= 5:
        rows = draw(st.sampled_from(grammar.known.sets))
        if about == 7 and rows.row is not None:
            where = draw(_condition(grammar.of_one_row(rows.row), min(depth, 1)))
            return {"$feedback": {"type": rows.type, "where": where}}
        grammar = grammar.of_rows(rows.fields)
    return _MAKERS[kind](draw, grammar, depth)


# Fields and literals.


def _field(draw: st.DrawFn, grammar: Grammar) -> Json:
    if grammar.rows is not None and draw(st.integers(0, 3)) < 3:
        return draw(_front(grammar.rows.paths)).json
    if grammar.inside and draw(st.integers(0, 3)) < 3:
        return draw(st.sampled_from(grammar.scope.paths)).json
    calls = grammar.known.calls
    pool: Sequence[Field] = getattr(calls, draw(st.sampled_from(_POOLS)))
    return draw(_front(pool or calls.columns)).json


def _front(fields: Sequence[Field]) -> st.SearchStrategy[Field]:
    """One of the fields, those in front three times as often: they occur in most rows."""
    front = fields[:16]
    return st.sampled_from((*front, *front, *front, *fields))


def _literal(draw: st.DrawFn, grammar: Grammar, beside: Json) -> Json:
    value = draw(grammar.values(beside))
    return value if draw(st.integers(0, 2)) == 0 else {"$literal": value}


# Operands.


@st.composite
def _operand(draw: st.DrawFn, grammar: Grammar, depth: int) -> Json:
    kind = draw(st.sampled_from(_OPERANDS if depth > 0 else ("field",)))
    match kind:
        case "field":
            return _field(draw, grammar)
        case "convert":
            to = draw(st.sampled_from(_CONVERSIONS))
            return {"$convert": {"input": draw(_operand(grammar, depth - 1)), "to": to}}
        case "size":
            return {"$size": _or_rare(draw, grammar, depth - 1)}
        case "type":
            return {"$type": _or_rare(draw, grammar, depth - 1)}
        case "if_null":
            return _first_of(draw, grammar, depth)
        case "condition":
            return draw(_condition(replace(grammar, operand_depth=0), 0))
        case "literal":
            return {"$literal": draw(st.sampled_from(ANYTHING))}
        case _:
            return _calculated(draw, grammar, depth)


def _or_rare(draw: st.DrawFn, grammar: Grammar, depth: int) -> Json:
    """An operand; now and then a list column or a time."""
    if draw(st.integers(0, 4)) < 4:
        return draw(_operand(grammar, depth))
    return draw(st.sampled_from((*grammar.known.calls.lists, *grammar.known.calls.times))).json


def _first_of(draw: st.DrawFn, grammar: Grammar, depth: int) -> Json:
    first = _or_rare(draw, grammar, depth - 1)
    others = []
    for _ in range(draw(st.integers(1, 2))):
        literal = draw(st.integers(0, 2)) == 0
        others.append(_literal(draw, grammar, first) if literal else draw(_operand(grammar, depth - 1)))
    return {"$ifNull": draw(st.permutations([first, *others]))}


def _calculated(draw: st.DrawFn, grammar: Grammar, depth: int) -> Json:
    name = draw(st.sampled_from(_ARITHMETIC))
    items = [_numeric(draw, grammar, depth)]
    for _ in range(draw(st.integers(1, 2)) if name in ("$add", "$multiply") else 1):
        literal = draw(st.booleans())
        items.append({"$literal": draw(st.sampled_from(_SMALL))} if literal else _numeric(draw, grammar, depth))
    return {name: draw(st.permutations(items))}


def _numeric(draw: st.DrawFn, grammar: Grammar, depth: int) -> Json:
    rows = grammar.rows.numbers if grammar.rows is not None else ()
    numbers = (*rows, *grammar.scope.numbers, *grammar.known.calls.steps)
    if numbers and draw(st.integers(0, 3)) < 3:
        return draw(_front(numbers)).json
    return draw(_operand(grammar, depth - 1))


# Conditions.


def _compared(draw: st.DrawFn, grammar: Grammar, depth: int) -> Json:
    left = draw(_operand(grammar, grammar.operand_depth))
    beside_operand = draw(st.integers(0, 6)) == 6
    right = draw(_operand(grammar, grammar.operand_depth)) if beside_operand else _literal(draw, grammar, left)
    return {draw(st.sampled_from(_COMPARISONS)): _either_way(draw, left, right)}


def _either_way(draw: st.DrawFn, left: Json, right: Json) -> list[Json]:
    return [left, right] if draw(st.integers(0, 4)) < 4 else [right, left]


def _time(draw: st.DrawFn, grammar: Grammar, depth: int) -> Json:
    # Mostly the first two, which most calls have.
    times = [field.json for field in grammar.known.calls.times]
    one, other = (draw(st.permutations(times)) if draw(st.integers(0, 3)) == 3 else times)[:2]
    left = draw(st.sampled_from((one, other, {"$ifNull": [other, one]})))
    name = draw(st.sampled_from((*_COMPARISONS, "$in")))
    if name == "$in":
        return {name: [left, [draw(grammar.values(left)) for _ in range(draw(st.integers(1, 3)))]]}
    right = other if draw(st.integers(0, 9)) == 9 else _literal(draw, grammar, left)
    return {name: _either_way(draw, left, right)}


def _typed(draw: st.DrawFn, grammar: Grammar, depth: int) -> Json:
    pair = [{"$type": _or_rare(draw, grammar, 1)}, {"$literal": draw(st.sampled_from(TYPES))}]
    return {draw(st.sampled_from(("$eq", "$ne"))): pair}


def _as_value(draw: st.DrawFn, grammar: Grammar, depth: int) -> Json:
    """A condition as the operand of a comparison: it has the value true or false."""
    made = draw(_condition(replace(grammar, operand_depth=min(grammar.operand_depth, 1)), 0))
    right = {"$literal": draw(st.sampled_from((True, False, "true", None, 1)))}
    return {draw(st.sampled_from(_COMPARISONS)): _either_way(draw, made, right)}


def _chosen(draw: st.DrawFn, grammar: Grammar, depth: int) -> Json:
    item = draw(_operand(grammar, grammar.operand_depth))
    return {"$in": [item, [_literal(draw, grammar, item) for _ in range(draw(st.integers(0, 4)))]]}


def _searched(draw: st.DrawFn, grammar: Grammar, depth: int) -> Json:
    item = _or_rare(draw, grammar, draw(st.integers(0, grammar.operand_depth)))
    folded = draw(st.sampled_from((None, True, False, True)))
    if not folded and draw(st.integers(0, 5)) == 5:
        needle = draw(_operand(grammar, 1))
    else:
        needle = draw(grammar.values(item).flatmap(part_of))
        needle = needle if draw(st.booleans()) else {"$literal": needle}
    return {"$contains": _folded({"input": item, "substr": needle}, folded)}


def _folded(body: dict[str, Json], folded: bool | None) -> dict[str, Json]:
    return body if folded is None else {**body, "case_insensitive": folded}


def _edged(draw: st.DrawFn, grammar: Grammar, depth: int) -> Json:
    item = _or_rare(draw, grammar, draw(st.integers(0, grammar.operand_depth)))
    name = draw(st.sampled_from(("$startsWith", "$endsWith")))
    if draw(st.integers(0, 7)) == 7:
        return {name: [item, draw(_operand(grammar, 1))]}
    value = draw(grammar.texts(item))
    if isinstance(value, str) and draw(st.integers(0, 2)) > 0:
        length = draw(st.integers(0, 4))
        value = value[:length] if name == "$startsWith" else value[max(len(value) - length, 0) :]
    pair = [item, value if draw(st.booleans()) else {"$literal": value}]
    return {name: pair if draw(st.integers(0, 9)) < 9 else pair[::-1]}


def _matched(draw: st.DrawFn, grammar: Grammar, depth: int) -> Json:
    if not grammar.regexes:
        return _edged(draw, grammar, depth)
    item = _or_rare(draw, grammar, draw(st.integers(0, grammar.operand_depth)))
    regex = draw(grammar.texts(item).flatmap(pattern_of))
    folded = draw(st.sampled_from((None, True, False)))
    return {"$regexMatch": _folded({"input": item, "regex": regex}, folded)}


def _bare(draw: st.DrawFn, grammar: Grammar, depth: int) -> Json:
    if draw(st.integers(0, 19)) == 19:
        return draw(st.sampled_from(ANYTHING))
    return _or_rare(draw, grammar, grammar.operand_depth)


def _elements(draw: st.DrawFn, grammar: Grammar, depth: int) -> Json:
    arrays = (*grammar.scope.arrays, *grammar.known.calls.lists) if grammar.rows is None else grammar.rows.arrays
    items = draw(_front(arrays)).json if arrays and draw(st.integers(0, 5)) < 5 else draw(_operand(grammar, 1))
    where = draw(_condition(grammar.within, 0 if grammar.inside or depth < 1 else 1))
    return {draw(st.sampled_from(("$anyElement", "$allElements"))): {"input": items, "where": where}}


_Maker = Callable[[st.DrawFn, Grammar, int], Any]
_MAKERS: dict[str, _Maker] = {
    "compared": _compared,
    "chosen": _chosen,
    "searched": _searched,
    "edged": _edged,
    "time": _time,
    "typed": _typed,
    "matched": _matched,
    "bare": _bare,
    "elements": _elements,
    "as_value": _as_value,
}
