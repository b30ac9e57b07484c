"""Room 7: rows of feedback by the fields that were asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from weave_query.requests.feedback_query import COUNT, FeedbackQueryRes
from weave_query.syntax.paths import FieldPath, value_at


def feedback_query_response(rows: Mapping[str, list[dict[str, Any]]], facts: Mapping[str, Any]) -> FeedbackQueryRes:
    """Fold rows into the response. A path reads what it leads to in its document, null where that is nothing."""
    total = rows["total"][0]["count"]
    fields: Mapping[str, FieldPath] | None = facts["fields"]
    if fields is None:
        found = [{COUNT: total}]
    elif fields:
        found = [
            {name: value_at(row[path.root], path.segments) for name, path in fields.items()} for row in rows["feedback"]
        ]
    else:
        found = rows["feedback"]
    return FeedbackQueryRes.model_construct(result=found, total_count=total)
