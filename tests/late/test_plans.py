"""When a page is read late, and that documents are then read of its rows alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

import weave_query as wq
from tests.golden.files import BACKENDS
from tests.late.test_answers import ASKED
from tests.oracle.build import by
from weave_query.backend import Backend
from weave_query.binding.walk import columns_of
from weave_query.errors import InternalError
from weave_query.lowering.lower import check, lower_tree
from weave_query.plan.nodes import Alias, Derive, Join, Limit, NamedPlan, Relation, RequestPlan, Scan, Sort
from weave_query.plan.walk import all_relations, expressions
from weave_query.rewrite import rewrite
from weave_query.types import JSON

PROJECT = "acme/bot"
LISTED: dict[str, Any] = {"project_id": PROJECT, "columns": ["inputs"], "sort_by": by("-op_name"), "limit": 10}
OPTIONS = wq.Options(cursor_key="the key of the tests")


def rewritten(body: dict[str, Any], backend: str = "sqlite", size: int | None = None) -> RequestPlan:
    request = wq.CallsQueryReq(**body)
    if size is None:
        plan = wq.compile(request, backend, options=OPTIONS).rewritten
    else:
        plan = wq.compile_page(request, backend, size=size, options=OPTIONS).rewritten
    assert isinstance(plan, RequestPlan)
    return plan


def pages(relation: Relation) -> Iterator[Alias]:
    """The pages that are found first."""
    return (each.right for each in all_relations(relation) if isinstance(each, Join) and each.right.name == "page")


def is_late(plan: RequestPlan) -> bool:
    return any(True for named in plan.plans for _ in pages(named.relation))


def documents(relation: Relation) -> set[str]:
    """The documents that a relation, and what is below it, asks for."""
    asked = (column for each in all_relations(relation) for expr in expressions(each) for column in columns_of(expr))
    return {column.column for column in asked if column.type is JSON}


def late_backend(name: str) -> Backend:
    found = wq.get_backend(name)
    return replace(found, capabilities=replace(found.capabilities, late_reads=True))


@pytest.mark.parametrize("backend", ["postgres", "sqlite"])
@pytest.mark.parametrize("size", [None, 5])
def test_documents_are_read_of_the_rows_of_the_page_alone(backend: str, size: int | None) -> None:
    (named,) = rewritten(LISTED, backend, size).plans
    (page,) = pages(named.relation)
    assert documents(page) == set()
    assert documents(named.relation) == {"inputs"}
    assert isinstance(page.input, Derive)
    assert isinstance(page.input.input, Limit)


@pytest.mark.parametrize("size", [None, 5])
def test_a_sort_reads_the_document_that_it_sorts_by_and_no_other(size: int | None) -> None:
    body = {**LISTED, "sort_by": by("-summary.score"), "columns": ["inputs", "output", "summary"]}
    (named,) = rewritten(body, size=size).plans
    (page,) = pages(named.relation)
    assert documents(page) == {"summary"}
    limits = [each for each in all_relations(page) if isinstance(each, Limit)]
    # The key is a column of the named rows already where they are put in order, and the document is not.
    (in_order,) = (each.input for each in limits)
    assert isinstance(in_order, Sort)
    assert documents(Sort(Scan("calls", named_project(named)), in_order.keys)) == set()


def named_project(named: NamedPlan) -> Any:
    return next(each.project for each in all_relations(named.relation) if isinstance(each, Scan))


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"limit": None}, "every row is shown"),
        ({"columns": ["id", "exception"]}, "no document is shown"),
        ({"sort_by": []}, "the storage has an index of this order"),
        ({"sort_by": by("-started_at")}, "and of this one, walked backwards"),
        ({"sort_by": by("-id", "op_name")}, "the ids are the key of the table"),
        ({"limit": None, "offset": 5}, "all rows but five are shown"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_it_is_left_alone_where(changed: dict[str, Any], why: str) -> None:
    assert is_late(rewritten(LISTED))
    assert not is_late(rewritten({**LISTED, **changed}))


@pytest.mark.parametrize("backend", ["clickhouse", "duckdb", "memory"])
def test_it_is_left_alone_on_engines_to_which_it_does_not_pay(backend: str) -> None:
    assert not is_late(rewritten(LISTED, backend))


def test_costs_and_what_is_behind_references_are_of_a_page_that_is_found_without_documents() -> None:
    """These are statements of their own, which find the page again."""
    body = {
        **LISTED,
        "include_costs": True,
        "expand_columns": ["inputs.prompt"],
        "return_expanded_column_values": True,
    }
    plan = rewritten(body)
    assert [named.name for named in plan.plans] == ["calls", "costs", "refs"]
    for named in plan.plans:
        (page,) = set(pages(named.relation))
        assert documents(page) == set()


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("backend", BACKENDS)
def test_both_reads_are_bound_to_the_project(backend: str, asked: str) -> None:
    """The verifier, which sees every statement, refuses one whose page is bound and whose calls are not."""
    target = late_backend(backend)
    compiled = wq.compile(wq.parse_request("calls_query", ASKED[asked]), target, options=OPTIONS)
    plan = compiled.rewritten
    (named,) = (each for each in plan.plans if each.name == "calls")
    assert target.lowering is not None
    lowering = target.lowering(target.storage)
    tree = lower_tree(named, plan, lowering)
    check(tree, plan, lowering)
    tree.args["where"].pop()
    with pytest.raises(InternalError, match="not bound to the project"):
        check(tree, plan, lowering)


@pytest.mark.parametrize("asked", ASKED)
def test_what_was_rewritten_stays_as_it_is(asked: str) -> None:
    target = late_backend("postgres")
    plan = wq.compile(wq.parse_request("calls_query", ASKED[asked]), target, options=OPTIONS).rewritten
    assert is_late(plan)
    assert rewrite(plan, target.capabilities) == plan


def test_the_plan_of_the_backend_shows_it() -> None:
    compiled = wq.compile(wq.CallsQueryReq(**LISTED), "postgres")
    assert "Alias page" not in compiled.explain()
    lines = compiled.explain(rewritten=True).splitlines()
    assert [line.split("$")[0].strip() for line in lines] == [
        "calls:",
        "Derive id, project_id, op_name, trace_id, started_at, inputs",
        "Sort op_name desc, id desc",
        "Join (id = id)",
        "Scan calls [project =",
        "Alias page",
        "Derive id",
        "Limit limit",
        "Sort op_name desc, id desc",
        "Filter is_null(deleted_at)",
        "Scan calls [project =",
    ]
