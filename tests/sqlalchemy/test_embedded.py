"""An engine on the embedded Postgres, by its documented way."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

import weave_query as wq
from weave_query.errors import ConnectionUrlError, ExecutionError
from weave_query_postgres import embedded

COUNT = wq.CallsQueryStatsReq(project_id="p")
CALL = {"id": "c", "project_id": "p", "trace_id": "t", "op_name": "o", "started_at": "2026-01-01T00:00:00Z"}


def test_an_engine_and_a_url_are_on_the_same_embedded_server(tmp_path: Path) -> None:
    folder = tmp_path / "traces.pg"
    with embedded(folder) as url:
        engine = sa.create_engine(url)
        db = wq.connect(engine)
        db.create_schema()
        db.load(calls=[CALL])
        with wq.connect(f"postgresql+embedded:///{folder}") as other:
            assert other.run(COUNT).count == db.run(COUNT).count == 1
        assert db.run(COUNT).count == 1
        engine.dispose()
    with pytest.raises(ExecutionError, match="WQ504: SQLAlchemy gives no connection"):
        db.run(COUNT)


def test_a_folder_that_cannot_be_is_refused() -> None:
    with pytest.raises(ConnectionUrlError, match="there is no folder `/no/such`"), embedded("/no/such/folder"):
        pass
