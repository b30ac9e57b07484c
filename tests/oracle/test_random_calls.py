"""Random requests with fixed seeds, over the recorded calls and the hostile rows: on every engine the same answer."""

from __future__ import annotations

import json
from functools import lru_cache
from random import Random
from typing import Any

import pytest

from tests.conftest import EXAMPLES
from tests.engines import answer_of
from tests.oracle import hostile
from tests.oracle.build import SUPPORT
from tests.oracle.fields import field
from tests.oracle.generate import COLUMNS, DERIVED, LISTS, STEPS, Grammar
from tests.oracle.query import call_rows, calls_query
from tests.oracle.values import OracleError, is_absent, is_number
from tests.recorded.cases import Refusal, same_json
from tests.sampling import first_ones
from weave_query.api import Database

Json = Any
RECORDED_PATHS = (
    *(
        "inputs.model",
        "inputs.value",
        "inputs.order_id",
        "inputs.opts.window",
        "inputs.customer.city",
        "inputs.customer",
    ),
    *(
        "inputs.customer.vip",
        "inputs.customer.balance",
        "inputs.messages.0.role",
        "inputs.messages",
        "inputs.x",
        "inputs",
    ),
    *("output", "output.confidence", "output.blocked", "output.sources", "output.usage.total_tokens", "output.0.lang"),
    *("attributes.priority", "attributes.cost_center", "attributes.ab", "attributes.tenant.region", "attributes.env"),
    *("summary.status_counts.error", "summary.custom.x2", ["inputs", "value", "a.b"], ["output", 0, "score"]),
)
HOSTILE_PATHS = (
    *("inputs.v", "inputs.v", "inputs.v", "inputs.w", "inputs.w", "output", "output", "inputs.items", "inputs.items.0"),
    *(
        "inputs.items.1",
        "inputs.v.0",
        "inputs.v.a",
        "inputs.v.a\\.b",
        "inputs.v.",
        "inputs.v.01",
        "inputs.v.-1",
        "inputs.v.5",
    ),
    *(
        "attributes.k.0",
        "attributes.k.a\\.b",
        "attributes.list",
        "inputs.v.1.0",
        "inputs.v.a.b.1.c",
        "inputs.v.é",
        "output.k",
    ),
    *(["inputs", "v", "0"], ["inputs", "v", 0], ["inputs", "items", 0], ["inputs", "v", '"'], ["inputs", "v", "\\"]),
    *(["inputs", "v", "~"], ["inputs", "v", "/"], ["inputs", "v", "*"], ["inputs", "v", "\n"], ["output", 1, "k"]),
    *("summary", "summary.status_counts.error", "summary.n"),
)
CORPORA = {"recorded": (RECORDED_PATHS, 10, 20), "hostile": (HOSTILE_PATHS, 10, 30)}


@lru_cache(maxsize=2)
def rows_of(corpus: str) -> list[dict[str, Any]]:
    """The calls of a corpus, one project."""
    if corpus == "hostile":
        return hostile.judged_rows()
    return [row for row in call_rows(EXAMPLES) if row["project_id"] == SUPPORT]


@lru_cache(maxsize=2)
def grammar_of(corpus: str) -> Grammar:
    """Paths of the corpus, and the scalars found there as literals."""
    paths, rows = CORPORA[corpus][0], rows_of(corpus)
    found = {json.dumps(path): _scalars(path, rows) for path in (*paths, *COLUMNS, *STEPS, *DERIVED)}
    extra = (None, "", True, False, 0, 1, 0.5, "null", "true", "1")
    scalars = [value for value in hostile.VALUES if value is not hostile.ABSENT and not isinstance(value, (list, dict))]
    every = {json.dumps(path): path for path in (*paths, *LISTS, *STEPS, *DERIVED)}.values()
    values = [(path, field(path).read(row)) for path in every for row in rows]
    numbers = [path for path, value in values if is_number(value)]
    arrays = [(path, value) for path, value in values if isinstance(value, list) and value]
    elements = [element for _, array in arrays for element in array]
    return Grammar(
        *(paths, (*extra, *scalars), found, tuple(rows[::3])),
        *(tuple(numbers), tuple(path for path, _ in arrays), tuple(elements)),
    )


def _scalars(path: Json, rows: list[dict[str, Any]]) -> tuple[Json, ...]:
    values = (field(path).read(row) for row in rows)
    return tuple({json.dumps(v): v for v in values if not is_absent(v) and not isinstance(v, (list, dict))}.values())


@lru_cache(maxsize=256)
def requests_of(corpus: str, block: int) -> tuple[tuple[dict[str, Any], Any], ...]:
    """A block of random requests, each with the judge's answer."""
    random, grammar, rows = Random(f"{corpus} {block}"), grammar_of(corpus), rows_of(corpus)
    made = []
    for position in range(CORPORA[corpus][2]):
        body = {"project_id": rows[0]["project_id"], "columns": ["id"]}
        body["query"] = {"$expr": grammar.condition(random, depth=random.randint(0, 3))}
        if position % 3 == 0:
            body["sort_by"] = grammar.sort_by(random)
        made.append((body, _judged(body, rows)))
    return tuple(made)


def _judged(body: dict[str, Any], rows: list[dict[str, Any]]) -> Any:
    try:
        return [row["id"] for row in calls_query(body, rows)]
    except OracleError as error:
        return Refusal(str(error))


BLOCKS = [(corpus, block) for corpus, (_, blocks, _) in CORPORA.items() for block in range(blocks)]


@pytest.mark.parametrize("block", first_ones(range(10), 2))
@pytest.mark.parametrize("corpus", CORPORA)
@pytest.mark.share(5)
def test_an_engine_answers_random_requests_like_the_judge(corpus: str, block: int, db: Database) -> None:
    wrong = []
    for body, expected in requests_of(corpus, block):
        answer = answer_of(db, "calls_query", body)
        found = [row["id"] for row in answer] if isinstance(answer, list) else answer
        same = isinstance(found, Refusal) if isinstance(expected, Refusal) else found == expected
        if not same:
            wrong.append(f"{json.dumps(body, ensure_ascii=False)}\n    {_told(expected)}\n    {_told(found)}")
    assert not wrong, "\n".join(wrong[:5])


def test_hostile_rows_come_back_as_they_were(db: Database) -> None:
    body = {"project_id": hostile.PROJECT}
    answer, expected = answer_of(db, "calls_query", body), calls_query(body, hostile.judged_rows())
    assert isinstance(answer, list), answer
    for mine, theirs in zip(answer, expected, strict=True):
        assert same_json({name: mine[name] for name in theirs}, theirs, tolerance=0), mine["id"]


def _told(answer: Any) -> str:
    return str(answer) if isinstance(answer, Refusal) else f"{len(answer)}: {answer[:12]}"


@pytest.mark.long
def test_random_requests_select_some_calls_but_not_all() -> None:
    answers = [(corpus, answer) for corpus, block in BLOCKS for _, answer in requests_of(corpus, block)]
    some = [
        1 for corpus, answer in answers if isinstance(answer, list) and 0 < len(answer) < len(rows_of(corpus)) * 0.95
    ]
    assert len(answers) >= 500
    assert len(some) >= len(answers) // 3
