"""A test that is called after an engine runs on that engine."""

from __future__ import annotations

from weave_query.api import Database


def test_the_database_is_that_of_the_engine(engine: str, db: Database) -> None:
    assert db.backend.name == {"chdb": "clickhouse"}.get(engine, engine)
