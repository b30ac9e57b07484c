"""Room 1: a query of the text language as read: the kind of its request, and the request's keys as they are in JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from weave_query.errors import ParseError
from weave_query.syntax.expr import Expr
from weave_query.syntax.text.spans import Span

Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What stands at a key of the request, and where that was written. value: as in JSON, conditions as `Expr`."""

    key: Key
    value: Any
    at: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """body: the request without its project; what conditions it has are `Expr`. where: a condition that the request
    itself has no key for. places: where the value of a key was written, for what is wrong with it."""

    kind: str
    body: Mapping[str, Any]
    where: Expr | None = None
    places: Mapping[Key, Span] = field(default_factory=dict)

    def place(self, tokens: Key) -> Span | None:
        """Where a place of the request was written: it, what it is in, or the first that is in it."""
        for length in range(len(tokens), 0, -1):
            if (found := self.places.get(tokens[:length])) is not None:
                return found
        return next((at for key, at in self.places.items() if key[: len(tokens)] == tokens), None)


def statement(kind: str, found: Iterable[Found], where: Expr | None) -> Statement:
    """A query of what its clauses say."""
    body: dict[str, Any] = {}
    places: dict[Key, Span] = {}
    for each in found:
        places[each.key] = each.at
        _put(body, each.key, each.value)
    return Statement(kind, body, where, places)


def _put(body: Any, key: Key, value: Any) -> None:
    """Set a value that may be several keys deep; a number counts in a list, one item after the other."""
    for step, following in pairwise(key):
        inner: Any = [] if isinstance(following, int) else {}
        if isinstance(step, int):
            if step == len(body):
                body.append(inner)
            body = body[step]
        else:
            body = body.setdefault(step, inner)
    if isinstance(key[-1], int):
        body.append(value)
    else:
        body[key[-1]] = value


def once(clauses: Iterable[tuple[str, Span]]) -> None:
    """Refuse a clause that stands twice."""
    seen: set[str] = set()
    for name, at in clauses:
        if name in seen:
            raise ParseError(f"`{name}` stands twice", at=at)
        seen.add(name)


def below(key: Key, items: Iterable[tuple[Any, Span]]) -> Iterator[Found]:
    """The items of a list."""
    for number, (value, at) in enumerate(items):
        yield Found((*key, number), value, at)
