"""Statements of ours inside statements of SQLAlchemy."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

import weave_query as wq
from tests.sqlalchemy.conftest import Make
from weave_query import F

START = datetime(2026, 1, 1, tzinfo=UTC)
OWNERS = sa.Table(
    "owners", sa.MetaData(), sa.Column("call_id", sa.String(20), primary_key=True), sa.Column("team", sa.String(20))
)
ODD = "50% of: a::b :p0 %(p0)s $p0 \\: 'é'"


def call(number: int) -> dict[str, Any]:
    return {
        "id": f"c{number}",
        "project_id": "p",
        "op_name": ODD if number == 3 else f"op{number % 2}",
        "trace_id": "t",
        "started_at": (START + timedelta(seconds=number)).isoformat(),
        "ended_at": (START + timedelta(seconds=2 * number, microseconds=1)).isoformat(),
        "inputs": {"n": number, ODD: ODD},
    }


@pytest.fixture(scope="module")
def engine(name: str, make_engine: Make) -> sa.Engine:
    """A server's database: our calls and a table of its own."""
    engine = make_engine(name, "text")
    db = wq.connect(engine)
    db.create_schema()
    db.load(calls=map(call, range(6)))
    OWNERS.create(engine)
    with engine.begin() as connection:
        connection.execute(
            OWNERS.insert(), [{"call_id": f"c{n}", "team": "red" if n < 4 else "blue"} for n in range(6)]
        )
    return engine


def select(engine: sa.Engine, where: wq.Expression | None = None, **asked: Any) -> sa.TextualSelect:
    request = wq.CallsQueryReq(project_id="p", **{"columns": ["id", "started_at", "inputs"], **asked})
    return wq.connect(engine).compile(request, where=where)["calls"].to_sqlalchemy()


def rows(engine: sa.Engine, statement: sa.Executable) -> list[Any]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(statement)]


def test_columns_come_as_values_of_python(engine: sa.Engine) -> None:
    asked = ["id", "started_at", "ended_at", "inputs", "output"]
    found = rows(engine, select(engine, F("id") == "c1", columns=asked))
    ended = START + timedelta(seconds=2, microseconds=1)
    assert found[0][4:] == (START + timedelta(seconds=1), ended, {"n": 1, ODD: ODD}, None)


def test_a_statement_joins_with_a_table_of_the_server_as_a_subquery_and_as_a_cte(engine: sa.Engine) -> None:
    for made in (select(engine, F("inputs.n") >= 2).subquery("c"), select(engine, F("inputs.n") >= 2).cte("c")):
        joined = sa.select(made.c.id, OWNERS.c.team).join(OWNERS, OWNERS.c.call_id == made.c.id).order_by(made.c.id)
        wanted = [("c2", "red"), ("c3", "red"), ("c4", "blue"), ("c5", "blue")]
        assert rows(engine, joined) == wanted
        later = joined.where(made.c.started_at > START + timedelta(seconds=4))
        assert rows(engine, later) == wanted[-1:]
        assert rows(engine, joined.where(OWNERS.c.team == "blue")) == wanted[-2:]


def test_parameters_of_two_statements_in_one_keep_apart(engine: sa.Engine) -> None:
    low, high = select(engine, F("inputs.n") <= 3).subquery("low"), select(engine, F("inputs.n") >= 2).subquery("high")
    both = sa.select(low.c.id).join(high, low.c.id == high.c.id).where(low.c.id != "c2").order_by(low.c.id)
    assert rows(engine, both) == [("c3",)]
    one = sa.union_all(*(sa.select(select(engine, F("id") == id).subquery().c.id) for id in ("c1", "c5")))
    assert sorted(rows(engine, one)) == [("c1",), ("c5",)]


def test_the_same_shape_with_other_values_is_not_answered_out_of_the_cache_of_sqlalchemy(engine: sa.Engine) -> None:
    assert [rows(engine, select(engine, F("id") == id))[0][0] for id in ("c1", "c2", "c3")] == ["c1", "c2", "c3"]


def test_marks_of_parameters_in_values_keys_and_names_are_text(engine: sa.Engine) -> None:
    for where in (F("op_name") == ODD, F("inputs")[ODD].contains("::b :p0 %(p0)s"), F("op_name").contains("50% of:")):
        found = rows(engine, sa.select(select(engine, where).subquery().c.id).order_by("id"))
        wanted = [found.id for found in wq.connect(engine).run(wq.CallsQueryReq(project_id="p"), where=where).calls]
        assert [id for (id,) in found] == wanted
        assert wanted


def test_lists_and_times_are_parameters_with_types(engine: sa.Engine) -> None:
    where = F("id").is_in(["c1", "c2", "c9"]) & (F("started_at") >= START + timedelta(seconds=2))
    asked = select(engine, where)
    assert [row[0] for row in rows(engine, asked)] == ["c2"]
    types = {str(bind.type) for bind in asked.element._bindparams.values()}
    assert "NULL" not in types


def test_marks_in_the_text_of_a_statement_are_escaped(engine: sa.Engine, name: str) -> None:
    """A column of a server's own may have such a name, and a constant such a text."""
    odd = {"postgres": "'a:p0 b::c'", "sqlite": "'x:p0'", "duckdb": "'$p0:p0'"}[name]
    mark = {"postgres": "%(p0)s", "sqlite": ":p0", "duckdb": "$p0"}[name]
    text = f'SELECT {odd} AS n, CAST({mark} AS VARCHAR(9)) AS "m:p0", 7 AS n2'
    compiled = wq.compile(wq.CallsQueryReq(project_id="v", columns=["id"]), name)["calls"]
    spec, (column, *_) = compiled.parameters[:1], compiled.columns
    columns = tuple(type(column)(each, column.type) for each in ("n", "m:p0", "n2"))
    asked = wq.CompiledQuery("t", text, {"p0": "v"}, columns, spec, backend=name)
    assert rows(engine, asked.to_sqlalchemy())[0][:2] == (odd.strip("'"), "v")


def test_a_compiled_statement_can_be_pickled_and_built_upon_afterwards(engine: sa.Engine, name: str) -> None:
    query = wq.compile(wq.CallsQueryReq(project_id="p", columns=["id"]), name)["calls"]
    again = pickle.loads(pickle.dumps(query))
    assert len(rows(engine, again.to_sqlalchemy())) == 6


def test_a_statement_of_a_backend_without_a_dialect_is_refused() -> None:
    query = wq.compile(wq.CallsQueryReq(project_id="p"), "clickhouse")["calls"]
    with pytest.raises(wq.UnsupportedError, match="WQ401: the backend `clickhouse` does not work with SQLAlchemy"):
        query.to_sqlalchemy()
