"""An error of a database that names a position, or a name, of its statement tells the place of the request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

import weave_query as wq
from tests.engines import SQL_ENGINES, Engines
from weave_query import F
from weave_query.api import Database
from weave_query.errors import ExecutionError
from weave_query.positions import position_of_caret, position_of_name
from weave_query.storage import StorageMap

# More than ten parameters, so that the names that databases give them differ in length.
MANY = [F("inputs", f"key {number}") == f"50% of {number}" for number in range(12)]


@pytest.fixture(scope="module", params=SQL_ENGINES)
def lacking(
    request: pytest.FixtureRequest, engines: Engines, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """A database whose storage map names a column that its table does not have."""
    engine = str(request.param)
    url = engines.url(engine, "lacking_a_column")
    if engine in ("duckdb", "sqlite"):
        url = f"{engine}:///{tmp_path_factory.mktemp('lacking')}/file.db"
    with wq.connect(url) as db:
        db.create_schema()
        calls = db.backend.storage.tables["calls"]
    columns = {**calls.columns, "display_name": replace(calls.columns["display_name"], column="title")}
    storage = StorageMap("lacking", {"calls": replace(calls, columns=columns)})
    with wq.connect(url, storage=storage, options=wq.Options(cursor_key=b"k" * 32)) as db:
        yield db


def wrong(count: int) -> wq.CallsQueryReq:
    condition = F("display_name").contains("x") | (F("op_name") == "é")
    for each in reversed(MANY[:count]):
        condition = each & condition
    return wq.CallsQueryReq(project_id="p", columns=["id"], query=wq.Query(condition))


@pytest.mark.parametrize("count", [0, 3, 12])
def test_the_place_of_a_condition_that_the_database_refuses(lacking: Database, count: int) -> None:
    request = wrong(count)
    with pytest.raises(ExecutionError) as refused:
        lacking.run(request)
    error = refused.value
    assert error.sql is not None
    assert error.position is not None
    assert "title" in error.sql[error.position :][:10]
    assert str(error.at) == "/query/$expr" + (f"/$and/{count}" if count else "") + "/$or/0/$contains"
    assert f"at {error.at}" in str(error)
    assert re.search(r", at `(\w+\.)?title`", error.message)
    selected = request.model_copy(update={"columns": ["display_name"]})
    with pytest.raises(ExecutionError) as shown:
        lacking.run(selected)
    # Two parts ask for it: which of them the database meets first is its own matter.
    assert str(shown.value.at) in ("/columns/0", str(error.at))


def test_the_place_in_a_text(lacking: Database) -> None:
    text = 'calls where op_name = "a" and display_name = "x" select id'
    request = wq.read_query(text, "p").request
    with pytest.raises(ExecutionError) as refused:
        lacking.run(request)
    excerpt = refused.value.excerpt()
    assert excerpt is not None
    line, marks = excerpt.splitlines()
    assert line[marks.index("^") : marks.rindex("^") + 1] == 'display_name = "x"'


def test_the_place_in_pages_in_explain_and_in_where(lacking: Database) -> None:
    request = wrong(1)
    with pytest.raises(ExecutionError) as paged:
        lacking.page(request, size=3)
    with pytest.raises(ExecutionError) as run:
        lacking.run(request)
    assert paged.value.at == run.value.at is not None
    with pytest.raises(ExecutionError) as explained:
        lacking.explain(request)
    assert explained.value.at == run.value.at
    with pytest.raises(ExecutionError) as beside:
        lacking.run(wq.CallsQueryReq(project_id="p", columns=["id"]), where=F("display_name") == "x")
    assert str(beside.value.at).startswith("/where")


def test_the_place_of_a_selected_column_and_of_a_key_of_the_order(lacking: Database) -> None:
    with pytest.raises(ExecutionError) as selected:
        lacking.run(wq.CallsQueryReq(project_id="p", columns=["inputs", "display_name"]))
    assert str(selected.value.at) == "/columns/1"
    sort = [wq.SortBy(field="display_name", direction="desc")]
    with pytest.raises(ExecutionError) as in_order:
        lacking.run(wq.CallsQueryReq(project_id="p", columns=["id"], sort_by=sort))
    assert str(in_order.value.at) == "/sort_by/0/field"


def test_what_no_part_of_the_request_asked_for_has_a_position_and_no_place(lacking: Database) -> None:
    with pytest.raises(ExecutionError) as refused:
        lacking.run(wq.CallsQueryReq(project_id="p"))
    assert refused.value.position is not None
    assert refused.value.at is None


def test_positions_in_what_databases_say() -> None:
    sql = "SELECT a,\n  b FROM t WHERE x.bb = 1 AND b = 2 AND b = 2"
    assert position_of_name(sql, "b") == sql.index("b FROM")
    assert position_of_name(sql, "x.bb") == sql.index("x.bb")
    assert position_of_name(sql, "bb") is None
    assert position_of_name(sql, None) is None
    line = sql.split("\n")[1]
    assert position_of_caret(sql, 2, line, line.index("x.bb")) == sql.index("x.bb")
    assert position_of_caret(sql, 2, "...WHERE x.bb = 1 AN...", 9) == sql.index("x.bb")
    assert position_of_caret(sql, 2, "...b = 2...", 3) is None, "it is there twice"
    assert position_of_caret(sql, 2, "nothing", 0) is None
    assert position_of_caret(sql, 3, "b", 0) is None
