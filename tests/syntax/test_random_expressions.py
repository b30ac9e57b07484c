"""`F`, whatever is built: the tree is that of its JSON, and what it shows builds it again."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import weave_query as wq
from weave_query import Expression, F, all_of, any_of
from weave_query.syntax import parse

NAMES = {"Expression": Expression, "F": F, "all_of": all_of, "any_of": any_of}


class Level(IntEnum):
    HIGH = 3


class Word(StrEnum):
    YES = "yes"


keys = st.sampled_from(["a", "b.c", "0", "00", "", "é\\"]) | st.integers(0, 3)
fields: st.SearchStrategy[Expression] = st.builds(
    lambda root, below: F(root, *below), st.sampled_from(["inputs", "feedback", "id"]), st.lists(keys, max_size=3)
) | st.sampled_from([F("inputs.a.0.b"), F("latency_ms"), F("feedback.[*].payload.x"), F("inputs.\\..\\\\")])
scalars = st.one_of(
    *(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.dates()),
    *(st.datetimes(), st.text("ab'\"\\{}é\n", max_size=4), st.sampled_from([*Level, *Word])),
)
numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)


def larger(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Expressions with one operator around smaller ones."""
    # A list of one encloses what `&`, `|` and `~` made.
    closed = inner.map(lambda each: all_of([each]))
    operands = inner | scalars
    closed_operands = closed | scalars
    flags = st.booleans()
    patterns = st.sampled_from(["a", "^a+$", "[^b]{2,3}|c"])
    binary = [
        *(lambda a, b: a == b, lambda a, b: a != b, lambda a, b: a < b, lambda a, b: a <= b, lambda a, b: a > b),
        *(lambda a, b: a >= b, lambda a, b: b == a, lambda a, b: b < a, lambda a, b: b >= a),
    ]
    signs = [
        *(lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b, lambda a, b: a / b),
        *(lambda a, b: b + a, lambda a, b: b - a, lambda a, b: b * a, lambda a, b: b / a),
    ]
    return st.one_of(
        st.builds(lambda a, b, use: use(a, b), closed, closed_operands, st.sampled_from(binary)),
        st.builds(lambda a, b, use: use(a, b), closed, closed | numbers, st.sampled_from(signs)),
        st.builds(lambda a, b: a & b, inner, inner),
        st.builds(lambda a, b: a | b, inner, inner),
        inner.map(lambda a: ~a),
        st.builds(lambda items, use: use(items), st.lists(inner, max_size=3), st.sampled_from([all_of, any_of])),
        st.builds(lambda a, items: a.is_in(items), inner, st.lists(operands, max_size=3)),
        st.builds(lambda a, b: a.contains(b), inner, operands),
        st.builds(lambda a, b: a.contains(b, case_insensitive=True), inner, scalars),
        st.builds(lambda a, b: a.starts_with(b), inner, operands),
        st.builds(lambda a, b: a.ends_with(b), inner, operands),
        st.builds(lambda a, b, flag: a.matches(b, case_insensitive=flag), inner, patterns, flags),
        inner.map(lambda a: a.size()),
        inner.map(lambda a: a.type()),
        st.builds(lambda a, to: a.convert(to), inner, st.sampled_from(["double", "string", "int", "bool", "exists"])),
        st.builds(lambda a, b, c: a.if_null(b, c), inner, operands, operands),
        st.builds(_on_elements, inner, operands, keys, flags),
    )


def _on_elements(input: Expression, other: Any, key: str | int, every: bool) -> Expression:
    def where(element: F) -> Expression:
        return element[key].contains(other) | element.any(lambda x: x[key][0] == 1)

    return input.all(where) if every else input.any(where)


expressions: st.SearchStrategy[Expression] = st.recursive(
    fields | scalars.map(Expression.literal), larger, max_leaves=8
)


@settings(max_examples=400, deadline=None)
@given(expressions)
def test_any_expression_is_the_tree_of_its_json_and_shows_itself_as_what_builds_it(expression: Expression) -> None:
    assert parse(expression.to_json()) == expression.expr
    assert wq.Query(expression).to_json() == expression.to_json()
    assert eval(repr(expression), NAMES).expr == expression.expr
