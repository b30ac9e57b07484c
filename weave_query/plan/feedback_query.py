"""Room 4: the plan of a query for feedback: the rows of a page, and how many there are on all of them."""

from __future__ import annotations

from weave_query.binding.bind import bind
from weave_query.binding.feedback import derived_of_feedback, feedback_column
from weave_query.binding.nodes import BoundExpr
from weave_query.binding.order import SortKey, bind_sort
from weave_query.catalogue.fields import FEEDBACK_FIELDS, FieldKind
from weave_query.catalogue.tables import FEEDBACK
from weave_query.compiled import OutputColumn
from weave_query.errors import ROOT, InternalError, WeaveQueryError, raise_all
from weave_query.plan.calls import collected, in_total_order
from weave_query.plan.measures import AggregateFunction, Measure
from weave_query.plan.nodes import Aggregate, Derive, Filter, NamedPlan, RequestPlan, Scan, Sort
from weave_query.plan.pages import NO_PLACE, behind_page, limited, page_of
from weave_query.plan.project import PROJECT
from weave_query.requests.resolve_feedback_query import FeedbackQueryShape
from weave_query.syntax.paths import FieldPath


def plan_feedback_query(shape: FeedbackQueryShape) -> RequestPlan:
    """Statements for the rows and for their number; of a count, for the number alone."""
    errors: list[WeaveQueryError] = []
    predicate = collected(errors, lambda: bind(shape.predicate, FEEDBACK_FIELDS))
    keys = collected(errors, lambda: _keys(shape))
    columns = collected(errors, lambda: _columns(shape.fields or ()))
    if predicate is None or keys is None or columns is None:
        raise_all(errors)
        raise InternalError("a step of planning gave nothing and no error")
    scan = Scan("feedback", PROJECT)
    rows = Filter(scan, predicate)
    total = NamedPlan("total", Aggregate(rows, (Measure("count", AggregateFunction.ROWS),)))
    if shape.fields is None:
        return RequestPlan(shape.kind, (total,), PROJECT)
    in_order = Sort(Filter(scan, behind_page(predicate, keys, shape.page)), keys)
    listed, place = Derive(limited(in_order, shape.limit, shape.offset), tuple(columns)), NO_PLACE
    if shape.page is not None:
        listed, place = page_of(rows, in_order, columns, shape.page)
    return RequestPlan(shape.kind, (NamedPlan("feedback", listed), total), PROJECT, place=place)


def _keys(shape: FeedbackQueryShape) -> tuple[SortKey, ...]:
    keys = [key for each in shape.sort for key in bind_sort(each.path, each.descending, FEEDBACK_FIELDS, each.at)]
    return in_total_order(keys, feedback_column("created_at"), feedback_column("id"))


def _columns(fields: tuple[FieldPath, ...]) -> list[tuple[OutputColumn, BoundExpr]]:
    """The columns and computed fields that the fields are, or are paths into, each once. Raises UnknownFieldError."""
    found: dict[str, BoundExpr] = {}
    for position, path in enumerate(fields):
        field, _ = FEEDBACK_FIELDS.find(path, ROOT.child("fields").child(position))
        is_derived = field.kind is FieldKind.DERIVED
        found[field.name] = derived_of_feedback(field.name) if is_derived else feedback_column(field.name)
    if not fields:
        found = {column.name: feedback_column(column.name) for column in FEEDBACK.columns}
    return [(OutputColumn(name, expr.type), expr) for name, expr in found.items()]
