"""Every statement that the suite's requests compile to: the verifier lets it pass and none of its mutants."""

from __future__ import annotations

import pytest
from sqlglot import exp

from tests.golden.files import BACKENDS
from tests.statements import Statement, requests, statements
from tests.verify.mutations import bindings, project_mutants
from weave_query.errors import InternalError
from weave_query.lowering.lower import check

PROJECT = "p0"
each_backend = pytest.mark.parametrize("backend", BACKENDS)


def is_refused(tree: exp.Expr, statement: Statement) -> bool:
    try:
        check(tree, statement.plan, statement.lowering)
    except InternalError:
        return True
    return False


@each_backend
@pytest.mark.share(4)
def test_there_are_many_statements(backend: str) -> None:
    """Equal texts count once, so that a lost variety shows here."""
    assert len(requests()) >= 160
    assert len(statements(backend)) >= 100


def parts(tree: exp.Expr) -> list[tuple[exp.Expr, dict[str, object], dict[str, object]]]:
    """Every node of a tree with what it holds, and its marks: a tree with the same parts is unchanged."""
    return [
        (node, {name: list(arg) if isinstance(arg, list) else arg for name, arg in node.args.items()}, {**node.meta})
        for node in tree.walk()
    ]


@each_backend
def test_the_verifier_lets_every_statement_pass_unchanged(backend: str) -> None:
    for statement in statements(backend):
        before = parts(statement.tree)
        check(statement.tree, statement.plan, statement.lowering)
        assert parts(statement.tree) == before, statement.source


def narrowed(statement: Statement) -> exp.Select:
    """The statement with one result column and without order: where these read no table, no mutant depends on them."""
    tree = statement.tree.copy()
    order = tree.args.get("order")
    if order is not None and not order.find(exp.Query, exp.Table):
        tree.set("order", None)
    if not any(column.find(exp.Query, exp.Table) for column in tree.expressions):
        tree.set("expressions", tree.expressions[:1])
    return tree


@each_backend
@pytest.mark.parametrize(
    ("share", "longest"), [(8 * len(BACKENDS), 8_000), pytest.param(1, 1_000_000, marks=pytest.mark.long)]
)
def test_the_verifier_refuses_every_mutant_of_every_statement(backend: str, share: int, longest: int) -> None:
    """Of one of `share` statements, another one for each backend, of at most so many characters."""
    accepted = []
    trees = {
        text: (tree, statement)
        for statement in statements(backend)[BACKENDS.index(backend) % share :: share]
        for tree in [narrowed(statement)]
        if len(text := tree.sql(backend)) <= longest
    }
    assert len(trees) >= 3
    for tree, statement in trees.values():
        assert not is_refused(tree, statement), statement.source
        mutants = list(project_mutants(tree, PROJECT))
        assert len(mutants) >= 40, f"{statement.source} has no project predicate to loosen"
        accepted += [f"{statement.source}: {name}" for name, mutant in mutants if not is_refused(mutant, statement)]
    assert accepted == []


@each_backend
def test_every_read_of_a_tenants_table_is_found_by_the_mutation_engine(backend: str) -> None:
    for statement in statements(backend):
        tenants = statement.lowering.storage.tenant_tables()
        tables = [table for table in statement.tree.find_all(exp.Table) if table.name in tenants]
        assert len(bindings(statement.tree, PROJECT)) == len(tables) > 0, statement.source
