"""Random requests of every kind in JSON, every key of them."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.text.random_conditions import condition, field

Body = dict[str, Any]
_NAMES = ("a", "inputs.model", "count", "p95", "a b", "latency", "latency_ms", "é", "x.y.z", "not", "top", "``", "by")
_COLUMNS = ("id", "inputs", "inputs.model", "inputs.a\\.b", "output.0", "a b", "latency_ms", "latency", "limit")
_TEXTS = ("a", "b:*", 'say "hi"', "é\n", "", "weave:///acme/bot/op/x:*")
_TIMES = ("2025-11-01T00:00:00Z", "2025-11-01T10:30:15.123456Z", "1999-12-31T23:59:59Z")
_ZONES = ("UTC", "America/New_York", "Europe/Berlin")
_AGGREGATIONS = ("sum", "avg", "min", "max", "count", "count_true", "count_false")
_PERCENTS = (50, 95, 99.9, 0, 100, 12.345)


def request(random: Random) -> tuple[str, Body]:
    """A kind and a body without the project."""
    kind = random.choice(tuple(_KINDS))
    return kind, _KINDS[kind](random)


def _maybe(random: Random, share: float, **values: Any) -> Body:
    """Each of the keys with a probability."""
    return {key: value for key, value in values.items() if random.random() < share}


def _some(random: Random, values: tuple[Any, ...], most: int = 3) -> list[Any]:
    return [random.choice(values) for _ in range(random.randint(1, most))]


def _query(random: Random) -> Body:
    return {"$expr": condition(random, random.choice((1, 2, 3)))}


def _filter(random: Random) -> Body:
    keys = ("op_names", "input_refs", "parent_ids", "trace_ids", "call_ids", "thread_ids", "wb_user_ids")
    lists = {key: _some(random, _TEXTS) for key in random.sample(keys, random.choice((0, 1, 2)))}
    return lists | _maybe(random, 0.3, trace_roots_only=True)


def _sort(random: Random) -> list[Body]:
    return [{"field": field(random), "direction": random.choice(("asc", "desc"))} for _ in range(random.choice((1, 2)))]


def _paths(random: Random) -> list[str]:
    return random.sample(("inputs.model", "inputs.a", "output.items.0", "inputs.a\\.b"), random.choice((1, 2)))


def _calls(random: Random) -> Body:
    flags = ("costs", "feedback", "storage_size", "total_storage_size")
    found = _maybe(
        random,
        *(0.5,),
        query=_query(random),
        filter=_filter(random),
        sort_by=_sort(random),
        limit=random.choice((0, 1, 10**9)),
        offset=random.choice((0, 7)),
        columns=_some(random, _COLUMNS),
    )
    if random.random() < 0.3:
        found |= {"expand_columns": _paths(random), "return_expanded_column_values": random.random() < 0.5}
    return found | {f"include_{flag}": True for flag in flags if random.random() < 0.2}


def _count(random: Random) -> Body:
    return _maybe(
        random,
        *(0.5,),
        query=_query(random),
        filter=_filter(random),
        limit=3,
        expand_columns=_paths(random),
        include_total_storage_size=True,
    )


def _metric(random: Random, names: tuple[str, ...]) -> Body:
    return {
        "metric": random.choice(names),
        **_maybe(random, 0.6, aggregations=_some(random, _AGGREGATIONS)),
        **_maybe(random, 0.5, percentiles=_some(random, _PERCENTS)),
    }


def _range(random: Random) -> Body:
    start, end = sorted(random.sample(_TIMES, 2), key=lambda text: text[:10])
    return {"start": start, "end": end}


def _stats(random: Random) -> Body:
    usage = ("total_tokens", "input_cost", "total_cost", "cache_read_input_tokens")
    return {
        **_range(random),
        **_maybe(
            random,
            *(0.6,),
            call_metrics=[_metric(random, ("latency_ms", "call_count", "error_count")) for _ in range(2)],
            usage_metrics=[_metric(random, usage)],
            granularity=random.choice((1, 3600, 5400, 86_400, 604_800)),
            timezone=random.choice(_ZONES),
            filter=_filter(random),
        ),
    }


def _trace_usage(random: Random) -> Body:
    limit = random.choice((None, 5, 10_000))
    return _maybe(random, 0.5, query=_query(random), filter=_filter(random), include_costs=True, limit=limit)


def _calls_usage(random: Random) -> Body:
    limit = random.choice((None, 5))
    return {"call_ids": _some(random, _TEXTS), **_maybe(random, 0.5, include_costs=True, limit=limit)}


def _feedback_aggregate(random: Random) -> Body:
    lists = ("feedback_types", "monitor_ids", "scorer_ids", "span_agent_names", "tags")
    return {
        "after_ms": random.choice((0, 1_761_955_200_000)),
        "before_ms": random.choice((1_762_776_000_000, 1_762_776_000_123)),
        **{key: _some(random, _TEXTS) for key in random.sample(lists, random.choice((0, 1, 2)))},
        **_maybe(
            random,
            *(0.4,),
            group_by=random.sample(("scorer_id", "span_agent_name", "span_status_code"), 2),
            time_bucket_seconds=random.choice((60, 86_400)),
            span_types=["agent_turn"],
            rating_min=0.25,
            rating_max=1,
        ),
    }


def _feedback_stats(random: Random) -> Body:
    metrics = [
        {
            "json_path": random.choice(("output.score", "output.0", "a b", "output")),
            **_maybe(random, 0.5, value_type=random.choice(("numeric", "boolean", "categorical"))),
            **_maybe(random, 0.5, aggregations=_some(random, _AGGREGATIONS), percentiles=_some(random, _PERCENTS)),
        }
        for _ in range(random.choice((1, 2)))
    ]
    return {
        **_range(random),
        **_maybe(random, 0.8, metrics=metrics),
        **_maybe(random, 0.4, granularity=3600, timezone=random.choice(_ZONES), feedback_type="a", trigger_ref="x:*"),
    }


def _feedback(random: Random) -> Body:
    fields = random.choice((["count(*)"], ["id", "payload.note"], ["feedback_type"]))
    return _maybe(
        random, 0.5, query=_query(random), sort_by=_sort(random), limit=5, offset=random.choice((0, 2)), fields=fields
    )


def _threads(random: Random) -> Body:
    bounds = _maybe(random, 0.5, after_datetime=random.choice(_TIMES), before_datetime=random.choice(_TIMES))
    found = {**bounds, **_maybe(random, 0.5, thread_ids=_some(random, _TEXTS))}
    sort = [{"field": random.choice(("turn_count", "last_updated")), "direction": "desc"}]
    return _maybe(random, 0.6, filter=found, sort_by=sort, limit=4, offset=1)


def _operand(random: Random) -> Body:
    return {"field": field(random)} if random.random() < 0.6 else {"value": condition(random, 2)}


def _measure(random: Random, number: int) -> Body:
    function = random.choice(("count", "count_distinct", "sum", "avg", "min", "max", "percentile"))
    operand = {} if function == "count" else _operand(random)
    name = {"name": f"{random.choice(_NAMES)}{number}"} if "value" in operand or random.random() < 0.5 else {}
    percent = {"percentile": random.choice(_PERCENTS)} if function == "percentile" else {}
    return {"function": function, **operand, **name, **percent, **_maybe(random, 0.3, where=_query(random))}


def _dimension(random: Random, number: int) -> Body:
    operand = _operand(random)
    name = {"name": f"{random.choice(_NAMES)}d{number}"} if "value" in operand or random.random() < 0.5 else {}
    top = {"top": random.choice((1, 5)), **_maybe(random, 0.3, other=False)} if random.random() < 0.3 else {}
    return {**operand, **name, **top}


def _aggregate(random: Random) -> Body:
    every = random.choice((None, 60, 86_400, "day", "week", "month", "quarter", "year"))
    bucket = {
        "every": every,
        **_maybe(random, 0.4, timezone=random.choice(_ZONES), fill=True),
        **({"week_start": "sunday"} if every == "week" and random.random() < 0.5 else {}),
    }
    found = {
        **_range(random),
        **_maybe(
            random,
            *(0.5,),
            measures=[_measure(random, number) for number in range(random.choice((1, 2, 3)))],
            dimensions=[_dimension(random, number) for number in range(random.choice((1, 2)))],
            bucket=bucket,
            filter=_filter(random),
            query=_query(random),
            time_field=random.choice(("started_at", "ended_at")),
            limit=6,
        ),
    }
    return found | _maybe(
        random, 0.3, having=_query(random), order=[{"by": random.choice(_NAMES), "direction": "desc"}]
    )


_KINDS = {
    "calls_query": _calls,
    "calls_query_stats": _count,
    "call_stats": _stats,
    "trace_usage": _trace_usage,
    "calls_usage": _calls_usage,
    "feedback_aggregate": _feedback_aggregate,
    "feedback_stats": _feedback_stats,
    "feedback_query": _feedback,
    "threads_query": _threads,
    "aggregate": _aggregate,
}
