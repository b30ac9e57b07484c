"""Room 1: a query of the text language as read: the kind of its request, and the request's keys as they are in JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from weave_query.errors import Location, ParseError
from weave_query.syntax.expr import Expr
from weave_query.syntax.text.spans import Span

Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What stands at a key of the request, and where that was written. value: as in JSON, conditions as `Expr`.

    parts: where what is below the key was written, as far as it has a place of its own. instead: keys that were not
    written at all, and would stand there.
    """

    key: Key
    value: Any
    at: Span
    parts: Mapping[Key, Span] = field(default_factory=dict)
    instead: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """body: the request without its project; what conditions it has are `Expr`. where: a condition that the request
    itself has no key for. places: where the value of a key was written, for what is wrong with it. head: what is asked,
    the place of all that was not written. instead: the places of some of it that are nearer."""

    kind: str
    body: Mapping[str, Any]
    head: Span
    where: Expr | None = None
    places: Mapping[Key, Span] = field(default_factory=dict)
    instead: Mapping[Key, Span] = field(default_factory=dict)

    def place(self, tokens: Key) -> Span | None:
        """Where a place of the request was written: it, what it is in, or the first that is in it."""
        for length in range(len(tokens), 0, -1):
            if (found := self.places.get(tokens[:length])) is not None:
                return found
        return next((at for key, at in self.places.items() if key[: len(tokens)] == tokens), None)

    def nearest_place(self, at: Location | None) -> Location | None:
        """The same, and for what was not written the place where it is missing. The project is in no text."""
        tokens = at.tokens if at is not None else ()
        if at is None or isinstance(at, Span) or tokens[:1] == ("project_id",):
            return at
        return self.place(tokens) or self.instead.get(tokens[:1]) or self.head


def statement(kind: str, found: Iterable[Found], where: Expr | None, head: Span) -> Statement:
    """A query of what its clauses say."""
    body: dict[str, Any] = {}
    places: dict[Key, Span] = {}
    instead: dict[Key, Span] = {}
    for each in found:
        places[each.key] = each.at
        places |= {(*each.key, *below): at for below, at in each.parts.items()}
        instead |= dict.fromkeys(each.instead, each.at)
        _put(body, each.key, each.value)
    return Statement(kind, body, head, where, places, instead)


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


def once(clauses: Iterable[tuple[str, Span]]) -> Iterator[None]:
    """Refuse a clause that stands twice, when it is its turn. name: of what it says, which may have several words."""
    seen: dict[str, str] = {}
    for name, at in clauses:
        word = at.text.lower()
        if (before := seen.get(name)) is not None:
            if before == word:
                raise ParseError(f"`{name}` stands twice", at=at)
            raise ParseError(f"`{word}` is another word for `{before}` here, which stands already", at=at)
        seen[name] = word
        yield


def below(key: Key, items: Iterable[tuple[Any, Span]]) -> Iterator[Found]:
    """The items of a list."""
    for number, (value, at) in enumerate(items):
        yield Found((*key, number), value, at)
