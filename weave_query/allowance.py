"""How long a database may work on one statement, for drivers whose engine does not watch the clock itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from threading import Event, Lock, Thread
from time import monotonic

_AGAIN = 0.1
"""Seconds until what goes on is interrupted again: what had not begun was not."""
_LOOK = 0.1
"""Seconds between two looks at whether a statement is to stop."""

_STOP: ContextVar[Event | None] = ContextVar("stop", default=None)


@contextmanager
def stopped_by(stop: Event) -> Iterator[None]:
    """Statements that are begun inside end when the event is set, and with it those that would follow."""
    before = _STOP.set(stop)
    try:
        yield
    finally:
        _STOP.reset(before)


class Allowance:
    """The time of one statement. Only work counts: an answer may be left half read for as long as one likes.

    seconds: None, and there is no end to it but that of `stopped_by`. over: has the statement had its time?
    """

    def __init__(self, seconds: float | None) -> None:
        self.over = False
        self._left = inf if seconds is None else seconds
        self._stop = _STOP.get()

    @contextmanager
    def interrupted(self, interrupt: Callable[[], object]) -> Iterator[None]:
        """Work inside is interrupted, from another thread, when the time is over; never work that comes after it."""
        if self._is_endless:
            yield
            return
        ended, turn = Event(), Lock()
        begun = monotonic()
        end = begun + self._left

        def watch() -> None:
            while not ended.wait(self._pause(end)):
                with turn:
                    # What had not begun yet was not interrupted, so it is done again.
                    if not ended.is_set() and self._is_over(end):
                        interrupt()

        watching = Thread(target=watch, daemon=True)
        watching.start()
        try:
            yield
        finally:
            with turn:
                ended.set()
            # One that outlives the interpreter ends the process where a library in C++ is loaded.
            watching.join()
            self._left -= monotonic() - begun

    @contextmanager
    def watched(self) -> Iterator[Callable[[], bool] | None]:
        """What the work inside is to ask now and then: is the time over? None where it need not ask."""
        if self._is_endless:
            yield None
            return
        begun = monotonic()
        end = begun + self._left
        try:
            yield lambda: self._is_over(end)
        finally:
            self._left -= monotonic() - begun

    @property
    def is_spent(self) -> bool:
        """Has the statement had its time, or is it to stop, before its next piece of work? Pieces may be shorter than
        it takes to interrupt one."""
        return self._is_over(monotonic() + self._left)

    @property
    def _is_endless(self) -> bool:
        return self._left == inf and self._stop is None

    def _is_over(self, end: float) -> bool:
        self.over = self.over or monotonic() >= end
        return self.over or (self._stop is not None and self._stop.is_set())

    def _pause(self, end: float) -> float:
        """Seconds until it may be over."""
        if self.over:
            return _AGAIN
        left = max(end - monotonic(), 0)
        return left if self._stop is None else min(left, _LOOK)
