"""Lint: what newcomers write: dates as days, names where refs are stored, beginnings of ids, types of feedback."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

import weave_query as wq
from tests.completion.rows import EXAMPLES, RESEARCH, SUPPORT, observed_in
from weave_query.completion import Observed, observe
from weave_query.lint import Finding, LintCode, lint
from weave_query.requests.query import Query

_DAY = "started_at >= 2025-10-31 and started_at < 2025-11-01"
NOW = datetime(2025, 11, 10, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def db() -> Iterator[wq.Database]:
    with wq.connect("duckdb://") as db:
        db.create_schema()
        db.load(calls=EXAMPLES / "calls.jsonl.gz", feedback=EXAMPLES / "feedback.jsonl.gz")
        yield db


@pytest.fixture(scope="module")
def observed() -> Observed:
    return observed_in(SUPPORT)


def found_in(text: str, observed: Observed | None = None) -> list[Finding]:
    return lint(wq.read_query(text, SUPPORT, now=NOW), observed=observed)


def fixed(text: str, observed: Observed | None = None) -> str | None:
    (found,) = found_in(text, observed)
    return found.fix.applied() if found.fix is not None else None


def count(db: wq.Database, condition: str) -> int:
    return db.run(wq.read_query(f"count calls where {condition}", SUPPORT, now=NOW).request).count


@pytest.mark.parametrize(
    ("condition", "mended"),
    [
        ('started_at = "2025-10-31"', "started_at >= 2025-10-31 and started_at < 2025-11-01"),
        ("started_at = 2025-10-31", "started_at >= 2025-10-31 and started_at < 2025-11-01"),
        ("2025-12-31 = ended_at", "ended_at >= 2025-12-31 and ended_at < 2026-01-01"),
        ("started_at != 2025-10-31", "started_at < 2025-10-31 or started_at >= 2025-11-01"),
        (
            'status = "error" and started_at != 2025-10-31',
            'status = "error" and (started_at < 2025-10-31 or started_at >= 2025-11-01)',
        ),
        (
            'status = "error" or started_at = 2025-10-31',
            'status = "error" or started_at >= 2025-10-31 and started_at < 2025-11-01',
        ),
        ("not started_at = 2025-10-31", "not (started_at >= 2025-10-31 and started_at < 2025-11-01)"),
        ("started_at in (2025-10-31)", "started_at >= 2025-10-31 and started_at < 2025-11-01"),
        (
            'started_at in ("2025-10-31", 2025-11-02)',
            f"({_DAY}) or (started_at >= 2025-11-02 and started_at < 2025-11-03)",
        ),
        ("started_at not in (2025-10-31)", "not (started_at >= 2025-10-31 and started_at < 2025-11-01)"),
    ],
)
def test_a_date_that_is_equal_to_a_moment_is_told(condition: str, mended: str, db: wq.Database) -> None:
    """And mended by its whole day, on which calls were."""
    (found,) = found_in(f"calls where {condition}")
    assert found.code == LintCode.DATE_AS_MOMENT.value
    assert fixed(f"calls where {condition}") == f"calls where {mended}"
    assert found_in(f"calls where {mended}") == []
    assert count(db, mended) != count(db, condition) or "2025-12-31" in condition


@pytest.mark.parametrize(
    "condition",
    [
        "started_at >= 2025-10-31",
        "started_at = 2025-10-31T00:00Z",
        "started_at < 2025-10-31",
        "started_at > 2025-10-31",
        "started_at <= 2025-10-31T00:00Z",
        "started_at <= 9999-12-31",
        'inputs.stamp <= "2025-10-31"',
        'inputs.day = "2025-10-31"',
        'started_at = "2025-13-31"',
        'trace_name = "2025-10-31"',
    ],
)
def test_a_date_that_may_be_meant_is_not(condition: str) -> None:
    assert found_in(f"calls where {condition}") == []


def test_a_date_is_told_of_feedback_too_and_in_json() -> None:
    text = "feedback where created_at = 2025-10-31"
    assert fixed(text) == "feedback where created_at >= 2025-10-31 and created_at < 2025-11-01"
    assert [each.code for each in found_in('calls where has_feedback("*" where created_at = 2025-10-31)')] == ["WQ860"]
    asked = Query({"$expr": {"$eq": [{"$getField": "started_at"}, {"$literal": "2025-10-31"}]}})
    (found,) = lint(wq.CallsQueryReq(project_id="p", query=asked))
    assert (str(found.at), found.fix) == ("/query/$expr/$eq/1/$literal", None)
    assert found.hint == "the whole day is `started_at >= 2025-10-31 and started_at < 2025-11-01`"


@pytest.mark.parametrize(
    ("condition", "mended", "told"),
    [
        ("started_at >= 2025-10-31 and started_at <= 2025-10-31", _DAY, "only that moment satisfies both conditions"),
        (
            "2025-10-31 <= started_at and started_at <= 2025-10-31",
            "2025-10-31 <= started_at and started_at < 2025-11-01",
            "both",
        ),
        (
            'started_at >= 2025-10-30 and "2025-10-31" >= started_at',
            "started_at >= 2025-10-30 and started_at < 2025-11-01",
            "`<=` leaves",
        ),
        ("started_at <= 2025-10-31", "started_at < 2025-11-01", "so `<=` leaves out the day"),
    ],
)
def test_a_date_that_a_range_ends_with_is_told_to_leave_out_the_day(
    condition: str, mended: str, told: str, db: wq.Database
) -> None:
    (found,) = found_in(f"calls where {condition}")
    assert (found.code, told in found.message) == ("WQ860", True)
    assert found.hint == "with the day it is `started_at < 2025-11-01`, without it `started_at < 2025-10-31`"
    assert fixed(f"calls where {condition}") == f"calls where {mended}"
    assert found_in(f"calls where {mended}") == []
    assert count(db, mended) > count(db, condition)


def test_a_name_beside_refs_is_told(observed: Observed, db: wq.Database) -> None:
    text = 'calls where op_name = "handle_order"'
    (found,) = found_in(text, observed)
    assert (found.code, found.fix is not None) == (LintCode.NAME_AS_REF.value, True)
    assert count(db, 'op_name = "handle_order"') == 0
    mended = str(fixed(text, observed)).removeprefix("calls where ")
    assert mended == 'op = "handle_order"'
    assert count(db, mended) == 43
    assert found_in(f"calls where {mended}", observed) == []
    negated = str(fixed('calls where op_name != "handle_order"', observed)).removeprefix("calls where ")
    assert count(db, negated) == 3109 - 43


def test_a_name_that_no_op_has_is_told_with_the_nearest(observed: Observed) -> None:
    (found,) = found_in('calls where op_name in ("handel_order")', observed)
    assert found.hint.endswith("; nearest: `handle_order`")


def test_a_name_in_a_filter_beside_refs_is_told(observed: Observed) -> None:
    (found,) = found_in('calls filter op_names "handle_order"', observed)
    assert (found.code, str(found.at), found.hint) == ("WQ861", "1:14", "the name alone is `op`")
    refs = "weave:///northwind/support-bot/op/handle_order:*"
    assert found_in(f'calls filter op_names "{refs}"', observed) == []


def test_names_that_are_stored_without_refs_are_not_told() -> None:
    seen = observe([{"id": "1", "op_name": "handle_order"}, {"id": "2", "op_name": "weave:///a/b/op/x:1"}])
    assert found_in('calls where op_name = "a"', seen) == []
    assert found_in('calls where op_name = "a"') == []


def test_the_beginning_of_an_id_is_told(observed: Observed, db: wq.Database) -> None:
    text = 'calls where id = "019a3a58"'
    (found,) = found_in(text, observed)
    assert (found.code, fixed(text, observed)) == (LintCode.SHORT_ID.value, 'calls where id starts with "019a3a58"')
    assert count(db, 'id = "019a5af3"') == 0 < count(db, 'id starts with "019a5af3"')
    assert fixed('calls where trace_id != "019a"', observed) == 'calls where trace_id not starts with "019a"'
    assert [each.code for each in found_in('calls where id in ("019a", "019b")', observed)] == ["WQ862", "WQ862"]
    assert found_in('calls where id = "019a5af3-43e0-7f94-903a-4b5aa6b47c94"', observed) == []


@pytest.mark.parametrize(
    ("condition", "mended", "hint"),
    [
        (
            'has_feedback("👎")',
            'feedback["wandb.reaction.1"].payload.emoji = "👎"',
            'it was seen as a value of `feedback["wandb.reaction.1"].payload.emoji`',
        ),
        ('has_feedback("wandb.note")', 'has_feedback("wandb.note.1")', "nearest: `wandb.note.1`; there are"),
        ("has_feedback('thumbs')", None, "there are `wandb.runnable.judge`, "),
        (
            'has_feedback("wandb.reaction" where payload.emoji = "👎")',
            'has_feedback("wandb.reaction.1" where payload.emoji = "👎")',
            "nearest: `wandb.reaction.1`",
        ),
        ('feedback["x"].payload.a = 1', None, "there are "),
    ],
)
def test_a_type_of_feedback_that_was_never_seen_is_told(
    condition: str, mended: str | None, hint: str, observed: Observed, db: wq.Database
) -> None:
    text = f"calls where {condition}"
    (found,) = found_in(text, observed)
    assert found.code == LintCode.UNSEEN_KEY.value
    assert found.hint.startswith(hint)
    assert fixed(text, observed) == (f"calls where {mended}" if mended is not None else None)
    assert count(db, condition) == 0
    if mended is not None:
        assert found_in(f"calls where {mended}", observed) == []
        assert count(db, mended) > 0


def test_a_type_is_told_in_queries_of_feedback_too(observed: Observed) -> None:
    text = 'feedback where feedback_type in ("quality", "correctoin")'
    assert fixed(text, observed) == 'feedback where feedback_type in ("quality", "correction")'
    assert found_in('calls where has_feedback("*")', observed) == []
    assert found_in('calls where has_feedback("quality")', observed) == []


@pytest.mark.parametrize(
    "text",
    [
        "stats total_tokens last 7d filter trace_roots_only",
        "stats total_tokens last 7d where parent_id is null",
        'stats total_tokens last 7d where parent_id is null and status = "error"',
        "aggregate sum(cost) by trace_name filter trace_roots_only",
        "aggregate sum(cost) by trace_name where parent_id is null",
    ],
)
def test_usage_of_roots_alone_is_not_counted_twice(text: str) -> None:
    assert found_in(text, observed_in(RESEARCH)) == []


@pytest.mark.parametrize("text", ["stats total_tokens last 7d", "aggregate sum(cost) by trace_name"])
def test_usage_that_is_counted_twice_is_told_with_the_option_that_mends_it(text: str) -> None:
    seen = observed_in(RESEARCH)
    for condition in ("", 'where parent_id is null or status = "error"', "where parent_id is not null"):
        (found,) = found_in(f"{text} {condition}", seen)
        assert found.code == LintCode.COUNTED_TWICE.value
        assert found.setting is not None
        assert (found.setting.name, found.setting.value) == ("stored_usage", "auto")
    for policy in ("auto", "cumulative"):
        assert lint(wq.read_query(text, RESEARCH, now=NOW), observed=seen, stored_usage=policy) == []


@pytest.mark.parametrize("text", ["usage of traces", 'usage of calls ("a", "b")', 'usage of traces where op = "x"'])
def test_usage_of_traces_is_counted_twice_too(text: str) -> None:
    seen = observed_in(RESEARCH)
    (found,) = found_in(text, seen)
    assert (found.code, str(found.at)) == (LintCode.COUNTED_TWICE.value, "1:1")
    assert lint(wq.read_query(text, RESEARCH, now=NOW), observed=seen, stored_usage="auto") == []
    assert found_in("usage of traces where parent_id is null", seen) == []
    # Where no call holds the usage of another, all of it is right.
    assert lint(wq.read_query(text, RESEARCH, now=NOW), observed=Observed(calls=9)) == []


def test_a_project_without_calls_is_told(db: wq.Database) -> None:
    seen = db.fields("northwind/suport-bot")
    read = wq.read_query('calls where inputs.a = "x" and has_feedback("y")', "northwind/suport-bot")
    (found,) = lint(read, observed=seen, projects=[SUPPORT, RESEARCH])
    assert (found.code, found.message) == ("WQ863", "there are no calls in the project `northwind/suport-bot`")
    assert found.setting is not None
    assert (found.setting.name, found.setting.value) == ("project", SUPPORT)
    assert str(found) == f"WQ863: {found.message}; nearest: `{SUPPORT}`"
    (found,) = lint(wq.CallsQueryReq(project_id="x"), observed=seen, projects=[SUPPORT])
    assert (str(found.at), found.hint, found.setting) == ("/project_id", f"there are calls in `{SUPPORT}`", None)
    assert lint(read, observed=None, projects=[SUPPORT]) == []
    assert [each.code for each in lint(read, observed=seen)] == ["WQ863"]
    assert lint(wq.read_query("calls", SUPPORT), observed=Observed()) == []
