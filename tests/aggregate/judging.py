"""What the judge says of a request, and whether an answer is that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from fractions import Fraction
from functools import cache, partial
from typing import Any

from tests.buckets.definition import bucket_start, calendar_index
from tests.buckets.tzif import zone_info
from tests.oracle.aggregate import (
    ARRAY,
    BOOLEAN,
    NOTHING,
    NUMBER,
    OBJECT,
    OTHER,
    TEXT,
    TIME,
    aggregate,
    column_name,
    filled,
)
from tests.oracle.fields import TIMES
from tests.oracle.times import read_time
from tests.oracle.values import EPOCH, SAFE
from weave_query.requests.aggregate import AggregateRes

DAY = 86_400_000_000
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def judged(body: Mapping[str, Any], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The groups of the answer, before `limit`."""
    bucket = body.get("bucket")
    if bucket is None:
        return aggregate(body, rows)
    start_of = _start_of(bucket)
    found = aggregate(body, rows, start_of)
    return filled(found, _starts(body, start_of), body) if bucket.get("fill") else found


def wire(body: Mapping[str, Any], rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The answer as it is written, where its numbers are doubles."""
    limit, found = body.get("limit"), judged(body, rows)
    times = {column_name(each) for each in body.get("measures") or [] if _field(each) in TIMES}
    written = [
        {name: _written(name in {"bucket", *times}, value, body) for name, value in row.items()} for row in found
    ]
    return {"rows": written[:limit], "truncated": limit is not None and len(found) > limit}


def _written(is_time: bool, value: Any, body: Mapping[str, Any]) -> Any:
    if isinstance(value, tuple):
        return _key(value)
    if is_time:
        zone = zone_info((body.get("bucket") or {}).get("timezone") or "UTC")
        return (EPOCH + timedelta(microseconds=int(value))).astimezone(zone).isoformat()
    return (int(value) if value.denominator == 1 else float(value)) if isinstance(value, Fraction) else value


def _field(measure: Mapping[str, Any]) -> Any:
    return measure.get("field") if measure["function"] in ("min", "max") else None


def _start_of(bucket: Mapping[str, Any]) -> Callable[[int], int]:
    zone, every = bucket.get("timezone") or "UTC", bucket["every"]
    if isinstance(every, int):
        return partial(bucket_start, zone, every)
    return partial(_calendar_start, zone, every, _WEEKDAYS.index(bucket.get("week_start") or "monday"))


@cache
def _calendar_start(zone: str, unit: str, week_start: int, us: int) -> int:
    """The first instant of the day, week, month, quarter or year of an instant, by halves."""
    number = calendar_index(zone, unit, us, week_start)
    low, high = us - 400 * DAY, us
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if calendar_index(zone, unit, middle, week_start) == number else (middle, high)
    return high


def _starts(body: Mapping[str, Any], start_of: Callable[[int], int]) -> list[int]:
    """The bucket of each quarter of an hour of the range, at which all buckets here begin."""
    start, end = (read_time(body[name]).micros for name in ("start", "end"))
    instants = [start, *range(start - start % (900 * 10**6) + 900 * 10**6, end, 900 * 10**6)] if start < end else []
    return list(dict.fromkeys(map(start_of, instants)))


def differences(answer: AggregateRes, body: Mapping[str, Any], expected: list[dict[str, Any]]) -> list[str]:
    """What is not as the judge has it."""
    limit = body.get("limit")
    wanted = expected[:limit]
    found = []
    if answer.truncated is not (limit is not None and len(expected) > limit):
        found.append("truncated")
    if len(answer.rows) != len(wanted):
        found.append(f"{len(answer.rows)} rows and not {len(wanted)}")
    for number, (row, judge) in enumerate(zip(answer.rows, wanted, strict=False)):
        if list(row) != list(judge) or list(row) != [column.name for column in answer.columns]:
            found.append(f"row {number} has the columns {list(row)}")
        found += [
            f"row {number}, {name}: {row[name]!r} and not {judge[name]!r}"
            for name in judge
            if name in row and not _same(row[name], judge[name], name)
        ]
    return found


def _same(ours: Any, judge: Any, name: str) -> bool:
    if isinstance(judge, tuple):
        wanted = _key(judge)
        if judge[0] == TIME:
            return isinstance(ours, str) and read_time(ours).micros == judge[1]
        return type(ours) is type(wanted) and bool(ours == wanted)
    if judge is None or ours is None:
        return ours is judge
    if isinstance(ours, str):
        return read_time(ours).micros == judge
    if isinstance(judge, int):
        return type(ours) is int and ours == judge
    exact = Fraction(judge)
    if isinstance(ours, int):
        return ours == exact
    return abs(Fraction(ours) - exact) <= abs(exact) * Fraction(1, 10**9)


def _key(key: tuple[int, Any]) -> Any:
    rank, value = key
    if rank == NUMBER:
        double, whole = value
        return whole or (int(double) if double.is_integer() and abs(double) <= SAFE else double)
    if rank in (TEXT, BOOLEAN, NOTHING):
        return value
    return {ARRAY: {"$type": "array"}, OBJECT: {"$type": "object"}, OTHER: {"$other": True}}.get(rank)
