"""Testing: calls that carry their feedback and their places in queues, so that they are moved and left out as one.

A call may have `feedback`, a list of objects with some of `type`, `payload`, `runnable_ref`, `trigger_ref`, `creator`,
`created_at` and `about` (`call`, or what else a ref may name), and `queues`, a list of objects with `queue_id` and
`deleted`. `tables` makes the rows of it that a database loads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Call = Mapping[str, Any]
Row = dict[str, Any]

CARRIED = ("feedback", "queues")
_FORMS = ("weave-trace-internal", "weave")
_TIME = "2026-01-01T00:00:00Z"
_OWN = ("payload", "runnable_ref", "trigger_ref", "creator")


def tables(calls: Sequence[Call]) -> dict[str, list[Row]]:
    """What `Database.load` takes: `calls`, and `feedback` and `queue_items` where a call carries some."""
    found = {
        "calls": [{name: value for name, value in call.items() if name not in CARRIED} for call in calls],
        "feedback": [row for call in calls for row in _feedback(call)],
        "queue_items": [row for call in calls for row in _queue_items(call)],
    }
    return {name: rows for name, rows in found.items() if rows or name == "calls"}


def _feedback(call: Call) -> Iterator[Row]:
    project, identity = call["project_id"], call["id"]
    for number, given in enumerate(call.get("feedback") or ()):
        yield {
            "id": f"{identity}-feedback-{number}",
            "project_id": project,
            "weave_ref": f"{_FORMS[number % 2]}:///{project}/{given.get('about') or 'call'}/{identity}",
            "feedback_type": given.get("type") or "",
            "created_at": given.get("created_at") or _TIME,
            **{name: given.get(name) for name in _OWN},
        }


def _queue_items(call: Call) -> Iterator[Row]:
    for number, given in enumerate(call.get("queues") or ()):
        yield {
            "id": f"{call['id']}-item-{number}",
            "project_id": call["project_id"],
            "queue_id": given.get("queue_id") or "",
            "call_id": call["id"],
            "deleted_at": _TIME if given.get("deleted") else None,
        }
