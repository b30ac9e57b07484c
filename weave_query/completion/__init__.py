"""Completion and hover for queries in text and requests in JSON: what may stand at the cursor, what a word means."""

from weave_query.completion.complete import Completion, complete, opens_by_itself
from weave_query.completion.hover import Hover, hover
from weave_query.completion.json_complete import complete_json, opens_by_itself_in_json
from weave_query.completion.json_hover import hover_json
from weave_query.completion.observed import Observed, observe

__all__ = [
    "Completion",
    "Hover",
    "Observed",
    "complete",
    "complete_json",
    "hover",
    "hover_json",
    "observe",
    "opens_by_itself",
    "opens_by_itself_in_json",
]
