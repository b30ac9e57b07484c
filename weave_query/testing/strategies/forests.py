"""Testing: calls as `Database.load(calls=...)` takes them, in traces.

A forest is small, so that it shrinks; `corpus` puts many of them together for tests that load once and ask often.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st

from weave_query.testing.strategies.documents import json_documents, json_scalars, json_values
from weave_query.testing.strategies.sampling import samples

Call = dict[str, Any]

PROJECTS = ("fuzz/one", "fuzz/two")
_OPS = (
    *("plain", "x/op/name:v1", "weave:///a/b/op/c:d:e", "weave:///a/b/op/no_version", "weave:///a/b/op/É:1", "op:1"),
    *("weave-trace-internal:///p/op/answer:abc", "", "/op/", "/op/:v", "answer"),
)
_NAMES = (None, "", "a name", "É name", "10", "9", "true", "Z", "z")
_ERRORS = (None, None, None, "", "Boom: é", '{"type": "ValueError"}', "null")
_REFS: tuple[list[str] | None, ...] = (
    None,
    [],
    ["weave:///a/b/object/o:1"],
    ["weave:///a/b/object/o:1", "é:2", "100%:_"],
    [""],
    ["weave:///a/b/object/p:2"],
)
_STEPS = (None, 0, 1, 5, -1, 2**53 + 1, 2**62, 2**63 - 1)
_MODELS = ("gpt-4", "o3-mini", "a.b/c:d", "")
# A counter is a number or numeric text; anything else counts as 0.
_COUNTERS = (0, 1, 10, 250, "7", 1.5, -1, 2**53, 2**53 + 1, "x", None, True, "1e3")
_COUNTER_NAMES = (
    *("prompt_tokens", "completion_tokens", "total_tokens", "input_tokens", "output_tokens"),
    *("cache_read_input_tokens", "cache_creation_input_tokens", "requests"),
)
# Microseconds since 1970: the epoch and before it, ends of an hour, a day and a year, a change of clocks, 2^31 seconds.
_MOMENTS = (
    *(
        1_761_440_400_000_000,
        1_761_440_400_000_001,
        1_761_440_399_999_999,
        1_761_526_800_000_000,
        1_761_436_800_500_000,
    ),
    *(1_743_296_400_000_000, 1_767_225_599_999_999, 1_767_225_600_000_000, 0, 1, -1, 2**31 * 1_000_000, 86_400_000_000),
)

# How many calls before it the parent of a call stands; None for a root.
_BACK = (None, 1, 2, 1, 3, None, 99)
_FORTH = (-1, -2, -1)
# Stands for the id of the call itself.
_OWN = "own"
_EXPIRES = (
    *(None, None, "2030-01-01T00:00:00Z", "2025-10-26T01:00:00Z", "1969-12-31T23:59:59.999999Z"),
    *("2026-01-01T00:00:00.000001Z", "2025-10-26T03:00:00.000001+02:00"),
)
_TYPES = ("wandb.reaction.1", "quality", "a.b]c", "")
_REFS_OF_FEEDBACK = (None, None, "", "a", "é", "weave:///a/b/object/o:1", "weave:///a/b/object/o:2")
_QUEUES = ("queue1", "queue10", "", "é", "9")
_LASTED = (None, 0, 1, 999, 1000, 1500, 2_500_001, 86_400_000_000, -5000)


@cache
def _usage() -> st.SearchStrategy[dict[str, Any]]:
    """Usage by model, as summaries have it: mostly whole, sometimes with a block that is none."""
    counters = st.dictionaries(st.sampled_from(_COUNTER_NAMES), st.sampled_from(_COUNTERS), max_size=4)
    return st.dictionaries(st.sampled_from(_MODELS), counters | st.sampled_from((None, 1, [])), max_size=2)


@cache
def _summary() -> st.SearchStrategy[dict[str, Any] | None]:
    counts = st.fixed_dictionaries({"error": st.sampled_from((0, 1, "1", "0", "x", None, 0.5, True, [1]))})
    known = st.fixed_dictionaries({}, optional={"usage": _usage(), "status_counts": counts})
    # `weave` is computed, never stored.
    others: st.SearchStrategy[dict[str, Any]] = json_documents(max_leaves=3).map(_without_weave)
    return st.none() | st.builds(lambda one, other: {**one, **other}, others, known)


@cache
def _documents() -> st.SearchStrategy[dict[str, Any]]:
    """The four documents. Inputs have some names in common, so that one path finds something in many calls."""
    value = json_scalars() | json_scalars() | json_values(max_leaves=5)
    shared = {**dict.fromkeys(("v", "w", "n"), value), "items": st.lists(json_values(max_leaves=3), max_size=4)}
    inputs = st.fixed_dictionaries({}, optional=shared)
    nothing: dict[str, Any] = {}
    others = st.just(nothing) | json_documents(max_leaves=4)
    return st.fixed_dictionaries(
        {
            "inputs": st.builds(lambda one, other: {**one, **other}, inputs, others),
            "output": value,
            "attributes": st.one_of(
                st.none(), st.just(nothing), json_documents(max_leaves=5), st.fixed_dictionaries({"k": value})
            ),
            "summary": _summary(),
        }
    )


@cache
def _columns() -> st.SearchStrategy[Call]:
    """What a call has beside its place and its documents."""
    return st.fixed_dictionaries(
        {
            "op_name": st.sampled_from(_OPS),
            "display_name": st.sampled_from(_NAMES),
            "thread_id": st.sampled_from((None, "t", "T", "")),
            "turn_id": st.sampled_from((None, "t", _OWN)),
            "started_at": st.sampled_from(_MOMENTS),
            "ended_at": st.sampled_from(_LASTED),
            "exception": st.sampled_from(_ERRORS),
            "input_refs": st.sampled_from(_REFS),
            "output_refs": st.sampled_from(_REFS),
            "wb_user_id": st.sampled_from((None, "u1", "u2")),
            "wb_run_id": st.sampled_from((None, "r", "R")),
            "wb_run_step": st.sampled_from(_STEPS),
            "wb_run_step_end": st.sampled_from(_STEPS),
            "deleted_at": st.integers(0, 14).map(lambda number: number == 14),
            "expire_at": st.sampled_from(_EXPIRES),
        }
    ).map(_timed)


@cache
def _belongings() -> st.SearchStrategy[Call]:
    """Feedback and places in queues of one call, of few types, so that conditions meet several of one in a call."""
    value = json_scalars() | json_scalars() | json_values(max_leaves=4)
    whole = st.fixed_dictionaries(
        {}, optional={**dict.fromkeys(("v", "w", "n"), value), "items": st.lists(value, max_size=3)}
    )
    feedback = st.fixed_dictionaries(
        {
            "type": st.sampled_from(_TYPES),
            "payload": st.one_of(whole, whole, whole, st.none(), json_values(max_leaves=3)),
            "runnable_ref": st.sampled_from(_REFS_OF_FEEDBACK),
            "trigger_ref": st.sampled_from(_REFS_OF_FEEDBACK),
            "creator": st.sampled_from((None, "", "Ann", "é")),
            "created_at": st.sampled_from(_MOMENTS).map(moment),
            "about": st.sampled_from(("call", "call", "call", "call", "agent_turn")),
        }
    )
    queues = st.fixed_dictionaries(
        {"queue_id": st.sampled_from(_QUEUES), "deleted": st.integers(0, 3).map(lambda n: n == 3)}
    )
    return st.fixed_dictionaries({"feedback": st.lists(feedback, max_size=3), "queues": st.lists(queues, max_size=2)})


def _without_weave(found: dict[str, Any]) -> dict[str, Any]:
    return {key: item for key, item in found.items() if key != "weave"}


def _timed(drawn: Call) -> Call:
    """The drawn columns with times as text: an end is drawn as what comes after the start."""
    started, lasted = drawn["started_at"], drawn["ended_at"]
    return {
        **drawn,
        "started_at": moment(started),
        "ended_at": None if lasted is None else moment(started + lasted),
        "deleted_at": moment(started) if drawn["deleted_at"] else None,
    }


@st.composite
def call_forests(
    draw: st.DrawFn,
    *,
    projects: tuple[str, ...] = PROJECTS,
    max_calls: int = 6,
    cycles: bool = False,
    self_parents: bool = False,
    belongings: bool = False,
    documents: st.SearchStrategy[dict[str, Any]] | None = None,
) -> list[Call]:
    """One to `max_calls` calls with ids of their own, in traces: roots, children, orphans whose parent does not exist.

    Some are unfinished, deleted, failed, or ended before they began; summaries may have usage; times stand at edges.
    Each call is of one of `projects`, and so its parent may be of another. cycles: a parent may be any call of the
    forest but itself, so that calls may be their own ancestors. self_parents: a call may be its own parent. belongings:
    calls carry feedback and places in queues, see `testing.belongings`. documents: what the four documents are drawn
    from.
    """
    # Parents are counted back from a call, so that shrinking may leave out any call.
    steps = [*_BACK, *(_FORTH if cycles else ()), *((0,) if self_parents else ())]
    place = st.tuples(st.sampled_from(steps), st.integers(0, 9), st.sampled_from(projects))
    call = st.tuples(place, _columns(), _documents() if documents is None else documents)
    found = draw(st.lists(call, min_size=1, max_size=max_calls))
    rows: list[Call] = []
    for number, ((step, other_trace, project), columns, given) in enumerate(found):
        parent = _parent(number, step, len(found))
        above = rows[number - step] if step is not None and 0 < step <= number else None
        trace = above["trace_id"] if above is not None and other_trace < 9 else f"t{number}"
        known = {"id": f"c{number}", "project_id": project, "trace_id": trace, "parent_id": parent}
        turn = f"c{number}" if columns["turn_id"] == _OWN else columns["turn_id"]
        carried = draw(_belongings()) if belongings else {}
        rows.append({**known, **columns, "turn_id": turn, **given, **carried})
    return rows


def _parent(number: int, step: int | None, count: int) -> str | None:
    """The id of a parent that is `step` calls before; that of nobody where there is no such call."""
    if step is None:
        return None
    place = number - step
    return f"c{place}" if 0 <= place < count else "gone"


def moment(micros: int) -> str:
    """Microseconds since 1970 as ISO 8601 text in UTC."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=micros)).isoformat()


def corpus(*, seed: int = 0, forests: int = 60, projects: tuple[str, ...] = PROJECTS, **options: Any) -> list[Call]:
    """The calls of `forests` forests in one list, ids and traces made distinct. The same for the same seed.

    options: those of `call_forests`.
    """
    made = samples(call_forests(projects=projects, **options), forests, seed=seed)
    return [_placed(row, f"f{number:03}") for number, forest in enumerate(made) for row in forest]


def _placed(row: Call, prefix: str) -> Call:
    names = {name: f"{prefix}-{row[name]}" for name in ("id", "trace_id", "parent_id") if row[name] is not None}
    turn = f"{prefix}-{row['turn_id']}" if row["turn_id"] == row["id"] else row["turn_id"]
    return {**row, **names, "turn_id": turn}
