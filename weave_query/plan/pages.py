"""Room 4: a page of a list: the rows behind the last one of the page before, one more than fit, and where each stands.

A page is the plan of the whole list with one more conjunct and a limit. Its rows also have the values of the sort keys,
which the cursor of the next page is made of; those that are among the columns anyway are not added.
"""

from __future__ import annotations

from collections.abc import Sequence

from weave_query.binding.nodes import FALSE, TRUE, BoundAnd, BoundExpr, Param
from weave_query.binding.order import SortKey
from weave_query.binding.seek import behind
from weave_query.compiled import PLACE, OutputColumn
from weave_query.errors import InternalError
from weave_query.literals import LiteralReading
from weave_query.plan.nodes import Limit, Relation
from weave_query.requests.page import PageShape
from weave_query.syntax.expr import Slot
from weave_query.types import INT


def behind_page(predicate: BoundExpr, keys: Sequence[SortKey], page: PageShape | None) -> BoundExpr:
    """The predicate, and of a page but the first one that a row is behind the page before."""
    if page is None or page.after is None:
        return predicate
    if len(page.after) != len(keys):
        raise InternalError("a cursor has another number of values than there are sort keys")
    values = [_value(key, slot) for key, slot in zip(keys, page.after, strict=True)]
    found = behind(keys, values) or FALSE
    if predicate == TRUE:
        return found
    return BoundAnd((*(predicate.items if isinstance(predicate, BoundAnd) else (predicate,)), found))


def _value(key: SortKey, slot: int | None) -> Param | None:
    return None if slot is None else Param(slot, LiteralReading.VALUE, key.expr.type)


def limited(rows: Relation, limit: Slot | None, offset: Slot | None, page: PageShape | None) -> Relation:
    """The rows that an answer has: up to a limit, or of a page."""
    limit = limit if page is None else page.size
    return Limit(rows, count(limit), count(offset)) if limit is not None or offset is not None else rows


def one_more(rows: Relation, page: PageShape) -> Relation:
    """The rows of a page, and one more where there is one, which tells whether there is another page."""
    return Limit(rows, count(page.size, LiteralReading.ONE_MORE), None)


def count(slot: Slot | None, reading: LiteralReading = LiteralReading.INT) -> Param | None:
    return Param(slot.index, reading, INT) if slot is not None else None


def placed(outputs: list[tuple[OutputColumn, BoundExpr]], keys: Sequence[SortKey]) -> tuple[OutputColumn, ...]:
    """For each sort key the column that has its values. Adds those that are not among the outputs."""
    found = {expr: column for column, expr in outputs}
    for number, key in enumerate(keys):
        if key.expr not in found:
            found[key.expr] = OutputColumn(f"{PLACE}{number}", key.expr.type, "key")
            outputs.append((found[key.expr], key.expr))
    return tuple(found[key.expr] for key in keys)
