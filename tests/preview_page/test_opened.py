"""What the page can open, choose and turn to: a whole call, the stored usage, the next rows, help."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import weave_query as wq
from tests.preview_page.conftest import NOW, OPTIONS, Page, serving
from weave_query.preview_page.answers import Preview
from weave_query.preview_page.opened import exception_text
from weave_query.requests.stats import UsageMetricSpec
from weave_query.storage import StorageMap

SUPPORT = "northwind/support-bot"
RESEARCH = "northwind/research-agent"
COSTS = "stats total_cost by 366d from 2025-01-01 to 2026-01-01"


def column(answer: dict[str, Any], name: str) -> list[Any]:
    (table,) = [each for each in answer["tables"] if name in each["header"]]
    return [row[table["header"].index(name)] for row in table["rows"]]


def first(page: Page, text: str, project: str = SUPPORT) -> str:
    found: str = column(page.text("run", text, project)[1], "id")[0]
    return found


def test_a_call_is_opened_whole_whatever_was_selected(page: Page, recorded: wq.Database) -> None:
    id_ = first(page, 'calls where status = "error" select id, status limit 1')
    status, found = page.ask("call", project=SUPPORT, id=id_)
    assert status == 200
    (expected,) = recorded.run(wq.CallsQueryReq(project_id=SUPPORT, filter=wq.CallsFilter(call_ids=[id_]))).calls
    call = found["call"]
    assert call["documents"]["inputs"] == expected.inputs != {}
    assert call["documents"]["attributes"] == expected.attributes != {}
    assert call["documents"]["output"] == expected.output
    assert (call["op"], call["trace"], call["project"]) == (expected.op_name, expected.trace_id, SUPPORT)
    assert call["name"] in expected.op_name
    assert expected.summary is not None
    assert call["facts"]["latency_us"] // 1000 == expected.summary["weave"]["latency_ms"]
    assert call["facts"]["status"] == "error"
    assert call["facts"]["storage_size_bytes"] > 0
    lines = call["exception"].splitlines()
    assert lines[2] == "Traceback (most recent call last):"
    assert lines[0] == "{type}: {message}".format(**json.loads(expected.exception or ""))
    assert call["whole"]["exception"] == expected.exception


def test_a_call_comes_with_its_feedback_and_costs(page: Page) -> None:
    refs = column(page.text("run", "feedback limit 1")[1], "weave_ref")
    _, found = page.ask("call", project=SUPPORT, id=refs[0].rpartition("/")[2])
    assert [each["feedback_type"] for each in found["call"]["feedback"]]
    id_ = first(page, "calls where cost > 0 limit 1", RESEARCH)
    _, found = page.ask("call", project=RESEARCH, id=id_)
    assert found["call"]["facts"]["cost"] > 0
    assert found["call"]["costs"]


def test_a_call_of_another_project_or_of_none_is_not_there(page: Page) -> None:
    id_ = first(page, "calls limit 1")
    for project, call in ((RESEARCH, id_), (SUPPORT, "nothing"), (SUPPORT, "'; DROP TABLE calls; --")):
        assert page.ask("call", project=project, id=call) == (200, {"call": None})
    assert page.ask("call", project=SUPPORT, id=7)[0] == 422


def test_calls_of_a_storage_with_calls_alone_open_too(tmp_path: Path) -> None:
    url = f"duckdb:///{tmp_path}/a.duckdb"
    with wq.connect(url) as db:
        db.create_schema()
        db.load(
            calls=[
                {"id": "c", "project_id": "p", "op_name": "o", "trace_id": "t", "started_at": "2026-01-01T00:00:00Z"}
            ]
        )
        storage = StorageMap("mine", {"calls": db.backend.storage.table("calls")})
    with wq.connect(url, storage=storage) as db:
        with pytest.raises(wq.UnsupportedError):
            db.run(wq.CallsQueryReq(project_id="p", include_feedback=True))
        found = Preview(db, wq.Options()).call({"project": "p", "id": "c"})["call"]
    assert (found["id"], found["exception"], found["feedback"], "latency_us" in found["facts"]) == (
        "c",
        None,
        [],
        False,
    )


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        (None, None),
        ("plain", "plain"),
        ('{"type": "E", "message": "m"}', "E: m"),
        ('{"type": "E", "message": "m", "traceback": "  a\\nb\\n"}', "E: m\n\na\nb"),
        ('{"type": "E"}', '{"type": "E"}'),
        ("[1]", "[1]"),
        (
            '{"type": "E", "message": "m", "traceback": [{"filename": "f.py", "line_number": 3, "function_name": "g", "text": " x()"}, 1]}',  # noqa: E501
            'E: m\n\nTraceback (most recent call last):\n  File "f.py", line 3, in g\n    x()',
        ),
    ],
)
def test_an_exception_is_lines_of_text(stored: str | None, text: str | None) -> None:
    assert exception_text(stored) == text


def total(page: Page, **chosen: str) -> float:
    status, found = page.ask("run", source="text", text=COSTS, project=RESEARCH, **chosen)
    assert status == 200, found
    return float(sum(column(found, "sum_total_cost")))


def test_the_stored_usage_is_chosen_by_the_page_for_what_is_compiled_explained_and_run(
    page: Page, recorded: wq.Database
) -> None:
    request = wq.CallStatsReq(
        project_id=RESEARCH,
        start="2025-01-01",  # type: ignore[arg-type]
        end="2026-01-01",  # type: ignore[arg-type]
        granularity=366 * 86_400,
        usage_metrics=[UsageMetricSpec(metric="total_cost")],
    )
    expected = {}
    for policy in ("own", "cumulative", "auto"):
        asking = wq.Database(recorded.backend, recorded.driver, wq.Options(stored_usage=policy))  # type: ignore[arg-type]
        expected[policy] = sum(row["sum_total_cost"] for row in asking.run(request).usage_buckets)
        assert total(page, stored_usage=policy) == pytest.approx(expected[policy])
    assert expected["own"] > expected["auto"] > 0
    assert total(page) == pytest.approx(expected["own"])
    answers = {
        policy: {
            what: page.ask(what, source="text", text=COSTS, project=RESEARCH, stored_usage=policy)[1]
            for what in ("compile", "explain")
        }
        for policy in ("own", "auto")
    }
    own, auto = answers["own"], answers["auto"]
    assert own["compile"]["plan"] != auto["compile"]["plan"]
    for one, other in zip(own["compile"]["dialects"], auto["compile"]["dialects"], strict=True):
        assert one["queries"][0]["sql"] != other["queries"][0]["sql"]
    assert own["explain"]["plans"] != auto["explain"]["plans"]
    status, found = page.ask("run", source="text", text=COSTS, project=RESEARCH, stored_usage="all")
    assert (status, found["problems"][0]["message"]) == (422, "`stored_usage` is `own` or `cumulative` or `auto`")


def test_usage_that_is_counted_twice_is_mended_by_a_choice(page: Page) -> None:
    _, found = page.text("compile", COSTS, RESEARCH)
    (finding,) = [each for each in found["findings"] if each["code"] == "WQ858"]
    assert finding["choose"] == {"stored_usage": "auto"}
    assert "Options(" not in finding["hint"]
    _, found = page.ask("compile", source="text", text=COSTS, project=RESEARCH, **finding["choose"])
    assert "WQ858" not in [each["code"] for each in found["findings"]]


def test_rows_behind_those_that_are_shown_are_asked_for(page: Page) -> None:
    def ids(text: str, skip: int) -> tuple[list[str], dict[str, Any]]:
        status, found = page.ask("run", source="text", text=text, project=SUPPORT, skip=skip)
        assert status == 200, found
        return column(found, "id"), found

    text = "calls sort by started_at desc"
    pages = [ids(text, skip)[0] for skip in (0, 50, 100)]
    assert [id_ for each in pages for id_ in each] == column(page_of(150, page), "id")
    for own, skip, rows, limit in (("limit 70", 50, 20, None), ("limit 50", 50, 0, None), ("limit 700", 50, 50, 50)):
        found, answer = ids(f"{text} {own}", skip)
        assert (len(found), answer["limit"], answer["skip"]) == (rows, limit, skip)
    assert ids(f"{text} offset 50", 50)[0] == pages[2]


def test_an_aggregate_says_how_many_rows_it_has_and_gives_them_by_and_by(page: Page) -> None:
    text = "aggregate count() by id"
    found: list[Any] = []
    while True:
        _, answer = page.ask("run", source="text", text=text, project=SUPPORT, skip=len(found))
        (table,) = answer["tables"]
        assert (table["count"], answer["limit"], table["cut"]) == ("3,109 rows", None, len(table["rows"]))
        found += table["rows"]
        if not table["more"]:
            break
        assert len(table["rows"]) == 50
    assert len({row[0] for row in found}) == len(found) == 3109
    _, answer = page.text("run", f"{text} limit 70")
    assert answer["tables"][0]["count"] == "70 rows, there are more"
    _, answer = page.text("run", "stats call_count by 1h from 2025-10-23 to 2025-11-08")
    assert (len(answer["tables"][0]["rows"]), answer["tables"][0]["more"], len(answer["chart"]["buckets"])) == (
        *(50, True),
        384,
    )
    assert page.ask("run", source="text", text=text, project=SUPPORT, skip=-1)[0] == 422


def page_of(rows: int, page: Page) -> dict[str, Any]:
    db = page.server.preview.db
    preview = Preview(db, OPTIONS, rows=rows, now=lambda: NOW)
    return preview.run({"source": "text", "text": "calls sort by started_at desc", "project": SUPPORT})


def test_why_an_answer_is_empty_is_told_where_its_project_has_nothing(page: Page) -> None:
    empty = (
        "calls",
        'calls where status = "error"',
        "count calls",
        "aggregate count() by trace_name",
        "stats latency_ms p50, call_count by 1d from 2025-10-25 to 2025-10-28",
        "usage of traces",
    )
    for text in empty:
        _, found = page.text("run", text, "northwind/suport-bot")
        assert (found["nothing"], found["project"]) == ("calls", "northwind/suport-bot"), text
    for text in ("calls limit 0", 'calls where trace_name = "nothing"', "calls limit 1", "count calls"):
        assert page.text("run", text)[1]["nothing"] is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('calls where trace_name = "nothing" and latency > 2s', ['no call satisfies `trace_name = "nothing"`']),
        ("calls where latency > 1h", ["no call satisfies `latency > 1h`"]),
        ("count calls where latency > 1h and inputs.nope = 1", ["`latency > 1h`", "`inputs.nope = 1`"]),
        ('calls where status = "success" and exception exists', ["without `status = ", "without `exception exists`"]),
        ("aggregate count() by op where latency > 1h", ["no call satisfies `latency > 1h`"]),
        ("calls limit 0", []),
        ("calls where latency > 2s limit 0", []),
        ("calls limit 1", []),
    ],
)
def test_the_condition_that_empties_an_answer_is_named(text: str, told: list[str], page: Page) -> None:
    _, found = page.text("run", text)
    assert len([each for each in found["reasons"] if each.startswith("no call")]) == sum("with" not in e for e in told)
    for part in told:
        assert any(part in each for each in found["reasons"]), found["reasons"]


@pytest.mark.parametrize(
    "parts",
    [
        ('status = "error"', "latency > 10s", "parent_id is null"),
        ('status = "error"', "latency > 2s", "started_at >= now() - 2d"),
    ],
)
def test_the_numbers_beside_conditions_are_those_of_the_calls(parts: tuple[str, ...], page: Page) -> None:
    def count(*conditions: str) -> int:
        rows: int = page.text("run", f"count calls where {' and '.join(conditions)}")[1]["tables"][0]["rows"][0][0]
        return rows

    _, found = page.text("run", f"calls where {' and '.join(parts)}")
    assert not found["tables"][0]["rows"]
    expected = []
    for part in parts:
        others = [each for each in parts if each != part]
        if left := count(*others):
            expected.append(f"without `{part}` there {'is' if left == 1 else 'are'} {left} call")
        if part.startswith("status") and (below := count('status = "descendant_error"', *others)):
            expected.append(f"with `descendant_error` there are {below} calls")
    assert len(found["reasons"]) == len(expected)
    assert all(part in said for part, said in zip(expected, found["reasons"], strict=True))


def test_errors_below_calls_are_left_out_by_a_status_of_error(page: Page) -> None:
    _, found = page.text("run", 'calls where status = "error" and latency > 10s and parent_id is null')
    assert any("leaves out calls with an error below them" in each for each in found["reasons"])


def test_a_project_without_feedback_is_told_as_such() -> None:
    with wq.connect("duckdb://", options=OPTIONS) as db:
        db.create_schema()
        call = {"id": "c", "project_id": "p", "op_name": "o", "trace_id": "t", "started_at": "2026-01-01T00:00:00Z"}
        db.load(calls=[call])
        asked = {"source": "text", "text": "feedback", "project": "p"}
        assert Preview(db, OPTIONS).run(asked)["nothing"] == "feedback"


def test_a_missing_project_is_a_mistake_of_the_project_and_not_of_the_query(page: Page) -> None:
    _, found = page.text("compile", "calls where inptus.x = 1", "")
    (problem,) = found["problems"]
    assert problem["pointer"] == "/project_id"
    assert "start" not in problem


def test_columns_have_their_units_as_far_as_the_answer_tells_them(page: Page) -> None:
    text = "stats latency_ms p50, call_count, total_cost by 1d from 2025-10-25 to 2025-10-28"
    _, found = page.text("run", text, RESEARCH)
    calls, usage = found["tables"]
    assert calls["units"] == usage["units"]
    assert (calls["units"]["p50_latency_ms"], usage["units"]["sum_total_cost"]) == ("ms", "US dollars")
    _, found = page.text("run", "aggregate sum(cost), p95(latency_ms) by trace_name", RESEARCH)
    assert found["tables"][0]["units"] == {"sum_cost": "US dollars", "p95_latency_ms": "ms"}
    _, found = page.text("run", "calls select latency_ms, duration limit 1")
    assert found["tables"][0]["units"] == {"latency_ms": "ms", "duration": "s"}
    assert page.text("run", "feedback limit 1")[1]["tables"][0]["named"] is False


def test_that_there_are_no_more_is_not_told(page: Page) -> None:
    assert page.text("run", "count calls")[1]["tables"][0]["header"] == ["count"]
    _, found = page.text("run", "count calls limit 3")
    assert dict(zip(found["tables"][0]["header"], found["tables"][0]["rows"][0], strict=True)) == {
        "count": 3,
        "has_more": True,
    }


def test_help_has_examples_that_are_understood_and_all_fields(page: Page) -> None:
    status, _, body = page.send("GET", "/api/help")
    assert status == 200
    found = json.loads(body)
    assert len(found["examples"]) >= 12
    for each in found["examples"]:
        status, compiled = page.text("compile", each["text"])
        assert (status, compiled.get("warnings")) == (200, []), each
        assert page.text("run", each["text"])[0] == 200, each
    names = {field["name"] for field in found["calls"]}
    assert {"trace_id", "inputs", "cost", "exception"} <= names
    assert all(field["about"] for field in found["calls"] + found["feedback"])
    assert page.send("GET", "/api/help", None, {"Sec-Fetch-Site": "cross-site"})[0] == 403


def test_titles_of_examples_are_short_enough_to_be_read_whole(page: Page) -> None:
    titles = [each["title"] for each in json.loads(page.send("GET", "/api/about")[2])["examples"]]
    assert len(set(titles)) == len(titles)
    assert max(map(len, titles)) <= 40


@pytest.fixture
def known(recorded: wq.Database) -> Iterator[Page]:
    options = wq.Options(stored_usage="auto")
    yield from serving(Preview(recorded, options, projects=("a/b", "c/d"), now=lambda: NOW))


def test_the_page_is_told_the_projects_and_the_stored_usage_of_the_server(known: Page) -> None:
    about = json.loads(known.send("GET", "/api/about")[2])
    assert (about["projects"], about["stored_usage"]) == (["a/b", "c/d"], "auto")
