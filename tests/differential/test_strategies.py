"""The strategies give what they say: everything loads, everything parses, every operator stands, failures shrink."""

from __future__ import annotations

import json
import subprocess
import sys
from random import Random
from typing import Any

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

import weave_query as wq
from weave_query.errors import ROOT
from weave_query.loading.canonical import Refusal, canonical
from weave_query.syntax.json import OPERATORS, parse
from weave_query.syntax.paths import list_path, parse_path
from weave_query.testing.coverage import Coverage, operators
from weave_query.testing.strategies import (
    Vocabulary,
    call_forests,
    corpus,
    expressions,
    json_documents,
    json_scalars,
    json_values,
    keys,
    path_text,
    paths,
    requests,
    samples,
    vocabulary,
)
from weave_query.testing.strategies.bodies import columns

Json = Any
Row = dict[str, Any]


def scalars(value: Json) -> list[Json]:
    """Every scalar of a value, keys too."""
    if isinstance(value, dict):
        return [found for key, item in value.items() for found in (key, *scalars(item))]
    return [found for item in value for found in scalars(item)] if isinstance(value, list) else [value]


@settings(max_examples=120, deadline=None, derandomize=True, database=None)
@given(json_values() | json_documents())
def test_the_door_of_loading_takes_every_value(value: Json) -> None:
    assert canonical({"a": value})


def test_asked_otherwise_values_are_among_them_that_the_door_refuses() -> None:
    def refused(value: Json) -> bool:
        try:
            canonical(value)
        except Refusal:
            return True
        return False

    found = [value for value in samples(json_scalars(storable=False), 300) if refused(value)]
    assert {type(value) for value in found} >= {str, float}


@pytest.fixture(scope="module")
def many() -> list[Json]:
    """Scalars and keys of many documents."""
    return [found for value in samples(json_documents(), 400) for found in scalars(value)]


AWKWARD = [2**53 + 1, 2**63 - 1, 2**63, 1e16, 1e300, 0.5, -0.0, "5", "true", "", "é", "e\u0301", None]


@pytest.mark.parametrize("value", AWKWARD)
def test_awkward_values_occur(many: list[Json], value: Json) -> None:
    assert repr(value) in {repr(found) for found in many}


@pytest.mark.parametrize("key", ["a.b", '"', "\\", "a b", "", "0", "01", "$eq", "é", "e\u0301"])
def test_awkward_keys_occur(many: list[Json], key: str) -> None:
    assert key in many


@settings(max_examples=120, deadline=None, derandomize=True, database=None)
@given(paths())
def test_every_path_is_one_of_the_language(path: Json) -> None:
    found = parse_path(path) if isinstance(path, str) else list_path(path, ROOT)
    assert found.root in ("inputs", "output", "attributes", "summary")


@settings(max_examples=120, deadline=None, derandomize=True, database=None)
@given(st.lists(keys(), max_size=4))
def test_path_text_is_read_as_the_keys_it_was_written_from(parts: list[str]) -> None:
    assert [segment.key for segment in parse_path(path_text("inputs", parts)).segments] == parts


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(call_forests())
def test_a_forest_loads_and_has_no_cycle(forest: list[Row]) -> None:
    with wq.connect("memory://") as db:
        db.create_schema()
        assert db.load(calls=forest) == {"calls": len(forest)}
    places = {row["id"]: place for place, row in enumerate(forest)}
    assert all(places.get(row["parent_id"], -1) < places[row["id"]] for row in forest)


def test_forests_have_orphans_unfinished_deleted_failed_calls_and_usage(rows: list[Row]) -> None:
    ids = {row["id"] for row in rows}
    assert len(ids) == len(rows)
    assert {row["project_id"] for row in rows} == {"fuzz/one", "fuzz/two"}
    found = {
        "orphan": any(row["parent_id"] and row["parent_id"] not in ids for row in rows),
        "child": any(row["parent_id"] in ids for row in rows),
        "unfinished": any(row["ended_at"] is None for row in rows),
        "deleted": any(row["deleted_at"] for row in rows),
        "failed": any(row["exception"] for row in rows),
        "usage": any((row["summary"] or {}).get("usage") for row in rows),
        "expiring": any(row["expire_at"] for row in rows),
        "before the epoch": any(row["started_at"] < "1970" for row in rows),
    }
    assert [name for name, there in found.items() if not there] == []


def test_cycles_and_self_parents_are_there_when_asked_for() -> None:
    def cyclic(forest: list[Row]) -> bool:
        parents = {row["id"]: row["parent_id"] for row in forest}
        return any(parents.get(parent) == name and parent != name for name, parent in parents.items())

    plain = st.just({"inputs": {}, "output": None, "attributes": None, "summary": None})
    assert any(map(cyclic, samples(call_forests(cycles=True, documents=plain), 60)))
    assert not any(map(cyclic, samples(call_forests(documents=plain), 60)))
    forests = samples(call_forests(self_parents=True, documents=plain), 60)
    assert any(row["id"] == row["parent_id"] for forest in forests for row in forest)


def test_the_same_seed_gives_the_same_corpus_and_requests() -> None:
    one, same, other = (corpus(seed=seed, forests=8) for seed in (5, 5, 6))
    assert one == same
    assert one != other
    asked = [samples(requests(vocabulary(one)), 20, seed=3) for _ in range(2)]
    assert asked[0] == asked[1]


def test_a_corpus_depends_on_no_order_of_hashing() -> None:
    code = "import hashlib, json; from weave_query.testing.strategies import *; rows = corpus(seed=5, forests=8); "
    code += "found = samples(requests(vocabulary(rows)), 20, seed=3); "
    code += "print(hashlib.sha256(json.dumps([rows, found]).encode()).hexdigest())"
    told = {
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=env).stdout
        for env in ({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2"})
    }
    assert len(told) == 1


@pytest.fixture(scope="module")
def conditions(known: Vocabulary) -> list[Json]:
    return [condition for seed in range(2) for condition in samples(expressions(known), 200, seed=seed)]


def test_every_expression_is_one_of_the_language(conditions: list[Json]) -> None:
    for condition in conditions:
        parse(condition)


def test_every_operator_stands(conditions: list[Json]) -> None:
    found = {name for condition in conditions for name in operators(condition)}
    assert found == set(OPERATORS) - {"$literal", "$getField"}


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_connectives_are_no_deeper_than_asked_for(known: Vocabulary, depth: int) -> None:
    def connectives(condition: Json) -> int:
        if not isinstance(condition, dict):
            return 0
        ((name, body),) = condition.items()
        items = body if isinstance(body, list) else [body]
        below = max(map(connectives, items), default=0) if name in ("$and", "$or", "$not") else 0
        return below + (name in ("$and", "$or", "$not"))

    assert max(map(connectives, samples(expressions(known, depth=depth), 150, seed=3))) == depth


@pytest.mark.long
def test_requests_have_every_column_times_and_edges_of_pages(known: Vocabulary) -> None:
    bodies = [body for seed in range(4) for _, body in samples(requests(known), 300, seed=seed)]
    conditions = json.dumps([body.get("query") for body in bodies])
    for name in ("expire_at", "deleted_at", "project_id", "wb_run_step_end", "exception"):
        assert f'{{"$getField": "{name}"}}' in conditions, name
    assert '{"$not": {' in conditions
    assert '{"$not": [{' in conditions
    assert {0, 1} <= {body.get("limit") for body in bodies}
    shown = [body["columns"] for body in bodies if "columns" in body]
    assert len(shown) // 10 < sum(names != ["id"] for names in shown) < len(shown) // 2
    assert None in shown
    named = {name for names in samples(columns(known), 300) for name in names or ()}
    assert {"inputs", "output", "expire_at", "project_id", "status"} <= named


def test_without_regexes_there_is_none(known: Vocabulary) -> None:
    found = samples(expressions(known, regexes=False), 150, seed=4)
    assert "$regexMatch" not in {name for condition in found for name in operators(condition)}


def test_a_failure_shrinks_to_its_cause(known: Vocabulary) -> None:
    """Whatever stands around and beside what fails is gone. A condition on rows of feedback stays one: none of its
    fields is one of calls."""
    found = find(
        expressions(known, depth=3),
        lambda condition: "$endsWith" in (names := set(operators(condition))) and "$feedback" not in names,
        random=Random(6),
        settings=settings(max_examples=3000, database=None, deadline=None),
    )
    assert list(operators(found)).count("$endsWith") >= 1
    assert len(set(operators(found))) == 1
    assert len(json.dumps(found)) < 100


def test_coverage_counts_operators_operands_and_depth() -> None:
    coverage = Coverage()
    coverage.add({"$and": [{"$eq": [{"$getField": "inputs.a"}, 1]}, {"$not": [{"$getField": "status"}]}]})
    assert coverage.counts == {
        ("$and", "condition", 0): 2,
        ("$eq", "path", 1): 1,
        ("$eq", "number", 1): 1,
        ("$not", "derived", 1): 1,
    }
    assert any(line.startswith("$size: path, ") for line in coverage.holes())


def test_the_table_of_coverage_has_a_digit_for_each_depth() -> None:
    coverage = Coverage()
    for _ in range(12):
        coverage.add({"$and": [{"$eq": [{"$getField": "inputs.a"}, 1]}]})
    head, *lines = coverage.table()
    (line,) = (line for line in lines if line.startswith("$eq "))
    assert line[head.index("path") :].split() == [".2.....", ".2....."]
    assert line[head.index("number") :].split() == [".2....."]


def test_a_seed_gives_the_same_whatever_modules_are_loaded() -> None:
    """Hypothesis would draw constants out of them."""
    drawn = samples(st.lists(st.one_of(st.integers(), st.text(), st.floats())), 200, seed=5)
    code = (
        "from hypothesis import strategies as st; from weave_query.testing.strategies import samples; "
        "print(samples(st.lists(st.one_of(st.integers(), st.text(), st.floats())), 200, seed=5))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == str(drawn)
