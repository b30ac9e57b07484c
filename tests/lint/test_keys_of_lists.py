"""Keys that no row has: of payloads of feedback in conditions, and in the columns and orders of lists."""

from __future__ import annotations

import pytest

import weave_query as wq
from tests.completion.rows import SUPPORT, observed_in
from weave_query.completion import Observed, observe
from weave_query.lint import Finding, lint
from weave_query.syntax.text import Span


@pytest.fixture(scope="module")
def observed() -> Observed:
    return observed_in(SUPPORT)


def found_in(text: str, observed: Observed) -> list[Finding]:
    return lint(wq.read_query(text, SUPPORT), observed=observed)


@pytest.mark.parametrize(
    ("text", "told", "mended"),
    [
        (
            'feedback where payload.emojii = "👎"',
            "WQ855 at 1:16: `emojii` was not seen in `payload` of any feedback; nearest: `emoji`",
            'feedback where payload.emoji = "👎"',
        ),
        (
            'feedback where feedback_type = "quality" and payload.emoji = "👎"',
            "WQ855 at 1:46: `emoji` was not seen in `payload` of `quality`; there are `score`",
            None,
        ),
        (
            'calls where has_feedback("wandb.reaction.1" where payload.emojii = "👎")',
            "WQ855 at 1:51: `emojii` was not seen in `payload` of `wandb.reaction.1`; nearest: `emoji`",
            'calls where has_feedback("wandb.reaction.1" where payload.emoji = "👎")',
        ),
        (
            'calls where has_feedback("*" where feedback_type = "quality" and payload.scoer > 1)',
            "WQ855 at 1:66: `scoer` was not seen in `payload` of `quality`; nearest: `score`",
            'calls where has_feedback("*" where feedback_type = "quality" and payload.score > 1)',
        ),
        (
            'calls where feedback["wandb.reaction.1"].payload.emojii = "👎"',
            'WQ855 at 1:13: `emojii` was not seen in `feedback["wandb.reaction.1"].payload`; nearest: `emoji`',
            'calls where feedback["wandb.reaction.1"].payload.emoji = "👎"',
        ),
        (
            "calls where feedback[*].payload.toxic = true",
            "`toxic` was not seen in `feedback[*].payload`; nearest: `feedback[*].payload.output.toxic`",
            "calls where feedback[*].payload.output.toxic = true",
        ),
        (
            "feedback where payload.score.value = 1",
            "any feedback; what is there has no keys: the path is `payload.score`",
            "feedback where payload.score = 1",
        ),
        (
            "calls select inputs.modle, op",
            "WQ855 at 1:14: `modle` was not seen in `inputs`, in the latest 400 of 3,109 calls; nearest: `model`",
            "calls select inputs.model, op",
        ),
        (
            "calls sort by started_at, inputs.modle desc",
            "WQ855 at 1:27: `modle` was not seen in `inputs`",
            "calls sort by started_at, inputs.model desc",
        ),
        (
            'calls sort by feedback["quality"].payload.scoer',
            'WQ855 at 1:15: `scoer` was not seen in `feedback["quality"].payload`',
            'calls sort by feedback["quality"].payload.score',
        ),
        (
            'feedback select id, payload.emojii where feedback_type = "wandb.reaction.1"',
            "WQ855 at 1:21: `emojii` was not seen in `payload` of `wandb.reaction.1`; nearest: `emoji`",
            'feedback select id, payload.emoji where feedback_type = "wandb.reaction.1"',
        ),
        (
            "feedback sort by payload.scoer",
            "WQ855 at 1:18: `scoer` was not seen in `payload` of any feedback; nearest: `score`",
            "feedback sort by payload.score",
        ),
    ],
)
def test_a_key_that_no_row_has_is_told_with_the_nearest(
    text: str, told: str, mended: str | None, observed: Observed
) -> None:
    (found,) = found_in(text, observed)
    assert told in str(found)
    assert (found.fix.applied() if found.fix is not None else None) == mended
    if mended is not None:
        assert found_in(mended, observed) == []


@pytest.mark.parametrize(
    "text",
    [
        'feedback where feedback_type = "wandb.reaction.1" and payload.emoji = "👎"',
        "feedback where payload.output.value > 1",
        "feedback select payload.score, count(*) sort by payload.score",
        'calls where feedback["quality"].payload.score > 1',
        'calls where inputs.model = "x" select inputs.model, output, status, cost sort by inputs.model, latency',
    ],
)
def test_what_some_row_has_is_not(text: str, observed: Observed) -> None:
    assert found_in(text, observed) == []


def test_a_type_that_was_never_seen_is_told_alone(observed: Observed) -> None:
    (found,) = found_in('calls where has_feedback("qualty" where payload.scoer > 1)', observed)
    assert "no feedback of the type `qualty` was seen" in found.message


def test_what_is_behind_a_reference_was_not_looked_at() -> None:
    seen = observe([{"id": str(n), "inputs": {"example": "weave:///a/b/object/x:1"}} for n in range(3)])
    assert found_in("calls select inputs.example.question expand inputs.example", seen) == []
    (found,) = found_in("calls select inputs.example.question", seen)
    assert found.code == "WQ855"


def test_elements_in_payloads_are_asked_for_by_any() -> None:
    seen = observe([], [{"feedback_type": "t", "payload": {"tags": [{"name": "a"}]}}])
    (found,) = found_in('feedback where payload.tags.name = "a"', seen)
    assert "`any(x in payload.tags where x.name = ...)` asks for an element" in found.hint
    assert found.fix is None


def test_in_json_it_has_its_place(observed: Observed) -> None:
    body = {
        "project_id": SUPPORT,
        "columns": ["id", "inputs.modle"],
        "sort_by": [{"field": "inputs.modle", "direction": "asc"}],
    }
    found = lint(wq.parse_request("calls_query", body), observed=observed)
    assert [str(each.at) for each in found] == ["/columns/1", "/sort_by/0/field"]
    assert not any(isinstance(each.at, Span) for each in found)
