"""chdb's sessions: one for each running statement, kept for the next one, and the answers that they stream."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from threading import RLock
from typing import Any


class Answer:
    """What a session streams. It ends by itself, or by `Sessions.end`."""

    def __init__(
        self, session: Any, sql: str, format: str, params: Mapping[str, Any], seconds: float | None = None
    ) -> None:
        self.session = session
        self._limited = seconds is not None
        if seconds is not None:
            # Without the second it would end at once what it expects to take too long, after ten seconds only.
            session.query(f"SET max_execution_time = {seconds}, timeout_before_checking_execution_speed = 0")
        self._chunks = session.send_query(sql, format, params=params)
        self._ended = False

    def read(self) -> bytes | None:
        """The next chunk, None at the end."""
        chunk = next(self._chunks, None)
        self._ended = chunk is None
        return None if chunk is None else bytes(chunk.bytes())

    def end(self) -> None:
        """Make the session free for another statement."""
        if not self._ended:  # what is cancelled behind its end may be the session's next statement
            with suppress(RuntimeError):  # it has ended in an error already
                self._chunks.cancel()
        if self._limited:  # a batch that is written has no such end
            self.session.query("SET max_execution_time = 0")


class Sessions:
    """The sessions of one connection. `opened` makes one."""

    def __init__(self, opened: Callable[[], Any]) -> None:
        self._opened = opened
        self._lock = RLock()
        self._idle: list[Any] = []
        self._answers: set[Answer] = set()
        self._open = True

    def take(self) -> Any:
        """A session that is free."""
        with self._lock:
            return self._idle.pop() if self._idle else self._opened()

    def give(self, session: Any) -> None:
        """Take a session back."""
        with self._lock:
            if self._open:
                self._idle.append(session)
            else:
                session.close()

    def stream(self, sql: str, format: str, params: Mapping[str, Any], seconds: float | None = None) -> Answer:
        """Send a statement, which may take so many seconds; its session is occupied until `end`."""
        session = self.take()
        try:
            answer = Answer(session, sql, format, params, seconds)
        except BaseException:
            self.give(session)
            raise
        with self._lock:
            self._answers.add(answer)
        return answer

    def end(self, answer: Answer) -> None:
        """End an answer, read or not. Ending twice is allowed."""
        with self._lock:
            if answer in self._answers:
                self._answers.remove(answer)
                answer.end()
                self.give(answer.session)

    def close(self) -> None:
        """End what is running and close all; nobody may be reading."""
        with self._lock:
            self._open = False
            for answer in tuple(self._answers):  # chdb crashes when a stream is read after its session was closed
                self.end(answer)
            while self._idle:
                self._idle.pop().close()
