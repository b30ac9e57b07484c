"""Room 5: a plan becomes one that suits a database's capabilities and means the same. The door is `rewrite`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from weave_query.binding.nodes import BoundExpr
from weave_query.capabilities import Capabilities
from weave_query.plan.nodes import Filter, NamedPlan, Relation, RequestPlan, Scan
from weave_query.rewrite.predicates import order_conjuncts, simplify

__all__ = ["RULES", "rewrite"]


def simplify_filters(relation: Relation, capabilities: Capabilities) -> Relation:
    """`Filter (a and (b and true))` becomes `Filter (a and b)`: shorter SQL, and every conjunct visible to the next."""
    return _map_filters(relation, simplify)


def order_filters(relation: Relation, capabilities: Capabilities) -> Relation:
    """`Filter (document = x and column = y)` becomes `Filter (column = y and document = x)`, where order counts."""
    return _map_filters(relation, order_conjuncts) if capabilities.conjuncts_in_order else relation


Rule = Callable[[Relation, Capabilities], Relation]

# Ordering needs the flat conjunctions that simplifying makes.
RULES: tuple[Rule, ...] = (simplify_filters, order_filters)


def rewrite(plan: RequestPlan, capabilities: Capabilities) -> RequestPlan:
    """Apply every rule in order. Pure and idempotent."""
    return replace(
        plan, plans=tuple(NamedPlan(named.name, _apply(named.relation, capabilities)) for named in plan.plans)
    )


def _apply(relation: Relation, capabilities: Capabilities) -> Relation:
    for rule in RULES:
        relation = rule(relation, capabilities)
    return relation


def _map_filters(relation: Relation, change: Callable[[BoundExpr], BoundExpr]) -> Relation:
    if isinstance(relation, Scan):
        return relation
    input = _map_filters(relation.input, change)
    if isinstance(relation, Filter):
        return Filter(input, change(relation.predicate))
    return replace(relation, input=input)
