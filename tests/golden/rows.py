"""The calls that every golden request is asked of: few, awkward, and the same again where no request may look."""

from __future__ import annotations

from typing import Any

PROJECT = "acme/bot"
OTHER_PROJECT = "acme/bot2"
HOSTILE_KEY = "a\"b'\\ é.$*[0]:p0"
ABSENT = object()
# `inputs.v` of the calls, in order.
VALUES: tuple[Any, ...] = (
    *(ABSENT, None, "", True, False, "true", 0, 5, "5", 5.0, "5.0", 0.7, 0.30000000000000004, -1, "05"),
    *(2**53, 2**53 + 1, "9007199254740993", 2.0**53, 2**63 - 1, 1e300),
    *("gpt-4", "GPT-4", "gpt-4o", "é", "É", 'say "hi"', "[5]", "Refund é", "REFUND É", "straße"),
    *([], [5], [1, "Refund 5", None, True], {}, {"5": 1}, {"0": "zero", "a.b": {"c": 5}}),
)
_OPS = (
    "answer",
    "weave:///acme/bot/op/answer:v1",
    "weave:///acme/bot/op/answer:v2",
    "weave:///acme/bot/op/answer_2:v1",
    "weave:///acme/bot/op/retrieve:v1",
)
_REFS: tuple[list[str], ...] = (
    [],
    ["weave:///acme/bot/object/prompt:v1"],
    ["weave:///acme/bot/object/prompt:v2", "other:1"],
    ["é%_:2"],
)
_NAMES = (None, "", "a name", "É name")
_ERRORS = (None, None, "Boom: é", "", None)
_COUNTS: tuple[dict[str, Any], ...] = ({}, {"error": 0}, {"error": 1}, {"error": "2"}, {"error": True})


def calls() -> list[dict[str, Any]]:
    """All calls: those of the project, the same in another project, and some that are deleted."""
    mine = [_call(position, PROJECT) for position in range(len(VALUES))]
    others = [{**call, "project_id": OTHER_PROJECT} for call in mine]
    deleted = [{**call, "id": f"deleted-{call['id']}", "deleted_at": call["started_at"]} for call in mine[::2]]
    return [*mine, *others, *deleted]


def _call(n: int, project: str) -> dict[str, Any]:
    value, before = VALUES[n], VALUES[n - 1]
    documents = [None if item is ABSENT else item for item in (before, value)]
    return {
        "id": f"c{n:02}",
        "project_id": project,
        "op_name": _OPS[n % 5],
        "trace_id": f"t{n // 4}",
        "parent_id": None if n % 4 == 0 else f"c{n - 1:02}",
        "display_name": _NAMES[n % 4],
        "thread_id": (None, "t", "T")[n % 3],
        "turn_id": (f"c{n:02}", None, f"c{n:02}", f"c{n - 1:02}", f"c{n:02}")[n % 5],
        "started_at": _time(n // 2, n % 5),
        "ended_at": None if n % 3 == 1 else _time(n // 2 + n % 6, 0 if n % 6 else n % 5),
        "exception": _ERRORS[n % 5],
        "attributes": {"n": n, HOSTILE_KEY: n % 3, "env": "prod" if n % 2 else "test"},
        "inputs": {
            **({} if value is ABSENT else {"v": value}),
            "w": documents[0] if n % 3 else documents[1],
            "items": documents if n % 2 else {"0": documents[1], "00": 5},
        },
        "output": documents[1],
        "summary": {"status_counts": _COUNTS[n % 5], "n": n / 4},
        "input_refs": _REFS[n % 4],
        "output_refs": _REFS[n % 3],
        "wb_user_id": ("ana", "bo", None)[n % 3],
        "wb_run_step": (None, 2**53 + 1, 1, 0)[n % 4],
    }


def feedback() -> list[dict[str, Any]]:
    """All feedback: that of the project, and the same in another project."""
    mine = [_feedback(position, PROJECT) for position in range(24)]
    return [*mine, *({**row, "project_id": OTHER_PROJECT} for row in mine)]


def _feedback(n: int, project: str) -> dict[str, Any]:
    return {
        "id": f"f{n:02}",
        "project_id": project,
        "weave_ref": f"weave:///{project}/{('call', 'agent_turn', 'agent_conversation')[n % 3]}/c{n:02}",
        "feedback_type": ("wandb.agent_monitor", "wandb.reaction.1")[n % 4 == 3],
        "created_at": _time(n * 3, n % 2),
        "payload": {"output": {"score": (0.5, None, 2, "2", -0.25, True)[n % 6]}, "ok": (True, False, None)[n % 3]},
        "runnable_ref": (None, "weave:///acme/bot/object/tone:v1", "weave:///acme/bot/object/tone:v2")[n % 3],
        "trigger_ref": ("weave:///acme/bot/object/mon:v1", None, "weave:///acme/bot/object/monday:v1")[n % 3],
        "scorer_tags": ([], ["good"], ["good", "good", "é \"'"])[n % 3],
        "scorer_ratings": ({}, {"_rating_": 0}, {"_rating_": 0.5, "tone": 0}, {"_rating_": 1, "tone": "x"})[n % 4],
        "span_agent_name": (None, "router", "writer", "")[n % 4],
        "span_status_code": ("OK", "ERROR")[n % 2],
    }


def _time(hours: int, micros: int) -> str:
    return f"2025-11-{1 + hours // 24:02}T{hours % 24:02}:30:00.{micros:06}Z"
