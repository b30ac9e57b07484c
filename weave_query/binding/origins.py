"""Room 3: where bound predicates come from. Binding tells it to whoever listens, and costs nothing when nobody does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from weave_query.binding.nodes import BoundAnd, BoundExpr, BoundOr
from weave_query.errors import Location

Origins = dict[BoundExpr, list[Location]]
"""Predicates by value, with the places in the request that each is of: of equal ones all."""

_LISTENING: ContextVar[Origins | None] = ContextVar("weave_query_origins", default=None)


@contextmanager
def recorded() -> Iterator[Origins]:
    """Listen: whatever is bound within comes along."""
    found: Origins = {}
    token = _LISTENING.set(found)
    try:
        yield found
    finally:
        _LISTENING.reset(token)


def tell(bound: BoundExpr, at: Location) -> BoundExpr:
    """Say where a predicate is from. Returns it."""
    listening = _LISTENING.get()
    if listening is not None:
        _note(listening, bound, at)
    return bound


def _note(listening: Origins, bound: BoundExpr, at: Location) -> None:
    places = listening.setdefault(bound, [])
    if at not in places:
        places.append(at)
    if isinstance(bound, BoundAnd | BoundOr):
        # Beside others of its kind, its parts may come to stand among theirs.
        for item in bound.items:
            _note(listening, item, at)
