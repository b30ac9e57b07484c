"""Feedback and turns of threads that are awkward, from a seed, and the same again in a project where nobody looks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

PROJECT = "hostile/feedback"
OTHER = "hostile/feedback2"
START = 1_761_955_200  # 2025-11-01T00:00:00Z; summer time ends in New York on the next day
DAYS = 5
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

TYPES = ("wandb.reaction.1", "wandb.reaction.10", "wandb.agent_monitor", "human", "", "é*", "a_b")
TAGS = ("good", "nsfw", "", "très", 'a "b"', "back\\slash", "good ", "0", "🤖", "a'b", "x,y", "{}")
REFS: tuple[str | None, ...] = (
    *(None, "", "mon", "mon:d1", "mon:a:b", "/", "/:x", "a/", ":x", "no/colon"),
    *("weave:///e/p/object/mon:d1", "weave:///e/p/object/mon:d2", "weave:///e/p/object/monday:d1"),
    *("weave:///e/p/object/judge:d1", 'weave:///e/p/object/é"j\\:v', "weave:///e/p/object/mon:d1/attr/x"),
)
WEAVE_REFS = (
    *("weave:///e/p/call/c1", "weave:///e/p/agent_turn/t1", "weave:///e/p/agent_conversation/k/1"),
    *("weave:///e/p/agent_conversation/k1", "agent_turn/x", "agent_turn", "", "/", "agent_turn/", "a/agent_turn/b/"),
)
AGENTS = (None, "", "router", "writer", "Writer", 'r"o\\uter')
VERSIONS = (None, "", "1.0", "1.1", "é")
CODES = (None, "UNSET", "OK", "ERROR")
RATING_NAMES = ("_rating_", "tone", "", "a.b", 'q"uote', "é\\", "0")
NUMBERS: tuple[Any, ...] = (
    *(0, 0, 0.0, -0.0, 1, 0.5, 0.25, 0.1, 0.7, -1, -0.3, 3, 1e-9, 2**53 + 1, 2**63, 2**64, 1e16, 1e20, 1e150),
    *(1e151, 1e300, -1e300, 1e-150, 1e-151, 5e-324, -1e20),
)
NO_NUMBERS: tuple[Any, ...] = (None, True, False, "0.5", "1", " 1", "x", "", [], [1], {}, {"n": 1})


def feedback_rows(seed: int, number: int) -> list[dict[str, Any]]:
    """Rows of two projects. The second has the same ids, and the same values where the first has them."""
    random = Random(seed)
    mine = [_feedback(random, position) for position in range(number)]
    return [*mine, *({**row, "project_id": OTHER} for row in mine[::2])]


def _feedback(random: Random, position: int) -> dict[str, Any]:
    row = {
        "id": f"f{position:04}",
        "project_id": PROJECT,
        "weave_ref": random.choice(WEAVE_REFS),
        "wb_user_id": random.choice((None, "ana", "bo")),
        "creator": None,
        "created_at": iso(_moment(random)),
        "feedback_type": random.choice(TYPES),
        "payload": _payload(random),
        "runnable_ref": random.choice(REFS),
        "trigger_ref": random.choice(REFS),
        "scorer_tags": _tags(random),
        "scorer_ratings": _ratings(random),
        "span_agent_name": random.choice(AGENTS),
        "span_agent_version": random.choice(VERSIONS),
        "span_status_code": random.choice(CODES),
    }
    return {key: value for key, value in row.items() if value is not None or random.random() < 0.5}


def _moment(random: Random) -> int:
    if random.random() < 0.02:
        return random.choice((-5_000_000, 0, 999_999, 4_102_444_800_000_000))
    hours = START * 1_000_000 + random.randrange(DAYS * 24) * 3_600_000_000
    return hours + random.choice((0, -1, 1, random.randrange(3_600_000_000)))


def _tags(random: Random) -> list[str] | None:
    if random.random() < 0.3:
        return random.choice((None, []))
    return random.choices(TAGS, k=random.choice((1, 1, 2, 3, 6)))


def _number(random: Random) -> Any:
    plain = round(random.random(), random.choice((1, 2, 17)))
    return random.choice(NUMBERS) if random.random() < 0.3 else plain


def _ratings(random: Random) -> Any:
    if random.random() < 0.25:
        return random.choice((None, {}, {}, [], [0.5], "0.5", 5, True))
    names = random.sample(RATING_NAMES, random.choice((1, 1, 2, 3)))
    return {name: random.choice(NO_NUMBERS) if random.random() < 0.15 else _number(random) for name in names}


def _payload(random: Random) -> Any:
    if random.random() < 0.1:
        return random.choice((None, 5, "text", [], [1, {"score": 2}], {}, True))
    value = random.choice(NO_NUMBERS) if random.random() < 0.3 else _number(random)
    flag = random.choice((True, False, None, "true", 1, 0))
    output = random.choice(({"score": value, "ok": flag}, {"score": value}, [value, {"score": value}], value))
    return {"output": output, "ok": flag, "a b": value, "0": value, "": value}


def turns(seed: int, number: int) -> list[dict[str, Any]]:
    """Calls, most of which open a turn of a thread."""
    random = Random(seed)
    mine = [_call(random, position) for position in range(number)]
    return [*mine, *({**row, "project_id": OTHER} for row in mine[::3])]


THREADS = (None, "", "one", "two", "é", 'q"uote', "running", "Two", "🤖")


def _call(random: Random, position: int) -> dict[str, Any]:
    identity, thread = f"c{position:04}", random.choice(THREADS)
    # Few seconds, so that turns start together.
    started = (START + random.choice((0, 1, 2, 3600, random.randrange(86_400)))) * 1_000_000 + random.choice((0, 1))
    lasting = random.choice((0, 1, 999, 10**6, -5, -(10**6), random.randrange(10**9)))
    is_running = thread == "running" or random.random() < 0.15
    return {
        "id": identity,
        "project_id": PROJECT,
        "op_name": random.choice(("weave:///e/p/op/answer:1", "weave:///e/p/op/search:1")),
        "trace_id": f"t{position // 5}",
        "parent_id": None,
        "thread_id": thread,
        "turn_id": random.choice((identity, identity, identity, None, "c0000", "")),
        "started_at": iso(started),
        "ended_at": None if is_running else iso(started + lasting),
        "deleted_at": iso(started) if random.random() < 0.1 else None,
        "inputs": {"n": position},
        "attributes": {},
        "output": None,
        "summary": {},
    }


def iso(micros: int) -> str:
    return (_EPOCH + timedelta(microseconds=micros)).isoformat()
