"""In notebooks: a statement in many lines. Only spaces are put in; every other character stays."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A quoted part is one token, whatever is in it.
_TOKENS = re.compile(r"'(?:[^'\\]|\\.|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|\w+|\s+|.", re.DOTALL)
_QUERY = re.compile(r"\s*(?:SELECT|WITH)\b")
_JOINS = ("JOIN", "LEFT", "INNER", "CROSS")
_BEGIN = frozenset(
    (*_JOINS, "SELECT", "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "UNION", "AND", "SETTINGS")
)
# After these, a word that begins a line elsewhere goes on with theirs.
_GOES_ON = frozenset(("LEFT", "INNER", "CROSS", "OUTER", "ANY", "DISTINCT", "WITHIN", "BETWEEN"))
_INDENT = "  "


def in_lines(sql: str) -> str:
    """The statement with a line for each clause, each column and each condition, those of queries within indented."""
    return "".join(_placed(sql)).strip() if _QUERY.match(sql) else sql


def _placed(sql: str) -> Iterator[str]:
    inside: list[bool] = []  # of each open parenthesis or CASE: is it around a query?
    gap, before = "", ""
    for found in _TOKENS.finditer(sql):
        token = found[0]
        if token.isspace():
            gap = token
            continue
        line = "\n" + _INDENT * sum(inside)
        is_clause = not inside or inside[-1]
        if token in ("END", ")") and inside:
            if inside.pop():
                gap = "\n" + _INDENT * sum(inside)
        elif is_clause and token in _BEGIN and before not in _GOES_ON:
            gap = line + (_INDENT if token == "AND" else "")
        elif is_clause and before == ",":
            gap = line + _INDENT
        yield gap + token
        gap = ""
        if token == "CASE":
            inside.append(False)
        elif token == "(":
            inside.append(_QUERY.match(sql, found.end()) is not None)
        before = token
