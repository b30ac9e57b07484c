"""Room 2: all conditions of a request as one expression, its values moved out."""

from __future__ import annotations

from collections.abc import Sequence

from weave_query.errors import ROOT
from weave_query.options import Limits
from weave_query.requests.filter import CallsFilter
from weave_query.requests.limits import check_values
from weave_query.requests.query import Query
from weave_query.requests.selection import filter_conditions
from weave_query.syntax.expr import Expr, conjunction
from weave_query.syntax.json import check_text
from weave_query.syntax.shape import SlotValue, abstract


def predicate_of(
    project_id: str,
    filter: CallsFilter | None,
    conditions: Sequence[Expr | None],
    where: Query | None,
    *,
    limits: Limits,
    values: list[SlotValue],
) -> tuple[Expr, bool]:
    """The filter, the conditions and `where`, ANDed, and whether it is an AND of several, which are limited each by
    itself. Appends the values. Raises ParseError, LimitError."""
    check_text(project_id, ROOT.child("project_id"))
    found = filter_conditions(filter, ROOT.child("filter")) if filter is not None else []
    found += (condition for condition in conditions if condition is not None)
    if where is not None:
        found.append(where.expr)
    predicate = conjunction(found)
    shape = abstract(predicate, values)
    joined = len(found) > 1
    check_values(predicate, values, limits, joined=joined)
    return shape, joined
