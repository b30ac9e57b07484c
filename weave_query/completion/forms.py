"""Completion: how queries begin, and of each a form that is a whole query already."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import count

from weave_query.completion.observed import Observed
from weave_query.completion.offer import Offer
from weave_query.completion.vocabulary import QUERIES
from weave_query.syntax.text import words

_FILLED = re.compile(r"\$\{([^{}]*)\}")
# `{range}`, `{id}` and `{type}` are out of what was seen.
_FORMS = {
    "calls": 'calls where ${status = "error"} sort by ${started_at} desc limit ${10}',
    "count calls": 'count calls where ${status = "error"}',
    "stats": "stats ${latency p95} by ${1h} {range}",
    "aggregate": "aggregate ${count()} by ${trace_name}",
    "usage of traces": 'usage of traces where ${status = "success"} limit ${10}',
    "usage of calls": "usage of calls (${{id}})",
    "feedback": "feedback where ${feedback_type = {type}} sort by ${created_at} desc limit ${10}",
    "feedback by": "feedback by ${scorer_id} {range}",
    "feedback stats": "feedback stats ${output.score avg} by ${1d} {range}",
    "threads": "threads sort by ${last_updated} desc limit ${10}",
}


def _inside(found: re.Match[str]) -> str:
    return found[1]


def beginnings() -> Iterator[Offer]:
    """The words that begin queries, the likeliest first."""
    return (Offer(text, "keyword", doc) for text, doc in QUERIES.items())


def forms(observed: Observed) -> Iterator[Offer]:
    """A whole query of each kind, in which the parts that differ are to be filled in."""
    range = "last ${7d}"
    if observed.first is not None and observed.last is not None:
        end = observed.last.date() + timedelta(days=1)
        start = max(observed.first.date(), end - timedelta(days=7))
        range = f"from ${{{start.isoformat()}}} to ${{{end.isoformat()}}}"
    node = observed.columns.get("id")
    id = words.quoted(str(next(iter(node.values), "id") if node is not None else "id"))
    types = (name for name in observed.feedback if not {"{", "}"} & set(name))
    type = words.quoted(next(types, "wandb.reaction.1"))
    for text, doc in QUERIES.items():
        form = _FORMS[text]
        for place, filled in (("{range}", range), ("{id}", id), ("{type}", type)):
            form = form.replace(place, filled)
        number = count(1)
        snippet = _FILLED.sub(lambda found: f"${{{next(number)}:{found[1]}}}", form)  # noqa: B023
        yield Offer(_FILLED.sub(_inside, form), "form", doc, snippet)
