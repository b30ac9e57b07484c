"""`Options(always=...)`: every request is answered as if there were no calls but those of which the condition holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, Engines
from weave_query import F
from weave_query.errors import CursorError, SettingsError

PROJECT = "always/one"
START = datetime(2026, 3, 7, tzinfo=UTC)
KEY = b"a key of the tests, which is long enough"
MINE = F("inputs.owner") == "me"


def call(name: str, parent: str | None, owner: str, tokens: int, trace: str = "t") -> dict[str, Any]:
    usage = {"m": {"prompt_tokens": tokens, "completion_tokens": 0, "total_tokens": tokens, "requests": 1}}
    return {
        **{"id": name, "project_id": PROJECT, "trace_id": trace, "op_name": "op", "parent_id": parent},
        **{"thread_id": owner, "turn_id": name, "started_at": "2026-03-07T09:00:00Z"},
        **{"ended_at": "2026-03-07T09:00:01Z", "summary": {"usage": usage}, "inputs": {"owner": owner}},
    }


CALLS = [
    call("root", None, "me", 10),
    call("child", "root", "me", 4),
    call("hidden", "root", "other", 5),
    call("below", "hidden", "me", 1),
    call("alone", None, "other", 7, trace="u"),
    call("last", None, "me", 3, trace="v"),
]
FEEDBACK = [
    {
        "id": f"f{number}",
        "project_id": PROJECT,
        "weave_ref": f"weave-trace-internal:///{PROJECT}/call/{name}",
        "feedback_type": "note",
        "creator": "ann",
        "created_at": "2026-03-07T10:00:00Z",
        "payload": {"output": {"score": number}},
        "scorer_tags": ["a"],
    }
    for number, name in enumerate(["root", "hidden", "last", "alone"])
]
PRICE = {
    **{"id": "p", "pricing_level": "project", "pricing_level_id": PROJECT, "provider_id": "x", "llm_id": "m"},
    **{"prompt_token_cost": 0.5, "completion_token_cost": 1.0, "effective_date": "2026-01-01T00:00:00Z"},
}
DAY = {"start": START, "end": START + timedelta(days=1)}
REQUESTS: tuple[wq.Request, ...] = (
    wq.CallsQueryReq(project_id=PROJECT, include_storage_size=True, include_total_storage_size=True),
    wq.CallsQueryReq(project_id=PROJECT, include_costs=True, include_feedback=True, columns=["id", "inputs"]),
    wq.CallsQueryReq(
        project_id=PROJECT, sort_by=[{"field": "feedback.[note].payload.output.score", "direction": "desc"}]
    ),
    wq.CallsQueryReq(project_id=PROJECT, query=wq.Query('has_feedback("note") or cost > 1'), limit=2, offset=1),
    wq.CallsQueryStatsReq(project_id=PROJECT, include_total_storage_size=True),
    wq.CallStatsReq(project_id=PROJECT, **DAY, granularity=86_400, usage_metrics=[{"metric": "total_tokens"}]),
    wq.CallStatsReq(project_id=PROJECT, **DAY, granularity=86_400, call_metrics=[{"metric": "call_count"}]),
    wq.TraceUsageReq(project_id=PROJECT, include_costs=True),
    wq.CallsUsageReq(project_id=PROJECT, call_ids=["root", "hidden"]),
    wq.ThreadsQueryReq(project_id=PROJECT),
    wq.AggregateReq(
        project_id=PROJECT, measures=[{"function": "count"}, {"function": "sum", "field": "cost", "name": "usd"}]
    ),
    wq.FeedbackQueryReq(project_id=PROJECT),
    wq.FeedbackStatsReq(project_id=PROJECT, **DAY, metrics=[{"json_path": "output.score"}]),
    wq.FeedbackAggregateReq(project_id=PROJECT, after_ms=0, before_ms=4 * 10**12),
)


def rows_of(owner: str | None) -> dict[str, Any]:
    calls = [each for each in CALLS if owner in (None, each["thread_id"])]
    refs = tuple(f"/{each['id']}" for each in calls)
    return {
        "calls": calls,
        "feedback": [each for each in FEEDBACK if each["weave_ref"].endswith(refs)],
        "prices": [PRICE],
    }


@pytest.fixture(params=ENGINES)
def db(request: pytest.FixtureRequest, engines: Engines) -> wq.Database:
    return engines.filled(request.param, "always", lambda opened: opened.load(**rows_of(None)))


@pytest.fixture
def judge(engines: Engines) -> wq.Database:
    """The evaluator, with what the condition leaves alone."""
    return engines.filled("memory", "always_mine", lambda opened: opened.load(**rows_of("me")))


@pytest.mark.parametrize("policy", ["own", "cumulative", "auto"])
@pytest.mark.share(4)
def test_every_request_is_answered_as_if_the_other_calls_were_not_there(
    policy: Any, db: wq.Database, judge: wq.Database
) -> None:
    judge.options = wq.Options(stored_usage=policy)
    without = wq.Options(stored_usage=policy)
    for request in REQUESTS:
        db.options = without
        unrestricted = db.run(request)
        db.options = replace(without, always=MINE)
        assert db.run(request) == judge.run(request), request.kind
        assert db.run(request) != unrestricted or request.kind == "call_stats", request.kind


def ids(calls: Iterable[wq.CallSchema]) -> list[str]:
    return [each.id for each in calls]


@pytest.mark.parametrize(
    "given",
    [
        'inputs.owner = "me"',
        MINE,
        wq.Query(MINE),
        {"$eq": [{"$getField": "inputs.owner"}, "me"]},
        {"$expr": {"$eq": [{"$getField": "inputs.owner"}, {"$literal": "me"}]}},
    ],
    ids=["text", "F", "query", "operator", "JSON"],
)
@pytest.mark.share(6)
def test_it_is_written_as_where_is_and_holds_beside_it(given: Any, db: wq.Database) -> None:
    db.options = wq.Options(always=given, cursor_key=KEY)
    request = wq.CallsQueryReq(project_id=PROJECT, sort_by=[{"field": "id", "direction": "asc"}])
    assert ids(db.run(request).calls) == ["below", "child", "last", "root"]
    assert ids(db.run(request, where='trace_id = "t"').calls) == ["below", "child", "root"]
    assert ids(call for page in db.pages(request, size=1) for call in page.result.calls) == [
        "below",
        "child",
        "last",
        "root",
    ]
    with db.stream(wq.TraceUsageReq(project_id=PROJECT, limit=None)) as used:
        assert sorted(id for id, _ in used) == ["below", "child", "last", "root"]


def test_values_are_parameters_and_another_condition_is_another_statement(db: wq.Database) -> None:
    request = wq.CallsQueryReq(project_id=PROJECT, columns=["id"])
    found = {}
    for owner in ("me", "other", "nobody"):
        db.options = wq.Options(always=F("inputs.owner") == owner)
        found[owner] = (db.compile(request), sorted(ids(db.run(request).calls)))
    assert [answer for _, answer in found.values()] == [["below", "child", "last", "root"], ["alone", "hidden"], []]
    if db.backend.lowering is not None:
        assert len({compiled.sql for compiled, _ in found.values()}) == 1
    db.options = wq.Options()
    assert len(db.run(request).calls) == len(CALLS)


def test_a_cursor_is_of_its_condition(db: wq.Database) -> None:
    request = wq.CallsQueryReq(project_id=PROJECT, columns=["id"])
    db.options = wq.Options(always=MINE, cursor_key=KEY)
    after = db.page(request, size=1).next
    assert after is not None
    assert len(db.page(request, size=1, after=after).result.calls) == 1
    for other in (None, F("inputs.owner") == "other"):
        db.options = wq.Options(always=other, cursor_key=KEY)
        with pytest.raises(CursorError):
            db.page(request, size=1, after=after)


GIVEN: list[Callable[[wq.Options], object]] = [
    lambda options: wq.connect("sqlite://", options=options),
    lambda options: wq.compile(wq.CallsQueryReq(project_id="p"), "duckdb", options=options),
    lambda options: setattr(wq.connect("memory://"), "options", options),
]


@pytest.mark.parametrize("give", GIVEN, ids=["connect", "compile", "options"])
@pytest.mark.parametrize(
    ("always", "told"),
    [
        ("inputs.a =", "is no condition on calls: the text ends where a field"),
        ("latncy > 2", "`latncy` is not a field of calls; nearest: `latency_ms`"),
        ({"$eqq": [1, 2]}, r"`\$eqq` is no"),
        (5, "is no condition on calls"),
        ("cost > 1", "is about the columns and documents of a call, not its costs"),
        ('has_feedback("note")', "not its feedback and queues"),
        ('not feedback["note"].payload.x = 1', "not its feedback and queues"),
        (F("started_at") > "yesterday", "is no condition on calls"),
    ],
)
def test_what_is_no_condition_on_calls_is_the_servers_mistake(
    always: Any, told: str, give: Callable[[wq.Options], object]
) -> None:
    with pytest.raises(SettingsError, match=told):
        give(wq.Options(always=always))
