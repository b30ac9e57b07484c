"""What the page is told: a request in both forms with its places, statements, answers, plans, traces."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

import weave_query as wq
from tests.preview_page.conftest import NOW, Page, serving
from weave_query.cli.questions import QUESTIONS
from weave_query.preview_page.answers import Preview
from weave_query.preview_page.rows import safe

SUPPORT = "northwind/support-bot"
DIALECTS = {"clickhouse", "postgres", "duckdb", "sqlite"}


def examples(page: Page) -> list[dict[str, str]]:
    status, _, body = page.send("GET", "/api/about")
    assert status == 200
    found: list[dict[str, str]] = json.loads(body)["examples"]
    return found


def test_every_example_compiles_for_all_dialects_and_has_an_answer(page: Page) -> None:
    found = examples(page)
    assert len(found) >= 8
    for each in found:
        status, compiled = page.text("compile", each["text"], each["project"])
        assert status == 200, compiled
        assert {dialect["backend"] for dialect in compiled["dialects"]} == DIALECTS
        assert all(dialect["queries"] for dialect in compiled["dialects"])
        status, answer = page.text("run", each["text"], each["project"])
        assert status == 200, answer
        assert answer["tables"][0]["rows"]
        assert json.loads(compiled["json"])["project_id"] == each["project"]


def statements(found: dict[str, Any]) -> list[Any]:
    """The statements of each dialect; where their parts come from differs in the two forms."""
    kept = ("name", "sql", "params")
    return [
        (dialect["backend"], [{key: query[key] for key in kept} for query in dialect["queries"]])
        for dialect in found["dialects"]
    ]


def test_each_part_of_a_statement_tells_where_it_comes_from(page: Page) -> None:
    text = 'calls where inputs.model = "gpt-4.1" limit 7'
    _, found = page.text("compile", text)
    for dialect in found["dialects"]:
        (query,) = dialect["queries"]
        predicate, value, limit = query["sources"]
        assert text[predicate["start"] : predicate["end"]] == 'inputs.model = "gpt-4.1"'
        assert text[value["start"] : value["end"]] == '"gpt-4.1"'
        assert (limit["kind"], text[limit["start"] : limit["end"]]) == ("value", "limit 7")
        assert "inputs" in query["sql"][predicate["from"] : predicate["to"]]


def test_text_and_json_say_the_same(page: Page) -> None:
    for each in examples(page):
        _, of_text = page.text("compile", each["text"], each["project"])
        status, of_json = page.json("compile", of_text["kind"], of_text["json"])
        assert status == 200, of_json
        assert of_json["project"] == each["project"]
        assert statements(of_json) == statements(of_text)
        status, again = page.text("compile", of_json["text"], each["project"])
        assert (status, again["json"]) == (200, of_text["json"])


def test_a_condition_of_a_kind_without_a_key_for_one_is_where(page: Page) -> None:
    text = 'stats call_count by 1d from 2025-10-25 to 2025-10-28 where inputs.model = "gpt-4.1"'
    _, found = page.text("compile", text)
    body = json.loads(found["json"])
    assert body["where"] == {"$expr": {"$eq": [{"$getField": "inputs.model"}, {"$literal": "gpt-4.1"}]}}
    _, again = page.json("compile", found["kind"], body)
    assert 'where inputs.model = "gpt-4.1"' in again["text"]
    assert statements(again) == statements(found)
    body["where"]["$expr"]["$eq"][0] = {"$getField": "inptus.model"}
    status, wrong = page.json("compile", found["kind"], body)
    assert (status, wrong["problems"][0]["pointer"]) == (200, "/where/$expr/$eq/0/$getField")


def value_at(document: Any, pointer: str) -> Any:
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        document = document[int(name)] if isinstance(document, list) else document[name]
    return document


def test_places_in_text_and_json_are_those_of_the_same_part(page: Page) -> None:
    text = 'calls where inputs.`💡` = "ü" or inputs["a/b~c"] = "yes" and not latency_ms > 2s limit 3'
    status, found = page.text("compile", text)
    assert status == 200, found
    body = json.loads(found["json"])
    units = text.encode("utf-16-le")
    parts = {pointer: units[2 * start : 2 * end].decode("utf-16-le") for pointer, start, end in found["pairs"]}
    for pointer in parts:
        value_at(body, pointer)
    assert parts["/limit"] in ("3", "limit 3")
    assert parts["/query/$expr/$or/0/$eq"] == 'inputs.`💡` = "ü"'
    assert parts["/query/$expr/$or/1/$and/0/$eq"] == 'inputs["a/b~c"] = "yes"'
    assert parts["/query/$expr/$or/1/$and/1/$not"] == "not latency_ms > 2s"
    _, of_json = page.json("compile", "calls_query", body)
    assert {pointer for pointer, _, _ in of_json["pairs"]} >= {
        "/query/$expr/$or/0/$eq",
        "/query/$expr/$or/1/$and/0/$eq",
    }


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ('calls where inptus.model = "x"', "inptus.model"),
        ("calls limit x", "x"),
        ('calls where "💡" = inptus.x', "inptus.x"),
    ],
)
def test_what_is_wrong_in_text_is_marked_where_it_stands(text: str, marked: str, page: Page) -> None:
    for what in ("compile", "run", "explain"):
        status, found = page.text(what, text)
        assert status == (200 if what == "compile" else 422)
        problem = found["problems"][0]
        assert problem["code"].startswith("WQ")
        units = text.encode("utf-16-le")
        assert units[2 * problem["start"] : 2 * problem["end"]].decode("utf-16-le") == marked


def test_what_is_wrong_in_json_has_its_pointer_and_all_of_it_is_told(page: Page) -> None:
    body = {"project_id": "p", "limit": -1, "query": {"$expr": {"$qe": [1, 2]}}}
    status, found = page.json("compile", "calls_query", body)
    assert status == 200
    assert {each["pointer"] for each in found["problems"]} == {"/limit", "/query/$expr/$qe"}
    status, found = page.json("compile", "calls_query", '{"project_id": ')
    assert (status, found["problems"][0]["code"]) == (200, "WQ101")
    status, found = page.json("compile", "no_kind", {})
    assert (status, found["problems"][0]["code"]) == (200, "WQ101")
    status, found = page.ask("compile", source="text", text=7)
    assert (status, found["problems"][0]["code"]) == (200, "WQ101")
    status, found = page.text("compile", "calls", "")
    assert (status, found["problems"][0]["code"]) == (200, "WQ101")
    status, found = page.json("compile", "calls_query", {"project_id": ""})
    assert (status, found["problems"][0]["pointer"]) == (200, "/project_id")
    assert found["problems"][0]["message"] == "`project_id` is empty"


def test_warnings_come_with_places(page: Page) -> None:
    text = 'calls where latency_ms = "fast"'
    _, found = page.text("compile", text)
    warning = found["warnings"][0]
    assert (warning["code"], text[warning["start"] : warning["end"]]) == ("WQ802", 'latency_ms = "fast"')


def test_what_is_hardly_meant_is_found_with_what_mends_it(page: Page) -> None:
    text = 'calls where inputs.x = "💡" or inputs.questio = "y"'
    _, found = page.text("compile", text)
    finding = next(each for each in found["findings"] if "questio" in each["message"])
    fix, units = finding["fix"], text.encode("utf-16-le")
    assert (finding["code"], finding["hint"]) == ("WQ855", "nearest: `question`")
    mended = units[: 2 * fix["start"]] + fix["text"].encode("utf-16-le") + units[2 * fix["end"] :]
    assert mended.decode("utf-16-le") == text.replace("questio", "question")
    _, found = page.json("compile", found["kind"], found["json"])
    finding = next(each for each in found["findings"] if "questio" in each["message"])
    assert (finding["pointer"], "fix" in finding) == ("/query/$expr/$or/1/$eq/0/$getField", False)


def test_a_list_has_no_more_rows_than_the_page_may_have(page: Page) -> None:
    for text, rows, limit in (("calls", 50, 50), ("calls limit 5000", 50, 50), ("calls limit 7", 7, None)):
        _, found = page.text("run", text)
        assert (len(found["tables"][0]["rows"]), found["limit"]) == (rows, limit)
    _, found = page.text("run", "count calls")
    assert found["tables"][0]["rows"][0][0] == 3109
    _, found = page.text("run", "stats call_count by 1h from 2025-10-25 to 2025-10-28")
    assert (len(found["tables"][0]["rows"]), found["tables"][0]["cut"], len(found["chart"]["buckets"])) == (50, 50, 72)
    _, found = page.text("run", "usage of traces")
    assert found["tables"][0]["cut"] == 50


def test_rows_of_calls_are_those_of_the_library(page: Page, recorded: wq.Database) -> None:
    question = QUESTIONS[1]
    _, found = page.json("run", "calls_query", question.request)
    expected = recorded.run(wq.CallsQueryReq(**question.request)).calls
    table = found["tables"][0]
    assert table["header"] == ["id", "op_name", "exception"]
    assert [row[0] for row in table["rows"]] == [call.id for call in expected]
    assert [row[1] for row in table["rows"]] == [call.op_name for call in expected]
    assert (table["named"], table["opens"]["id"]) == (True, "call")


def ids_of(answer: dict[str, Any]) -> list[str]:
    table = answer["tables"][0]
    return [row[table["header"].index("id")] for row in table["rows"]]


def test_a_chart_has_days_as_long_as_they_are(page: Page) -> None:
    _, found = page.text("run", 'stats call_count by 1d in "Europe/Berlin" from 2025-10-25 to 2025-10-29')
    buckets = found["chart"]["buckets"]
    hours = {each["label"][:10]: (each["end"] - each["start"]) / 3_600_000 for each in buckets}
    assert (hours["2025-10-25"], hours["2025-10-26"], hours["2025-10-27"]) == (24, 25, 24)
    (panel,) = found["chart"]["panels"]
    assert len(panel["series"][0]["values"]) == len(panel["empty"]) == len(buckets)


def test_explain_is_the_plan_of_the_database_and_runs_nothing(page: Page) -> None:
    status, found = page.text("explain", 'calls where inputs.model = "gpt-4.1" limit 3')
    assert (status, found["backend"]) == (200, "duckdb")
    assert found["plans"][0]["name"] == "calls"
    assert "SEQ_SCAN  Table: memory.main.calls" in found["plans"][0]["text"]


def test_a_trace_is_a_tree_of_its_calls(page: Page, recorded: wq.Database) -> None:
    _, found = page.text("run", "calls filter trace_roots_only limit 1")
    (call,) = recorded.run(
        wq.CallsQueryReq(project_id=SUPPORT, filter=wq.CallsFilter(call_ids=[ids_of(found)[0]]))
    ).calls
    root = {"id": call.id, "trace_id": call.trace_id}
    status, tree = page.ask("trace", project=SUPPORT, trace=root["trace_id"])
    assert status == 200
    ids = {call["id"] for call in tree["calls"]}
    assert [call["id"] for call in tree["calls"] if call["parent"] is None] == [root["id"]]
    assert all(call["parent"] in ids for call in tree["calls"] if call["parent"] is not None)
    assert all(call["end"] >= call["start"] for call in tree["calls"])
    assert not tree["more"]
    _, other = page.ask("trace", project="northwind/research-agent", trace=root["trace_id"])
    assert other["calls"] == []


def test_text_of_sql_is_never_run(page: Page) -> None:
    """There is nowhere to put one: in any field it is a wrong request or a value."""
    for given in (
        {"source": "text", "text": "DROP TABLE calls", "project": SUPPORT},
        {"source": "json", "kind": "calls_query", "text": '{"project_id": "p", "sql": "DROP TABLE calls"}'},
        {"source": "sql", "kind": "calls_query", "text": "DROP TABLE calls"},
    ):
        assert page.ask("run", **given)[0] == 422
    status, found = page.ask("run", source="text", text="calls limit 1", project="'; DROP TABLE calls; --")
    assert (status, found["tables"][0]["rows"]) == (200, [])
    status, found = page.ask("trace", project=SUPPORT, trace="'; DROP TABLE calls; --")
    assert (status, found["calls"]) == (200, [])
    assert page.text("run", "count calls")[1]["tables"][0]["rows"][0][0] == 3109


@pytest.fixture
def slow(recorded: wq.Database) -> Iterator[Page]:
    driver = recorded.driver
    driver.limit_time(0.001)  # type: ignore[attr-defined]
    yield from serving(Preview(recorded, wq.Options(timeout_seconds=0.001), now=lambda: NOW))
    driver.limit_time(20)  # type: ignore[attr-defined]


def test_a_statement_that_takes_too_long_is_told_as_such(slow: Page) -> None:
    status, found = slow.text("run", "stats latency_ms p50 p95, total_cost by 1h from 2025-10-01 to 2025-11-10")
    assert (status, found["problems"][0]["code"]) == (504, "WQ508")
    assert "allow more with `--timeout-seconds` of `weave-query preview`" in found["problems"][0]["hint"]


def test_groups_with_costs_tell_which_models_have_no_price(page: Page) -> None:
    where = 'where summary.usage["unpriced-model"] exists'
    _, found = page.text("run", f"aggregate sum(cost), count() {where}")
    number = found["tables"][0]["rows"][0][1]
    assert found["cautions"] == [
        f"{number} calls and models without a known price, of `unpriced-model`: no cost of it is in a sum"
    ]
    _, plain = page.text("run", f"aggregate count() {where}")
    assert plain["cautions"] == []


@pytest.mark.parametrize("text", ["stats call_count by 1m {}", "aggregate count() every 1m fill {}"])
def test_buckets_that_are_wider_than_asked_are_told(text: str, page: Page) -> None:
    _, found = page.text("run", text.format("from 2025-10-23 to 2025-11-08"))
    assert found["cautions"] == ["the buckets are of 139 seconds: those of 60 would be too many"]
    _, found = page.text("run", text.format("from 2025-10-23 to 2025-10-24"))
    assert found["cautions"] == []


@pytest.mark.parametrize(
    "text",
    [
        "stats latency p95 by 1h {}",
        "stats total_cost by 1d {}",
        "feedback stats output.score avg by 1d {}",
        "aggregate count() every day {}",
    ],
)
def test_a_range_of_nothing_has_no_chart(text: str, page: Page) -> None:
    status, found = page.text("run", text.format("from 2025-10-26 to 2025-10-26"))
    assert (status, found["chart"]) == (200, None)
    assert not any(table["rows"] for table in found["tables"])


@pytest.fixture
def alone() -> Iterator[Page]:
    yield from serving(Preview(None, wq.Options()))


def test_without_a_database_it_compiles_and_runs_nothing(alone: Page) -> None:
    assert alone.text("compile", "calls")[0] == 200
    for what in ("run", "explain"):
        status, found = alone.text(what, "calls")
        assert (status, found["problems"][0]["message"]) == (422, "there is no database")


def test_numbers_come_as_they_are_and_what_json_has_no_number_for_as_text(page: Page) -> None:
    assert safe([2**63, float("nan"), float("-inf"), 1.5, True, {"a": (1,)}]) == [
        *(2**63, "nan", "-inf", 1.5, True),
        {"a": [1]},
    ]
    _, found = page.text("run", 'calls where op = "echo" and inputs.value = 9223372036854775807 select inputs')
    assert {"value": 2**63 - 1} in [row[1] for row in found["tables"][0]["rows"]]


def test_completion_knows_the_grammar_the_fields_and_what_is_in_the_rows(page: Page) -> None:
    def offered(text: str) -> list[str]:
        status, found = page.ask("complete", text=text, cursor=len(text.encode("utf-16-le")) // 2, project=SUPPORT)
        assert status == 200
        return [each["text"] for each in found["offers"]]

    assert "calls" in offered("ca")
    assert "started_at" in offered("calls where start")
    assert "question" in offered("calls where inputs.")
    assert '"error"' in offered("calls where status = ")
    text = 'calls where inputs.x = "💡" and inputs.ques'
    _, found = page.ask("complete", text=text, cursor=len(text) + 1, project=SUPPORT)
    units = text.encode("utf-16-le")
    assert units[2 * found["start"] : 2 * found["end"]].decode("utf-16-le") == "ques"
    assert page.ask("complete", text=text, cursor="x")[0] == 422
    assert page.ask("complete", text="calls where inputs.", cursor=10**9, project="p")[0] == 200
    assert page.ask("complete", text="💡", cursor=1, project="p")[0] == 200


def test_what_a_word_means(page: Page) -> None:
    text = "# 💡\ncalls where latency_ms > 2s"
    status, found = page.ask("hover", text=text, cursor=text.index("latency") + 3, project=SUPPORT)
    assert status == 200
    assert "latency_ms: milliseconds" in found["text"]
    assert text.encode("utf-16-le")[2 * found["start"] : 2 * found["end"]].decode("utf-16-le") == "latency_ms"
    assert page.ask("hover", text=text, cursor=0, project=SUPPORT)[1] == {}
    text = "calls where started_at > now() - 1d"
    _, found = page.ask("hover", text=text, cursor=text.index("now") + 1, project=SUPPORT)
    assert found["text"].endswith("; here 2025-11-08 00:00 UTC")


def test_buckets_of_feedback_begin_at_times(page: Page) -> None:
    _, answer = page.text("run", "feedback by scorer_id every 1d from 2025-11-01", SUPPORT)
    (table,) = answer["tables"]
    place = table["header"].index("time_bucket_start_ms")
    assert {row[place][10:] for row in table["rows"]} == {"T00:00:00+00:00"}
