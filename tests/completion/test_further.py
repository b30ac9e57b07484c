"""What is seen beyond the latest calls: values that are counted over more, and those of rows that were shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

import weave_query as wq
from tests.engines import Engines
from weave_query.api.looking_further import look_further
from weave_query.completion import Observed, complete, observe
from weave_query.completion.adding import with_rows, with_values
from weave_query.lint import lint
from weave_query.syntax.paths import Segment

MODEL = (Segment("model"),)
REF = "weave:///p/p/object/gpt:abc/attr/llm"


def call(number: int, **inputs: Any) -> dict[str, Any]:
    """Calls, one a second; the greater the number the later."""
    return {
        "id": f"c{number:04}",
        "project_id": "p/p",
        "trace_id": f"t{number}",
        "op_name": "ancient" if number < 10 else "answer",
        "started_at": f"2026-03-07T09:{number // 60:02}:{number % 60:02}Z",
        "inputs": inputs,
    }


# The latest twenty have two models; those before have two others, a key of their own, and a ref.
CALLS = [
    *(call(number, model="old-model", tier="gold") for number in range(30)),
    *(call(number, model=REF) for number in range(30, 40)),
    *(call(number, model=("new-a", "new-b")[number % 2], question=f"q{number}") for number in range(40, 60)),
]


@pytest.fixture
def db(engine: str, engines: Engines) -> wq.Database:
    def fill(opened: wq.Database) -> None:
        opened.load(calls=[*CALLS, {**call(59, model="theirs"), "id": "x", "project_id": "other/one"}])

    return engines.filled(engine, "further", fill, wq.Options())


def values(observed: Observed) -> Mapping[Any, int]:
    node = observed.at("inputs", MODEL)
    assert node is not None
    return node.values


def test_values_of_fields_with_few_are_counted_over_all_calls(db: wq.Database) -> None:
    seen = db.fields("p/p", sample=20)
    assert values(seen) == {"new-a": 10, "new-b": 10}
    further = seen
    paths = []
    for each in look_further(db, "p/p", seen, 60):
        paths.append((each.root, [str(step) for step in each.segments]))
        further = with_values(further, *each)
    assert paths[0] == ("inputs", ["model"])
    assert ("inputs", ["question"]) not in paths  # each call has another
    assert values(further) == {"old-model": 30, "new-a": 10, "new-b": 10, REF: 10}
    node = further.at("inputs", MODEL)
    assert node is not None
    assert (node.rows, node.of, node.refs) == (60, 60, 10)
    assert values(seen) == {"new-a": 10, "new-b": 10}, "what others read stays as it is"
    text = 'calls where inputs.model = "'
    offered = [each.text for each in complete(text, observed=further) if each.kind == "value"]
    assert set(offered) == {
        *('"old-model"', '"new-a"', '"new-b"', f'"{REF}"'),
    }
    assert offered[0] == '"old-model"'


def test_names_are_counted_over_more_calls_than_at_once(db: wq.Database) -> None:
    seen = db.fields("p/p", sample=3)
    assert set(seen.computed["op"].values) == {"answer"}
    further = seen
    for each in look_further(db, "p/p", seen, 60):
        further = with_values(further, *each)
    assert further.computed["op"].values == {"answer": 50, "ancient": 10}
    assert further.computed["op_name"].of == 60
    offered = [each.text for each in complete('calls where op = "an', observed=further) if each.kind == "value"]
    assert offered == ['"answer"', '"ancient"']


def test_nothing_more_is_looked_for_where_all_calls_were_seen_or_time_is_over(db: wq.Database) -> None:
    assert list(look_further(db, "p/p", db.fields("p/p", sample=60), 60)) == []
    assert list(look_further(db, "p/p", db.fields("p/p", sample=20), -1)) == []
    assert list(look_further(db, "nobody/here", db.fields("nobody/here", sample=20), 60)) == []


def test_rows_that_were_shown_withdraw_what_was_told_of_keys_and_values() -> None:
    seen = observe(CALLS[40:], total=len(CALLS))
    query = wq.read_query('calls where inputs.tier = "gold" and inputs.model = "old-model"', "p/p")
    assert [each.code for each in lint(query, observed=seen)] == ["WQ855"]
    after = with_rows(seen, CALLS[:2])
    assert [each.code for each in lint(query, observed=after)] == []
    assert after.calls == seen.calls
    tier, model = after.at("inputs", (Segment("tier"),)), after.at("inputs", MODEL)
    assert tier is not None
    assert model is not None
    assert tier.values == {"gold": 1}
    assert model.values == {"new-a": 10, "new-b": 10, "old-model": 1}
    assert model.rows == sum(model.values.values()) == model.types["string"]
    assert seen.at("inputs", (Segment("tier"),)) is None


def test_rows_that_show_nothing_new_change_nothing() -> None:
    seen = observe(CALLS)
    assert with_rows(seen, CALLS) is seen


def test_other_types_and_elements_of_lists_are_seen_too() -> None:
    seen = observe([call(1, n=1, parts=[{"a": 1}])])
    after = with_rows(seen, [call(2, n="one", parts=[{"b": None}], nested={"x": {"y": True}})])
    number, parts = after.at("inputs", (Segment("n"),)), after.at("inputs", (Segment("parts"),))
    assert number is not None
    assert parts is not None
    assert parts.elements is not None
    assert set(number.types) == {"number", "string"}
    assert set(parts.elements.members) == {"a", "b"}
    deep = after.at("inputs", (Segment("nested"), Segment("x"), Segment("y")))
    assert deep is not None
    assert deep.values == {True: 1}
