"""The source map: which characters of the SQL come from which place of the request, on every backend."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

import weave_query as wq
from weave_query import F
from weave_query.errors import RequestError
from weave_query.sources import Source, SourceMap
from weave_query.syntax import expr as ast
from weave_query.syntax.text import Span
from weave_query.syntax.walk import children

BACKENDS = ("clickhouse", "postgres", "duckdb", "sqlite")
TEXT = (
    'calls where inputs.model in ("gpt-4", "o1") '
    'and (latency > 2s or not any(x in inputs.messages where x.role = "tool")) '
    'and exists(inputs.b) and feedback["x"].payload.a > 3 and inputs.a + inputs.b > 2 * inputs.a and status != "error"'
)


def written(compiled: wq.CompiledRequest, kind: str) -> dict[str, str]:
    """What places of a text became."""
    return {each.at.text: sql for each, sql in sources(compiled) if each.kind == kind and isinstance(each.at, Span)}


def sources(compiled: wq.CompiledRequest) -> Iterator[tuple[Source, str]]:
    for query in compiled:
        assert query.sources is not None
        for each in query.sources:
            yield each, query.sql[each.start : each.end]


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("pretty", [False, True])
def test_every_predicate_of_a_text_stands_in_the_sql(backend: str, pretty: bool) -> None:
    request = wq.read_query(TEXT, "p").request
    compiled = wq.compile(request, backend, source_map=True, pretty=pretty)
    assert compiled.sql == wq.compile(request, backend, pretty=pretty).sql
    found = {
        each.at.text: text for each, text in sources(compiled) if each.kind == "predicate" and isinstance(each.at, Span)
    }
    assert set(found) == {
        'inputs.model in ("gpt-4", "o1")',
        "latency > 2s",
        'any(x in inputs.messages where x.role = "tool")',
        'x.role = "tool"',
        "exists(inputs.b)",
        'feedback["x"].payload.a > 3',
        "inputs.a + inputs.b > 2 * inputs.a",
        'status != "error"',
    }
    assert "started_at" in found["latency > 2s"]
    assert "payload" in found['feedback["x"].payload.a > 3']
    assert found['x.role = "tool"'] in found['any(x in inputs.messages where x.role = "tool")']
    values = {
        each.at.text: text for each, text in sources(compiled) if each.kind == "value" and isinstance(each.at, Span)
    }
    names = list(compiled.queries[0].params)
    assert {'"tool"', "2s", "3", "2", '"error"'} <= set(values)
    assert all(any(name in text for name in names) for text in values.values())


@pytest.mark.parametrize("backend", BACKENDS)
def test_what_is_json_has_pointers(backend: str) -> None:
    request = wq.CallsQueryReq(
        project_id="p",
        query=wq.Query((F("inputs.a") == 1) & (F("inputs.b") > 2)),
        filter=wq.CallsFilter(op_names=["x"]),
        limit=5,
    )
    compiled = wq.compile(request, backend, source_map=True, where=F("inputs.c") == 3)
    kinds = {str(each.at): each.kind for each, _ in sources(compiled)}
    for place in ("/query/$expr/$and/0/$eq", "/query/$expr/$and/1/$gt", "/filter/op_names", "/where/$expr/$eq"):
        assert kinds[place] in ("predicate", "value"), kinds
    assert kinds["/limit"] == "value"
    assert kinds["/query/$expr/$and/0/$eq/1/$literal"] == "value"


@pytest.mark.parametrize("backend", BACKENDS)
def test_measures_and_keys_know_where_they_are_from(backend: str) -> None:
    measures = 'aggregate count(where status = "error") as e, p95(latency)'
    text = f"{measures} by trace_name, status every day from 2025-10-01 having e > 3"
    compiled = wq.compile(wq.read_query(text, "p").request, backend, source_map=True)
    places = {words(each): sql for each, sql in sources(compiled) if each.kind == "column"}
    clauses = ("day", "trace_name", "status", 'count(where status = "error") as e', "p95(latency)")
    assert set(places) == set(clauses)
    assert "m2_" in places["p95(latency)"]
    predicates = [words(each) for each, _ in sources(compiled) if each.kind == "predicate"]
    assert sorted(set(predicates)) == ["e > 3", "from 2025-10-01", 'status = "error"']
    stats = wq.compile(wq.read_query("stats latency p50, total_cost last 1d", "p"), backend, source_map=True)
    assert {words(each) for each, _ in sources(stats) if each.kind == "column"} >= {"latency p50", "total_cost"}
    in_json = wq.parse_request("aggregate", {"project_id": "p", "dimensions": [{"field": "status"}]})
    keys = [each for each, _ in sources(wq.compile(in_json, backend, source_map=True)) if each.kind == "column"]
    assert "/dimensions/0" in {str(key.at) for key in keys}


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("pretty", [False, True])
def test_sort_keys_and_selected_columns_know_where_they_are_from(backend: str, pretty: bool) -> None:
    text = "calls sort by latency desc, inputs.n, feedback.[x].payload.a select op, latency, inputs.n, cost, op_name"
    request = wq.read_query(text.replace("feedback.[x]", 'feedback["x"]'), "p").request
    compiled = wq.compile(request, backend, source_map=True, pretty=pretty)
    assert compiled.sql == wq.compile(request, backend, pretty=pretty).sql
    of_calls, of_costs = (places_of(each, "column") for each in (compiled["calls"], compiled["costs"]))
    assert set(of_calls) == {"op", "latency", "inputs.n", "op_name"}
    assert of_calls["op"] == of_calls["op_name"]
    assert "inputs" in of_calls["inputs.n"][0]
    assert len(of_calls["inputs.n"]) == 1
    assert "weave_latency_ms" in of_calls["latency"][0]
    assert set(of_costs) == {"cost"}
    assert len(of_costs["cost"]) > 10
    keys = places_of(compiled["calls"], "order")
    assert set(keys) == {"latency", "inputs.n", 'feedback["x"].payload.a'}
    assert any(each.endswith(" DESC") or " DESC NULLS LAST" in each for each in keys["latency"])
    assert len(keys["inputs.n"]) >= 3  # what a document has is put in order by class, number and text


@pytest.mark.parametrize("backend", BACKENDS)
def test_keys_of_every_kind_that_has_an_order_are_told(backend: str) -> None:
    for text, asked in (
        ("feedback sort by created_at desc select id, payload.a", {"created_at": 1, "id": 1, "payload.a": 1}),
        ("threads sort by turn_count desc, last_updated", {"turn_count desc": 1, "last_updated": 1}),
        ("aggregate count() as n by status sort by n desc, status", {"n desc": 1, "status": 2, "count() as n": 1}),
    ):
        compiled = wq.compile(wq.read_query(text, "p"), backend, source_map=True)
        told = {name: places_of(compiled.queries[0], "column").get(name, []) for name in asked}
        for name, found in places_of(compiled.queries[0], "order").items():
            told[name] += found
        assert {name: len(found) for name, found in told.items()} == asked, (text, told)
    in_json = wq.CallsQueryReq(
        project_id="p", sort_by=[{"field": "latency_ms", "direction": "asc"}], columns=["inputs"]
    )
    kinds = {str(each.at): each.kind for each, _ in sources(wq.compile(in_json, backend, source_map=True))}
    assert kinds["/sort_by/0/field"] == "order"
    assert kinds["/columns/0"] == "column"
    plain = wq.compile(wq.CallsQueryReq(project_id="p"), backend, source_map=True)
    assert {each.kind for each, _ in sources(plain)} <= {"predicate", "value"}  # nobody asked for an order


def places_of(query: wq.CompiledQuery, kind: str) -> dict[str, list[str]]:
    """What stands in a statement for the words of the text, of one kind of source."""
    found: dict[str, list[str]] = {}
    for each in query.sources or ():
        if each.kind == kind:
            found.setdefault(words(each), []).append(query.sql[each.start : each.end])
    return found


def words(source: Source) -> str:
    """What is written where a source comes from."""
    assert isinstance(source.at, Span)
    return source.at.text


def leaves(expr: ast.Expr) -> Iterator[ast.Expr]:
    """Conditions that are none of others."""
    match expr:
        case ast.And() | ast.Or() | ast.Not():
            for child in children(expr):
                yield from leaves(child)
        case _:
            yield expr


def condition(random: Random, depth: int) -> Any:
    if depth == 0:
        field = {
            "$getField": random.choice(
                ("inputs.a", "inputs.b.0", "output", "latency_ms", "status", "started_at", "cost")
            )
        }
        other = {"$getField": random.choice(("inputs.c", "attributes.d"))}
        match random.randrange(8):
            case 0:
                return {random.choice(("$eq", "$gt", "$lte", "$ne")): [field, random.choice((1, "a", 2.5, True, None))]}
            case 1:
                return {"$in": [field, ["a", 1, None]]}
            case 2:
                return {"$contains": {"input": field, "substr": "x", "case_insensitive": random.random() < 0.5}}
            case 3:
                return {"$convert": {"input": other, "to": "exists"}}
            case 4:
                return {"$gt": [{"$add": [other, 1]}, {"$size": {"$getField": "inputs.l"}}]}
            case 5:
                where = {"$eq": [{"$getField": "$$this.role"}, "tool"]}
                return {"$anyElement": {"input": {"$getField": "inputs.l"}, "where": where}}
            case 6:
                return {"$eq": [{"$getField": "feedback.[x].payload.a"}, 3]}
            case _:
                return {"$eq": [other, {"$getField": "output.x"}]}
    kind = random.choice(("$and", "$or", "$not"))
    return {kind: [condition(random, depth - 1) for _ in range(1 if kind == "$not" else 2)]}


@pytest.mark.parametrize("backend", BACKENDS)
def test_every_predicate_of_random_conditions_stands_in_the_sql(backend: str) -> None:
    random = Random(f"sources {backend}")
    checked = 0
    for _ in range(25):
        request = wq.CallsQueryReq(
            project_id="p", query=wq.Query({"$expr": condition(random, random.choice((0, 1, 2)))})
        )
        pretty = random.random() < 0.5
        try:
            plain = wq.compile(request, backend, pretty=pretty)
        except RequestError:
            continue
        compiled = wq.compile(request, backend, pretty=pretty, source_map=True)
        assert compiled.sql == plain.sql
        told = [each.at for each, _ in sources(compiled) if each.kind == "predicate"]
        assert request.query is not None
        for leaf in leaves(request.query.expr):
            # What no row satisfies is not asked of the database, and what is beside it perhaps neither.
            if not compiled.warnings:
                assert leaf.at in told, (leaf, compiled.sql)
                checked += 1
        for statement in compiled:
            assert isinstance(statement.sources, SourceMap)
            for each in statement.sources:
                assert 0 <= each.start < each.end <= len(statement.sql)
                at = statement.sources.at(each.start)
                assert at is not None
                assert at.start >= each.start or at == each
    assert checked > 20


def test_a_position_leads_to_the_innermost_source() -> None:
    compiled = wq.compile(wq.CallsQueryReq(project_id="p"), "duckdb", where='inputs.a = "x"', source_map=True)
    (query,) = compiled
    assert query.sources is not None
    (value,) = [each for each in query.sources if each.kind == "value"]
    found = query.sources.at(value.start)
    assert found == value
    assert isinstance(found.at, Span)
    assert found.at.text == '"x"'
    assert [each.kind for each in query.sources.of(value.at)] == ["value"]
    assert query.sources.at(0) is None
    assert wq.compile(wq.CallsQueryReq(project_id="p"), "duckdb").queries[0].sources is None
