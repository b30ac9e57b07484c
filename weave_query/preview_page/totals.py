"""How many calls a list has in all, whatever the page shows of them."""

from __future__ import annotations

from typing import Any

from weave_query.api import Database
from weave_query.requests.base import Request
from weave_query.requests.calls import CallsQueryReq, CallsQueryStatsReq
from weave_query.requests.query import Query

# So many calls are counted unasked.
MOST = 100_000


def total_of(db: Database, request: Request, where: Query | None, *, whole: bool) -> dict[str, Any]:
    """total: the calls that a request lists; None where there are more than `most`, which `whole` counts too, and for
    other kinds of requests. Raises WeaveQueryError."""
    if not isinstance(request, CallsQueryReq):
        return {"total": None, "most": MOST}
    first = request.offset or 0
    ends = [first + each for each in (request.limit, None if whole else MOST) if each is not None]
    counted = CallsQueryStatsReq(
        project_id=request.project_id,
        filter=request.filter,
        query=request.query,
        expand_columns=request.expand_columns,
        limit=max(min(ends), 1) if ends else None,
    )
    answer = db.run(counted, where=where)
    total = max(answer.count - first, 0)
    return {"total": total if not answer.has_more or total == request.limit else None, "most": MOST}
