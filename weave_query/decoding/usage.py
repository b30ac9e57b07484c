"""Room 7: rows of usage as what each call used with all below it. Rows come in the order of the calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from weave_query.requests.usage import LLMAggregatedUsage, TraceUsageRes

_FACT, _CALL, _USAGE = range(3)
_FIELDS = {
    "requests": "requests",
    "prompt_tokens": "prompt",
    "completion_tokens": "completion",
    "total_tokens": "total",
    "cache_read_input_tokens": "cache_read",
    "cache_creation_input_tokens": "cache_creation",
}
CallUsage = tuple[str, dict[str, LLMAggregatedUsage]]


def trace_usage_response(rows: Mapping[str, list[dict[str, Any]]], facts: Mapping[str, Any]) -> TraceUsageRes:
    """Fold the rows into the response; the metadata says whether the selection was cut."""
    found = Usage(rows["usage"], facts)
    usage = dict(found)
    answer = TraceUsageRes.model_construct(call_usage=usage, unfinished_call_ids=found.unfinished)
    return answer.with_metadata(found.metadata())


class Usage:
    """The usage of calls, one call after the other as its rows are read. `unfinished` grows meanwhile."""

    def __init__(self, rows: Iterable[dict[str, Any]], facts: Mapping[str, Any]) -> None:
        self._rows = rows
        self._request = facts
        self._facts: dict[str, int] = {}
        self.unfinished: list[str] = []

    def __iter__(self) -> Iterator[CallUsage]:
        for id, rows in groupby(self._told(), itemgetter("id")):
            usage: dict[str, LLMAggregatedUsage] = {}
            for row in rows:
                if row["part"] == _USAGE:
                    usage[row["name"]] = LLMAggregatedUsage.model_construct(
                        **{field: row[column] for field, column in _FIELDS.items()}
                    )
                elif row["number"]:
                    self.unfinished.append(id)
            yield id, usage

    def _told(self) -> Iterator[dict[str, Any]]:
        """The rows of calls; the facts, which come before them, are kept."""
        for row in self._rows:
            if row["part"] == _FACT:
                self._facts[row["name"]] = row["number"]
            else:
                yield row

    def metadata(self) -> dict[str, Any]:
        """What is known beside the usage."""
        limit = self._request["limit"]
        return {"cut": limit is not None and self._facts["calls"] > limit}
