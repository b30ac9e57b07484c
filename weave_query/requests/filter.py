"""Room 2: `CallsFilter`, the simple filter of calls. `resolve` makes it and the query one expression."""

from __future__ import annotations

from weave_query.requests.base import WireModel
from weave_query.requests.fields import Texts


class CallsFilter(WireModel):
    """Which calls: all keys are ANDed, the values of a list ORed; null and an empty list are no filter."""

    op_names: Texts | None = None
    input_refs: Texts | None = None
    output_refs: Texts | None = None
    parent_ids: Texts | None = None
    trace_ids: Texts | None = None
    call_ids: Texts | None = None
    thread_ids: Texts | None = None
    turn_ids: Texts | None = None
    trace_roots_only: bool | None = None
    wb_user_ids: Texts | None = None
    wb_run_ids: Texts | None = None
