"""What is offered at the cursor: out of the grammar, the catalogue, and the recorded calls."""

from __future__ import annotations

import pytest

from tests.completion.rows import SUPPORT, observed_in
from tests.text.test_errors import CORPUS
from weave_query.completion import Observed, complete, hover, observe


@pytest.fixture(scope="module")
def observed() -> Observed:
    return observed_in(SUPPORT)


def offered(text: str, observed: Observed | None = None) -> list[str]:
    return [each.text for each in complete(text, observed=observed or Observed())]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("", ["calls", "count calls", "stats"]),
        ("cal", ["calls", "count calls"]),
        ("calls wh", ["where"]),
        ("calls where sta", ["status", "started_at"]),
        ("calls where status = ", ['"success"', '"error"']),
        ('calls where status = "er', ['"error"']),
        ("calls where status in (", ['"success"', '"error"']),
        ('calls where status not in ("error", ', ['"success"', '"error"']),
        ("calls where inputs.a = 1 ", ["and", "or", "where"][:2]),
        ("calls where inputs.a = 1 so", ["sort by"]),
        ("calls sort by started_at d", ["desc"]),
        ("stats ", ["latency", "latency_ms"]),
        ("stats latency p", ["p50", "p95", "p99"]),
        ("stats total_tokens ", ["sum", "avg"]),
        ("calls filter op", ["op_names"]),
        ("calls with ", ["costs", "feedback"]),
        ("feedback by ", ["scorer_id"]),
        ("feedback stats output.score filter ", ["feedback_type", "trigger_ref"]),
        ("feedback where feedb", ["feedback_type"]),
        ("aggregate ", ["count(", "count_distinct("]),
        ("aggregate count() by status every ", ["1h", "1d"]),
        ("aggregate count() by trace_name to", ["top"]),
        ("summary.weave.la", ["latency_ms"]),
        ("size(inp", ["inputs", "input_refs"]),
        ("feedback[", ["*].payload"]),
        ("feedback[*].", ["payload", "runnable_ref", "trigger_ref"]),
        ('has_feedback("*" where cre', ["created_at", "creator"]),
        ("any(x in inputs.l where ", ["x"]),
        ("any(x in inputs.l where any(y in x where ", ["y", "x"]),
        ("not is_null", []),
        ("inputs.a = = ", []),
        ("inputs.a = 1 # sta", []),
    ],
)
def test_the_likeliest_comes_first(text: str, first: list[str]) -> None:
    found = offered(text)
    assert found[: len(first)] == first
    assert first or found == []


@pytest.mark.parametrize(
    ("text", "some"),
    [
        ("calls where inputs.", {"question", "customer", "messages"}),
        ("calls where inputs.customer.", {"tier", "city", "email"}),
        ("calls where any(m in inputs.messages where m.", {"role", "content"}),
        ("calls where any(m in inputs.messages where m.role = ", {'"system"', '"user"'}),
        ("calls where feedback[", {'"wandb.reaction.1"].payload'}),
        ('calls where feedback["wandb.reaction.1"].payload.', {"emoji", "alias"}),
        ('calls where feedback["wandb.reaction.1"].payload.emoji = ', {'"👍"', '"👎"'}),
        ('calls where has_feedback("wandb.reaction.1" where payload.emoji = ', {'"👍"', '"👎"'}),
        ("calls where trace_name = ", {'"build_prompt"', '"openai.chat.completions.create"'}),
        ("calls where inputs.model in (", {'"text-embedding-3-small"'}),
        ("calls where inputs[", {'"question"]'}),
    ],
)
def test_keys_and_values_are_those_that_were_seen(text: str, some: set[str], observed: Observed) -> None:
    assert some <= set(offered(text, observed))


def test_a_completion_replaces_the_word_that_the_cursor_is_in() -> None:
    text = "calls where sta = 1"
    (found,) = [each for each in complete(text, 15) if each.text == "status"]
    assert (found.kind, text[: found.start] + found.text + text[found.end :]) == ("field", "calls where status = 1")
    text = "calls where inputs[] = 1"
    (found,) = [each for each in complete(text, 19, observed=observed_in(SUPPORT)) if each.text == '"question"]']
    assert text[: found.start] + found.text + text[found.end :] == 'calls where inputs["question"] = 1'
    text = 'calls where status = "err" limit 5'
    found = complete(text, 25)[0]
    assert text[: found.start] + found.text + text[found.end :] == 'calls where status = "error" limit 5'


def test_nothing_is_offered_of_what_cannot_follow(observed: Observed) -> None:
    """Whatever is offered goes on: the text up to the cursor with it is the beginning of a query."""
    from weave_query.syntax.text.expected import expected_after
    from weave_query.syntax.text.parser import is_query

    checked = 0
    for text in CORPUS:
        for cursor in range(0, len(text), 17):
            for each in complete(text, cursor, observed=observed)[:12]:
                written = text[: each.start] + each.text
                start = "query" if is_query(written) else "only_condition"
                assert expected_after(written, start) is not None, written
                checked += 1
    assert checked > 2000


def test_a_word_is_explained_where_it_stands(observed: Observed) -> None:
    text = 'calls where inputs.question icontains "a" and latency > 2s and size(inputs) > 1'

    def told(word: str) -> str:
        found = hover(text, text.index(word), observed=observed)
        assert found is not None
        assert text[found.start : found.end] == word
        return found.text

    assert told("inputs") == "inputs: its arguments"
    assert told("question").startswith("text, in ")
    assert told("icontains") == "has a text in it, in any case"
    assert told("latency").startswith(
        "latency_ms: milliseconds from start to end with their fraction, unset while it runs"
    )
    assert told("size").startswith("size(x): ")
    assert hover(text, text.index('"a"')) is None
    assert hover("calls where = ", 3) is None


def test_what_is_seen_is_bounded() -> None:
    deep: object = 1
    for _ in range(100):
        deep = {"a": deep}
    seen = observe([{"inputs": {f"k{n}": "x" * n for n in range(2000)}}, {"inputs": deep, "output": list(range(5000))}])
    assert len(seen.columns["inputs"].members) == 500
    assert seen.columns["output"].elements is not None
    assert len(seen.columns["output"].elements.values) == 100
