"""The tables of `metadata` are those of the backend's own statements, as the database describes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext

import weave_query as wq
from tests.sqlalchemy.conftest import Make
from weave_query import F
from weave_query.catalogue.tables import TABLES
from weave_query.sqlalchemy import metadata
from weave_query.storage import NOTHING, Absence, StorageMap, Stored, TableMap

INI = Path(__file__).parents[2] / "examples" / "migrations" / "alembic.ini"
# duckdb-engine 0.17 asks DuckDB 2 for a catalogue that it does not have, so DuckDB describes its tables itself.
DUCKDB = (
    "SELECT * EXCLUDE (database_oid, database_name, schema_oid, table_oid) FROM duckdb_columns() WHERE NOT internal",
    "SELECT table_name, constraint_type, constraint_column_names FROM duckdb_constraints()",
    "SELECT table_name, index_name FROM duckdb_indexes()",
)


def described(engine: sa.Engine) -> Any:
    """Tables, columns with types, defaults and order, keys and indexes, as the database has them."""
    if engine.dialect.name == "duckdb":
        with engine.connect() as connection:
            return [sorted(map(repr, connection.exec_driver_sql(sql))) for sql in DUCKDB]
    inspector = sa.inspect(engine)
    return {
        table: (
            [{**column, "type": repr(column["type"])} for column in inspector.get_columns(table)],
            inspector.get_pk_constraint(table),
            sorted(map(index_described, inspector.get_indexes(table))),
            inspector.get_unique_constraints(table),
            inspector.get_foreign_keys(table),
        )
        for table in inspector.get_table_names()
    }


def index_described(index: Any) -> str:
    """With its condition as text, which SQLite's is not."""
    return repr({**index, "dialect_options": {key: str(each) for key, each in index["dialect_options"].items()}})


def by_statements(engine: sa.Engine, name: str) -> None:
    """Make the tables by the backend's own statements."""
    schema = wq.get_backend(name).schema
    assert schema is not None
    with engine.begin() as connection:
        for statement in filter(None, (each.strip() for each in schema().split(";"))):
            connection.exec_driver_sql(statement.replace("%", "%%"))


@pytest.fixture(scope="module")
def own(name: str, make_engine: Make) -> sa.Engine:
    """A database with the tables of the backend's own statements."""
    engine = make_engine(name, "own_schema")
    by_statements(engine, name)
    return engine


def test_create_schema_over_an_engine_makes_the_tables_of_the_own_statements(
    name: str, own: sa.Engine, make_engine: Make
) -> None:
    engine = make_engine(name, "made_schema")
    db = wq.connect(engine)
    db.create_schema()
    found = described(engine)
    assert found == described(own)
    assert all(table in repr(found) for table in TABLES)
    db.create_schema()  # what is there stays
    assert described(engine) == found


def test_create_schema_makes_an_index_that_is_missing_from_a_table_that_is_there(make_engine: Make) -> None:
    engine = make_engine("sqlite", "index")
    wq.connect(engine).create_schema()
    whole = described(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP INDEX calls_by_trace_id")
    assert described(engine) != whole
    wq.connect(engine).create_schema()
    assert described(engine) == whole


# duckdb-engine 0.17 cannot reflect the tables of DuckDB 2.
@pytest.mark.parametrize("name", ["postgres", "sqlite"], indirect=True)
def test_alembic_finds_nothing_to_change_in_tables_of_the_own_statements(name: str, own: sa.Engine) -> None:
    with own.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, metadata(name)) == []


def test_the_example_of_a_migration_runs_up_and_down(name: str, own: sa.Engine, make_engine: Make) -> None:
    engine = make_engine(name, "migrated")
    config = Config(INI)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.exec_driver_sql("SELECT id FROM calls").all()
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE alembic_version")
    assert described(engine) == described(own)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.stamp(config, "head")
        command.downgrade(config, "base")
        connection.exec_driver_sql("DROP TABLE alembic_version")
    assert described(engine) in ({}, [[], [], []])


def test_a_map_of_a_servers_own_tables_gives_their_names_types_and_keys(name: str, make_engine: Make) -> None:
    columns = {
        "id": Stored("SpanId", Absence.NEVER),
        "project_id": Stored("tenant", Absence.NEVER),
        "trace_id": Stored("trace", Absence.NEVER),
        "op_name": Stored("order", Absence.NEVER),
        "started_at": Stored("begun", Absence.NEVER),
        "ended_at": NOTHING,
        "deleted_at": Stored("gone"),
        "inputs": Stored("the inputs"),
    }
    spans = StorageMap("spans", {"calls": TableMap("Spans", columns, project="tenant")})
    engine = make_engine(name, "spans")
    tables = metadata(engine, storage=spans)
    tables.create_all(engine)
    made = tables.tables["Spans"]
    assert [column.name for column in made.primary_key] == ["tenant", "SpanId"]
    assert [column.name for column in made.c if column.nullable] == ["gone", "the inputs"]
    db = wq.connect(engine, storage=spans)
    with engine.begin() as connection:
        moment = "1" if name == "sqlite" else "TIMESTAMP '2026-01-01'"
        connection.exec_driver_sql(f"INSERT INTO \"Spans\" VALUES ('s', 'p', 't', 'o', {moment}, NULL, '{{\"a\": 1}}')")
    (found,) = db.run(
        wq.CallsQueryReq(project_id="p", columns=["id", "inputs"], query=wq.Query(F("inputs.a") == 1))
    ).calls
    assert (found.id, found.op_name, found.inputs) == ("s", "o", {"a": 1})
    with pytest.raises(wq.UnsupportedError, match="the tables of the storage `spans` are made and filled by"):
        db.create_schema()


def test_a_backend_without_a_dialect_has_no_tables_for_sqlalchemy() -> None:
    with pytest.raises(wq.UnsupportedError, match="WQ401: the backend `clickhouse` does not work with SQLAlchemy"):
        metadata("clickhouse")
