"""Room 3: from `Expr` to `BoundExpr`. The doors are `bind`, for sort keys `bind_sort`, and `findings`
for what binds and is true for no row."""

from weave_query.binding.bind import bind
from weave_query.binding.order import SortKey, bind_sort
from weave_query.binding.warn import findings, warnings_of

__all__ = ["SortKey", "bind", "bind_sort", "findings", "warnings_of"]
