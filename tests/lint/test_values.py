"""Lint: a text that no call has, beside one that is spelled nearly so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import weave_query as wq
from tests.completion.rows import SUPPORT, observed_in
from weave_query.completion import Observed, observe
from weave_query.lint import Finding, lint

NOW = datetime(2025, 11, 10, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def observed() -> Observed:
    return observed_in(SUPPORT)


def found_in(text: str, observed: Observed) -> list[Finding]:
    return [each for each in lint(wq.read_query(text, SUPPORT, now=NOW), observed=observed) if each.code == "WQ867"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('trace_name = "classify_tickets"', 'trace_name = "classify_ticket"'),
        ('trace_name != "Classify_Ticket"', 'trace_name != "classify_ticket"'),
        ('"classify_tickt" = op', '"classify_ticket" = op'),
        ('inputs.model in ("x", "text-embeding-3-small")', 'inputs.model in ("x", "text-embedding-3-small")'),
    ],
)
def test_a_value_that_was_never_seen_is_mended_by_the_one_like_it(written: str, meant: str, observed: Observed) -> None:
    (found,) = found_in(f"calls where {written}", observed)
    assert found.fix is not None
    assert found.fix.applied() == f"calls where {meant}"
    assert found_in(f"calls where {meant}", observed) == []


@pytest.mark.parametrize(
    "condition",
    [
        'trace_name = "another-thing"',
        'trace_name = ""',
        'trace_name contains "classify_tickets"',
        # Compiling tells of these (WQ803).
        'status = "eror"',
        # Another version.
        'inputs.model = "text-embedding-4-small"',
        # Of ids each has neighbours.
        'thread_id = "thread-0000"',
        'feedback["wandb.note.1"].payload.note = "x"',
    ],
)
def test_what_may_be_meant_is_left_alone(condition: str, observed: Observed) -> None:
    assert found_in(f"calls where {condition}", observed) == []


def test_few_rows_and_values_that_come_once_say_nothing() -> None:
    once = observe({"id": str(n), "inputs": {"a": f"value {chr(97 + n)}"}} for n in range(26))
    few = observe({"id": str(n), "inputs": {"a": "value a"}} for n in range(19))
    many = observe({"id": str(n), "inputs": {"a": "value a"}} for n in range(20))
    text = 'calls where inputs.a = "value aa"'
    assert [len(found_in(text, each)) for each in (once, few, many)] == [0, 0, 1]
