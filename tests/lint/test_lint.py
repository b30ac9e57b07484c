"""Lint: each finding with the text that has it, its fix, and texts beside it that have none."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import pytest

import weave_query as wq
from tests.completion.rows import RESEARCH, SUPPORT, observed_in
from tests.text.random_conditions import condition
from weave_query.completion import Observed
from weave_query.lint import LintCode, lint
from weave_query.requests.query import Query
from weave_query.syntax.json import parse

NOW = datetime(2025, 11, 10, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def observed() -> Observed:
    return observed_in(SUPPORT)


def codes(text: str, observed: Observed | None = None, **options: str) -> list[str]:
    return [each.code for each in lint(wq.read_query(text, "acme/bot", now=NOW), observed=observed, **options)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("calls where inputs.a in ()", LintCode.ALWAYS_FALSE),
        ("calls where inputs.a != inputs.a", LintCode.ALWAYS_FALSE),
        ("calls where not (inputs.a = inputs.a)", LintCode.ALWAYS_TRUE),
        ("calls where inputs.a = 1 and inputs.a = 2", LintCode.CONTRADICTION),
        ('calls where inputs.a = "x" and inputs.b = 1 and inputs.a in ("y", "z")', LintCode.CONTRADICTION),
        ("calls where latency > 2s and latency < 1s", LintCode.CONTRADICTION),
        ("calls where inputs.n >= 5 and inputs.n < 5", LintCode.CONTRADICTION),
        ("calls where 5 < inputs.n and inputs.n = 3", LintCode.CONTRADICTION),
        ("calls where inputs.a is null and inputs.a = 1", LintCode.CONTRADICTION),
        ("calls where inputs.a is null and exists(inputs.a)", LintCode.CONTRADICTION),
        ("calls where inputs.a = 1 or (inputs.b > 2 and inputs.b <= 2)", LintCode.CONTRADICTION),
        ("calls where inputs.a = 1 and inputs.b = 2 and inputs.a = 1", LintCode.REPEATED),
        ("stats call_count last 1d where inputs.a = 1 or inputs.a = 1", LintCode.REPEATED),
        ("aggregate count() by inputs", LintCode.DOCUMENT_AS_KEY),
        ("calls offset 5", LintCode.WITHOUT_ORDER),
    ],
)
def test_what_is_hardly_meant_is_told(text: str, code: LintCode) -> None:
    assert codes(text) == [code.value]


@pytest.mark.parametrize(
    "text",
    [
        "calls where inputs.a = 1 or inputs.a = 2",
        'calls where inputs.a = "5" and inputs.a = 5',
        'calls where inputs.a = "x" and inputs.a > 1',
        "calls where inputs.n >= 5 and inputs.n <= 5",
        "calls where inputs.a = inputs.b",
        'calls where inputs.a = "" and inputs.a is null',
        'calls where feedback["x"].payload.a = 1 and feedback["x"].payload.a = 2',
        "calls where any(x in inputs.l where x = 1) and any(x in inputs.l where x = 2)",
        "aggregate count() by inputs.model",
        "calls sort by started_at offset 5",
    ],
)
def test_what_may_be_meant_is_not(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "code", "fixed"),
    [
        (
            'calls where inputs.customr.tier = "gold" limit 5',
            LintCode.UNSEEN_KEY,
            'calls where inputs.customer.tier = "gold" limit 5',
        ),
        (
            'calls where feedback["wandb.reaction"].payload.emoji = "x"',
            LintCode.UNSEEN_KEY,
            'calls where feedback["wandb.reaction.1"].payload.emoji = "x"',
        ),
        ('calls where inputs.amount > "soon"', LintCode.OTHER_TYPE, None),
        ("calls where inputs.question = true", LintCode.OTHER_TYPE, None),
        ("aggregate count() by inputs.customer", LintCode.DOCUMENT_AS_KEY, None),
    ],
)
def test_what_the_calls_do_not_have_is_told(text: str, code: LintCode, fixed: str | None, observed: Observed) -> None:
    (found,) = lint(wq.read_query(text, SUPPORT), observed=observed)
    assert found.code == code.value
    assert (found.fix.applied() if found.fix is not None else None) == fixed


@pytest.mark.parametrize(
    "text",
    [
        'calls where inputs.customer.tier = "gold" and inputs.amount > "5"',
        'calls where inputs.messages.0.role = "user" and inputs.messages[1]["content"] contains "x"',
        'calls where has_feedback("wandb.reaction.1" where payload.emoji = 1)',
        "calls where summary.weave.status = 'error'",
        "aggregate count() by inputs.customer.tier",
    ],
)
def test_what_the_calls_have_is_not(text: str, observed: Observed) -> None:
    assert lint(wq.read_query(text, SUPPORT), observed=observed) == []


def test_usage_that_is_counted_twice_is_told() -> None:
    seen = observed_in(RESEARCH)
    (found,) = lint(wq.read_query("stats total_tokens from 2025-11-01 to 2025-11-02", "p"), observed=seen)
    assert (found.code, str(found.at)) == (LintCode.COUNTED_TWICE.value, "1:7")
    assert codes("stats total_tokens from 2025-11-01 to 2025-11-02", seen, stored_usage="auto") == []
    assert codes("stats latency from 2025-11-01 to 2025-11-02", seen) == []


@pytest.mark.parametrize("stored_usage", ["own", "auto", "cumulative"])
def test_usage_that_a_path_reads_as_it_is_stored_is_told_under_every_policy(stored_usage: str) -> None:
    seen = observed_in(RESEARCH)
    path = 'summary.usage["gpt-4o-2024-08-06"].total_tokens'
    for measure in (f"sum({path})", f"avg({path})", f"sum({path} + 1) as x"):
        assert LintCode.COUNTED_TWICE.value in codes(f"aggregate {measure}", seen, stored_usage=stored_usage)
        assert codes(f"aggregate {measure} where parent_id is null", seen, stored_usage=stored_usage) == []
    assert codes(f"aggregate max({path})", seen, stored_usage=stored_usage) == []


def test_a_repeated_condition_is_left_out_by_its_fix() -> None:
    (found,) = lint(wq.read_query("calls where inputs.a = 1 and inputs.a = 1 limit 5", "p"))
    assert found.fix is not None
    assert found.fix.applied() == "calls where inputs.a = 1 limit 5"


def test_a_condition_that_is_told_to_hold_for_no_row_holds_for_none() -> None:
    """Random conditions over hostile rows: what is a contradiction selects nothing."""
    from weave_query.testing.strategies import corpus

    told = 0
    with wq.connect("memory://") as db:
        db.create_schema()
        rows = corpus(seed=3)[:120]
        db.load(calls=rows)
        project = rows[0]["project_id"]
        random = Random(5)
        for _ in range(1000):
            parts = [_about_one_field(random) for _ in range(random.choice((2, 2, 3)))]
            query = Query({"$expr": {"$and": parts}})
            request = wq.CallsQueryStatsReq(project_id=project, query=query)
            if any(each.code == LintCode.CONTRADICTION.value for each in lint(request)):
                told += 1
                assert db.run(request).count == 0, query.to_json()
    assert told > 60


def _about_one_field(random: Random) -> object:
    field = {"$getField": random.choice(("inputs.a", "inputs.v", "inputs.n"))}
    value = random.choice((1, 2, 2.5, "1", "a", "A", "true", True, False, None, "", 0, "0", -1))
    match random.choice(("compare", "in", "null", "exists")):
        case "compare":
            operands = [field, value]
            random.shuffle(operands)
            return {random.choice(("$eq", "$eq", "$gt", "$gte", "$lt", "$lte")): operands}
        case "in":
            return {"$in": [field, [value, random.choice((1, "a", None))]]}
        case "null":
            return {"$eq": [field, None]}
        case _:
            return {"$convert": {"input": field, "to": "exists"}}


def test_every_condition_can_be_linted(observed: Observed) -> None:
    random = Random(7)
    for number in range(200):
        request = wq.CallsQueryReq(project_id="p", query=Query({"$expr": condition(random, 1 + number % 6)}))
        lint(request, observed=observed)
    assert parse({"$literal": 1})
