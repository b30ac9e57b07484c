"""What the verifier lets pass, and that it lets no mutant of it pass."""

from __future__ import annotations

import pytest
from sqlglot import exp

from tests.verify.mutations import always_mutants, bindings, mutants
from tests.verify.statements import ACCEPTED, EVERYWHERE, parsed, refusal

IDS = [f"{dialect}: {name}" for dialect, name, _ in ACCEPTED]


@pytest.mark.parametrize(("dialect", "name", "sql"), ACCEPTED, ids=IDS)
@pytest.mark.share(4)
def test_a_bound_statement_passes_unchanged_and_no_mutant_of_it_does(dialect: str, name: str, sql: str) -> None:
    """Predicates removed, loosened, turned, moved; parameters written out as literals; marks taken away."""
    tree = parsed(sql, dialect)
    before = repr(tree)
    assert refusal(tree) is None
    assert repr(tree) == before
    accepted = [f"{what}: {mutant.sql(dialect)}" for what, mutant in mutants(tree, "p0") if refusal(mutant) is None]
    assert accepted == []


@pytest.mark.parametrize(
    ("name", "reads"),
    [
        ("one table", ["c"]),
        ("no qualifier", ["calls"]),
        ("no tenant table", []),
        ("full join", ["a", "b"]),
        ("three joins", ["a", "f", "o"]),
        ("recursive CTE", ["a", "b"]),
        ("recursive CTE named like a table", ["a", "b"]),
        ("a CTE named like the table it reads", ["c"]),
        ("UNION ALL", ["c", "f", "o"]),
        ("subquery in ORDER BY", ["c", "f"]),
    ],
)
def test_the_mutation_engine_finds_every_read(name: str, reads: list[str]) -> None:
    """Otherwise the test above would be satisfied by an engine that finds nothing."""
    found = bindings(parsed(EVERYWHERE[name].replace(":p", "$p"), "duckdb"), "p0")
    assert sorted(binding.alias for binding in found) == reads


def test_a_read_that_is_bound_twice_is_loosened_in_both_places() -> None:
    join = "calls AS a LEFT JOIN calls AS b ON b.project_id = $p0"
    tree = parsed(f"SELECT 1 FROM {join} WHERE a.project_id = $p0 AND b.project_id = $p0", "duckdb")
    assert sorted(len(binding.positions) for binding in bindings(tree, "p0")) == [1, 2]
    assert all(refusal(mutant) is not None for _, mutant in mutants(tree, "p0"))


def test_a_preserved_read_is_also_moved_into_the_ON() -> None:
    tree = parsed("SELECT 1 FROM calls AS a LEFT JOIN prices AS b ON b.id = a.id WHERE a.project_id = $p0", "duckdb")
    moved = [mutant.sql("duckdb") for what, mutant in mutants(tree, "p0") if "moved" in what]
    assert moved == ["SELECT 1 FROM calls AS a LEFT JOIN prices AS b ON b.id = a.id AND a.project_id = $p0"]


def test_a_flat_condition_of_thousands_of_conjuncts_passes() -> None:
    """It is a tree thousands of nodes deep, so nothing here recurses into conditions."""
    conjuncts = [exp.EQ(this=exp.column("x", "c"), expression=exp.Placeholder(this="p1")) for _ in range(3000)]
    bound = exp.EQ(this=exp.column("project_id", "c"), expression=exp.Placeholder(this="p0"))
    source = exp.alias_(exp.to_table("calls"), "c", table=True)
    tree = exp.select(exp.column("id", "c")).from_(source).where(bound, *conjuncts)
    assert refusal(tree) is None
    assert refusal(exp.select(exp.column("id", "c")).from_(source).where(*conjuncts)) is not None


def _always(sql: str) -> exp.Expr:
    """A statement in which every comparison with `org` is the condition of the alias it names."""
    tree = parsed(sql, "duckdb")
    for node in tree.find_all(exp.EQ):
        if node.this.name == "org":
            node.meta["always"] = node.this.table
    return tree


ALWAYS = [
    "SELECT 1 FROM calls AS a WHERE a.project_id = $p0 AND a.org = $p1",
    (
        "SELECT 1 FROM calls AS a LEFT JOIN calls AS b ON b.project_id = $p0 AND b.org = $p1 "
        "WHERE a.project_id = $p0 AND a.org = $p1"
    ),
    "SELECT 1 FROM feedback AS f WHERE f.project_id = $p0",
    "WITH s AS (SELECT 1 AS x FROM calls AS a WHERE a.org = $p1 AND a.project_id = $p0) SELECT s.x FROM s",
]


@pytest.mark.parametrize("sql", ALWAYS)
def test_the_condition_that_every_read_carries_is_demanded_like_the_project(sql: str) -> None:
    tree = _always(sql)
    assert refusal(tree, always=frozenset({"calls"})) is None
    assert all(
        refusal(mutant, always=frozenset({"calls"})) for _, mutant in [*always_mutants(tree), *mutants(tree, "p0")]
    )


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1 FROM calls AS a WHERE a.project_id = $p0",
        "SELECT 1 FROM calls AS a WHERE a.project_id = $p0 OR a.org = $p1",
        (
            "SELECT 1 FROM calls AS a LEFT JOIN calls AS b ON b.project_id = $p0 AND a.org = $p1 "
            "WHERE a.project_id = $p0 AND b.org = $p1"
        ),
        "SELECT 1 FROM calls AS a JOIN calls AS b ON b.project_id = $p0 WHERE a.project_id = $p0 AND a.org = $p1",
    ],
)
def test_a_read_without_the_condition_that_every_read_carries_is_refused(sql: str) -> None:
    assert refusal(_always(sql), always=frozenset({"calls"})) is not None
