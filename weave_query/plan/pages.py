"""Room 4: a page of a list: the rows behind the last one of the page before, one more than fit, and where each stands.

A page is the plan of the whole list with one more conjunct and a limit. Its rows also have the values of the sort keys,
of which the cursor of the next page is made; those that are among the columns anyway are not added.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from weave_query.binding.nodes import FALSE, TRUE, BoundAnd, BoundExpr, ColumnRef, JsonRef, Param
from weave_query.binding.order import SortKey
from weave_query.binding.seek import behind
from weave_query.binding.walk import conjuncts, operands
from weave_query.compiled import PLACE, OutputColumn
from weave_query.errors import InternalError
from weave_query.literals import LiteralReading
from weave_query.plan.nodes import Alias, Derive, Filter, Limit, Relation, Sort
from weave_query.requests.page import PageShape
from weave_query.syntax.expr import Slot
from weave_query.types import INT

Columns = Sequence[tuple[OutputColumn, BoundExpr]]
Place = tuple[OutputColumn, ...]
NO_PLACE: Place = ()
ROWS = "placed"
"""The name of rows that have the values of their sort keys as columns."""


def behind_page(predicate: BoundExpr, keys: Sequence[SortKey], page: PageShape | None) -> BoundExpr:
    """The predicate, and of a page but the first one that a row is behind the page before."""
    if page is None or page.after is None:
        return predicate
    if len(page.after) != len(keys):
        raise InternalError("a cursor has another number of values than there are sort keys")
    values = [_value(key, slot) for key, slot in zip(keys, page.after, strict=True)]
    found = behind(keys, values) or FALSE
    return found if predicate == TRUE else BoundAnd((*conjuncts(predicate), found))


def _value(key: SortKey, slot: int | None) -> Param | None:
    return None if slot is None else Param(slot, LiteralReading.VALUE, key.expr.type)


def limited(rows: Relation, limit: Slot | None, offset: Slot | None, page: PageShape | None = None) -> Relation:
    """The rows that an answer has: up to a limit, or those of a page."""
    limit = limit if page is None else page.size
    return Limit(rows, count(limit), count(offset)) if limit is not None or offset is not None else rows


def count(slot: Slot | None, reading: LiteralReading = LiteralReading.INT) -> Param | None:
    return Param(slot.index, reading, INT) if slot is not None else None


def page_of(rows: Relation, in_order: Sort, columns: Columns, page: PageShape) -> tuple[Derive, Place]:
    """The columns of the rows of a page, and one row more where there is one; and for each sort key its column.

    rows: those of all pages. in_order: those that are behind the page before. Keys that read documents are computed
    once, as columns of named rows: they are long, and the order, the place and the columns each ask for them.
    """
    keys = in_order.keys
    found, place = placed(columns, keys)
    if any(_reads_document(key.expr) for key in keys):
        named = Alias(Derive(rows, found), ROWS)
        keys = tuple(
            replace(key, expr=_ref(column, key.expr)) for column, key in zip(place, in_order.keys, strict=True)
        )
        behind = behind_page(TRUE, keys, page)
        in_order = Sort(named if behind == TRUE else Filter(named, behind), keys)
        found = tuple((column, _ref(column, expr)) for column, expr in found)
    return Derive(Limit(in_order, count(page.size, LiteralReading.ONE_MORE), None), found), place


def placed(columns: Columns, keys: Sequence[SortKey]) -> tuple[tuple[tuple[OutputColumn, BoundExpr], ...], Place]:
    """The columns with those of the sort keys that are not among them, and for each key its column."""
    found = {expr: column for column, expr in columns}
    added = []
    for number, key in enumerate(keys):
        if key.expr not in found:
            column = found[key.expr] = OutputColumn(f"{PLACE}{number}", key.expr.type, "key")
            added.append((column, key.expr))
    return (*columns, *added), tuple(found[key.expr] for key in keys)


def _ref(column: OutputColumn, expr: BoundExpr) -> ColumnRef:
    return ColumnRef(ROWS, column.name, column.type, nullable=expr.nullable)


def _reads_document(expr: BoundExpr) -> bool:
    return isinstance(expr, JsonRef) or any(map(_reads_document, operands(expr)))
