"""Which texts are references, and how they are found."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from weave_query.loading.refs import is_ref, refs_in

RECORDED = Path(__file__).parents[2] / "examples" / "data" / "calls.jsonl.gz"
REFS = [
    "weave:///acme/bot/op/answer:HSse",
    "weave:///acme/bot/object/rag-gpt:v1",
    "weave:///acme/bot/object/data:v1/attr/rows/id/NGEW/key/question",
    "weave:///acme/bot/object/data:*",
    "weave:///acme/bot/call/0199",
    "weave:///acme/bot/call/0199/attr/x",
    "weave:///acme/bot/table/0ee9",
    "weave:///acme/bot/agent_turn/0199",
    "weave:///acme/bot/agent_conversation/c1",
    "weave-trace-internal:///UHJvamVj=/op/my_op:v1",
    "weave-trace-internal:///UHJvamVj=/call/a0001",
]
NOT_REFS = [
    "",
    "weave",
    "weave:///",
    "weave:///acme/bot",
    "weave:///acme/bot/op/answer",
    "weave:///acme/op/answer:v1",
    "weave:///acme/bot/thing/answer:v1",
    "weave:///acme/bot/op/answer:v1/other/x",
    "weave:///acme/bot/op/answer:v1/attr",
    "weave:///acme/bot/op/answer:v1 ",
    "see weave:///acme/bot/op/answer:v1",
    "weave:///acme/bot/call/01 99",
    "weave://acme/bot/op/answer:v1",
    "weave-trace-internal:///a/b/op/my_op:v1",
    "https://example.org/op/x:v1",
]


@pytest.mark.parametrize("text", REFS)
def test_a_reference_is_one(text: str) -> None:
    assert is_ref(text)


@pytest.mark.parametrize("text", NOT_REFS)
def test_any_other_text_is_none(text: str) -> None:
    assert not is_ref(text)


def test_references_come_by_first_appearance_and_once() -> None:
    one, two, three = REFS[:3]
    value = {"b": [two, {"x": one}], "a": (one, two, "text", 1, None), "c": three, three: "a key is none"}
    assert refs_in(value) == [two, one, three]


def test_a_value_of_any_depth_is_searched() -> None:
    value: object = REFS[0]
    for _ in range(5000):
        value = [value]
    assert refs_in(value) == [REFS[0]]


def test_the_references_of_every_recorded_call_are_found() -> None:
    counted = 0
    with gzip.open(RECORDED, "rt", encoding="utf-8") as lines:
        for line in lines:
            call = json.loads(line)
            assert refs_in(call["inputs"]) == call["input_refs"]
            assert refs_in(call["output"]) == call["output_refs"]
            counted += len(call["input_refs"]) + len(call["output_refs"])
    assert counted > 1500
