"""A streamed answer of PostgreSQL stays with the server, and comes in batches as it is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

import weave_query as wq
from tests.engines import Engines
from weave_query.api import Database
from weave_query.errors import ExecutionError
from weave_query_postgres.driver import BATCH

NUMBER = 3 * BATCH
REQUEST = wq.TraceUsageReq(project_id="p", limit=None)


def call(number: int) -> dict[str, Any]:
    return {
        "id": f"c{number:05}",
        "project_id": "p",
        "op_name": "op",
        "trace_id": "t",
        "started_at": "2026-01-01T00:00:00Z",
        "summary": {"usage": {"m": {"requests": 1}}},
    }


@pytest.fixture(scope="module")
def url(engines: Engines) -> str:
    """A database with more calls than a batch has rows."""
    url = engines.url("postgres", "streamed")
    with wq.connect(url) as db:
        db.create_schema()
        db.load(calls=map(call, range(NUMBER)))
    return url


@pytest.fixture
def db(url: str) -> Iterator[Database]:
    with wq.connect(url) as opened:
        yield opened


def cursors(db: Database) -> int:
    """The cursors that the server keeps for this connection."""
    held = "SELECT count(*) FROM pg_cursors WHERE is_holdable"
    with db.driver._connection.execute(held) as cursor:  # type: ignore[attr-defined]
        return int(cursor.fetchone()[0])


def test_only_a_batch_is_fetched_before_the_first_call_is_handed_out(db: Database) -> None:
    with db.stream(REQUEST) as usage:
        first = next(usage)
        assert (first[0], first[1]["m"].requests) == ("c00000", 1)
        (held,) = (each for each in gc.get_objects() if isinstance(each, psycopg.ServerCursor) and not each.closed)
        assert held.pgresult is not None
        assert 0 < held.pgresult.ntuples <= BATCH
        assert cursors(db) == 1
        assert len(list(usage)) == NUMBER - 1
    assert cursors(db) == 0


def test_other_statements_and_batches_come_between(db: Database) -> None:
    usage = db.stream(REQUEST)
    next(usage)
    assert db.run(wq.CallsQueryStatsReq(project_id="p")).count == NUMBER
    db.load(calls=[{**call(0), "project_id": "other"}])
    with db.stream(REQUEST) as other:
        assert next(other)[0] == "c00000"
        assert cursors(db) == 2
    assert next(usage)[0] == "c00001"
    usage.close()
    assert cursors(db) == 0


def test_a_stream_ends_with_its_database(db: Database) -> None:
    usage = db.stream(REQUEST)
    next(usage)
    db.close()
    with pytest.raises(ExecutionError, match="closed"):
        list(usage)


def test_a_user_who_may_only_read_streams(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE ROLE streaming_reader LOGIN")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO streaming_reader")
        connection.execute("ALTER ROLE streaming_reader SET default_transaction_read_only = on")
    separator = "&" if "?" in url else "?"
    with wq.connect(f"{url}{separator}user=streaming_reader") as db:
        with pytest.raises(ExecutionError):
            db.load(calls=[call(0)])
        assert len(list(db.stream(REQUEST))) == NUMBER
