"""Requests at each limit of size, and one beyond: every engine answers the first like the judge.

The limit of depth has shapes of its own: `test_deep_calls`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

import pytest

import weave_query as wq
from tests.engines import SQL_ENGINES, Engines, answer_of
from tests.oracle import hostile
from tests.oracle.build import get, lit
from tests.oracle.query import calls_query
from weave_query.api import Database
from weave_query.errors import LimitError

Json = Any
LIMITS = wq.Limits()
ALL = [row["id"] for row in calls_query({"project_id": hostile.PROJECT}, hostile.judged_rows())]


@dataclass(frozen=True)
class Sized:
    """A request of a size. place: of the error when it is one too large."""

    name: str
    limit: str
    make: Callable[[int], Json]
    place: str
    units: int = 1


def _where(condition: Callable[[int], Json]) -> Callable[[int], Json]:
    return lambda size: {"query": {"$expr": condition(size)}}


def _ids(size: int) -> list[str]:
    """All ids there are, among many that are not."""
    return [*ALL, *(f"id {number}" for number in range(size - len(ALL)))]


def _numbers(size: int) -> list[Json]:
    return [lit(number if number % 2 else str(number)) for number in range(size)]


def _long(size: int) -> str:
    return "x" * (size - 1) + "%"


def _alternatives(size: int) -> Json:
    """One node, and three for each comparison."""
    pairs, rest = divmod(size - 1, 3)
    assert rest in (0, 1)
    return {"$or": [*({"$eq": [get("inputs.v"), lit(number)]} for number in range(pairs)), *([lit(False)] * rest)]}


def _pattern(size: int) -> str:
    return "a*" * (size // 2 - 1) + "5" + "$" * (size % 2 + 1)


def _key_path(size: int) -> str:
    return ("inputs." + "k" * size)[:size]


def _segments(size: int) -> list[Json]:
    return ["inputs", "v", *([0] * (size - 2))]


def _text_of(place: str, condition: Callable[[str], Json]) -> tuple[Callable[[int], Json], str]:
    return _where(lambda size: condition(_long(size))), f"/query/$expr/{place}/$literal"


_COMPARED, _COMPARED_AT = _text_of("$eq/1", lambda text: {"$eq": [get("inputs.v"), lit(text)]})
_ORDERED, _ORDERED_AT = _text_of("$lt/1", lambda text: {"$lt": [get("inputs.v"), lit(text)]})
_CONTAINED, _CONTAINED_AT = _text_of(
    "$contains/substr", lambda text: {"$not": [{"$contains": {"input": get("inputs"), "substr": lit(text)}}]}
)
_CONTAINED_AT = _CONTAINED_AT.replace("$expr/", "$expr/$not/0/")
_FOLDED, _FOLDED_AT = _text_of(
    "$contains/substr",
    lambda text: {"$contains": {"input": get("inputs.v"), "substr": lit(text), "case_insensitive": True}},
)
_FOLDED_INSIDE, _ = _text_of(
    "$contains/substr",
    lambda text: {"$not": [{"$contains": {"input": get("inputs"), "substr": lit(text), "case_insensitive": True}}]},
)
_STARTING, _STARTING_AT = _text_of("$startsWith/1", lambda text: {"$startsWith": [get("inputs.v"), lit(text)]})
_ENDING, _ENDING_AT = _text_of("$endsWith/1", lambda text: {"$endsWith": [get("inputs.v"), lit(text)]})

# 3,333 comparisons take seconds to compile.
ALTERNATIVES = Sized("alternatives", "nodes", _where(_alternatives), "/query/$expr/$or", units=3)
SIZED = (
    Sized("ids in the filter", "list_values", lambda size: {"filter": {"call_ids": _ids(size)}}, "/filter/call_ids"),
    Sized(
        "names in the filter",
        "list_values",
        lambda size: {"filter": {"op_names": [f"op {n}:*" for n in range(size)]}},
        "/filter/op_names",
    ),
    Sized(
        "references in the filter",
        "list_values",
        lambda size: {"filter": {"input_refs": [f"weave:///{n}" for n in range(size)]}},
        "/filter/input_refs",
    ),
    Sized(
        "texts and numbers in $in",
        "list_values",
        _where(lambda size: {"$in": [get("inputs.v"), _numbers(size)]}),
        "/query/$expr/$in",
    ),
    Sized(
        "ids in $in",
        "list_values",
        _where(lambda size: {"$in": [get("id"), [lit(each) for each in _ids(size)]]}),
        "/query/$expr/$in",
    ),
    ALTERNATIVES,
    Sized(
        "segments",
        "path_segments",
        _where(lambda size: {"$eq": [get(_segments(size)), lit(None)]}),
        "/query/$expr/$eq/0/$getField",
    ),
    Sized(
        "segments of a field to sort by",
        "path_segments",
        lambda size: {"sort_by": [{"field": ".".join(["inputs", "v", *["a"] * (size - 2)]), "direction": "desc"}]},
        "/sort_by/0/field",
    ),
    Sized(
        "a long key",
        "path_text",
        _where(lambda size: {"$eq": [get(_key_path(size)), lit(None)]}),
        "/query/$expr/$eq/0/$getField",
    ),
    Sized(
        "a long key to sort by",
        "path_text",
        lambda size: {"sort_by": [{"field": _key_path(size), "direction": "asc"}]},
        "/sort_by/0/field",
    ),
    Sized("a long text, equal", "text_literal", _COMPARED, _COMPARED_AT),
    Sized("a long text, in order", "text_literal", _ORDERED, _ORDERED_AT),
    Sized("a long needle in a document", "text_literal", _CONTAINED, _CONTAINED_AT),
    Sized("a long needle, any case", "text_literal", _FOLDED, _FOLDED_AT),
    Sized("a long needle in a document, any case", "text_literal", _FOLDED_INSIDE, _CONTAINED_AT),
    Sized("a long start", "text_literal", _STARTING, _STARTING_AT),
    Sized("a long end", "text_literal", _ENDING, _ENDING_AT),
    Sized(
        "a long regular expression",
        "regex",
        _where(lambda size: {"$regexMatch": {"input": get("inputs.v"), "regex": lit(_pattern(size))}}),
        "/query/$expr/$regexMatch/regex/$literal",
    ),
    Sized(
        "fields to sort by",
        "sort_keys",
        lambda size: {"sort_by": [{"field": f"inputs.{'vwxyz'[n % 5]}", "direction": "desc"} for n in range(size)]},
        "/sort_by",
    ),
)
NAMED = pytest.mark.parametrize("sized", SIZED, ids=lambda sized: sized.name)


def _body(sized: Sized, size: int) -> dict[str, Json]:
    return {"project_id": hostile.PROJECT, "columns": ["id"], **sized.make(size)}


def _most(sized: Sized) -> int:
    return int(getattr(LIMITS, sized.limit))


@lru_cache(maxsize=len(SIZED))
def judged(sized: Sized) -> list[str]:
    return [row["id"] for row in calls_query(_body(sized, _most(sized)), hostile.judged_rows())]


def at_the_limit(sized: Sized, db: Database) -> None:
    body = _body(sized, _most(sized))
    answer = answer_of(db, "calls_query", body, unknown_keys="error")
    assert isinstance(answer, list), answer
    assert [row["id"] for row in answer] == judged(sized)


@pytest.mark.parametrize("sized", [each for each in SIZED if each is not ALTERNATIVES], ids=lambda sized: sized.name)
@pytest.mark.share(2)
def test_an_engine_answers_a_request_at_the_limit(sized: Sized, db: Database) -> None:
    at_the_limit(sized, db)


@pytest.mark.long
@pytest.mark.parametrize("sized", [ALTERNATIVES], ids=["alternatives"])
def test_an_engine_answers_as_many_nodes_as_there_may_be(db: Database, sized: Sized) -> None:
    at_the_limit(sized, db)


@NAMED
def test_one_more_is_refused_by_the_name_of_the_limit_and_the_place(sized: Sized) -> None:
    request = wq.parse_request("calls_query", _body(sized, _most(sized) + sized.units))
    with pytest.raises(LimitError) as refused:
        wq.compile(request, "sqlite")
    error = refused.value
    assert (error.code, error.limit, str(error.at)) == ("WQ301", sized.limit, sized.place)
    assert f"{_most(sized):,}".replace(",", "") in error.message.replace(",", "")
    assert sized.limit in (error.hint or "")


@NAMED
def test_a_limit_that_is_raised_by_as_much_lets_it_pass(sized: Sized) -> None:
    raised = wq.Limits(**{sized.limit: _most(sized) + sized.units})
    request = wq.parse_request("calls_query", _body(sized, _most(sized) + sized.units))
    assert wq.compile(request, "sqlite", options=wq.Options(limits=raised, driver_functions=True)).sql


@pytest.mark.parametrize("operator", ["$anyElement", "$allElements"])
def test_a_condition_on_elements_counts_for_each_array_that_it_may_be_on(operator: str) -> None:
    arrays = {"$ifNull": [get("inputs.a"), {"$ifNull": [get("inputs.b"), get("inputs.c")]}]}
    inner = {operator: {"input": {"$ifNull": [get("$$this.d"), get("$$this.e")]}, "where": get("$$this")}}
    outer = {operator: {"input": arrays, "where": inner}}
    # 6 around, and for each of 3 arrays 4 around, and for each of 2 arrays 1.
    nodes = 6 + 3 * (4 + 2 * 1)
    request = wq.CallsQueryReq(project_id="p", query=wq.Query({"$expr": outer}))
    assert wq.compile(request, "duckdb", options=wq.Options(limits=wq.Limits(nodes=nodes))).sql
    with pytest.raises(LimitError) as refused:
        wq.compile(request, "duckdb", options=wq.Options(limits=wq.Limits(nodes=nodes - 1)))
    assert refused.value.limit == "nodes"


def test_every_limit_is_tested_here_or_beside() -> None:
    beside = {"depth", "request_bytes", "buckets", "percentiles"}
    # tests/aggregate, tests/feedback and tests/requests
    beside |= {"dimensions", "measures", "groups", "rows", "metrics", "range_days", "feedback_buckets", "usage_calls"}
    # tests/refs
    beside |= {"expand_columns", "expand_hops"}
    assert {field.name for field in fields(wq.Limits)} == {sized.limit for sized in SIZED} | beside


@pytest.mark.parametrize("name", ["memory", *SQL_ENGINES])
def test_a_hundred_thousand_ids_are_one_request_where_the_limit_allows_them(name: str, engines: Engines) -> None:
    limits = wq.Limits(list_values=100_000, request_bytes=16 * 2**20)
    opened = engines.open(name, "many_ids", wq.Options(limits=limits))
    opened.load(calls=hostile.ROWS)
    body = {"project_id": hostile.PROJECT, "columns": ["id"], "filter": {"call_ids": _ids(100_000)}}
    answer = answer_of(opened, "calls_query", body)
    assert isinstance(answer, list), answer
    assert [row["id"] for row in answer] == ALL
