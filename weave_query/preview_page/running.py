"""What is being run for the page, so that it can be stopped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock

from weave_query.allowance import stopped_by


class Running:
    """What is under way, by tickets: names that the page gives to what it asks."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._stops: dict[str, Event] = {}

    @contextmanager
    def under(self, ticket: str) -> Iterator[None]:
        """What is asked of a database inside ends when its ticket is stopped; an empty one never is."""
        if not ticket:
            yield
            return
        with self._lock:
            stop = self._stops.setdefault(ticket, Event())
        try:
            with stopped_by(stop):
                yield
        finally:
            with self._lock:
                self._stops.pop(ticket, None)

    def stop(self, ticket: str) -> bool:
        """Stop what has a ticket. Was there any?"""
        with self._lock:
            found = self._stops.get(ticket)
        if found is not None:
            found.set()
        return found is not None
