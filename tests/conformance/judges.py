"""What the judges of the tests say of a case whose answer is a body."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.aggregate.judging import wire
from tests.feedback.comparing import plain
from tests.oracle import rollup
from tests.oracle.feedback import feedback_aggregate, feedback_stats
from tests.oracle.refs import Library
from tests.oracle.stats import call_stats
from tests.oracle.threads import threads_query
from tests.oracle.times import read_time
from tests.oracle.usage import EXACT, costs_of, price_of, usage_of
from tests.oracle.values import MISSING, read_integer
from weave_query.testing import Case, RowSet

Rows = Sequence[Mapping[str, Any]]
_TIMES = ("timestamp", "start_time", "last_updated")
_JUDGES: dict[str, Callable[[dict[str, Any], Rows, Rows, Rows], Any]] = {
    "call_stats": lambda body, calls, feedback, prices: call_stats(body, calls, prices),
    "aggregate": lambda body, calls, feedback, prices: wire(body, _priced(calls, prices)),
    "trace_usage": lambda body, calls, feedback, prices: rollup.trace_usage(body, _list(calls), _list(prices), "own"),
    "calls_usage": lambda body, calls, feedback, prices: rollup.calls_usage(body, _list(calls), _list(prices), "own"),
    "feedback_aggregate": lambda body, calls, feedback, prices: {"buckets": feedback_aggregate(body, feedback)},
    "feedback_stats": lambda body, calls, feedback, prices: feedback_stats(body, feedback),
    "threads_query": lambda body, calls, feedback, prices: {"threads": threads_query(body, calls)},
}


def judged_body(case: Case) -> Any:
    """The answer's body in JSON's types; times are microseconds."""
    rows = case.rows
    calls, feedback, prices = (_stored(each) for each in (rows.calls(), rows.feedback(), rows.prices()))
    return _plain(plain(_JUDGES[case.kind](case.body(), calls, feedback, prices)))


def library_of(rows: RowSet) -> Library:
    """What the references of a set lead to."""
    return Library(_stored(rows.objects()), _stored(rows.tables()))


def with_costs(rows: RowSet, calls: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Calls with what they cost under the name of the field."""
    return _priced(calls, _stored(rows.prices()))


def _priced(calls: Rows, prices: Rows) -> list[dict[str, Any]]:
    return [{**call, "cost": _cost(dict(call), prices)} for call in calls]


def _cost(call: dict[str, Any], prices: Rows) -> Any:
    total = None
    for model, counters in usage_of(call):
        price = price_of(model, read_time(call["started_at"]).micros, call["project_id"], prices)
        if price is not None:
            total = EXACT.add(total or Decimal(0), costs_of(counters, price)["total_cost"])
    return MISSING if total is None else float(total)


def times_as_micros(body: Any) -> Any:
    """An expected body in the judges' terms."""
    if isinstance(body, dict):
        return {
            name: read_time(value).micros if name in _TIMES and isinstance(value, str) else times_as_micros(value)
            for name, value in body.items()
        }
    return [times_as_micros(each) for each in body] if isinstance(body, list) else body


def alike(expected: Any, found: Any) -> bool:
    """Equal, numbers to a relative 1e-9; of an object's members those that are expected, which must all be there."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return all(name in found and alike(value, found[name]) for name, value in expected.items())
    if isinstance(expected, list) and isinstance(found, list):
        return len(expected) == len(found) and all(map(alike, expected, found))
    if isinstance(expected, (int, float)) and isinstance(found, (int, float)) and not isinstance(expected, bool):
        return expected == found or math.isclose(expected, found, rel_tol=1e-9)
    return bool(expected == found)


def _stored(rows: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(json.dumps(list(rows)), parse_int=read_integer)
    return found


def _list(rows: Rows) -> list[Any]:
    return list(rows)


def _plain(value: Any) -> Any:
    if isinstance(value, (Fraction, Decimal)):
        return int(value) if value == int(value) else float(value)
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value
