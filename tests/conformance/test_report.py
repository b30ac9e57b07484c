"""Reports: what they count, and that their files can be read."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from importlib.metadata import version

import pytest

from tests.conformance.conftest import Broken
from weave_query.testing import Outcome, Report, Status, conform, load_cases
from weave_query.testing.report import alike, exit_code, summed, to_json, to_markdown, unfinished

CASES = load_cases(["core"])


def report(*statuses: Status, unreachable: str | None = None) -> Report:
    """A report of as many cases, one of each status."""
    skips = {"lines": ("the backend lacks `case_folding`",), "capability": "case_folding"}
    outcomes = [
        Outcome(case, status, **(skips if status is Status.SKIPPED else {}))  # type: ignore[arg-type]
        for case, status in zip(CASES, statuses, strict=False)
    ]
    return Report("duckdb://", "duckdb", tuple(outcomes), unreachable)


@pytest.mark.parametrize(
    ("statuses", "code"),
    [
        ((Status.PASSED,), 0),
        ((Status.PASSED, Status.SKIPPED), 0),
        ((Status.PASSED, Status.FAILED), 1),
        ((Status.PASSED, Status.NOT_RUN), 3),
        ((Status.FAILED, Status.NOT_RUN), 1),
        ((Status.SKIPPED, Status.SKIPPED), 3),
        ((Status.SKIPPED, Status.NOT_RUN), 3),
        ((), 3),
    ],
)
def test_the_exit_code_says_whether_all_was_run_and_passed(statuses: tuple[Status, ...], code: int) -> None:
    assert exit_code([report(*statuses)]) == code
    assert report(*statuses).passed is (code == 0)


def test_a_database_that_only_skips_keeps_a_run_from_passing() -> None:
    skipped = report(Status.SKIPPED, Status.SKIPPED)
    assert exit_code([report(Status.PASSED), skipped]) == 3
    assert "`duckdb://`: nothing was checked: every case was skipped" in to_markdown([skipped])
    assert to_json([skipped])["passed"] is False


def test_reasons_of_what_was_not_run_are_told_once_each() -> None:
    outcomes = [Outcome(case, Status.NOT_RUN, ("WQ503: x | y",)) for case in CASES[:2]]
    found = Report("memory://", "memory", (*outcomes, *report(Status.PASSED).outcomes))
    assert unfinished(found) == ["2 not run: WQ503: x | y"]
    assert "`memory://`: 2 not run: WQ503: x \\| y" in to_markdown([found])
    assert unfinished(report(Status.PASSED, Status.SKIPPED)) == []


def test_one_database_that_fails_or_is_not_run_is_enough() -> None:
    passed, failed, not_run = (report(status) for status in (Status.PASSED, Status.FAILED, Status.NOT_RUN))
    assert exit_code([passed, passed]) == 0
    assert exit_code([passed, not_run]) == 3
    assert exit_code([not_run, failed, passed]) == 1
    assert exit_code([]) == 3


def test_what_fails_in_the_same_way_is_told_together() -> None:
    def failing(target: str, *lines: str) -> Report:
        outcomes = [Outcome(case, Status.FAILED, (line,)) for case, line in zip(CASES, lines, strict=False)]
        return Report(target, target, tuple(outcomes))

    one, other = failing("one", "x", "x", "y", "z"), failing("other", "x", "x", "w", "z")
    told = [(targets, [found.case.id for found in outcomes]) for targets, outcomes in alike([one, other])]
    ids = [case.id for case in CASES]
    assert told == [
        (["one", "other"], ids[:2]),
        (["one"], ids[2:3]),
        (["one", "other"], ids[3:4]),
        (["other"], ids[2:3]),
    ]


def test_a_summary_has_failures_first_and_no_zeros() -> None:
    assert summed(report(Status.PASSED, Status.FAILED, Status.PASSED)) == "1 failed, 2 passed"
    assert summed(report()) == "none"


def test_the_json_of_a_report_counts_what_it_lists(broken: Broken) -> None:
    found = conform(broken(lambda sql: sql.replace("c.deleted_at IS NULL", "1")), ["core", "time"])
    document = json.loads(json.dumps(to_json([found, conform("sqlite:////no/such/a.db", ["core"])])))
    first, second = document["targets"]
    assert (document["format"], document["passed"]) == (1, False)
    assert document["version"] == version("weave-query")
    assert datetime.now(UTC) - datetime.fromisoformat(document["date"]) < timedelta(minutes=10)
    assert first["capabilities"]["case_folding"] is True
    assert first["capabilities"]["regular_expressions"] is False
    assert (first["backend"], first["passed"], first["unreachable"]) == ("sqlite", False, None)
    assert (second["backend"], second["passed"]) == (None, False)
    assert second["unreachable"].startswith("WQ505")
    for target in document["targets"]:
        for level, counts in target["levels"].items():
            statuses = [case["status"] for case in target["cases"] if case["level"] == level]
            assert counts == {status.value: statuses.count(status.value) for status in Status}
    wrong = next(case for case in first["cases"] if case["name"] == "only-own-calls")
    assert wrong["status"] == "failed"
    assert wrong["unexpected"] == ["deleted", "deleted-early"]


def test_the_markdown_of_a_report_has_a_table_and_every_failure(broken: Broken) -> None:
    found = conform(broken(lambda sql: sql.replace("c.deleted_at IS NULL", "1")), ["core", "order"])
    text = to_markdown([found, conform("sqlite:////no/such/a.db", ["order"])])
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert rows[0] == "| level | `sqlite` | `sqlite:////no/such/a.db` |"
    assert {row.count("|") for row in rows} == {4}
    count = len(load_cases(["order"]))
    assert f"| order | {count} passed | {count} not run |" in text
    assert "`sqlite:////no/such/a.db`: not run: WQ505" in text
    assert text.splitlines()[2].startswith(f"weave_query {version('weave-query')}, 20")
    assert "`sqlite` declares: " in text
    assert "`case_folding` yes" in text
    headings = re.findall(r"^## (\S+) on `sqlite`$", text, re.MULTILINE)
    assert headings == [f"{each.case.level}/{each.case.name}" for each in found.of(Status.FAILED)]
    assert text.count("```") % 2 == 0
    assert "unexpected: deleted (a deleted call)" in text


def test_capabilities_that_are_bounds_are_told_as_numbers() -> None:
    found = Report("x://", "x", (), None, {"folding": True, "regexes": False, "depth": 78, "nesting": None})
    assert "declares: `folding` yes, `regexes` no, `depth` 78, `nesting` unbounded\n" in to_markdown([found])


def test_a_capability_of_several_parts_is_told_in_words() -> None:
    for value, said in (
        (None, "none"),
        ({"method": "t-digest", "rank_error": None}, "t-digest, no bound"),
        ({"method": "Greenwald-Khanna", "rank_error": 0.001}, "Greenwald-Khanna, rank within 0.001"),
    ):
        found = Report("x://", "x", (), None, {"approximate_percentiles": value})
        assert f"declares: `approximate_percentiles` {said}\n" in to_markdown([found])


def test_skips_are_told_by_capability() -> None:
    assert "`duckdb://`: 1 skipped: the backend lacks `case_folding`" in to_markdown(
        [report(Status.PASSED, Status.SKIPPED)]
    )
