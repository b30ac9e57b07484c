"""Completion: what may be asked of a field, the likeliest of its type first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from weave_query.catalogue.fields import CALL_FIELDS, Catalogue, FieldKind
from weave_query.completion.observed import Node
from weave_query.completion.offer import Offer
from weave_query.syntax.paths import FieldPath
from weave_query.types import BOOL, FLOAT, INT, TIMESTAMP

FieldType = Literal["text", "choice", "number", "bool", "time", "list", "object", "any"]

_DOCS = {
    "=": "is equal to",
    "!=": "is another value than",
    ">": "is greater than",
    ">=": "is greater than, or equal to",
    "<": "is less than",
    "<=": "is less than, or equal to",
    "in": "is one of a list: in (1, 2)",
    "not in": "is none of a list: not in (1, 2)",
    "contains": "has a text in it",
    "icontains": "has a text in it, in any case",
    "not contains": "does not have a text in it",
    "starts with": "starts with a text",
    "ends with": "ends with a text",
    "matches": "has a match of a regular expression",
    "imatches": "has a match of a regular expression, in any case",
    "is null": "is missing or null",
    "is not null": "is neither missing nor null",
    "exists": "is neither missing nor null",
}
_ORDER = ("<", "<=", ">", ">=")
_FIRST: dict[FieldType, tuple[str, ...]] = {
    "text": (
        *("=", "!=", "contains", "icontains", "in", "is null", "is not null", "starts with", "ends with", "matches"),
        *("imatches", "not in", "not contains"),
    ),
    "choice": ("=", "!=", "in", "not in"),
    "number": (">", ">=", "<", "<=", "=", "!=", "in", "is null", "is not null"),
    "bool": ("=", "!=", "is null", "is not null"),
    "time": (">=", "<", ">", "<=", "is null", "is not null"),
    "list": ("contains", "not contains", "is null", "is not null"),
    "object": ("is null", "is not null", "exists", "icontains", "contains"),
    "any": ("=", "!=", "contains", "icontains", ">", ">=", "<", "<=", "in", "is null", "is not null"),
}
_TERMINALS = {
    **dict.fromkeys(("=", "!=", *_ORDER), "COMPARISON"),
    **{"in": "IN", "not in": "NOT", "not contains": "NOT", "starts with": "STARTS", "ends with": "ENDS"},
    **{"is null": "IS", "is not null": "IS"},
}
COVERED = frozenset({"NOT", "IN", "IS", "CONTAINS", "ICONTAINS", "STARTS", "ENDS", "MATCHES", "IMATCHES", "EXISTS"})
"""The terminals whose words these offers have."""
_SEEN: dict[str, FieldType] = {
    "string": "text",
    "number": "number",
    "bool": "bool",
    "object": "object",
    "array": "list",
    "timestamp": "time",
}


def operators(type: FieldType, terminals: frozenset[str]) -> Iterator[Offer]:
    """Those that may follow, each with the place of what it compares with."""
    for text in dict.fromkeys((*_FIRST[type], *_DOCS)):
        if _TERMINALS.get(text, text.upper()) in terminals:
            yield Offer(text, "operator", _DOCS[text], _snippet(text))


def _snippet(text: str) -> str:
    if text in ("is null", "is not null", "exists"):
        return ""
    return f"{text} (${{1}})" if text in ("in", "not in") else f"{text} ${{1}}"


def type_of(path: FieldPath | None, node: Node | None, catalogue: Catalogue) -> FieldType:
    """Of which type what a path leads to is, by the catalogue and by what was seen there."""
    found = catalogue.fields.get(str(path)) if path is not None and path.qualifier is None else None
    if found is not None and found.values:
        return "choice"
    if found is not None and found.kind is FieldKind.DERIVED:
        return "number" if found.unit is not None else "text"
    if found is not None and found.column is not None and found.kind is not FieldKind.JSON:
        by_column: dict[object, FieldType] = {TIMESTAMP: "time", INT: "number", FLOAT: "number", BOOL: "bool"}
        return "list" if found.kind is FieldKind.LIST else by_column.get(found.column.type, "text")
    if node is None:
        return "any"
    types = {name for name in node.types if name != "null"}
    return _SEEN[types.pop()] if len(types) == 1 else "any"


def is_time(path: FieldPath | None, catalogue: Catalogue = CALL_FIELDS) -> bool:
    """Does it hold moments?"""
    return type_of(path, None, catalogue) == "time"
