"""Reads of tenant tables that look bound and are not. Each has a reason; the message names table, alias and place."""

from __future__ import annotations

import pytest
from sqlglot import exp

from tests.verify.statements import TENANTS, parsed, refusal
from weave_query.errors import InternalError
from weave_query.verify import verify

A = "a.project_id = :p0"
B = "b.project_id = :p0"
REFUSED = {
    "no WHERE": "SELECT a.id FROM calls AS a",
    "another condition": "SELECT a.id FROM calls AS a WHERE a.id = :p0",
    "OR": f"SELECT 1 FROM calls AS a WHERE {A} OR a.id = :p1",
    "NOT": f"SELECT 1 FROM calls AS a WHERE NOT {A}",
    "under CASE": f"SELECT 1 FROM calls AS a WHERE CASE WHEN {A} THEN TRUE ELSE a.id = :p1 END",
    "in HAVING": f"SELECT 1 FROM calls AS a GROUP BY a.project_id HAVING {A}",
    "in the result": f"SELECT {A} AS x FROM calls AS a",
    "another alias": f"SELECT 1 FROM calls AS b WHERE {A}",
    "the table's name in place of its alias": "SELECT 1 FROM calls AS a WHERE calls.project_id = :p0",
    "one of two tables": f"SELECT 1 FROM calls AS a JOIN calls AS b ON b.id = a.id WHERE {A}",
    "a comparison of two tables": f"SELECT 1 FROM calls AS a JOIN calls AS b ON b.project_id = a.project_id WHERE {A}",
    "no qualifier, two tables": "SELECT 1 FROM calls AS a JOIN llm_token_prices AS p ON p.id = a.id WHERE "
    "project_id = :p0",
    "comma": f"SELECT 1 FROM calls AS a, calls AS b WHERE {A}",
    "LEFT JOIN, preserved side in ON": f"SELECT 1 FROM calls AS a LEFT JOIN calls AS b ON {A} AND {B}",
    "RIGHT JOIN, preserved side in ON": f"SELECT 1 FROM calls AS a RIGHT JOIN calls AS b ON {A} AND {B}",
    "FULL JOIN, left side in ON": f"SELECT 1 FROM calls AS a FULL JOIN calls AS b ON {A} WHERE {B}",
    "FULL JOIN, right side in ON": f"SELECT 1 FROM calls AS a FULL JOIN calls AS b ON {B} WHERE {A}",
    "inner join, first table in ON": f"SELECT 1 FROM calls AS a JOIN calls AS b ON {A} AND {B}",
    "a later join's ON": f"SELECT 1 FROM llm_token_prices AS p LEFT JOIN calls AS a ON p.id = a.id "
    f"LEFT JOIN calls AS b ON {A} AND {B}",
    "RIGHT JOIN behind a comma": f"SELECT 1 FROM calls AS a, llm_token_prices AS p RIGHT JOIN calls AS b ON {A} "
    f"WHERE {B}",
    "EXISTS": f"SELECT 1 FROM calls AS a WHERE {A} AND EXISTS(SELECT 1 FROM feedback AS b WHERE b.r = a.id)",
    "EXISTS bound from outside": f"SELECT 1 FROM calls AS a WHERE {A} AND EXISTS(SELECT 1 FROM feedback AS b "
    f"WHERE {A})",
    "outer query bound from inside": f"SELECT 1 FROM calls AS a WHERE EXISTS(SELECT 1 FROM feedback AS b WHERE "
    f"{A} AND {B})",
    "IN": f"SELECT 1 FROM calls AS a WHERE {A} AND a.id IN (SELECT b.r FROM feedback AS b)",
    "subquery in the result": f"SELECT (SELECT MAX(b.x) FROM feedback AS b) AS m FROM calls AS a WHERE {A}",
    "subquery in CASE": f"SELECT CASE WHEN EXISTS(SELECT 1 FROM feedback AS b) THEN 1 END AS m FROM calls AS a "
    f"WHERE {A}",
    "subquery in ORDER BY": f"SELECT 1 FROM calls AS a WHERE {A} ORDER BY (SELECT MAX(b.x) FROM feedback AS b)",
    "subquery in GROUP BY": f"SELECT 1 FROM calls AS a WHERE {A} GROUP BY (SELECT MAX(b.x) FROM feedback AS b)",
    "subquery in LIMIT": f"SELECT 1 FROM calls AS a WHERE {A} LIMIT (SELECT MAX(b.x) FROM feedback AS b)",
    "subquery in ON": f"SELECT 1 FROM calls AS a JOIN llm_token_prices AS p ON p.id = (SELECT MAX(b.x) FROM "
    f"feedback AS b) "
    f"WHERE {A}",
    "subquery in an argument": f"SELECT COALESCE((SELECT MAX(b.x) FROM feedback AS b), 1) AS m FROM calls AS a "
    f"WHERE {A}",
    "derived table, bound outside": "SELECT 1 FROM (SELECT * FROM calls AS a) AS d WHERE d.project_id = :p0",
    "CTE": "WITH s AS (SELECT a.id FROM calls AS a) SELECT s.id FROM s",
    "CTE that nobody reads": "WITH s AS (SELECT a.id FROM calls AS a) SELECT 1 AS x",
    "CTE, bound outside": "WITH s AS (SELECT * FROM calls AS a) SELECT s.id FROM s WHERE s.project_id = :p0",
    "anchor": f"WITH RECURSIVE s AS (SELECT a.id FROM calls AS a UNION ALL SELECT b.id FROM calls AS b JOIN s "
    f"ON b.parent_id = s.id WHERE {B}) SELECT s.id FROM s",
    "recursive term": f"WITH RECURSIVE s AS (SELECT a.id FROM calls AS a WHERE {A} UNION ALL SELECT b.id FROM "
    f"calls AS b "
    "JOIN s ON b.parent_id = s.id) SELECT s.id FROM s",
    "left of UNION": f"SELECT a.id FROM calls AS a UNION ALL SELECT b.id FROM calls AS b WHERE {B}",
    "right of UNION": f"SELECT a.id FROM calls AS a WHERE {A} UNION ALL SELECT b.id FROM calls AS b",
    "middle of UNION": f"SELECT a.id FROM calls AS a WHERE {A} UNION SELECT o.id FROM objects AS o UNION "
    f"SELECT b.id FROM calls AS b WHERE {B}",
    "EXCEPT": f"SELECT a.id FROM calls AS a WHERE {A} EXCEPT SELECT b.id FROM calls AS b",
    "a table and its alias in another case": 'SELECT 1 FROM calls AS a WHERE "A".project_id = :p0',
    "a schema": "SELECT 1 FROM elsewhere.calls AS a",
    "renamed columns": f"SELECT 1 FROM calls AS a(project_id, id) WHERE {A}",
    "one alias, two tables": f"SELECT 1 FROM calls AS a, feedback AS a WHERE {A}",
    "IS": "SELECT 1 FROM calls AS a WHERE a.project_id IS NOT DISTINCT FROM :p0",
    "another parameter": "SELECT 1 FROM calls AS a WHERE a.project_id = :p1",
    "a list": "SELECT 1 FROM calls AS a WHERE a.project_id IN (:p0, :p1)",
    "a field of a column": "SELECT 1 FROM calls AS a WHERE a.b.project_id = :p0",
    "an unknown table": f"SELECT 1 FROM calls AS a JOIN pg_shadow AS s ON s.x = a.x WHERE {A}",
    "an unknown schema": "SELECT 1 FROM secret.llm_token_prices AS p",
    "a CTE before it is there": f"WITH s AS (SELECT calls.id FROM calls), calls AS (SELECT a.id FROM calls AS a "
    f"WHERE {A}) "
    "SELECT s.id FROM s",
    "a CTE after its query": f"SELECT 1 FROM calls AS a WHERE {A} AND EXISTS(WITH feedback AS (SELECT 1 AS x) "
    "SELECT 1 FROM feedback) AND EXISTS(SELECT 1 FROM feedback)",
    "a CTE named in another case": f'WITH "Calls" AS (SELECT a.id FROM calls AS a WHERE {A}) SELECT calls.id '
    "FROM calls",
    "a CTE with a schema before it": f"WITH calls AS (SELECT a.id FROM calls AS a WHERE {A}) SELECT c.id FROM "
    f"main.calls AS c",
    "the anchor of a CTE named like a table": f"WITH RECURSIVE calls AS (SELECT calls.id FROM calls UNION ALL "
    f"SELECT b.id FROM main.calls AS b WHERE {B}) SELECT calls.id FROM calls",
    "a recursive CTE that does not repeat": "WITH RECURSIVE calls AS (SELECT calls.id FROM calls) SELECT calls.id "
    "FROM calls",
    "a CTE that reads itself without RECURSIVE": f"WITH calls AS (SELECT a.id FROM calls AS a WHERE {A} UNION ALL "
    "SELECT calls.id FROM calls) SELECT calls.id FROM calls",
}
DIALECTS = {"postgres": "%(p{})s", "duckdb": "$p{}", "sqlite": ":p{}", "clickhouse": "{{p{}: String}}"}
SPECIAL = [
    ("postgres", (f"SELECT 1 FROM calls AS a CROSS JOIN LATERAL (SELECT b.id FROM feedback AS b WHERE b.r = a.id) AS "
     f"l WHERE {A}")),
    ("postgres", (f"SELECT 1 FROM calls AS a CROSS JOIN LATERAL (SELECT id FROM feedback WHERE project_id = :p0) AS l "
     f"WHERE {A}")),
    ("postgres", ("SELECT 1 FROM calls AS a CROSS JOIN LATERAL (SELECT o.id FROM objects AS o WHERE o.project_id = :p0 "
     f"UNION SELECT id FROM feedback WHERE project_id = :p0) AS l WHERE {A}")),
    ("postgres", f"SELECT 1 FROM calls AS a NATURAL JOIN calls AS b WHERE {A}"),
    ("postgres", "SELECT 1 FROM calls AS a WHERE a.project_id = CAST(:p0 AS VARCHAR(1))"),
    ("postgres", f"SELECT 1 FROM (calls AS a JOIN calls AS b ON {B}) WHERE {A}"),
    ("postgres", "SELECT 1 FROM calls AS a WHERE a.project_id = ANY(:p0)"),
    ("postgres", f"SELECT 1 FROM calls AS a TABLESAMPLE SYSTEM (10) WHERE {A}"),
    ("postgres", "TABLE calls"),
    ("postgres", "SELECT 1 FROM ROWS FROM (jsonb_each(:p1), generate_series(1, 2)) AS a"),
    ("duckdb", f"SELECT 1 FROM calls AS a SEMI JOIN feedback AS b ON b.r = a.id WHERE {A}"),
    ("duckdb", f"SELECT 1 FROM calls AS a SEMI JOIN feedback AS b ON {B} AND {A}"),
    ("duckdb", f"SELECT 1 FROM calls AS a ANTI JOIN feedback AS b ON {B} AND {A}"),
    ("duckdb", f"SELECT 1 FROM calls AS a ASOF JOIN objects AS b ON b.t <= a.t WHERE {A} AND {B}"),
    ("duckdb", f"SELECT 1 FROM calls AS a POSITIONAL JOIN objects AS b WHERE {A} AND {B}"),
    ("duckdb", "FROM calls"),
    ("duckdb", f"SELECT 1 FROM calls PIVOT (SUM(x) FOR y IN ('a')) WHERE {A}"),
    ("duckdb", f"SELECT 1 FROM calls AS a, (FROM feedback) AS b WHERE {A} AND {B}"),
    ("sqlite", "SELECT 1 FROM calls AS a WHERE a.project_id = :p0 COLLATE NOCASE"),
    ("clickhouse", "SELECT 1 FROM calls AS a FINAL"),
    ("clickhouse", f"SELECT 1 FROM calls AS a ANY JOIN feedback AS b ON {B} AND b.r = a.id WHERE {A}"),
    ("clickhouse", f"SELECT 1 FROM calls AS a LEFT ANY JOIN feedback AS b ON b.r = a.id WHERE {A} AND {B}"),
    ("clickhouse", f"SELECT 1 FROM calls AS a PASTE JOIN feedback AS b WHERE {A} AND {B}"),
    ("clickhouse", f"SELECT 1 FROM calls AS a RIGHT SEMI JOIN feedback AS b ON {B} AND {A} WHERE {B} AND {A}"),
    ("clickhouse", f"SELECT 1 FROM calls AS a GLOBAL JOIN feedback AS b ON b.r = a.id WHERE {A}"),
    ("clickhouse", f"SELECT 1 FROM calls AS a WHERE {A} AND a.id IN feedback"),
    ("clickhouse", f"SELECT 1 FROM calls AS a WHERE {A} AND a.id IN (feedback)"),
    ("clickhouse", f"SELECT 1 FROM calls AS a WHERE {A} AND a.id IN (main.feedback)"),
    ("clickhouse", f"SELECT 1 FROM calls AS a WHERE {A} AND globalNotIn(a.id, feedback)"),
    # An expression named like the alias: ClickHouse reads `a.project_id` as a part of that expression.
    ("clickhouse", f"SELECT tuple(:p0) AS a FROM calls AS a WHERE {A}"),
    ("clickhouse", f"SELECT 1 FROM calls AS a WHERE {A} AND length((tuple(:p0) AS a)) = 1"),
    ("clickhouse", f"SELECT 1 FROM calls AS a ARRAY JOIN list(:p0) AS a WHERE {A}"),
    ("clickhouse", f"WITH tuple(:p0) AS a SELECT 1 FROM calls AS a WHERE {A}"),
    ("clickhouse", "SELECT :p0 AS project_id FROM calls WHERE project_id = :p0"),
    ("clickhouse", "WITH :p0 AS project_id SELECT 1 FROM calls WHERE project_id = :p0"),
]  # fmt: skip


def _tree(sql: str, dialect: str) -> exp.Expr:
    if dialect == "clickhouse":
        sql = sql.replace("UNION SELECT", "UNION DISTINCT SELECT")
    for number in range(2):
        sql = sql.replace(f":p{number}", DIALECTS[dialect].format(number))
    return parsed(sql, dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("name", REFUSED)
def test_an_unbound_read_is_refused_in_every_dialect(name: str, dialect: str) -> None:
    assert refusal(_tree(REFUSED[name], dialect)) is not None


@pytest.mark.parametrize(("dialect", "sql"), SPECIAL)
def test_an_unbound_read_of_one_dialect_is_refused(dialect: str, sql: str) -> None:
    assert refusal(_tree(sql, dialect)) is not None


def test_the_message_names_the_table_the_alias_and_the_place() -> None:
    said = refusal(_tree(REFUSED["recursive term"], "duckdb"))
    assert said == (
        "WQ901: tenant table `calls` as `b` is not bound to the project (CTE `s` > right of UNION > FROM); "
        "this is a defect, please report it"
    )


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("EXISTS", "WHERE > EXISTS > FROM"),
        ("subquery in ORDER BY", "ORDER BY > subquery > FROM"),
        ("subquery in the result", "result > subquery > FROM"),
        ("one of two tables", "JOIN"),
        ("left of UNION", "left of UNION > FROM"),
        ("derived table, bound outside", "FROM > subquery > FROM"),
    ],
)
def test_the_place_is_told_in_words(name: str, place: str) -> None:
    assert f"({place})" in str(refusal(_tree(REFUSED[name], "postgres")))


def test_prewhere_counts_only_where_it_will_be_printed() -> None:
    """Printers of other databases leave PREWHERE out, and ClickHouse's placeholders have a type."""
    tree = parsed("SELECT 1 FROM calls AS a PREWHERE a.project_id = {p0: String}", "clickhouse")
    assert refusal(tree) is None
    assert "project_id" not in tree.sql("postgres")
    next(tree.find_all(exp.Placeholder)).set("kind", None)
    assert refusal(tree) is not None


def test_an_OR_that_would_print_without_parentheses_is_refused() -> None:
    """`And(Or(x, y), bound)` prints as `x OR y AND bound`, which the database reads as `x OR (y AND bound)`."""
    column = exp.column("x", "a")
    bound = exp.EQ(this=exp.column("project_id", "a"), expression=exp.Placeholder(this="p0"))
    loose = exp.And(this=exp.Or(this=column, expression=column.copy()), expression=bound)
    source = exp.alias_(exp.to_table("calls"), "a", table=True)
    tree = exp.select(column.copy()).from_(source).where(loose, copy=False)
    tree.args["where"].set("this", loose)
    assert tree.sql().endswith("WHERE a.x OR a.x AND a.project_id = :p0")
    assert "Or without parentheses" in str(refusal(tree))


@pytest.mark.parametrize("cls", [exp.And, exp.Where, exp.From, exp.CTE, exp.Union, exp.Subquery, exp.Join])
def test_a_tree_with_a_part_missing_is_an_internal_error(cls: type[exp.Expr]) -> None:
    tree = _tree("WITH s AS (SELECT 1 AS x UNION ALL SELECT 2 AS x) SELECT 1 FROM calls AS a JOIN (SELECT 1 AS y) AS d "
                 f"ON d.y = a.x WHERE {A} AND a.x = :p1", "duckdb")  # fmt: skip
    node = next(tree.find_all(cls))
    node.args.clear()
    assert refusal(tree) is not None


def test_tables_may_be_given_with_their_schema() -> None:
    tree = parsed("SELECT 1 FROM traces.calls AS c WHERE c.tenant = $p0", "duckdb")
    assert verify(tree, {"traces.Calls": "tenant"}, "p0") is tree
    with pytest.raises(InternalError):
        verify(parsed("SELECT 1 FROM calls AS c", "duckdb"), {"traces.calls": "tenant"}, "p0")
    with pytest.raises(InternalError):
        verify(tree, {"traces.calls": "project_id"}, "p0")


def test_the_project_parameter_is_the_one_that_is_named() -> None:
    tree = parsed("SELECT 1 FROM calls AS c WHERE c.project_id = $p7", "duckdb")
    assert verify(tree, TENANTS, "p7") is tree
    assert refusal(tree) is not None
