"""The questions of the demo to the recorded calls: the published example and three more, two of groups, one of usage,
a count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

SUPPORT = "northwind/support-bot"
RESEARCH = "northwind/research-agent"


@dataclass(frozen=True)
class Question:
    """A question in words, its request, and the columns of its table.

    note: what there is to know about it. roomy: the columns that most terminals have no room for.
    """

    name: str
    text: str
    request: dict[str, Any]
    columns: tuple[str, ...]
    note: str | None = None
    roomy: tuple[str, ...] = ("started_at",)


QUESTIONS = (
    Question(
        "expensive_calls",
        "Which calls of one model took many tokens? (the example of the published documentation)",
        {
            "project_id": RESEARCH,
            "query": {
                "$expr": {
                    "$and": [
                        {"$eq": [{"$getField": "inputs.model"}, "gpt-4.1"]},
                        {"$gt": [{"$getField": "summary.usage.gpt-4\\.1-2025-04-14.total_tokens"}, 75]},
                    ]
                }
            },
            "filter": {"op_names": [f"weave:///{RESEARCH}/op/openai.chat.completions.create:*"]},
            "columns": ["inputs.model", "output.usage"],
        },
        ("started_at", "inputs.model", "output.usage.total_tokens", "id"),
        "Adapted to these calls: the model, the number, and tokens that are kept by model (`\\.` is a dot in a key).",
    ),
    Question(
        "failed_traces",
        "Which traces of the support bot failed since 31 October, and with what?",
        {
            "project_id": SUPPORT,
            "filter": {"trace_roots_only": True},
            "query": {
                "$expr": {
                    "$and": [
                        {"$eq": [{"$getField": "summary.weave.status"}, "error"]},
                        {"$gte": [{"$getField": "started_at"}, "2025-10-31"]},
                    ]
                }
            },
            "sort_by": [{"field": "started_at", "direction": "desc"}],
            "columns": ["op_name", "exception"],
        },
        ("started_at", "op_name", "exception", "id"),
    ),
    Question(
        "slowest_traces",
        "Which traces of the support bot took longest?",
        {
            "project_id": SUPPORT,
            "filter": {"trace_roots_only": True},
            "sort_by": [{"field": "summary.weave.latency_ms", "direction": "desc"}],
            "columns": ["display_name", "ended_at"],
        },
        ("started_at", "op_name", "display_name", "duration", "id"),
    ),
    Question(
        "questions_about_returns",
        "Which customers asked how to return something, in whatever case they wrote?",
        {
            "project_id": SUPPORT,
            "filter": {"op_names": [f"weave:///{SUPPORT}/op/SupportRAG.predict:*"]},
            "query": {
                "$expr": {
                    "$contains": {
                        "input": {"$getField": "inputs.question"},
                        "substr": {"$literal": "ZURÜCKGEBEN"},
                        "case_insensitive": True,
                    }
                }
            },
            "columns": ["inputs.question", "inputs.customer", "output.answer"],
        },
        ("inputs.customer.id", "inputs.question", "output.answer", "id"),
        roomy=("output.answer",),
    ),
)


@dataclass(frozen=True)
class Grouped:
    """A question in words whose answer is groups, its request, of the kind `aggregate`, and the rows that it needs."""

    text: str
    request: dict[str, Any]
    needs: str = "calls"


GROUPED = (
    Grouped(
        "What did the models of the research agent cost?",
        {
            "project_id": RESEARCH,
            "query": {"$expr": {"$ne": [{"$getField": "output.model"}, None]}},
            "dimensions": [{"field": "output.model"}],
            "measures": [{"function": "count"}, {"function": "sum", "field": "cost"}],
            "order": [{"by": "sum_cost", "direction": "desc"}],
        },
        needs="prices",
    ),
    Grouped(
        "Which ops of the support bot were slowest, by the 95th percentile of 20 calls and more?",
        {
            "project_id": SUPPORT,
            "dimensions": [{"field": "op"}],
            "measures": [
                {"function": "count"},
                {"function": "percentile", "percentile": 50, "field": "latency_ms"},
                {"function": "percentile", "percentile": 95, "field": "latency_ms"},
            ],
            "having": {"$expr": {"$gte": [{"$getField": "count"}, 20]}},
            "order": [{"by": "p95_latency_ms", "direction": "desc"}],
        },
    ),
)

USED = "How many tokens did the models of the research agent take, and how many were counted twice?"
USAGE: dict[str, Any] = {
    "project_id": RESEARCH,
    "start": "2025-01-01T00:00:00Z",
    "end": "2026-01-01T00:00:00Z",
    "granularity": 366 * 86_400,
    "usage_metrics": [{"metric": "total_tokens"}],
}
USED_NOTE = (
    "Clients store in a call what the calls below it used, too. `own` takes that for the call's own usage, `auto`\n"
    "tells by the calls below: `Options(stored_usage=...)`."
)

COUNTED = "How many calls went to gpt-4.1?"
COUNT: dict[str, Any] = {
    "project_id": RESEARCH,
    "query": {"$expr": {"$eq": [{"$getField": "inputs.model"}, "gpt-4.1"]}},
}
