"""Where Alembic begins. `alembic -c examples/migrations/alembic.ini upgrade head` makes the tables of weave_query in
the database of `sqlalchemy.url`; a server with migrations of its own adds `metadata` to its `target_metadata`."""

from __future__ import annotations

from alembic import context
from alembic.ddl.impl import DefaultImpl
from sqlalchemy import Connection, create_engine

from weave_query.sqlalchemy import metadata


class DuckDBImpl(DefaultImpl):
    """Alembic knows a dialect by such a class, and has none for DuckDB."""

    __dialect__ = "duckdb"


def migrate(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=metadata(connection))
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    migrate(given)
else:
    engine = create_engine(context.config.get_main_option("sqlalchemy.url") or "sqlite:///traces.db")
    with engine.connect() as opened:
        migrate(opened)
