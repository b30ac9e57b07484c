"""`parse_request`: whatever comes in, a request or one of our errors comes out, and the error says where."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from weave_query.api import compile
from weave_query.errors import LimitError, ParseError, RequestError, SettingsError
from weave_query.requests import REQUESTS, CallsQueryReq, CallStatsReq, Request, parse_request

CASES = Path(__file__).parent.parent / "data" / "cases.jsonl.gz"


def refused(kind: str, body: Any, **options: Any) -> RequestError:
    with pytest.raises(RequestError) as caught:
        parse_request(kind, body, **options)
    return caught.value


def query(operand: object) -> dict[str, Any]:
    return {"project_id": "p", "query": {"$expr": operand}}


def test_bytes_text_and_a_decoded_body_give_the_same_request() -> None:
    body = {"project_id": "é", "filter": {"op_names": ["a"]}, "limit": 5}
    text = json.dumps(body, ensure_ascii=False)
    expected = CallsQueryReq(project_id="é", filter={"op_names": ["a"]}, limit=5)  # type: ignore[arg-type]
    forms: list[Any] = [body, text, text.encode(), bytearray(text.encode()), MappingProxyType(body)]
    for form in forms:
        assert parse_request("calls_query", form) == expected


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("raise", "this is `raise`"),
        ("ignored", "this is `ignored`; nearest: `ignore`"),
        (None, "a Python `NoneType`"),
        ([], "a Python `list`"),
    ],
)
def test_what_becomes_of_unknown_keys_is_one_of_two_words(given: Any, told: str) -> None:
    with pytest.raises(SettingsError, match="`unknown_keys` is `error` or `ignore`, this is") as caught:
        parse_request("calls_query", {"project_id": "p", "limt": 1}, unknown_keys=given)
    assert str(caught.value).endswith(told)


def recorded() -> list[dict[str, Any]]:
    with gzip.open(CASES, "rt", encoding="utf-8") as lines:
        return [case for case in map(json.loads, lines) if case["kind"] in REQUESTS]


def places(request: Request) -> list[str]:
    return [str(warning.at) for warning in request.warnings]


def answered_by_the_service(case: dict[str, Any]) -> bool:
    return "error" not in case["expected"]


def test_every_recorded_request_that_the_service_answered_parses_when_unknown_keys_are_ignored() -> None:
    answered = list(filter(answered_by_the_service, recorded()))
    assert len(answered) > 150
    requests = [parse_request(case["kind"], json.dumps(case["request"]), unknown_keys="ignore") for case in answered]
    assert [places(request) for request in requests if request.warnings] == [["/filter/nope"], ["/nope"]]


def test_a_recorded_request_is_only_refused_where_the_service_failed_too_or_for_an_unknown_key() -> None:
    told = set()
    for case in recorded():
        try:
            parse_request(case["kind"], case["request"])
        except RequestError as error:
            told.add((str(error.at), answered_by_the_service(case)))
    assert told == {
        ("/filter/nope", True),
        ("/nope", True),
        ("/query/$expr/$or", False),
        ("/sort_by/0/direction", False),
        ("/call_metrics/0/percentiles/0", False),
        ("/granularity", False),
        ("/limit", False),
        ("/rating_min", False),
        ("/group_by/0", False),
    }


def test_an_unknown_kind_names_the_nearest() -> None:
    error = refused("call_query", {})
    assert str(error).startswith("WQ101: `call_query` is not a kind of request; nearest: `calls_query`")
    assert "there are `calls_query`" in str(refused("zzzz", {}))


BAD_BODIES: list[tuple[Any, str, str]] = [
    (b'{"project_id": "\xff"}', "", "not UTF-8 at byte 16"),
    (b"\xef\xbb\xbf{}", "", "line 1, column 1"),
    ("", "", "not JSON"),
    ('{"project_id": "p"', "", "not JSON"),
    ('{"project_id":\n "p",}', "", "at line 2, column"),
    ('{"project_id": "p"} x', "", "not JSON"),
    ('{"project_id": "a\nb"}', "", "a text goes over the end of its line"),
    ("[]", "", "a request is an object, this is a list"),
    ("null", "", "a request is an object, this is null"),
    ('"x"', "", "a request is an object, this is text"),
    ('{"limit": NaN}', "/limit", "not finite"),
    ('{"a": [1, {"b": -Infinity}]}', "/a/1/b", "not finite"),
    ('{"limit": 1e999}', "/limit", "beyond the range of a double"),
    ('{"limit": ' + "9" * 5000 + "}", "/limit", "beyond the range of a double"),
    ('{"limit": -' + "9" * 309 + "}", "/limit", "beyond the range of a double"),
    ('{"project_id": "p", "project_id": "q"}', "/project_id", "stands twice"),
    ('{"filter": {"a/b": [{"x": 1, "x": 2}]}}', "/filter/a~1b/0/x", "stands twice"),
    ('{"project_id": "a\\u0000b"}', "/project_id", "NUL"),
    ('{"filter": {"op_names": ["\\ud83d"]}}', "/filter/op_names/0", "lone surrogate"),
    ('{"nope": [0, "\\udc00\\ud800"]}', "/nope/1", "lone surrogate"),
    ('{"no\\u0000pe": 1}', "/no\\x00pe", "NUL"),
    ('{"x": {"\\ud800": 1}}', "/x/\\ud800", "lone surrogate"),
    ({"project_id": {1: 2}}, "/project_id", "a key is text, this is a number"),
    ({None: 1}, "", "a key is text, this is null"),
    ({"project_id": b"p"}, "/project_id", "a Python `bytes` is not a JSON value"),
    ({"start": datetime(2026, 3, 7)}, "/start", "a Python `datetime` is not a JSON value"),
    ({"limit": 10**400}, "/limit", "beyond the range of a double"),
    ({"x": [float("inf")]}, "/x/0", "not finite"),
    ({"x": {"y": {1, 2}}}, "/x/y", "a Python `set` is not a JSON value"),
    ([{"project_id": "p"}], "", "a request is an object, this is a list"),
    (5, "", "a request is an object, this is a number"),
    (None, "", "a request is an object, this is null"),
]


@pytest.mark.parametrize("unknown_keys", ["error", "ignore"])
@pytest.mark.parametrize(("body", "place", "fact"), BAD_BODIES)
def test_a_body_that_no_database_could_hold_is_refused_with_its_place(
    body: Any, place: str, fact: str, unknown_keys: str
) -> None:
    error = refused("calls_query", body, unknown_keys=unknown_keys)
    assert type(error) is ParseError
    assert str(error.at) == place
    assert fact in error.message


def test_a_paired_surrogate_is_one_character() -> None:
    assert parse_request("calls_query", '{"project_id": "\\ud83d\\ude00"}') == CallsQueryReq(project_id="😀")


def test_a_body_larger_than_the_limit_is_refused_unread_in_every_form() -> None:
    body = {"project_id": "é" * 50}
    text = json.dumps(body, ensure_ascii=False)
    size = len(text.encode())
    for form in (text, text.encode()):
        parse_request("calls_query", form, max_bytes=size)
        error = refused("calls_query", form, max_bytes=size - 1)
        assert isinstance(error, LimitError)
        assert error.limit == "request_bytes"
    parse_request("calls_query", body, max_bytes=size)
    assert isinstance(refused("calls_query", body, max_bytes=40), LimitError)
    assert isinstance(refused("calls_query", b"{" * (4 * 2**20 + 1)), LimitError)


def test_a_decoded_body_that_contains_itself_is_refused() -> None:
    body: dict[str, Any] = {"project_id": "p"}
    body["self"] = [body, body]
    error = refused("calls_query", body, max_bytes=100_000)
    assert isinstance(error, LimitError)
    assert error.limit == "request_bytes"


def nested_not(depth: int) -> object:
    operand: object = True
    for _ in range(depth):
        operand = {"$not": [operand]}
    return operand


def nested_and(depth: int) -> object:
    operand: object = True
    for _ in range(depth):
        operand = {"$and": [operand, True]}
    return operand


def nested_list(depth: int) -> object:
    operand: object = []
    for _ in range(depth):
        operand = [operand]
    return operand


def nested_object(depth: int) -> object:
    operand: object = {}
    for _ in range(depth):
        operand = {"a": operand}
    return operand


NESTS = [nested_not, nested_and, nested_list, nested_object]


@pytest.mark.parametrize("nest", NESTS)
def test_ten_thousand_levels_in_a_decoded_body_are_our_error(nest: Callable[[int], object]) -> None:
    deep = nest(10_000)
    for body in (query(deep), {"project_id": "p", "nope": deep}, {"project_id": "p", "filter": {"nope": deep}}):
        refused("calls_query", body)
    for key in ("project_id", "filter", "limit", "sort_by", "columns", "query"):
        refused("calls_query", {"project_id": "p", key: deep})


@pytest.mark.parametrize("opening", ['{"$not":[', '{"$and":[', "[", '{"a":'])
def test_ten_thousand_levels_in_a_text_are_a_limit_error(opening: str) -> None:
    closing = opening.translate(str.maketrans("{[", "}]", '"$notad:'))[::-1]
    for start in ('{"project_id":"p","query":{"$expr":', '{"project_id":"p","nope":{"x":'):
        error = refused("calls_query", start + opening * 10_000 + "true" + closing * 10_000 + "}}")
        assert isinstance(error, LimitError)
        assert error.limit == "depth"


def test_ten_thousand_levels_below_an_ignored_key_are_ignored_when_decoded() -> None:
    body = {"project_id": "p", "nope": nested_object(10_000)}
    assert places(parse_request("calls_query", body, unknown_keys="ignore")) == ["/nope"]


def test_a_query_deeper_than_the_parser_goes_is_a_limit_error_with_its_place() -> None:
    error = refused("calls_query", query(nested_not(200)))
    assert isinstance(error, LimitError)
    assert str(error.at) == "/query/$expr" + "/$not/0" * 100


def test_a_huge_integer_is_refused_everywhere() -> None:
    stats = {"project_id": "p", "start": "2026-03-07", "granularity": 10**400}
    for kind, body in (
        ("calls_query", query({"$eq": [{"$getField": "inputs.n"}, {"$literal": 10**400}]})),
        ("calls_query", query({"$getField": ["inputs", 10**400]})),
        ("calls_query", {"project_id": "p", "limit": 10**400}),
        ("calls_query", {"project_id": "p", "nope": -(10**400)}),
        ("call_stats", stats),
        ("call_stats", {**stats, "granularity": 10**300}),
        ("call_stats", {**stats, "granularity": None, "start": 10**400}),
    ):
        assert type(refused(kind, body)) is ParseError
    text = json.dumps(query({"$literal": 0})).replace(": 0}", ": 1" + "0" * 5000 + "}")
    assert str(refused("calls_query", text).at) == "/query/$expr/$literal"


def test_integers_keep_every_digit() -> None:
    request = parse_request("calls_query", '{"project_id": "p", "query": {"$expr": {"$literal": 9007199254740993}}}')
    assert isinstance(request, CallsQueryReq)
    assert request.query is not None
    assert request.query.to_json() == {"$expr": {"$literal": 9007199254740993}}


UNKNOWN = {
    "project_id": "p",
    "start": "2026-03-07T00:00:00Z",
    "nope": {"deep": [1]},
    "filter": {"op_names": ["a"], "op_name": 5},
    "usage_metrics": [{"metric": "total_tokens"}, {"metric": "total_cost", "agg": ["sum"], "a/b": 1}],
}


def test_unknown_keys_are_errors_with_the_nearest_key() -> None:
    error = refused("call_stats", UNKNOWN)
    assert [str(each.at) for each in (error, *error.others)] == [
        "/nope",
        "/filter/op_name",
        "/usage_metrics/1/agg",
        "/usage_metrics/1/a~1b",
    ]
    assert str(error.others[1]).startswith("WQ101 at /usage_metrics/1/agg: `agg` is not a key of `usage_metrics`")
    assert error.others[0].hint == "nearest: `op_names`"


def test_unknown_keys_can_be_ignored_and_are_told_as_warnings() -> None:
    request = parse_request("call_stats", UNKNOWN, unknown_keys="ignore")
    assert places(request) == ["/nope", "/filter/op_name", "/usage_metrics/1/agg", "/usage_metrics/1/a~1b"]
    assert request == CallStatsReq(
        project_id="p",
        start="2026-03-07T00:00:00Z",  # type: ignore[arg-type]
        filter={"op_names": ["a"]},  # type: ignore[arg-type]
        usage_metrics=[{"metric": "total_tokens"}, {"metric": "total_cost"}],  # type: ignore[list-item]
    )
    assert len(UNKNOWN) == 5, "the body of the caller is left alone"


def test_ignored_keys_beside_a_real_mistake_leave_only_the_mistake() -> None:
    error = refused("calls_query", {"project_id": 5, "nope": 1}, unknown_keys="ignore")
    assert (str(error.at), error.others) == ("/project_id", ())


def test_inside_the_query_an_unknown_key_is_always_an_error() -> None:
    contains = {"$contains": {"input": "a", "substr": "b", "case": True}}
    for operand, place in (
        ({"$eqq": [1, 2]}, "/query/$expr/$eqq"),
        (contains, "/query/$expr/$contains/case"),
    ):
        error = refused("calls_query", query(operand), unknown_keys="ignore")
        assert (str(error.at), type(error)) == (place, ParseError)
    beside = {"project_id": "p", "query": {"$expr": True, "nope": 1}}
    assert str(refused("calls_query", beside, unknown_keys="ignore").at) == "/query/nope"


SECRET = "hunter2-" * 20


@pytest.mark.parametrize(
    "body",
    [
        {"project_id": {SECRET: SECRET}},
        {"project_id": "p", "limit": SECRET, "offset": [SECRET], "include_costs": SECRET},
        {"project_id": "p", "sort_by": [{"field": "x", "direction": SECRET}], "columns": SECRET},
        {"project_id": "p", "filter": {"trace_roots_only": SECRET, "op_names": {"x": SECRET}}},
        query({"$eq": [SECRET]}),
        query({"$literal": [SECRET]}),
        query({"$getField": "feedback.[" + SECRET}),
        query({"$convert": {"input": 1, "to": SECRET}}),
        {SECRET: 1},
        '{"project_id": "' + SECRET,
        '{"project_id": "' + SECRET + '\\x"}',
        SECRET,
    ],
)
def test_no_message_repeats_a_value_of_the_request(body: Any) -> None:
    error = refused("calls_query", body)
    told = "".join(f"{each.message} {each.hint}" for each in (error, *error.others))
    assert SECRET not in told
    assert error.__context__ is None
    assert error.__cause__ is None


def calls_made(run: Callable[[], object]) -> int:
    made = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal made
        made += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(None)
    return made


def wide_query(size: int) -> dict[str, Any]:
    choices = [{"$literal": n} for n in range(size)]
    return query({"$and": [{"$in": [{"$getField": "inputs.n"}, choices]}] * 2 + [True] * size})


def wide_filter(size: int) -> dict[str, Any]:
    return {"project_id": "p", "filter": {"op_names": ["opé"] * size, "call_ids": ["c"] * size}}


def many_unknown(size: int) -> dict[str, Any]:
    return {"project_id": "p", "filter": {f"k{n}": [n] for n in range(size)}, **{f"u{n}": {} for n in range(size)}}


def many_wrong(size: int) -> dict[str, Any]:
    return {"project_id": "p", "filter": {"op_names": [5] * size}, "sort_by": [{}] * size}


def one_long_text(size: int) -> dict[str, Any]:
    return query({"$eq": [{"$getField": "a\\" * size}, "é" * size]})


@pytest.mark.parametrize("unknown_keys", ["error", "ignore"])
@pytest.mark.parametrize("make", [wide_query, wide_filter, many_unknown, many_wrong, one_long_text])
def test_the_work_is_linear_in_the_body(make: Callable[[int], dict[str, Any]], unknown_keys: Any) -> None:
    def work(size: int) -> int:
        text = json.dumps(make(size))

        def run() -> Request | RequestError:
            try:
                return parse_request("calls_query", text, unknown_keys=unknown_keys)
            except RequestError as error:
                return error

        run()
        return calls_made(run)

    assert work(2000) < 21 * work(100)


@pytest.mark.parametrize(
    ("kind", "body", "hint"),
    [
        ("aggregate", {"group_by": ["op"]}, "`dimensions` are what groups are by"),
        ("aggregate", {"metrics": []}, "`measures` are what is computed"),
        ("aggregate", {"sort_by": []}, "`order` sorts groups"),
        ("aggregate", {"granularity": 60}, "`bucket` has the width and the zone"),
        ("call_stats", {"start": "2025-11-01", "metrics": []}, "`call_metrics` and `usage_metrics` are what is asked"),
        ("trace_usage", {"trace_ids": ["t"]}, '`filter` has it: `{"filter": {"trace_ids": ...}}`'),
        ("call_stats", {"start": "2025-11-01", "call_metrics": [{"metric": "total_cost"}]}, "`usage_metrics` has it"),
        ("call_stats", {"start": "2025-11-01", "usage_metrics": [{"metric": "call_count"}]}, "`call_metrics` has it"),
        (
            "aggregate",
            {"measures": [{"function": "count", "value": {"$eq": [{"$getField": "status"}, {"$literal": "error"}]}}]},
            "`where` of the measure counts those that satisfy it",
        ),
    ],
)
def test_names_of_other_planners_are_told_with_ours(kind: Any, body: dict[str, Any], hint: str) -> None:
    with pytest.raises(RequestError) as raised:
        compile(parse_request(kind, {"project_id": "p", **body}), "duckdb")
    assert hint in str(raised.value)
