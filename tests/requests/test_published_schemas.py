"""The JSON schemas of our models are the published ones: names, types, required keys, defaults, enums, bounds."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import BaseModel

from weave_query.errors import RequestError
from weave_query.requests import (
    CallStatsReq,
    CallStatsRes,
    FeedbackAggregateReq,
    FeedbackAggregateRes,
    parse_request,
)

FOLDER = Path(__file__).parent.parent / "data" / "schemas"
# These two belong to the web framework; `RequestError.detail` is held against them below.
FRAMEWORK = {"HTTPValidationError", "ValidationError"}
CASES = [
    ("call_stats", [CallStatsReq, CallStatsRes]),
    ("feedback_aggregate", [FeedbackAggregateReq, FeedbackAggregateRes]),
]


def published(name: str) -> dict[str, Any]:
    schemas: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return {key: schema for key, schema in schemas.items() if key not in FRAMEWORK}


def ours(models: list[type[BaseModel]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for model in models:
        schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
        found |= schema.pop("$defs", {})
        found[model.__name__] = schema
    return found


def comparable(schema: Any) -> Any:
    """Without descriptions and without `default: null`, which the published schemas leave out."""
    if isinstance(schema, list):
        return [comparable(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: value for key, value in schema.items() if not (key == "description" and isinstance(value, str))}
    if "default" in kept and kept["default"] is None:
        del kept["default"]
    if "required" in kept:
        kept["required"] = sorted(kept["required"])
    return {key: comparable(value) for key, value in kept.items()}


@pytest.mark.parametrize(("name", "models"), CASES)
def test_our_models_have_the_published_schema(name: str, models: list[type[BaseModel]]) -> None:
    assert comparable(ours(models)) == comparable(published(name))


def test_the_published_files_hold_no_descriptions_and_every_component() -> None:
    assert set(published("call_stats")) == {
        "CallStatsReq",
        "CallStatsRes",
        "CallMetricSpec",
        "UsageMetricSpec",
        "CallsFilter",
        "AggregationType",
    }
    assert set(published("feedback_aggregate")) == {
        "FeedbackAggregateReq",
        "FeedbackAggregateRes",
        "FeedbackAggregateBucket",
    }
    assert len(published("call_stats")["CallsFilter"]["properties"]) == 11


def drop_an_enum_value(schemas: dict[str, Any]) -> None:
    schemas["AggregationType"]["enum"].remove("count_true")


def add_a_metric(schemas: dict[str, Any]) -> None:
    schemas["UsageMetricSpec"]["properties"]["metric"]["enum"].append("requests")


def change_a_default(schemas: dict[str, Any]) -> None:
    schemas["CallStatsReq"]["properties"]["timezone"]["default"] = "Europe/Berlin"


def change_the_default_aggregation(schemas: dict[str, Any]) -> None:
    schemas["CallMetricSpec"]["properties"]["aggregations"]["default"] = []


def lose_a_key(schemas: dict[str, Any]) -> None:
    del schemas["CallsFilter"]["properties"]["wb_run_ids"]


def allow_unknown_keys(schemas: dict[str, Any]) -> None:
    del schemas["CallsFilter"]["additionalProperties"]


def require_another_key(schemas: dict[str, Any]) -> None:
    schemas["CallStatsReq"]["required"].append("end")


def change_a_type(schemas: dict[str, Any]) -> None:
    schemas["CallStatsReq"]["properties"]["granularity"]["anyOf"][0]["type"] = "number"


def refuse_null(schemas: dict[str, Any]) -> None:
    schemas["CallStatsReq"]["properties"]["end"]["anyOf"].pop()


def change_a_format(schemas: dict[str, Any]) -> None:
    del schemas["CallStatsReq"]["properties"]["start"]["format"]


CHANGES_OF_STATS = [
    drop_an_enum_value,
    add_a_metric,
    change_a_default,
    change_the_default_aggregation,
    lose_a_key,
    allow_unknown_keys,
    require_another_key,
    change_a_type,
    refuse_null,
    change_a_format,
]


@pytest.mark.parametrize("change", CHANGES_OF_STATS)
def test_the_comparison_sees_a_change(change: Callable[[dict[str, Any]], None]) -> None:
    changed = copy.deepcopy(published("call_stats"))
    change(changed)
    assert comparable(ours([CallStatsReq, CallStatsRes])) != comparable(changed)


@pytest.mark.parametrize("bound", ["maximum", "minimum"])
def test_the_comparison_sees_a_changed_bound(bound: str) -> None:
    changed = copy.deepcopy(published("feedback_aggregate"))
    changed["FeedbackAggregateReq"]["properties"]["rating_max"]["anyOf"][0][bound] = 5
    assert comparable(ours([FeedbackAggregateReq, FeedbackAggregateRes])) != comparable(changed)


def test_a_list_without_a_published_default_is_empty_when_left_out() -> None:
    request = FeedbackAggregateReq(project_id="p", after_ms=0, before_ms=1)
    lists = (request.group_by, request.feedback_types, request.monitor_ids, request.scorer_ids)
    assert (*lists, request.span_agent_names, request.span_types, request.tags) == ([],) * 7


@pytest.mark.parametrize("file", ["call_stats", "feedback_aggregate"])
def test_the_detail_of_an_error_has_the_published_shape(file: str) -> None:
    schemas = json.loads((FOLDER / f"{file}.json").read_text(encoding="utf-8"))
    shape = {"$ref": "#/components/schemas/HTTPValidationError", "components": {"schemas": schemas}}
    body = {"sort_by": [{"field": "x", "direction": "up"}], "query": {"$expr": {"$and": [1, {"$eq": [1]}]}}, "nope": 1}
    with pytest.raises(RequestError) as caught:
        parse_request("calls_query", body)
    detail = caught.value.detail()
    jsonschema.Draft202012Validator(shape).validate(detail)
    assert json.loads(json.dumps(detail)) == detail
    assert [row["loc"] for row in detail["detail"]] == [
        ["body", "nope"],
        ["body", "project_id"],
        ["body", "query", "$expr", "$and", 1, "$eq"],
        ["body", "sort_by", 0, "direction"],
    ]


def test_the_check_of_the_published_shape_can_fail() -> None:
    schemas = json.loads((FOLDER / "call_stats.json").read_text(encoding="utf-8"))
    shape = {"$ref": "#/components/schemas/HTTPValidationError", "components": {"schemas": schemas}}
    wrong = {"detail": [{"loc": "body", "msg": "no", "type": "WQ101"}]}
    assert not jsonschema.Draft202012Validator(shape).is_valid(wrong)
