"""Completion of requests in JSON: keys and values by the schema of the kind, fields and values by what was seen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from weave_query.completion.complete import Completion
from weave_query.completion.json_fields import JsonFields
from weave_query.completion.json_place import JsonPlace, place_in
from weave_query.completion.json_schema import RequestSchema, Schema, is_operand, schema_of
from weave_query.completion.observed import Observed
from weave_query.completion.offer import Offer
from weave_query.completion.vocabulary import ABOUT

_MOST = 200
_NOTHING = Observed()
# What a request says first; then what it has to say, and the rest in the order of the model.
_FIRST_KEYS = ("project_id", "query", "where", "sort_by", "limit")
# Where a condition stands, these come before what is compared; elsewhere behind it.
_CONDITIONS = (
    *(
        "$eq",
        "$and",
        "$or",
        "$not",
        "$gt",
        "$gte",
        "$lt",
        "$lte",
        "$ne",
        "$in",
        "$contains",
        "$startsWith",
        "$endsWith",
    ),
    *("$regexMatch", "$feedback", "$anyElement", "$allElements"),
)
_OPERANDS = ("$getField", "$literal")
_OF_CONDITIONS = frozenset({"$expr", "$and", "$or", "$not", "where"})


def complete_json(
    text: str,
    cursor: int | None = None,
    *,
    kind: str = "calls_query",
    observed: Observed = _NOTHING,
    projects: Iterable[str] = (),
) -> list[Completion]:
    """What may stand at the cursor of a request in JSON, by default at the end: the likeliest first, at most 200.

    kind: of the request. observed: the keys and values that are seen in the rows. projects: those that are known.
    Keys come with a colon and what their value begins with (`snippet`). Nothing is offered where the text before the
    cursor is wrong already.
    """
    at = len(text) if cursor is None else max(0, min(cursor, len(text)))
    schema, place = schema_of(kind), place_in(text, at)
    if schema is None or place is None or place.is_after:
        return []
    if place.is_key:
        offers = _keys(schema, place)
    else:
        offers = _values(schema, place, JsonFields(kind, place, observed, projects))
    return _ranked(offers, place)


def opens_by_itself_in_json(text: str, cursor: int) -> bool:
    """Should what may stand at the cursor be offered unasked? Within quotes, and within a word that is begun."""
    place = place_in(text, max(0, min(cursor, len(text))))
    return place is not None and not place.is_after and bool(place.partial) and not place.partial[0].isdigit()


# Keys


def _keys(schema: RequestSchema, place: JsonPlace) -> Iterator[Offer]:
    found: dict[str, tuple[Schema, str]] = {}
    # Those before the cursor; those behind it may be of what is written anew.
    for each in schema.at(place.path):
        properties = each.get("properties", {})
        if each.get("type") == "object" and place.keys <= set(properties):
            for name, value in properties.items():
                if name not in place.keys:
                    found.setdefault(name, (value, about_key(each, name, value)))
    for name in sorted(found, key=lambda name: _rank(name, place, list(found))):
        value, doc = found[name]
        written = json.dumps(name)
        snippet = "" if place.is_followed else f"{written}: {schema.snippet(value)}"
        yield Offer(written, "key", doc, snippet)


def about_key(schema: Schema, name: str, value: Schema) -> str:
    """What a key means; of an operator its schema says so."""
    is_operator = name.startswith("$") and len(schema["properties"]) == 1
    return _first_line(schema if is_operator else value)


def _first_line(schema: Schema) -> str:
    return str(schema.get("description", "")).strip().split("\n", 1)[0]


def _rank(name: str, place: JsonPlace, names: list[str]) -> tuple[int, int]:
    if not place.path:
        return (_FIRST_KEYS.index(name) if name in _FIRST_KEYS else len(_FIRST_KEYS), names.index(name))
    steps = [step for step in place.path if isinstance(step, str)]
    is_condition = bool(steps) and steps[-1] in _OF_CONDITIONS
    first = (*_CONDITIONS, *_OPERANDS) if is_condition else (*_OPERANDS, *_CONDITIONS)
    return (first.index(name) if name in first else len(first), names.index(name))


# Values


def _values(schema: RequestSchema, place: JsonPlace, fields: JsonFields) -> Iterator[Offer]:
    alternatives = schema.at(place.path)
    for each in alternatives:
        for value in each.get("enum", [each["const"]] if "const" in each else []):
            yield Offer(json.dumps(value, ensure_ascii=False), "value", ABOUT.get(str(value), ""))
    yield from fields.offers(alternatives)
    types = [each.get("type") for each in alternatives]
    if place.partial.startswith('"'):
        return
    if "boolean" in types and "enum" not in types and not _is_of_conditions(schema, place):
        yield Offer("true", "value", "")
        yield Offer("false", "value", "")
    for each in alternatives:
        if each.get("type") in ("object", "array"):
            opened = "{}" if each["type"] == "object" else "[]"
            form = f"{opened[0]}${{1}}{opened[1]}" if _is_of_conditions(schema, place) else schema.snippet(each)
            yield Offer(opened, "value", _first_line(each), form)


def _is_of_conditions(schema: RequestSchema, place: JsonPlace) -> bool:
    return any(is_operand(each, schema) for each in schema.at(place.path))


def _ranked(offers: Iterable[Offer], place: JsonPlace) -> list[Completion]:
    """Those that what is written may become, each once: what begins so comes before what has it inside."""
    asked = place.asked.lower()
    begins, has = dict[str, Offer](), dict[str, Offer]()
    for offer in offers:
        if place.partial.startswith('"') and not offer.text.startswith('"'):
            continue
        name = offer.text.strip('"').lower()
        if name.startswith(asked):
            begins.setdefault(offer.text, offer)
        elif asked.lstrip("$") in name:
            has.setdefault(offer.text, offer)
    found = [*begins.values(), *has.values()][:_MOST]
    return [Completion(each.text, each.kind, each.doc, place.start, place.end, each.snippet) for each in found]
