"""The examples of the rules, on a database: their rows, and what it answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import weave_query as wq
from tests.compatibility.reading import TABLES, Asked, Rule, rules
from weave_query.api import Database

Json = Any
TIME = "2026-03-07T09:00:00Z"
# What a row of an example has where it says nothing else.
_GIVEN: dict[str, dict[str, Json]] = {
    "calls": {"op_name": "op", "started_at": TIME},
    "feedback": {"feedback_type": "quality", "created_at": TIME},
    "prices": {"pricing_level": "project", "llm_id": "m", "effective_date": "2026-01-01T00:00:00Z"},
    "objects": {"kind": "object", "digest": "v1"},
    "queue_items": {},
}
_SHOWN = {"calls_query": "calls.*.id", "calls_query_stats": "count", "feedback_query": "result.*.id"}


def load(db: Database) -> None:
    """The rows of every example, each in a project of its own."""
    db.load(**{table: [row for rule in rules() for row in rows(rule, table)] for table in TABLES})


def rows(rule: Rule, table: str) -> Iterator[dict[str, Json]]:
    """The rows of an example as they are loaded."""
    for number, line in enumerate(rule.rows.get(table, "").splitlines()):
        row = json.loads(line)
        keys = {"id": f"{table}-{number}", "project_id": rule.project}
        match table:
            case "calls":
                keys |= {"trace_id": row["id"]}
            case "prices":
                keys = {"id": keys["id"], "pricing_level_id": rule.project}
            case "objects":
                del keys["id"]
        yield {**keys, **_GIVEN[table], **row}


def answered(db: Database, rule: Rule, asked: Asked) -> Json:
    """What the example shows of the answer, or the code of the error."""
    try:
        request, where = _request(rule, asked)
        answer = db.run(request, where=where)
    except wq.RequestError as error:
        return error.code
    return _part(answer.model_dump(mode="json"), (asked.show or _SHOWN[request.kind]).split("."))


def _request(rule: Rule, asked: Asked) -> tuple[Any, wq.Query | None]:
    if asked.text is not None:
        found = wq.read_query(asked.text, rule.project)
        return found.request, found.where
    assert asked.kind is not None
    body = {"project_id": rule.project, **asked.body}
    return wq.parse_request(asked.kind, body, unknown_keys="ignore" if asked.unknown_keys else "error"), None


def _part(answer: Json, steps: list[str]) -> Json:
    if not steps:
        return answer
    step, *others = steps
    if step == "*":
        return [_part(each, others) for each in answer]
    return _part(answer[step], others)
