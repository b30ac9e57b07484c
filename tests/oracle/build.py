"""Short ways to write the requests of the tables: `eq(get("inputs.n"), lit(1))`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

SUPPORT = "northwind/support-bot"
RESEARCH = "northwind/research-agent"
Json = Any


@dataclass(frozen=True)
class Ask:
    """One request of a table: its name, why it stands there, its body, its kind."""

    name: str
    reason: str
    body: dict[str, Json] = field(hash=False)
    kind: str = "calls_query"


def where(name: str, reason: str, expr: Json, project: str = SUPPORT, **rest: Json) -> Ask:
    """A request with a query."""
    return Ask(name, reason, {"project_id": project, "query": {"$expr": expr}, **rest})


def ask(name: str, reason: str, project: str = SUPPORT, **rest: Json) -> Ask:
    """A request without one."""
    return Ask(name, reason, {"project_id": project, **rest})


def stats(name: str, reason: str, expr: Json = None, project: str = SUPPORT, **rest: Json) -> Ask:
    """A request for the number of calls."""
    query = {} if expr is None else {"query": {"$expr": expr}}
    return Ask(name, reason, {"project_id": project, **query, **rest}, "calls_query_stats")


def get(path: str | list[str | int]) -> Json:
    return {"$getField": path}


def lit(value: Json) -> Json:
    return {"$literal": value}


def eq(left: Json, right: Json) -> Json:
    return {"$eq": [left, right]}


def gt(left: Json, right: Json) -> Json:
    return {"$gt": [left, right]}


def gte(left: Json, right: Json) -> Json:
    return {"$gte": [left, right]}


def lt(left: Json, right: Json) -> Json:
    return {"$lt": [left, right]}


def lte(left: Json, right: Json) -> Json:
    return {"$lte": [left, right]}


def is_in(item: Json, *choices: Json) -> Json:
    return {"$in": [item, list(choices)]}


def both(*items: Json) -> Json:
    return {"$and": list(items)}


def either(*items: Json) -> Json:
    return {"$or": list(items)}


def no(item: Json) -> Json:
    return {"$not": [item]}


def size(item: Json) -> Json:
    return {"$size": item}


def to(type_: str, item: Json) -> Json:
    return {"$convert": {"input": item, "to": type_}}


def contains(text: Json, part: Json, *, folded: bool | None = None) -> Json:
    body = {"input": text, "substr": part}
    return {"$contains": body if folded is None else {**body, "case_insensitive": folded}}


def ne(left: Json, right: Json) -> Json:
    return {"$ne": [left, right]}


def starts(text: Json, part: Json) -> Json:
    return {"$startsWith": [text, part]}


def ends(text: Json, part: Json) -> Json:
    return {"$endsWith": [text, part]}


def matches(text: Json, regex: str, *, folded: bool | None = None) -> Json:
    body = {"input": text, "regex": regex}
    return {"$regexMatch": body if folded is None else {**body, "case_insensitive": folded}}


def type_of(item: Json) -> Json:
    return {"$type": item}


def if_null(*items: Json) -> Json:
    return {"$ifNull": list(items)}


def add(*items: Json) -> Json:
    return {"$add": list(items)}


def subtract(left: Json, right: Json) -> Json:
    return {"$subtract": [left, right]}


def multiply(*items: Json) -> Json:
    return {"$multiply": list(items)}


def divide(left: Json, right: Json) -> Json:
    return {"$divide": [left, right]}


def some(items: Json, where: Json) -> Json:
    return {"$anyElement": {"input": items, "where": where}}


def every(items: Json, where: Json) -> Json:
    return {"$allElements": {"input": items, "where": where}}


def this(path: str = "") -> Json:
    """The element that `some` or `every` looks at, or what is below it."""
    return get(f"$$this.{path}" if path else "$$this")


def by(*keys: str) -> list[Json]:
    """`by("started_at", "-inputs.n")`: sort keys, a minus for descending."""
    return [{"field": key.lstrip("-"), "direction": "desc" if key.startswith("-") else "asc"} for key in keys]
