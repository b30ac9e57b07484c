"""Requests on which somebody once differed, as small as the fuzz made them, with the answer of the language."""

from __future__ import annotations

from typing import Any

import pytest

from tests.differential.participants import everybody
from tests.engines import Engines
from weave_query.testing.differential import Participant, Verdict, compare

Json = Any
ROW = {"project_id": "p", "op_name": "queue", "trace_id": "t", "input_refs": [], "output_refs": []}
ROWS = [
    {**ROW, "id": "a", "started_at": "2025-10-26T01:00:00Z", "inputs": {"items": ["1e3"], "n": 1}, "output": [1, 2]},
    {**ROW, "id": "b", "started_at": "2025-10-26T01:00:01Z", "inputs": {"n": 0}},
]
ITEMS, N, OUTPUT = ({"$getField": path} for path in ("inputs.items.0", "inputs.n", "output"))
STARTED, REFS = ({"$getField": name} for name in ("started_at", "input_refs"))
FOUND: dict[str, tuple[Json, list[Json], tuple[str, ...]]] = {
    "text beside a computed boolean in a list is not the boolean that it spells": (
        {"$in": [{"$convert": {"input": N, "to": "bool"}}, [True, "false"]]},
        [],
        ("a",),
    ),
    "a number of the name of a type is null, not an error of Postgres": (
        {"$eq": [{"$convert": {"input": {"$type": STARTED}, "to": "double"}}, None]},
        [],
        ("a", "b"),
    ),
    "an integer of the name of a type too": (
        {"$eq": [{"$convert": {"input": {"$type": STARTED}, "to": "int"}}, None]},
        [],
        ("a", "b"),
    ),
    "a list of times beside a time of the call, in a condition on elements, on DuckDB": (
        {"$anyElement": {"input": OUTPUT, "where": {"$in": [STARTED, ["2025-10-26T01:00:00Z", 5]]}}},
        [],
        ("a",),
    ),
    "a list beside a field, as the needle of a search in a document, on DuckDB": (
        {"$contains": {"input": {"$getField": "inputs"}, "substr": {"$in": [STARTED, ["2025-10-26T01:00:00Z"]]}}},
        [],
        (),
    ),
    "the same with numbers": (
        {"$contains": {"input": {"$getField": "inputs"}, "substr": {"$in": [{"$getField": "wb_run_step"}, [1]]}}},
        [],
        (),
    ),
    "what ClickHouse names in a condition on elements is not known in the order": (
        {"$anyElement": {"input": OUTPUT, "where": {"$eq": [ITEMS, "1e3"]}}},
        [{"field": "inputs.items.0.1", "direction": "asc"}],
        ("a",),
    ),
    "a named value that is written twice, with a lambda in it, on ClickHouse": (
        {"$convert": {"input": {"$allElements": {"input": OUTPUT, "where": {"$getField": "id"}}}, "to": "int"}},
        [],
        ("a",),
    ),
    "nor after a condition on members of a list column": (
        {"$not": [{"$anyElement": {"input": REFS, "where": {"$eq": [ITEMS, {"$getField": "$$this"}]}}}]},
        [{"field": "inputs.items.0", "direction": "asc"}],
        ("a", "b"),
    ),
    "a character beyond ASCII that may be missing is no byte that has to be there, on ClickHouse": (
        {"$regexMatch": {"input": {"$getField": "op_name"}, "regex": "queé?S?ue"}},
        [],
        ("a", "b"),
    ),
}


@pytest.fixture(scope="module")
def asked(engines: Engines) -> list[Participant]:
    """Everybody with the two rows."""
    made = everybody(engines, "found")
    for participant in made:
        participant.load(ROWS)
    return made


@pytest.mark.parametrize("name", FOUND)
def test_nobody_differs_any_more(name: str, asked: list[Participant]) -> None:
    condition, keys, expected = FOUND[name]
    body = {"project_id": "p", "query": {"$expr": condition}, "columns": ["id"], "sort_by": keys}
    answers = {participant.name: participant.answer("calls_query", body) for participant in asked}
    wrong = {who: found for who, found in answers.items() if compare(expected, found) is not Verdict.AGREES}
    assert wrong == {}
