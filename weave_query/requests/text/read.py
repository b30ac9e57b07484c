"""Room 2: a query in text as the request that it is. The project comes beside it: no text says whose rows are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from weave_query.requests.base import Request
from weave_query.requests.kinds import REQUESTS
from weave_query.requests.limits import too_large
from weave_query.requests.operand import Operand
from weave_query.requests.parse import MAX_BYTES
from weave_query.requests.query import Query
from weave_query.syntax.expr import And
from weave_query.syntax.text.queries import parse_statement
from weave_query.syntax.text.statement import Statement
from weave_query.syntax.text.told import told_in_text

# What the request has these expressions as.
_AS_QUERY = ("query", "having", "where")


@dataclass(frozen=True, slots=True)
class TextQuery:
    """A query as read, which `compile`, `run` and all others take in the place of a request.

    where: the condition of a kind that has no key for one: statistics, threads, aggregates of feedback. The request
    alone is about all rows then. statement: what was written, with the places of the request's keys.
    """

    request: Request
    where: Query | None
    statement: Statement

    def beside(self, where: Query | None) -> Query | None:
        """The condition of the query, and another one."""
        if self.where is None or where is None:
            return self.where or where
        return Query.of_text(And((self.where.expr, where.expr), self.where.expr.at))


def read_query(source: str, project_id: str, *, now: datetime | None = None) -> TextQuery:
    """Read a query such as `calls where latency > 2s sort by started_at desc limit 10`.

    project_id: whose rows it is about; no text says so. now: the clock for `now()` and `last 7d`, by default that of
    this machine. Raises ParseError (WQ101) and LimitError (WQ301) at a `Span` of the text.
    """
    if len(source) > MAX_BYTES:
        raise too_large(MAX_BYTES)
    statement = parse_statement(source, now=now or datetime.now(UTC))
    body = {key: _wired(key, value) for key, value in statement.body.items()}
    with told_in_text(statement.nearest_place):
        request = REQUESTS[statement.kind](**{**body, "project_id": project_id}).written_as(statement)
    where = Query.of_text(statement.where) if statement.where is not None else None
    return TextQuery(request, where, statement)


def _wired(key: str, value: Any) -> Any:
    """A value with its expressions as the request takes them."""
    if key in _AS_QUERY:
        return Query.of_text(value)
    if key == "value":
        return Operand.of_text(value)
    if isinstance(value, Mapping):
        return {name: _wired(name, inner) for name, inner in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return [_wired("", item) for item in value]
    return value
