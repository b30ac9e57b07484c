"""Room 3: from `Expr` to `BoundExpr`. The doors are `bind` and, for sort keys, `bind_sort`."""

from weave_query.binding.bind import bind
from weave_query.binding.order import SortKey, bind_sort

__all__ = ["SortKey", "bind", "bind_sort"]
