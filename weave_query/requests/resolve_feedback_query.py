"""Room 2: a query for feedback with everything settled: one predicate, fields, an order, a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from weave_query.errors import ROOT, ParseError
from weave_query.options import Limits, Options
from weave_query.requests.conditions import predicate_of
from weave_query.requests.counts import count_slot
from weave_query.requests.feedback_query import COUNT, FeedbackQueryReq
from weave_query.requests.limits import path_of
from weave_query.requests.page import PageShape
from weave_query.requests.query import Query
from weave_query.requests.sorting import SortField, sort_fields
from weave_query.syntax.expr import Expr, Slot
from weave_query.syntax.paths import FieldPath
from weave_query.syntax.shape import SlotValue


@dataclass(frozen=True, slots=True)
class FeedbackQueryShape:
    """The shape of a query for feedback. fields: as asked for, empty means all columns, None that only the number of
    rows is asked for. page: in the place of limit and offset, where a page is asked for."""

    kind: ClassVar[str] = "feedback_query"
    predicate: Expr
    joined: bool
    fields: tuple[FieldPath, ...] | None
    sort: tuple[SortField, ...]
    limit: Slot | None
    offset: Slot | None
    page: PageShape | None = None


def resolve_feedback_query(
    request: FeedbackQueryReq, where: Query | None, options: Options
) -> tuple[FeedbackQueryShape, tuple[SlotValue, ...], dict[str, Any]]:
    """The shape, the values and the facts that the answer needs: the fields by their names."""
    values: list[SlotValue] = [request.project_id]
    query = request.query.expr if request.query is not None else None
    predicate, joined = predicate_of(request.project_id, None, [query], where, limits=options.limits, values=values)
    fields = _fields(request.fields or [], options.limits)
    shape = FeedbackQueryShape(
        predicate,
        joined,
        None if fields is None else tuple(fields.values()),
        sort_fields(request.sort_by or [], options.limits),
        count_slot(request.limit, values),
        count_slot(request.offset or None, values),
    )
    return shape, tuple(values), {"project_id": request.project_id, "fields": fields}


def _fields(names: list[str], limits: Limits) -> dict[str, FieldPath] | None:
    at = ROOT.child("fields")
    if COUNT in names:
        if len(set(names)) > 1:
            raise ParseError(f"`{COUNT}` stands alone: the number of rows is one row", at=at.child(names.index(COUNT)))
        return None
    return {name: path_of(name, limits, at.child(position)) for position, name in enumerate(names)}
