"""What the page can offer: kinds of requests, fields and operators for JSON, and questions to ask."""

from __future__ import annotations

from functools import cache
from typing import Any

from weave_query.cli.fields import catalogue
from weave_query.cli.questions import COUNT, COUNTED, GROUPED, QUESTIONS, RESEARCH, SUPPORT, USAGE, USED
from weave_query.requests.kinds import REQUESTS
from weave_query.requests.parse import parse_request
from weave_query.requests.text import write_query

# Questions over time, which the page draws. The clocks of Berlin went back on 26 October 2025.
_OVER_TIME = (
    (
        "How long did the support bot take, hour by hour, when the clocks of Berlin went back?",
        SUPPORT,
        'stats latency_ms p50 p95 p99, call_count\nby 1h in "Europe/Berlin"\nfrom 2025-10-25 to 2025-10-28',
    ),
    (
        "What did the models of the research agent cost, day by day?",
        RESEARCH,
        'stats total_cost, total_tokens\nby 1d in "Europe/Berlin"\nfrom 2025-10-22 to 2025-11-08',
    ),
)


@cache
def about() -> dict[str, Any]:
    """Everything that does not depend on the database."""
    return {
        "kinds": {name: list(model.model_fields) for name, model in REQUESTS.items()},
        "fields": [{"name": each["name"], "type": each["type"], "about": each["about"]} for each in catalogue()],
        "operators": _operators(),
        "examples": _examples(),
    }


def _operators() -> dict[str, str]:
    definitions = REQUESTS["calls_query"].model_json_schema()["$defs"]
    found = {}
    for each in definitions.values():
        names = list(each.get("properties", {}))
        if len(names) == 1 and names[0].startswith("$"):
            found[names[0]] = each.get("description", "")
    return found


def _examples() -> list[dict[str, str]]:
    asked = [(each.text, "calls_query", each.request) for each in QUESTIONS]
    asked += [(each.text, "aggregate", each.request) for each in GROUPED]
    asked += [(USED, "call_stats", USAGE), (COUNTED, "calls_query_stats", COUNT)]
    found = []
    for title, kind, body in asked:
        request = parse_request(kind, body)
        found.append({"title": title, "project": body["project_id"], "text": write_query(request)})
    return [*found, *({"title": title, "project": project, "text": text} for title, project, text in _OVER_TIME)]
