"""Mistakes in requests about set-valued fields: the code, the place, and what is said."""

from __future__ import annotations

from typing import Any

import pytest

import weave_query as wq
from tests.oracle.asks_sets import has
from tests.oracle.build import by, contains, eq, every, get, if_null, lit, matches, some, this

Json = Any
A, B, QUEUE = get("feedback.[a].payload.x"), get("feedback.[b].payload.x"), get("annotation_queue_items.queue_id")
IN_PLACE = "`$feedback` is about a call"
CONDITIONS: dict[str, tuple[Json, str, str, str]] = {
    "two types": (eq(A, B), "WQ202", "/$eq/1/$getField", "rows of `feedback.[a]` and of `feedback.[b]`"),
    "any type and one": (eq(get("feedback.[*].payload.x"), B), "WQ202", "/$eq/1/$getField", "`feedback.[*]`"),
    "feedback and a queue": (eq(A, QUEUE), "WQ202", "/$eq/1/$getField", "and of `annotation_queue_items`"),
    "two types in a list": ({"$in": [A, [B, 1]]}, "WQ202", "/$in/1/0/$getField", "`$and` joins predicates"),
    "two types as a condition": (if_null(A, B), "WQ202", "/$ifNull/1/$getField", "one predicate asks"),
    "a needle of another type": (contains(A, B), "WQ202", "/$contains/substr/$getField", "one predicate asks"),
    "another type in a condition as a value": (eq(eq(A, 1), B), "WQ202", "/$eq/0/$eq/0/$getField", "one predicate"),
    "another type among elements": (
        some(A, eq(this(), B)),
        *("WQ202", "/$anyElement/where/$eq/1/$getField", "one predicate asks"),
    ),
    "an element beside a set": (
        some(get("output"), eq(this(), A)),
        *("WQ202", "/$anyElement/where/$eq/0/$getField", "`$$this` is not compared with the rows of `feedback`"),
    ),
    "a member of a list beside a queue": (
        every(get("input_refs"), eq(QUEUE, this())),
        *("WQ202", "/$allElements/where/$eq/1/$getField", "rows of `annotation_queue_items`"),
    ),
    "a column that conditions do not have": (
        eq(get("feedback.[a].creator"), 1),
        *("WQ201", "/$eq/0/$getField", "below it are `payload`, `runnable_ref`, `trigger_ref`"),
    ),
    "nearly a column": (eq(get("feedback.[a].paylod.x"), 1), "WQ201", "/$eq/0/$getField", "nearest: `payload`"),
    "a type alone": (eq(get("feedback.[a]"), 1), "WQ201", "/$eq/0/$getField", "below it are `payload`"),
    "no type": (eq(get("feedback.payload.x"), 1), "WQ201", "/$eq/0/$getField", "feedback is named by its type"),
    "a type that is not closed": (eq(get("feedback.[a"), 1), "WQ101", "/$eq/0/$getField", "has no `]`"),
    "a type in a list": (eq(get(["feedback", "[a]", "payload"]), 1), "WQ201", "/$eq/0/$getField", "by its type"),
    "below a column": (eq(get("feedback.[a].runnable_ref.x"), 1), "WQ201", "/$eq/0/$getField", "nothing below it"),
    "another column of queues": (eq(get("annotation_queue_items.id"), 1), "WQ201", "/$eq/0/$getField", "is `queue_id`"),
    "a queue alone": (eq(get("annotation_queue_items"), 1), "WQ201", "/$eq/0/$getField", "below it is `queue_id`"),
    "a wrong regex": (matches(A, "("), "WQ101", "/$regexMatch/regex", "is not closed"),
    "feedback in feedback": (has("a", has("b", True)), "WQ202", "/$feedback/where/$feedback", IN_PLACE),
    "feedback beside a set": (eq(A, has("b", True)), "WQ202", "/$eq/1/$feedback", IN_PLACE),
    "feedback among elements of a set": (some(A, has("b", True)), "WQ202", "/$anyElement/where/$feedback", IN_PLACE),
    "a field of the call in feedback": (
        has("a", eq(get("inputs.v"), 1)),
        *("WQ201", "/$feedback/where/$eq/0/$getField", "those of one row of feedback are `payload`"),
    ),
    "a set in feedback": (
        has("a", eq(A, 1)),
        "WQ201",
        "/$feedback/where/$eq/0/$getField",
        "is not a field of feedback",
    ),
    "another column in feedback": (
        has("a", eq(get("scorer_ratings.x"), 1)),
        *("WQ201", "/$feedback/where/$eq/0/$getField", "is not a field of feedback"),
    ),
    "an element of outside in feedback": (
        some(get("output"), has("a", eq(get("payload.x"), this()))),
        *("WQ201", "/$anyElement/where/$feedback/where/$eq/1/$getField", "`$$this` is an element"),
    ),
    "a time that is none": (
        has("a", eq(get("created_at"), "yesterday")),
        *("WQ202", "/$feedback/where/$eq/1", "a literal that is no time"),
    ),
    "a type that is no text": (has(5, True), "WQ101", "/$feedback/type", "`type` is the type of the feedback, a text"),
    "an empty type": (has("", True), "WQ101", "/$feedback/type", "`*` is any"),
    "no condition": ({"$feedback": {"type": "a"}}, "WQ101", "/$feedback", "requires the key `where`"),
    "another key": ({"$feedback": {"type": "a", "where": True, "x": 1}}, "WQ101", "/$feedback/x", "is not a key"),
    "no object": ({"$feedback": []}, "WQ101", "/$feedback", "requires an object with `type`, `where`"),
}
HAS_SEVERAL = "has a value for each row of `feedback`, so it stands only in conditions and in orders"
BODIES: dict[str, tuple[str, dict[str, Json], str, str, str]] = {
    "as a column": ("calls_query", {"columns": ["feedback.[a].payload.x"]}, "WQ202", "/columns/0", HAS_SEVERAL),
    "as a dimension": (
        "aggregate",
        {"dimensions": [{"field": "feedback.[a].payload.x"}], "measures": [{"function": "count"}]},
        *("WQ202", "/dimensions/0/field", HAS_SEVERAL),
    ),
    "as a measure": (
        "aggregate",
        {"measures": [{"function": "sum", "field": "feedback.[a].payload.x"}]},
        *("WQ202", "/measures/0/field", HAS_SEVERAL),
    ),
    "a sort by no column": (
        "calls_query",
        {"sort_by": by("feedback.[a].creator")},
        *("WQ201", "/sort_by/0/field", "below it are `payload`"),
    ),
    "a sort by a type": ("calls_query", {"sort_by": by("feedback.[a]")}, "WQ201", "/sort_by/0/field", "below it are"),
    "feedback of feedback": (
        "feedback_query",
        {"fields": ["id"], "query": {"$expr": has("a", True)}},
        *("WQ202", "/query/$expr/$feedback", IN_PLACE),
    ),
    "a set of feedback": (
        "feedback_query",
        {"fields": ["id"], "query": {"$expr": eq(A, lit(1))}},
        *("WQ201", "/query/$expr/$eq/0/$getField", "is not a field of feedback"),
    ),
}


def refused(kind: str, body: dict[str, Json]) -> wq.WeaveQueryError:
    with pytest.raises((wq.RequestError, wq.UnsupportedError)) as error:
        wq.compile(wq.parse_request(kind, {"project_id": "p", **body}), "duckdb")
    return error.value


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_mistake_in_a_condition_has_a_code_and_a_place(name: str) -> None:
    condition, code, place, said = CONDITIONS[name]
    error = refused("calls_query", {"query": {"$expr": condition}})
    assert (error.code, str(error.at)) == (code, f"/query/$expr{place}")
    assert said in str(error)


@pytest.mark.parametrize("name", BODIES)
def test_a_mistake_elsewhere_has_a_code_and_a_place(name: str) -> None:
    kind, body, code, place, said = BODIES[name]
    error = refused(kind, body)
    assert (error.code, str(error.at)) == (code, place)
    assert said in str(error)
