"""Room 2: requests as text. `read_query` reads `calls where ... limit 10`, `write_query` writes it."""

from weave_query.requests.text.format import format_text
from weave_query.requests.text.read import TextQuery, read_query
from weave_query.requests.text.write import write_query

__all__ = ["TextQuery", "format_text", "read_query", "write_query"]
