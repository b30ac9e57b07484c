"""Testing: one case against one open database. The answer's difference, if any, comes out as an `Outcome`.

Whatever a backend does ends up in the outcome: an exception of any type is a failure of the case, never of the suite.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, replace
from enum import Enum
from itertools import islice
from pathlib import Path
from time import perf_counter
from traceback import extract_tb, format_exception

from weave_query.api import Database, compile, compile_page
from weave_query.errors import DriverMissingError, UnsupportedError, WeaveQueryError
from weave_query.requests.calls import CallSchema, CallsQueryReq
from weave_query.requests.parse import parse_request
from weave_query.testing.comparing import Difference, compare, compare_pages, describe
from weave_query.testing.lacking import FLAG, by_driver, lacks
from weave_query.testing.model import Case, Refusal, RowSet

_CURSOR_KEY = "the key of the conformance suite"


class Status(Enum):
    """PASSED the right answer, FAILED any other, SKIPPED refused for a capability that the backend says it lacks,
    NOT_RUN the database cannot be reached, or a library that the request needs is not installed."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"
    NOT_RUN = "not run"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case. lines: the difference, or the reason, for people. capability: why it was skipped.

    missing, unexpected: ids of rows that a list of calls lacks or has beyond the right one. sql: the statements of a
    failed case, where the backend has some. trace: where an exception that ended it came from.
    """

    case: Case
    status: Status
    lines: tuple[str, ...] = ()
    capability: str | None = None
    missing: tuple[str, ...] = ()
    unexpected: tuple[str, ...] = ()
    sql: tuple[str, ...] = ()
    trace: str | None = None
    seconds: float = 0.0


def load_rows(db: Database, sets: Iterable[RowSet]) -> None:
    """Load sets of rows, each with the same ids in a project of others beside it. The tables must be there.

    Loading again changes nothing. Raises what `Database.load` raises.
    """
    for rows in sets:
        for calls in (list(rows.earlier()), list(rows.calls())):
            if calls:
                db.load(calls=calls)
        feedback, prices, items = list(rows.feedback()), list(rows.prices()), list(rows.queue_items())
        objects, tables = list(rows.objects()), list(rows.tables())
        if objects:
            db.load(objects=objects)
        if tables:
            db.load(tables=tables)
        if feedback:
            db.load(feedback=feedback)
        if prices:
            db.load(prices=prices)
        if items:
            db.load(queue_items=items)


def run_case(db: Database, case: Case) -> Outcome:
    """Ask an open database that has the rows of the case."""
    begun = perf_counter()
    found = _outcome(db, case)
    if found.status is Status.FAILED:
        found = replace(found, sql=_statements(db, case))
    return replace(found, seconds=perf_counter() - begun)


def failed(case: Case, error: Exception, doing: str) -> Outcome:
    """The outcome of a case that ended in an exception."""
    return Outcome(case, Status.FAILED, (f"{doing}: {told(error)}",), trace=trace_of(error))


def told(error: Exception) -> str:
    """An exception in a line, `NameError: ... (driver.py, line 7)`. One of ours says its code itself."""
    if isinstance(error, WeaveQueryError):
        return str(error)
    return f"{type(error).__name__}: {error}{place_of(error)}"


def place_of(error: Exception) -> str:
    """Where an exception was raised: ` (driver.py, line 7)`, or nothing."""
    frames = extract_tb(error.__traceback__)
    return f" ({Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else ""


def trace_of(error: Exception) -> str:
    """An exception with the way to it."""
    return "".join(format_exception(error)).rstrip()


def _outcome(db: Database, case: Case) -> Outcome:
    try:
        request = parse_request(case.kind, case.body())
        if case.page is not None and isinstance(request, CallsQueryReq):
            return _judged(case, compare_pages(case, _pages(db, request, case.page, case.rows)))
        return _judged(case, compare(case, db.run(request)))
    except DriverMissingError as error:  # of a library that only some requests need
        return Outcome(case, Status.NOT_RUN, (told(error),))
    except Exception as error:
        if isinstance(case.expected, Refusal) and not _may_be_lacking(case, error):
            return _judged(case, _compare_refusal(case.expected, error))
        if isinstance(error, UnsupportedError):
            return _unsupported(db, case, error)
        return failed(case, error, f"expected {describe(case.expected)}")


def _pages(db: Database, request: CallsQueryReq, size: int, rows: RowSet) -> list[list[CallSchema]]:
    """The calls of all pages; no more pages than there are rows, whatever the cursors say."""
    # The database of somebody else may have no key, and its cursors are its own.
    paging = copy(db)
    paging.options = replace(db.options, cursor_key=_CURSOR_KEY)
    return [page.result.calls for page in islice(paging.pages(request, size=size), len(rows.rows) + 1)]


def _may_be_lacking(case: Case, error: Exception) -> bool:
    """Is a refusal about a capability without which the expected one does not come about?"""
    return isinstance(error, UnsupportedError) and error.capability is not None and error.capability in case.needs


def _judged(case: Case, difference: Difference | None) -> Outcome:
    if difference is None:
        return Outcome(case, Status.PASSED)
    return Outcome(case, Status.FAILED, difference.lines, missing=difference.missing, unexpected=difference.unexpected)


def _compare_refusal(expected: Refusal, error: Exception) -> Difference | None:
    if isinstance(error, WeaveQueryError):
        given = Refusal(error.code, str(error.at) if expected.at is not None else None)
        if given == expected:
            return None
    return Difference((f"expected {describe(expected)}", f"the error is {told(error)}"))


def _unsupported(db: Database, case: Case, error: UnsupportedError) -> Outcome:
    """A refusal is accepted where the case may be refused and the backend has said beforehand that it will."""
    capability = error.capability
    if capability is None or capability not in case.needs:
        return failed(case, error, "refused, which this case does not allow")
    if not lacks(db, capability):
        there = "its driver adds" if by_driver(db, capability) else "the backend declares"
        return failed(case, error, f"refused, although {there} the capability `{capability}`")
    hint = f"; {FLAG} adds it" if by_driver(db, capability) else ""
    return Outcome(case, Status.SKIPPED, (f"the backend lacks `{capability}`{hint}",), capability)


def _statements(db: Database, case: Case) -> tuple[str, ...]:
    """The SQL of a case, for whoever looks for the defect."""
    with suppress(Exception):
        request = parse_request(case.kind, case.body())
        if case.page is not None and isinstance(request, CallsQueryReq):
            options = replace(db.options, cursor_key=_CURSOR_KEY)
            return tuple(
                query.sql for query in compile_page(request, db.backend, size=case.page, options=options, pretty=True)
            )
        return tuple(query.sql for query in compile(request, db.backend, options=db.options, pretty=True))
    return ()
