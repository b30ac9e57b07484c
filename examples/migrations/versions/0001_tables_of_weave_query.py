"""The tables of weave_query, with their keys and indexes, on Postgres, SQLite or DuckDB."""

from __future__ import annotations

from alembic import op

from weave_query.sqlalchemy import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    metadata(op.get_bind()).create_all(op.get_bind())


def downgrade() -> None:
    metadata(op.get_bind()).drop_all(op.get_bind())
