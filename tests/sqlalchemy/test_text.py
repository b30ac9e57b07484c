"""Statements of ours inside statements of SQLAlchemy."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
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
    query = wq.CompiledQuery("calls", "", {}, (), backend="memory")
    with pytest.raises(wq.UnsupportedError, match="WQ401: the backend `memory` does not work with SQLAlchemy"):
        query.to_sqlalchemy()


D = START + timedelta(seconds=2)
FAR = timezone(timedelta(hours=5, minutes=30))
AFTER = ["c2", "c3", "c4", "c5"]
BESIDE: dict[str, Callable[[Any], Any]] = {
    "after a column": lambda c: c.started_at >= D,
    "after a column, in another zone": lambda c: c.started_at >= D.astimezone(FAR),
    "after a column, without a zone": lambda c: c.started_at >= D.replace(tzinfo=None),
    "before a column": lambda c: sa.literal(D) <= c.started_at,
    "a bare datetime before a column": lambda c: D <= c.started_at,  # noqa: SIM300
    "between": lambda c: c.started_at.between(D, sa.literal(START + timedelta(days=1))),
    "in a list": lambda c: c.started_at.in_([START + timedelta(seconds=n) for n in range(2, 6)]),
    "coalesce": lambda c: sa.func.coalesce(c.deleted_at, D) <= c.started_at,
    "coalesce after": lambda c: c.started_at >= sa.func.coalesce(c.deleted_at, D),
    "case": lambda c: sa.case((c.id == "none", START), else_=sa.literal(D)) <= c.started_at,
    "case of a column": lambda c: sa.case((c.deleted_at.is_(None), c.started_at), else_=c.ended_at) >= D,
    "columns of two": lambda c: (c.ended_at > c.started_at) & (c.started_at >= D),
    "now": lambda c: (c.started_at < sa.func.now()) & (c.started_at >= D),
    "a parameter": lambda c: c.started_at >= sa.bindparam("since", D),
    "a parameter in another zone": lambda c: c.started_at >= sa.bindparam("since", D.astimezone(FAR)),
    "a literal in another zone": lambda c: c.started_at >= sa.literal(D.astimezone(FAR)),
    "between parameters in another zone": lambda c: c.started_at.between(
        sa.bindparam("since", D.astimezone(FAR)), sa.literal((START + timedelta(days=1)).astimezone(FAR))
    ),
    "in a list that is a parameter": lambda c: c.started_at.in_(
        sa.bindparam("times", [(START + timedelta(seconds=n)).astimezone(FAR) for n in range(2, 6)], expanding=True)
    ),
}


@pytest.mark.parametrize("beside", BESIDE)
@pytest.mark.parametrize("form", ["subquery", "cte"])
def test_a_time_stands_beside_a_datetime_alike_on_every_database(engine: sa.Engine, beside: str, form: str) -> None:
    made = getattr(select(engine, columns=["id", "started_at", "ended_at", "deleted_at"]), form)("made")
    asked = sa.select(made.c.id).where(BESIDE[beside](made.c)).order_by(made.c.started_at.desc())
    assert [id for (id,) in rows(engine, asked)] == AFTER[::-1]


def test_times_of_an_expression_come_as_datetimes_in_utc_and_years_at_the_ends_too(
    make_engine: Make, name: str
) -> None:
    zoned = {"connect_args": {"options": "-c TimeZone=Asia/Tokyo"}} if name == "postgres" else {}
    engine = make_engine(name, "moments", **zoned)
    db = wq.connect(engine)
    db.create_schema()
    times = [
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        START + timedelta(microseconds=1),
        datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
    ]
    db.load(calls=[{**call(number), "started_at": time, "ended_at": None} for number, time in enumerate(times)])
    statement = select(engine, columns=["id", "started_at", "ended_at"])
    made = statement.subquery()
    assert [row.started_at for row in wq.connect(engine).run(wq.CallsQueryReq(project_id="p")).calls] == times
    with engine.connect() as connection:
        if name == "duckdb":
            connection.exec_driver_sql("SET TimeZone = 'Asia/Tokyo'")
        found = connection.execute(sa.select(made.c.started_at, sa.func.coalesce(made.c.ended_at, made.c.started_at)))
        assert sorted(map(tuple, found)) == [(time, time) for time in times]
        assert connection.execute(sa.select(sa.func.max(made.c.started_at))).scalar_one() == times[-1]
        assert connection.execute(sa.select(made.c.ended_at)).scalars().all() == [None] * 4
        assert [row.started_at for row in connection.execute(statement)] == times
        cased = sa.case((made.c.id == "none", times[1]), else_=made.c.started_at)
        typed = sa.select(sa.type_coerce(cased, made.c.started_at.type)).order_by(made.c.started_at)
        assert connection.execute(typed).scalars().all() == times
        given = sa.func.coalesce(made.c.ended_at, times[2])
        assert connection.execute(sa.select(given).limit(1)).scalar_one() == times[2]


TIME = "WQ401: a time of a statement is compared with a `datetime` or another time, this is"
DOCUMENT = "WQ401: a document, a list or a wide integer of a statement has no operators but `is_(None)`"
REFUSED: dict[str, tuple[Callable[[Any], Any], str]] = {
    "text": (lambda c: c.started_at >= "2026-03-07T09:01:00Z", f"{TIME} `ge` with a `str`"),
    "number": (lambda c: c.started_at >= 5, f"{TIME} `ge` with a `int`"),
    "typed text": (lambda c: c.started_at >= sa.literal("x"), f"{TIME} `ge` with a `VARCHAR`"),
    "text in a list": (lambda c: c.started_at.in_([D, "x"]), f"{TIME} `in_op` with a `list`"),
    "text before": (lambda c: c.started_at < "x", f"{TIME} `lt` with a `str`"),
    "between texts": (lambda c: c.started_at.between(D, "x"), f"{TIME} `between_op` with a `datetime`, a `str`"),
    "plus": (lambda c: c.started_at + timedelta(minutes=1), f"{TIME} `add` with a `timedelta`"),
    "minus": (lambda c: c.started_at - D, f"{TIME} `sub` with a `datetime`"),
    "minus a column": (lambda c: c.ended_at - c.started_at, f"{TIME} `sub` with a `DATETIME`"),
    "from a datetime": (lambda c: D - c.started_at, f"{TIME} `sub` with a `datetime`"),
    "key": (lambda c: c.inputs["n"], f"{DOCUMENT}, and is for functions"),
    "document": (lambda c: c.inputs == {"n": 1}, DOCUMENT),
    "text of a document": (lambda c: c.inputs.like("%n%"), DOCUMENT),
}


@pytest.mark.parametrize("refused", REFUSED)
def test_what_the_databases_would_read_differently_is_refused_when_it_is_built(name: str, refused: str) -> None:
    build, message = REFUSED[refused]
    query = wq.compile(wq.CallsQueryReq(project_id="p"), name)["calls"]
    with pytest.raises(wq.UnsupportedError) as caught:
        build(query.to_sqlalchemy().subquery().c)
    assert str(caught.value).startswith(message)


def test_a_time_of_a_statement_that_stands_bare_is_compared_in_a_subquery_only(name: str) -> None:
    statement = wq.compile(wq.CallsQueryReq(project_id="p"), name)["calls"].to_sqlalchemy()
    for build in (lambda c: c >= D, lambda c: c + 1, lambda c: c == 5):
        with pytest.raises(
            wq.UnsupportedError, match=r"^WQ401: a time can be compared in `.subquery\(\)` or `.cte\(\)`"
        ):
            build(statement.selected_columns.started_at)


def test_a_document_that_is_missing_can_be_asked_for(engine: sa.Engine) -> None:
    made = select(engine, columns=["id", "inputs", "output"]).subquery()
    assert len(rows(engine, sa.select(made.c.id).where(made.c.output.is_(None), made.c.inputs.is_not(None)))) == 6


def test_a_value_of_a_parameter_that_is_no_time_is_refused_when_it_is_sent(engine: sa.Engine) -> None:
    made = select(engine).subquery()
    asked = sa.select(made.c.id).where(made.c.started_at >= sa.bindparam("since"))
    with engine.connect() as connection, pytest.raises(sa.exc.StatementError, match="WQ401: a time of a statement"):
        connection.execute(asked, {"since": "2026-01-01"})
