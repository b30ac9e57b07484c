"""Lint: what newcomers write in statistics: shares as percentiles, ranges of nothing, documents as groups."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import weave_query as wq
from tests.completion.rows import SUPPORT, observed_in
from weave_query.completion import Observed
from weave_query.lint import LintCode, lint

NOW = datetime(2025, 11, 10, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def observed() -> Observed:
    return observed_in(SUPPORT)


def mends(text: str, observed: Observed | None = None) -> list[tuple[str, str]]:
    """The codes of the findings, each with the text after its fix."""
    query = wq.read_query(text, "northwind/support-bot", now=NOW)
    return [(each.code, each.fix.applied() if each.fix else "") for each in lint(query, observed=observed)]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("stats latency p0.95 by 1d from 2025-11-01", "stats latency p95 by 1d from 2025-11-01"),
        ("aggregate p0.5(latency) by op", "aggregate p50(latency) by op"),
        ("feedback stats output.score p0.99 from 2025-11-01", "feedback stats output.score p99 from 2025-11-01"),
    ],
)
def test_a_share_as_a_percentile_is_told(text: str, mended: str) -> None:
    assert mends(text) == [(LintCode.SHARE_AS_PERCENTILE.value, mended)]
    assert mends(mended) == []


def test_a_share_as_a_percentile_in_json_is_told_at_its_metric() -> None:
    body = {
        "project_id": "p",
        "start": "2025-11-01",
        "call_metrics": [{"metric": "latency_ms", "percentiles": [50, 0.95]}],
    }
    (found,) = lint(wq.parse_request("call_stats", body))
    assert (found.code, str(found.at)) == (LintCode.SHARE_AS_PERCENTILE.value, "/call_metrics/0")
    assert found.hint == "95 is the one that 95 in 100 values are below"


def test_ranges_without_a_call_are_told(observed: Observed) -> None:
    outside = LintCode.RANGE_WITHOUT_CALLS.value
    assert mends("stats latency last 7d", observed) == []
    assert mends("stats latency from 2025-11-09 to 2025-11-10", observed) == [(outside, "")]
    assert mends("aggregate count() from 2025-01-01 to 2025-02-01", observed) == [(outside, "")]
    assert mends("aggregate count() on ended_at from 2025-01-01 to 2025-02-01", observed) == []
    for text in ("stats latency from 2025-11-01 to 2025-11-01", "feedback stats a avg from 2025-11-01 to 2025-11-01"):
        assert mends(text) == [(LintCode.CONTRADICTION.value, "")]


@pytest.mark.parametrize("text", ["aggregate count() by inputs", "aggregate count_distinct(inputs)"])
def test_documents_as_keys_of_groups_are_told(text: str, observed: Observed) -> None:
    assert mends(text) == [(LintCode.DOCUMENT_AS_KEY.value, "")]
    assert mends(text.replace("inputs", "summary.usage")) == []
    assert mends(text.replace("inputs", "summary.usage"), observed) == [(LintCode.DOCUMENT_AS_KEY.value, "")]
    assert mends(text.replace("inputs", "inputs.model"), observed) == []


def test_a_ref_in_a_filter_without_a_version_is_told(observed: Observed) -> None:
    ref = "weave:///northwind/support-bot/op/lookup_order"
    text = f'calls filter op_names ("{ref}", "{ref}:*")'
    (found,) = mends(text, observed)
    assert found == (LintCode.NAME_AS_REF.value, f'calls filter op_names ("{ref}:*", "{ref}:*")')


def test_buckets_of_months_are_of_no_days() -> None:
    """Midnight of a zone mends days. What is longer begins elsewhere anyway."""
    text = 'aggregate count() every {} in "Europe/Berlin" from 2025-10-23 to 2025-11-08T00:00+01:00'
    for unit, told in (
        ("day", "one of them is cut"),
        ("1d", "one of them is cut"),
        ("month", "the range is of no days"),
    ):
        (found,) = lint(wq.read_query(text.format(unit), "p", now=NOW))
        assert (found.code, told in found.message) == (LintCode.DAY_OF_ANOTHER_ZONE.value, True)


@pytest.mark.parametrize(
    ("project", "projects", "hint"),
    [
        ("acme", (), "is it written as `entity/project`?"),
        ("acme/bot", (), "names are told apart letter by letter"),
        ("acme/bot", ("acme/bots", "other/x"), "nearest: `acme/bots`"),
    ],
)
def test_a_project_without_calls_is_told_with_what_may_be_meant(
    project: str, projects: tuple[str, ...], hint: str
) -> None:
    (found,) = lint(wq.read_query("calls", project), observed=Observed(calls=0), projects=projects)
    assert (found.code, found.hint) == (LintCode.NO_CALLS.value, hint)
