"""Conditions that are made for a cell of the table of coverage stand in it, and the table fills with them."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

import weave_query as wq
from weave_query.testing.coverage import CELLS, Coverage, depth, shape
from weave_query.testing.differential import DatabaseParticipant, Refused
from weave_query.testing.fuzz import fuzz
from weave_query.testing.fuzz.directed import condition_for
from weave_query.testing.strategies import Vocabulary


def test_what_is_made_for_a_cell_stands_in_it(known: Vocabulary) -> None:
    chance = Random(1)
    for cell in CELLS:
        covered = Coverage()
        for _ in range(4):
            covered.add(condition_for(cell, known, chance))
        assert covered.counts[cell], cell


def test_most_of_what_is_made_is_answered(rows: list[dict[str, Any]], known: Vocabulary) -> None:
    with wq.connect("memory://") as db:
        judge = DatabaseParticipant(db)
        judge.load(rows)
        chance = Random(2)
        cells = chance.sample(CELLS, 200)
        answers = [
            judge.answer(
                "calls_query",
                {
                    "project_id": known.projects[0],
                    "columns": ["id"],
                    "query": {"$expr": condition_for(cell, known, chance)},
                },
            )
            for cell in cells
        ]
    refused = [cell for cell, answer in zip(cells, answers, strict=True) if isinstance(answer, Refused)]
    assert all(isinstance(answer, (tuple, Refused)) for answer in answers)
    assert len(refused) < len(cells) * 0.15, refused


@pytest.mark.parametrize(("requests", "filled"), [(60, 72), pytest.param(1500, 1200, marks=pytest.mark.long)])
def test_the_table_fills(requests: int, filled: int) -> None:
    """Each request that is made for a cell fills it and some on the way; of 1,500 some 400 are made for one."""
    with wq.connect("memory://") as one, wq.connect("memory://") as other:
        report = fuzz([DatabaseParticipant(one), DatabaseParticipant(other)], seconds=600, seed=2, requests=requests)
    assert len(CELLS) - len(report.coverage.empty()) > filled
    assert report.pairs > 150 * report.conditions
    assert 0 < report.shapes <= report.conditions
    assert not report.findings


@pytest.mark.parametrize(
    ("condition", "told", "deep"),
    [
        ({"$getField": "inputs.a"}, "path", 0),
        ({"$eq": [{"$getField": "op_name"}, {"$literal": 1}]}, "$eq(column, number)", 1),
        (
            {"$not": [{"$contains": {"input": {"$getField": "output"}, "substr": "x", "case_insensitive": True}}]},
            "$not($contains(document, text, True))",
            2,
        ),
        (
            {"$anyElement": {"input": {"$getField": "inputs.a"}, "where": {"$size": {"$getField": "$$this"}}}},
            "$anyElement(path, $size(element))",
            2,
        ),
        ({"$convert": {"input": {"$literal": None}, "to": "int"}}, "$convert(null, int)", 1),
    ],
)
def test_the_shape_of_a_condition_has_no_values(condition: object, told: str, deep: int) -> None:
    assert (shape(condition), depth(condition)) == (told, deep)
