"""Testing: one request, several who answer it, and whether they agree.

Rows and a request as JSON come in; answers and a verdict go out. Who answers is a `Participant`: a database of any
backend, or a judge of somebody's own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol, TypeVar

from weave_query.api import Database
from weave_query.errors import RequestError, UnsupportedError, WeaveQueryError
from weave_query.requests import CallsQueryRes, CallsQueryStatsRes, parse_request
from weave_query.requests.base import Result
from weave_query.testing.belongings import tables
from weave_query.testing.lacking import lacks

T = TypeVar("T")
Call = Mapping[str, Any]
"""A call as `Database.load(calls=...)` takes it; it may carry feedback and queues, see `testing.belongings`."""


@dataclass(frozen=True)
class Refused:
    """The request was refused. code: of the error, `*` where a judge only knows that it is wrong.

    capability: what the backend lacks for it. declared: has the backend said beforehand that it lacks that? Only then
    may it refuse alone.
    """

    code: str
    message: str
    capability: str | None = None
    declared: bool = False

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True)
class Broken:
    """The request could not be answered, which nobody decided: the database refused the statement, or worse."""

    code: str
    message: str

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True)
class Counted:
    """The answer of `calls_query_stats`."""

    count: int
    has_more: bool


@dataclass(frozen=True)
class Rows:
    """Whole rows of `calls_query`, in order. rows: each as JSON text in which equal values are spelled alike."""

    ids: tuple[str, ...]
    rows: tuple[str, ...]


Ids = tuple[str, ...]
Answer = Ids | Rows | Counted | Refused | Broken | None
"""Ids in order, whole rows, a count, an error; None is an abstention."""


class Participant(Protocol):
    """Somebody who holds rows and answers requests."""

    @property
    def name(self) -> str:
        """How it is called in reports."""

    def load(self, rows: Sequence[Call]) -> None:
        """Take calls as `Database.load(calls=...)` does, beside those that are there."""

    def answer(self, kind: str, body: Mapping[str, Any]) -> Answer:
        """Answer a request; no error leaves."""


def run(db: Database, kind: str, body: Mapping[str, Any], where: Any = None) -> Result | Refused | Broken:
    """Parse, compile and run a request, with a condition beside it or None. No error leaves."""
    return answered(db, lambda: db.run(parse_request(kind, dict(body)), where=where))


def answered(db: Database, ask: Callable[[], T]) -> T | Refused | Broken:
    """What asking a database gives, or what became of it."""
    try:
        return ask()
    except UnsupportedError as error:
        return Refused(error.code, str(error), error.capability, lacks(db, error.capability))
    except RequestError as error:
        return Refused(error.code, str(error))
    except WeaveQueryError as error:
        return Broken(error.code, f"{error} ({error.__cause__})" if error.__cause__ else str(error))
    except Exception as error:  # a bare exception of Python or of a driver is a finding, not the end of a run
        return Broken(type(error).__name__, f"{type(error).__name__}: {error}")


class DatabaseParticipant:
    """A database that answers. Its tables are made; rows of equal key are replaced.

    name: how it is called, the name of its backend by default.
    """

    def __init__(self, db: Database, name: str | None = None) -> None:
        self.db = db
        self.name = name or db.backend.name
        db.create_schema()

    def load(self, rows: Sequence[Call]) -> None:
        """Load calls, with what they carry. Raises LoadError."""
        found = tables(rows)
        self.db.load(calls=found["calls"], feedback=found.get("feedback"), queue_items=found.get("queue_items"))

    def answer(self, kind: str, body: Mapping[str, Any]) -> Answer:
        """Parse, compile and run a request; every error is an answer."""
        result = run(self.db, kind, body)
        match result:
            case Refused() | Broken():
                return result
            case CallsQueryRes():
                ids = tuple(call.id for call in result.calls)
                if body.get("columns") == ["id"]:
                    return ids
                return Rows(ids, tuple(_spelled(call.model_dump(mode="json")) for call in result.calls))
            case CallsQueryStatsRes():
                return Counted(result.count, result.has_more)
            case _:
                return Broken("kind", f"requests of kind {kind} have no answer to compare")


def _spelled(row: dict[str, Any]) -> str:
    return json.dumps(_alike(row), sort_keys=True, ensure_ascii=False)


def _alike(value: Any) -> Any:
    """The value with its numbers spelled alike: 1.0 is 1, and zero has no sign."""
    if isinstance(value, dict):
        return {key: _alike(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_alike(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


class Verdict(Enum):
    """AGREES: the same answer, or both say that the request is wrong. REFUSES: one refuses for a capability that its
    backend has declared to lack, and the other does not. DIFFERS: anything else."""

    AGREES = "agrees"
    REFUSES = "refuses"
    DIFFERS = "differs"


def compare(expected: Answer, found: Answer) -> Verdict:
    """How an answer stands to the judge's. Ids beside whole rows are compared as ids."""
    if expected is None or found is None:
        return Verdict.AGREES
    if isinstance(expected, Broken) or isinstance(found, Broken):
        return Verdict.DIFFERS
    if isinstance(expected, Refused) and isinstance(found, Refused):
        return Verdict.AGREES if "*" in (expected.code, found.code) or expected.code == found.code else Verdict.DIFFERS
    if any(isinstance(answer, Refused) and answer.declared for answer in (expected, found)):
        return Verdict.REFUSES
    if isinstance(expected, Rows) and isinstance(found, Rows):
        return Verdict.AGREES if expected.rows == found.rows else Verdict.DIFFERS
    return Verdict.AGREES if _ids(expected) == _ids(found) else Verdict.DIFFERS


def _ids(answer: Answer) -> Answer:
    return answer.ids if isinstance(answer, Rows) else answer


def told(answer: Answer) -> str:
    """An answer for people, cut where it is long."""
    match answer:
        case tuple():
            rest = f", and {len(answer) - 12} more" if len(answer) > 12 else ""
            return f"{_calls(len(answer))}: {', '.join(answer[:12])}{rest}" if answer else "no calls"
        case Rows():
            rows = "\n    ".join(row if len(row) <= 1000 else f"{row[:1000]}…" for row in answer.rows[:4])
            return f"{told(answer.ids)}\n    {rows}" if answer.rows else told(answer.ids)
        case Counted():
            return f"count {answer.count}, has_more {answer.has_more}"
        case None:
            return "abstains"
        case _:
            return str(answer)


def _calls(count: int) -> str:
    return "1 call" if count == 1 else f"{count} calls"
