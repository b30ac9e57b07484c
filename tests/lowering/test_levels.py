"""How many levels a statement of SQLite leaves to an expression in it, counted as `rewrite/depth.py` does."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

import pytest

import weave_query as wq
from tests.oracle.build import contains, eq, every, get, if_null, lit, no, some, this, to
from weave_query.capabilities import Capabilities
from weave_query.registry import get_backend
from weave_query.rewrite import LATE_PAGE

CONDITION = {"$expr": eq(get("thread_id"), lit("t"))}
KEYS = [{"field": field, "direction": "desc"} for field in ("op_name", "thread_id")]
STATEMENTS: dict[str, tuple[str, dict[str, Any], str]] = {
    "a condition": ("calls_query", {"query": CONDITION}, r"c\.thread_id = :p\d+"),
    "a condition of a sorted page": (
        "calls_query",
        {"query": CONDITION, "limit": 1, "sort_by": KEYS, "columns": ["id"]},
        r"c\.thread_id = :p\d+",
    ),
    "a condition of a page that is read late": (
        "calls_query",
        {"query": CONDITION, "limit": 1, "sort_by": KEYS},
        r"c2\.thread_id = :p\d+",
    ),
    "a condition of a page by a document": (
        "calls_query",
        {"query": CONDITION, "limit": 1, "sort_by": [{"field": "inputs.k", "direction": "asc"}]},
        r"c2\.thread_id = :p\d+",
    ),
    "a condition of a page by feedback": (
        "calls_query",
        {"query": CONDITION, "limit": 1, "sort_by": [{"field": "feedback.[t].payload.k", "direction": "asc"}]},
        r"c2\.thread_id = :p\d+",
    ),
    "a condition of a page by cost": (
        "calls_query",
        {"query": CONDITION, "limit": 1, "sort_by": [{"field": "cost", "direction": "asc"}]},
        r"c2\.thread_id = :p\d+(?=(?!.*c2\.thread_id = :p))",
    ),
    "a key of a page that is read late": ("calls_query", {"limit": 1, "sort_by": KEYS}, r"c2\.thread_id(?= DESC)"),
    "a key of a page by feedback": (
        "calls_query",
        {"limit": 1, "sort_by": [{"field": "feedback.[t].payload.k", "direction": "asc"}, *KEYS]},
        r"c2\.thread_id(?= DESC)",
    ),
    "a key of a page by a document, and by feedback": (
        "calls_query",
        {
            "limit": 1,
            "sort_by": [{"field": field, "direction": "asc"} for field in ("feedback.[t].payload.k", "inputs.k")],
        },
        r"COALESCE\(JSON_TYPE\(c2\.inputs, :p\d+\) = 'null', TRUE\)",
    ),
    "a key of the rows of a late page": ("calls_query", {"limit": 1, "sort_by": KEYS}, r"c\.thread_id(?= DESC)"),
    "a condition of a count": ("calls_query_stats", {"query": CONDITION}, r"c\.thread_id = :p\d+"),
    "a condition of a count with a limit": (
        "calls_query_stats",
        {"query": CONDITION, "limit": 1},
        r"c\.thread_id = :p\d+",
    ),
    "a key to sort by": ("calls_query", {"sort_by": KEYS}, r"c\.thread_id(?= DESC)"),
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_sqlite_reads_an_expression_of_as_many_levels_as_its_capability_says(name: str) -> None:
    kind, body, place = STATEMENTS[name]
    backend = get_backend("sqlite")
    text = wq.compile(wq.parse_request(kind, {"project_id": "p", **body}), backend).queries[0].sql
    # What the rewrite takes off for a page that is found first, which is a query of WITH.
    taken_off = LATE_PAGE if "page AS" in text else 0
    # A parenthesis is a level, and so is what stands in it.
    within = Capabilities().max_expression_depth - taken_off - 1
    deep, found = re.subn(place, f"{'(' * within}1{')' * within}", text, count=1)
    assert found == 1
    assert backend.schema is not None
    with sqlite3.connect(":memory:") as connection:
        connection.executescript(backend.schema())
        connection.execute(f"EXPLAIN {deep}", dict.fromkeys(re.findall(r":(p\d+)", deep)))


_COMPUTED = contains(if_null(this("k"), get("inputs.v")), if_null(this("a"), this("0")))
PLAUSIBLE: dict[str, Any] = {
    "a computed text in elements of elements": some(get("inputs.items"), some(this("a"), _COMPUTED)),
    "a text in all elements of all elements": every(
        get("inputs.items"), every(this("a"), contains(this("k"), lit("x")))
    ),
    "elements of the first of several arrays": some(
        if_null(get("inputs.a"), get("inputs.b")), some(if_null(this("a"), this("b")), contains(this("k"), lit("x")))
    ),
    "a search as a value in elements of elements": some(
        get("inputs.items"), some(this("b"), eq(to("string", contains(this("k"), lit("x"))), lit("true")))
    ),
    "a search as a value, complemented": no(
        {"$or": [every(get("summary"), eq(to("string", _COMPUTED), lit("x"))), eq(get("inputs.v"), lit(1))]}
    ),
    "a long text without regard to case": some(get("inputs.items"), contains(this("k"), lit("x" * 2000), folded=True)),
}


@pytest.mark.parametrize("name", PLAUSIBLE)
def test_sqlite_reads_a_search_in_elements(name: str) -> None:
    with wq.connect("sqlite://") as db:
        db.create_schema()
        for kind in ("calls_query", "calls_query_stats"):
            db.run(wq.parse_request(kind, {"project_id": "p", "query": {"$expr": PLAUSIBLE[name]}, "limit": 1}))
