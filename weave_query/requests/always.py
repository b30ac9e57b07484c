"""Room 2: the condition of `Options.always`, its values moved out."""

from __future__ import annotations

from collections.abc import Mapping

from weave_query.errors import ROOT, RequestError, SettingsError
from weave_query.options import Limits
from weave_query.requests.limits import check_values
from weave_query.requests.query import Query
from weave_query.syntax.expr import Expr
from weave_query.syntax.shape import SlotValue, abstract


def always_of(given: object, limits: Limits, values: list[SlotValue]) -> Expr:
    """The condition. given: text, an expression of `F`, a Query or an operator in JSON. Appends its values.

    Raises SettingsError for what is none, since it is the server's and not the request's.
    """
    try:
        expr = (Query.placed(given, ROOT, bare=True) if isinstance(given, Mapping) else Query(given)).expr
        shape = abstract(expr, values)
        check_values(expr, values, limits, joined=False)
    except RequestError as error:
        raise wrong(error) from None
    return shape


def wrong(error: RequestError) -> SettingsError:
    """The same error, told of the option."""
    return SettingsError(f"`Options.always` is no condition on calls: {error.message}", hint=error.hint)
