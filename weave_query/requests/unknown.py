"""Room 2: the keys of a body that its model does not have. They are an error, or left out and told as warnings.

Only the model's own structure is walked: inside `query` it is the parser of the language that knows the keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from weave_query.errors import ROOT, Location, ParseError, nearest, shown


class UnknownKeyError(ParseError):
    """A key that an object of a request does not have. kinds: the kinds of requests that have it."""

    def __init__(self, message: str, *, at: Location, hint: str | None = None, kinds: tuple[str, ...] = ()) -> None:
        super().__init__(message, at=at, hint=hint)
        self.kinds = kinds


_DIMENSIONS = '`dimensions` are what groups are by, as in `[{"field": "trace_name"}]`'
_MEASURES = '`measures` are what is computed, as in `[{"function": "avg", "field": "latency_ms"}]`'
# Names that other planners have for a key, by the kind of the request.
_SORTED = '`order` sorts groups, as in `[{"by": "count", "direction": "desc"}]`'
_BUCKET = '`bucket` has the width and the zone, as in `{"every": "day", "timezone": "Europe/Berlin"}`'
_CALL_METRICS = (
    '`call_metrics` and `usage_metrics` are what is asked, as in `[{"metric": "latency_ms", "percentiles": [95]}]`'
)
_MEANT = {
    "call_stats": dict.fromkeys(("metrics", "measures", "aggregations"), _CALL_METRICS),
    "aggregate": {
        **dict.fromkeys(("sort_by", "order_by", "orderBy", "sort"), _SORTED),
        **dict.fromkeys(("granularity", "timezone", "interval", "buckets"), _BUCKET),
        **dict.fromkeys(("group_by", "groupby", "groupBy", "groups", "by"), _DIMENSIONS),
        **dict.fromkeys(("metrics", "aggregations", "aggregates", "call_metrics", "usage_metrics"), _MEASURES),
    },
}
Unknown = list[tuple[Location, type[BaseModel]]]


def without_unknown_keys(model: type[BaseModel], body: Mapping[str, Any]) -> tuple[dict[str, Any], Unknown]:
    """The body with the keys of `model` and of the models inside it, and the places of all other keys."""
    unknown: Unknown = []
    return _known(model, body, ROOT, unknown), unknown


def unknown_key(at: Location, model: type[BaseModel]) -> UnknownKeyError:
    """The error for one key that `model` does not have: the kinds of requests that have it, else the nearest."""
    name, kind = str(at.token), getattr(model, "kind", None)
    meant = _MEANT.get(kind, {}).get(name) if kind is not None else None
    kinds = _kinds_with(name) if kind is not None and meant is None else ()
    filter = _models_inside(model).get("filter")
    if meant is None and not kinds and filter is not None and name in filter.model_fields:
        meant = f'`filter` has it: `{{"filter": {{"{name}": ...}}}}`'
    if meant is not None:
        hint = meant
    elif kinds:
        hint = f"it is a key of {' and of '.join(f'`{each}`' for each in kinds)}"
    else:
        hint = nearest(name, model.model_fields) or f"it has {', '.join(f'`{key}`' for key in model.model_fields)}"
    return UnknownKeyError(f"{shown(name)} is not a key of {_called(at, model)}", at=at, hint=hint, kinds=kinds)


def _called(at: Location, model: type[BaseModel]) -> str:
    """An object as a client calls it: by the kind of the request, or the key that holds it; else by its class."""
    kind = getattr(model, "kind", None)
    above = next((token for token in reversed(at.tokens[:-1]) if isinstance(token, str)), None)
    name = kind or above
    return f"`{name}`" if name is not None else model.__name__


def _kinds_with(name: str) -> tuple[str, ...]:
    from weave_query.requests.kinds import REQUESTS

    return tuple(kind for kind, model in REQUESTS.items() if name in model.model_fields)


def _known(model: type[BaseModel], body: Mapping[str, Any], at: Location, unknown: Unknown) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    inner = _models_inside(model)
    for key, value in body.items():
        if key not in model.model_fields:
            unknown.append((at.child(key), model))
        elif key in inner:
            kept[key] = _known_inside(inner[key], value, at.child(key), unknown)
        else:
            kept[key] = value
    return kept


def _known_inside(model: type[BaseModel], value: Any, at: Location, unknown: Unknown) -> Any:
    if isinstance(value, Mapping):
        return _known(model, value, at, unknown)
    if isinstance(value, (list, tuple)):
        return [
            _known_inside(model, item, at.child(n), unknown) if isinstance(item, Mapping) else item
            for n, item in enumerate(value)
        ]
    return value


@cache
def _models_inside(model: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """The fields that hold a model or a list of one: `{"sort_by": SortBy}`."""
    found = {name: _model_in(field.annotation) for name, field in model.model_fields.items()}
    return {name: inner for name, inner in found.items() if inner is not None}


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((inner for inner in map(_model_in, get_args(annotation)) if inner is not None), None)
