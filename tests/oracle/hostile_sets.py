"""Calls with ids that need care, and feedback and items of queues that are awkward, some of them about nobody."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from tests.oracle import hostile
from tests.oracle.sets import Row, with_rows
from tests.oracle.values import read_integer

PROJECT, OTHER = "hostile/sets", "hostile/100%_sets"
IDS = (
    *(
        "plain",
        "a",
        "A",
        "a/b",
        "a/b/call/c",
        "/call/c",
        "a:b",
        ":",
        "100%",
        "%",
        "_",
        "a_b",
        "aXb",
        "it's",
        'say "hi"',
    ),
    *("back\\slash", "é", "e\u0301", "😀", " ", " a", "a ", "", "0", "1e3", "null", "{p0}", "$1", "?", "line\nbreak"),
    *(f"c{number:02}" for number in range(20)),
)
TYPES = ("wandb.reaction.1", "wandb.reaction.10", "a]b", "a.b", "it's", "é*", "", "100%")
REFS = (None, "", "weave:///hostile/sets/object/o:1", "weave-trace-internal:///hostile/sets/object/o:1", "a", "é", "10")
QUEUES = ("queue1", "queue10", "", "é", "it's", "9", "10")
NOT_CALLS = (
    *("weave-trace-internal:///hostile/sets/agent_turn/plain", "weave:///hostile/sets/agent_conversation/plain"),
    *("weave-trace-internal:///hostile/other/call/plain", "weave:///hostile/call/plain", "/call/plain", "plain", ""),
    *("weave-trace-internal:///hostile/sets/op/plain", "weave-trace-internal:///hostile/sets/call", "x weave:///"),
    *("weave-trace-internal:///HOSTILE/sets/call/plain", "xweave:///hostile/sets/call/plain", "weave:///hostile/sets"),
)
FORMS = ("weave-trace-internal", "weave-trace-internal", "weave")


def _calls(project: str) -> list[dict[str, Any]]:
    return [
        {
            "id": identity,
            "project_id": project,
            "op_name": "weave:///a/op/é:1" if number % 2 else "plain",
            "trace_id": f"t{number // 4}",
            "parent_id": IDS[number - 1] if number % 4 else None,
            "display_name": (None, "a", "queue1", "")[number % 4],
            "started_at": f"2025-11-01T00:{number // 3:02}:00Z",
            "ended_at": None if number % 5 == 0 else f"2025-11-01T01:{number:02}:00.5Z",
            "inputs": {"v": (1, "1", "a", None, True, "é", 0.5, [1, "a"], {"a": 1}, "")[number % 10], "n": number},
            "output": {"items": [number % 3, "a", str(number % 4)]},
            "summary": {"n": number},
            "deleted_at": "2025-11-02T00:00:00Z" if number % 17 == 16 else None,
        }
        for number, identity in enumerate(IDS)
    ]


def _payload(random: Random, position: int) -> Any:
    values = [value for value in hostile.VALUES if value is not hostile.ABSENT]
    if position % 13 == 12:
        return random.choice((None, None, 5, "text", [], [1, {"v": 2}], {}, True, "", 0))
    found: dict[str, Any] = {"n": random.choice((0, 1, 2, 5, 0.5, "1", "a", None, True))}
    if position % 7:
        found["v"] = values[position * 5 % len(values)]
    if position % 3 == 0:
        found["w"] = random.choice((found.get("v"), 1, "1", "a", "é", None, ""))
    if position % 4 == 0:
        found["items"] = random.choice(([], [1, "a", None], ["1", 1, {"k": 2}], "a", [[1], []], None, [found["n"]]))
    if position % 5 == 0:
        found["a.b"] = {"": random.choice((1, "", None)), "0": "zero"}
    return found


def _feedback(random: Random, position: int) -> dict[str, Any]:
    project = PROJECT if position % 6 else OTHER
    about = random.choice(IDS[:40] if random.random() < 0.8 else (*IDS, "nobody"))
    ref = f"{random.choice(FORMS)}:///{project}/call/{about}"
    if position % 11 == 10:
        other = OTHER if project == PROJECT else PROJECT
        ref = random.choice((*NOT_CALLS, f"weave:///{other}/call/{about}", f"weave-trace-internal:///{other}/call/a"))
    return {
        "id": f"f{position:04}",
        "project_id": project,
        "weave_ref": ref,
        "feedback_type": random.choice((*TYPES, *TYPES[:2] * 3)),
        "payload": _payload(random, position),
        "creator": random.choice((None, "", "Ann", "é")),
        "created_at": f"2025-11-0{random.randint(1, 3)}T00:00:00.{random.choice((0, 1, 500_000)):06}Z",
        "runnable_ref": random.choice(REFS),
        "trigger_ref": random.choice(REFS),
    }


def _item(random: Random, position: int) -> dict[str, Any]:
    return {
        "id": f"q{position:03}",
        "project_id": PROJECT if position % 5 else OTHER,
        "queue_id": random.choice(QUEUES),
        "call_id": random.choice((*IDS[:30], *IDS[:30], "nobody")),
        "deleted_at": None if position % 4 else "2025-11-01T00:00:00Z",
    }


_RANDOM = Random(5)
CALLS = [*_calls(PROJECT), *_calls(OTHER)]
FEEDBACK = [_feedback(_RANDOM, position) for position in range(240)]
QUEUE_ITEMS = [_item(_RANDOM, position) for position in range(60)]


def judged_rows() -> list[Row]:
    """The calls with what belongs to them, as a store keeps it: integers beyond 64 bits are doubles."""
    calls, feedback, items = json.loads(json.dumps([CALLS, FEEDBACK, QUEUE_ITEMS]), parse_int=read_integer)
    return with_rows(calls, feedback, items)
