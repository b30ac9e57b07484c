"""Whether an answer of call statistics is what the judge says."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.oracle.times import read_time
from weave_query.requests import CallStatsRes


def differences(answer: CallStatsRes, expected: dict[str, Any]) -> list[str]:
    """What is not as the judge has it, both lists of buckets."""
    found = []
    if answer.granularity != expected["granularity"]:
        found.append(f"the granularity {answer.granularity}")
    for name in ("call_buckets", "usage_buckets"):
        ours, theirs = getattr(answer, name), expected[name]
        if len(ours) != len(theirs):
            found.append(f"{len(ours)} {name} and not {len(theirs)}")
            continue
        for row, judge in zip(ours, theirs, strict=True):
            found += [f"{name} of {row['timestamp']}: {each}" for each in _of_row(row, judge)]
    return found


def _of_row(row: dict[str, Any], judge: dict[str, Any]) -> list[str]:
    if row.keys() != judge.keys():
        return [f"the keys {sorted(row)}"]
    keys = (read_time(row["timestamp"]).micros, row.get("model"))
    if keys != (judge["timestamp"], judge.get("model")):
        return [f"the bucket {keys}"]
    values = [key for key in row if key not in ("timestamp", "model")]
    return [f"{key}: {row[key]!r} and not {judge[key]!r}" for key in values if not same(row[key], judge[key])]


def same(ours: Any, judged_value: Any) -> bool:
    """Equal: counts and sums of integers exactly, what was divided or interpolated to the last digits of a double."""
    if judged_value is None or ours is None:
        return ours is judged_value
    exact = Fraction(judged_value)
    return ours == exact or abs(Fraction(ours) - exact) <= abs(exact) * Fraction(1, 10**12)
