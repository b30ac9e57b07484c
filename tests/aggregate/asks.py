"""Random requests for aggregations, from a seed: over hostile rows, and over recorded calls with buckets of time."""

from __future__ import annotations

from functools import cache, lru_cache
from random import Random
from typing import Any

from tests.oracle import hostile
from tests.oracle.query import call_rows
from tests.readme import ROOT

RECORDED = "northwind/support-bot"


def path(*steps: Any) -> dict[str, Any]:
    return {"$getField": steps[0] if len(steps) == 1 else list(steps)}


V, W, LATENCY, STEP = path("inputs.v"), path("inputs.w"), path("latency_ms"), path("wb_run_step")
_OF_ANYTHING: tuple[dict[str, Any], ...] = (
    *({"field": name} for name in ("inputs.v", "inputs.w", "output", "attributes.k.a\\.b", "inputs.items.0")),
    *({"field": name} for name in ("status", "trace_name", "op", "op_name", "thread_id", "display_name", "exception")),
    *(
        {"field": name}
        for name in ("wb_run_step", "wb_user_id", "summary.status_counts.error", "ended_at", "expire_at")
    ),
    *({"field": name} for name in ("latency_ms", "attributes.k.0", "trace_id", "parent_id")),
    {"field": ["inputs", "items", 1]},
    {"value": {"$type": V}, "name": "the type"},
    {"value": {"$size": V}, "name": "size"},
    {"value": {"$convert": {"input": V, "to": "bool"}}, "name": "as bool"},
    {"value": {"$convert": {"input": V, "to": "double"}}, "name": "as double"},
    {"value": {"$convert": {"input": V, "to": "int"}}, "name": "as int"},
    {"value": {"$ifNull": [path("attributes.k.a\\.b"), path("thread_id")]}, "name": "either"},
    {"value": {"$ifNull": [path("wb_run_step"), V]}, "name": "step or v"},
    {"value": {"$gt": [V, 1]}, "name": "more than one"},
    {"value": {"$contains": {"input": V, "substr": "5"}}, "name": "has a 5"},
)
# Whose measures are exact on every engine, so that groups can be put in order by them.
_EXACT: tuple[dict[str, Any], ...] = (
    *({"field": name} for name in ("wb_run_step", "wb_run_step_end", "latency_ms", "duration", "attributes.k.0")),
    {"value": {"$size": path("inputs.items")}, "name": "items"},
    {"value": {"$eq": [path("status"), "error"]}, "name": "failed"},
    {"value": {"$convert": {"input": path("exception"), "to": "exists"}}, "name": "raised"},
)
_NUMERIC: tuple[dict[str, Any], ...] = (
    *({"field": name} for name in ("inputs.v", "inputs.w", "output", "summary.status_counts.error", "summary.n")),
    {"value": {"$multiply": [V, 2, path("summary.n")]}, "name": "product"},
    {"value": {"$divide": [LATENCY, path("summary.n")]}, "name": "quotient"},
    {"value": {"$ifNull": [V, STEP]}, "name": "v or step"},
    {"value": {"$ifNull": [STEP, 7]}, "name": "step or 7"},
    {"value": {"$convert": {"input": V, "to": "double"}}, "name": "as double"},
)
_CONDITIONS: tuple[dict[str, Any], ...] = (
    *({"$gt": [V, 0]}, {"$eq": [path("thread_id"), None]}, {"$lt": [LATENCY, 1_000_000]}, {"$in": [V, [1, "5", None]]}),
    {"$not": [{"$contains": {"input": path("op_name"), "substr": "op"}}]},
    {"$anyElement": {"input": path("inputs.items"), "where": {"$eq": [path("$$this"), 5]}}},
)
_PERCENTILES = (0, 5, 25, 50, 75, 90, 95, 99.9, 100)


def measure(random: Random, number: int) -> dict[str, Any]:
    """A measure under a name of its own."""
    kind = random.random()
    found: dict[str, Any]
    if kind < 0.2:
        found = {"function": "count"}
    elif kind < 0.45:
        found = {"function": random.choice(("count", "count_distinct")), **random.choice(_OF_ANYTHING)}
    else:
        function = random.choice(("sum", "avg", "min", "max", "percentile"))
        found = {"function": function, **random.choice(_EXACT if random.random() < 0.5 else _NUMERIC)}
        if function == "percentile":
            found["percentile"] = random.choice(_PERCENTILES)
    if random.random() < 0.25:
        found["where"] = {"$expr": random.choice(_CONDITIONS)}
    return {**found, "name": f"m{number}"}


def is_exact(each: dict[str, Any]) -> bool:
    """Is it the same to the last digit everywhere?"""
    if each["function"].startswith("count"):
        return True
    return each["function"] != "percentile" and any(
        all(each.get(k) == v for k, v in of.items() if k != "name") for of in _EXACT
    )


def hostile_body(seed: int) -> dict[str, Any]:
    """A request over `hostile.ROWS`."""
    random = Random(f"hostile {seed}")
    dimensions = [dict(each) for each in random.sample(_OF_ANYTHING, random.choice((1, 1, 1, 2, 2, 0)))]
    measures = [measure(random, number) for number in range(random.choice((1, 2, 3, 4)))]
    body: dict[str, Any] = {"project_id": hostile.PROJECT, "dimensions": dimensions, "measures": measures}
    if random.random() < 0.3:
        body["query"] = {"$expr": random.choice(_CONDITIONS)}
    _completed(random, body)
    return body


def recorded_body(seed: int) -> dict[str, Any]:
    """A request over `recorded_rows`, most with buckets."""
    random = Random(f"recorded {seed}")
    dimensions = [dict(each) for each in random.sample(_OF_RECORDED, random.choice((0, 1, 1, 2)))]
    measures = [_of_recorded(random, number) for number in range(random.choice((1, 2, 3)))]
    body: dict[str, Any] = {"project_id": RECORDED, "dimensions": dimensions, "measures": measures}
    if random.random() < 0.7:
        start, end = random.choice(_RANGES)
        body |= {"start": start, "end": end, "time_field": random.choice(("started_at", "started_at", "ended_at"))}
        body["bucket"] = {"every": random.choice(_WIDTHS), "timezone": random.choice(_ZONES)}
        if body["bucket"]["every"] == "week" and random.random() < 0.5:
            body["bucket"]["week_start"] = random.choice(("sunday", "monday", "wednesday"))
        body["bucket"]["fill"] = random.random() < 0.3
    if random.random() < 0.3:
        body["filter"] = random.choice(
            ({"trace_roots_only": True}, {"op_names": [f"weave:///{RECORDED}/op/classify_ticket:*"]})
        )
    _completed(random, body)
    return body


_RANGES = (
    ("2025-10-24T00:00:00Z", "2025-10-28T12:00:00Z"),
    ("2025-10-01T00:00:00+02:00", "2025-11-10T00:00:00Z"),
    ("2025-11-01T12:34:56.789Z", "2025-11-03T00:00:00-05:00"),
)
_WIDTHS = (3_600, 21_600, 86_400, 86_400, 604_800, "day", "day", "week", "month", "quarter", "year")
_ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe")
_OF_RECORDED: tuple[dict[str, Any], ...] = (
    *({"field": name} for name in ("trace_name", "op_name", "status", "thread_id", "wb_user_id", "inputs.model")),
    *({"field": name} for name in ("output.intent", "attributes.env", "inputs.value", "output.model", "wb_run_step")),
    {"value": {"$size": path("output")}, "name": "size"},
    {"value": {"$type": path("inputs.value")}, "name": "type"},
)


def _of_recorded(random: Random, number: int) -> dict[str, Any]:
    function = random.choice(("count", "count_distinct", "sum", "avg", "min", "max", "percentile"))
    found: dict[str, Any] = {"function": function, "name": f"m{number}"}
    if function == "count_distinct":
        return {
            **found,
            "field": random.choice(("thread_id", "trace_id", "inputs.model", "inputs.value", "started_at")),
        }
    if function == "count":
        return found
    if function == "percentile":
        found["percentile"] = random.choice(_PERCENTILES)
    return {
        **found,
        "field": random.choice(
            ("latency_ms", "duration", "summary.usage.gpt-4o-2024-08-06.total_tokens", "inputs.value")
        ),
    }


def _completed(random: Random, body: dict[str, Any]) -> None:
    """`top`, `having`, `order` and `limit`, by what is exact."""
    dimensions, measures = body["dimensions"], body["measures"]
    exact = [each["name"] for each in measures if is_exact(each) or each.get("field") in ("latency_ms", "duration")]
    exact = [each["name"] for each in measures if each["name"] in exact and each["function"] != "percentile"]
    if not exact:
        measures.append({"function": "count", "name": "calls"})
        exact = ["calls"]
    for each in dimensions:
        if random.random() < 0.4:
            each |= {"top": random.choice((1, 2, 3, 5)), "by": random.choice(exact)}
            each["other"] = random.random() < 0.7
    fills = bool(body.get("bucket", {}).get("fill"))
    names = [
        *(["bucket"] if "bucket" in body else []),
        *(each.get("name") or _text(each["field"]) for each in dimensions),
    ]
    first_is_exact = measures[0]["name"] in exact
    if not fills and random.random() < 0.3:
        body["having"] = {"$expr": _having(random, exact)}
    if not fills and (not first_is_exact or random.random() < 0.5):
        by = random.sample([*exact, *names], min(2, len(exact) + len(names)))
        body["order"] = [{"by": name, "direction": random.choice(("asc", "desc"))} for name in by]
        if random.random() < 0.5:
            body["limit"] = random.choice((1, 3, 10, 40))
    if fills and not first_is_exact:
        measures.insert(0, {"function": "count", "name": "first"})


def _text(field: Any) -> str:
    return field if isinstance(field, str) else ".".join(map(str, field))


def _having(random: Random, names: list[str]) -> dict[str, Any]:
    tests = [
        {random.choice(("$gt", "$gte", "$lt", "$lte")): [path(name), random.choice((0, 1, 2, 5.5))]} for name in names
    ]
    return random.choice((tests[0], {"$or": [tests[0], {"$eq": [path(names[-1]), None]}]}, {"$not": [tests[-1]]}))


@lru_cache(maxsize=1)
def recorded_rows() -> list[dict[str, Any]]:
    """Some of the recorded calls of a project: every seventh, and all of a few odd ones."""
    rows = [row for row in call_rows(ROOT / "examples" / "data" / "calls.jsonl.gz") if row["project_id"] == RECORDED]
    return [row for number, row in enumerate(rows) if number % 9 == 0 or ("/echo:" in row["op_name"] and number % 2)]


@cache
def hostile_rows() -> list[dict[str, Any]]:
    return hostile.judged_rows()
