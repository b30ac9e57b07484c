"""The cases themselves: read strictly, told apart by name, and answered as the judge answers them."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.judges import alike, judged_body, library_of, times_as_micros, with_costs
from tests.oracle.query import calls_query, calls_query_stats
from tests.oracle.sets import with_rows
from tests.oracle.values import OracleError, read_integer
from tests.paging.asking import in_pages
from weave_query.capabilities import Capabilities
from weave_query.errors import CaseFileError
from weave_query.testing import (
    LEVELS,
    BodyAnswer,
    Case,
    CountAnswer,
    PagesAnswer,
    Refusal,
    RowsAnswer,
    RowSet,
    load_cases,
)
from weave_query.testing.model import placed
from weave_query.testing.reading import parse_cases

CASES = load_cases()
CALLS_KINDS = ("calls_query", "calls_query_stats")
SETS = tuple({case.rows.name: case.rows for case in CASES}.values())
FILE = """
about = "One thing."

[[rows]]
id = "a"
name = "a row"
why = "It is there."
inputs = '{"v": 1}'

[[cases]]
name = "one-case"
why = "It can fail."
where = '{"$eq": [{"$getField": "inputs.v"}, 1]}'
ids = ["a"]
"""


def read(text: str) -> tuple[Case, ...]:
    return parse_cases(text, "core", "core/topic.toml")


def judged(rows: RowSet) -> list[dict[str, Any]]:
    """The rows as a store keeps them: integers beyond 64 bits are doubles."""
    every = [[*rows.calls()], [*rows.feedback()], [*rows.queue_items()]]
    found = with_rows(*json.loads(json.dumps(every), parse_int=read_integer))
    return [dict(row) for row in found]


def shown(column: str, value: Any) -> Any:
    """A column of a result; times as moments, which may be written with or without a fraction."""
    return datetime.fromisoformat(value) if column.endswith("_at") and value is not None else value


def test_the_suite_has_cases_of_all_levels() -> None:
    """Fewer would be a folder that was lost on its way."""
    counts = Counter(case.level for case in CASES)
    assert list(counts) == list(LEVELS)
    assert min(counts.values()) >= 7
    assert len(CASES) >= 180


def test_the_name_of_a_case_is_unique() -> None:
    assert [name for name, count in Counter(case.name for case in CASES).items() if count > 1] == []


def test_a_set_of_rows_has_a_project_of_its_own() -> None:
    assert len({rows.project for rows in SETS}) == len(SETS) == len({rows.name for rows in SETS})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_answer_of_a_case_is_the_judges(case: Case) -> None:
    """The answers were derived by hand; somebody who knows nothing of engines comes to the same."""
    body, rows = case.body(), with_costs(case.rows, judged(case.rows))
    library = library_of(case.rows)
    match case.expected:
        case Refusal() if case.kind not in CALLS_KINDS:
            # Judges of other kinds are asked valid requests alone; whoever runs the suite sees the code.
            assert case.expected.code.startswith("WQ")
        case BodyAnswer() as expected:
            found = judged_body(case)
            assert alike(times_as_micros(json.loads(expected.text)), found), found
        case Refusal() if case.page is not None:
            # What is no page is an answer all the same when it is asked for as a list.
            assert calls_query(body, rows)
        case PagesAnswer() as expected:
            assert body["project_id"] == case.rows.project
            whole = [row["id"] for row in calls_query(body, rows)]
            assert list(map(list, expected.pages)) == in_pages(whole, case.page or 0)
        case Refusal():
            with pytest.raises(OracleError):
                (calls_query if case.kind == "calls_query" else calls_query_stats)(body, rows, library=library)
        case CountAnswer() as expected:
            assert calls_query_stats(body, rows, library=library) == {
                "count": expected.count,
                "has_more": expected.has_more,
            }
        case RowsAnswer() as expected:
            answer = calls_query(body, rows, library=library)
            found = [row["id"] for row in answer]
            assert (found if expected.ordered else sorted(found)) == (
                list(expected.ids) if expected.ordered else sorted(expected.ids)
            )
            for id, columns in json.loads(placed(expected.columns or "{}", case.rows.project)).items():
                (row,) = (row for row in answer if row["id"] == id)
                assert {name: shown(name, row[name]) for name in columns} == {
                    name: shown(name, value) for name, value in columns.items()
                }


@pytest.mark.parametrize("rows", SETS, ids=lambda rows: rows.name)
def test_a_row_is_left_out_of_an_answer(rows: RowSet) -> None:
    """A row that every answer has shows nothing. Orders are of all rows, and requests that are refused of none."""
    answers = [
        set(case.expected.ids)
        for case in CASES
        if case.rows is rows and isinstance(case.expected, RowsAnswer) and case.level != "order"
    ]
    ours = [row.id for row in rows.rows if row.project == "{project}"]
    assert [id for id in ours if answers and all(id in answer for answer in answers)] == []


def test_a_capability_that_a_case_needs_is_one() -> None:
    known = set(Capabilities.__dataclass_fields__)
    assert {capability for case in CASES for capability in case.needs} <= known


def test_levels_are_read_in_their_order() -> None:
    assert list(dict.fromkeys(case.level for case in load_cases(["order", "core"]))) == ["order", "core"]
    assert {case.level for case in load_cases(["time"])} == {"time"}


def test_a_level_that_there_is_not_is_an_error() -> None:
    with pytest.raises(CaseFileError, match="`cores` is no level; levels are `core`"):
        load_cases(["cores"])


def test_cases_of_somebody_else_are_read_from_their_folder(tmp_path: Path) -> None:
    (tmp_path / "order").mkdir()
    (tmp_path / "order" / "ours.toml").write_text(FILE, encoding="utf-8")
    (tmp_path / "order" / "notes.txt").write_text("no cases", encoding="utf-8")
    assert [case.id for case in load_cases(folder=tmp_path)] == ["order-one-case"]
    with pytest.raises(CaseFileError, match="there is no folder"):
        load_cases(folder=tmp_path / "none")


def test_a_level_and_a_folder_may_be_texts(tmp_path: Path) -> None:
    assert load_cases("core") == load_cases(["core"])
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "ours.toml").write_text(FILE, encoding="utf-8")
    assert [case.id for case in load_cases("core", str(tmp_path))] == ["core-one-case"]
    with pytest.raises(CaseFileError, match="`1` is no level"):
        load_cases([1])  # type: ignore[list-item]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "ours.toml").write_bytes(FILE.replace("One", "\xc9").encode("latin-1"))
    with pytest.raises(CaseFileError, match=r"core/ours\.toml: it is no UTF-8"):
        load_cases(folder=tmp_path)
    (tmp_path / "core" / "ours.toml").unlink()
    (tmp_path / "core" / "ours.toml").mkdir()
    with pytest.raises(CaseFileError, match=r"core/ours\.toml: it cannot be read"):
        load_cases(folder=tmp_path)


def test_one_name_in_two_files_is_an_error(tmp_path: Path) -> None:
    for level in ("core", "order"):
        (tmp_path / level).mkdir()
        (tmp_path / level / "ours.toml").write_text(FILE, encoding="utf-8")
    with pytest.raises(CaseFileError, match="the suite: `one-case` stands twice"):
        load_cases(folder=tmp_path)


def test_a_file_becomes_cases_that_know_their_rows() -> None:
    (case,) = read(FILE)
    assert (case.id, case.rows.name, case.rows.rows[0].id) == ("core-one-case", "topic", "a")
    assert case.body() == {
        "project_id": case.rows.project,
        "query": {"$expr": {"$eq": [{"$getField": "inputs.v"}, 1]}},
    }
    ours, theirs = case.rows.calls()
    assert ours["project_id"] == case.rows.project
    assert theirs == {**ours, "project_id": f"{case.rows.project}-intruder"}


def test_the_project_changes_with_the_rows() -> None:
    """A database may still hold the rows of an older release."""
    before, after = (read(text)[0].rows.project for text in (FILE, FILE.replace('{"v": 1}', '{"v": 2}')))
    assert before != after
    assert read(FILE.replace("It is there.", "It stands there."))[0].rows.project == before


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('about = "One thing."', 'abuot = "One thing."', "core/topic.toml: `abuot` is no key here; nearest: `about`"),
        ("inputs =", "input =", "core/topic.toml, row 1: `input` is no key here; nearest: `inputs`"),
        ("where =", "were =", "core/topic.toml, case 1: `were` is no key here; nearest: `where`"),
        ('why = "It can fail."', "", "core/topic.toml, case 1 (one-case): `why` is required"),
        ('why = "It is there."', "", "core/topic.toml, row 1: `why` is required"),
        ("one-case", "One case", "a name is of small letters"),
        ('ids = ["a"]', 'ids = ["b"]', "`b` is no row of this file"),
        ('ids = ["a"]', 'ids = ["a", "a"]', "`a` stands twice"),
        ('ids = ["a"]', "", "the answer is one of"),
        ('ids = ["a"]', 'ids = ["a"]\ncount = 1', "the answer is one of"),
        ('ids = ["a"]', 'ids = ["a"]\npage = 2', "`page` and `pages` stand beside each other"),
        ('ids = ["a"]', 'pages = [["a"]]', "`page` and `pages` stand beside each other"),
        ('ids = ["a"]', 'pages = [["b"]]\npage = 2', "`b` is no row of this file"),
        ('ids = ["a"]', 'pages = [["a"], ["a"]]\npage = 2', "`a` stands twice"),
        ('ids = ["a"]', 'pages = ["a"]\npage = 2', "`pages` is a list of lists of ids"),
        ('ids = ["a"]', "pages = [[1]]\npage = 2", "`pages` is a list of texts"),
        ('ids = ["a"]', 'pages = [["a"]]\npage = true', "`page` is the number of rows of a page"),
        ('ids = ["a"]', 'pages = [["a"]]\npage = 2\nkind = "aggregate"', "`page` is the number of rows of a page"),
        ('ids = ["a"]', "ordered = true", "the answer is one of"),
        ('ids = ["a"]', 'at = "/query"', "the answer is one of"),
        ('ids = ["a"]', 'error = "oops"', "`oops` is no code of an error"),
        ('ids = ["a"]', 'count = "1"', "`count` is a number"),
        ('ids = ["a"]', 'ids = ["a"]\nneeds = ["regular_expression"]', "nearest: `regular_expressions`"),
        ('ids = ["a"]', 'ids = ["a"]\nkind = "calls"', "`calls` is no kind of a case"),
        ('ids = ["a"]', "ids = [\"a\"]\nrequest = '{}'", "`where` stands beside `request`"),
        ('{"v": 1}', '{"v": 1', "`inputs` is no JSON text"),
        ('{"v": 1}', '{"v": 1, "v": 2}', "a key stands twice"),
        ("inputs = '{\"v\": 1}'", "wb_run_step = true", "`wb_run_step` is of the wrong type"),
        ("inputs = '{\"v\": 1}'", 'input_refs = "a"', "`input_refs` is of the wrong type"),
        ("inputs = '{\"v\": 1}'", "inputs = 1", "row 1: `inputs` is JSON written as text"),
        ("inputs = '{\"v\": 1}'", "before = 5", "row 1: `before` is a table of columns"),
        ("inputs = '{\"v\": 1}'", 'before = "x"', "row 1: `before` is a table of columns"),
        ("inputs = '{\"v\": 1}'", "started_at = 2026-01-01", "row 1: `started_at` is of the wrong type"),
        ('{"v": 1}', '{"v": NaN}', "`inputs` is no JSON text: NaN is no number of JSON"),
        ('{"v": 1}', "[" * 9000, "row 1: `inputs` is nested too deep"),
        ("One thing.", '"\nx = ' + "[" * 9000 + '"', "core/topic.toml: it is "),
        ('ids = ["a"]', 'ids = ["a"]\nlimit = 2026-01-01', "case 1 (one-case): `limit` is a number"),
        ('ids = ["a"]', 'ids = ["a"]\noffset = true', "case 1 (one-case): `offset` is a number"),
        ('ids = ["a"]', 'ids = ["a"]\ncolumns = "id"', "case 1 (one-case): `columns` is a list of texts"),
        ('ids = ["a"]', 'ids = ["a"]\nordered = "no"', "case 1 (one-case): `ordered` is a boolean"),
        ('ids = ["a"]', "rows = '[\"a\"]'", "case 1 (one-case): `rows` is an object"),
        ('ids = ["a"]', "rows = '{\"a\": 1}'", "case 1 (one-case): `rows` is an object"),
        ('where = \'{"$eq": [{"$getField": "inputs.v"}, 1]}\'', "request = '[]'", "`request` is no object"),
        (
            'where = \'{"$eq": [{"$getField": "inputs.v"}, 1]}\'',
            "request = '{\"project_id\": 1}'",
            "case 1 (one-case): `project_id` of the request is a text",
        ),
        ("[[cases]]", "[[casses]]", "`casses` is no key here; nearest: `cases`"),
        ("[[rows]]", "[rows]", "it has no [[rows]]"),
        ('about = "One thing."', "about", "core/topic.toml: it is no TOML"),
        ("[[cases]]", '[[rows]]\nid = "a"\nname = "again"\nwhy = "It is."\n\n[[cases]]', "stands twice"),
    ],
)
def test_a_file_that_is_wrong_is_an_error_with_its_place(old: str, new: str, message: str) -> None:
    """A mistyped key would make a case that checks less than it says."""
    assert old in FILE
    with pytest.raises(CaseFileError) as error:
        read(FILE.replace(old, new))
    assert message in str(error.value)
    assert str(error.value).startswith("WQ701: core/topic.toml")
