"""The grammar of the text language, in lark's notation: terminals, conditions, queries.

Text that these files accept, and nothing else, is a query; `weave_query.syntax.text` says what it means, and
docs/language.md explains each production with an example that runs.
"""

from __future__ import annotations

from importlib.resources import files

FILES = ("terminals.lark", "condition.lark", "query.lark")


def grammar() -> str:
    """The whole grammar as one text. Its start symbols are `only_condition` and `query`."""
    folder = files("weave_query_grammar")
    return "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in FILES)
