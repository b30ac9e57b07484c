"""Testing: the cases against a database, all of them or one at a time. A database or its url in, a `Report` out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace
from types import TracebackType
from typing import Self

from weave_query.api import Database, connect
from weave_query.errors import WeaveQueryError
from weave_query.options import Options
from weave_query.registry import backend_of_url
from weave_query.testing.model import Case, RowSet
from weave_query.testing.reading import load_cases
from weave_query.testing.report import Declared, Report
from weave_query.testing.running import Outcome, Status, failed, load_rows, place_of, run_case, told, trace_of
from weave_query.urls import readable_url

# What a mistake in a backend raises; its message has names of the code.
_DEFECTS = (NameError, TypeError, AttributeError, ImportError, SyntaxError, NotImplementedError)
Progress = Callable[[Outcome, int, int], None]


def conform(
    target: Database | str,
    levels: Iterable[str] | None = None,
    *,
    cases: Iterable[Case] | None = None,
    options: Options | None = None,
    progress: Progress | None = None,
) -> Report:
    """Ask a database the cases of the suite, and report.

    target: an open database, which stays open, or the url of one. Tables are made where they are missing, and rows
    written into projects whose names begin with `weave-query-conformance/`. levels: some of `LEVELS`, all by default.
    cases: these instead. options: for a url, as `connect` takes them. progress: called after each case with its
    outcome, how many are done, and of how many.
    What cannot be reached is reported, not raised. Raises CaseFileError for a level that there is not, and
    WrongUrlError for a url that no installed backend opens.
    """
    if isinstance(target, str):
        backend_of_url(target)
    chosen = tuple(cases) if cases is not None else load_cases(levels)
    outcomes: list[Outcome] = []
    with Session(target, options=options) as session:
        for case in chosen:
            outcomes.append(session.run(case))
            if progress is not None:
                progress(outcomes[-1], len(outcomes), len(chosen))
        return Report(
            session.name,
            session.backend,
            tuple(outcomes),
            session.unreachable,
            session.capabilities,
            trace=session.trace,
        )


class Session:
    """A database under examination. Rows are loaded when the first case asks about them.

    target: an open database, or a url, which is opened with `options`. apart: a name of small letters and digits that
    goes into the projects of the rows; sessions that run at the same time on one database need one each.

    name: the url without what is secret in it. backend: the name of its backend, None when it is not known.
    capabilities: what the backend declares, by name. unreachable: why no case can be run, or None; trace: where the
    exception came from that says so. A context manager; closing it closes what it has opened.
    """

    def __init__(self, target: Database | str, *, options: Options | None = None, apart: str = "") -> None:
        self.name = readable_url(target) if isinstance(target, str) else target.backend.name
        self.backend: str | None = None
        self.capabilities: Mapping[str, Declared] = {}
        self._apart = apart
        self.unreachable: str | None = None
        self.trace: str | None = None
        self._db = target if isinstance(target, Database) else None
        self._opened = self._db is None
        self._loaded: dict[str, Exception | None] = {}
        try:
            if isinstance(target, str):
                self._db = connect(target, options=options)
            if self._db is not None:
                self.backend = self._db.backend.name
                self.capabilities = asdict(self._db.backend.capabilities)
                self._db.create_schema()
        except Exception as error:
            # The message of somebody else's exception may quote the url with its password.
            known = isinstance(error, (WeaveQueryError, *_DEFECTS))
            self.unreachable = told(error) if known else f"{type(error).__name__}{place_of(error)}"
            self.trace = trace_of(error) if known else None

    def run(self, case: Case) -> Outcome:
        """Ask one case. What goes wrong is in the outcome."""
        if self._db is None or self.unreachable is not None:
            return Outcome(case, Status.NOT_RUN, (self.unreachable or "the session is closed",))
        if self._apart:
            case = replace(case, rows=replace(case.rows, session=self._apart))
        error = self._load(self._db, case.rows)
        return failed(case, error, "its rows cannot be loaded") if error is not None else run_case(self._db, case)

    def close(self) -> None:
        """Close what was opened here. Closing twice is allowed."""
        db, self._db = self._db, None
        if self._opened and db is not None:
            db.close()

    def _load(self, db: Database, rows: RowSet) -> Exception | None:
        if rows.project not in self._loaded:
            self._loaded[rows.project] = _attempt(db, rows)
        return self._loaded[rows.project]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _attempt(db: Database, rows: RowSet) -> Exception | None:
    try:
        load_rows(db, [rows])
    except Exception as error:
        return error
    return None
