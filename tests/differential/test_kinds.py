"""Random requests of every kind: the engines answer what the reference evaluator answers.

The same few in every run. `make fuzz-kinds` asks others, as many as there is time for.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest

from tests.differential.kinds.catalogue import KINDS
from tests.differential.kinds.comparing import first_difference
from tests.differential.kinds.kind import Kind, pair, pairs
from tests.differential.kinds.run import Answered, Counts, judge, run_kind, table
from tests.engines import SQL_ENGINES, Engines
from weave_query.testing.differential import Broken, Refused

PAIRS = 2
# A request of these is a large statement, a second or so on ClickHouse.
FEW = {"trace_usage": 1, "calls_usage": 1, "calls_together": 1}
NEAR = r"/avg_\w+$"


# One of these is asked for all: each is a statement of thousands of lines.
SLOW = ("trace_usage",)


@pytest.fixture(params=[pytest.param(each, marks=pytest.mark.long) if each in SLOW else each for each in KINDS])
def kind(request: pytest.FixtureRequest) -> Kind:
    return KINDS[request.param]


def test_all_answer_alike(kind: Kind, engines: Engines) -> None:
    number = FEW.get(kind.name, PAIRS)
    found = run_kind(kind, SQL_ENGINES, engines, seed=2026, number=number)
    assert not found.differences, "\n".join(line for each in found.differences[:5] for line in each.lines())
    assert [counts.pairs for counts in found.counts] == [number] * len(SQL_ENGINES)
    assert not any(counts.refused for counts in found.counts)
    assert all(counts.several >= number // 3 for counts in found.counts)


def test_pairs_are_distinct_and_the_same_again(kind: Kind) -> None:
    found = list(islice(pairs(kind, 7), 60))
    assert len({repr((each.body, each.where, each.policy)) for each in found}) == 60
    assert {each.corpus for each in found} >= {0, 1, 2}
    assert [pair(kind, 7, each.number) for each in found] == found
    assert list(islice(pairs(kind, 8), 60)) != found


@pytest.mark.parametrize(
    ("expected", "found", "first"),
    [
        ({"a": [1, 2]}, {"a": [1, 2.0]}, None),
        ({"a": [1, 2]}, {"a": [1, 3]}, "/a/1: 3 instead of 2"),
        ({"a": [1]}, {"a": [1, 2]}, "/a: 2 instead of 1: [1, 2] instead of [1]"),
        ({"a": 1}, {"b": 1}, '/: the keys ["b"] instead of ["a"]'),
        ({"a": 1}, {"a": True}, "/a: true instead of 1"),
        ({"a": 0}, {"a": None}, "/a: null instead of 0"),
        ({"a": None}, {"a": 0.0}, "/a: 0.0 instead of null"),
        ({"a": "1"}, {"a": 1}, '/a: 1 instead of "1"'),
        ({"sum_x": 0.1}, {"sum_x": 0.1000000000001}, "/sum_x: 0.1000000000001 instead of 0.1"),
        ({"avg_x": 0.1}, {"avg_x": 0.10000000000001}, None),
        ({"avg_x": 0.1}, {"avg_x": 0.100000001}, "/avg_x: 0.100000001 instead of 0.1"),
        ({"avg_x": 2**53}, {"avg_x": 2**53 + 1}, "/avg_x: 9007199254740993 instead of 9007199254740992"),
    ],
)
def test_the_first_difference_is_told(expected: Any, found: Any, first: str | None) -> None:
    assert first_difference(expected, found, NEAR) == first


def test_what_is_left_of_numbers_that_cancel_each_other_out_may_be_off_by_their_last_digits() -> None:
    near = r"/(avg|sum)$"
    assert first_difference({"avg": 0.5}, {"avg": 0.0}, near, summed={"avg": 1e16}) is None
    assert first_difference({"avg": 0.5}, {"avg": 0.0}, near, summed={"avg": 1e6}) is not None
    assert first_difference({"p50": 0.5}, {"p50": 0.0}, r"/p50$", summed={"p50": 1e16}) is not None
    assert first_difference({"sum": [0.5]}, {"sum": [0.0]}, near, summed=None) is not None


RAN: Answered = {"call_buckets": [{"count": 2}, {"count": 1}], "usage_buckets": []}
LACKS = Refused("WQ401", "no", "unnest", declared=True)


def verdicts() -> Iterator[tuple[Answered, Answered, tuple[int, int, int]]]:
    yield RAN, RAN, (0, 0, 0)
    yield RAN, {"call_buckets": [{"count": 2}], "usage_buckets": []}, (0, 0, 1)
    yield RAN, LACKS, (1, 0, 0)
    yield RAN, Refused("WQ401", "no", "unnest"), (0, 0, 1)
    yield RAN, Broken("WQ502", "syntax"), (0, 0, 1)
    yield Broken("KeyError", "x"), Broken("KeyError", "x"), (0, 0, 1)
    yield LACKS, RAN, (0, 0, 1)
    yield Refused("WQ301", "a"), Refused("WQ301", "b"), (0, 1, 0)
    yield Refused("WQ301", "a"), Refused("WQ202", "b"), (0, 0, 1)


@pytest.mark.parametrize(("expected", "found", "counted"), [*verdicts()])
def test_a_pair_is_counted_as_what_it_is(expected: Answered, found: Answered, counted: tuple[int, int, int]) -> None:
    counts = Counts("call_stats", "duckdb")
    told = judge(counts, KINDS["call_stats"], expected, found)
    assert (counts.refused, counts.wrong, counts.different) == counted
    assert (told is not None) == bool(counts.different)
    assert counts.several == (expected is RAN)
    assert table([counts])[1].split()[-1] == str(counts.different)
