"""What the page has to begin with: questions to the recorded calls, and the language by examples of each purpose."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from weave_query.cli.fields import catalogue
from weave_query.cli.questions import COUNT, GROUPED, QUESTIONS, RESEARCH, SUPPORT, USAGE
from weave_query.requests.parse import parse_request
from weave_query.requests.text import write_query


class Example(NamedTuple):
    """A query and what it is for, in so few words that a list shows all of them."""

    title: str
    text: str


_TITLES = {
    "expensive_calls": "Calls of a model with many tokens",
    "failed_traces": "Failed traces since 31 October",
    "slowest_traces": "The slowest traces",
    "questions_about_returns": "Questions about returns",
}
_GROUPED_TITLES = ("What each model cost", "The slowest ops, by p95")
# The clocks of Berlin went back on 26 October 2025.
_HOURLY = (
    'stats latency_ms p50 p95 p99, call_count\nby 1h in "Europe/Berlin"\n'
    "from 2025-10-25T00:00+02:00 to 2025-10-28T00:00+01:00"
)
_DAILY = (
    'stats total_cost, total_tokens\nby 1d in "Europe/Berlin"\nfrom 2025-10-22T00:00+02:00 to 2025-11-08T00:00+01:00'
)

GUIDE = (
    Example("The latest calls", "calls sort by started_at desc limit 20"),
    Example("Failed calls, with what they failed", 'calls where status = "error" select trace_name, exception'),
    Example("Calls that took long", "calls where latency_ms > 2s sort by latency_ms desc"),
    Example("A key of the inputs", 'calls where inputs.model = "gpt-4.1" and inputs.temperature exists'),
    Example("Text within a text, in any case", 'calls where inputs.question icontains "refund"'),
    Example("Only roots of traces, of some days", "calls filter trace_roots_only where started_at >= now() - 7d"),
    Example("All calls of a trace", 'calls where trace_id = "…" sort by started_at'),
    Example("One of several values, or none", 'calls where status in ("error", "running") or output is null'),
    Example("How many", 'count calls where status = "error"'),
    Example(
        "Groups with their numbers", "aggregate count(), p95(latency_ms), sum(cost) by trace_name order by count desc"
    ),
    Example("The dearest traces, whole", "aggregate sum(cost), count() by trace_id order by sum_cost desc limit 10"),
    Example("Latency over time", "stats latency_ms p50 p95, call_count by 1d last 7d"),
    Example("Days of a zone", 'stats call_count by 1d in "Europe/Berlin" last 7d'),
    Example("Cost and tokens over time, by model", "stats total_cost, total_tokens by 1d last 7d"),
    Example("What each call used, with everything below it", "usage of traces"),
    Example("What people said", "feedback sort by created_at desc limit 20"),
)


@cache
def guide() -> dict[str, Any]:
    """Help: examples by purpose, and the fields of calls and of feedback."""
    return {
        "examples": [{"title": each.title, "text": each.text} for each in GUIDE],
        "calls": catalogue(),
        "feedback": catalogue("feedback"),
    }


@cache
def examples() -> list[dict[str, str]]:
    """Questions to the recorded calls, each with its project."""
    asked = [(_TITLES[each.name], "calls_query", each.request) for each in QUESTIONS]
    asked += [(title, "aggregate", each.request) for title, each in zip(_GROUPED_TITLES, GROUPED, strict=True)]
    asked += [
        ("Tokens by model, of a year", "call_stats", USAGE),
        ("How many calls of gpt-4.1", "calls_query_stats", COUNT),
    ]
    found = []
    for title, kind, body in asked:
        found.append({"title": title, "project": body["project_id"], "text": write_query(parse_request(kind, body))})
    found.append({"title": "Latency, hour by hour", "project": SUPPORT, "text": _HOURLY})
    found.append({"title": "Cost by model and day", "project": RESEARCH, "text": _DAILY})
    return found
