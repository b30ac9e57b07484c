"""Completion of requests in JSON: what the key or the value under the cursor means."""

from __future__ import annotations

import json

from weave_query.completion import clauses
from weave_query.completion.hover import Hover
from weave_query.completion.json_complete import about_key
from weave_query.completion.json_fields import JsonFields
from weave_query.completion.json_place import JsonPlace, place_in, tokens
from weave_query.completion.json_schema import RequestSchema, schema_of
from weave_query.completion.observed import Observed
from weave_query.completion.vocabulary import ABOUT

_NOTHING = Observed()


def hover_json(text: str, cursor: int, *, kind: str = "calls_query", observed: Observed = _NOTHING) -> Hover | None:
    """What a key, an operator, a field or a word of a request in JSON means; None where there is nothing to say."""
    found = next(((word, at) for word, at in tokens(text) if at <= cursor < at + len(word)), None)
    if found is None or found[0][0] != '"':
        return None
    word, at = found
    try:
        name = json.loads(word)
    except ValueError:
        return None
    schema, place = schema_of(kind), place_in(text, at + 1)
    if schema is None or place is None:
        return None
    told = _key(schema, place, name) if place.is_key else _value(schema, place, name, JsonFields(kind, place, observed))
    return Hover(told, at, at + len(word)) if told else None


def _key(schema: RequestSchema, place: JsonPlace, name: str) -> str | None:
    for each in schema.at(place.path):
        value = each.get("properties", {}).get(name)
        if value is not None and (doc := about_key(each, name, value)):
            return f"{name}: {doc}"
    return None


def _value(schema: RequestSchema, place: JsonPlace, name: str, fields: JsonFields) -> str | None:
    told = fields.about(name)
    if told is not None:
        return told
    is_listed = any(name in each.get("enum", ()) for each in schema.at(place.path))
    if is_listed and ABOUT.get(name):
        return f"{name}: {ABOUT[name]}"
    node = fields.observed.feedback.get(name)
    is_type = fields.names[-2:] == ["$feedback", "type"] or fields.names[-1:] == ["feedback_type"]
    return clauses.about_type(node) if is_type and node is not None else None
