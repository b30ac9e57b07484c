"""Usage is computed by statements that read: for a user who may do nothing else, too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

import weave_query as wq
from tests.engines import Engines

USAGE = {"usage": {"m": {"prompt_tokens": 2, "completion_tokens": 3, "total_tokens": 5}}}
CALLS = [
    {
        "id": name,
        "project_id": "p",
        "trace_id": "t",
        "op_name": "o",
        "parent_id": parent,
        "started_at": "2025-11-01T00:00:00Z",
        "ended_at": "2025-11-01T00:00:01Z",
        "summary": USAGE,
    }
    for name, parent in (("a", None), ("b", "a"), ("c", "b"), ("d", "nowhere"))
]


@contextmanager
def reading(engine: str, engines: Engines, folder: Path) -> Iterator[wq.Database]:
    """A database with the calls, which refuses to write."""
    url = engines.url("postgres", "read_only") if engine == "postgres" else f"{engine}:///{folder / 'calls.db'}"
    with wq.connect(url) as db:
        db.create_schema()
        db.load(calls=CALLS)
    if engine != "postgres":
        with wq.connect(f"{url}?mode=ro") as db:
            yield db
        return
    server = sa.create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with server.connect().execution_options(postgresql_readonly=True) as connection, wq.connect(connection) as db:
        yield db
    server.dispose()


@pytest.mark.parametrize("engine", ["postgres", "duckdb", "sqlite"])
def test_a_user_who_may_only_read_gets_usage(engine: str, engines: Engines, tmp_path: Path) -> None:
    with reading(engine, engines, tmp_path) as db, pytest.raises(wq.WeaveQueryError):
        db.load(calls=CALLS)
    with reading(engine, engines, tmp_path / "again" if engine == "postgres" else _made(tmp_path / "again")) as db:
        traces = db.run(wq.TraceUsageReq(project_id="p", include_costs=True)).call_usage
        assert {name: each["m"].total_tokens for name, each in traces.items()} == {"a": 15, "b": 10, "c": 5, "d": 5}
        asked = db.run(wq.CallsUsageReq(project_id="p", call_ids=["b", "d"])).call_usage
        assert {name: each["m"].total_tokens for name, each in asked.items()} == {"b": 10, "d": 5}


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
