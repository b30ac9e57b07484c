"""How long a database may work on one statement, for drivers whose engine does not watch the clock itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread
from time import monotonic

_AGAIN = 0.1
"""Seconds until what goes on is interrupted again."""


class Allowance:
    """The time of one statement. Only work counts: an answer may be left half read for as long as one likes.

    seconds: None, and there is no end to it. over: has the statement had its time?
    """

    def __init__(self, seconds: float | None) -> None:
        self.over = False
        self._left = seconds

    @contextmanager
    def interrupted(self, interrupt: Callable[[], object]) -> Iterator[None]:
        """Work inside is interrupted, from another thread, when the time is over; never work that comes after it."""
        if self._left is None:
            yield
            return
        ended, turn = Event(), Lock()
        first = max(self._left, 0)

        def watch() -> None:
            wait = first
            while not ended.wait(wait):
                with turn:
                    if not ended.is_set():
                        self.over = True
                        interrupt()
                # What had not begun yet was not interrupted.
                wait = _AGAIN

        watching = Thread(target=watch, daemon=True)
        watching.start()
        begun = monotonic()
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
        if self._left is None:
            yield None
            return
        begun = monotonic()
        end = begun + self._left

        def is_over() -> bool:
            self.over = self.over or monotonic() > end
            return self.over

        try:
            yield is_over
        finally:
            self._left -= monotonic() - begun
