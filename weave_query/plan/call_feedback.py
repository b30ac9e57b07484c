"""Room 4: the feedback of the calls of a page, a row for each."""

from __future__ import annotations

from weave_query.binding.derived import call_column
from weave_query.binding.feedback import feedback_column
from weave_query.binding.nodes import ColumnRef, Compare, ComparisonOp
from weave_query.binding.order import SortKey
from weave_query.catalogue.sets import ANY_TYPE, feedback_of
from weave_query.catalogue.tables import FEEDBACK
from weave_query.compiled import OutputColumn
from weave_query.plan.nodes import Alias, Derive, Join, Relation, Sort
from weave_query.plan.sets import ID, call_id_of, rows_of
from weave_query.types import STRING

CALL = OutputColumn("call_id", STRING)


def feedback_of_calls(calls: Relation) -> Relation:
    """Rows of feedback, in the order in which it was given, each with the `call_id` of the call that it is about."""
    about = feedback_of(ANY_TYPE)
    page = Alias(Derive(calls, ((ID, call_column("id")),)), "page")
    same = Compare(ComparisonOp.EQ, call_id_of(about), ColumnRef(page.name, ID.name, STRING, nullable=False))
    rows = Sort(
        Join(rows_of(about), page, same), (SortKey(feedback_column("created_at")), SortKey(feedback_column("id")))
    )
    columns = [(OutputColumn(each.name, each.type), feedback_column(each.name)) for each in FEEDBACK.columns]
    return Derive(rows, ((CALL, call_id_of(about)), *columns))
