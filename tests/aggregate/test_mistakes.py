"""What is wrong with an aggregation is told with its place, and with what may have been meant."""

from __future__ import annotations

from typing import Any

import pytest

import weave_query as wq
from weave_query.errors import UnknownFieldError

RANGE = {"start": "2026-01-01", "end": "2026-02-01"}


def get(path: str) -> dict[str, Any]:
    return {"$getField": path}


def refused(**body: Any) -> wq.RequestError:
    with pytest.raises(wq.RequestError) as caught:
        wq.compile(wq.parse_request("aggregate", {"project_id": "p", **body}), "duckdb")
    return caught.value


@pytest.mark.parametrize(
    ("body", "code", "place", "said"),
    [
        ({"measures": [{"function": "summ"}]}, "WQ101", "/measures/0/function", "`sum`"),
        ({"measures": [{"function": "sum"}]}, "WQ101", "/measures/0", "`field` or `value`"),
        ({"measures": [{"function": "sum", "field": "op_name"}]}, "WQ202", "/measures/0/field", "holds text"),
        ({"measures": [{"function": "avg", "field": "started_at"}]}, "WQ202", "/measures/0/field", "holds times"),
        ({"measures": [{"function": "max", "field": "input_refs"}]}, "WQ202", "/measures/0/field", "holds a list"),
        ({"measures": [{"function": "sum", "field": "inptus.n"}]}, "WQ201", "/measures/0/field", "`inputs`"),
        ({"measures": [{"function": "percentile", "field": "duration"}]}, "WQ101", "/measures/0/percentile", "needs"),
        (
            {"measures": [{"function": "percentile", "field": "duration", "percentile": 101}]},
            "WQ101",
            "/measures/0/percentile",
            "from 0 to 100",
        ),
        (
            {"measures": [{"function": "avg", "field": "duration", "percentile": 5}]},
            "WQ101",
            "/measures/0/percentile",
            "of the function of that name",
        ),
        ({"measures": [{"function": "sum", "value": {"$size": get("inputs")}}]}, "WQ101", "/measures/0", "`name`"),
        (
            {"measures": [{"function": "sum", "value": {"$ad": [1, 2]}, "name": "x"}]},
            "WQ101",
            "/measures/0/value/$ad",
            "`$add`",
        ),
        (
            {"measures": [{"function": "count", "where": {"$expr": {"$eq": [get("stats"), 1]}}}]},
            "WQ201",
            "/measures/0/where/$expr/$eq/0/$getField",
            "`status`",
        ),
        ({"measures": [{"function": "count"}] * 2}, "WQ101", "/measures/1", "two columns have the name `count`"),
        ({"dimensions": [{"feild": "op_name"}]}, "WQ101", "/dimensions/0/feild", "`field`"),
        ({"dimensions": [{"field": "op_nam"}]}, "WQ201", "/dimensions/0/field", "`op_name`"),
        ({"dimensions": [{"field": "output_refs"}]}, "WQ202", "/dimensions/0/field", "`$size`"),
        ({"dimensions": [{"field": "op_name", "top": 0}]}, "WQ101", "/dimensions/0/top", "at least 1"),
        ({"dimensions": [{"field": "op_name", "top": 2, "by": "cuont"}]}, "WQ201", "/dimensions/0/by", "`count`"),
        ({"dimensions": [{"field": "op_name", "by": "count"}]}, "WQ101", "/dimensions/0/by", "`top`"),
        ({"dimensions": [{"value": {"$type": get("output")}}]}, "WQ101", "/dimensions/0", "`name`"),
        (
            {"dimensions": [{"field": "op_name", "value": {"$type": get("output")}}]},
            "WQ101",
            "/dimensions/0/value",
            "one of them is enough",
        ),
        ({"having": {"$expr": {"$gt": [get("coutn"), 1]}}}, "WQ201", "/having/$expr/$gt/0/$getField", "`count`"),
        (
            {"bucket": {}, **RANGE, "having": {"$expr": {"$gt": [get("bucket"), 1]}}},
            "WQ202",
            "/having/$expr/$gt/0/$getField",
            "not compared by a time",
        ),
        ({"order": [{"by": "cuont"}]}, "WQ201", "/order/0/by", "`count`"),
        ({"order": [{"by": "count", "direction": "down"}]}, "WQ101", "/order/0/direction", "`desc`"),
        ({"bucket": {"every": "mnth"}, **RANGE}, "WQ101", "/bucket/every", "`month`"),
        ({"bucket": {"every": 0}, **RANGE}, "WQ101", "/bucket/every", "at least 1 second"),
        ({"bucket": {"every": ["day"]}, **RANGE}, "WQ101", "/bucket/every", "this is a list"),
        ({"bucket": {"every": "day"}}, "WQ101", "/start", "buckets need the `start`"),
        ({"bucket": {"every": "day", "week_start": "sunday"}, **RANGE}, "WQ101", "/bucket/week_start", "of a `week`"),
        ({"bucket": {"every": "week", "week_start": "sonday"}, **RANGE}, "WQ101", "/bucket/week_start", "`sunday`"),
        ({"bucket": {"timezone": "Europe/Berln"}, **RANGE}, "WQ101", "/bucket/timezone", "`Europe/Berlin`"),
        ({"start": "2026-02-01", "end": "2026-01-01"}, "WQ101", "/end", "before its start"),
        ({"bucket": {"fill": True}, **RANGE, "limit": 5}, "WQ101", "/limit", "order of its own"),
        ({"bucket": {"fill": True}, **RANGE, "order": [{"by": "count"}]}, "WQ101", "/order", "order of its own"),
        (
            {"bucket": {"fill": True}, **RANGE, "having": {"$expr": {"$gt": [get("count"), 1]}}},
            "WQ101",
            "/having",
            "bring back",
        ),
        ({"limit": 0}, "WQ101", "/limit", "at least 1"),
        ({"time_field": "start_at"}, "WQ101", "/time_field", "`started_at`"),
    ],
)
def test_a_mistake_is_told_with_its_place(body: dict[str, Any], code: str, place: str, said: str) -> None:
    error = refused(**body)
    assert (error.code, str(error.at)) == (code, place)
    assert said in str(error)


def test_all_mistakes_are_told_together() -> None:
    error = refused(
        dimensions=[{"field": "op_nam"}],
        measures=[{"function": "sum", "field": "op_name"}],
        having={"$expr": {"$gt": [get("sum"), 1]}},
    )
    assert [str(each.at) for each in (error, *error.others)] == [
        "/dimensions/0/field",
        "/measures/0/field",
        "/having/$expr/$gt/0/$getField",
    ]


def test_a_condition_of_the_server_is_told_from_the_request() -> None:
    request = wq.AggregateReq(project_id="p", dimensions=[wq.Dimension(field="op_name")])
    with pytest.raises(UnknownFieldError) as caught:
        wq.compile(request, "duckdb", where={"$eq": [get("owner"), "me"]})
    assert caught.value.origin == "where"


def test_what_no_row_satisfies_is_a_warning_with_its_place() -> None:
    measure = {"function": "count", "where": {"$expr": {"$eq": [get("status"), "eror"]}}}
    body = {"project_id": "p", "dimensions": [{"field": "inputs.a[0]"}], "measures": [measure]}
    compiled = wq.compile(wq.parse_request("aggregate", body), "duckdb")
    assert [(each.code, str(each.at)) for each in compiled.warnings] == [
        ("WQ804", "/dimensions/0/field"),
        ("WQ803", "/measures/0/where/$expr/$eq"),
    ]
