"""Room 2: the keys of a body that its model does not have. They are an error, or left out and told as warnings.

Only the model's own structure is walked: inside `query` it is the parser of the language that knows the keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from weave_query.errors import ROOT, Location, ParseError, nearest, shown

Unknown = list[tuple[Location, type[BaseModel]]]


def without_unknown_keys(model: type[BaseModel], body: Mapping[str, Any]) -> tuple[dict[str, Any], Unknown]:
    """The body with the keys of `model` and of the models inside it, and the places of all other keys."""
    unknown: Unknown = []
    return _known(model, body, ROOT, unknown), unknown


def unknown_key(at: Location, model: type[BaseModel]) -> ParseError:
    """The error for one key that `model` does not have."""
    name = str(at.token)
    known = f"it has {', '.join(f'`{key}`' for key in model.model_fields)}"
    hint = nearest(name, model.model_fields) or known
    return ParseError(f"{shown(name)} is not a key of {model.__name__}", at=at, hint=hint)


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
