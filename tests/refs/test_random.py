"""Random requests through references, with fixed seeds: on every engine the judge's answer."""

from __future__ import annotations

import json
from functools import lru_cache
from random import Random
from typing import Any

import pytest

from tests.engines import answer_of
from tests.oracle.fields import Row, field
from tests.oracle.generate import COLUMNS, DERIVED, STEPS, Grammar
from tests.oracle.query import through
from tests.oracle.refs import Expansion
from tests.oracle.values import is_absent, is_number
from tests.refs.judging import difference, judged, library, stored
from tests.refs.rows import PROJECT
from tests.sampling import first_ones
from weave_query.api import Database

Json = Any
BLOCKS, SIZE = 48, 12
LISTED = (
    *("inputs.model", "inputs.model", "inputs.model.prompt", "inputs.model.next", "inputs.list.0", "inputs.list.1"),
    *("inputs.model.next.next", "inputs.model.prompt.next"),
    *("inputs.model.inner", "output", "output.model", "attributes.model", "summary.model", "inputs.model.0"),
    *("inputs.model.rows", "inputs.model._ref", "inputs.nope"),
)
PATHS: tuple[Json, ...] = (
    *("inputs.model", "inputs.model.name", "inputs.model.temperature", "inputs.model.prompt.text", "inputs.model.n"),
    *("inputs.model._ref", "inputs.model.prompt._ref", "inputs.model.tags", "inputs.model.tags.2.k", "inputs.model.0"),
    *("inputs.model.1.k.0", "inputs.model.inner", "inputs.model.inner.name", "inputs.list", "inputs.list.0.name"),
    *("inputs.list.1", "inputs.list.1.name", "output", "output.name", "output.model.name", "output.model.prompt.text"),
    *("attributes.model.name", "summary.model.name", "inputs.model.next.n", "inputs.model.next.text", "inputs.n"),
    *("inputs.model.big", "inputs.model.third", "inputs.model.wide", "inputs.model.on", "inputs.model.question"),
    *(["inputs", "list", 0, "name"], ["inputs", "list", "0", "name"], ["inputs", "model", "a.b"], "inputs"),
    *("inputs.model.next.next.n", "inputs.model.next.next.text", "inputs.model.prompt.next.text"),
    *("inputs.model._ref.name", ["inputs", "model", "0"], ["inputs", "model", 0], "summary.model", "attributes"),
)


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The paths, and as literals what they lead to through all references."""
    everywhere = tuple(each for each in dict.fromkeys(LISTED) if each != "inputs.model._ref")
    rows: list[Row] = through(stored(), Expansion.of(library(), PROJECT, everywhere))
    values = [(path, field(path).read(row)) for path in PATHS for row in rows]
    found = {json.dumps(path): _scalars(path, rows) for path in (*PATHS, *COLUMNS, *STEPS, *DERIVED)}
    arrays = [(path, value) for path, value in values if isinstance(value, list) and value]
    extra = (None, "", True, False, 0, 1, 0.5, "null", "true", "1", "one", "weave-trace-internal:///")
    return Grammar(
        *(PATHS, extra, found, tuple(rows)),
        *(tuple(path for path, value in values if is_number(value)), tuple(path for path, _ in arrays)),
        tuple(element for _, array in arrays for element in array),
    )


def _scalars(path: Json, rows: list[Row]) -> tuple[Json, ...]:
    values = (field(path).read(row) for row in rows)
    return tuple({json.dumps(v): v for v in values if not is_absent(v) and not isinstance(v, (list, dict))}.values())


@lru_cache(maxsize=64)
def requests_of(block: int) -> tuple[tuple[str, dict[str, Json]], ...]:
    random = Random(f"references {block}")
    return tuple(_request(random, position) for position in range(SIZE))


def _request(random: Random, position: int) -> tuple[str, dict[str, Json]]:
    listed = random.sample(LISTED, random.choice((1, 2, 2, 3, 4)))
    listed = [each for each in listed if sum(each == one or each.startswith(f"{one}.") for one in set(listed)) < 4]
    body: dict[str, Json] = {"project_id": PROJECT, "expand_columns": listed}
    body["query"] = {"$expr": grammar().condition(random, depth=random.randint(0, 2))}
    if position % 6 == 5:
        return "calls_query_stats", body
    if position % 4:
        body["columns"] = ["id"]
    if position % 3 == 0:
        body["sort_by"] = grammar().sort_by(random)
    if position % 5 == 0:
        body |= {"limit": random.randint(1, 40), "offset": random.randint(0, 5)}
    if position % 7 == 0:
        body["return_expanded_column_values"] = False
    return "calls_query", body


@pytest.mark.parametrize("block", first_ones(range(BLOCKS), 1))
def test_an_engine_reads_through_references_like_the_judge(block: int, refs_db: Database) -> None:
    wrong = []
    for kind, body in requests_of(block):
        found = difference(judged(kind, body), answer_of(refs_db, kind, body))
        if found is not None:
            wrong.append(f"{json.dumps(body, ensure_ascii=False)}\n    {found}")
    assert not wrong, "\n".join(wrong[:5])
