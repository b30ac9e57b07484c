"""Room 6, DuckDB: where the default storage keeps each logical column."""

from weave_query.default_storage import default_storage

STORAGE = default_storage()
