"""Testing: an answer beside the one that is right. What differs comes out, in lines that a person can read."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from weave_query.requests.base import Result
from weave_query.requests.calls import CallSchema, CallsQueryRes, CallsQueryStatsRes
from weave_query.testing.model import (
    Answer,
    BodyAnswer,
    Case,
    CountAnswer,
    PagesAnswer,
    Refusal,
    RowsAnswer,
    RowSet,
    placed,
)

_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Difference:
    """How an answer differs. lines: for people. missing, unexpected: ids of rows, where calls were asked for."""

    lines: tuple[str, ...]
    missing: tuple[str, ...] = ()
    unexpected: tuple[str, ...] = ()


def compare(case: Case, answer: Result) -> Difference | None:
    """None when the answer is the one of the case."""
    match case.expected, answer:
        case RowsAnswer() as expected, CallsQueryRes():
            return _compare_calls(expected, answer.calls, case.rows)
        case CountAnswer() as expected, CallsQueryStatsRes():
            return _compare_count(expected, answer)
        case BodyAnswer() as expected, _:
            return _compare_body(json.loads(expected.text), answer)
        case expected, _:
            return Difference((f"expected {describe(expected)}", f"the answer is {_described(answer)}"))


def describe(expected: Answer) -> str:
    """The answer that is right, in a few words."""
    match expected:
        case RowsAnswer():
            order = " in this order" if expected.ordered else ""
            return f"the calls {', '.join(expected.ids)}{order}" if expected.ids else "no calls"
        case PagesAnswer():
            return f"the pages {_told_pages(expected.pages)}"
        case CountAnswer():
            return f"a count of {expected.count}" + (" and more" if expected.has_more else "")
        case BodyAnswer():
            return f"an answer with {', '.join(f'`{name}`' for name in json.loads(expected.text))}"
        case Refusal():
            return f"the error {expected.code}" + (f" at {expected.at}" if expected.at else "")


def _described(answer: Result) -> str:
    if isinstance(answer, CallsQueryRes):
        return f"{len(answer.calls)} calls"
    return f"a {type(answer).__name__}"


def _compare_count(expected: CountAnswer, answer: CallsQueryStatsRes) -> Difference | None:
    given = CountAnswer(answer.count, answer.has_more)
    if _same([given.count, given.has_more], [expected.count, expected.has_more]):
        return None
    return Difference((f"expected {describe(expected)}", f"the answer is {describe(given)}"))


def _compare_calls(expected: RowsAnswer, calls: Sequence[CallSchema], rows: RowSet) -> Difference | None:
    # Ids are those of more than one project: whose call it is counts.
    given = [(call.project_id, call.id) for call in calls]
    wanted = [(rows.project, id) for id in expected.ids]
    missing = list((Counter(wanted) - Counter(given)).elements())
    unexpected = list((Counter(given) - Counter(wanted)).elements())
    lines = [*_told("missing", missing, rows), *_told("unexpected", unexpected, rows)]
    if not lines and expected.ordered and given != wanted:
        lines = [f"order:    {', '.join(id for _, id in given)}", f"expected: {', '.join(expected.ids)}"]
    if not lines and expected.columns is not None:
        lines = [*_columns(json.loads(placed(expected.columns, rows.project)), calls, rows)]
    if not lines:
        return None
    return Difference(tuple(lines), tuple(id for _, id in missing), tuple(id for _, id in unexpected))


def compare_pages(case: Case, pages: Sequence[Sequence[CallSchema]]) -> Difference | None:
    """None when the pages are those of the case."""
    if not isinstance(case.expected, PagesAnswer):
        return Difference((f"expected {describe(case.expected)}", f"the answer is {len(pages)} pages"))
    wanted = RowsAnswer(tuple(id for page in case.expected.pages for id in page), ordered=True)
    difference = _compare_calls(wanted, [call for page in pages for call in page], case.rows)
    given = tuple(tuple(call.id for call in page) for page in pages)
    if difference is None and given == case.expected.pages:
        return None
    lines = difference.lines if difference is not None else ()
    told = (*lines, f"pages:    {_told_pages(given)}", f"expected: {_told_pages(case.expected.pages)}")
    return replace(difference or Difference(()), lines=told)


def _told_pages(pages: Sequence[Sequence[str]]) -> str:
    return " ".join(f"[{', '.join(page)}]" for page in pages)


def _compare_body(expected: dict[str, Any], answer: Result) -> Difference | None:
    given = answer.model_dump(mode="json")
    lines = [line for name, value in expected.items() for line in _differences(name, value, given.get(name, _ABSENT))]
    return Difference(tuple(lines)) if lines else None


def _differences(place: str, expected: Any, found: Any) -> Iterator[str]:
    """Where two JSON values differ: members of objects and lists of one length each by itself."""
    if found is _ABSENT:
        yield f"`{place}` is not in the answer, expected {_json(expected)}"
    elif isinstance(expected, dict) and isinstance(found, dict):
        for name, value in expected.items():
            yield from _differences(f"{place}.{name}", value, found.get(name, _ABSENT))
        for name in found.keys() - expected.keys():
            yield f"`{place}.{name}` is {_json(found[name])}, expected nothing"
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for position, (value, other) in enumerate(zip(expected, found, strict=True)):
            yield from _differences(f"{place}.{position}", value, other)
    elif not _near(expected, found):
        yield f"`{place}` is {_json(found)}, expected {_json(expected)}"


def _near(left: Any, right: Any) -> bool:
    """The same, doubles to the last digits: engines add them up in different orders."""
    numbers = all(isinstance(side, (int, float)) and not isinstance(side, bool) for side in (left, right))
    if numbers and any(isinstance(side, float) for side in (left, right)):
        return math.isclose(left, right, rel_tol=1e-9)
    return _same(left, right)


def _told(what: str, found: Sequence[tuple[str, str]], rows: RowSet) -> Iterator[str]:
    for project, id in found:
        yield f"{what}: {rows.called(id, project)}"


def _columns(expected: dict[str, dict[str, Any]], calls: Sequence[CallSchema], rows: RowSet) -> Iterator[str]:
    given = {call.id: call.model_dump(mode="json") for call in calls}
    for id, columns in expected.items():
        for column, value in columns.items():
            found = given[id].get(column, _ABSENT)
            if found is _ABSENT:
                yield f"{rows.called(id)}: `{column}` is no column of the answer"
            elif not _same(found, value):
                yield f"{rows.called(id)}: `{column}` is {_json(found)}, expected {_json(value)}"


def _same(left: Any, right: Any) -> bool:
    """Equal as JSON values: 1 is 1.0, but a boolean is no number."""
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(_same(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(_same, left, right))
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    return bool(left == right)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
