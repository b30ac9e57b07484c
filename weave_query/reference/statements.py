"""Reference: a plan as statements without SQL. Their text is the plan as it is explained; the relation is what runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from weave_query.binding.nodes import Param
from weave_query.compiled import ParameterSpec, QueryTemplate
from weave_query.plan.explain import explain, show
from weave_query.plan.nodes import NamedPlan, RequestPlan


def statements(plan: RequestPlan) -> tuple[QueryTemplate, ...]:
    """A template per statement of the plan. Its parameters are named as the text shows them, such as `$1:text`."""
    return tuple(_statement(named, plan) for named in plan.plans)


def _statement(named: NamedPlan, plan: RequestPlan) -> QueryTemplate:
    text = explain(RequestPlan(plan.kind, (named,), plan.project))
    return QueryTemplate(named.name, text, parameter_specs(named.relation), named.relation.columns, named.relation)


def parameter_specs(tree: object) -> tuple[ParameterSpec, ...]:
    """The parameters of a relation or an expression, each reading of a slot once, as they are met."""
    found = {(node.slot, node.reading): node for node in _params_of(tree)}
    return tuple(ParameterSpec(show(node), node.type, node.slot, node.reading) for node in found.values())


def _params_of(node: object) -> Iterator[Param]:
    if isinstance(node, Param):
        yield node
    elif isinstance(node, tuple):
        for item in node:
            yield from _params_of(item)
    elif is_dataclass(node):
        for field in fields(node):
            yield from _params_of(getattr(node, field.name))
