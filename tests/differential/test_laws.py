"""Laws that hold whatever the rows and the conditions are: on every engine, and of the language alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import weave_query as wq
from tests.engines import Engines
from tests.paging.asking import ids_by_page, with_pages
from weave_query.api import clear_cache
from weave_query.errors import RequestError, UnsupportedError
from weave_query.syntax.expr import Expr
from weave_query.syntax.print import to_json
from weave_query.testing.differential import Counted, DatabaseParticipant, Refused
from weave_query.testing.laws import LAWS, Law, Select, cursors_lead_through, json_is_kept, pages_are_the_whole
from weave_query.testing.strategies import Vocabulary, corpus, expressions, requests, sort_keys, vocabulary

Json = Any
Row = dict[str, Any]
PROJECT = "fuzz/one"
SETTINGS = settings(
    max_examples=12, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@cache
def rows() -> list[Row]:
    return corpus(seed=7, forests=30, belongings=True)


@cache
def known() -> Vocabulary:
    """What can be asked about the rows."""
    return vocabulary(rows())


# Laws ask the same several times over, nested in each other: shallow conditions keep that within what SQLite parses.
CONDITIONS = st.deferred(lambda: expressions(known(), depth=1, operand_depth=1, regexes=False))


@pytest.fixture(scope="module")
def asked(engine: str, engines: Engines) -> DatabaseParticipant:
    """An engine with the rows."""
    return DatabaseParticipant(engines.filled(engine, "laws", lambda opened: DatabaseParticipant(opened).load(rows())))


def selecting(participant: DatabaseParticipant) -> Select:
    """From a condition to the calls of the project that an engine selects. What it refuses is no example of a law."""

    def select(condition: Json | None) -> tuple[str, ...]:
        query = {} if condition is None else {"query": {"$expr": condition}}
        return ask({"project_id": PROJECT, "columns": ["id"], **query})

    def ask(body: Mapping[str, Any]) -> tuple[str, ...]:
        answer = participant.answer("calls_query", body)
        assume(not isinstance(answer, Refused))
        assert isinstance(answer, tuple), answer
        return answer

    return select


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.name)
@pytest.mark.share(8)
def test_a_law_holds_on_every_engine(law: Law, asked: DatabaseParticipant) -> None:
    @SETTINGS
    @given(st.lists(CONDITIONS, min_size=law.conditions, max_size=law.conditions))
    def holds(conditions: list[Json]) -> None:
        law.holds(selecting(asked), *conditions)

    holds()


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.name)
def test_a_law_is_broken_by_a_logic_of_three_values(law: Law) -> None:
    """The laws can fail: a condition that is neither true nor false for some call breaks each, or its absence does."""
    calls = ("a", "b", "c", "d")

    def truth(condition: Json, call: str) -> bool | None:
        match condition:
            case {"$not": [inner]}:
                value = truth(inner, call)
                return None if value is None else not value
            case {"$and": items}:
                # The last operand decides: neither an AND nor the same in every order.
                return truth(items[-1], call)
            case {"$or": items}:
                return truth(items[0], call)
            case _:
                return None if call == condition else call > condition

    def select(condition: Json | None) -> tuple[str, ...]:
        found = tuple(call for call in calls if condition is None or truth(condition, call) is True)
        return found[::-1] if isinstance(condition, dict) and "$not" in condition else found

    with pytest.raises(AssertionError):
        law.holds(select, *("b", "a", "c")[: law.conditions])


@pytest.mark.parametrize("examples", [5, pytest.param(12, marks=pytest.mark.long)])
@pytest.mark.share(5)
def test_pages_and_cursors_lead_through_the_whole_on_every_engine(asked: DatabaseParticipant, examples: int) -> None:
    @settings(SETTINGS, max_examples=examples)
    @given(CONDITIONS, sort_keys(known()), st.integers(1, 17))
    def hold(condition: Json, keys: Json, size: int) -> None:
        def ask(body: Mapping[str, Any]) -> tuple[str, ...]:
            answer = asked.answer("calls_query", body)
            assume(not isinstance(answer, Refused))
            assert isinstance(answer, tuple), answer
            return answer

        query = {"$or": [condition, {"$eq": [{"$getField": "wb_user_id"}, "u1"]}]}
        body = {"project_id": PROJECT, "query": {"$expr": query}, "sort_by": keys, "columns": ["id"]}
        pages_are_the_whole(ask, body, size)
        cursors_lead_through(ask, lambda body, size: ids_by_page(with_pages(asked.db), dict(body), size), body, size)

    hold()


def test_a_count_is_the_number_of_the_calls_on_every_engine(asked: DatabaseParticipant) -> None:
    @SETTINGS
    @given(CONDITIONS)
    def hold(condition: Json) -> None:
        ids = selecting(asked)(condition)
        count = asked.answer("calls_query_stats", {"project_id": PROJECT, "query": {"$expr": condition}})
        assert count == Counted(len(ids), False)

    hold()


@settings(max_examples=120, deadline=None, derandomize=True, database=None)
@given(st.deferred(lambda: expressions(known())))
def test_an_expression_written_as_json_is_read_as_the_same(condition: Json) -> None:
    json_is_kept(condition)


def test_the_law_of_json_is_broken_by_a_writer_that_forgets() -> None:
    folded = {"$contains": {"input": {"$getField": "id"}, "substr": "a", "case_insensitive": True}}

    def forgets(tree: Expr) -> Json:
        ((name, body),) = to_json(tree).items()
        return {name: {key: value for key, value in body.items() if key != "case_insensitive"}}

    json_is_kept(folded)
    with pytest.raises(AssertionError, match="is another expression"):
        json_is_kept(folded, write=forgets)


@pytest.mark.parametrize("backend", ["clickhouse", "postgres", "duckdb", "sqlite", "memory"])
def test_compiling_again_gives_the_same(backend: str) -> None:
    @settings(max_examples=25, deadline=None, derandomize=True, database=None)
    @given(requests(known()))
    def hold(asked: tuple[str, dict[str, Any]]) -> None:
        try:
            first = wq.compile(wq.parse_request(*asked), backend)
        except (RequestError, UnsupportedError):
            return
        clear_cache()
        again = wq.compile(wq.parse_request(*asked), backend)
        assert [(query.sql, query.params) for query in again] == [(query.sql, query.params) for query in first]

    hold()
