"""`Query`: the expression inside a request, its JSON, its places, and its published schema."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weave_query.errors import LimitError, ParseError, RequestError
from weave_query.requests import CallsQueryReq, CallsQueryStatsReq, Query, TraceUsageReq, parse_request
from weave_query.syntax import parse
from weave_query.syntax.expr import AnyElement, Comparison, ComparisonOp, Expr, GetField, Literal, Not
from weave_query.syntax.json import OPERATORS
from weave_query.syntax.paths import parse_path

FIELD = {"$getField": "inputs.a"}

ACCEPTED: list[object] = [
    *[True, None, "x", "", 5, -0.5, {"$literal": None}, {"$literal": "x"}, {"$literal": 10**30}],
    *[FIELD, {"$getField": ["inputs", "a.b", 0, ""]}, {"$getField": ["id"]}, {"$getField": "a..b."}],
    *[{"$getField": "feedback.[a.b].payload.x"}, {"$getField": "feedback.[*]"}, {"$getField": "feedback.[]"}],
    *[{"$getField": "feedback"}, {"$getField": "\\.x"}, {"$getField": "feedback.[x]y]"}, {"$getField": "\n"}],
    *[{"$and": [FIELD]}, {"$or": [FIELD, True, 1]}, {"$not": FIELD}, {"$not": [FIELD]}, {"$not": [{"$not": 1}]}],
    *[{"$eq": [FIELD, None]}, {"$gt": [1, FIELD]}, {"$gte": ["a", "b"]}, {"$lt": [FIELD, FIELD]}, {"$lte": [1, 2]}],
    *[{"$in": [FIELD, []]}, {"$in": [FIELD, [1, "a", None, FIELD]]}, {"$in": [1, {"$literal": [1, {"$literal": 2}]}]}],
    *[{"$contains": {"input": FIELD, "substr": FIELD}}, {"$contains": {"input": "a", "substr": 5}}],
    {"$contains": {"input": FIELD, "substr": {"$literal": "x"}, "case_insensitive": True}},
    {"$contains": {"input": FIELD, "substr": "x", "case_insensitive": True}},
    {"$contains": {"input": FIELD, "substr": FIELD, "case_insensitive": False}},
    {"$contains": {"input": FIELD, "substr": FIELD, "case_insensitive": None}},
    *[{"$convert": {"input": FIELD, "to": to}} for to in ("double", "string", "int", "bool", "exists")],
    *[{"$size": FIELD}, {"$size": [FIELD]}, {"$size": "abc"}],
    *[{"$ne": [FIELD, None]}, {"$startsWith": [FIELD, "x"]}, {"$endsWith": [FIELD, FIELD]}, {"$type": FIELD}],
    *[{"$ifNull": [FIELD, FIELD, "x"]}, {"$add": [FIELD, 1, 2]}, {"$multiply": [1, 2]}, {"$type": [FIELD]}],
    *[{"$subtract": [FIELD, 1]}, {"$divide": [FIELD, FIELD]}, {"$regexMatch": {"input": FIELD, "regex": "^a+$"}}],
    {"$regexMatch": {"input": FIELD, "regex": {"$literal": "a"}, "case_insensitive": True}},
    {"$anyElement": {"input": FIELD, "where": {"$eq": [{"$getField": "$$this.role"}, "user"]}}},
    {"$allElements": {"input": FIELD, "where": {"$getField": ["$$this", "a", 0]}}},
]

REFUSED: list[object] = [
    *[{}, [], [FIELD], {"$foo": 1}, {"and": [1]}, {"$and": [1], "$or": [1]}, {"$eq": [1, 2], "x": 1}],
    *[{"$literal": []}, {"$literal": {}}, {"$literal": [1]}, {"$literal": {"$literal": 1}}],
    *[{"$getField": ""}, {"$getField": ".a"}, {"$getField": 5}, {"$getField": None}, {"$getField": []}],
    *[{"$getField": [0]}, {"$getField": [""]}, {"$getField": ["a", -1]}, {"$getField": ["a", 2**31]}],
    *[{"$getField": ["a", 0.5]}, {"$getField": ["a", True]}, {"$getField": ["a", None]}, {"$getField": {}}],
    *[{"$getField": "feedback.[a"}, {"$getField": "feedback.[a]b"}, {"$getField": "feedback.[a]\n"}],
    *[{"$and": []}, {"$or": []}, {"$and": FIELD}, {"$not": []}, {"$not": [1, 2]}, {"$not": [[1]]}],
    *[{"$eq": [1]}, {"$eq": [1, 2, 3]}, {"$eq": FIELD}, {"$eq": []}, {"$gt": {"a": 1}}, {"$lt": None}],
    *[{"$in": [FIELD]}, {"$in": [FIELD, 5]}, {"$in": [FIELD, FIELD]}, {"$in": [FIELD, [[1]]]}, {"$in": []}],
    *[{"$in": [FIELD, {"$literal": 5}]}, {"$in": [FIELD, {"$literal": [1], "x": 1}]}],
    *[{"$contains": [FIELD, "x"]}, {"$contains": {"input": FIELD}}, {"$contains": {"substr": "x"}}],
    {"$contains": {"input": FIELD, "substr": "x", "case": True}},
    {"$contains": {"input": FIELD, "substr": FIELD, "case_insensitive": True}},
    {"$contains": {"input": FIELD, "substr": "x", "case_insensitive": 1}},
    *[{"$convert": {"input": FIELD}}, {"$convert": {"input": FIELD, "to": "float"}}, {"$convert": FIELD}],
    *[{"$convert": {"input": FIELD, "to": None}}, {"$convert": {"input": FIELD, "to": "int", "x": 1}}],
    *[{"$size": []}, {"$size": [1, 2]}, {"$size": [[1]]}, {"$startsWith": [FIELD]}],
    *[{"$startsWith": FIELD}, {"$endsWith": [FIELD, "x", "y"]}, {"$ne": [FIELD]}, {"$type": []}, {"$ifNull": [FIELD]}],
    *[{"$add": [FIELD]}, {"$subtract": [1, 2, 3]}, {"$divide": 1}, {"$multiply": {}}, {"$ifNull": FIELD}],
    *[{"$anyElement": [FIELD, True]}, {"$anyElement": {"input": FIELD}}, {"$allElements": {"where": True}}],
    *[{"$regexMatch": {"input": FIELD}}, {"$regexMatch": {"input": FIELD, "regex": FIELD}}],
    *[{"$regexMatch": {"input": FIELD, "regex": 5}}, {"$regexMatch": [FIELD, "x"]}],
]


def schema_of_query() -> jsonschema.Draft202012Validator:
    schema = CallsQueryReq.model_json_schema()
    field = {**schema["properties"]["query"], "$defs": schema["$defs"]}
    jsonschema.Draft202012Validator.check_schema(field)
    return jsonschema.Draft202012Validator(field)


SCHEMA = schema_of_query()


def parses(operand: object) -> bool:
    try:
        Query({"$expr": operand})
    except RequestError:
        return False
    return True


@pytest.mark.parametrize("operand", ACCEPTED, ids=json.dumps)
def test_what_the_parser_takes_fits_the_schema(operand: object) -> None:
    assert parses(operand)
    assert SCHEMA.is_valid({"$expr": operand})


@pytest.mark.parametrize("operand", REFUSED, ids=json.dumps)
def test_what_the_parser_refuses_does_not_fit_the_schema(operand: object) -> None:
    assert not parses(operand)
    assert not SCHEMA.is_valid({"$expr": operand})


@pytest.mark.parametrize("query", [{}, [], 5, FIELD, {"$expr": 1, "x": 2}, {"$expr": []}])
def test_a_query_is_an_object_with_the_one_key_expr(query: object) -> None:
    with pytest.raises(ParseError):
        Query(query)
    assert not SCHEMA.is_valid(query)


def test_a_query_may_be_text_in_python_and_never_on_the_wire() -> None:
    assert Query("inputs.x = 1").to_json() == {"$expr": {"$eq": [{"$getField": "inputs.x"}, {"$literal": 1}]}}
    assert not SCHEMA.is_valid("inputs.x = 1")
    with pytest.raises(ParseError, match=r"this is text; .*`Query"):
        parse_request("calls_query", {"project_id": "p", "query": "inputs.x = 1"})


def test_the_schema_defines_every_operator_and_its_references_resolve() -> None:
    definitions = CallsQueryReq.model_json_schema(ref_template="#/components/schemas/{model}")["$defs"]
    keys = {key for each in definitions.values() for key in each.get("properties", {}) if key.startswith("$")}
    assert keys == set(OPERATORS)
    assert "#/$defs/" not in json.dumps(definitions)
    assert (
        TraceUsageReq.model_json_schema(mode="serialization")["$defs"]["Operand"]
        == (CallsQueryStatsReq.model_json_schema()["$defs"]["Operand"])
    )


texts = st.sampled_from(["", "a", "inputs.a", ".a", "feedback.[x].payload", "feedback.[x", "$literal", "double", "é\n"])
# Integral doubles are left out: a JSON schema cannot tell the index 1 from the number 1.0.
scalars = st.none() | st.booleans() | st.integers(-3, 2**31 + 1) | st.sampled_from([0.5, -1.25]) | texts
options = st.fixed_dictionaries(
    {},
    optional={
        "input": st.deferred(lambda: operands),
        "substr": st.deferred(lambda: operands),
        "case_insensitive": st.sampled_from([True, False, None, 1]),
        "to": st.sampled_from(["double", "exists", "float", None]),
        "x": scalars,
    },
)
bodies = st.deferred(lambda: operands | st.lists(operands, max_size=3) | options | st.lists(scalars, max_size=3))
operators = st.dictionaries(st.sampled_from([*OPERATORS, "$foo"]), bodies, max_size=2)
operands: st.SearchStrategy[Any] = st.recursive(
    scalars, lambda inner: operators | st.lists(inner, max_size=2), max_leaves=8
)


@settings(max_examples=400, deadline=None)
@given(operands)
def test_the_schema_and_the_parser_agree(operand: object) -> None:
    assert SCHEMA.is_valid({"$expr": operand}) == parses(operand)


def test_a_query_takes_json_or_an_expression_or_a_query() -> None:
    source = {"$expr": {"$eq": [FIELD, {"$literal": 1}]}}
    expr = Comparison(ComparisonOp.EQ, GetField(parse_path("inputs.a")), Literal(1))
    assert Query(source) == Query(expr) == Query(Query(source))
    assert hash(Query(source)) == hash(Query(expr))
    assert Query(source).expr == expr
    assert Query(expr).to_json() == source


def test_a_query_is_immutable() -> None:
    query = Query({"$expr": True})
    with pytest.raises(AttributeError):
        query.expr = Literal(False)  # type: ignore[misc]


@pytest.mark.parametrize("operand", ACCEPTED, ids=json.dumps)
def test_a_request_writes_the_query_that_it_read(operand: object) -> None:
    request = CallsQueryReq(project_id="p", query={"$expr": operand})  # type: ignore[arg-type]
    assert CallsQueryReq.model_validate_json(request.model_dump_json()) == request
    assert CallsQueryReq(**request.model_dump()) == request
    assert request.query is not None
    assert parse(request.query.to_json()) == request.query.expr


def test_the_deepest_query_that_parses_can_be_written() -> None:
    deep: object = FIELD
    for _ in range(98):
        deep = {"$contains": {"input": deep, "substr": "x"}}
    request = CallsQueryReq(project_id="p", query={"$expr": {"$not": [deep]}})  # type: ignore[arg-type]
    assert parse_request("calls_query", request.model_dump_json()) == request


def places(request: CallsQueryReq) -> tuple[str, str]:
    assert request.query is not None
    node = request.query.expr
    assert isinstance(node, Comparison)
    return str(node.at), str(node.left.at)


def test_every_node_of_a_request_knows_its_place_in_that_request() -> None:
    source = {"$expr": {"$eq": [FIELD, 1]}}
    expected = ("/query/$expr/$eq", "/query/$expr/$eq/0/$getField")
    expr: Expr = Comparison(ComparisonOp.EQ, GetField(parse_path("inputs.a")), Literal(1))
    for query in (source, Query(source), expr):
        assert places(CallsQueryReq(project_id="p", query=query)) == expected  # type: ignore[arg-type]


def test_an_error_inside_the_query_has_the_place_in_the_request() -> None:
    with pytest.raises(ParseError) as caught:
        CallsQueryReq(project_id="p", query={"$expr": {"$and": [True, {"$eq": [1]}]}})  # type: ignore[arg-type]
    assert str(caught.value) == "WQ101 at /query/$expr/$and/1/$eq: `$eq` requires two operands, there is 1"
    with pytest.raises(ParseError) as caught:
        CallsQueryReq(project_id="p", query={"$eq": [1, 1]})  # type: ignore[arg-type]
    assert str(caught.value.at) == "/query"
    assert caught.value.hint == 'wrap the operator: `{"$expr": ...}`'


def test_an_expression_of_a_model_is_parsed_again_for_its_places() -> None:
    extension = AnyElement(GetField(parse_path("inputs.a")), Literal(True))
    request = CallsQueryReq(project_id="p", query=Query(extension))
    assert request.query is not None
    assert request.query.expr == extension
    assert str(request.query.expr.at) == "/query/$expr/$anyElement"


def test_an_expression_too_deep_to_write_is_a_limit_error() -> None:
    deep: Expr = Literal(True)
    for _ in range(5000):
        deep = Not(deep)
    with pytest.raises(LimitError) as caught:
        CallsQueryReq(project_id="p", query=deep)  # type: ignore[arg-type]
    assert caught.value.limit == "depth"
