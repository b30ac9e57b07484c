"""The judge of usage with all below it: trees walked call by call, in plain Python."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from tests.oracle.fields import Row
from tests.oracle.query import calls_query
from tests.oracle.times import read_time
from tests.oracle.usage import EXACT, costs_of, price_of, usage_of

Counters = dict[str, int]
_WIRE = {
    "requests": "requests",
    "prompt_tokens": "input_tokens",
    "completion_tokens": "output_tokens",
    "total_tokens": "total_tokens",
    "cache_read_input_tokens": "cache_read_input_tokens",
    "cache_creation_input_tokens": "cache_creation_input_tokens",
}
_PAID = ("prompt", "completion", "cache_read_input", "cache_creation_input")


class TooManyError(Exception):
    """More calls take part than the request allows."""


class Stored:
    """What the calls of a project have stored, and how a policy reads it."""

    def __init__(self, calls: Sequence[Row], policy: str) -> None:
        self.policy = policy
        self.usage = {call["id"]: dict(usage_of(call)) for call in calls}
        self.kids: dict[str, dict[str, Counters]] = {}
        for call in calls:
            if call.get("parent_id") is not None:
                add(self.kids.setdefault(call["parent_id"], {}), self.usage[call["id"]])

    def is_cumulative(self, id: str, model: str) -> bool:
        if self.policy != "auto":
            return self.policy == "cumulative"
        kids = self.kids.get(id, {}).get(model, {})
        stored = self.usage[id][model]
        return any(kids.values()) and all(stored[name] >= number for name, number in kids.items())

    def own(self, id: str) -> dict[str, Counters]:
        """The own usage of a call by model, without models of which nothing is left."""
        found = {}
        for model, stored in self.usage[id].items():
            own = stored
            if self.is_cumulative(id, model):
                kids = self.kids.get(id, {}).get(model, {})
                own = {name: max(0, number - kids.get(name, 0)) for name, number in stored.items()}
                if stored["total_tokens"] == stored["input_tokens"] + stored["output_tokens"]:
                    own["total_tokens"] = own["input_tokens"] + own["output_tokens"]
            if any(own.values()):
                found[model] = own
        return found


def add(total: dict[str, Counters], more: Mapping[str, Counters]) -> None:
    for model, counters in more.items():
        found = total.setdefault(model, {})
        for name, number in counters.items():
            found[name] = found.get(name, 0) + number


def ancestors(id: str, parent_of: Callable[[str], str | None]) -> list[str] | None:
    """The calls above one, or None when they have no end."""
    found: list[str] = []
    seen = {id}
    while (parent := parent_of(id)) is not None:
        if parent in seen:
            return None
        seen.add(parent)
        found.append(parent)
        id = parent
    return found


def rolled_up(selected: Mapping[str, Row], stored: Stored) -> dict[str, dict[str, Counters]]:
    """The usage of each of the selected calls with all of them below it."""
    found: dict[str, dict[str, Counters]] = {id: {} for id in selected}
    for model in sorted({model for id in selected for model in stored.usage[id]}):

        def closed(id: str, model: str = model) -> bool:
            if selected[id].get("ended_at") is None:
                return False
            if stored.policy == "cumulative":
                return True
            return model in stored.usage[id] and stored.is_cumulative(id, model)

        def parent_of(id: str, closed: Callable[[str], bool] = closed) -> str | None:
            parent = selected[id].get("parent_id")
            return parent if parent in selected and not closed(parent) else None

        for id, call in selected.items():
            counters = stored.usage[id].get(model)
            if counters is None or (stored.is_cumulative(id, model) and call.get("ended_at") is None):
                continue
            for each in (id, *(ancestors(id, parent_of) or ())):
                add(found[each], {model: counters})
    return found


def costs(
    selected: Mapping[str, Row], stored: Stored, prices: Sequence[Row], org: str | None = None
) -> tuple[dict[str, dict[str, list[Decimal]]], int]:
    """What the own usage costs, of each call with all below it, and how many calls and models have no price."""
    found: dict[str, dict[str, list[Decimal]]] = {id: {} for id in selected}
    unpriced = 0

    def parent_of(id: str) -> str | None:
        parent = selected[id].get("parent_id")
        return parent if parent in selected else None

    for id, call in selected.items():
        at = read_time(call["started_at"]).micros
        above = ancestors(id, parent_of) or []
        for model, own in stored.own(id).items():
            price = price_of(model, at, call["project_id"], prices, org)
            unpriced += price is None
            if price is None:
                continue
            parts = _parts(own, price)
            for each in (id, *above):
                known = found[each].setdefault(model, [Decimal(0)] * 4)
                found[each][model] = [EXACT.add(one, other) for one, other in zip(known, parts, strict=True)]
    return found, unpriced


def _parts(own: Counters, price: Row) -> list[Decimal]:
    alone = dict.fromkeys(own, 0)
    whole = costs_of(own, price)
    read = costs_of({**alone, "cache_read_input_tokens": own["cache_read_input_tokens"]}, price)["total_cost"]
    made = costs_of({**alone, "cache_creation_input_tokens": own["cache_creation_input_tokens"]}, price)["total_cost"]
    return [whole["input_cost"], whole["output_cost"], read, made]


def _answer(
    ids: Iterable[str], selected: Mapping[str, Row], stored: Stored, prices: Sequence[Row] | None, org: str | None
) -> dict[str, Any]:
    usage = rolled_up(selected, stored)
    money, unpriced = costs(selected, stored, prices, org) if prices is not None else ({}, None)
    answer: dict[str, Any] = {"call_usage": {}, "unpriced": unpriced}
    for id in ids:
        answer["call_usage"][id] = {}
        for model, counters in usage.get(id, {}).items():
            row: dict[str, Any] = {wire: counters[name] for wire, name in _WIRE.items()}
            paid = money.get(id, {}).get(model, [Decimal(0)] * 4) if prices is not None else [None] * 4
            for name, cost in zip(
                ("prompt", "completion", "cache_read_input", "cache_creation_input"), paid, strict=True
            ):
                row[f"{name}_tokens_total_cost"] = cost
            answer["call_usage"][id][model] = row
    answer["unfinished_call_ids"] = sorted(id for id, call in selected.items() if call.get("ended_at") is None)
    return answer


def trace_usage(
    request: Mapping[str, Any],
    calls: Sequence[Row],
    prices: Sequence[Row] = (),
    policy: str = "own",
    org: str | None = None,
) -> dict[str, Any]:
    """The answer to a request, costs as decimals; with `cut` and `unpriced` beside the published keys."""
    asked = {key: request[key] for key in ("project_id", "filter", "query") if request.get(key) is not None}
    ids = [row["id"] for row in calls_query({**asked, "columns": ["id"]}, calls)]
    limit = request.get("limit", 10_000)
    mine = {call["id"]: call for call in calls if call["project_id"] == request["project_id"]}
    selected = {id: mine[id] for id in ids[:limit]}
    stored = Stored(list(mine.values()), policy)
    answer = _answer(selected, selected, stored, prices if request.get("include_costs") else None, org)
    return {**answer, "cut": limit is not None and len(ids) > limit}


def calls_usage(
    request: Mapping[str, Any],
    calls: Sequence[Row],
    prices: Sequence[Row] = (),
    policy: str = "own",
    org: str | None = None,
) -> dict[str, Any]:
    """The same for named calls. Raises TooManyError."""
    mine = {call["id"]: call for call in calls if call["project_id"] == request["project_id"]}
    below: dict[Any, list[str]] = {}
    for call in mine.values():
        below.setdefault(call.get("parent_id"), []).append(call["id"])
    selected: dict[str, Row] = {}
    waiting = list(request["call_ids"])
    while waiting:
        id = waiting.pop()
        if id in mine and id not in selected and mine[id].get("deleted_at") is None:
            selected[id] = mine[id]
            waiting += below.get(id, ())
    limit = request.get("limit", 10_000)
    if limit is not None and len(selected) > limit:
        raise TooManyError
    stored = Stored(list(mine.values()), policy)
    return _answer(request["call_ids"], selected, stored, prices if request.get("include_costs") else None, org)
