"""The API: which models of the calls of an aggregation with costs have no price, which its answer does not tell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from weave_query.requests.aggregate import AggregateReq
from weave_query.requests.base import Request
from weave_query.requests.costs import counts_cost
from weave_query.requests.query import Query, both
from weave_query.requests.stats import CallStatsReq, UsageMetricSpec

if TYPE_CHECKING:
    from weave_query.api.database import Database

_FIRST = datetime(1970, 1, 1, tzinfo=UTC)


def look_at_prices(db: Database, request: Request, where: Query | None) -> Mapping[str, Any]:
    """The metadata of statistics of the same calls, `unpriced` and `unpriced_models` of it; nothing for requests that
    are no aggregations of costs. One statement. Raises WeaveQueryError."""
    if not isinstance(request, AggregateReq) or not counts_cost(request):
        return {}
    start, end = (request.start, request.end) if request.time_field == "started_at" else (None, None)
    statistics = CallStatsReq(
        project_id=request.project_id,
        start=start or _FIRST,
        end=end,
        filter=request.filter,
        usage_metrics=[UsageMetricSpec(metric="total_cost")],
    )
    found = db.run(statistics, where=both(request.query, where)).metadata
    return {name: found[name] for name in ("unpriced", "unpriced_models") if found.get(name)}
