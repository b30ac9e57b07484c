"""The judge of aggregations: rows into groups, one measure after the other, in fractions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

from tests.oracle.evaluate import condition, read
from tests.oracle.fields import Role, Row, column
from tests.oracle.query import matching
from tests.oracle.times import read_time
from tests.oracle.values import (
    SAFE,
    OracleError,
    Time,
    Value,
    compare,
    is_absent,
    is_number,
    spelled_number,
    truth,
)

Key = tuple[int, Any]
BucketOf = Callable[[int], int]
NUMBER, TEXT, BOOLEAN, TIME, ARRAY, OBJECT, NOTHING, OTHER = range(8)
_HUGE = 1e150
_PREDICATES = {
    *("$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$in", "$and", "$or", "$not", "$contains"),
    *("$startsWith", "$endsWith", "$regexMatch", "$anyElement", "$allElements"),
}


def key_of(value: Value) -> Key:
    """The class of a value and what tells it from the others of its class."""
    if is_absent(value):
        return NOTHING, None
    if isinstance(value, bool):
        return BOOLEAN, value
    if isinstance(value, Time):
        return TIME, value.micros
    if isinstance(value, str):
        return TEXT, value
    if is_number(value):
        # Beyond 2^53 an integer and a double are two numbers.
        return NUMBER, (float(value) + 0.0, value if isinstance(value, int) and abs(value) > SAFE else 0)
    return (ARRAY, None) if isinstance(value, list) else (OBJECT, None)


def aggregate(
    request: Mapping[str, Any], rows: Iterable[Row], bucket_of: BucketOf | None = None
) -> list[dict[str, Any]]:
    """The groups in order: the keys as `Key`, times and buckets in microseconds, measures as fractions.

    bucket_of: the start of the bucket of an instant, where the request has buckets.
    """
    selection = {key: request.get(key) for key in ("project_id", "filter", "query")}
    found = [row for row in matching(selection, rows) if _in_range(request, row)]
    dimensions, measures = request.get("dimensions") or [], request.get("measures") or [{"function": "count"}]
    named = [(column_name(each), each) for each in measures]
    keys = [_keys(each, found, named) for each in dimensions]
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for position, row in enumerate(found):
        mine = [each[position] for each in keys]
        if None in mine:
            continue
        bucket = [_time(request, row)] if bucket_of is not None else []
        groups.setdefault((*(bucket_of(us) for us in bucket if bucket_of), *mine), []).append(row)
    if not dimensions and bucket_of is None:
        groups.setdefault((), [])
    names = [*(["bucket"] if bucket_of is not None else []), *map(column_name, dimensions)]
    answer = [
        {**dict(zip(names, key, strict=True)), **{name: measured(each, members) for name, each in named}}
        for key, members in groups.items()
    ]
    if request.get("having") is not None:
        answer = [row for row in answer if truth(_of_group(request["having"]["$expr"], row))]
    return _ordered(request, answer, names, named[0][0], dimensions)


def _in_range(request: Mapping[str, Any], row: Row) -> bool:
    sides = [read_time(request[name]).micros if request.get(name) else None for name in ("start", "end")]
    if sides == [None, None]:
        return True
    moment = column(row, request.get("time_field") or "started_at")
    if not isinstance(moment, Time):
        return False
    start, end = sides
    return (start is None or start <= moment.micros) and (end is None or moment.micros < end)


def _time(request: Mapping[str, Any], row: Row) -> int:
    moment = column(row, request.get("time_field") or "started_at")
    assert isinstance(moment, Time)
    return moment.micros


def _source(each: Mapping[str, Any]) -> Any:
    return {"$getField": each["field"]} if "field" in each else each.get("value")


def column_name(each: Mapping[str, Any]) -> str:
    if each.get("name"):
        return str(each["name"])
    field = each.get("field")
    of = field if isinstance(field, str) or field is None else ".".join(map(str, field))
    if "function" not in each:
        return str(of)
    percent = each.get("percentile")
    prefix = each["function"] if percent is None else "p" + (f"{percent:.6f}".rstrip("0").rstrip(".") or "0")
    return prefix if of is None else f"{prefix}_{of}"


def _keys(dimension: Mapping[str, Any], rows: Sequence[Row], named: Sequence[tuple[str, Any]]) -> list[Key | None]:
    """The key of each row; None for one that is in no group."""
    value = read(_source(dimension))
    mine = [key_of(value.of(row)) for row in rows]
    if dimension.get("top") is None:
        return list(mine)
    measure = dict(named)[dimension.get("by") or named[0][0]]
    members: dict[Key, list[Row]] = {}
    for key, row in zip(mine, rows, strict=True):
        members.setdefault(key, []).append(row)
    ranked = sorted(members, key=sort_key)
    ranked.sort(key=lambda key: _descending(measured(measure, members[key])))
    kept = set(ranked[: dimension["top"]])
    rest: Key | None = (OTHER, None) if dimension.get("other", True) else None
    return [key if key in kept else rest for key in mine]


def sort_key(key: Key) -> tuple[Any, ...]:
    rank, value = key
    return rank, value if value is not None else 0


def _descending(value: Any) -> tuple[bool, float]:
    """Measures are compared as doubles."""
    return value is None, 0.0 if value is None else -float(value)


def measured(measure: Mapping[str, Any], rows: Sequence[Row]) -> Any:
    """A measure of the rows of a group."""
    if measure.get("where") is not None:
        holds = condition(measure["where"])
        rows = [row for row in rows if holds(row)]
    function, source = measure["function"], _source(measure)
    if function == "count":
        return len(rows) if source is None else sum(not is_absent(value) for value in _values(source, rows))
    if function == "count_distinct":
        return len({key for value in _values(source, rows) if (key := key_of(value))[0] != NOTHING})
    numbers = list(_numbers(source, rows))
    if function in ("sum", "avg"):
        if any(isinstance(each, float) and abs(each) > _HUGE for each in numbers):
            return None
        total = sum(map(Fraction, numbers), Fraction(0))
        return total if function == "sum" else total / len(numbers) if numbers else None
    if not numbers:
        return None
    if function in ("min", "max"):
        return _bound(numbers, 1 if function == "max" else -1)
    return _percentile(
        [Fraction(float(each)) if isinstance(each, int) else Fraction(each) for each in numbers], measure
    )


def _values(source: Any, rows: Sequence[Row]) -> Iterator[Value]:
    value = read(source)
    return (value.of(row) for row in rows)


def _numbers(source: Any, rows: Sequence[Row]) -> Iterator[int | float | Fraction]:
    """The numbers of a value: latencies and costs exactly, a text as what it spells where literals take it so, a
    condition as 1 or 0."""
    field = source.get("$getField") if isinstance(source, dict) else None
    unit = {"latency_ms": 1_000, "summary.weave.latency_ms": 1_000, "duration": 1_000_000}.get(str(field))
    if unit is not None:
        for row in rows:
            ended, began = column(row, "ended_at"), column(row, "started_at")
            if isinstance(ended, Time) and isinstance(began, Time):
                yield Fraction(ended.micros - began.micros, unit)
        return
    operand, counts = read(source), is_condition(source)
    for row in rows:
        value = operand.of(row)
        if isinstance(value, str) and Role.JSON in operand.sources:
            value = spelled_number(value)
        if isinstance(value, Time):
            yield value.micros
        elif field == "cost" and isinstance(value, float):
            yield Fraction(repr(value))
        elif is_number(value) or (counts and isinstance(value, bool)):
            yield value + 0


def is_condition(source: Any) -> bool:
    """Is it true or false in every row?"""
    if not isinstance(source, dict):
        return isinstance(source, bool)
    ((name, body),) = source.items()
    return name in _PREDICATES or (name == "$convert" and body["to"] in ("bool", "exists"))


def _bound(numbers: list[Any], sign: int) -> Any:
    """The least or greatest: integers exactly, an integer and a double as doubles, where an integer is taken first."""
    integers = [each for each in numbers if not isinstance(each, float)]
    others = [each for each in numbers if isinstance(each, float)]
    pick = max if sign > 0 else min
    if not integers or not others:
        return Fraction(pick(integers or others))
    integer, other = pick(integers), pick(others)
    return Fraction(other if (other - float(integer)) * sign > 0 else integer)


def _percentile(values: list[Fraction], measure: Mapping[str, Any]) -> Fraction:
    ordered = sorted(values)
    place = Fraction(str(round(measure["percentile"], 6))) / 100 * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def _ordered(
    request: Mapping[str, Any], rows: list[dict[str, Any]], names: list[str], first: str, dimensions: Sequence[Any]
) -> list[dict[str, Any]]:
    """As asked, then by the keys; by default by time, the groups of all others last, the first measure, the keys."""
    order = [(each["by"], each.get("direction") == "desc") for each in request.get("order") or []]
    found = list(rows)
    asked = {name for name, _ in order}
    for name in reversed([name for name in names if name not in asked]):
        found.sort(key=lambda row, name=name: _place(row[name]))
    if not order and dimensions:
        found.sort(key=lambda row: _descending(row[first]))
        for each in reversed(dimensions):
            if each.get("top") is not None and each.get("other", True):
                name = column_name(each)
                found.sort(key=lambda row, name=name: row[name][0] == OTHER)
        if "bucket" in names:
            found.sort(key=lambda row: row["bucket"])
    for name, descending in reversed(order):
        found = _by(found, name, descending)
    return found


def _place(value: Any) -> Any:
    return sort_key(value) if isinstance(value, tuple) else float(value) if isinstance(value, Fraction) else value


def _by(rows: list[dict[str, Any]], name: str, descending: bool) -> list[dict[str, Any]]:
    """Classes stand in one order in both directions, and so does null."""
    classes: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        value = row[name]
        rank = value[0] if isinstance(value, tuple) else int(value is None)
        classes.setdefault(rank, []).append(row)
    found: list[dict[str, Any]] = []
    for rank in sorted(classes):
        members = classes[rank]
        if not all(row[name] is None for row in members):
            members.sort(key=lambda row: _place(row[name]), reverse=descending)
        found += members
    return found


def _of_group(source: Any, row: Mapping[str, Any]) -> Any:
    """The small part of the language that conditions on groups are written in here."""
    if not isinstance(source, dict):
        return source
    ((name, body),) = source.items()
    match name:
        case "$getField":
            return _scalar(row[body])
        case "$and":
            return all(truth(_of_group(each, row)) for each in body)
        case "$or":
            return any(truth(_of_group(each, row)) for each in body)
        case "$not":
            return not truth(_of_group(body[0], row))
        case _ if name in _RELATIONS:
            left, right = (_of_group(each, row) for each in body)
            if name == "$eq" and right is None:
                return left is None
            order = compare(left, right)
            return order is not None and _RELATIONS[name](order)
        case _:
            raise OracleError(f"{name} in a condition on groups")


_RELATIONS: dict[str, Callable[[int], bool]] = {
    "$eq": lambda order: order == 0,
    "$gt": lambda order: order > 0,
    "$gte": lambda order: order >= 0,
    "$lt": lambda order: order < 0,
    "$lte": lambda order: order <= 0,
}


class _OtherKeys:
    """The key of all other keys equals nothing."""


def _scalar(value: Any) -> Any:
    if isinstance(value, Fraction):
        return float(value)
    if not isinstance(value, tuple):
        return value
    rank, inner = value
    if rank == NUMBER:
        double, whole = inner
        return whole or double
    return _OtherKeys() if rank in (OTHER, ARRAY, OBJECT) else inner


def filled(rows: list[dict[str, Any]], starts: Sequence[int], request: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every bucket for every combination of keys, in the order in which they first come."""
    names = [column_name(each) for each in request.get("dimensions") or []]
    found = {(row["bucket"], *(row[name] for name in names)): row for row in rows}
    keys = list(dict.fromkeys(tuple(row[name] for name in names) for row in rows)) if names else [()]
    measures = request.get("measures") or [{"function": "count"}]
    empty = {column_name(each): measured(each, []) for each in measures}
    return [
        found.get((start, *key)) or {"bucket": start, **dict(zip(names, key, strict=True)), **empty}
        for start, key in product(starts, keys)
    ]
