"""What newcomers look for: how queries begin, operators behind a field, times, types of feedback, and their docs."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from time import perf_counter

import pytest

import weave_query as wq
from tests.completion.rows import EXAMPLES, SUPPORT, observed_in
from weave_query.completion import Observed, complete, hover, observe, opens_by_itself
from weave_query.completion.vocabulary import CLAUSES, KEYWORDS, QUERIES
from weave_query.syntax.text.parser import parser

NOW = datetime(2025, 11, 10, 12, tzinfo=UTC)
_FILLED = re.compile(r"\$\{\d+:([^}]*)\}")


@pytest.fixture(scope="module")
def observed() -> Observed:
    return observed_in(SUPPORT)


def offered(text: str, observed: Observed | None = None) -> list[str]:
    return [each.text for each in complete(text, observed=observed or Observed(), only_queries=True)]


def test_where_only_queries_are_allowed_nothing_else_begins_one() -> None:
    assert offered("")[: len(QUERIES)] == list(QUERIES)
    assert "trace_name" in [each.text for each in complete("")]
    assert offered("inputs.") == []


@pytest.mark.parametrize("seen", [True, False])
def test_the_form_of_each_query_is_a_query(seen: bool, observed: Observed) -> None:
    found = complete("", observed=observed if seen else Observed(), only_queries=True)
    forms = [each for each in found if each.kind == "form"]
    assert len(forms) == len(QUERIES)
    for each, (head, doc) in zip(forms, QUERIES.items(), strict=True):
        assert _FILLED.sub(r"\1", each.snippet) == each.text
        assert (each.text.startswith(head), each.doc) == (True, doc)
        wq.read_query(each.text, "p", now=NOW)


@pytest.mark.parametrize("only_queries", [True, False])
@pytest.mark.parametrize("partial", ["", "cal", "calls", "f", "us"])
def test_the_bare_words_come_before_the_forms(partial: str, only_queries: bool) -> None:
    """Who takes the first goes on writing, and has no clause twice."""
    found = complete(partial, only_queries=only_queries)
    kinds = [each.kind for each in found]
    number = kinds.count("form")
    assert number > 0
    assert "form" not in kinds[:-number]
    assert all(each.text.startswith(partial) for each in found[-number:])
    first = next(text for text in QUERIES if text.startswith(partial))
    assert (found[0].text, found[0].kind, found[0].snippet) == (first, "keyword", "")


def test_a_form_is_offered_where_nothing_stands_behind_it() -> None:
    found = complete("cal limit 3", 3, only_queries=True)
    assert [(each.text, each.snippet) for each in found] == [
        ("calls", ""),
        ("count calls", ""),
        ("usage of calls", ""),
    ]


@pytest.mark.parametrize(
    ("field", "first"),
    [
        ("started_at", [">=", "<", ">", "<="]),
        ("latency", [">", ">=", "<", "<="]),
        ("cost", [">", ">="]),
        ("status", ["=", "!=", "in", "not in"]),
        ("trace_name", ["=", "!=", "contains", "icontains", "in"]),
        ("inputs.question", ["=", "!=", "contains"]),
        ("inputs.amount", [">", ">="]),
        ("input_refs", ["contains", "not contains"]),
        ("inputs.customer", ["is null", "is not null"]),
        ('feedback["quality"].payload.ok', ["=", "!="]),
        ("inputs.unknown", ["=", "!="]),
        ("size(inputs)", ["=", "!="]),
    ],
)
def test_operators_of_its_type_follow_a_field(field: str, first: list[str], observed: Observed) -> None:
    found = offered(f"calls where {field} ", observed)
    assert found[: len(first)] == first
    assert found.index("and") > found.index("=")
    assert {"and", "or", "limit"} <= set(found)
    assert not {"where", "any"} & set(found)


@pytest.mark.parametrize("condition", ['status = "error"', "started_at >= 2025-11-01", "inputs.a is null", "a in (1)"])
def test_and_or_follow_a_condition(condition: str) -> None:
    assert offered(f"calls where {condition} ")[:2] == ["and", "or"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("stats latency by ", ["1h", "1d", "7d"]),
        ("stats latency by 1", ["1h", "1d", "15m"]),
        ("stats latency by 1h in ", ['"UTC"', '"Europe/Berlin"']),
        ("aggregate count() every ", ["1h", "1d", "7d"]),
        ("feedback stats output.score by ", ["1h"]),
        ("stats latency from ", ["2025-10-23", "2025-11-06", "2025-11-07", "now()", "now() - 7d"]),
        ("stats latency from 2025-10-25 to ", ["2025-11-07"]),
        ("stats latency from 2025-10-25 ", ["to"]),
        ("stats latency from 2025-1", ["2025-10-23"]),
        ("stats latency from 2025-11-06T", []),
        ("stats latency last ", ["7d", "1d"]),
        ("calls where started_at >= ", ["2025-10-23"]),
        ("calls where latency > ", ["1s", "5s"]),
        ("calls limit ", ["10", "100"]),
        ("calls sort by started_at ", ["desc", "asc"]),
        ("aggregate count() by output.model, ", ["trace_name", "status"]),
        ("aggregate count(), avg(latency) by trace_name sort by ", ["count", "avg_latency_ms", "trace_name"]),
        ("aggregate count() as n by trace_name as `a b` every 1d having ", ["n", "`a b`", "bucket"]),
        ("threads sort by ", ["thread_id", "turn_count"]),
        ("feedback where feedback_type = ", ['"wandb.runnable.judge"']),
        ("feedback where payload.", ["output"]),
        ("feedback stats ", ["output.score"]),
        ("feedback stats output.", ["score"]),
        ("calls filter op_names ", ['"weave:///northwind/support-bot/op/openai']),
        ("calls filter trace_ids (", ['"019a']),
        ("usage of calls ", ['("019a']),
        ("usage of calls (", ['"019a']),
    ],
)
def test_what_a_clause_takes_is_offered(text: str, first: list[str], observed: Observed) -> None:
    found = offered(text, observed)
    assert len(found) >= len(first)
    for given, wanted in zip(found, first, strict=False):
        assert given == wanted or (wanted.startswith(('"', "(")) and given.startswith(wanted)), found[:5]


def test_a_clause_is_offered_once(observed: Observed) -> None:
    assert not {"where", "sort by"} & set(offered('calls where status = "error" sort by started_at desc '))
    assert "where" in offered("aggregate count(")


def test_has_feedback_takes_the_types_that_were_seen(observed: Observed) -> None:
    found = offered("calls where has_feedback(", observed)
    assert {'"wandb.reaction.1"', '"wandb.note.1"', '"quality"'} <= set(found)
    assert all(each.startswith('"') for each in found)
    assert offered('calls where has_feedback("wandb.no', observed) == ['"wandb.note.1"']
    assert offered("calls where has_feedback(") == ['"*"']


def test_every_type_of_feedback_is_seen_with_its_keys_and_values(observed: Observed) -> None:
    """Also the one of which there are two rows, and those that came before the latest."""
    assert len(observed.feedback) == 11
    assert '"wandb.note.1"].payload' in offered("calls where feedback[", observed)
    assert {"note", "emoji", "score"} <= set(offered("calls where feedback[*].payload.", observed))
    assert offered('calls where feedback["wandb.reaction.1"].payload.emoji = "', observed)[0] == '"👎"'


def test_names_are_counted_over_more_calls_than_the_sample(observed: Observed) -> None:
    """400 calls are looked at here; `handle_order` stands in none of them."""
    found = {each.text: each.doc for each in complete('calls where trace_name = "', observed=observed)}
    assert found['"handle_order"'] == "in 43 of 3,109 calls"
    assert next(iter(found)) == '"openai.chat.completions.create"'
    assert (observed.calls, len(found)) == (400, 57)
    assert (str(observed.first)[:10], str(observed.last)[:10]) == ("2025-10-23", "2025-11-06")


@pytest.mark.parametrize("url", ["sqlite://", "memory://"])
def test_the_same_is_seen_whatever_the_database(url: str, observed: Observed) -> None:
    with wq.connect(url) as db:
        db.create_schema()
        db.load(calls=EXAMPLES / "calls.jsonl.gz", feedback=EXAMPLES / "feedback.jsonl.gz")
        found = db.fields(SUPPORT, sample=400)
        assert db.fields("nobody/here").calls == 0
    assert found.computed == observed.computed
    assert {name: node.rows for name, node in found.feedback.items()} == {
        name: node.rows for name, node in observed.feedback.items()
    }
    assert (found.calls, found.first, found.last) == (observed.calls, observed.first, observed.last)


def test_types_of_feedback_are_looked_for_until_all_are_known() -> None:
    """Some thousands of rows of one type do not hide another."""
    call = {"project_id": "p", "id": "1", "op_name": "a", "started_at": NOW, "trace_id": "t"}
    with wq.connect("duckdb://") as db:
        db.create_schema()
        rows = [
            {
                "project_id": "p",
                "id": str(n),
                "weave_ref": "weave:///p/call/1",
                "feedback_type": "old" if n == 0 else "new",
                "payload": {"n": n},
                "created_at": datetime(2025, 1, 1, 0, n // 60, n % 60, tzinfo=UTC),
                "creator": "x",
            }
            for n in range(2100)
        ]
        db.load(calls=[call], feedback=rows)
        found = db.fields("p")
    assert {name: node.rows for name, node in found.feedback.items()} == {"new": 100, "old": 1}


@pytest.mark.parametrize(
    "text",
    [
        *("calls where ", "calls where not ", "calls sort by ", "stats latency by ", "calls where feedback[", "stats "),
        *(
            "calls where inputs.",
            "calls where status = ",
            "calls where a = 1 and ",
            "calls where sta",
            "ca",
            "aggregate ",
        ),
        *(
            "stats latency from ",
            "stats latency from 2025-1",
            "calls where status in (",
            "calls with ",
            "calls filter ",
        ),
        *(
            "calls where has_feedback(",
            "aggregate count() by trace_name, ",
            'calls where status = "',
            "calls where a.b",
        ),
    ],
)
def test_it_opens_by_itself_where_a_field_or_a_value_has_to_follow(text: str) -> None:
    assert opens_by_itself(text, only_queries=True)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "calls ",
            "calls where started_at ",
            "calls where a = 1 ",
            "calls limit ",
            "calls limit 1",
            "stats latency ",
        ),
        *(
            "calls where a = 12",
            "calls sort by started_at ",
            "calls where = ",
            "calls # wh",
            "x = ",
        ),
    ],
)
def test_and_not_after_every_blank(text: str) -> None:
    assert not opens_by_itself(text, only_queries=True)


def test_docs_say_what_was_seen_in_plain_words(observed: Observed) -> None:
    found = {each.text: each.doc for each in complete("calls where inputs.", observed=observed)}
    assert found["question"] == "text, in 49 of 400 calls"
    seen = observe([{"id": "1", "inputs": {"a": {"b": None}, "l": [1, 2]}}, {"id": "2", "inputs": {"a": {"b": 2.5}}}])
    docs = {each.text: each.doc for each in complete("inputs.", observed=seen)}
    assert docs["a"] == "an object, in all 2 calls that were looked at"
    assert docs["l"] == "a list, in 1 of 2 calls"
    assert complete("inputs.a.", observed=seen)[0].doc == "null or a number, in all 2 calls that were looked at"
    types = {each.text: each.doc for each in complete("feedback[", observed=observed)}
    assert types['"wandb.note.1"].payload'] == "feedback, 2 rows were looked at; payload: note"


def test_every_word_of_the_language_has_a_sentence() -> None:
    words = {each.name for each in parser().terminals if each.pattern.flags and each.name != "PERCENTILE"}
    assert words
    assert {name for name in words if not KEYWORDS.get(name)} == set()
    assert KEYWORDS.keys() <= words
    assert words >= CLAUSES


@pytest.mark.parametrize(
    "text", ["calls filter ", "threads filter ", "feedback by scorer_id filter ", "stats ", "calls with "]
)
def test_what_is_offered_of_a_clause_has_a_sentence(text: str) -> None:
    found = complete(text, only_queries=True)
    assert found
    assert all(each.doc for each in found)


@pytest.mark.parametrize(
    ("text", "word", "told"),
    [
        ("calls limit 3", "calls", "calls: what was recorded of functions and models, one row a call"),
        ("calls filter trace_roots_only", "trace_roots_only", "trace_roots_only: True: only calls without a parent."),
        ("count calls", "count", "count calls: how many there are"),
        (
            "stats latency p95 by 1h last 7d",
            "latency",
            "latency: milliseconds from start to end, of calls that have ended",
        ),
        ("stats latency p95 by 1h last 7d", "p95", "p95: 95 of 100 values are below it; any p0 to p100"),
        ("stats latency p95 by 1h last 7d", "last", "the range up to now: last 7d"),
        ("aggregate avg(latency) by status", "avg", "their average"),
        ("calls with costs", "costs", "costs: the price of the tokens, in summary.weave.costs"),
        ('calls where feedback["wandb.note.1"].payload.note = "x"', "feedback", "feedback[TYPE]: what people and "),
        (
            'calls where feedback["wandb.note.1"].payload.note = "x"',
            '"wandb.note.1"',
            "feedback, 2 rows were looked at; ",
        ),
        ('calls where feedback["wandb.note.1"].payload.note = "x"', "payload", "an object, in all 2 rows of such "),
        ('calls where feedback["wandb.note.1"].payload.note = "x"', "note =", "text, in all 2 rows of such feedback"),
        (
            'calls where has_feedback("wandb.note.1")',
            '"wandb.note.1"',
            "feedback, 2 rows were looked at; payload: note",
        ),
        ("calls where feedback[*].payload.emoji exists", "*", "feedback of any type"),
    ],
)
def test_hover_tells_of_every_word(text: str, word: str, told: str, observed: Observed) -> None:
    found = hover(text, text.index(word), observed=observed)
    assert found is not None
    assert found.text.startswith(told)


def test_an_offer_comes_fast(observed: Observed) -> None:
    for text in (
        "",
        "calls where ",
        "calls where feedback[*].payload.",
        'calls where trace_name = "',
        "stats x by 1h in ",
    ):
        complete(text, observed=observed)
        began = perf_counter()
        complete(text, observed=observed)
        assert perf_counter() - began < 0.5  # some ms, on a machine that does nothing else
