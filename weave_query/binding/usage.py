"""Room 3: the counters of token usage, normalised (semantics, section 6). Everything is an integer, never null."""

from __future__ import annotations

from collections.abc import Mapping

from weave_query.binding.nodes import (
    Apply,
    Arithmetic,
    ArithmeticOp,
    BoundAnd,
    BoundExpr,
    BoundOr,
    Case,
    ColumnRef,
    Compare,
    ComparisonOp,
    Constant,
    Function,
    IsNull,
    JsonReading,
    JsonRef,
    Segment,
)
from weave_query.types import FLOAT, INT, SAFE_INTEGER

USAGE_PATH = (Segment("usage"),)
STORED = (
    *("prompt_tokens", "input_tokens", "completion_tokens", "output_tokens", "total_tokens"),
    *("cache_read_input_tokens", "cache_creation_input_tokens", "requests"),
)
COUNTERS = ("prompt", "completion", "total", "cache_read", "cache_creation", "requests")
_ZERO = Constant(0, INT)


def stored_counter(usage: ColumnRef, name: str) -> tuple[BoundExpr, BoundExpr]:
    """A counter as it is stored, in a model's usage: the number that it is or spells, as a double; the same as an
    integer if it is one, since a double does not tell 2^53 from 2^53 + 1."""
    path = (Segment(name),)
    return JsonRef(usage, path, JsonReading.NUMERIC), JsonRef(usage, path, JsonReading.INTEGER)


def counted(number: BoundExpr, integer: BoundExpr) -> BoundExpr:
    """A stored counter within 0 and 2^53, cut toward zero, else 0. The operands: see `stored_counter`."""
    low = Compare(ComparisonOp.GTE, number, Constant(0.0, FLOAT))
    high = Compare(ComparisonOp.LTE, number, Constant(float(SAFE_INTEGER), FLOAT))
    exact = BoundOr((IsNull(integer), Compare(ComparisonOp.LTE, integer, Constant(SAFE_INTEGER, INT))))
    return Case(((BoundAnd((low, high, exact)), Apply(Function.FLOAT_TO_INT, number)),), _ZERO)


def counters(found: Mapping[str, BoundExpr]) -> dict[str, BoundExpr]:
    """The normalised counters by name, of the stored ones as `counted` gives them."""
    prompt = _sum(found["prompt_tokens"], found["input_tokens"])
    completion = _sum(found["completion_tokens"], found["output_tokens"])
    total = found["total_tokens"]
    return {
        "prompt": prompt,
        "completion": completion,
        "total": Case(((Compare(ComparisonOp.GT, total, _ZERO), total),), _sum(prompt, completion)),
        "cache_read": found["cache_read_input_tokens"],
        "cache_creation": found["cache_creation_input_tokens"],
        "requests": found["requests"],
    }


def any_counted(values: list[ColumnRef]) -> BoundExpr:
    """Is a counter not 0? A model of which all are is left out."""
    return BoundOr(tuple([Compare(ComparisonOp.GT, each, _ZERO) for each in values]))


def _sum(left: BoundExpr, right: BoundExpr) -> BoundExpr:
    return Arithmetic(ArithmeticOp.ADD, left, right)
