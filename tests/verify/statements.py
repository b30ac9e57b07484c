"""Statements that the verifier accepts, in all four dialects, and the same call for every test."""

from __future__ import annotations

import sqlglot
from sqlglot import exp

from weave_query.errors import InternalError
from weave_query.verify import verify

TENANTS = {"calls": "project_id", "feedback": "project_id", "objects": "project_id"}
OTHERS = frozenset({"llm_token_prices"})


def parsed(sql: str, dialect: str, constants: bool = True) -> exp.Expr:
    """A statement whose literals count as constants of ours, as the lowering marks them."""
    tree = sqlglot.parse_one(sql, dialect=dialect)
    for node in tree.find_all(exp.Literal):
        if constants:
            node.meta["constant"] = True
    return tree


def refusal(tree: exp.Expr, **options: frozenset[str]) -> str | None:
    """What the verifier says against a tree; None when it returns the tree itself."""
    try:
        assert verify(tree, TENANTS, "p0", others=OTHERS, **options) is tree
    except InternalError as error:
        return str(error)
    return None


# `:p` is written with the placeholders of each dialect.
EVERYWHERE = {
    "one table": "SELECT c.id FROM calls AS c WHERE c.project_id = :p0",
    "other side first": "SELECT c.id FROM calls AS c WHERE :p0 = c.project_id",
    "no alias": "SELECT calls.id FROM calls WHERE calls.project_id = :p0 AND calls.id = :p1",
    "no qualifier": "SELECT id FROM calls WHERE project_id = :p0",
    "upper case": "SELECT c.id FROM CALLS AS c WHERE c.project_id = :p0",
    "quoted": 'SELECT "c"."id" FROM "calls" AS "c" WHERE "c"."project_id" = :p0',
    "schema": "SELECT c.id FROM main.calls AS c WHERE c.project_id = :p0",
    "cast": "SELECT c.id FROM calls AS c WHERE c.project_id = CAST(:p0 AS TEXT)",
    "deep in ANDs": "SELECT 1 FROM calls AS c WHERE c.id = :p1 AND (c.x = :p2 AND (c.y > 1 AND (c.project_id = :p0)))",
    "beside an OR": "SELECT 1 FROM calls AS c WHERE (c.a = :p1 OR c.b = :p2) AND c.project_id = :p0",
    "no tenant table": "SELECT p.id FROM llm_token_prices AS p WHERE p.llm_id = :p1",
    "no table": "SELECT 1 AS one",
    "inner join, ON": "SELECT 1 FROM calls AS a JOIN calls AS b ON b.project_id = :p0 AND a.id = b.parent_id "
    "WHERE a.project_id = :p0",
    "inner join, WHERE": "SELECT 1 FROM calls AS a INNER JOIN feedback AS f ON f.call_ref = a.id "
    "WHERE a.project_id = :p0 AND f.project_id = :p0",
    "left join, ON": "SELECT 1 FROM calls AS a LEFT JOIN calls AS b ON b.id = a.parent_id AND b.project_id = :p0 "
    "WHERE a.project_id = :p0",
    "left join, WHERE": "SELECT 1 FROM calls AS a LEFT JOIN calls AS b ON b.id = a.parent_id "
    "WHERE a.project_id = :p0 AND b.project_id = :p0",
    "left join of prices": "SELECT 1 FROM calls AS a LEFT JOIN llm_token_prices AS p ON p.llm_id = a.model "
    "WHERE a.project_id = :p0",
    "right join": "SELECT 1 FROM calls AS a RIGHT JOIN calls AS b ON b.id = a.parent_id AND a.project_id = :p0 "
    "WHERE b.project_id = :p0",
    "full join": "SELECT 1 FROM calls AS a FULL JOIN calls AS b ON b.id = a.parent_id "
    "WHERE a.project_id = :p0 AND b.project_id = :p0",
    "full join of derived tables": "SELECT 1 FROM (SELECT c.id FROM calls AS c WHERE c.project_id = :p0) AS a "
    "FULL JOIN (SELECT d.id FROM calls AS d WHERE d.project_id = :p0) AS b ON b.id = a.id",
    "cross join": "SELECT 1 FROM calls AS a CROSS JOIN calls AS b WHERE a.project_id = :p0 AND b.project_id = :p0",
    "comma": "SELECT 1 FROM calls AS a, calls AS b WHERE a.project_id = :p0 AND b.project_id = :p0",
    "using": "SELECT 1 FROM calls AS a JOIN calls AS b USING (id) WHERE a.project_id = :p0 AND b.project_id = :p0",
    "three joins": "SELECT 1 FROM calls AS a JOIN feedback AS f ON f.project_id = :p0 AND f.call_ref = a.id "
    "LEFT JOIN objects AS o ON o.project_id = :p0 AND o.digest = f.ref WHERE a.project_id = :p0",
    "EXISTS": "SELECT 1 FROM calls AS c WHERE c.project_id = :p0 AND EXISTS(SELECT 1 FROM feedback AS f "
    "WHERE f.project_id = :p0 AND f.call_ref = c.id)",
    "NOT EXISTS under OR": "SELECT 1 FROM calls AS c WHERE c.project_id = :p0 AND (c.id = :p1 OR NOT EXISTS("
    "SELECT 1 FROM feedback AS f WHERE f.project_id = :p0 AND f.call_ref = c.id))",
    "IN": "SELECT 1 FROM calls AS c WHERE c.project_id = :p0 AND c.id IN (SELECT f.call_ref FROM feedback AS f "
    "WHERE f.project_id = :p0)",
    "subquery in the result": "SELECT (SELECT COUNT(*) FROM feedback AS f WHERE f.project_id = :p0 AND f.r = "
    "c.id) AS n "
    "FROM calls AS c WHERE c.project_id = :p0",
    "subquery in CASE": "SELECT CASE WHEN c.a = 1 THEN (SELECT MAX(f.id) FROM feedback AS f WHERE f.project_id = :p0) "
    "ELSE NULL END AS n FROM calls AS c WHERE c.project_id = :p0",
    "subquery in ORDER BY": "SELECT c.id FROM calls AS c WHERE c.project_id = :p0 "
    "ORDER BY (SELECT MAX(f.x) FROM feedback AS f WHERE f.project_id = :p0 AND f.r = c.id) DESC, c.id LIMIT 10 "
    "OFFSET 5",
    "subquery in ON": "SELECT 1 FROM calls AS a JOIN llm_token_prices AS p ON p.id = (SELECT MAX(f.x) FROM "
    "feedback AS f "
    "WHERE f.project_id = :p0) WHERE a.project_id = :p0",
    "derived table": "SELECT d.id FROM (SELECT c.id FROM calls AS c WHERE c.project_id = :p0 LIMIT 3) AS d WHERE "
    "d.id = :p1",
    "groups and windows": "SELECT c.op_name, COUNT(*) AS n, ROW_NUMBER() OVER (PARTITION BY c.a ORDER BY c.b) AS r "
    "FROM calls AS c WHERE c.project_id = :p0 GROUP BY c.op_name HAVING COUNT(*) > :p1",
    "CTE": "WITH sel AS (SELECT c.id FROM calls AS c WHERE c.project_id = :p0) SELECT s.id FROM sel AS s",
    "two CTEs": "WITH sel AS (SELECT c.id FROM calls AS c WHERE c.project_id = :p0), "
    "more AS (SELECT s.id FROM sel AS s JOIN feedback AS f ON f.project_id = :p0 AND f.r = s.id) SELECT m.id FROM "
    "more AS m",
    "a CTE named like a table": "WITH calls AS (SELECT c.id FROM main.calls AS c WHERE c.project_id = :p0) "
    "SELECT calls.id FROM calls",
    "a CTE named like the table it reads": "WITH calls AS (SELECT c.id FROM calls AS c WHERE c.project_id = :p0) "
    "SELECT calls.id FROM calls",
    "CTE inside a subquery": "SELECT (WITH x AS (SELECT f.id FROM feedback AS f WHERE f.project_id = :p0) "
    "SELECT MAX(x.id) FROM x) AS n FROM calls AS c WHERE c.project_id = :p0",
    "an outer CTE in a subquery": "WITH sel AS (SELECT c.id FROM calls AS c WHERE c.project_id = :p0) "
    "SELECT 1 FROM calls AS d WHERE d.project_id = :p0 AND d.parent_id IN (SELECT sel.id FROM sel)",
    "recursive CTE": "WITH RECURSIVE lv AS (SELECT a.id FROM calls AS a WHERE a.project_id = :p0 UNION ALL "
    "SELECT b.id FROM lv JOIN calls AS b ON b.project_id = :p0 AND b.parent_id = lv.id) SELECT lv.id FROM lv",
    "recursive CTE named like a table": "WITH RECURSIVE calls AS (SELECT a.id FROM main.calls AS a WHERE "
    "a.project_id = :p0 "
    "UNION ALL SELECT b.id FROM main.calls AS b JOIN calls ON b.parent_id = calls.id WHERE b.project_id = :p0) "
    "SELECT calls.id FROM calls",
    "UNION ALL": "SELECT c.id FROM calls AS c WHERE c.project_id = :p0 UNION ALL "
    "SELECT f.id FROM feedback AS f WHERE f.project_id = :p0 UNION ALL SELECT o.id FROM objects AS o "
    "WHERE o.project_id = :p0",
    "EXCEPT and INTERSECT": "SELECT c.id FROM calls AS c WHERE c.project_id = :p0 EXCEPT "
    "(SELECT f.id FROM feedback AS f WHERE f.project_id = :p0 INTERSECT SELECT o.id FROM objects AS o "
    "WHERE o.project_id = :p0)",
}
SPECIAL = {
    "postgres": {
        "lateral function": "SELECT kv.k FROM calls AS c CROSS JOIN LATERAL jsonb_each(c.summary) AS kv "
        "WHERE c.project_id = :p0",
        "lateral subquery": "SELECT 1 FROM calls AS c CROSS JOIN LATERAL (SELECT f.id FROM feedback AS f "
        "WHERE f.project_id = :p0 AND f.r = c.id LIMIT 1) AS l WHERE c.project_id = :p0",
        "left join lateral": "SELECT 1 FROM calls AS c LEFT JOIN LATERAL (SELECT f.id FROM feedback AS f "
        "WHERE f.project_id = :p0 AND f.r = c.id) AS l ON TRUE WHERE c.project_id = :p0",
        "unnest": "SELECT b.t FROM UNNEST(CAST(:p1 AS BIGINT[])) AS b(t)",
        "array": "SELECT 1 FROM calls AS c WHERE c.project_id = :p0 AND c.id = ANY(:p1)",
        "materialized": "WITH s AS MATERIALIZED (SELECT c.id FROM calls AS c WHERE c.project_id = :p0) SELECT "
        "s.id FROM s",
        "natural": "SELECT 1 FROM calls AS a NATURAL JOIN calls AS b WHERE a.project_id = :p0 AND b.project_id = :p0",
        "paths": "SELECT c.inputs #> CAST(ARRAY['a'] AS TEXT[]) AS x FROM calls AS c WHERE c.project_id = :p0",
    },
    "duckdb": {
        "table function": "SELECT kv.key FROM calls AS c, json_each(c.summary, '$.usage') AS kv WHERE "
        "c.project_id = :p0",
        "lateral": "SELECT 1 FROM calls AS c, LATERAL (SELECT f.id FROM feedback AS f WHERE f.project_id = :p0) AS l "
        "WHERE c.project_id = :p0",
        "semi join": "SELECT 1 FROM calls AS c SEMI JOIN feedback AS f ON f.project_id = :p0 AND f.r = c.id "
        "WHERE c.project_id = :p0",
        "anti join": "SELECT 1 FROM calls AS c ANTI JOIN feedback AS f ON f.project_id = :p0 AND f.r = c.id "
        "WHERE c.project_id = :p0",
        "asof join": "SELECT 1 FROM calls AS c ASOF LEFT JOIN objects AS o ON o.project_id = :p0 AND o.t <= c.t "
        "WHERE c.project_id = :p0",
        "unnest in IN": "SELECT 1 FROM calls AS c WHERE c.project_id = :p0 AND c.id IN (SELECT UNNEST(:p1))",
        "qualify": "SELECT c.id FROM calls AS c WHERE c.project_id = :p0 QUALIFY ROW_NUMBER() OVER (ORDER BY c.x) = 1",
    },
    "sqlite": {
        "table function": "SELECT kv.key FROM calls AS c, json_each(c.summary) AS kv WHERE c.project_id = :p0",
        "list": "SELECT 1 FROM calls WHERE project_id = :p0 AND id IN (SELECT value FROM json_each(:p1))",
        "tree": "SELECT 1 FROM calls AS c WHERE c.project_id = :p0 AND EXISTS(SELECT 1 FROM json_tree(c.inputs) AS t "
        "WHERE t.atom = :p1)",
    },
    "clickhouse": {
        "final and prewhere": "SELECT c.id FROM calls AS c FINAL PREWHERE c.project_id = :p0 WHERE c.id = :p1",
        "array join": "SELECT kv.k FROM calls AS c ARRAY JOIN JSONExtractKeysAndValuesRaw(c.summary) AS kv "
        "WHERE c.project_id = :p0",
        "any join": "SELECT 1 FROM calls AS c LEFT ANY JOIN feedback AS f ON f.r = c.id AND f.project_id = :p0 "
        "WHERE c.project_id = :p0",
        "global join and settings": "SELECT 1 FROM calls AS c GLOBAL LEFT JOIN feedback AS f ON f.r = c.id "
        "AND f.project_id = :p0 WHERE c.project_id = :p0 SETTINGS join_use_nulls = 1",
        "scalar CTE": "WITH JSONType(:p1, 'a') AS p SELECT p FROM calls AS c WHERE c.project_id = :p0",
        "numbers": "SELECT n.number FROM numbers(10) AS n",
        "lambda": "SELECT 1 FROM calls AS c WHERE c.project_id = :p0 AND arrayExists(k -> k = :p1 OR k = :p2, c.refs)",
    },
}


def _with_placeholders(sql: str, dialect: str) -> str:
    spelled = {"postgres": "%(p{})s", "duckdb": "$p{}", "sqlite": ":p{}", "clickhouse": "{{p{}: String}}"}[dialect]
    for number in range(3):
        sql = sql.replace(f":p{number}", spelled.format(number))
    return sql


ACCEPTED = [
    (dialect, name, _with_placeholders(sql, dialect))
    for dialect, special in SPECIAL.items()
    for name, sql in {**EVERYWHERE, **special}.items()
]
