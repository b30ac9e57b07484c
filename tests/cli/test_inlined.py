"""A statement with its values written in gives the rows of the statement with parameters, on every engine."""

from __future__ import annotations

from typing import Any

import pytest

import weave_query as wq
from tests.engines import SQL_ENGINES
from tests.oracle import asks_columns, asks_documents, asks_order
from tests.oracle.build import SUPPORT, Ask
from tests.oracle.hostile import PROJECT, TEXTS
from weave_query.api import Database
from weave_query.compiled import CompiledQuery, OutputColumn, ParameterSpec
from weave_query.errors import InternalError
from weave_query.preview import inlined
from weave_query.types import STRING


@pytest.fixture(scope="session", params=SQL_ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Engines that have SQL to write values into."""
    return str(request.param)


ASKS: tuple[Ask, ...] = (
    *(*asks_columns.FILTERS, *asks_columns.COLUMNS, *asks_columns.DATES, *asks_columns.DERIVED, *asks_columns.COUNTS),
    *(*asks_documents.OPERATORS, *asks_documents.PATHS, *asks_documents.VALUES, *asks_documents.CONVERSIONS),
    *(*asks_order.SORTS, *asks_order.PAGES),
)
DOUBLES = (0.1, 0.7, -0.0, 1.0, 1e16, 1e22, 1e23, 1e300, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308)
# SQLite 3.40 reads 64429.574568 wrongly, and the last one.
FRACTIONS = (0.30000000000000004, 2.9999999999999996, 123456789012345.6, 64429.574568, -6.606048250621399e-307)
INTEGERS = (0, -1, 2**31, 2**53 + 1, 2**62 + 1, 2**63 - 1, -(2**63))
WORDS = (
    *("it's", "''", "'", '"', '""', "\\", "\\'", "a\\", "\\\\'--", "-- x", "/* x */", "; DROP TABLE calls; --"),
    *("$p0", "$p1", "$p10", ":p0", ":p1", "%(p0)s", "%(p1)s", "{p0: String}", "{p1: String}", "%", "%%", "%s", "?"),
    *(
        "a\nb",
        "a\tb",
        "\r",
        "\x07\x0b\x1b",
        "{",
        "}",
        "`",
        "`$p0`",
        '"$p0"',
        "'$p0'",
        "E'\\x27'",
        "$$",
        "$a$",
        "中文",
        "Ü",
    ),
)


def texts(request: CompiledQuery, db: Database) -> CompiledQuery:
    """The statement as its text alone."""
    return CompiledQuery(request.name, inlined(request, db.backend), {}, request.columns)


def assert_same_rows(db: Database, request: wq.CallsQueryReq | wq.CallsQueryStatsReq) -> list[tuple[Any, ...]]:
    """Both forms of every statement give the same rows, which are returned."""
    rows: list[tuple[Any, ...]] = []
    for query in db.compile(request):
        rows = list(db.driver.run(query))
        assert list(db.driver.run(texts(query, db))) == rows, inlined(query, db.backend)
    return rows


@pytest.mark.parametrize("ask", ASKS, ids=lambda ask: ask.name.replace(" ", "_"))
@pytest.mark.share(18)
def test_the_text_gives_the_same_rows(ask: Ask, db: Database) -> None:
    body = ask.body if ask.kind == "calls_query_stats" else {"columns": ["id"], **ask.body}
    request = wq.parse_request(ask.kind, body)
    assert isinstance(request, wq.CallsQueryReq | wq.CallsQueryStatsReq)
    assert_same_rows(db, request)


def equal_to(value: Any) -> wq.CallsQueryStatsReq:
    """How many hostile rows have a value there, by itself, in a list, and above it."""
    field = {"$getField": "inputs.v"}
    conditions = [{"$eq": [field, value]}, {"$gt": [field, value]}, {"$in": [field, [value, "x'x"]]}]
    return wq.CallsQueryStatsReq(project_id=PROJECT, query=wq.Query({"$expr": {"$or": conditions}}))


@pytest.mark.parametrize("value", [*DOUBLES, *FRACTIONS, *INTEGERS, True, False], ids=repr)
def test_numbers_are_exact(value: float, db: Database) -> None:
    assert_same_rows(db, equal_to(value))


@pytest.mark.parametrize("value", DOUBLES + FRACTIONS, ids=repr)
def test_a_double_reads_as_the_same_double(value: float, db: Database) -> None:
    """Two statements could agree on rows although their numbers differ; the number itself is asked for here."""
    request = wq.CallsQueryReq(
        project_id=SUPPORT,
        query=wq.Query({"$expr": {"$gt": [{"$getField": "inputs.order_id"}, value]}}),
        columns=["id"],
    )
    query = db.compile(request)["calls"]
    (name,) = (spec.name for spec in query.parameters if query.params[spec.name] == value and spec.name != "p0")
    spec = next(spec for spec in query.parameters if spec.name == name)
    placeholder = db.backend.lowering(db.backend.storage).placeholder(spec).sql(db.backend.dialect)
    asked = CompiledQuery("n", f"SELECT {placeholder} AS n", {name: value}, (OutputColumn("n", spec.type),), (spec,))
    ((found,),) = db.driver.run(texts(asked, db))
    assert float(found) == value


@pytest.mark.parametrize("word", WORDS, ids=ascii)
def test_no_text_leaves_its_quotes(word: str, db: Database) -> None:
    assert_same_rows(db, equal_to(word))


@pytest.mark.parametrize("word", WORDS, ids=ascii)
def test_a_text_is_found_as_it_is(word: str, db: Database) -> None:
    """The statement gives the text back, so nothing in it was replaced, escaped or lost."""
    query = db.compile(wq.CallsQueryReq(project_id=word, columns=["id"]))["calls"]
    spec = query.parameters[0]
    placeholder = db.backend.lowering(db.backend.storage).placeholder(spec).sql(db.backend.dialect)
    asked = CompiledQuery("t", f"SELECT {placeholder} AS t", query.params, (OutputColumn("t", STRING),), (spec,))
    assert list(db.driver.run(texts(asked, db))) == [(word,)]


def test_all_words_in_one_list(db: Database) -> None:
    listed = {"$in": [{"$getField": "inputs.v"}, [*WORDS, *TEXTS, 5, 0.1]]}
    rows = assert_same_rows(db, wq.CallsQueryReq(project_id=PROJECT, query=wq.Query({"$expr": listed}), columns=["id"]))
    assert len(rows) > len(TEXTS) // 2


def test_keys_of_paths_are_written_in_too(db: Database) -> None:
    for word in WORDS:
        path = {"$getField": ["inputs", word, 0]}
        query = wq.Query({"$expr": {"$not": [{"$eq": [path, word]}]}})
        assert_same_rows(db, wq.CallsQueryReq(project_id=PROJECT, query=query, columns=["id"], limit=3))


def test_more_than_ten_parameters_keep_their_values_apart(db: Database) -> None:
    conditions = [{"$eq": [{"$getField": f"inputs.k{n}"}, f"v{n}"]} for n in range(12)]
    request = wq.CallsQueryReq(project_id=SUPPORT, query=wq.Query({"$expr": {"$or": conditions}}), columns=["id"])
    query = db.compile(request)["calls"]
    text = inlined(query, db.backend)
    assert len(query.parameters) > 20
    assert [text.count(f"v{n}'") for n in range(12)] == [1] * 12
    assert_same_rows(db, request)


def test_nothing_of_a_placeholder_is_left() -> None:
    request = wq.CallsQueryReq(project_id="p", filter=wq.CallsFilter(call_ids=["a", "b"]), limit=3)
    for name in wq.list_backends():
        (query,) = wq.compile(request, name)
        assert "p0" not in inlined(query, name)


def test_a_parameter_that_stands_nowhere_is_a_defect() -> None:
    query = CompiledQuery("q", "SELECT 1", {"p0": "x"}, (), (ParameterSpec("p0", STRING),))
    with pytest.raises(InternalError, match="p0"):
        inlined(query, "sqlite")
