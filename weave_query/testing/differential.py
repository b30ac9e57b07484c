"""Testing: one request, several who answer it, and whether they agree.

Rows and a request as JSON come in; answers and a verdict go out. Who answers is a `Participant`: a database of any
backend, or a judge of somebody's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

from weave_query.api import Database
from weave_query.errors import RequestError, UnsupportedError, WeaveQueryError
from weave_query.requests import CallsQueryRes, CallsQueryStatsRes, parse_request

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Refused:
    """The request was refused. code: of the error, `*` where a judge only knows that it is wrong."""

    code: str
    message: str

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


Ids = tuple[str, ...]
Answer = Ids | Counted | Refused | Broken | None
"""Ids in order, a count, an error; None is an abstention."""


class Participant(Protocol):
    """Somebody who holds rows and answers requests."""

    @property
    def name(self) -> str:
        """How it is called in reports."""

    def load(self, rows: Sequence[Row]) -> None:
        """Take calls as `Database.load(calls=...)` does, beside those that are there."""

    def answer(self, kind: str, body: Mapping[str, Any]) -> Answer:
        """Answer a request; no error leaves."""


class DatabaseParticipant:
    """A database that answers. Its tables are made; rows of equal key are replaced.

    name: how it is called, the name of its backend by default.
    """

    def __init__(self, db: Database, name: str | None = None) -> None:
        self.db = db
        self.name = name or db.backend.name
        db.create_schema()

    def load(self, rows: Sequence[Row]) -> None:
        """Load calls. Raises LoadError."""
        self.db.load(calls=[dict(row) for row in rows])

    def answer(self, kind: str, body: Mapping[str, Any]) -> Answer:
        """Parse, compile and run a request; every error is an answer."""
        try:
            result = self.db.run(parse_request(kind, dict(body)))
        except (RequestError, UnsupportedError) as error:
            return Refused(error.code, str(error))
        except WeaveQueryError as error:
            return Broken(error.code, f"{error} ({error.__cause__})" if error.__cause__ else str(error))
        except Exception as error:  # a bare exception of Python or of a driver is a finding, not the end of a run
            return Broken(type(error).__name__, f"{type(error).__name__}: {error}")
        match result:
            case CallsQueryRes():
                return tuple(call.id for call in result.calls)
            case CallsQueryStatsRes():
                return Counted(result.count, result.has_more)
            case _:
                return Broken("kind", f"requests of kind {kind} have no answer to compare")


class Verdict(Enum):
    """AGREES: the same answer, or both say that the request is wrong. REFUSES: a limit or a missing capability of one
    (WQ301, WQ401) stands beside an answer. DIFFERS: anything else."""

    AGREES = "agrees"
    REFUSES = "refuses"
    DIFFERS = "differs"


_MAY_REFUSE = {"WQ301", "WQ401"}


def compare(expected: Answer, found: Answer) -> Verdict:
    """How an answer stands to the judge's."""
    if expected is None or found is None:
        return Verdict.AGREES
    if isinstance(expected, Broken) or isinstance(found, Broken):
        return Verdict.DIFFERS
    if isinstance(found, Refused) and found.code in _MAY_REFUSE and expected != found:
        return Verdict.REFUSES
    if isinstance(expected, Refused) and isinstance(found, Refused):
        return Verdict.AGREES if "*" in (expected.code, found.code) or expected.code == found.code else Verdict.DIFFERS
    return Verdict.AGREES if expected == found else Verdict.DIFFERS


def told(answer: Answer) -> str:
    """An answer for people, cut where it is long."""
    match answer:
        case tuple():
            rest = f", and {len(answer) - 12} more" if len(answer) > 12 else ""
            return f"{len(answer)} calls: {', '.join(answer[:12])}{rest}" if answer else "no calls"
        case Counted():
            return f"count {answer.count}, has_more {answer.has_more}"
        case None:
            return "abstains"
        case _:
            return str(answer)
