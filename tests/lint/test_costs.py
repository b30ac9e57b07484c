"""The cost of a call that holds the usage of those below it, where calls are chosen and sorted by it."""

from __future__ import annotations

import pytest

import weave_query as wq
from weave_query.completion import Observed
from weave_query.lint import lint
from weave_query.syntax.text import Span

OF_WHOLES, OF_PARTS = Observed(calls=9, cumulative=True), Observed(calls=9)


@pytest.mark.parametrize(
    "text",
    [
        "calls sort by started_at, «cost desc» limit 10",
        "calls where «cost» > 1",
        "calls where not («cost» * 2 <= 1) and cost < 9 sort by cost",
        "calls where trace_id = parent_id or «cost» > 1",
        "count calls where «cost» > 1",
        "aggregate count() by op where «cost» > 1",
        "stats latency by 1d from 2025-10-23 where «cost» > 1",
        "aggregate «sum(cost)» by op where cost > 1",
        "stats «total_tokens» by 1d from 2025-10-23 where cost > 1",
    ],
)
def test_a_cost_that_holds_those_below_is_told_once(text: str) -> None:
    read = wq.read_query(text.replace("«", "").replace("»", ""), "p")
    (found,) = lint(read, observed=OF_WHOLES)
    assert (found.code, found.setting is not None and found.setting.value) == ("WQ858", "auto")
    assert isinstance(found.at, Span)
    assert (found.at.start, found.at.end) == (text.index("«"), text.index("»") - 1)
    assert lint(read, observed=OF_WHOLES, stored_usage="auto") == []
    assert lint(read, observed=OF_PARTS) == []
    assert lint(read) == []


@pytest.mark.parametrize(
    "text",
    [
        "calls filter trace_roots_only where cost > 1 sort by cost desc",
        "count calls where parent_id is null and cost > 1",
        "calls where inputs.cost > 1 sort by output.cost",
        'calls where has_feedback("x" where payload.cost > 1)',
    ],
)
def test_a_cost_of_whole_traces_and_another_one_are_not(text: str) -> None:
    assert "WQ858" not in [each.code for each in lint(wq.read_query(text, "p"), observed=OF_WHOLES)]


def test_a_request_in_json_has_its_pointer() -> None:
    body = {"project_id": "p", "sort_by": [{"field": "started_at", "direction": "asc"}]}
    body["sort_by"].append({"field": "cost", "direction": "desc"})  # type: ignore[attr-defined]
    (found,) = lint(wq.parse_request("calls_query", body), observed=OF_WHOLES)
    assert str(found) == (
        "WQ858 at /sort_by/1: calls of this project hold the usage of the calls below them too, so `cost` counts it in "
        'the call and again in each of those above it; run it with `Options(stored_usage="auto")`'
    )
