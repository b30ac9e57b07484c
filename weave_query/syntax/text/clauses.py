"""Room 1: the clauses of a query where they stand in its text, for those who show or rewrite it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from weave_query.syntax.expr import Expr
from weave_query.syntax.text import times, words
from weave_query.syntax.text.aggregates import Aggregates
from weave_query.syntax.text.parser import token_of, tree_of, trees_of
from weave_query.syntax.text.spans import Span
from weave_query.syntax.text.widths import duration_text

if TYPE_CHECKING:
    from lark import Token, Tree

_ANY_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
_HEADS = ("metric", "measures", "texts")


@dataclass(frozen=True, slots=True)
class Clause:
    """name: its keyword, `from` for a range of time. expr: its condition. times: what of it are times, as written: the
    whole of `from`, and of `filter` those of a name."""

    name: str
    at: Span
    expr: Expr | None = None
    times: tuple[tuple[str, str], ...] = ()


def clauses_of(source: str) -> list[Clause]:
    """The clauses of a query, in the order that they stand in. Raises ParseError."""
    tree = tree_of(source, "query")
    read = Aggregates(source, _ANY_MOMENT)
    read.measures(tree)
    return [_clause(each, read) for each in trees_of(tree) if each.data not in _HEADS]


def _clause(tree: Tree[Token], read: Aggregates) -> Clause:
    word = token_of(tree, 0)
    name = {"SORT": "sort", "LAST": "from"}.get(word.type, word.lower())
    expr = None
    if name in ("where", "having"):
        expr = (read.reader if name == "where" else read.groups).expr(trees_of(tree)[0])
    return Clause(name, read.at(tree), expr, tuple(_times(name, tree)))


def _times(name: str, tree: Tree[Token]) -> Iterator[tuple[str, str]]:
    if name == "from":
        yield name, " ".join(_words(tree))
    elif name == "filter":
        for each in trees_of(tree):
            for value in trees_of(each):
                if value.data != "texts":
                    yield str(token_of(each, 0)), " ".join(_words(value))


def _words(tree: Tree[Token]) -> list[str]:
    """The tokens of times, `now()` in one piece."""
    found: list[str] = []
    for child in tree.children:
        if child is None:
            continue
        if not isinstance(child, str) and child.data == "width":
            found.append(duration_text(child) or "")
        elif not isinstance(child, str) and child.data == "quoted_date":
            at = Span(token_of(child, 0), 0, 0)
            found.append(times.date_of(words.unquoted(at.source, at), at))
        elif not isinstance(child, str):
            found += ["now()"] if child.data in ("clock", "call") else _words(child)
        elif child.type in ("DATE", "DURATION"):
            found.append(str(child).replace(" ", "T"))
        else:
            found.append(child.lower())
    return found
