"""Over an engine and over a connection, the answers are those of the backend's own driver."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
import sqlalchemy as sa

import weave_query as wq
from tests.engines import Engines
from tests.golden import spend
from tests.golden.files import Golden, goldens
from tests.golden.rows import calls, feedback
from tests.sqlalchemy.conftest import ENGINES, NAMES, Make
from weave_query.api import Database
from weave_query.errors import UnsupportedError

ASKED = [golden for golden in goldens() if not golden.name.startswith("refused_")]
# What a server of ClickHouse may have set, and what would change answers.
CHDB_SETTINGS = (
    "SET session_timezone = 'Asia/Kolkata', output_format_json_quote_64bit_integers = 1, join_use_nulls = 1, "
    "transform_null_in = 1, aggregate_functions_null_for_empty = 1, group_by_use_nulls = 1, "
    "prefer_column_name_to_alias = 1, date_time_input_format = 'best_effort', max_query_size = 3000"
)


def some_goldens(place: int, names: Sequence[str] = ENGINES) -> pytest.MarkDecorator:
    """One request in four of each engine; of ClickHouse, which takes a second for many, one in twelve."""
    share = {"chdb": 12}
    pairs = [
        pytest.param(
            name,
            golden,
            marks=[] if number % share.get(name, 4) == place else [pytest.mark.long],
            id=f"{name}-{golden.name}",
        )
        for name in names
        for number, golden in enumerate(ASKED)
    ]
    return pytest.mark.parametrize(("name", "golden"), pairs, indirect=["name"])


def filled(db: Database) -> None:
    db.create_schema()
    db.load(calls=[*calls(), *spend.calls()], feedback=feedback(), prices=spend.prices())


@pytest.fixture
def own(name: str, engines: Engines) -> Database:
    """The backend's own driver."""
    return engines.filled(name, "sqlalchemy_own", filled)


@pytest.fixture(scope="module")
def made() -> dict[str, sa.Engine]:
    """Engines by name, each filled once."""
    return {}


@pytest.fixture
def engine(name: str, made: dict[str, sa.Engine], make_engine: Make) -> sa.Engine:
    """An engine whose database was filled through it. No setting of its connections is what ours would be."""
    if name not in made:
        made[name] = filled_engine(name, make_engine)
    return made[name]


def filled_engine(name: str, make_engine: Make) -> sa.Engine:
    zoned = {"connect_args": {"options": "-c TimeZone=Asia/Kolkata -c DateStyle=German"}} if name == "postgres" else {}
    engine = make_engine(name, "answers", **zoned)
    if name == "chdb":

        @sa.event.listens_for(engine, "connect")
        def set_up(connection: Any, record: object) -> None:
            connection.cursor().execute(CHDB_SETTINGS)

    filled(wq.connect(engine))
    return engine


def compiled(db: Database, golden: Golden) -> wq.CompiledRequest:
    try:
        return wq.compile(wq.parse_request(golden.kind, golden.body), db.backend, options=golden.options)
    except UnsupportedError as error:
        assert error.capability  # noqa: PT017
        pytest.skip(f"the backend lacks `{error.capability}`")


def rows(db: Database, query: wq.CompiledQuery) -> list[str]:
    """Rows as they come from the driver. Their order is not the statement's where decoding folds them."""
    return sorted(map(repr, db.driver.run(query)))


@some_goldens(0)
def test_an_answer_over_an_engine_is_that_of_the_own_driver(golden: Golden, own: Database, engine: sa.Engine) -> None:
    asked, theirs = compiled(own, golden), wq.connect(engine)
    for query in asked:
        assert rows(theirs, query) == rows(own, query)
    assert theirs.run_compiled(asked) == own.run_compiled(asked)


@some_goldens(2)
def test_an_answer_over_a_connection_is_that_of_the_own_driver(
    golden: Golden, own: Database, engine: sa.Engine
) -> None:
    asked = compiled(own, golden)
    with engine.connect() as connection:
        theirs = wq.connect(connection)
        for query in asked:
            assert rows(theirs, query) == rows(own, query)


@some_goldens(1, NAMES)
def test_a_statement_of_sqlalchemy_gives_the_same_answer(golden: Golden, own: Database, engine: sa.Engine) -> None:
    for query in compiled(own, golden):
        decode = own.backend.codec.decode
        wanted = sorted(
            repr(tuple(decode(value, column.type) for value, column in zip(row, query.columns, strict=True)))
            for row in own.driver.run(query)
        )
        with engine.connect() as connection:
            found = sorted(repr(tuple(map(plain, row))) for row in connection.execute(query.to_sqlalchemy()))
        assert found == wanted


def plain(value: Any) -> Any:
    """A time in microseconds, as codecs have it."""
    if hasattr(value, "tzinfo"):
        return round(value.timestamp() * 1_000_000)
    return value
