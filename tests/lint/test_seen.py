"""In how many rows was looked for what a condition names, and elements of arrays that are asked for like keys."""

from __future__ import annotations

from typing import Any

import pytest

import weave_query as wq
from weave_query.completion import observe
from weave_query.lint import Finding, lint

CALLS = [{"id": str(n), "inputs": {"a": "x", "n": n, "messages": [{"role": "user"}]}} for n in range(30)]


def found_in(text: str, **given: Any) -> Finding:
    (found,) = lint(wq.read_query(text, "p"), observed=observe(CALLS, **given))
    return found


@pytest.mark.parametrize(
    ("condition", "of_all", "of_some"),
    [
        (
            "inputs.zzz exists",
            "`zzz` was never seen in `inputs`, in 30 rows",
            "`zzz` was not seen in `inputs`, in the latest 30 of 3,109 calls",
        ),
        (
            "inputs.n = 'x'",
            "`inputs.n` has only ever held values of the type number",
            "in the latest 30 of 3,109 calls `inputs.n` holds only values of the type number",
        ),
    ],
)
def test_of_calls_before_those_that_were_looked_at_nothing_is_said(condition: str, of_all: str, of_some: str) -> None:
    text = f"calls where {condition}"
    for total in (None, 30):
        assert found_in(text, total=total).message.startswith(of_all)
    assert found_in(text, total=3109).message.startswith(of_some)


def test_elements_are_asked_for_by_any() -> None:
    found = found_in('calls where inputs.messages.role = "user"')
    assert found.hint is not None
    assert "`any(x in inputs.messages where x.role = ...)` asks for an element" in found.hint


def test_a_database_tells_how_many_calls_there_are() -> None:
    with wq.connect("duckdb://") as db:
        db.create_schema()
        calls = [{"id": str(n), "project_id": "p", "started_at": f"2025-01-01T00:00:{n:02}Z"} for n in range(30)]
        db.load(calls=[{**each, "op_name": "o", "trace_id": "t"} for each in calls])
        assert db.fields("p", sample=20).part == "the latest 20 of 30 calls"
        assert db.fields("p", sample=30).part is None
