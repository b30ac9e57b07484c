"""The requests that the compile benchmark measures, each with the same question in SQLAlchemy Core.

A request comes in variants: equal in shape, other in their values, as a server sees them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

Body = dict[str, Any]
JSON_TYPE = sa.JSON().with_variant(JSONB(), "postgresql")
CALLS = sa.Table(
    "calls",
    sa.MetaData(),
    *(sa.Column(name, sa.Text) for name in ("id", "project_id", "op_name", "trace_id", "parent_id", "display_name")),
    *(sa.Column(name, sa.Text) for name in ("thread_id", "turn_id", "exception", "wb_user_id", "wb_run_id")),
    *(sa.Column(name, JSON_TYPE) for name in ("attributes", "inputs", "output", "summary")),
    *(sa.Column(name, sa.BigInteger) for name in ("started_at", "ended_at", "deleted_at", "expire_at")),
    *(sa.Column(name, sa.BigInteger) for name in ("wb_run_step", "wb_run_step_end")),
)
C = CALLS.c


@dataclass(frozen=True)
class Ask:
    """One request. body, select: the variant of that number, as a client sends it and in SQLAlchemy."""

    name: str
    body: Callable[[int], Body]
    select: Callable[[int], sa.Select[Any]]
    kind: str = "calls_query"


# In SQLAlchemy.


def rows(n: int, *conditions: Any) -> sa.Select[Any]:
    """Every column and the derived ones, in the default order: what a request without `columns` selects."""
    errors = C.summary[("status_counts", "error")].as_float()
    status = sa.case(
        (C.exception.is_not(None), "error"),
        (errors > 0, "descendant_error"),
        (C.ended_at.is_(None), "running"),
        else_="success",
    )
    derived = (status, (C.ended_at - C.started_at) / 1000.0, sa.func.coalesce(C.display_name, C.op_name))
    return sa.select(*CALLS.c, *derived).where(*alive(n), *conditions).order_by(C.started_at, C.id)


def count(n: int, *conditions: Any) -> sa.Select[Any]:
    return sa.select(sa.func.count()).select_from(CALLS).where(*alive(n), *conditions)


def alive(n: int) -> tuple[Any, ...]:
    return (C.project_id == f"acme/bot-{n}", C.deleted_at.is_(None))


# As requests.


def get(path: str) -> Body:
    return {"$getField": path}


def lit(value: Any) -> Body:
    return {"$literal": value}


def op(name: str, left: Any, right: Any) -> Body:
    return {f"${name}": [left, right]}


def request(n: int, expr: Body | None = None, **rest: Any) -> Body:
    query = {"query": {"$expr": expr}} if expr is not None else {}
    return {"project_id": f"acme/bot-{n}", **query, **rest}


def thirty(n: int) -> Body:
    """30 conditions, four levels deep: an AND of ORs of ANDs."""

    def three(k: int) -> Body:
        return {
            "$and": [
                op("eq", get(f"inputs.settings.k{k}"), lit(f"value {n}")),
                op("gt", get(f"summary.counts.k{k}"), lit(k + n)),
                op("lte", get("started_at"), lit(1_762_000_000 + n)),
            ]
        }

    return {"$and": [{"$or": [three(2 * k), three(2 * k + 1)]} for k in range(5)]}


def thirty_in_sqlalchemy(n: int) -> Any:
    def three(k: int) -> Any:
        return sa.and_(
            C.inputs[("settings", f"k{k}")].as_string() == f"value {n}",
            C.summary[("counts", f"k{k}")].as_float() > k + n,
            C.started_at <= 1_762_000_000 + n,
        )

    return sa.and_(*(sa.or_(three(2 * k), three(2 * k + 1)) for k in range(5)))


def ids(n: int) -> list[str]:
    return [f"0192f4c8-{n:04x}-7000-8000-{k:012x}" for k in range(1000)]


def converted(path: str, to: str) -> Body:
    return {"$convert": {"input": get(path), "to": to}}


ASKS = (
    Ask(
        "tiny filter",
        lambda n: request(n, filter={"op_names": [f"answer {n}"]}),
        lambda n: rows(n, C.op_name.in_([f"answer {n}"])),
    ),
    Ask(
        "$and of $eq and $gt",
        lambda n: request(
            n,
            {
                "$and": [
                    op("eq", get("inputs.model"), lit(f"gpt-{n}")),
                    op("gt", get("summary.usage.total_tokens"), lit(1000 + n)),
                ]
            },
        ),
        lambda n: rows(
            n,
            C.inputs["model"].as_string() == f"gpt-{n}",
            C.summary[("usage", "total_tokens")].as_float() > 1000 + n,
        ),
    ),
    Ask("30 conditions, nested", lambda n: request(n, thirty(n)), lambda n: rows(n, thirty_in_sqlalchemy(n))),
    Ask(
        "1,000 call ids",
        lambda n: request(n, filter={"call_ids": ids(n)}),
        lambda n: rows(n, C.id.in_(ids(n))),
    ),
    Ask(
        "sort, page, columns",
        lambda n: request(
            n,
            sort_by=[{"field": "ended_at", "direction": "desc"}, {"field": "op_name", "direction": "asc"}],
            limit=100 + n,
            offset=200 + n,
            columns=["id", "op_name", "ended_at", "inputs"],
        ),
        lambda n: (
            sa.select(C.id, C.project_id, C.trace_id, C.op_name, C.started_at, C.ended_at, C.inputs)
            .where(*alive(n))
            .order_by(C.ended_at.desc().nulls_last(), C.op_name, C.id.desc())
            .limit(100 + n)
            .offset(200 + n)
        ),
    ),
    Ask(
        "contains, any case",
        lambda n: request(
            n, {"$contains": {"input": get("inputs.prompt"), "substr": lit(f"refund {n}"), "case_insensitive": True}}
        ),
        lambda n: rows(n, C.inputs["prompt"].as_string().icontains(f"refund {n}", autoescape=True)),
    ),
    Ask(
        "field with field, converts",
        lambda n: request(
            n,
            {
                "$and": [
                    op("gt", converted("output.cost", "double"), converted("inputs.budget", "double")),
                    op("eq", converted("attributes.retries", "int"), lit(n)),
                ]
            },
        ),
        lambda n: rows(
            n,
            C.output["cost"].as_float() > C.inputs["budget"].as_float(),
            C.attributes["retries"].as_integer() == n,
        ),
    ),
    Ask(
        "count with a filter",
        lambda n: request(n, op("gte", get("started_at"), lit(1_762_000_000 + n)), filter={"trace_roots_only": True}),
        lambda n: count(n, C.parent_id.is_(None), C.started_at >= 1_762_000_000 + n),
        kind="calls_query_stats",
    ),
)
