"""Running a case: what is wrong is found and told, refusals are excused by declaration alone, nothing crashes."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from sqlglot import exp

import weave_query as wq
from tests.cli.terminal import in_a_pipe
from tests.conformance.conftest import Broken
from weave_query.api import Database
from weave_query.capabilities import Capabilities
from weave_query.errors import InternalError, WeaveQueryError
from weave_query.lowering import sql
from weave_query.lowering.base import Lowering
from weave_query.lowering.unfinished import UnfinishedLowering
from weave_query.testing import LEVELS, Case, Outcome, Session, Status, conform, load_cases, load_rows, run_case
from weave_query.testing.running import told
from weave_query.urls import WrongUrlError
from weave_query_sqlite.lowering import SQLiteLowering

CASES = {case.name: case for case in load_cases()}
REPLACED = [case for case in CASES.values() if case.rows.name == "replaced"]


def asked(db: Database, name: str) -> Outcome:
    """The outcome of a case, its rows loaded before."""
    load_rows(db, [CASES[name].rows])
    return run_case(db, CASES[name])


def replaced(name: str, text: str) -> Case:
    """A case with another request, which the answer is not of."""
    case = CASES[name]
    return Case(case.name, case.level, case.why, case.kind, text, case.expected, case.rows, case.needs)


@pytest.mark.parametrize(
    ("old", "new"),
    [("c.project_id = :p0 AND", ""), ("c.project_id = :p0", "c.project_id LIKE (:p0 || '%')")],
)
def test_a_lost_project_shows_in_every_level(old: str, new: str, broken: Broken) -> None:
    """Each set of rows stands beside one of others with the same ids."""
    db = broken(lambda sql: sql.replace(old, new))
    for level in LEVELS:
        first = next(case.rows for case in CASES.values() if case.level == level)
        load_rows(db, [first])
        mine = (case for case in CASES.values() if case.rows is first)
        assert any(run_case(db, case).status is Status.FAILED for case in mine), level
    found = asked(db, "only-own-calls")
    assert found.missing == ()
    assert {"a", "b"} <= set(found.unexpected)
    assert "unexpected: a of another project" in found.lines


def test_deleted_calls_that_come_back_are_named(broken: Broken) -> None:
    found = asked(broken(lambda sql: sql.replace("c.deleted_at IS NULL", "1")), "only-own-calls")
    assert found.status is Status.FAILED
    assert found.lines == (
        "unexpected: deleted (a deleted call)",
        "unexpected: deleted-early (a call deleted at the epoch)",
    )
    assert found.unexpected == ("deleted", "deleted-early")
    assert "deleted_at IS NULL" in found.sql[0]


def test_calls_that_are_lost_are_named(broken: Broken) -> None:
    found = asked(broken(lambda sql: sql.replace("ORDER BY", "AND c.id <> 'b' ORDER BY")), "only-own-calls")
    assert (found.missing, found.unexpected) == (("b",), ())
    assert found.lines == ("missing: b (a second ordinary call)",)


def test_a_wrong_order_is_told(broken: Broken) -> None:
    found = asked(broken(lambda sql: sql.replace("c.started_at, c.id", "c.started_at DESC, c.id")), "default-order")
    assert found.lines == ("order:    late, tie-B, tie-a, tie-b, early", "expected: early, tie-B, tie-a, tie-b, late")


def test_pages_that_are_cut_wrongly_are_told(broken: Broken) -> None:
    """Rows come twice; that they would come for ever ends the case, and not the suite."""
    found = asked(broken(lambda sql: sql.replace("c.id > :p", "c.id >= :p")), "pages-by-start")
    assert found.status is Status.FAILED
    assert "unexpected: ten-text (the text 10, the second of three that start together)" in found.lines
    assert found.lines[-2].startswith("pages:    [ten, ten-text] [ten-text, tenth]")
    assert found.lines[-1].startswith("expected: [ten, ten-text] [tenth, above-tenth]")
    assert "LIMIT" in found.sql[0]


def test_a_wrong_count_is_told(broken: Broken) -> None:
    found = asked(broken(lambda sql: sql.replace("COUNT(*)", "COUNT(*) + 1")), "count-all")
    assert found.lines == ("expected a count of 5", "the answer is a count of 6")


def test_a_wrong_column_is_told(broken: Broken) -> None:
    found = asked(broken(lambda sql: sql.replace("c.thread_id", "'' AS thread_id")), "unset-columns-are-null")
    assert found.lines == ('bare (nothing set): `thread_id` is "", expected null',)


def test_an_error_that_should_have_come_is_missed(broken: Broken) -> None:
    db = broken()
    load_rows(db, [CASES["an-unknown-field"].rows])
    found = run_case(db, replaced("an-unknown-field", "{}"))
    assert found.lines == ("expected the error WQ201 at /query/$expr/$eq/0/$getField", "the answer is 1 calls")


def test_another_error_is_told(broken: Broken) -> None:
    found = run_case(broken(), replaced("an-unknown-field", '{"limit": -1}'))
    assert found.lines[0] == "expected the error WQ201 at /query/$expr/$eq/0/$getField"
    assert found.lines[1].startswith("the error is WQ101 at /limit")


class Crash(Exception):
    """What somebody's backend may raise."""


@pytest.mark.parametrize(
    "error", [Crash("oops"), AssertionError(), RecursionError("deep"), InternalError("a tree"), NotImplementedError()]
)
def test_an_exception_of_any_type_is_a_failure_of_the_case(error: Exception, broken: Broken) -> None:
    def crash(sql: str) -> str:
        raise error

    for name in ("only-own-calls", "count-all", "a-text-that-is-no-time"):
        found = asked(broken(crash), name)
        # The last is refused before the database is asked.
        assert found.status is (Status.PASSED if name.startswith("a-text") else Status.FAILED)
        assert name.startswith("a-text") or told(error) in found.lines[0]


def test_a_statement_that_the_database_refuses_is_a_failure_with_its_sql(broken: Broken) -> None:
    found = asked(broken(lambda sql: sql + " nonsense"), "only-own-calls")
    assert found.status is Status.FAILED
    assert "WQ504" in found.lines[0]
    assert found.sql[0].startswith("SELECT")


def test_a_database_that_was_closed_is_not_run(broken: Broken) -> None:
    db = broken()
    db.close()
    report = conform(db, ["order"])
    assert str(report.unreachable).startswith("WQ504")
    assert {found.status for found in report.outcomes} == {Status.NOT_RUN}


class Unloadable(Database):
    """Its tables are there; nothing can be written."""

    def load(self, **sources: Any) -> dict[str, int]:
        raise Crash("the table is read only")


def test_a_database_that_takes_no_rows_fails_and_does_not_crash(broken: Broken) -> None:
    db = broken()
    report = conform(Unloadable(db.backend, db.driver, db.options), ["order"])
    ((line,),) = {found.lines for found in report.outcomes}
    assert line.startswith("its rows cannot be loaded: Crash: the table is read only (test_running.py, line ")
    assert not report.passed


# Refusals.


class SmallLowering(SQLiteLowering):
    """A backend that leaves out what it may."""

    tree_match = Lowering.tree_match
    any_element = Lowering.any_element
    contains_folded = Lowering.contains_folded


@pytest.mark.parametrize("share", [4, pytest.param(1, marks=pytest.mark.long)])
def test_a_small_backend_is_skipped_where_it_says_so(broken: Broken, share: int) -> None:
    """Of the cases that need no capability one of so many is asked."""
    cases = [case for number, case in enumerate(CASES.values()) if case.needs or number % share == 0]
    report = conform(broken(lowering=SmallLowering, capabilities=Capabilities()), cases=cases)
    skipped = {found.capability for found in report.of(Status.SKIPPED)}
    assert skipped == {"container_search", "element_conditions", "case_folding", "regular_expressions"}
    assert report.of(Status.FAILED) == ()
    assert report.passed


def test_a_capability_that_is_declared_and_refused_is_a_failure(broken: Broken) -> None:
    db = broken(lowering=SmallLowering, capabilities=Capabilities(case_folding=True))
    found = asked(db, "folded-ascii")
    assert found.status is Status.FAILED
    assert "although the backend declares the capability `case_folding`" in found.lines[0]


def test_a_refusal_that_the_case_does_not_allow_is_a_failure(broken: Broken) -> None:
    db = broken(lowering=SmallLowering, capabilities=Capabilities())
    case = CASES["folded-ascii"]
    strict = Case(case.name, case.level, case.why, case.kind, case.request, case.expected, case.rows)
    load_rows(db, [case.rows])
    found = run_case(db, strict)
    assert found.status is Status.FAILED
    assert found.lines[0].startswith("refused, which this case does not allow: WQ401")


def test_what_is_answered_although_it_need_not_be_is_judged(broken: Broken) -> None:
    """A capability that is not declared excuses refusals, no wrong answers."""
    db = broken(lambda sql: sql.replace("GLOB", "NOT GLOB"), capabilities=Capabilities())
    assert asked(db, "folded-ascii").status is Status.FAILED


def test_what_the_driver_adds_may_not_be_refused(broken: Broken) -> None:
    """With `driver_functions`, SQLite has regular expressions; a lowering that refuses them still is wrong."""

    class Unwilling(SQLiteLowering):
        regex_match = Lowering.regex_match

    db = broken(lowering=Unwilling)
    found = asked(db, "regex-point")
    assert (found.status, found.capability) == (Status.SKIPPED, "regular_expressions")
    assert found.lines == ("the backend lacks `regular_expressions`; --driver-functions adds it",)
    willing = Database(db.backend, db.driver, wq.Options(verify=False, driver_functions=True))
    found = asked(willing, "regex-point")
    assert found.status is Status.FAILED
    assert found.lines[0].startswith("refused, although its driver adds the capability `regular_expressions`")


def test_a_session_takes_the_options_of_connect() -> None:
    with Session("sqlite://", options=wq.Options(driver_functions=True)) as session:
        assert session.run(CASES["regex-point"]).status is Status.PASSED
    assert conform("sqlite://", cases=[CASES["regex-point"]], options=wq.Options(driver_functions=True)).passed


def test_sessions_that_are_apart_share_no_rows(broken: Broken) -> None:
    """What one of them loads, changes nothing for the other; its answers are judged in its own project."""
    db = broken()
    with Session(db, apart="one") as one, Session(db, apart="two") as two:
        found = [session.run(CASES["only-own-calls"]) for session in (one, two, one)]
    assert {each.status for each in found} == {Status.PASSED}
    projects = [each.case.rows.project for each in found]
    assert projects[0] == projects[2] != projects[1]
    assert projects[0].endswith("-one")


# What cannot be reached.


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("sqlite:////no/such/folder/file.db", "WQ505"),
        ("postgresql://user:secret@127.0.0.1:1/db", "WQ5"),
    ],
)
def test_a_database_that_cannot_be_reached_is_not_run(url: str, reason: str) -> None:
    report = conform(url, ["order"])
    assert report.unreachable is not None
    assert report.unreachable.startswith(reason)
    assert {found.status for found in report.outcomes} == {Status.NOT_RUN}
    assert not report.passed
    assert "secret" not in f"{report.target} {report.unreachable}"


@pytest.mark.parametrize("url", ["nosuch://user:secret@host/db", "nonsense"])
def test_a_url_that_nobody_opens_is_an_error(url: str) -> None:
    with pytest.raises(WrongUrlError) as raised:
        conform(url, ["order"])
    assert "secret" not in str(raised.value)


def test_a_missing_driver_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    report = conform("duckdb://", ["order"])
    assert str(report.unreachable).startswith("WQ503")
    assert not report.passed


@pytest.mark.long
def test_a_missing_library_of_some_requests_is_not_run() -> None:
    """Regular expressions of `memory://` need one, all else does not. In a process where nobody has imported it."""
    ran = in_a_pipe("conform", "--url", "memory://", "--json", without=["re2"])
    found = {case["name"]: case for case in json.loads(ran.stdout)["targets"][0]["cases"]}
    assert (ran.returncode, found["by-json"]["status"]) == (3, "passed")
    assert found["regex-point"]["status"] == "not run"
    assert found["regex-point"]["difference"][0].startswith("WQ503")


def test_an_exception_of_somebody_elses_is_named_by_its_type_and_line_alone(broken: Broken) -> None:
    """Its message may quote the url with its password."""

    class Unwilling(Database):
        def create_schema(self) -> None:
            raise Crash("postgresql://user:secret@host")

    db = broken()
    report = conform(Unwilling(db.backend, db.driver, db.options), ["order"])
    assert report.unreachable is not None
    assert re.fullmatch(r"Crash \(test_running.py, line \d+\)", report.unreachable)
    assert report.trace is None


def test_a_session_closes_what_it_has_opened_and_nothing_else(broken: Broken) -> None:
    db = broken()
    with Session(db) as session:
        assert session.run(CASES["count-all"]).status is Status.PASSED
    assert db.run(wq.CallsQueryReq(project_id="p")).calls == []
    assert session.run(CASES["count-all"]).status is Status.NOT_RUN
    with Session("sqlite://") as session:
        opened = session._db
    assert opened is not None
    with pytest.raises(WeaveQueryError):
        opened.run(wq.CallsQueryReq(project_id="p"))


def test_progress_is_told_after_each_case() -> None:
    told: list[tuple[str, int, int]] = []
    report = conform(
        "sqlite://", ["order"], progress=lambda found, done, total: told.append((found.case.name, done, total))
    )
    assert told == [(found.case.name, n, len(report.outcomes)) for n, found in enumerate(report.outcomes, 1)]


def test_an_earlier_version_of_a_row_is_loaded_first(broken: Broken) -> None:
    """A storage that keeps the first version is found by every case about it."""

    class Keeping(Database):
        def load(self, **sources: Any) -> dict[str, int]:
            known = {call.id for call in self.run(wq.CallsQueryReq(project_id=REPLACED[0].rows.project)).calls}
            return super().load(calls=[call for call in sources["calls"] if call["id"] not in known])

    db = broken()
    assert {found.status for found in conform(db, cases=REPLACED).outcomes} == {Status.PASSED}
    other = broken()
    report = conform(Keeping(other.backend, other.driver, other.options), cases=REPLACED)
    assert {found.status for found in report.outcomes} == {Status.FAILED}


class Half(UnfinishedLowering):
    """A backend somebody has begun."""

    dialect = "sqlite"

    def contains(self, text: exp.Expr, needle: exp.Expr) -> exp.Expr:
        return flies  # type: ignore[name-defined,no-any-return]  # noqa: F821

    def starts_with(self, text: exp.Expr, prefix: exp.Expr) -> exp.Expr:
        return sql.equal(text, exp.Literal.string("a"))


def test_a_lowering_that_is_begun_runs_what_it_can_and_refuses_the_rest_by_name(broken: Broken) -> None:
    db = broken(lowering=Half)
    assert db.run(wq.CallsQueryReq(project_id="p", columns=["id"])).calls == []
    assert set(UnfinishedLowering.__dict__) >= Lowering.__abstractmethods__
    asking = wq.CallsQueryStatsReq(project_id="p", query=wq.Query(wq.F("op_name").ends_with("a")))
    with pytest.raises(wq.UnsupportedError, match="`ends_with` of this backend's lowering is not written yet"):
        db.run(asking)


def test_an_exception_of_a_backend_is_told_with_its_line_and_traced(broken: Broken) -> None:
    condition = {"$contains": {"input": {"$getField": "op_name"}, "substr": {"$literal": "a"}}}
    case = replaced("count-all", json.dumps({"query": {"$expr": condition}}))
    db = broken(lowering=Half)
    load_rows(db, [case.rows])
    found = run_case(db, case)
    assert re.search(r"NameError: name 'flies' is not defined \(test_running.py, line \d+\)", found.lines[0])
    assert found.trace is not None
    assert "in contains" in found.trace


def test_a_backend_that_cannot_be_opened_is_told_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(url: str) -> Database:
        return flies  # type: ignore[name-defined,no-any-return]  # noqa: F821

    monkeypatch.setattr("weave_query.testing.session.connect", lambda url, options: fails(url))
    with Session("sqlite://user:secret@x") as session:
        assert session.unreachable is not None
        assert session.unreachable.startswith("NameError: name 'flies' is not defined (test_running.py, line ")
        assert session.trace is not None


def test_a_tree_that_is_refused_names_its_backend(broken: Broken) -> None:
    backend = replace(broken(lowering=Half).backend, name="acme")
    with pytest.raises(InternalError, match="a defect of the backend `acme`"):
        wq.compile(wq.CallsQueryStatsReq(project_id="p", query=wq.Query(wq.F("op_name").starts_with("b"))), backend)
