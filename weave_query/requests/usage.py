"""Room 2: token usage of calls with everything below them, and its cost."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from weave_query.requests.base import Request, Result
from weave_query.requests.fields import Count, CountFromOne, Off, Text, Texts
from weave_query.requests.filter import CallsFilter
from weave_query.requests.query import Query

DEFAULT_LIMIT = 10_000
COST = "_total_cost"
"""What the names of costs end with."""


class LLMAggregatedUsage(Result):
    """Usage of one model. Costs are US dollars, null unless asked for. `total_cost` is their sum, in no JSON."""

    requests: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    total_tokens: int = 0
    cache_read_input_tokens: int = 0
    cache_creation_input_tokens: int = 0
    prompt_tokens_total_cost: float | None = None
    completion_tokens_total_cost: float | None = None
    cache_read_input_tokens_total_cost: float | None = None
    cache_creation_input_tokens_total_cost: float | None = None

    @property
    def total_cost(self) -> float | None:
        """All of the costs, in US dollars; None unless they were asked for."""
        return total_of(getattr(self, name) for name in type(self).model_fields if name.endswith(COST))


class TraceUsageReq(Request):
    """Usage of each selected call, with the selected calls below it."""

    kind: ClassVar[str] = "trace_usage"

    project_id: Text = Field(description="The project, `entity/project`: no other's rows are read.")
    filter: CallsFilter | None = Field(default=None, description="Simple conditions, ANDed with `query`.")
    query: Query | None = Field(default=None, description='A condition, `{"$expr": ...}`; null means every call.')
    include_costs: Off = Field(default=False, description="Add the costs of the usage.")
    limit: Count | None = Field(default=DEFAULT_LIMIT, description="Select at most this many calls; null means all.")


class TraceUsageRes(Result):
    """Usage by call id and model; the ids of selected calls that have not ended."""

    call_usage: dict[str, dict[str, LLMAggregatedUsage]] = Field(default_factory=dict)
    unfinished_call_ids: list[str] = Field(default_factory=list)


class CallsUsageReq(Request):
    """Usage of the named calls, each with everything below it."""

    kind: ClassVar[str] = "calls_usage"

    project_id: Text = Field(description="The project, `entity/project`: no other's rows are read.")
    call_ids: Texts = Field(description="Which calls; an id that is none has no usage.")
    include_costs: Off = Field(default=False, description="Add the costs of the usage.")
    limit: CountFromOne | None = Field(
        default=DEFAULT_LIMIT, description="An error when more calls than this take part; null means no bound."
    )


class CallsUsageRes(Result):
    """Usage by call id and model; the ids of calls below that have not ended."""

    call_usage: dict[str, dict[str, LLMAggregatedUsage]] = Field(default_factory=dict)
    unfinished_call_ids: list[str] = Field(default_factory=list)


def total_of(costs: Iterable[float | None]) -> float | None:
    """The sum of costs, None where there is none. Doubles are added as the decimals that they are written as."""
    found = [Decimal(repr(cost)) for cost in costs if cost is not None]
    return float(sum(found)) if found else None
