"""All kinds there are to ask."""

from __future__ import annotations

from tests.differential.kinds.aggregate import AGGREGATE
from tests.differential.kinds.call_stats import CALL_STATS
from tests.differential.kinds.costs import COSTS
from tests.differential.kinds.feedback import FEEDBACK_AGGREGATE, FEEDBACK_QUERY, FEEDBACK_STATS
from tests.differential.kinds.kind import Kind
from tests.differential.kinds.threads import THREADS
from tests.differential.kinds.together import TOGETHER
from tests.differential.kinds.usage import CALLS_USAGE, TRACE_USAGE

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        *(CALL_STATS, AGGREGATE, FEEDBACK_AGGREGATE, FEEDBACK_STATS, FEEDBACK_QUERY, THREADS, COSTS),
        *(TRACE_USAGE, CALLS_USAGE, TOGETHER),
    )
}
