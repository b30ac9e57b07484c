"""How threads come to the one connection of a driver, and how it is closed while they are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Condition, RLock

from weave_query.refusals import closed_database


class Gate:
    """Statements pass it until it is closed; closing waits for those inside.

    alone: let one thread in at a time, for a connection that can do one thing at a time. All locks are reentrant, since
    a result that is collected may want to pass in the middle of anything.
    """

    def __init__(self, *, alone: bool = False) -> None:
        self._turn: AbstractContextManager[object] = RLock() if alone else nullcontext()
        self._changed = Condition()
        self._inside = 0
        self.open = True

    @contextmanager
    def passing(self, sql: str, names: Iterable[str] = ()) -> Iterator[None]:
        """Be inside. Raises ExecutionError when the gate is closed; `sql` and `names` are for it."""
        with self._turn:
            with self._changed:
                self.check(sql, names)
                self._inside += 1
            try:
                yield
            finally:
                with self._changed:
                    self._inside -= 1
                    self._changed.notify_all()

    def check(self, sql: str, names: Iterable[str] = ()) -> None:
        """Raise ExecutionError when the gate is closed."""
        if not self.open:
            raise closed_database(sql, names)

    def close(self) -> bool:
        """Let nobody in any more and wait for those inside. True for the one who closed it."""
        with self._changed:
            first, self.open = self.open, False
            self._changed.wait_for(lambda: self._inside == 0)
            return first
