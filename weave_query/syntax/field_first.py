"""Room 1: conditions as other languages write them, the field first: `{"inputs.model": "gpt-4"}`.

They are no operands here. What is said of them is how the condition is written, with the name and without the value.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from weave_query.errors import short_place
from weave_query.syntax.expr import ComparisonOp

_COMPARED = frozenset(op.value for op in ComparisonOp)
_MOST = 4


def field_first(source: Mapping[Any, Any]) -> str | None:
    """How the conditions of such an object are written, as JSON; None where a key is an operator, or is no text."""
    if not source or not all(isinstance(key, str) and key and not key.startswith("$") for key in source):
        return None
    conditions = [_condition(name, value) for name, value in list(source.items())[:_MOST]]
    found = conditions[0] if len(conditions) == 1 else {"$and": conditions}
    text = json.dumps(found, ensure_ascii=False)
    return text if text.isprintable() else None


def _condition(name: str, value: object) -> dict[str, Any]:
    operator = "$in" if isinstance(value, list | tuple) else "$eq"
    if isinstance(value, Mapping) and len(value) == 1 and (key := next(iter(value))) in _COMPARED:
        operator = str(key)
    some = "..." if operator != "$in" else ["..."]
    return {operator: [{"$getField": short_place(name, 64)}, some]}
