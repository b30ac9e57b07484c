"""Room 1: what the clauses of queries are made of: times, names, texts and fields, each with its place."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from weave_query.errors import ParseError
from weave_query.syntax.paths import FieldPath
from weave_query.syntax.print import path_to_json
from weave_query.syntax.text import words
from weave_query.syntax.text.fields import field_of, field_text, path_of
from weave_query.syntax.text.parser import span, token_of
from weave_query.syntax.text.read import Reader
from weave_query.syntax.text.spans import Span

if TYPE_CHECKING:
    from lark import Token, Tree


class Written:
    """The text of a query. now: the clock, None where there is none."""

    def __init__(self, source: str, now: datetime | None) -> None:
        self.source = source
        self.now = now
        self.reader = Reader(source, now)
        self.groups = Reader(source, now, short=False)

    def at(self, node: Tree[Token] | Token) -> Span:
        return span(node, self.source)

    def moment(self, tree: Tree[Token]) -> datetime:
        found = self.reader.moment(tree)
        if found is None:
            raise ParseError("a time is a date, `now()`, or one of these moved by a duration", at=self.at(tree))
        return found

    def clock(self, at: Span) -> datetime:
        if self.now is None:
            raise ParseError("this needs the clock", at=at, hint="`now=datetime.now(UTC)` passes it in")
        return self.now

    def texts(self, tree: Tree[Token]) -> list[str]:
        tokens = [each for each in tree.children if isinstance(each, str) and each.type == "STRING"]
        return [words.unquoted(token, self.at(token)) for token in tokens]

    def name(self, tree: Tree[Token]) -> str:
        """The name of a column of an answer."""
        if tree.data == "text":
            return words.unquoted(token_of(tree, 0), self.at(tree))
        path = path_of(tree, self.source, short=False)
        return str(path) if isinstance(path, FieldPath) else "$$this"

    def path_json(self, tree: Tree[Token]) -> str | list[str | int]:
        return path_to_json(field_of(tree, self.source))

    def path_text(self, tree: Tree[Token]) -> str:
        return field_text(tree, self.source)


def integer(token: str) -> int:
    # More digits are beyond every limit.
    return int(token) if len(token) <= 30 else 10**30


def iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
