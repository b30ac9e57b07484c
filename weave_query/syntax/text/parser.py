"""Room 1: text in, the tree of lark out. Everything that knows lark stands here and in `problems`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from weave_query.errors import InternalError, LimitError
from weave_query.syntax.json import HARD_DEPTH, check_text
from weave_query.syntax.text.problems import problem_of
from weave_query.syntax.text.spans import Span

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

Start = Literal["only_condition", "query"]
# Parentheses and lists are levels of the tree of lark too; each takes a few frames of Python's stack to read.
_LEVELS = 3 * HARD_DEPTH


_QUERY = re.compile(
    r"(?:\s|#[^\n]*\n)*(?:calls|count\s+calls|stats|usage\s+of|feedback(?!\s*\[)|threads|aggregate)(?![\w.])",
    re.IGNORECASE,
)


def is_query(source: str) -> bool:
    """Does a text begin as queries do, and not as a condition?"""
    return _QUERY.match(source) is not None


@lru_cache(maxsize=1)
def parser() -> Lark:
    """The parser, made at its first use."""
    from lark import Lark

    from weave_query_grammar import grammar

    return Lark(
        grammar(),
        parser="lalr",
        lexer="contextual",
        start=["only_condition", "query"],
        keep_all_tokens=True,
        maybe_placeholders=True,
        propagate_positions=True,
    )


def tree_of(source: str, start: Start) -> Tree[Token]:
    """The tree of a text. Raises ParseError with the place and what was expected there, LimitError for a deep one."""
    from lark.exceptions import UnexpectedInput

    check_text(source, Span(source, 0, len(source)))
    try:
        tree = parser().parse(source, start=start)
    except UnexpectedInput as error:
        problem = problem_of(error, source)
    else:
        _check_depth(tree, source)
        return tree
    # Raised outside of the handler: lark's error shows its whole state.
    raise problem


def _check_depth(tree: Tree[Token], source: str) -> None:
    level = [tree]
    depth = 0
    while level:
        depth += 1
        if depth > _LEVELS:
            raise too_deep(span(level[0], source))
        level = [child for node in level for child in trees_of(node)]


def too_deep(at: Span) -> LimitError:
    return LimitError("depth", f"the expression is nested deeper than {HARD_DEPTH} levels", at=at)


def span(node: Tree[Token] | Token, source: str) -> Span:
    """The characters of a token or a tree."""
    if isinstance(node, str):
        return Span(source, node.start_pos or 0, node.end_pos or 0)
    meta = node.meta
    return Span(source, 0, len(source)) if meta.empty else Span(source, meta.start_pos, meta.end_pos)


def token_of(tree: Tree[Token], place: int) -> Token:
    """The token at a place of a node where the grammar has one."""
    found = tree.children[place]
    if not isinstance(found, str):
        raise InternalError("the grammar has a token here")
    return found


def trees_of(tree: Tree[Token]) -> list[Tree[Token]]:
    """What is below a node and is no token."""
    return [child for child in tree.children if child is not None and not isinstance(child, str)]
