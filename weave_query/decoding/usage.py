"""Room 7: rows of usage as what each call used with all below it. Rows come in the order of the calls, facts first."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from types import TracebackType
from typing import Any, Self

from weave_query.decoding.costs import plus_cost
from weave_query.errors import ROOT, LimitError
from weave_query.requests.usage import CallsUsageRes, LLMAggregatedUsage, TraceUsageRes

_FACT, _CALL, _USAGE, _COST = range(4)
_FIELDS = {
    "requests": "requests",
    "prompt_tokens": "prompt",
    "completion_tokens": "completion",
    "total_tokens": "total",
    "cache_read_input_tokens": "cache_read",
    "cache_creation_input_tokens": "cache_creation",
}
_COSTS = {
    "prompt_tokens_total_cost": ("billed", "prompt_price"),
    "completion_tokens_total_cost": ("completion", "completion_price"),
    "cache_read_input_tokens_total_cost": ("cache_read", "cache_read_price"),
    "cache_creation_input_tokens_total_cost": ("cache_creation", "cache_creation_price"),
}
Telling = Callable[[], AbstractContextManager[None]]
CallUsage = tuple[str, dict[str, LLMAggregatedUsage]]


def trace_usage_response(rows: Mapping[str, list[dict[str, Any]]], facts: Mapping[str, Any]) -> TraceUsageRes:
    """Fold the rows into the response; the metadata says whether the selection was cut."""
    found = Usage(rows["usage"], facts)
    usage = dict(found)
    answer = TraceUsageRes.model_construct(call_usage=usage, unfinished_call_ids=found.unfinished)
    return answer.with_metadata(found.metadata())


def calls_usage_response(rows: Mapping[str, list[dict[str, Any]]], facts: Mapping[str, Any]) -> CallsUsageRes:
    """Fold the rows into the response, whose keys are the ids of the request. Raises LimitError."""
    found = Usage(rows["usage"], facts)
    usage = dict(found)
    keyed = {id: usage.get(id, {}) for id in facts["call_ids"]}
    answer = CallsUsageRes.model_construct(call_usage=keyed, unfinished_call_ids=found.unfinished)
    return answer.with_metadata(found.metadata())


class UsageStream(Iterator[CallUsage]):
    """The usage of calls by id, one call at a time: an iterator of ids and usage by model. Source: `Database.stream`.

    Calls come in the order of their ids; of calls_usage, unknown ids come last. A context manager; closing it, or
    reading it to its end, gives the connection back. `unfinished_call_ids` and `metadata` are complete at the end.
    Next to nothing is kept of what was read. Raises what `Database.run` raises, also while it is read.
    """

    def __init__(
        self,
        rows: Iterator[dict[str, Any]],
        close: Callable[[], None],
        facts: Mapping[str, Any],
        telling: Telling = nullcontext,
    ) -> None:
        """telling: a context that tells the errors from inside in the words of whom they are for."""
        self._usage = Usage(rows, facts)
        self._telling = telling
        self._calls = self._with_unknown()
        self._close = close

    def __next__(self) -> CallUsage:
        return next(self._calls)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Read no more. Closing twice is allowed."""
        self._calls.close()
        self._close()

    @property
    def unfinished_call_ids(self) -> list[str]:
        """The ids of calls that have not ended, of those that were read so far."""
        return self._usage.unfinished

    @property
    def metadata(self) -> dict[str, Any]:
        """What is known beside the usage, once the first call was read."""
        return self._usage.metadata()

    def _with_unknown(self) -> Generator[CallUsage, None, None]:
        with self._telling():
            yield from self._usage
        yield from ((id, {}) for id in self._usage.unknown)


class Usage:
    """The usage of calls, one call after the other as its rows are read. `unfinished` grows meanwhile.

    Of calls_usage, too many calls are a LimitError before the first.
    """

    def __init__(self, rows: Iterable[dict[str, Any]], facts: Mapping[str, Any]) -> None:
        self._rows = rows
        self._request = facts
        self._named = frozenset(facts.get("call_ids", ()))
        self._unknown = dict.fromkeys(facts.get("call_ids", ()))
        self._facts: dict[str, int] = {}
        self.unfinished: list[str] = []

    def __iter__(self) -> Iterator[CallUsage]:
        for id, rows in groupby(self._told(), itemgetter("id")):
            usage = [row for row in rows if row["part"] != _CALL or self._note(row)]
            if not self._named or id in self._named:
                self._unknown.pop(id, None)
                yield id, dict(self._by_model(usage))

    @property
    def unknown(self) -> list[str]:
        """The named ids that are of no call, when all rows have been read."""
        return [*self._unknown]

    def metadata(self) -> dict[str, Any]:
        """What is known beside the usage, when all rows have been read."""
        found: dict[str, Any] = {"stored_usage": self._request["policy"]}
        if self._request["policy"] == "auto":
            found["read_as"] = {name: self._facts.get(name, 0) for name in ("own", "cumulative")}
        if self._request["costs"]:
            found["unpriced"] = self._facts["unpriced"]
        if "call_ids" not in self._request:
            found["cut"] = self._has_more()
        if self._unknown:
            found["unknown_call_ids"] = self.unknown
        return found

    def _told(self) -> Iterator[dict[str, Any]]:
        """The rows of calls; the facts, which come before them, are kept."""
        for row in self._rows:
            if row["part"] == _FACT:
                self._facts[row["name"]] = row["number"]
                self._check_limit()
            else:
                yield row

    def _check_limit(self) -> None:
        if "call_ids" in self._request and self._has_more():
            most = self._request["limit"]
            raise LimitError(
                "limit",
                f"more than {most} calls take part",
                at=ROOT.child("limit"),
                hint="`limit` is a key of the request; null is no limit",
            )

    def _has_more(self) -> bool:
        limit = self._request["limit"]
        return limit is not None and self._facts.get("calls", 0) > limit

    def _note(self, row: dict[str, Any]) -> bool:
        if row["number"]:
            self.unfinished.append(row["id"])
        return False

    def _by_model(self, rows: list[dict[str, Any]]) -> Iterator[tuple[str, LLMAggregatedUsage]]:
        """One usage for each model; where costs are asked for, a model has a row for each of its prices."""
        found: dict[str, list[dict[str, Any]]] = {}
        for row in rows:
            found.setdefault(row["name"], []).append(row)
        for model, of_model in found.items():
            if all(row["part"] != _USAGE for row in of_model):
                continue
            fields: dict[str, Any] = {
                field: sum(row[column] for row in of_model if row["part"] == _USAGE)
                for field, column in _FIELDS.items()
            }
            yield model, LLMAggregatedUsage.model_construct(**{**fields, **self._costs(of_model)})

    def _costs(self, rows: list[dict[str, Any]]) -> dict[str, float]:
        if not self._request["costs"]:
            return {}
        found = dict.fromkeys(_COSTS, Decimal(0))
        for row in rows:
            if row["priced"]:
                for field, (tokens, price) in _COSTS.items():
                    found[field] = plus_cost(found[field], row[tokens], row[price])
        return {field: float(cost) for field, cost in found.items()}
