"""Room 7: groups as rows of an aggregation: keys of one value again, measures of their parts, empty buckets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import isfinite
from typing import Any

from weave_query.decoding.values import from_micros, scaled
from weave_query.errors import ROOT, InternalError, LimitError
from weave_query.requests.aggregate import AggregateColumn, AggregateRes
from weave_query.requests.outputs import KeyRank, Output
from weave_query.types import SAFE_INTEGER

Row = Mapping[str, Any]
_HINT = "the limit is `Limits.{}`; `top` of a dimension, `having` or `limit` make them fewer"


def aggregate_response(rows: Sequence[Row], facts: Mapping[str, Any], outputs: Sequence[Output]) -> AggregateRes:
    """The rows of the answer, in order, and what its columns are. Raises LimitError where there are too many."""
    names, limit = facts["names"], facts["limit"]
    truncated = limit is not None and len(rows) > limit
    found = rows[:limit] if truncated else rows
    _check_number(found, facts, outputs)
    readers = [(name, output) for name, output in zip(names, outputs, strict=True)]
    buckets = facts["buckets"]
    decoded = [{name: _value(row, output, buckets) for name, output in readers} for row in found]
    if facts["fill"]:
        decoded = _filled(found, decoded, facts, readers)
    columns = [
        AggregateColumn(
            name=name,
            role=output.role,
            type=output.type,
            unit=output.unit,
            additivity=output.additivity,
            nulls=output.nulls,
        )
        for name, output in readers
    ]
    found_facts = dict(facts["range"])
    for side in ("start", "end"):
        if side in found_facts:
            found_facts[side] = from_micros(found_facts[side])
    if buckets is not None:
        # Of buckets without a row, nothing else tells.
        found_facts["bucket_starts"] = [buckets.iso(start) for start in buckets.starts]
    answer = AggregateRes.model_construct(columns=columns, rows=decoded, truncated=truncated)
    return answer.with_metadata(found_facts)


def _check_number(rows: Sequence[Row], facts: Mapping[str, Any], outputs: Sequence[Output]) -> None:
    """Refuse what no limit of the request cut: more groups, or more rows, than an answer may have."""
    if facts["limit"] is not None:
        return
    limits, buckets = facts["limits"], facts["buckets"]
    groups = len({_key(row, outputs) for row in rows}) if buckets is not None else len(rows)
    if groups > limits.groups and any(each.role == "dimension" for each in outputs):
        raise LimitError(
            "groups",
            f"there are more than {limits.groups} groups",
            at=ROOT.child("dimensions"),
            hint=_HINT.format("groups"),
        )
    answer = groups * buckets.count if facts["fill"] else len(rows)
    if answer > limits.rows:
        raise LimitError(
            "rows", f"the answer has more than {limits.rows} rows", at=ROOT.child("bucket"), hint=_HINT.format("rows")
        )


def _key(row: Row, outputs: Sequence[Output]) -> tuple[Any, ...]:
    """The keys of all dimensions, as they are in the row."""
    return tuple(
        row.get(f"{output.column}_{part}")
        for output in outputs
        if output.role == "dimension"
        for part in ("rank", "number", "whole", "text")
    )


def _filled(
    rows: Sequence[Row], decoded: list[dict[str, Any]], facts: Mapping[str, Any], readers: Sequence[tuple[str, Output]]
) -> list[dict[str, Any]]:
    """Every bucket of the range for every combination of keys: by time, and the combinations as they first come."""
    buckets, outputs = facts["buckets"], [output for _, output in readers]
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    keys: dict[tuple[Any, ...], dict[str, Any]] = {}
    names = [name for name, output in readers if output.role == "dimension"]
    for row, values in zip(rows, decoded, strict=True):
        key = _key(row, outputs)
        keys.setdefault(key, {name: values[name] for name in names})
        found[(row["bucket"], key)] = values
    if not names:
        keys = {(): {}}
    empty = {name: _measured({}, output) for name, output in readers if output.role == "measure"}
    time = next(name for name, output in readers if output.role == "bucket")
    starts = [(start, buckets.iso(start)) for start in buckets.starts]
    return [
        found.get((start, key)) or {time: iso, **values, **empty}
        for (start, iso), (key, values) in product(starts, keys.items())
    ]


def _value(row: Row, output: Output, buckets: Any) -> Any:
    match output.role:
        case "bucket":
            return buckets.iso(row["bucket"])
        case "dimension":
            return _key_value(row, output)
        case "measure":
            return _measured(row, output)


def _key_value(row: Row, output: Output) -> Any:
    """A key as JSON: a scalar, or an object with one key where it is none."""

    def part(name: str) -> Any:
        return row.get(f"{output.column}_{name}")

    rank = output.rank if output.rank is not None else KeyRank(part("rank"))
    match rank:
        case KeyRank.NUMBER:
            return _number(part("number"), part("whole"))
        case KeyRank.TEXT:
            return part("text")
        case KeyRank.BOOLEAN:
            return part("whole") == 1
        case KeyRank.TIME:
            return from_micros(part("whole")).isoformat()
        case KeyRank.ARRAY | KeyRank.OBJECT:
            return {"$type": rank.name.lower()}
        case KeyRank.NOTHING:
            return None
        case KeyRank.OTHER:
            return {"$other": True}


def _number(number: float | None, whole: int | None) -> int | float:
    """A number that was kept as its double, and as an integer beyond 2^53; one of integers alone is kept as that."""
    if number is None or whole:
        return whole or 0
    return int(number) if number.is_integer() and abs(number) <= SAFE_INTEGER else number


def _measured(row: Row, output: Output) -> Any:
    """A measure of its parts; of no row what it is of none."""

    def part(name: str) -> Any:
        return row.get(f"{output.column}_{name}")

    match output.function:
        case "count":
            return part("count") or 0
        case "count_distinct":
            return sum(value for name, value in row.items() if name.startswith(f"{output.column}_"))
        case "sum":
            total = _total(part("sum"), part("rest"))
            return None if part("huge") else scaled(total, output.scale)
        case "avg":
            count = part("count")
            total = _total(part("sum"), part("rest"))
            if part("huge") or not count or total is None:
                return None
            return float(Fraction(total) / (count * output.scale))
        case "min" | "max":
            found = _bound(part("int"), part("rest"), greatest=output.function == "max")
            is_time = output.type == "timestamp" and found is not None
            return from_micros(found).isoformat() if is_time else scaled(found, output.scale)
        case "percentile":
            return scaled(part("value"), output.scale)
        case None:
            raise InternalError("a measure has no function")


def _total(integers: int | None, others: float | None) -> int | float | None:
    """None beyond a double, which costs are with prices that `load` would refuse."""
    if others is None:
        return integers or 0
    if not isfinite(others):
        return None
    return float(Fraction(others) + (integers or 0))


def _bound(integer: int | None, other: float | None, *, greatest: bool) -> Any:
    """The lesser, or greater, of the integers' and the other numbers', compared as doubles."""
    if integer is None or other is None:
        return other if integer is None else integer
    is_other = other > float(integer) if greatest else other < float(integer)
    return other if is_other else integer
