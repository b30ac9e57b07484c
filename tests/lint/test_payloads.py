"""What statistics and counts of feedback name, and no feedback has."""

from __future__ import annotations

import pytest

import weave_query as wq
from tests.completion.rows import SUPPORT, observed_in
from weave_query.completion import Observed, observe
from weave_query.lint import Finding, lint
from weave_query.syntax.text import Span

RANGE = "by 1d from 2025-11-01 to 2025-11-08"


@pytest.fixture(scope="module")
def observed() -> Observed:
    return observed_in(SUPPORT)


def found_in(text: str, observed: Observed) -> list[Finding]:
    return lint(wq.read_query(text.replace("«", "").replace("»", ""), SUPPORT), observed=observed)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("«output.valeu avg»", "of any feedback; nearest: `value`"),
        ("«outptu.value avg»", "WQ855 at 1:16: `outptu` was not seen in `payload` of any feedback; nearest: `output`"),
        ("score avg, «payload.score avg»", "the path begins below the payload: `score`"),
        ("«payload.scor avg»", "the path begins below the payload; there are `output`"),
        ("«correct.value boolean»", "`correct` was not seen in `payload` of any feedback; nearest: `output.correct`"),
        ("«toxic boolean»", "`toxic` was not seen in `payload` of any feedback; nearest: `output.toxic`"),
        ("«score.value avg»", "in `payload.score` of any feedback; what is there has no keys: the path is `score`"),
        ("«zzz avg»", "`zzz` was not seen in `payload` of any feedback; there are `output`"),
    ],
)
def test_a_path_that_no_feedback_has_is_told_without_a_type_too(text: str, told: str, observed: Observed) -> None:
    (found,) = found_in(f"feedback stats {text} {RANGE}", observed)
    assert told in str(found)
    assert isinstance(found.at, Span)
    assert found.at.text == text[text.index("«") + 1 : text.index("»")]
    if found.fix is not None:
        assert found_in(found.fix.applied(), observed) == []


def test_the_fix_is_the_nearest_path(observed: Observed) -> None:
    def fixed(metric: str) -> str | None:
        (found,) = found_in(f"feedback stats {metric} {RANGE}", observed)
        return found.fix.applied() if found.fix is not None else None

    assert fixed("outptu.value avg p95") == f"feedback stats output.value avg p95 {RANGE}"
    assert fixed("payload.output.value avg") == f"feedback stats output.value avg {RANGE}"
    assert fixed("score.value max") == f"feedback stats score max {RANGE}"
    assert fixed("zzz max") is None


@pytest.mark.parametrize(
    ("metric", "told"),
    [
        ("output.label avg", "WQ856 at 1:16: no number was seen at `payload.output.label` of any feedback"),
        ("output.label avg", '; `categorical` with the condition `payload.output.label = "..."` counts how often'),
        ("output.toxic p50", "of which `numeric` is; `boolean` counts how many are true"),
        ("score boolean", "no boolean was seen at `payload.score` of any feedback, of which `boolean` is; `numeric`"),
    ],
)
def test_a_metric_of_what_a_path_does_not_hold_is_told(metric: str, told: str, observed: Observed) -> None:
    (found,) = found_in(f"feedback stats {metric} {RANGE}", observed)
    assert told in str(found)


@pytest.mark.parametrize("metric", ["output.value avg", "score avg, ok boolean", "latency.p50 max", "accepted boolean"])
def test_what_some_feedback_has_is_not(metric: str, observed: Observed) -> None:
    assert found_in(f"feedback stats {metric} {RANGE}", observed) == []


def test_a_type_may_stand_in_a_condition_too(observed: Observed) -> None:
    """The path is of another type then."""
    asked = f"feedback stats output.value avg {RANGE} where"
    (found,) = found_in(f'{asked} feedback_type = "quality" and creator is null', observed)
    assert found.message == "`output` was not seen in `payload` of `quality`"
    for condition in ('feedback_type = "wandb.runnable.toxicity"', 'feedback_type != "quality"', "creator is null"):
        assert found_in(f"{asked} {condition}", observed) == []
    assert [each.code for each in found_in(f'{asked} feedback_type = "qualty"', observed)] == ["WQ855"]


def test_what_was_not_looked_at_is_not_said_to_be_missing() -> None:
    """A null may hold anything, and so may what is deeper than was looked."""
    deep: object = {"x": 1}
    for _ in range(14):
        deep = {"a": deep}
    seen = observe([], [{"feedback_type": "t", "payload": {"n": None, "a": deep}}])
    assert found_in(f"feedback stats n.x avg, {'a.' * 15}x avg {RANGE}", seen) == []
    assert found_in(f"feedback stats a.x avg {RANGE}", Observed(calls=3)) == []


@pytest.mark.parametrize(
    ("types", "place", "told"),
    [
        ('"qualty"', '"qualty"', "that begins with `qualty` was seen; nearest: `quality`"),
        ('("quality", "wandb.runnable.jduge")', '"wandb.runnable.jduge"', "nearest: `wandb.runnable.judge`"),
        ('"thumbs*"', '"thumbs*"', "no feedback of a type that begins with `thumbs` was seen; there are "),
        ('"👎"', '"👎"', 'it was seen as a value of `feedback["wandb.reaction.1"].payload.emoji`'),
    ],
)
@pytest.mark.parametrize("head", ["feedback by scorer_id", "feedback every 1d"])
def test_a_type_that_no_feedback_has_is_told_where_feedback_is_counted(
    head: str, types: str, place: str, told: str, observed: Observed
) -> None:
    (found,) = found_in(f"{head} from 2025-11-01 filter feedback_types {types}", observed)
    assert found.code == "WQ855"
    assert told in str(found)
    assert isinstance(found.at, Span)
    assert found.at.text == place
    if found.fix is not None:
        assert found_in(found.fix.applied(), observed) == []


def test_a_beginning_of_a_type_is_not(observed: Observed) -> None:
    assert found_in('feedback every 1d from 2025-11-01 filter feedback_types ("wandb.", "qual*", "*")', observed) == []
    body = {"project_id": SUPPORT, "after_ms": 0, "before_ms": 9, "feedback_types": ["quality", "nope"]}
    (found,) = lint(wq.parse_request("feedback_aggregate", body), observed=observed)
    assert str(found.at) == "/feedback_types/1"
