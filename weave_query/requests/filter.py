"""Room 2: `CallsFilter`, the simple filter of calls. `resolve` makes it and the query one expression."""

from __future__ import annotations

from pydantic import Field

from weave_query.requests.base import WireModel
from weave_query.requests.fields import Texts


class CallsFilter(WireModel):
    """Which calls: all keys are ANDed, the values of a list ORed; null and an empty list are no filter."""

    op_names: Texts | None = Field(
        default=None, description="The op's ref or name; one that ends in `:*` means every version, by its beginning."
    )
    input_refs: Texts | None = Field(default=None, description="A ref in the inputs; `:*` as in `op_names`.")
    output_refs: Texts | None = Field(default=None, description="A ref in the output; `:*` as in `op_names`.")
    parent_ids: Texts | None = Field(default=None, description="The id of the call that made it.")
    trace_ids: Texts | None = Field(default=None, description="The id of its trace.")
    call_ids: Texts | None = Field(default=None, description="Its own id.")
    thread_ids: Texts | None = Field(default=None, description="The id of its thread.")
    turn_ids: Texts | None = Field(default=None, description="The id of its turn.")
    trace_roots_only: bool | None = Field(default=None, description="True: only calls without a parent.")
    wb_user_ids: Texts | None = Field(default=None, description="The id of the user who made it.")
    wb_run_ids: Texts | None = Field(default=None, description="The id of its run.")
