"""Completion: the columns that the answer of an aggregation has, which its order and `having` name."""

from __future__ import annotations

from collections.abc import Iterator

from weave_query.completion.offer import Offer
from weave_query.errors import ROOT, WeaveQueryError
from weave_query.syntax.text import words
from weave_query.syntax.text.expected import Expected

_ENDS = frozenset({"EVERY", "FROM", "LAST", "ON", "FILTER", "WHERE", "HAVING", "SORT", "LIMIT"})


def columns_of(before: str, expected: Expected) -> Iterator[Offer]:
    """The names of the measures and the keys that are written before."""
    from weave_query.requests.aggregate import AggregateReq, Measure
    from weave_query.requests.column_names import BUCKET_NAME, default_name
    from weave_query.requests.text import read_query

    end = next((each.start for each in expected.before if each.type in _ENDS), len(before))
    tops = [each.start for each in expected.before if each.type == "TOP"]
    try:
        request = read_query(before[: min([end, *tops])], "-").request
        if not isinstance(request, AggregateReq):
            return
        measures = request.measures or [Measure(function="count")]
        named = [(each.name or default_name(each, ROOT), "a measure") for each in measures]
        keys = [(each.name or default_name(each, ROOT), "a key of the groups") for each in request.dimensions or ()]
    except WeaveQueryError:
        return
    if any(each.type == "EVERY" for each in expected.before):
        keys.append((BUCKET_NAME, "the beginning of the bucket"))
    for name, doc in (*named, *keys):
        yield Offer(name if all(map(words.is_key, name.split("."))) else words.quoted_name(name), "name", doc)
