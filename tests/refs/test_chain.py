"""ClickHouse: what keeps the cost of a hop from growing with the hops before it (docs/performance.md)."""

from __future__ import annotations

from collections import Counter

import pytest
import sqlglot
from sqlglot import exp

import weave_query as wq
from tests.oracle.build import eq, get, lit
from tests.refs.rows import PROJECT

COLUMNS = ["inputs.a", "inputs.a.b", "inputs.a.b.c"]
KEPT = "behind4"
"""The rows of all hops, which the calls are joined with once for each."""


@pytest.fixture(scope="module")
def tree() -> exp.Expr:
    query = {"$expr": eq(get("inputs.a.b.c.name"), lit("one"))}
    body = {"project_id": PROJECT, "expand_columns": COLUMNS, "query": query, "return_expanded_column_values": False}
    return sqlglot.parse_one(wq.compile(wq.parse_request("calls_query", body), "clickhouse").sql, dialect="clickhouse")


def test_every_query_of_the_chain_is_read_once(tree: exp.Expr) -> None:
    names = [cte.alias for cte in tree.find_all(exp.CTE)]
    reads = Counter(table.name for table in tree.find_all(exp.Table))
    # Tables of the project, which each hop looks into, and what is kept.
    shared = {"versions": 3, "lines": 3, KEPT: 3, f"{KEPT}_rows": 0}
    assert {name: reads[name] for name in names} == dict.fromkeys(names, 1) | shared


def test_nothing_in_the_chain_looks_at_all_that_is_behind_a_column(tree: exp.Expr) -> None:
    queries = {cte.alias: cte.this for cte in tree.find_all(exp.CTE)}
    chain = [name for name in queries if name.rstrip("0123456789") in {"asked", "ways", "found", "parts", "ends"}]
    chain += [name for name in queries if name.rstrip("0123456789") in {"jumps", "firsts"}] + ["behind", "behind2"]
    assert len(chain) == 3 * 7 + 2
    for name in chain:
        assert not list(queries[name].find_all(exp.And, exp.Or, exp.Group)), name
        assert all(join.args.get("using") for join in queries[name].args.get("joins", ()) if join.side), name
