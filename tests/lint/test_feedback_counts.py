"""What is hardly meant in statistics, whatever their rows are."""

from __future__ import annotations

from typing import Any

import pytest

import weave_query as wq
from weave_query.lint import Finding, lint
from weave_query.syntax.text import Span


def of_text(text: str) -> list[Finding]:
    return lint(wq.read_query(text.replace("«", "").replace("»", ""), "p"))


def of_json(kind: str, **body: Any) -> list[Finding]:
    return lint(wq.parse_request(kind, {"project_id": "p", **body}))


@pytest.mark.parametrize(
    "text",
    [
        "feedback stats output.score avg, «output.kind categorical» by 1d from 2025-11-01",
        'feedback stats «output.kind categorical» from 2025-11-01 where payload.output.other = "x"',
    ],
)
def test_a_categorical_metric_counts_every_row(text: str) -> None:
    (found,) = of_text(text)
    assert (found.code, isinstance(found.at, Span) and found.at.text) == ("WQ864", "output.kind categorical")
    assert found.hint == 'with the condition `payload.output.kind = "..."` it counts how often a value comes'
    mended = text.replace('payload.output.other = "x"', "").replace(" where ", "").replace("«", "").replace("»", "")
    assert of_text(f'{mended} where feedback_type = "t" and payload.output.kind = "good"') == []


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("stats by 1d from 2025-11-01", "as in `stats latency avg p95, call_count`"),
        ("stats last 7d", "as in `stats latency avg p95, call_count`"),
        ("feedback stats by 1d from 2025-11-01", "as in `feedback stats output.score avg`"),
    ],
)
def test_statistics_without_a_metric_are_told_what_one_is(text: str, hint: str) -> None:
    (found,) = of_text(text)
    assert str(found) == f"WQ871 at 1:1: no metric is asked for, so there are no buckets; {hint}"


def test_statistics_without_a_metric_are_told_in_json_too() -> None:
    (found,) = of_json("call_stats", start="2025-11-01T00:00:00Z", usage_metrics=[])
    assert found.hint == '`call_metrics` or `usage_metrics` name some, as in `[{"metric": "call_count"}]`'
    (found,) = of_json("feedback_stats", start="2025-11-01T00:00:00Z")
    assert (found.code, found.hint) == ("WQ871", '`metrics` name some, as in `[{"json_path": "output.score"}]`')
