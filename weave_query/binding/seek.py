"""Room 3: the rows behind a place in an order: sort keys and the values of a row, as one predicate.

It says what ORDER BY does (`order.SortKey`), so null is behind every value in both directions. Each key is written once
for each way in which a row can be behind: it is the first key that differs, or it ties and a later one differs.
"""

from __future__ import annotations

from collections.abc import Sequence

from weave_query.binding.nodes import BoundAnd, BoundExpr, BoundOr, Compare, ComparisonOp, IsNull, Param
from weave_query.binding.order import SortKey


def behind(keys: Sequence[SortKey], values: Sequence[Param | None]) -> BoundExpr | None:
    """The rows behind the one with these values, in the order of the keys; None where no row can be.

    values: by key, None where the row has null. The predicate is true or, for other rows, false or null.
    """
    found: BoundExpr | None = None
    for key, value in reversed(list(zip(keys, values, strict=True))):
        found = _behind_null(key, found) if value is None else _behind_value(key, value, found)
    return found


def _behind_null(key: SortKey, rest: BoundExpr | None) -> BoundExpr | None:
    """Behind null there is only what ties with it."""
    return None if rest is None else BoundAnd((IsNull(key.expr), rest))


def _behind_value(key: SortKey, value: Param, rest: BoundExpr | None) -> BoundExpr:
    beyond = Compare(ComparisonOp.LT if key.descending else ComparisonOp.GT, key.expr, value)
    if key.expr.nullable:
        ties = () if rest is None else (BoundAnd((Compare(ComparisonOp.EQ, key.expr, value), rest)),)
        return BoundOr((beyond, IsNull(key.expr), *ties))
    if rest is None:
        return beyond
    # A range by itself, which an index can serve, and what it has too much.
    not_before = Compare(ComparisonOp.LTE if key.descending else ComparisonOp.GTE, key.expr, value)
    return BoundAnd((not_before, BoundOr((beyond, rest))))
