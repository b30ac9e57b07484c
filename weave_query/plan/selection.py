"""Room 4: the calls that a request selects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from weave_query.binding.derived import COSTS, call_column
from weave_query.binding.nodes import (
    BoundAnd,
    BoundExpr,
    IsNull,
)
from weave_query.binding.walk import conjuncts, reads
from weave_query.catalogue.refs import ExpandedColumn
from weave_query.plan.call_costs import with_costs
from weave_query.plan.nodes import Filter, Relation, Scan
from weave_query.plan.project import PROJECT
from weave_query.plan.refs import read_by, with_values

if TYPE_CHECKING:
    from weave_query.options import StoredUsage


def calls_of(
    predicate: BoundExpr,
    asked: Sequence[BoundExpr] = (),
    *,
    policy: StoredUsage = "own",
    expanded: Sequence[ExpandedColumn] = (),
) -> Relation:
    """The project's calls that are not deleted and satisfy the predicate, with their costs and with the values behind
    their references if it, or what else is `asked` of them, needs those.

    policy: what is stored of their usage, which the costs depend on. expanded: the columns of such references.
    """
    alive = IsNull(call_column("deleted_at"))
    items = conjuncts(predicate)
    calls: Relation = Scan("calls", PROJECT)
    if any(reads(each, COSTS) for each in (predicate, *asked)):
        plain = tuple(item for item in items if not reads(item, COSTS))
        calls = with_costs(calls, calls_of(BoundAnd(plain), expanded=expanded), PROJECT, policy)
    if columns := read_by((predicate, *asked), expanded):
        plain = tuple(item for item in items if not read_by([item], expanded))
        calls = with_values(calls, calls_of(BoundAnd(plain), policy=policy), columns, expanded)
    return Filter(calls, BoundAnd((alive, *items)) if items else alive)
