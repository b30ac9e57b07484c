"""What compiling gives, kept as files to read: a change of meaning shows in a plan, one of spelling in an SQL text.

The requests are also asked of every engine and of the judge, over the calls of `tests/golden/rows.py`. After a change
that was meant, `pytest tests/test_golden.py --update-golden` writes the files anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import pytest

import weave_query as wq
from tests.aggregate.judging import wire
from tests.engines import Engines, answer_of
from tests.golden import answers, sets, spend
from tests.golden.files import ANSWER, FOLDER, REQUEST, Golden, Page, answer_text, compiled_files, goldens
from tests.golden.rows import PROJECT, calls, feedback
from tests.oracle.query import calls_query, calls_query_stats
from tests.oracle.values import OracleError, read_integer
from tests.recorded.cases import Answer, Refusal
from tests.refs import rows as refs
from tests.refs.judging import library, stored
from weave_query.api import Database
from weave_query.errors import UnsupportedError

JUDGES: dict[str, Callable[..., Answer]] = {
    "calls_query": calls_query,
    "calls_query_stats": calls_query_stats,
    "aggregate": wire,
}
REFUSED = {"refused": True}
each_golden = pytest.mark.parametrize("golden", goldens(), ids=lambda golden: golden.name)


@pytest.fixture(scope="module")
def golden_db(engine: str, engines: Engines) -> Database:
    """A database with the calls of the goldens alone."""

    def fill(opened: Database) -> None:
        opened.load(calls=[*calls(), *spend.calls()], feedback=feedback(), prices=spend.prices())
        opened.load(calls=sets.calls(), feedback=sets.feedback(), queue_items=sets.queue_items())
        opened.load(calls=refs.calls(), objects=refs.objects(), tables=refs.tables())

    return engines.filled(engine, "golden", fill)


def shown(answer: Answer) -> Any:
    """What `ids.json` keeps of an answer: ids in order, the counts, or the groups."""
    if isinstance(answer, Refusal):
        return REFUSED
    return [row["id"] for row in answer] if isinstance(answer, list) else answer


@lru_cache(maxsize=1)
def stored_calls() -> list[Mapping[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(json.dumps(calls()), parse_int=read_integer)
    return [*rows, *spend.stored(), *sets.stored(), *stored()]


def judged(golden: Golden) -> Any:
    if answers.is_computed(golden.kind, golden.body):
        return answers.judged(golden.kind, golden.body, golden.options)
    through = {"library": library()} if golden.body.get("expand_columns") else {}
    try:
        whole = shown(JUDGES[golden.kind](golden.body, stored_calls(), **through))
        return whole if golden.page is None else page_of(whole, golden.page)
    except OracleError as error:
        return shown(Refusal(str(error)))


def page_of(ids: list[str], page: Page) -> list[str]:
    """The ids of the page behind a row."""
    begin = ids.index(str(page.after[-1])) + 1
    return ids[begin : begin + page.size]


def kept(golden: Golden) -> Any:
    return json.loads((golden.folder / ANSWER).read_text(encoding="utf-8"))


@each_golden
def test_a_case_has_exactly_the_files_that_its_request_gives(golden: Golden, pytestconfig: pytest.Config) -> None:
    expected = {**compiled_files(golden), ANSWER: answer_text(judged(golden))}
    if pytestconfig.getoption("--update-golden"):
        for path in golden.folder.iterdir():
            if path.name not in {*expected, REQUEST}:
                path.unlink()
        for name, text in expected.items():
            (golden.folder / name).write_text(text, encoding="utf-8")
    found = {path.name: path.read_text(encoding="utf-8") for path in golden.folder.iterdir() if path.name != REQUEST}
    assert sorted(found) == sorted(expected)
    for name, text in expected.items():
        assert found[name] == text, f"{golden.name}/{name} is stale; --update-golden writes it anew"


def test_every_folder_is_a_case() -> None:
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == {golden.name for golden in goldens()}
    assert len(folders) >= 40


@each_golden
@pytest.mark.share(8)
def test_an_engine_selects_the_calls_of_the_case(golden: Golden, golden_db: Database) -> None:
    golden_db.options = golden.options
    if answers.is_computed(golden.kind, golden.body):
        assert answers.answered(golden_db, golden.kind, golden.body) == kept(golden)
        return
    error = golden.folder / f"{golden_db.backend.name}.error"
    if error.exists() and kept(golden) != REFUSED:
        # What this database alone cannot do, it says.
        with pytest.raises(UnsupportedError) as caught:
            answer_of(golden_db, golden.kind, golden.body, unknown_keys="error")
        assert f"{caught.value}\n" == error.read_text(encoding="utf-8")
        return
    if golden.page is not None:
        page = golden_db.page(wq.CallsQueryReq(**golden.body), after=golden.cursor, size=golden.page.size)
        assert [call.id for call in page.result.calls] == kept(golden)
        return
    answer = answer_of(golden_db, golden.kind, golden.body, unknown_keys="error")
    assert shown(answer) == kept(golden)


@each_golden
def test_a_case_selects_some_calls_and_not_all(golden: Golden) -> None:
    """Otherwise it would not show that its condition does anything."""
    answer = kept(golden)
    if answers.is_computed(golden.kind, golden.body):
        assert 0 < answers.selected(answer) < answers.asked_of(golden.kind)
        return
    rows = answer.get("rows", answer) if isinstance(answer, dict) else answer
    size = answer["count"] if "count" in answer else len(rows)
    project = sets.PROJECT if golden.body["project_id"] == sets.PROJECT else PROJECT
    every = [*calls(), *sets.calls()]
    mine = [call for call in every if call["project_id"] == project and call.get("deleted_at") is None]
    assert answer == REFUSED or 0 < size < len(mine)
