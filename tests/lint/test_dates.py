"""What is hardly meant beside times: numbers that read as dates, and are Unix seconds."""

from __future__ import annotations

import pytest

import weave_query as wq
from weave_query.lint import Finding, lint


def found_in(text: str) -> list[Finding]:
    return [each for each in lint(wq.read_query(text, "p")) if each.code == "WQ870"]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("calls where started_at > 20251101", "calls where started_at > 2025-11-01"),
        ("calls where 20251101 <= ended_at", "calls where 2025-11-01 <= ended_at"),
        ("calls where started_at in (20251101)", "calls where started_at in (2025-11-01)"),
        ("feedback where created_at < 20240229", "feedback where created_at < 2024-02-29"),
    ],
)
def test_eight_digits_beside_a_time_are_told_with_the_date(text: str, mended: str) -> None:
    (found,) = found_in(text)
    assert found.fix is not None
    assert found.fix.applied() == mended
    assert not found_in(mended)
    assert wq.read_query(mended, "p")


def test_what_the_number_is_stands_in_the_message() -> None:
    (found,) = found_in("calls where started_at > 20251101")
    assert found.message == "beside `started_at` a number is Unix seconds: 20251101 is 1970-08-23 09:18 UTC"
    assert found.hint == "the date is `2025-11-01`"


def test_a_request_in_json_has_its_place() -> None:
    query = {"$expr": {"$gt": [{"$getField": "started_at"}, {"$literal": 20251101}]}}
    (found,) = lint(wq.CallsQueryReq(project_id="p", query=query))
    assert (found.code, str(found.at), found.hint) == (
        "WQ870",
        "/query/$expr/$gt/1/$literal",
        'the date is `"2025-11-01"`',
    )


@pytest.mark.parametrize(
    "text",
    [
        "calls where started_at > 1761955200",
        "calls where started_at > 20251301",
        "calls where started_at > 20250230",
        "calls where started_at > 99990101",
        "calls where inputs.day > 20251101",
        "calls where latency_ms > 20251101",
        'calls where started_at > "2025-11-01"',
    ],
)
def test_other_numbers_and_other_fields_are_left_alone(text: str) -> None:
    assert not found_in(text)
