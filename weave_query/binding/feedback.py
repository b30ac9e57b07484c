"""Room 3: the columns and the derived fields of feedback."""

from __future__ import annotations

from functools import cache

from weave_query.binding.nodes import Apply, BoundExpr, Coalesce, ColumnRef, Function
from weave_query.binding.values import Value, string_value, text_constant
from weave_query.catalogue.tables import FEEDBACK
from weave_query.errors import InternalError

_EMPTY = text_constant("")


@cache
def feedback_column(name: str) -> ColumnRef:
    """A reference to a column of feedback."""
    column = FEEDBACK[name]
    return ColumnRef("feedback", name, column.type, nullable=not column.required)


@cache
def text_or_empty(name: str) -> BoundExpr:
    """A text column, empty where there is none."""
    column = feedback_column(name)
    return Coalesce((column, _EMPTY)) if column.nullable else column


@cache
def derived_of_feedback(name: str) -> BoundExpr:
    """A derived field by its name, a text; never null."""
    match name:
        case "scorer_id":
            return Apply(Function.REF_OBJECT, text_or_empty("runnable_ref"))
        case "monitor_id":
            return Apply(Function.REF_OBJECT, text_or_empty("trigger_ref"))
        case "span_type":
            return Apply(Function.REF_KIND, text_or_empty("weave_ref"))
        case _:
            raise InternalError(f"no rule is known for the derived field `{name}` of feedback")


def derived_feedback_value(name: str) -> Value:
    """A derived field as a value."""
    return string_value(derived_of_feedback(name), field=True)
