"""Room 5: a plan becomes one that suits a database's capabilities and means the same. The door is `rewrite`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from typing import assert_never

from weave_query.binding.nodes import BoundAnd, BoundExpr
from weave_query.binding.walk import definitions
from weave_query.capabilities import Capabilities
from weave_query.plan.nodes import Aggregate, Alias, AnyMeasure, Derive, Filter, Limit, NamedPlan, Rank, Relation, RequestPlan, Scan, Sort
from weave_query.rewrite.depth import Depths, check_elements, fit
from weave_query.rewrite.percentiles import counted
from weave_query.rewrite.predicates import order_conjuncts, simplify

__all__ = ["RULES", "rewrite"]


def simplify_filters(relation: Relation, capabilities: Capabilities) -> Relation:
    """`Filter (a and (b and true))` becomes `Filter (a and b)`: shorter SQL, and every conjunct visible to the next."""
    return _map_filters(relation, simplify)


def order_filters(relation: Relation, capabilities: Capabilities) -> Relation:
    """`Filter (document = x and column = y)` becomes `Filter (column = y and document = x)`, where order counts."""
    return _map_filters(relation, order_conjuncts) if capabilities.conjuncts_in_order else relation


def fit_expressions(relation: Relation, capabilities: Capabilities) -> Relation:
    """`Filter (f(g(h(x))) = y)` becomes `Filter let(v1 = g(h(x)) in (f(v1) = y))`, where it was too deep to be read."""
    most, depths = capabilities.max_expression_depth, Depths()
    numbers = _new_numbers(relation)

    def fitted(expr: BoundExpr) -> BoundExpr:
        if capabilities.max_element_nesting is not None:
            check_elements(expr, capabilities.max_element_nesting)
        return fit(expr, most, numbers, depths)

    return _map_expressions(relation, fitted)


def count_percentiles(relation: Relation, capabilities: Capabilities) -> Relation:
    """`Aggregate (percentile(v, 0.5))` becomes a walk through the values in order, where the engine has no such thing."""
    if capabilities.exact_percentiles or isinstance(relation, Scan):
        return relation
    relation = replace(relation, input=count_percentiles(relation.input, capabilities))
    return counted(relation) if isinstance(relation, Aggregate) else relation


Rule = Callable[[Relation, Capabilities], Relation]

# Ordering needs the flat conjunctions that simplifying makes, and what is deep is told by what stands there at last.
RULES: tuple[Rule, ...] = (simplify_filters, order_filters, count_percentiles, fit_expressions)


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


def _map_expressions(relation: Relation, change: Callable[[BoundExpr], BoundExpr]) -> Relation:
    """Every expression changed; of a filter every conjunct by itself."""
    match relation:
        case Scan():
            return relation
        case Filter():
            conjuncts = relation.predicate.items if isinstance(relation.predicate, BoundAnd) else (relation.predicate,)
            changed = tuple([change(each) for each in conjuncts])
            predicate = BoundAnd(changed) if isinstance(relation.predicate, BoundAnd) else changed[0]
            return Filter(_map_expressions(relation.input, change), predicate)
        case Sort():
            keys = tuple([replace(key, expr=change(key.expr)) for key in relation.keys])
            return Sort(_map_expressions(relation.input, change), keys)
        case Derive():
            outputs = tuple([(column, change(expr)) for column, expr in relation.outputs])
            return Derive(_map_expressions(relation.input, change), outputs)
        case Aggregate():
            return replace(
                relation,
                input=_map_expressions(relation.input, change),
                keys=tuple([(column, change(expr)) for column, expr in relation.keys]),
                measures=tuple([_with_operand(measure, change) for measure in relation.measures]),
            )
        case Rank():
            return replace(
                relation,
                input=_map_expressions(relation.input, change),
                keys=tuple(map(change, relation.keys)),
                operands=tuple([(name, change(expr)) for name, expr in relation.operands]),
            )
        case Limit() | Alias():
            return replace(relation, input=_map_expressions(relation.input, change))
        case _:
            assert_never(relation)


def _with_operand(measure: AnyMeasure, change: Callable[[BoundExpr], BoundExpr]) -> AnyMeasure:
    return measure if measure.operand is None else replace(measure, operand=change(measure.operand))


def _new_numbers(relation: Relation) -> Iterator[int]:
    """Numbers that no value has. Nothing is looked for before the first is asked for."""
    yield from count(1 + max(named_values(relation), default=0))


def named_values(relation: Relation) -> Iterator[int]:
    """The numbers of all values of `Let`s."""
    match relation:
        case Scan():
            return
        case Filter():
            yield from definitions(relation.predicate)
        case Sort():
            for key in relation.keys:
                yield from definitions(key.expr)
        case Derive():
            for _, expr in relation.outputs:
                yield from definitions(expr)
        case Aggregate():
            for _, expr in relation.keys:
                yield from definitions(expr)
            for measure in relation.measures:
                if measure.operand is not None:
                    yield from definitions(measure.operand)
        case Rank():
            for expr in (*relation.keys, *(expr for _, expr in relation.operands)):
                yield from definitions(expr)
        case Limit() | Alias():
            pass
        case _:
            assert_never(relation)
    yield from named_values(relation.input)
