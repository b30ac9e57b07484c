"""What is offered in requests in JSON: out of the schemas of the models, the catalogue, and the recorded calls."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

import pytest

import weave_query as wq
from tests.completion.rows import SUPPORT, observed_in
from tests.text.test_errors import CORPUS
from weave_query.completion import Observed, complete_json, hover_json, opens_by_itself_in_json
from weave_query.requests.kinds import REQUESTS
from weave_query.requests.text import read_query
from weave_query.syntax.text.parser import is_query

NOW = datetime(2025, 11, 10, 12, tzinfo=UTC)
_PLACE = re.compile(r"\$\{\d+\}")


@pytest.fixture(scope="module")
def observed() -> Observed:
    return observed_in(SUPPORT)


def at_cursor(text: str, kind: str, observed: Observed | None = None) -> list[str]:
    """What is offered at the `|` of a text, without quotes."""
    found = complete_json(
        text.replace("|", ""), text.index("|"), kind=kind, observed=observed or Observed(), projects=[SUPPORT, "a/b"]
    )
    return [each.text.strip('"') for each in found]


@pytest.mark.parametrize(
    ("text", "kind", "first"),
    [
        ("{|}", "calls_query", ["project_id", "query", "sort_by", "limit"]),
        ('{"|"}', "calls_query", ["project_id", "query", "sort_by"]),
        ('{"|', "calls_query", ["project_id", "query", "sort_by"]),
        ('{"project_id": "p", "|"}', "calls_query", ["query", "sort_by"]),
        ('{"|", "query": {"$expr": true}}', "calls_query", ["project_id", "sort_by"]),
        ('{"so|"}', "calls_query", ["sort_by"]),
        ("{so|}", "calls_query", ["sort_by"]),
        ('{"|"}', "call_stats", ["project_id", "where", "start", "end"]),
        ('{"project_id": "|"}', "calls_query", [SUPPORT, "a/b"]),
        ('{"sort_by": [{"|"}]}', "calls_query", ["field", "direction"]),
        ('{"sort_by": [{"field": "started_at", "|"}]}', "calls_query", ["direction"]),
        ('{"sort_by": [{"field": "x", "direction": "|"}]}', "calls_query", ["asc", "desc"]),
        ('{"sort_by": [{"field": "|"}]}', "calls_query", ["trace_name", "status", "latency_ms"]),
        ('{"sort_by": [{"field": "|"}]}', "threads_query", ["thread_id", "turn_count"]),
        ('{"sort_by": [{"field": "|"}]}', "feedback_query", ["feedback_type", "payload"]),
        ('{"columns": ["|"]}', "calls_query", ["trace_name", "status"]),
        ('{"columns": ["id", "inputs.cust|"]}', "calls_query", ["inputs.customer"]),
        ('{"query": {"|"}}', "calls_query", ["$expr"]),
        ('{"query": {"$expr": {"|"}}}', "calls_query", ["$eq", "$and", "$or", "$not"]),
        ('{"query": {"$expr": {"$and": [{"|"}]}}}', "calls_query", ["$eq"]),
        ('{"query": {"$expr": {"$eq": [{"|"}]}}}', "calls_query", ["$getField", "$literal"]),
        ('{"query": {"$expr": {"$eq": [{"$getField": "a"}, {"$literal": 1}], "|"}}}', "calls_query", []),
        ('{"query": {"$expr": {"$eq": [{"$getField": "|"}]}}}', "calls_query", ["trace_name", "status", "latency_ms"]),
        ('{"query": {"$expr": {"$contains": {"|"}}}}', "calls_query", ["input", "substr", "case_insensitive"]),
        ('{"query": {"$expr": {"$eq": [{"$getField": "status"}, {"$literal": "|', "calls_query", ["success", "error"]),
        ('{"query": {"$expr": {"$eq": [{"$getField": "status"}, "|"', "calls_query", ["success", "error"]),
        ('{"query": {"$expr": {"$eq": [{"$literal": "|"}, {"$getField": "status"}]}}}', "calls_query", []),
        ('{"query": {"$expr": {"$in": [{"$getField": "status"}, [{"$literal": "|', "calls_query", ["success", "error"]),
        ('{"query": {"$expr": {"$gt": [{"$getField": "started_at"}, {"$literal": "|', "calls_query", ["2025-10-23T00"]),
        ('{"query": {"$expr": {"$convert": {"input": 1, "to": "|', "calls_query", ["double", "string", "int"]),
        ('{"query": {"$expr": {"$feedback": {"|"}}}}', "calls_query", ["type", "where"]),
        ('{"query": {"$expr": {"$feedback": {"type": "|"', "calls_query", ["wandb.runnable.judge"]),
        (
            '{"query": {"$expr": {"$feedback": {"type": "quality", "where": {"$eq": [{"$getField": "|"',
            "calls_query",
            ["feedback_type", "payload"],
        ),
        ('{"filter": {"|"}}', "calls_query", ["op_names", "input_refs"]),
        ('{"filter": {"op_names": ["|"]}}', "calls_query", ["weave:///northwind/support-bot/op/openai"]),
        ('{"filter": {"trace_roots_only": |}}', "calls_query", ["true", "false"]),
        ('{"limit": |}', "calls_query", ["10", "100"]),
        ('{"where": {"|"}}', "call_stats", ["$expr"]),
        ('{"where": {"$expr": {"|"}}}', "call_stats", ["$eq", "$and"]),
        ('{"usage_metrics": [{"|"}]}', "call_stats", ["metric", "aggregations", "percentiles"]),
        ('{"usage_metrics": [{"metric": "|"}]}', "call_stats", ["input_tokens", "output_tokens"]),
        ('{"call_metrics": [{"metric": "|"}]}', "call_stats", ["latency_ms", "call_count"]),
        ('{"call_metrics": [{"metric": "latency_ms", "aggregations": ["|"]}]}', "call_stats", ["sum", "avg"]),
        ('{"granularity": |}', "call_stats", ["3600", "86400"]),
        ('{"timezone": "Europe/Ber|"}', "call_stats", ["Europe/Berlin"]),
        ('{"start": "|"}', "call_stats", ["2025-10-23T00:00:00Z"]),
        ('{"end": "|"}', "call_stats", ["2025-11-07T00:00:00Z"]),
        ('{"measures": [{"function": "|"}]}', "aggregate", ["count", "count_distinct", "sum"]),
        ('{"dimensions": [{"field": "|"}]}', "aggregate", ["trace_name", "status"]),
        ('{"bucket": {"every": "|"}}', "aggregate", ["day", "week", "month"]),
        ('{"time_field": "|"}', "aggregate", ["started_at", "ended_at"]),
        (
            '{"measures": [{"function": "avg", "field": "latency_ms"}], "order": [{"by": "|"}]}',
            "aggregate",
            ["avg_latency_ms"],
        ),
        ('{"group_by": ["|"]}', "feedback_aggregate", ["scorer_id", "span_agent_name"]),
        ('{"after_ms": |}', "feedback_aggregate", ["1761177600000"]),
        ('{"metrics": [{"json_path": "|"}]}', "feedback_stats", ["output.score"]),
        ('{"feedback_type": "|"}', "feedback_stats", ["wandb.runnable.judge"]),
        ('{"call_ids": ["|"]}', "calls_usage", ["019a"]),
        ('{"project_id": "p" |}', "calls_query", []),
        ('{"a": ]|', "calls_query", []),
        ("|", "calls_query", ["{}"]),
        ("{|}", "nothing", []),
    ],
)
def test_the_likeliest_comes_first(text: str, kind: str, first: list[str], observed: Observed) -> None:
    found = at_cursor(text, kind, observed)
    assert len(found) >= len(first)
    assert all(given.startswith(wanted) for given, wanted in zip(found, first, strict=False)), found[:6]
    assert first or found == []


@pytest.mark.parametrize(
    ("text", "some"),
    [
        ('{"columns": ["inputs.customer.|"]}', {"inputs.customer.tier", "inputs.customer.email"}),
        ('{"query": {"$expr": {"$eq": [{"$getField": "feedback.|', {"feedback.[wandb.note.1].payload"}),
        (
            '{"query": {"$expr": {"$eq": [{"$getField": "feedback.[wandb.reaction.1].payload.|',
            {"feedback.[wandb.reaction.1].payload.emoji"},
        ),
        (
            '{"query": {"$expr": {"$eq": [{"$getField": "feedback.[wandb.reaction.1].payload.emoji"}, {"$literal": "|',
            {"👎", "👍"},
        ),
        ('{"query": {"$expr": {"$eq": [{"$getField": "trace_name"}, "|', {"handle_order", "build_prompt"}),
        ('{"query": {"$expr": {"$eq": [{"$getField": "summary.weave.|', {"summary.weave.latency_ms"}),
        (
            '{"query": {"$expr": {"$feedback": {"type": "quality", "where": {"$eq": [{"$getField": "payload.|',
            {"payload.score", "payload.ok"},
        ),
    ],
)
def test_fields_and_values_are_those_that_were_seen(text: str, some: set[str], observed: Observed) -> None:
    assert some <= set(at_cursor(text, "calls_query", observed))


def test_operators_do_not_come_before_the_keys_of_a_request() -> None:
    for kind, model in REQUESTS.items():
        found = at_cursor('{"|"}', kind)
        assert set(found) == {*model.model_fields, *(() if "query" in model.model_fields else ("where",))}


def test_a_key_is_taken_with_its_colon_and_what_its_value_begins_with() -> None:
    def snippets(text: str, kind: str = "calls_query") -> dict[str, str]:
        found = complete_json(text.replace("|", ""), text.index("|"), kind=kind)
        return {each.text.strip('"'): each.snippet for each in found}

    top = snippets('{"|"}')
    assert top["project_id"] == '"project_id": "${1}"'
    assert top["query"] == '"query": {"$expr": {${1}}}'
    assert top["sort_by"] == '"sort_by": [{"field": "${1}", "direction": "${2}"}]'
    assert top["columns"] == '"columns": ["${1}"]'
    assert top["limit"] == '"limit": ${1}'
    operators = snippets('{"query": {"$expr": {"|"}}}')
    assert operators["$eq"] == '"$eq": [{"$getField": "${1}"}, {"$literal": ${2}}]'
    assert operators["$and"] == '"$and": [{${1}}]'
    assert operators["$contains"] == '"$contains": {"input": {"$getField": "${1}"}, "substr": {"$literal": ${2}}}'
    assert operators["$feedback"] == '"$feedback": {"type": "${1}", "where": {${2}}}'
    assert snippets('{"|"}', "aggregate")["measures"] == '"measures": [{"function": "${1}"}]'
    assert set(snippets('{"|": 3}').values()) == {""}


@pytest.mark.parametrize("kind", list(REQUESTS))
def test_what_is_taken_is_json(kind: str) -> None:
    checked = 0
    for place in (
        '{"|"}',
        '{"query": {"$expr": {"|"}}}',
        '{"where": {"$expr": {"|"}}}',
        '{"filter": {"|"}}',
        '{"bucket": {"|"}}',
    ):
        for each in complete_json(place.replace("|", ""), place.index("|"), kind=kind):
            filled = re.sub(r"\{\$\{\d+\}\}", "{}", each.snippet)
            json.loads(
                "{" + re.sub(r'"\$\{\d+\}"', '"x"', _PLACE.sub("1", re.sub(r'"\$\{\d+\}"', '"x"', filled))) + "}"
            )
            checked += 1
    assert checked > 5


def bodies() -> list[tuple[str, Any]]:
    found = []
    for text in CORPUS:
        if is_query(text):
            try:
                read = read_query(text, "p", now=NOW)
            except wq.WeaveQueryError:
                continue
            body = read.request.model_dump(mode="json", exclude_unset=True)
            where = {"where": read.where.to_json()} if read.where is not None else {}
            found.append((read.request.kind, {**body, **where}))
    return found


def test_each_key_of_real_requests_is_offered_where_it_stands() -> None:
    """Also with the document whole around it, and where it is written on several lines."""
    checked, kinds = 0, set()
    for number, (kind, body) in enumerate(bodies()):
        text = json.dumps(body, indent=2 if number % 2 else None)
        for found in re.finditer(r'"((?:[^"\\]|\\.)+)"(\s*:)', text):
            key = found[1]
            emptied = text[: found.start()] + '""' + text[found.end(1) + 1 :]
            offered = {each.text: each for each in complete_json(emptied, found.start() + 1, kind=kind)}
            assert f'"{key}"' in offered, (key, text)
            each = offered[f'"{key}"']
            assert (emptied[each.start : each.end], each.snippet) == ('""', "")
            assert f'"{key}"' in {each.text for each in complete_json(text[: found.start() + 1], kind=kind)}
            checked += 1
            kinds.add(kind)
    assert checked > 400
    assert len(kinds) == len(REQUESTS)


def test_every_place_of_a_request_can_be_asked_about(observed: Observed) -> None:
    for kind, body in bodies()[::3]:
        text = json.dumps(body)
        for cursor in range(0, len(text) + 1, 3):
            for each in complete_json(text, cursor, kind=kind, observed=observed)[:5]:
                assert 0 <= each.start <= cursor <= each.end <= len(text)
            complete_json(text[:cursor], kind=kind, observed=observed)
            hover_json(text, cursor, kind=kind, observed=observed)


@pytest.mark.parametrize(
    "text", ['{"a": "\\', "[[[[", '{"a": {"b"', "}", '{"a" "b"', '{1: "', "nul", '"', "{,", '{"\\u"', "[" * 5000]
)
def test_what_is_no_json_offers_what_it_can(text: str) -> None:
    for cursor in range(min(len(text), 50) + 1):
        complete_json(text, cursor)
        hover_json(text, cursor)
        opens_by_itself_in_json(text, cursor)


def test_it_opens_by_itself_within_quotes_and_words() -> None:
    for text, opens in (
        ('{"', True),
        ("{", False),
        ('{"limit": ', False),
        ("{li", True),
        ('{"limit": 1', False),
        ("", False),
    ):
        assert opens_by_itself_in_json(text, len(text)) is opens, text


@pytest.mark.parametrize(
    ("text", "kind", "word", "told"),
    [
        (
            '{"project_id": "p", "limit": 3}',
            "calls_query",
            '"limit"',
            "limit: At most this many calls; null means all.",
        ),
        ('{"query": {"$expr": {"$eq": [1, 2]}}}', "calls_query", '"$eq"', "$eq: Both operands are equal."),
        (
            '{"query": {"$expr": {"$getField": "latency_ms"}}}',
            "calls_query",
            '"latency_ms"',
            "latency_ms: milliseconds",
        ),
        ('{"columns": ["inputs.question"]}', "calls_query", '"inputs.question"', "text, in 49 of 400 calls"),
        ('{"sort_by": [{"field": "id", "direction": "desc"}]}', "calls_query", '"desc"', "desc: the greatest first"),
        (
            '{"measures": [{"function": "count_distinct"}]}',
            "aggregate",
            '"count_distinct"',
            "count_distinct: how many ",
        ),
        ('{"feedback_type": "wandb.note.1"}', "feedback_stats", '"wandb.note.1"', "feedback, 2 rows were looked at"),
        ('{"filter": {"op_names": []}}', "call_stats", '"op_names"', "op_names: The op's ref or name"),
        ('{"where": {"$expr": {"$not": true}}}', "call_stats", '"$not"', "$not: The condition does not hold."),
    ],
)
def test_the_pointer_on_a_key_or_a_value_tells_what_it_means(
    text: str, kind: str, word: str, told: str, observed: Observed
) -> None:
    found = hover_json(text, text.index(word) + 1, kind=kind, observed=observed)
    assert found is not None
    assert text[found.start : found.end] == word
    assert found.text.startswith(told)
    assert hover_json(text, 0, kind=kind) is None


def test_an_offer_comes_fast(observed: Observed) -> None:
    text = json.dumps({"query": {"$expr": {"$and": [{"$eq": [{"$getField": "a"}, n]} for n in range(300)]}}})
    complete_json(text, observed=observed)
    began = perf_counter()
    complete_json(text[:-3] + ', {"$eq": [{"$getField": "', observed=observed)
    assert perf_counter() - began < 0.5  # some ms, on a machine that does nothing else
