"""Room 7: rows of feedback by the fields that were asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from weave_query.requests.feedback_query import COUNT, FeedbackQueryRes
from weave_query.syntax.paths import FieldPath, Segment


def feedback_query_response(rows: Mapping[str, list[dict[str, Any]]], facts: Mapping[str, Any]) -> FeedbackQueryRes:
    """Fold rows into the response. A path reads what it leads to in its document, null where that is nothing."""
    total = rows["total"][0]["count"]
    fields: Mapping[str, FieldPath] | None = facts["fields"]
    if fields is None:
        found = [{COUNT: total}]
    elif fields:
        found = [
            {name: _inside(row[path.root], path.segments) for name, path in fields.items()} for row in rows["feedback"]
        ]
    else:
        found = rows["feedback"]
    return FeedbackQueryRes.model_construct(result=found, total_count=total)


def _inside(value: Any, segments: Sequence[Segment]) -> Any:
    for segment in segments:
        if isinstance(value, dict) and segment.key is not None:
            value = value.get(segment.key)
        elif isinstance(value, list) and segment.index is not None and segment.index < len(value):
            value = value[segment.index]
        else:
            return None
    return value
