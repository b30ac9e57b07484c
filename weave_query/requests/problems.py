"""Room 2: between pydantic's errors and ours. A `ValidationError` and the body it judged in, `RequestError`s out.

Validators of this room raise our errors wrapped by `carried`, so that they pass through pydantic whole and a web
framework can still write pydantic's own list of errors as JSON. No message repeats a value of the request.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from weave_query.errors import ROOT, LimitError, Location, ParseError, RequestError, nearest

# Enough to mend a request by; a hostile body could hold a million mistakes.
MAX_PROBLEMS = 100
_CARRIED = "weave_query"


def carried(error: RequestError, below: Location = ROOT) -> PydanticCustomError:
    """Our error in a form that pydantic keeps as it is. below: the place of the field, which pydantic will add."""
    place = list(error.at.tokens[len(below.tokens) :]) if error.at is not None else []
    limit = error.limit if isinstance(error, LimitError) else None
    content = {"message": error.message, "hint": error.hint, "limit": limit, "at": place}
    return PydanticCustomError(error.code, str(error).removeprefix(error.code).lstrip(": "), {_CARRIED: content})


def problems_of(found: ValidationError, body: Mapping[str, Any]) -> list[RequestError]:
    """Each wrong place of `body` as one error of ours, in pydantic's order, at most MAX_PROBLEMS."""
    problems: dict[tuple[str | int, ...], RequestError] = {}
    for row in found.errors(include_url=False)[:MAX_PROBLEMS]:
        problem = _problem(row, _place(row, body))
        place = problem.at.tokens if problem.at is not None else ()
        problems.setdefault(place, problem)
    return list(problems.values())


def json_type(value: object) -> str:
    """What a value is, in the words of JSON."""
    if value is None:
        return "null"
    for types, name in _JSON_TYPES:
        if isinstance(value, types):
            return name
    return f"a Python `{type(value).__name__}`"


_JSON_TYPES: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, "a boolean"),
    ((int, float), "a number"),
    (str, "text"),
    (Mapping, "an object"),
    (list, "a list"),
)


def _place(row: ErrorDetails, body: Mapping[str, Any]) -> Location:
    """The part of pydantic's `loc` that exists in the body: it also names validators and members of unions."""
    at = ROOT
    value: Any = body
    last = len(row["loc"]) - 1
    for position, token in enumerate(row["loc"]):
        if isinstance(value, Mapping) and token in value:
            at, value = at.child(token), value[str(token)]
        elif isinstance(value, (list, tuple)) and isinstance(token, int) and token < len(value):
            at, value = at.child(token), value[token]
        elif row["type"] == "missing" and position == last:
            at = at.child(token)
    return at


def _problem(row: ErrorDetails, at: Location) -> RequestError:
    content = row.get("ctx", {}).get(_CARRIED)
    if content is None:
        return ParseError(_message(row), at=at, hint=_hint(row))
    for token in content["at"]:
        at = at.child(token)
    if content["limit"] is not None:
        return LimitError(content["limit"], content["message"], at=at, hint=content["hint"])
    return ParseError(content["message"], at=at, hint=content["hint"])


def _message(row: ErrorDetails) -> str:
    kind = row["type"]
    context = row.get("ctx", {})
    if kind == "missing":
        return f"the key `{row['loc'][-1]}` is required"
    if kind == "string_unicode":
        return "the text has a lone surrogate (U+D800 to U+DFFF)"
    if kind in {"literal_error", "enum"}:
        return "the value is not one of " + ", ".join(f"`{name}`" for name in _allowed(row))
    for bound, words in _BOUNDS.items():
        if bound in context:
            return f"the number must be {words} {_plain(context[bound])}"
    expected = _EXPECTED.get(kind.split("_")[0], "what this key holds")
    if kind.endswith("_type"):
        return f"{expected} is required, this is {json_type(row['input'])}"
    return f"the value is not {expected}"


def _plain(bound: float) -> float:
    return int(bound) if bound == int(bound) else bound


def _hint(row: ErrorDetails) -> str | None:
    if row["type"] == "missing" and (example := _MEMBERS.get(str(row["loc"][-1]))):
        return f"it is written as in `{example}`"
    if row["type"] in {"literal_error", "enum"} and isinstance(row["input"], str):
        return _in_other_list(row) or nearest(row["input"], _allowed(row))
    if row["type"] == "model_type" and (form := FORMS.get(row["ctx"]["class_name"])):
        return f"it is written as in `{form}`"
    if row["type"] == "list_type" and (model := _LISTS.get(str(row["loc"][-1]))):
        return f"it is written as in `[{FORMS[model]}]`"
    return _TIME if row["type"].startswith("datetime") or row["type"] == "timezone_aware" else None


def _in_other_list(row: ErrorDetails) -> str | None:
    """Of a metric of calls among those of usage, or the other way round."""
    from weave_query.requests.stats import CallMetricSpec, UsageMetricSpec

    others: dict[str, tuple[str, type[BaseModel]]] = {
        "call_metrics": ("usage_metrics", UsageMetricSpec),
        "usage_metrics": ("call_metrics", CallMetricSpec),
    }
    if (found := others.get(str(row["loc"][0]))) is None:
        return None
    name, model = found
    return f"`{name}` has it" if row["input"] in get_args(model.model_fields["metric"].annotation) else None


def _allowed(row: ErrorDetails) -> list[str]:
    return re.findall(r"'([^']*)'", str(row.get("ctx", {}).get("expected", "")))


FORMS = {
    "CallsFilter": '{"trace_roots_only": true}',
    "SortBy": '{"field": "started_at", "direction": "desc"}',
    "CallMetricSpec": '{"metric": "latency_ms", "percentiles": [95]}',
    "UsageMetricSpec": '{"metric": "total_cost"}',
    "FeedbackMetricSpec": '{"json_path": "output.score"}',
    "ThreadsQueryFilter": '{"thread_ids": ["a"]}',
    "Bucket": '{"every": "day", "timezone": "Europe/Berlin"}',
    "Dimension": '{"field": "trace_name"}',
    "Measure": '{"function": "avg", "field": "latency_ms"}',
    "OrderBy": '{"by": "count", "direction": "desc"}',
}
"""An object inside a request, as an error shows it: by the name of its model."""
_LISTS = {
    "sort_by": "SortBy",
    "dimensions": "Dimension",
    "measures": "Measure",
    "order": "OrderBy",
    "call_metrics": "CallMetricSpec",
    "usage_metrics": "UsageMetricSpec",
    "metrics": "FeedbackMetricSpec",
}
_MEMBERS = {
    "project_id": '"project_id": "entity/project"',
    "start": '"start": "2026-03-07T09:00:00Z"',
    "call_ids": '"call_ids": ["019a104b-e1a0-7000-8000-0000c7e9e3ce"]',
    "after_ms": '"after_ms": 1772874000000',
    "before_ms": '"before_ms": 1772960400000',
}
"""Keys that a request cannot do without, as an error shows them with a value."""
_TIME = "a time is written as in `2026-03-07T09:00:00Z`, or as `2026-03-07`, its midnight in UTC"
_BOUNDS = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
_EXPECTED = {
    "string": "text",
    "int": "an integer",
    "float": "a number",
    "finite": "a finite number",
    "bool": "true or false",
    "datetime": "a time in ISO 8601",
    "list": "a list",
    "dict": "an object",
    "model": "an object",
}
