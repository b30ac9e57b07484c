"""Usage that is read call by call: the same as the whole answer, and given back when nobody wants the rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, Engines
from tests.stats.rows import prices
from tests.usage.forests import PROJECT, forest
from weave_query.api import Database

CALLS = forest(3, 120)


@pytest.fixture(scope="module", params=ENGINES)
def stream_db(request: pytest.FixtureRequest, engines: Engines) -> Iterator[Database]:
    opened = engines.open(request.param, "usage_stream")
    opened.load(calls=CALLS, prices=prices(2))
    yield opened
    opened.close()


def trace_usage(**rest: Any) -> wq.TraceUsageReq:
    return wq.TraceUsageReq(project_id=PROJECT, limit=None, **rest)


@pytest.mark.share(2)
def test_a_stream_gives_what_running_gives_in_the_order_of_ids(stream_db: Database) -> None:
    whole = stream_db.run(trace_usage(include_costs=True))
    with stream_db.stream(trace_usage(include_costs=True)) as usage:
        pairs = list(usage)
        assert dict(pairs) == whole.call_usage
        assert [id for id, _ in pairs] == sorted(whole.call_usage)
        assert usage.unfinished_call_ids == whole.unfinished_call_ids
        assert usage.metadata == dict(whole.metadata)


@pytest.mark.share(2)
def test_unknown_ids_come_last(stream_db: Database) -> None:
    request = wq.CallsUsageReq(project_id=PROJECT, call_ids=["unknown", "u00001"])
    usage = stream_db.stream(request)
    whole = stream_db.run(request)
    assert dict(usage) == whole.call_usage
    assert usage.metadata == whole.metadata
    assert whole.metadata["unknown_call_ids"] == ["unknown"]
    known = stream_db.run(request.model_copy(update={"call_ids": ["u00001"]}))
    assert "unknown_call_ids" not in known.metadata
    assert [id for id, _ in stream_db.stream(request)][-1] == "unknown"


def test_a_stream_that_is_closed_early_leaves_the_database_usable(stream_db: Database) -> None:
    for _ in range(3):
        usage = stream_db.stream(trace_usage())
        next(usage)
        usage.close()
        usage.close()
        assert list(usage) == []
    stream_db.stream(trace_usage()).close()
    stream_db.load(calls=CALLS[:3])
    assert stream_db.run(trace_usage()).call_usage


def test_other_kinds_are_not_streamed(stream_db: Database) -> None:
    with pytest.raises(wq.UnsupportedError, match="WQ401"):
        stream_db.stream(wq.CallsQueryReq(project_id=PROJECT))  # type: ignore[arg-type]
