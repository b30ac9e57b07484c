"""Calls of a project of their own with feedback and places in queues: few of each, so that answers can be checked."""

from __future__ import annotations

from typing import Any

from tests.oracle.sets import Row, with_rows

PROJECT = "acme/sets"
_SCORES: tuple[Any, ...] = (0.5, 1, "1", None, 2, "x", True, 0, 3, [1])
_TYPES = ("quality", "wandb.reaction.1", "quality")


def calls() -> list[dict[str, Any]]:
    """Eight calls."""
    return [
        {
            "id": f"s{number}",
            "project_id": PROJECT,
            "op_name": "answer",
            "trace_id": f"t{number}",
            "started_at": f"2025-11-01T0{number}:00:00Z",
            "ended_at": f"2025-11-01T0{number}:00:01Z",
            "inputs": {"expected": (0.5, 1, 0, None)[number % 4]},
            "output": {"items": [number % 3, "a"]},
        }
        for number in range(8)
    ]


def feedback() -> list[dict[str, Any]]:
    """Feedback of two types, up to three of one about a call; some is about a turn, some of another project."""
    mine = [_feedback(number) for number in range(30)]
    return [*mine, *({**row, "project_id": "acme/sets2"} for row in mine)]


def _feedback(number: int) -> dict[str, Any]:
    score = _SCORES[number % len(_SCORES)]
    kind = "agent_turn" if number % 9 == 8 else "call"
    return {
        "id": f"g{number:02}",
        "project_id": PROJECT,
        "weave_ref": f"weave-trace-internal:///{PROJECT}/{kind}/s{(0, 1, 4, 2, 0, 3, 1, 6)[number % 8]}",
        "feedback_type": _TYPES[number % 3],
        "created_at": f"2025-11-02T00:00:{number:02}Z",
        "payload": {"score": score, "before": _SCORES[number * 7 % len(_SCORES)], "emoji": ("👍", "👎")[number % 2]},
        "creator": ("Ann", None)[number // 3 % 2],
        "trigger_ref": (None, "weave:///acme/sets/object/mon:v1")[number % 2],
    }


def queue_items() -> list[dict[str, Any]]:
    """Items of two queues, of which some are deleted."""
    return [
        {
            "id": f"i{number}",
            "project_id": PROJECT,
            "queue_id": f"queue{number % 2}",
            "call_id": f"s{number * 3 % 8}",
            "deleted_at": "2025-11-02T00:00:00Z" if number % 3 == 2 else None,
        }
        for number in range(7)
    ]


def stored() -> list[Row]:
    """The calls with what belongs to them, as a store keeps it."""
    return with_rows(calls(), feedback(), queue_items())
