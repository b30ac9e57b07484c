"""Completion and hover for the text language: what may stand at the cursor, and what a word means."""

from weave_query.completion.complete import Completion, complete, opens_by_itself
from weave_query.completion.hover import Hover, hover
from weave_query.completion.observed import Observed, observe

__all__ = ["Completion", "Hover", "Observed", "complete", "hover", "observe", "opens_by_itself"]
