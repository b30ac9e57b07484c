"""What an aggregation answers, one rule after the other, on every engine."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, Engines
from tests.golden.files import BACKENDS
from weave_query import F
from weave_query.api import Database

PROJECT = "acme/answers"
# `inputs.v` and `output.n` of the calls; None where there is none.
VALUES: tuple[tuple[Any, Any], ...] = (
    *((1, 10), (1.0, "20"), ("1", 2**62), (True, 2**62), (False, -7), (0, 2.5), (-0.0, 0.25), ("", None)),
    *((None, "five"), ([1], True), ([], []), ({}, {"n": 1}), ({"a": 1}, 2**63 - 1), (2**53, 1), (2**53 + 1, 2)),
    *((2.0**53, 3), ("É", 1e200), ('a "b" \\ \n', 4)),
)
CALLS = [
    {
        "id": f"call-{n:02}",
        "project_id": project,
        "trace_id": f"trace-{n % 3}",
        "op_name": "op",
        "started_at": f"2026-03-07T09:00:{n:02}Z",
        "ended_at": None if n == 3 else f"2026-03-07T09:00:{n:02}.0{n:02}Z",
        "inputs": {"v": value} if n != 8 else {},
        "output": {"n": number},
        "thread_id": None if n % 2 else "t",
    }
    for project in (PROJECT, "acme/other")
    for n, (value, number) in enumerate(VALUES)
]
GREATEST = [
    {**CALLS[0], "id": f"great-{n}", "project_id": "acme/great", "output": {"n": number}}
    for n, number in enumerate((1.7e308, 1.7e308, -1.7e308, 5))
]


@pytest.fixture(scope="module", params=ENGINES)
def db(request: pytest.FixtureRequest, engines: Engines) -> Iterator[Database]:
    opened = engines.open(request.param, "answers")
    opened.load(calls=[*CALLS, *GREATEST])
    yield opened
    opened.close()


def rows(db: Database, where: wq.Expression | None = None, **body: Any) -> list[dict[str, Any]]:
    return db.run(wq.parse_request("aggregate", {"project_id": PROJECT, **body}), where=where).rows  # type: ignore[attr-defined, no-any-return]


def one(db: Database, measure: dict[str, Any], where: wq.Expression | None = None) -> Any:
    (row,) = rows(db, where, measures=[{"name": "it", **measure}])
    return row["it"]


def test_without_anything_calls_of_the_project_are_counted(db: Database) -> None:
    assert rows(db) == [{"count": len(VALUES)}]


def test_keys_are_values_with_their_types(db: Database) -> None:
    found = rows(db, dimensions=[{"field": "inputs.v"}], order=[{"by": "inputs.v"}])
    keys = [(row["inputs.v"], row["count"]) for row in found]
    assert [repr(key) for key in keys] == [
        repr(key)
        for key in (
            *((0, 2), (1, 2), (2**53, 2), (2**53 + 1, 1)),
            *(("", 1), ("1", 1), ('a "b" \\ \n', 1), ("É", 1)),
            *((False, 1), (True, 1)),
            *(({"$type": "array"}, 2), ({"$type": "object"}, 2), (None, 1)),
        )
    ]


def test_descending_the_classes_stand_as_they_do_ascending(db: Database) -> None:
    found = rows(db, dimensions=[{"field": "inputs.v"}], order=[{"by": "inputs.v", "direction": "desc"}])
    assert [row["inputs.v"] for row in found] == [
        *(
            2**53 + 1,
            2**53,
            1,
            0,
            "É",
            'a "b" \\ \n',
            "1",
            "",
            True,
            False,
            {"$type": "array"},
            {"$type": "object"},
            None,
        )
    ]


def test_distinct_keys_are_counted_without_null(db: Database) -> None:
    assert one(db, {"function": "count_distinct", "field": "inputs.v"}) == 12
    assert one(db, {"function": "count_distinct", "field": "thread_id"}) == 1
    assert one(db, {"function": "count_distinct", "field": "started_at"}) == len(VALUES)


def test_a_text_in_a_document_counts_as_the_number_that_it_spells(db: Database) -> None:
    few = F("id") <= "call-01"
    assert one(db, {"function": "sum", "field": "output.n"}, few) == 30
    assert one(db, {"function": "count", "field": "output.n"}, F("id") == "call-08") == 1
    assert one(db, {"function": "avg", "field": "output.n"}, F("id") == "call-08") is None


def test_a_boolean_of_a_document_is_no_number_and_a_condition_is(db: Database) -> None:
    assert one(db, {"function": "max", "field": "output.n"}, F("id") == "call-09") is None
    as_number = {"$convert": {"input": {"$getField": "output.n"}, "to": "double"}}
    assert one(db, {"function": "max", "value": as_number}, F("id") == "call-09") == 1.0
    assert one(db, {"function": "sum", "value": {"$gt": [{"$getField": "output.n"}, 9]}}) == 6


def test_integers_are_summed_exactly_beyond_64_bits(db: Database) -> None:
    wide = one(db, {"function": "sum", "field": "output.n"}, F("output.n") > 2**60)
    assert wide is None
    wide = one(db, {"function": "sum", "field": "output.n"}, (F("output.n") > 2**60) & (F("output.n") < 1e100))
    assert (type(wide), wide) == (int, 2**62 + 2**62 + 2**63 - 1)
    mean = one(db, {"function": "avg", "field": "output.n"}, (F("output.n") > 2**60) & (F("output.n") < 1e100))
    assert mean == float(Fraction(2**62 + 2**62 + 2**63 - 1, 3))


def test_a_sum_with_a_number_that_is_too_great_is_null(db: Database) -> None:
    assert one(db, {"function": "sum", "field": "output.n"}) is None
    assert one(db, {"function": "avg", "field": "output.n"}) is None
    assert one(db, {"function": "max", "field": "output.n"}) == 1e200


def test_numbers_whose_sum_is_beyond_the_doubles_stop_no_engine(db: Database) -> None:
    functions = ("sum", "avg", "min", "max", "count", "count_distinct")
    measures = [{"function": name, "field": "output.n", "name": name} for name in functions]
    order = [{"by": "sum"}, {"by": "avg"}]
    (row,) = rows(db, project_id="acme/great", measures=measures, order=order)
    assert list(row.values()) == [None, None, -1.7e308, 1.7e308, 4, 3]


def test_the_least_integer_is_told_exactly(db: Database) -> None:
    assert one(db, {"function": "max", "field": "output.n"}, F("output.n") < 1e100) == 2**63 - 1
    assert one(db, {"function": "min", "field": "output.n"}) == -7
    assert one(db, {"function": "min", "field": "started_at"}) == "2026-03-07T09:00:00+00:00"
    assert one(db, {"function": "max", "field": "ended_at"}, F("id") == "call-03") is None


def test_latencies_are_summed_exactly(db: Database) -> None:
    expected = sum(n for n in range(len(VALUES)) if n != 3)
    assert one(db, {"function": "sum", "field": "latency_ms"}) == expected
    assert one(db, {"function": "sum", "field": "duration"}) == expected / 1000
    assert one(db, {"function": "percentile", "percentile": 50, "field": "summary.weave.latency_ms"}) == 9.0


def test_a_measure_has_a_condition_of_its_own(db: Database) -> None:
    unended = {"$expr": {"$eq": [{"$getField": "ended_at"}, None]}}
    found = rows(
        db,
        dimensions=[{"field": "thread_id"}],
        measures=[{"function": "count"}, {"function": "count", "where": unended, "name": "running"}],
        order=[{"by": "thread_id"}],
    )
    assert found == [{"thread_id": "t", "count": 9, "running": 0}, {"thread_id": None, "count": 9, "running": 1}]


def test_all_other_keys_are_one_group_that_is_told_from_every_text(db: Database) -> None:
    dimension = {"field": "trace_id", "top": 1, "by": "n"}
    measure = {"function": "max", "field": "wb_run_step", "name": "n"}
    found = rows(db, dimensions=[dimension], measures=[{"function": "count"}, measure])
    # Nobody has a step, so the keys decide.
    assert [(row["trace_id"], row["count"]) for row in found] == [("trace-0", 6), ({"$other": True}, 12)]
    kept = rows(db, dimensions=[{**dimension, "other": False}], measures=[{"function": "count"}, measure])
    assert [row["trace_id"] for row in kept] == ["trace-0"]


def test_null_is_a_key_that_may_be_kept(db: Database) -> None:
    found = rows(
        db, dimensions=[{"field": "thread_id", "top": 1}], query={"$expr": {"$ne": [{"$getField": "id"}, "call-00"]}}
    )
    assert found == [{"thread_id": None, "count": 9}, {"thread_id": {"$other": True}, "count": 8}]


def test_the_key_of_all_others_equals_nothing(db: Database) -> None:
    for condition in ({"$eq": [{"$getField": "trace_id"}, None]}, {"$eq": [{"$getField": "trace_id"}, "trace-2"]}):
        dimension = {"field": "trace_id", "top": 1}
        assert rows(db, dimensions=[dimension], having={"$expr": condition}) == []
        everything = rows(db, dimensions=[dimension], having={"$expr": {"$not": [condition]}})
        assert len(everything) == 2


def test_having_asks_keys_with_their_types(db: Database) -> None:
    def having(literal: Any) -> list[Any]:
        condition = {"$expr": {"$eq": [{"$getField": "inputs.v"}, literal]}}
        return [row["inputs.v"] for row in rows(db, dimensions=[{"field": "inputs.v"}], having=condition)]

    assert having(1) == [1, "1"]
    assert having(True) == [True]
    assert having(None) == [None]
    assert having(2**53 + 1) == [2**53 + 1]


def test_the_condition_of_the_server_is_anded(db: Database) -> None:
    assert rows(db, F("trace_id") == "trace-1", dimensions=[{"field": "trace_id"}]) == [
        {"trace_id": "trace-1", "count": 6}
    ]


def test_another_project_has_its_own_groups(db: Database) -> None:
    assert rows(db, project_id="acme/nobody") == [{"count": 0}]
    assert rows(db, project_id="acme/other", dimensions=[{"field": "thread_id"}])[0]["count"] == 9


@pytest.mark.parametrize("function", ["count", "sum", "min", "max"])
def test_what_the_columns_say_of_adding_up_is_true(function: str, db: Database) -> None:
    """The value of all follows from those of disjoint groups: by adding, or as the least or greatest of them."""
    measure = {"function": function, "field": "latency_ms", "name": "it"}
    request = wq.parse_request(
        "aggregate", {"project_id": PROJECT, "dimensions": [{"field": "inputs.v"}], "measures": [measure]}
    )
    answer = db.run(request)
    assert isinstance(answer, wq.AggregateRes)
    parts = [row["it"] for row in answer.rows if row["it"] is not None]
    whole = one(db, measure)
    if answer.columns[-1].additivity == "additive":
        assert sum(parts) == whole
    else:
        assert answer.columns[-1].additivity == "mergeable"
        assert {"min": min, "max": max}[function](parts) == whole


def test_the_columns_say_what_they_are(db: Database) -> None:
    measures = [
        *({"function": name, "field": "latency_ms"} for name in ("count", "count_distinct", "sum", "avg", "min")),
        {"function": "percentile", "percentile": 5, "field": "duration"},
        {"function": "max", "field": "ended_at"},
        {"function": "sum", "field": "wb_run_step"},
    ]
    body = {"project_id": PROJECT, "dimensions": [{"field": "inputs.v"}, {"field": "status"}], "measures": measures}
    answer = db.run(wq.parse_request("aggregate", {**body, "start": "2026-01-01", "end": "2027-01-01", "bucket": {}}))
    assert isinstance(answer, wq.AggregateRes)
    assert [tuple(column.model_dump().values()) for column in answer.columns] == [
        ("bucket", "bucket", "timestamp", None, None, None),
        ("inputs.v", "dimension", "any", None, None, "key"),
        ("status", "dimension", "string", None, None, "key"),
        ("count_latency_ms", "measure", "integer", "calls", "additive", "zero"),
        ("count_distinct_latency_ms", "measure", "integer", None, "not additive", "zero"),
        ("sum_latency_ms", "measure", "number", "ms", "additive", "zero"),
        ("avg_latency_ms", "measure", "number", "ms", "not additive", "null"),
        ("min_latency_ms", "measure", "number", "ms", "mergeable", "null"),
        ("p5_duration", "measure", "number", "s", "not additive", "null"),
        ("max_ended_at", "measure", "timestamp", None, "mergeable", "null"),
        ("sum_wb_run_step", "measure", "integer", None, "additive", "zero"),
    ]


@pytest.mark.parametrize("backend", BACKENDS)
def test_the_text_depends_on_the_shape_alone(backend: str) -> None:
    def compiled(word: str, number: int, start: str) -> wq.CompiledRequest:
        get = {"$getField": f"inputs.{word}"}
        body = {
            "project_id": word,
            "start": start,
            "end": "2026-03-09T00:00:00Z",
            "bucket": {"every": "day", "timezone": "UTC"},
            "dimensions": [{"field": f"inputs.{word}", "top": number, "by": word}],
            "measures": [
                {"function": "sum", "value": {"$add": [get, number]}, "name": word},
                {"function": "count", "where": {"$expr": {"$eq": [get, word]}}},
            ],
            "order": [{"by": word}],
            "limit": number,
        }
        return wq.compile(wq.parse_request("aggregate", body), backend)

    first, second = compiled("zqa", 31337, "2026-03-07T00:00:00Z"), compiled("zqb", 31338, "2026-03-07T01:02:03Z")
    assert first.sql == second.sql
    assert first.params != second.params
    assert "zq" not in first.sql
    assert "3133" not in first.sql


def test_of_what_there_never_is_nothing_is_computed(db: Database) -> None:
    nothing = {"$add": [{"$getField": "op_name"}, 1]}
    functions = ("sum", "avg", "max", "count", "count_distinct")
    measures = [{"function": name, "value": nothing, "name": name} for name in functions]
    measures.append({"function": "percentile", "percentile": 50, "value": nothing, "name": "median"})
    assert list(rows(db, measures=measures)[0].values()) == [0, None, None, 0, 0, None]
    assert [row["median"] for row in rows(db, measures=measures[-1:])] == [None]
    for dimension in (
        {"value": nothing, "name": "key"},
        {"value": None, "field": "wb_run_id", "name": "key", "top": 1},
    ):
        order = [{"by": "sum"}, {"by": "avg"}, {"by": "median", "direction": "desc"}]
        having = {"$expr": {"$eq": [{"$getField": "avg"}, None]}}
        (row,) = rows(db, dimensions=[dimension], measures=measures, order=order, having=having)
        assert list(row.values()) == [None, 0, None, None, 0, 0, None]
    top = {"value": nothing, "name": "key", "top": 3}
    assert rows(db, dimensions=[top]) == [{"key": None, "count": len(VALUES)}]


def test_the_first_of_two_equal_sort_keys_counts(db: Database) -> None:
    order = [{"by": "trace_id", "direction": "desc"}, {"by": "trace_id"}]
    found = rows(db, dimensions=[{"field": "trace_id"}], order=order)
    assert [row["trace_id"] for row in found] == ["trace-2", "trace-1", "trace-0"]


def test_the_type_of_a_key_is_told(db: Database) -> None:
    keys = {"thread_id": "string", "wb_run_step": "number", "ended_at": "timestamp", "latency_ms": "number"}
    values = {"$gt": "bool", "$type": "string", "$size": "number"}
    dimensions: list[dict[str, Any]] = [{"field": name} for name in keys]
    dimensions += [{"value": {"$gt": [{"$getField": "id"}, "a"]}, "name": "$gt"}]
    dimensions += [{"value": {name: {"$getField": "inputs.v"}}, "name": name} for name in ("$type", "$size")]
    answer = db.run(wq.parse_request("aggregate", {"project_id": PROJECT, "dimensions": dimensions}))
    assert isinstance(answer, wq.AggregateRes)
    assert {each.name: each.type for each in answer.columns} == {**keys, **values, "count": "integer"}
