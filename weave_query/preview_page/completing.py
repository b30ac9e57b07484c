"""What may stand at the cursor of the page's text, and what the word there means."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any

from weave_query.api import Database
from weave_query.api.looking_further import Further, look_further
from weave_query.completion import (
    Completion,
    Hover,
    Observed,
    complete,
    complete_json,
    hover,
    hover_json,
    opens_by_itself,
    opens_by_itself_in_json,
)
from weave_query.completion.adding import with_rows, with_values
from weave_query.errors import WeaveQueryError

_SAMPLE = 500
_FRESH_SECONDS = 300
# Looking further begins no statement after so many.
_SECONDS = 20
_PROJECTS = 16
_PROJECT = re.compile(r'"project_id"\s*:\s*("(?:[^"\\\n]|\\.)*")')


class Seen:
    """The keys and values that the latest rows of a project have, looked for once in a while. known: projects that are
    there.

    Only the first look lets somebody wait. What takes longer goes on beside: the values that fields have beyond the
    latest calls, and looking again.
    """

    def __init__(self, db: Database | None, known: Iterable[str] = ()) -> None:
        self._db = db
        self._lock = Lock()
        self._found: dict[str, tuple[float, Observed]] = {}
        self._known = tuple(known)
        self._beside: list[Thread] = []
        self._closed = Event()

    def close(self) -> None:
        """Look no further; wait for the statement that is under way."""
        self._closed.set()
        for thread in self._beside:
            thread.join()

    def of(self, project: str) -> Observed:
        """What is seen in a project; nothing without a database, or where it refuses."""
        if self._db is None or not project:
            return Observed()
        with self._lock:
            before = self._found.pop(project, None)
            if before is None:
                before = self._begun(self._db, project, _looked_at(self._db, project))
            elif monotonic() - before[0] > _FRESH_SECONDS:
                before = self._begun(self._db, project, before[1], anew=True)
            self._found[project] = before
            if len(self._found) > _PROJECTS:
                del self._found[next(iter(self._found))]
            return before[1]

    def _begun(self, db: Database, project: str, found: Observed, *, anew: bool = False) -> tuple[float, Observed]:
        thread = Thread(target=self._look_on, args=(db, project, found, anew), daemon=True)
        self._beside = [*(each for each in self._beside if each.is_alive()), thread]
        thread.start()
        return monotonic(), found

    def _look_on(self, db: Database, project: str, found: Observed, anew: bool) -> None:
        if anew and not self._closed.is_set():
            found = _looked_at(db, project)
            self._put(project, lambda before: found)
        for further in look_further(db, project, found, _SECONDS):
            self._put(project, partial(_with, further))
            if self._closed.is_set():
                return

    def learn(self, project: str, calls: Iterable[Mapping[str, Any]]) -> None:
        """See the keys and values of calls that were shown."""
        self._put(project, lambda before: with_rows(before, calls))

    def _put(self, project: str, change: Callable[[Observed], Observed]) -> None:
        with self._lock:
            if project in self._found:
                at, before = self._found[project]
                self._found[project] = at, change(before)

    def projects(self) -> Iterator[str]:
        """The projects that are known: those that were asked about and have calls, and those that are known anyway."""
        with self._lock:
            asked = [name for name, (_, found) in self._found.items() if found.calls]
        yield from dict.fromkeys((*asked, *self._known))


def _with(further: Further, before: Observed) -> Observed:
    return with_values(before, *further)


def _looked_at(db: Database, project: str) -> Observed:
    try:
        return db.fields(project, sample=_SAMPLE)
    except WeaveQueryError:
        return Observed()


def offers(text: str, cursor: int, seen: Observed) -> dict[str, Any]:
    """What may stand at a cursor; all places in UTF-16 code units. opens: should it be shown unasked?"""
    at = character(text, cursor)
    found = complete(text, at, observed=seen, only_queries=True)
    return _told(text, cursor, found, opens=opens_by_itself(text, at, only_queries=True))


def json_offers(text: str, cursor: int, kind: str, seen: Seen) -> dict[str, Any]:
    """The same of a request in JSON, which says its project itself."""
    at = character(text, cursor)
    found = complete_json(text, at, kind=kind, observed=seen.of(_project(text)), projects=seen.projects())
    return _told(text, cursor, found, opens=opens_by_itself_in_json(text, at))


def _told(text: str, cursor: int, found: list[Completion], *, opens: bool) -> dict[str, Any]:
    return {
        "opens": opens,
        "start": unit(text, found[0].start) if found else cursor,
        "end": unit(text, found[0].end) if found else cursor,
        "offers": [{"text": each.text, "kind": each.kind, "doc": each.doc, "snippet": each.snippet} for each in found],
    }


def _project(text: str) -> str:
    """The project of a request in JSON that may not be whole."""
    found = _PROJECT.search(text)
    try:
        return str(json.loads(found[1])) if found is not None else ""
    except ValueError:
        return ""


def meaning(text: str, cursor: int, seen: Observed) -> dict[str, Any]:
    """What the word at a place means; no keys where there is nothing to say."""
    return _meant(text, hover(text, character(text, cursor), observed=seen))


def json_meaning(text: str, cursor: int, kind: str, seen: Seen) -> dict[str, Any]:
    """The same of a request in JSON."""
    return _meant(text, hover_json(text, character(text, cursor), kind=kind, observed=seen.of(_project(text))))


def _meant(text: str, found: Hover | None) -> dict[str, Any]:
    if found is None:
        return {}
    return {"text": found.text, "start": unit(text, found.start), "end": unit(text, found.end)}


def unit(text: str, at: int) -> int:
    """A place that counts characters, in UTF-16 code units, as a browser counts."""
    return at if text.isascii() else len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


def character(text: str, at: int) -> int:
    """A place that counts UTF-16 code units, in characters."""
    if text.isascii():
        return max(0, min(at, len(text)))
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * max(0, at)]
    return len(units.decode("utf-16-le", "replace"))
