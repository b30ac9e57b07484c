"""Room 5: a plan becomes one that suits a database's capabilities and means the same. The door is `rewrite`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

from weave_query.binding.nodes import BoundExpr
from weave_query.binding.walk import definitions
from weave_query.capabilities import Capabilities
from weave_query.plan.nodes import Aggregate, Filter, Limit, NamedPlan, Relation, RequestPlan, With
from weave_query.plan.walk import all_relations, expressions, rebuilt, with_expressions
from weave_query.rewrite.depth import Depths, check_elements, fit
from weave_query.rewrite.late import is_late, with_late_reads
from weave_query.rewrite.percentiles import counted
from weave_query.rewrite.predicates import order_conjuncts, simplify
from weave_query.rewrite.rows import lifted

__all__ = ["RULES", "rewrite"]


def simplify_filters(relation: Relation, capabilities: Capabilities) -> Relation:
    """`Filter (a and (b and true))` becomes `Filter (a and b)`: shorter SQL, and every conjunct visible to the next."""
    return _map_filters(relation, simplify)


def order_filters(relation: Relation, capabilities: Capabilities) -> Relation:
    """`Filter (document = x and column = y)` becomes `Filter (column = y and document = x)`, where order counts."""
    return _map_filters(relation, order_conjuncts) if capabilities.conjuncts_in_order else relation


def read_late(relation: Relation, capabilities: Capabilities) -> Relation:
    """`Derive document (Limit (Sort (calls)))` becomes `Derive document (Join (calls, ids of the page))`, where a sort
    would carry the documents of all calls."""
    limits = capabilities.late_reads and any(isinstance(each, Limit) for each in all_relations(relation))
    return with_late_reads(relation) if limits else relation


# What a statement of SQLite 3.40 leaves less to an expression in a later query of its WITH, and to one of a page there.
_QUERY_OF_WITH = 1
LATE_PAGE = 5


def fit_expressions(relation: Relation, capabilities: Capabilities) -> Relation:
    """`Filter (f(g(h(x))) = y)` becomes `Filter let(v1 = g(h(x)) in (f(v1) = y))`, where it was too deep to be read."""
    most, depths = capabilities.max_expression_depth, Depths()
    if is_late(relation):
        most -= LATE_PAGE
    elif any(isinstance(each, With) for each in all_relations(relation)):
        most -= _QUERY_OF_WITH
    numbers = _new_numbers(relation)

    def fitted(expr: BoundExpr) -> BoundExpr:
        if capabilities.max_element_nesting is not None:
            check_elements(expr, capabilities.max_element_nesting)
        return fit(expr, most, numbers, depths)

    return rebuilt(relation, lambda each: with_expressions(each, fitted))


def count_percentiles(relation: Relation, capabilities: Capabilities) -> Relation:
    """`Aggregate (percentile(v, 0.5))` becomes a walk through the values in order, where an engine has none."""
    if capabilities.exact_percentiles:
        return relation
    return rebuilt(relation, lambda each: counted(each) if isinstance(each, Aggregate) else each)


def lift_rows(relation: Relation, capabilities: Capabilities) -> Relation:
    """`Filter any(element where in_rows)` becomes `Filter let(v1 = in_rows in any(element where v1))`, where an engine
    has no subquery in there."""
    if capabilities.subqueries_among_elements or not any(isinstance(each, With) for each in all_relations(relation)):
        return relation
    numbers = _new_numbers(relation)
    return rebuilt(relation, lambda each: with_expressions(each, lambda expr: lifted(expr, numbers)))


Rule = Callable[[Relation, Capabilities], Relation]

# Ordering needs the flat conjunctions that simplifying makes, late reads know a sort key where it is shown by its being
# equal, what is deep is told by what stands there at last, and lifting sees all values that are named.
RULES: tuple[Rule, ...] = (simplify_filters, order_filters, read_late, count_percentiles, fit_expressions, lift_rows)


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
    def changed(each: Relation) -> Relation:
        return replace(each, predicate=change(each.predicate)) if isinstance(each, Filter) else each

    return rebuilt(relation, changed)


def _new_numbers(relation: Relation) -> Iterator[int]:
    """Numbers that no value has. Nothing is looked for before the first is asked for."""
    yield from count(1 + max(named_values(relation), default=0))


def named_values(relation: Relation) -> Iterator[int]:
    """The numbers of all values of `Let`s."""
    for each in all_relations(relation):
        for expr in expressions(each):
            yield from definitions(expr)
