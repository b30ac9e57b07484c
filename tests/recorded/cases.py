"""The recorded cases: a file of requests with another server's answers in, comparison with ours out."""

from __future__ import annotations

import gzip
import hashlib
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from tests.oracle.query import call_rows, calls_query, calls_query_stats, read_rows
from tests.oracle.refs import Library
from tests.oracle.sets import with_rows
from tests.oracle.times import read_time
from tests.oracle.values import NotCoveredError, OracleError, read_integer

DATA = Path(__file__).parent.parent / "data"
CALLS, FEEDBACK, QUEUE_ITEMS, OBJECTS = (
    DATA / f"{name}.jsonl.gz" for name in ("calls", "feedback", "queue_items", "objects")
)
# What clients rely on when a request is refused; any other class is an accident of that server's database.
PROMISED_ERRORS = {"InvalidFieldError", "ValueError"}
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Refusal:
    """The request is an error; `reason` for people."""

    reason: str


Answer = Refusal | list[dict[str, Any]] | dict[str, Any]


@dataclass(frozen=True, eq=False)
class Case:
    """One recorded request. `rows`: dotted fields of the answer's rows to compare, "all" or None."""

    id: str
    kind: str
    request: dict[str, Any]
    expected: dict[str, Any]
    rows: list[str] | str | None

    @property
    def refusal(self) -> str | None:
        """The class of the recorded error, if it is one."""
        return self.expected.get("error")

    @property
    def promised(self) -> bool:
        """Is the recorded answer one to follow: an answer, or an error that clients rely on?"""
        return self.refusal is None or self.expected["stage"] == "request" or self.refusal in PROMISED_ERRORS


@lru_cache(maxsize=1)
def corpus() -> list[Row]:
    """The calls of the recorded cases, with the references found in them, their feedback and their places in queues."""
    return with_rows(call_rows(CALLS), read_rows(FEEDBACK), read_rows(QUEUE_ITEMS))


@lru_cache(maxsize=1)
def library() -> Library:
    """The objects of the recorded cases."""
    return Library(read_rows(OBJECTS))


@lru_cache(maxsize=1)
def covered_cases() -> tuple[Case, ...]:
    """Every recorded case of the two kinds that reads nothing but calls, feedback, queues, and objects through
    references."""
    with gzip.open(DATA / "cases.jsonl.gz", "rt", encoding="utf-8") as lines:
        found = (json.loads(line, parse_int=read_integer) for line in lines)
        cases = [
            Case(case["id"], case["kind"], case["request"], case["expected"], case.get("compare_rows"))
            for case in found
            if case["kind"] in JUDGES
        ]
    return tuple(case for case in cases if _reads_calls_only(case))


def _reads_calls_only(case: Case) -> bool:
    try:
        judged(case, [])
    except NotCoveredError:
        return False
    return True


JUDGES: dict[str, Callable[..., Any]] = {"calls_query": calls_query, "calls_query_stats": calls_query_stats}


def judged(case: Case, rows: Sequence[Row]) -> Answer:
    """The answer that the meaning of the language gives. Unknown keys are let through, as that server did (D28)."""
    try:
        answer: Answer = JUDGES[case.kind](case.request, rows, ignore_unknown=True, library=library())
    except OracleError as error:
        return Refusal(str(error))
    return answer


def difference(case: Case, answer: Answer) -> str | None:
    """How an answer differs from the recorded one, or None. A backend's error promised nothing, so nothing differs."""
    if not case.promised:
        return None
    if case.refusal is not None:
        return None if isinstance(answer, Refusal) else f"recorded as {case.refusal}, here answered"
    if isinstance(answer, Refusal):
        return f"here refused: {answer.reason}"
    if isinstance(answer, dict):
        return _stats_difference(case.expected, answer)
    return _ids_difference(case.expected, [row["id"] for row in answer]) or _rows_difference(case, answer)


def _stats_difference(expected: Row, answer: Row) -> str | None:
    shared = {name: expected[name] for name in ("count", "has_more")}
    mine = {name: answer[name] for name in shared}
    return None if mine == shared else f"recorded {shared}, here {mine}"


def _ids_difference(expected: Row, ids: list[str]) -> str | None:
    if len(ids) != expected["count"]:
        return f"recorded {expected['count']} rows, here {len(ids)}"
    if "ids" in expected:
        return None if ids == expected["ids"] else "the ids stand in another order, or are others"
    whole = hashlib.sha256("\n".join(ids).encode()).hexdigest() == expected["sha256"]
    ends = ids[: len(expected["head"])] == expected["head"] and ids[-len(expected["tail"]) :] == expected["tail"]
    return None if whole and ends else "the ids stand in another order, or are others"


def _rows_difference(case: Case, answer: list[dict[str, Any]]) -> str | None:
    if case.rows is None:
        return None
    for recorded, row in zip(case.expected["rows"], answer, strict=True):
        for name, value in recorded.items():
            if case.rows != "all" and name not in case.rows:
                continue
            mine = _at(row, name)
            if not same_json(value, mine):
                return f"{row['id']}: {name} was {value!r}, here {mine!r}"
    return None


def _at(row: Row, dotted: str) -> Any:
    value: Any = row
    for key in dotted.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def same_json(left: Any, right: Any, tolerance: float = 1e-6) -> bool:
    """Equal as JSON values: numbers to a relative tolerance (0: exactly), texts that are times as moments."""
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return left.keys() == right.keys() and all(same_json(left[key], right[key], tolerance) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(
            same_json(one, other, tolerance) for one, other in zip(left, right, strict=True)
        )
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        return left == right or (tolerance > 0 and math.isclose(left, right, rel_tol=tolerance))
    return bool(left == right) or (isinstance(left, str) and isinstance(right, str) and _same_moment(left, right))


def _same_moment(left: str, right: str) -> bool:
    try:
        return read_time(left) == read_time(right)
    except OracleError:
        return False
