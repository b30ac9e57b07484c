"""Completion: what may stand at a path of a request in JSON, by the schema of its model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from weave_query.completion.json_place import Step

Schema = Mapping[str, Any]
_MOST_LEVELS = 3
_SCALARS = ("string", "number", "boolean", "integer")


@dataclass(frozen=True)
class RequestSchema:
    """The schema of a kind of request. definitions: what it refers to, by name."""

    top: Schema
    definitions: Mapping[str, Schema]

    def at(self, path: Sequence[Step]) -> list[Schema]:
        """The alternatives that may stand at a path."""
        found = self.expanded(self.top)
        for step in path:
            found = [each for schema in found for below in self._below(schema, step) for each in self.expanded(below)]
        return found

    def expanded(self, schema: Schema) -> list[Schema]:
        """A schema as alternatives that refer to no other."""
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            own = {key: value for key, value in schema.items() if key != "$ref"}
            return [{**own, **each} for each in self.expanded(self.definitions[name])]
        alternatives = schema.get("anyOf") or schema.get("oneOf")
        if alternatives is None:
            return [schema]
        found = [each for alternative in alternatives for each in self.expanded(alternative)]
        return [{"description": schema.get("description", ""), **each} for each in found]

    def _below(self, schema: Schema, step: Step) -> Iterator[Schema]:
        if isinstance(step, str):
            if step in schema.get("properties", {}):
                yield schema["properties"][step]
        elif schema.get("type") == "array":
            first = schema.get("prefixItems", ())
            if step < len(first):
                yield first[step]
            elif "items" in schema:
                yield schema["items"]

    def snippet(self, schema: Schema) -> str:
        """What a value of a schema looks like, with places to fill in: `[{"field": "${1}", "direction": "${2}"}]`."""
        return _numbered(self._form(schema, 0))

    def _form(self, schema: Schema, level: int, *, operand: str = "") -> str:
        alternatives = [each for each in self.expanded(schema) if each.get("type") != "null"]
        if is_operand(schema, self):
            # What is compared is a field mostly, and what with a value.
            return {"field": '{"$getField": "\0"}', "value": '{"$literal": \0}'}.get(operand, "{\0}")
        if not alternatives or level > _MOST_LEVELS:
            return "\0"
        first = alternatives[0]
        if sum(each.get("type") in _SCALARS for each in alternatives) > 1:
            return "\0"
        match first.get("type"):
            case "string":
                return '"\0"'
            case "object":
                names = list(first.get("required", ()))
                kinds = ["field", "value"] if len(names) > 1 else [""]
                parts = [self._member(first, name, kinds[min(number, 1)], level) for number, name in enumerate(names)]
                return "{" + ", ".join(parts) + "}" if parts else "{\0}"
            case "array" if "prefixItems" in first:
                items = first["prefixItems"]
                operands = ("field", "value") if len(items) == 2 else ("",) * len(items)
                forms = [self._form(item, level + 1, operand=each) for item, each in zip(items, operands, strict=True)]
                return f"[{', '.join(forms)}]"
            case "array":
                items = first.get("items", {})
                return f"[{self._form(items, level + 1)}]"
            case _:
                return "\0"

    def _member(self, schema: Schema, name: str, operand: str, level: int) -> str:
        operand = "" if name == "where" else operand
        return f'"{name}": {self._form(schema["properties"][name], level + 1, operand=operand)}'


def _numbered(form: str) -> str:
    first, *others = form.split("\0")
    return first + "".join(f"${{{number}}}{part}" for number, part in enumerate(others, 1))


def is_operand(schema: Schema, of: RequestSchema) -> bool:
    """Is it an operand of conditions: an object of one operator, or a value?"""
    return any("$getField" in each.get("properties", {}) for each in of.expanded(schema))


@cache
def schema_of(kind: str) -> RequestSchema | None:
    """The schema of a kind of request, with the key `where` where it has none for a condition; None of no kind."""
    from weave_query.requests.kinds import REQUESTS

    model = REQUESTS.get(kind)
    if model is None:
        return None
    schema = model.model_json_schema()
    definitions = dict(schema.get("$defs", {}))
    properties = dict(schema["properties"])
    if "query" not in properties:
        others = REQUESTS["calls_query"].model_json_schema()
        definitions = {**others["$defs"], **definitions}
        properties["where"] = {**others["properties"]["query"], "description": "A condition on the rows."}
    return RequestSchema({**schema, "properties": properties}, definitions)
