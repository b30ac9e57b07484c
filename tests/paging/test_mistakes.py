"""What is no page is refused, with a code and a place, before anything runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

import weave_query as wq
from tests.oracle.build import by
from tests.paging.asking import KEY, OPTIONS
from weave_query.api import Database
from weave_query.errors import CursorError, LimitError, ParseError, RequestError, SettingsError, UnsupportedError

F = wq.F
REQUEST = wq.CallsQueryReq(project_id="a/b", query=wq.Query(F("inputs.n") == 1), sort_by=by("-inputs.n", "started_at"))
OWN = F("attributes.tenant") == "ours"


@pytest.fixture
def db() -> Iterator[Database]:
    with wq.connect("sqlite://", options=OPTIONS) as opened:
        opened.create_schema()
        for project in ("a/b", "a/c"):
            opened.load(
                calls=[
                    {
                        **{"id": f"c{n}", "project_id": project, "trace_id": "t", "op_name": "o"},
                        **{"started_at": f"2026-01-01T00:00:0{n}Z", "inputs": {"n": 1}},
                        "attributes": {"tenant": "ours"},
                    }
                    for n in range(5)
                ]
            )
        yield opened


def test_without_a_key_there_are_no_pages(db: Database) -> None:
    db.options = wq.Options()
    for ask in (lambda: db.page(REQUEST), lambda: next(db.pages(REQUEST)), lambda: db.compile_page(REQUEST)):
        with pytest.raises(SettingsError, match=r"WQ507: pages need `Options.cursor_key`"):
            ask()
    assert len(db.run(REQUEST).calls) == 5


def asked(**changed: Any) -> wq.CallsQueryReq:
    return wq.CallsQueryReq(**{**dict(REQUEST), **changed})


@pytest.mark.parametrize(
    "other",
    [
        asked(project_id="a/c"),
        asked(query=None),
        asked(query=wq.Query(F("inputs.n") == 2)),
        asked(query=wq.Query(F("inputs.n") == 1.0)),
        asked(query=wq.Query(F("inputs.n") == "1")),
        asked(query=wq.Query(F("inputs.n") >= 1)),
        asked(query=wq.Query(F("output.n") == 1)),
        asked(filter={"trace_roots_only": True}),
        asked(filter={"op_names": ["o"]}),
        asked(sort_by=None),
        asked(sort_by=by("inputs.n", "started_at")),
        asked(sort_by=by("-inputs.n", "-started_at")),
        asked(sort_by=by("-inputs.m", "started_at")),
        asked(sort_by=by("started_at", "-inputs.n")),
    ],
)
def test_a_cursor_is_of_one_request(db: Database, other: wq.CallsQueryReq) -> None:
    cursor = db.page(REQUEST, size=2).next
    with pytest.raises(CursorError, match="WQ102 at /after: the cursor is of another request"):
        db.page(other, size=2, after=cursor)


def test_a_cursor_is_of_the_server_s_condition_too(db: Database) -> None:
    cursor = db.page(REQUEST, size=2, where=OWN).next
    assert len(db.page(REQUEST, size=2, where=OWN, after=cursor).result.calls) == 2
    for where in (None, F("attributes.tenant") == "theirs", OWN | (F("attributes.tenant") == "theirs")):
        with pytest.raises(CursorError, match="of another request"):
            db.page(REQUEST, after=cursor, where=where)


def test_a_cursor_is_of_the_prices_and_the_reading_of_usage(db: Database) -> None:
    cursor = db.page(REQUEST, size=2).next
    for changed in (replace(OPTIONS, org_id="org"), replace(OPTIONS, stored_usage="auto")):
        with pytest.raises(CursorError, match="of another request"):
            wq.compile_page(REQUEST, "sqlite", after=cursor, options=changed)


def test_a_cursor_is_of_the_references_that_are_read_through(db: Database) -> None:
    """With them a field is another one. Those that only the answer shows may change, and where they are listed."""
    behind = asked(expand_columns=["inputs.n", "inputs.config"])
    cursor = db.page(behind, size=2).next
    for other in (REQUEST, asked(expand_columns=["inputs.config"]), asked(expand_columns=["inputs"])):
        with pytest.raises(CursorError, match="of another request"):
            db.page(other, size=2, after=cursor)
    assert db.page(asked(expand_columns=["inputs.config", "inputs.n"]), size=2, after=cursor).result.calls
    assert db.page(asked(expand_columns=["output.x", "inputs.n"]), size=2, after=cursor).result.calls
    plain = db.page(REQUEST, size=2).next
    assert db.page(asked(expand_columns=["inputs.config"]), size=2, after=plain).result.calls
    with pytest.raises(CursorError, match="of another request"):
        db.page(behind, size=2, after=plain)


def test_columns_and_the_size_may_change_between_pages(db: Database) -> None:
    """So may the way in which a condition is written."""
    cursor = db.page(REQUEST, size=2).next
    query = {"$expr": {"$eq": [{"$getField": "inputs.n"}, {"$literal": 1}]}}
    other = asked(query=wq.Query(query), columns=["inputs"], limit=3, include_storage_size=True)
    assert [call.id for call in db.page(other, after=cursor).result.calls] == ["c2", "c3", "c4"]


def test_a_cursor_of_another_key_is_refused_as_a_changed_one(db: Database) -> None:
    cursor = db.page(REQUEST, size=2).next
    db.options = replace(db.options, cursor_key=KEY + b"another")
    with pytest.raises(CursorError, match="changed, cut, or made elsewhere") as caught:
        db.page(REQUEST, after=cursor)
    assert caught.value.detail()["detail"][0]["loc"] == ["body", "after"]


def test_an_offset_is_refused(db: Database) -> None:
    with pytest.raises(ParseError, match="WQ101 at /offset: a page begins behind a cursor"):
        db.page(asked(offset=1))
    assert len(db.page(asked(offset=0)).result.calls) == 5


def test_a_size_beyond_64_bits_is_told_as_such(db: Database) -> None:
    with pytest.raises(ParseError, match="WQ101 at /size: the number is beyond 64 bits"):
        db.page(REQUEST, size=2**63)


@pytest.mark.parametrize("size", [0, -1, True, 1.5, "2"])
def test_what_is_no_size_is_refused(db: Database, size: Any) -> None:
    told = "a page has one row or more" if type(size) is int else f"a number of rows, this is a `{type(size).__name__}`"
    with pytest.raises(ParseError, match=f"WQ101 at /size: .*{told}"):
        db.page(REQUEST, size=size)


def test_a_limit_of_none_is_no_page(db: Database) -> None:
    with pytest.raises(ParseError, match="WQ101 at /limit: a page has one row or more"):
        db.page(asked(limit=0))


def test_a_cursor_longer_than_a_request_is_refused() -> None:
    options = replace(OPTIONS, limits=wq.Limits(request_bytes=200))
    with pytest.raises(LimitError, match="WQ301 at /after: the cursor is longer than 200 characters"):
        wq.compile_page(REQUEST, "sqlite", after="A" * 201, options=options)


MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "request_",
    [
        wq.CallsQueryStatsReq(project_id="p"),
        wq.ThreadsQueryReq(project_id="p"),
        wq.TraceUsageReq(project_id="p"),
        wq.AggregateReq(project_id="p", measures=[{"function": "count"}]),
    ],
    ids=lambda each: each.kind,
)
def test_other_kinds_have_no_pages(db: Database, request_: Any) -> None:
    with pytest.raises(UnsupportedError, match="have no pages; `calls_query` and `feedback_query` have"):
        db.page(request_)


def test_the_number_of_feedback_has_no_pages(db: Database) -> None:
    with pytest.raises(ParseError, match=r"WQ101 at /fields: `count\(\*\)` has no pages"):
        db.page(wq.FeedbackQueryReq(project_id="p", fields=["count(*)"]))


def test_what_is_wrong_with_the_request_is_told_as_ever(db: Database) -> None:
    for wrong, where, origin in (
        (asked(sort_by=by("inptus.n")), None, "request"),
        (REQUEST, F("inptus.n") == 1, "where"),
    ):
        with pytest.raises(RequestError, match="`inptus` is not a field") as caught:
            db.page(wrong, where=where)
        assert caught.value.origin == origin


def test_no_value_of_a_cursor_shows_in_an_error(db: Database) -> None:
    cursor = db.page(REQUEST, size=2).next
    assert cursor is not None
    for given in (cursor[:-1], cursor + "A", "secret text"):
        with pytest.raises(CursorError) as caught:
            db.page(REQUEST, after=given)
        assert given not in str(caught.value)


def test_a_wrong_cursor_is_told_beside_a_condition_on_feedback(db: Database) -> None:
    """The condition is about fields that calls do not have, and is no mistake."""
    own = F("feedback_type") == "human"
    with pytest.raises(CursorError):
        db.page(wq.FeedbackQueryReq(project_id="a/b"), where=own, after="no cursor")
    with pytest.raises(RequestError, match="`inptus` is not a field of feedback") as caught:
        db.page(wq.FeedbackQueryReq(project_id="a/b"), where=F("inptus") == 1)
    assert caught.value.origin == "where"
