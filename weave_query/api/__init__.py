"""The public functions: they wire the rooms, and hold the cache of compiled shapes."""

from weave_query.api.compiling import Where, as_query, compile, compile_page
from weave_query.api.database import Database, connect
from weave_query.api.shapes import clear_cache

__all__ = ["Database", "Where", "as_query", "clear_cache", "compile", "compile_page", "connect"]
