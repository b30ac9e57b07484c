"""Rows that a server writes through our `MetaData` are stored and answered as rows that `load` wrote."""

from __future__ import annotations

import json
import warnings
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
import sqlalchemy as sa

import weave_query as wq
from tests.sqlalchemy.conftest import Make
from weave_query import F
from weave_query.errors import DecodeError
from weave_query.loading import stored_size
from weave_query.sqlalchemy import metadata

REF = "weave:///acme/bot/object/model:v1"
AT = datetime(2026, 3, 7, 9, 0, 0, 1, tzinfo=UTC)
WHOLE = {
    "op_name": "o",
    "trace_id": "t",
    "started_at": AT,
    "ended_at": AT.astimezone(timezone(timedelta(hours=5, minutes=30))) + timedelta(seconds=1),
    "attributes": {"é 😀": [1, 2.5, None, True, {"a": "'\"\\"}], "wide": 2**63, "large": 1e300, "exact": 2**53 + 1},
    "inputs": {"model": REF, "n": 1},
    "output": ["text", {"of": "weave:///acme/bot/call/c9"}],
    "summary": {"usage": {"m": {"requests": 1}}, "weave": {"own": "odd"}},
    "wb_run_step": 7,
}
CALLS: list[dict[str, Any]] = [
    {"id": "whole", "project_id": "p", **WHOLE},
    {"id": "naive", "project_id": "p", **WHOLE, "started_at": AT.replace(tzinfo=None), "ended_at": None},
    {
        "id": "text",
        "project_id": "p",
        **WHOLE,
        "started_at": "2026-03-07T10:00:00+01:00",
        "output": "text",
        "inputs": {},
    },
    {"id": "empty", "project_id": "p", **WHOLE, "attributes": None, "inputs": None, "output": None, "summary": None},
    {"id": "false", "project_id": "p", **WHOLE, "output": False, "ended_at": datetime(9999, 12, 31, tzinfo=UTC)},
]
OTHERS: dict[str, list[dict[str, Any]]] = {
    "feedback": [
        {
            "id": "f",
            "project_id": "p",
            "weave_ref": "weave:///p/call/whole",
            "feedback_type": "note",
            "created_at": AT,
            "payload": {"note": "é"},
            "scorer_tags": ["a", "b 'c' \"d\""],
            "scorer_ratings": {"x": 0.5},
        }
    ],
    "objects": [
        {"project_id": "p", "object_id": "o", "kind": "object", "digest": "d", "is_latest": True, "val": {"a": [1]}},
        {"project_id": "p", "object_id": "o", "kind": "object", "digest": "e", "is_latest": False, "val": "text"},
    ],
    "llm_token_prices": [
        {
            "id": "1",
            "pricing_level": "default",
            "pricing_level_id": "default",
            "llm_id": "m",
            "effective_date": AT,
            "prompt_token_cost": 1e-06,
        }
    ],
}
GIVEN = {"calls": CALLS, **OTHERS}


@pytest.fixture(scope="module")
def loaded(name: str, make_engine: Make) -> sa.Engine:
    engine = make_engine(name, "by_load")
    db = wq.connect(engine)
    db.create_schema()
    db.load(calls=CALLS, feedback=GIVEN["feedback"], objects=GIVEN["objects"], prices=GIVEN["llm_token_prices"])
    return engine


@pytest.fixture(scope="module")
def written(name: str, make_engine: Make) -> sa.Engine:
    """Filled by a server, with one statement a table and once with one a row."""
    engine = make_engine(name, "by_metadata")
    tables = metadata(engine)
    tables.create_all(engine)
    with engine.begin() as connection:
        for table, given in GIVEN.items():
            connection.execute(tables.tables[table].insert(), given)
    return engine


@pytest.mark.parametrize("table", GIVEN)
def test_rows_are_stored_as_load_stores_them(table: str, loaded: sa.Engine, written: sa.Engine) -> None:
    assert stored(written, table) == stored(loaded, table)


def stored(engine: sa.Engine, table: str) -> list[Any]:
    with engine.connect() as connection:
        return sorted(map(repr, connection.exec_driver_sql(f"SELECT * FROM {table}")))


def test_rows_are_answered_as_loaded_ones(loaded: sa.Engine, written: sa.Engine) -> None:
    every = {"include_feedback": True, "include_costs": True, "include_storage_size": True}
    whole = [wq.connect(engine).run(wq.CallsQueryReq(project_id="p", **every)).calls for engine in (loaded, written)]
    assert whole[0] == whole[1]
    assert [call.id for call in whole[0]] == ["text", "empty", "false", "naive", "whole"]
    asked: list[tuple[dict[str, Any], list[str]]] = [
        ({"filter": {"input_refs": [REF]}}, ["false", "naive", "whole"]),
        ({"filter": {"output_refs": ["weave:///acme/bot/call/c9"]}}, ["naive", "whole"]),
        ({"query": wq.Query(F("inputs.n") == 1)}, ["false", "naive", "whole"]),
        ({"query": wq.Query(F("started_at") == AT)}, ["empty", "false", "naive", "whole"]),
    ]
    for request, ids in asked:
        for engine in (loaded, written):
            found = wq.connect(engine).run(wq.CallsQueryReq(project_id="p", columns=["id"], **request)).calls
            assert [call.id for call in found] == ids
    (call,) = [call for call in whole[1] if call.id == "whole"]
    sizes = sum(len(json.dumps(WHOLE[name])) for name in ("attributes", "inputs", "output", "summary"))
    assert (call.started_at, call.inputs, call.storage_size_bytes) == (AT, WHOLE["inputs"], sizes)


def test_what_an_insert_leaves_out_is_worked_out_for_each_row_that_it_has(name: str, make_engine: Make) -> None:
    engine = make_engine(name, "left_out")
    calls = metadata(engine).tables["calls"]
    wq.connect(engine).create_schema()
    first, second = {"id": "1", "project_id": "p", **WHOLE}, {"id": "2", "project_id": "p", **WHOLE, "inputs": {}}
    kept = (calls.c.id, calls.c.input_refs, calls.c.storage_size_bytes)
    with engine.begin() as connection:
        connection.execute(calls.insert().values([first, second]))
        names = ["id", "project_id", "op_name", "trace_id", "started_at", "inputs"]
        copied = sa.select(sa.literal("3"), *(calls.c[each] for each in names[1:])).where(calls.c.id == "1")
        connection.execute(calls.insert().from_select(names, copied))
        found = connection.execute(sa.select(*kept).order_by(calls.c.id)).all()
    sizes = [stored_size(row) for row in (first, second)]
    assert [tuple(row) for row in found] == [("1", [REF], sizes[0]), ("2", [], sizes[1]), ("3", [], None)]


def test_rows_come_back_through_the_tables_as_they_were_given(written: sa.Engine) -> None:
    tables = metadata(written).tables
    calls, feedback, objects = tables["calls"], tables["feedback"], tables["objects"]
    with written.connect() as connection:
        (row,) = connection.execute(sa.select(calls).where(calls.c.id == "whole", calls.c.started_at >= AT))
        for column, value in WHOLE.items():
            assert getattr(row, column) == value or column == "attributes"
        assert row.input_refs == [REF]
        assert row.started_at.utcoffset() == row.ended_at.utcoffset() == timedelta(0)
        assert connection.execute(sa.select(feedback.c.scorer_tags)).scalar_one() == ["a", "b 'c' \"d\""]
        latest = sa.select(objects.c.is_latest).order_by(objects.c.digest)
        assert [flag is True for flag in connection.execute(latest).scalars()] == [True, False]


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("inputs", '{"model": "SECRETVAL"}', "WQ506: it should be an object, this is of the type str"),
        ("inputs", {"a": "\0"}, "WQ506: a text holds a NUL character"),
        ("display_name", "a\0b", "WQ506: a text holds a NUL character"),
        ("op_name", "a\ud800", "WQ506: a text holds a lone surrogate"),
        ("exception", 5, "WQ506: it should be a text"),
        ("wb_run_step", 1.5, "WQ506: it should be an integer of 64 bits"),
        ("wb_run_step", 2**63, "WQ506: it should be an integer of 64 bits"),
        ("output", {"a": float("nan")}, "WQ506: nan is no JSON number"),
        ("output", {"a": AT}, "WQ506: a value of the type datetime is no JSON"),
        ("started_at", 5, "WQ506: a value of the type int is no time"),
        ("started_at", "yesterday", "WQ506: the text is no time"),
        ("input_refs", "text", "WQ506: it should be a list of texts"),
    ],
)
def test_what_load_refuses_is_refused(written: sa.Engine, column: str, value: Any, message: str) -> None:
    calls = metadata(written).tables["calls"]
    with written.connect() as connection, pytest.raises(sa.exc.StatementError) as caught:
        connection.execute(calls.insert(), [{**CALLS[0], "id": "refused", column: value}])
    assert str(caught.value.orig).startswith(message)


@pytest.mark.parametrize("column", ["inputs", "attributes", "summary"])
def test_a_document_that_is_no_object_is_told_and_its_value_is_not(make_engine: Make, name: str, column: str) -> None:
    """A server that writes by statements of its own may put there what it likes."""
    engine = make_engine(name, f"no_object_{column}")
    db = wq.connect(engine)
    db.create_schema()
    db.load(calls=[CALLS[0]])
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE calls SET {column} = '\"SECRETVAL\"'")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(DecodeError) as caught:
            db.run(wq.CallsQueryReq(project_id="p")).model_dump_json()
    assert str(caught.value) == (
        f"WQ601: column `{column}` should be an object, the database gave a document of the type str"
    )
