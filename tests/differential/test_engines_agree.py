"""Random requests over hostile rows: the engines answer what the reference evaluator answers, and so does the oracle.

The same requests in every run. `make fuzz` asks others for as long as there is time.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from functools import lru_cache
from typing import Any

import pytest

from tests.sampling import first_ones
from weave_query.capabilities import Capabilities
from weave_query.testing.differential import Answer, Participant, Refused, Rows, Verdict, compare, told
from weave_query.testing.strategies import Vocabulary, requests, samples

Row = dict[str, Any]
BLOCKS = range(4)
BOUNDS = {field.name for field in fields(Capabilities) if not isinstance(field.default, bool)}


@lru_cache(maxsize=len(BLOCKS))
def asked(known: Vocabulary, block: int) -> tuple[tuple[str, dict[str, Any]], ...]:
    """A block of distinct requests. The first samples are simple ones, so a few are left out."""
    found = samples(requests(known), 110, seed=block)
    return tuple({json.dumps(request): request for request in found[20:]}.values())


@pytest.mark.parametrize("block", first_ones(BLOCKS, 1))
def test_all_answer_alike(participants: Sequence[Participant], known: Vocabulary, block: int) -> None:
    judge, *others = participants
    wrong = []
    for kind, body in asked(known, block):
        expected = judge.answer(kind, body)
        for participant in others:
            found = participant.answer(kind, body)
            verdict = compare(expected, found)
            # No engine here lacks a part of the language; all that one may refuse alone is beyond a bound of its own.
            if verdict is Verdict.REFUSES and isinstance(found, Refused) and found.capability in BOUNDS:
                continue
            if verdict is not Verdict.AGREES:
                wrong.append(f"{kind} {json.dumps(body)}\n  {told(expected)}\n  {participant.name}: {told(found)}")
    assert not wrong, "\n".join(wrong[:5])


@pytest.mark.parametrize("blocks", [BLOCKS[:1], pytest.param(BLOCKS, marks=pytest.mark.long)])
def test_the_requests_are_worth_asking(
    participants: Sequence[Participant], known: Vocabulary, rows: list[Row], blocks: range
) -> None:
    """There are 50 in a block, few are refused, and more than a fifth of the conditions select some of the rows and
    not all."""
    judge = participants[0]
    every = [request for block in blocks for request in asked(known, block)]
    alive = [row["project_id"] for row in rows if row["deleted_at"] is None]
    answers = [judge.answer("calls_query", {**_whole(body), "columns": ["id"]}) for _, body in every]
    some = [
        answer
        for (_, body), answer in zip(every, answers, strict=True)
        if isinstance(answer, tuple) and 0 < len(answer) < alive.count(body["project_id"])
    ]
    assert len(every) >= 50 * len(blocks)
    assert sum(isinstance(answer, Refused) for answer in answers) < len(every) // 10
    assert len(some) > len(every) // 5


def _whole(body: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name in ("project_id", "query")}


@pytest.mark.parametrize(
    ("expected", "found", "verdict"),
    [
        (("a", "b"), ("a", "b"), Verdict.AGREES),
        (("a", "b"), ("b", "a"), Verdict.DIFFERS),
        (("a",), Refused("WQ401", "", "case_folding", declared=True), Verdict.REFUSES),
        (Refused("WQ401", "", "case_folding", declared=True), ("a",), Verdict.REFUSES),
        (("a",), Refused("WQ401", "", "case_folding"), Verdict.DIFFERS),
        (("a",), Refused("WQ401", ""), Verdict.DIFFERS),
        (("a",), Refused("WQ301", ""), Verdict.DIFFERS),
        (Rows(("a",), ("{}",)), Rows(("a",), ("{}",)), Verdict.AGREES),
        (Rows(("a",), ("{}",)), Rows(("a",), ('{"b": 1}',)), Verdict.DIFFERS),
        (Rows(("a",), ("{}",)), ("a",), Verdict.AGREES),
        (Rows(("a",), ("{}",)), ("b",), Verdict.DIFFERS),
        (("a",), Refused("WQ202", ""), Verdict.DIFFERS),
        (Refused("WQ202", ""), ("a",), Verdict.DIFFERS),
        (Refused("WQ202", "x"), Refused("WQ202", "y"), Verdict.AGREES),
        (Refused("WQ202", ""), Refused("*", ""), Verdict.AGREES),
        (Refused("WQ202", ""), Refused("WQ101", ""), Verdict.DIFFERS),
        (("a",), None, Verdict.AGREES),
    ],
)
def test_a_verdict_is_as_worked_out(expected: Answer, found: Answer, verdict: Verdict) -> None:
    assert compare(expected, found) is verdict
