"""Room 4: relations without regard to what they are: their inputs, their expressions, and the same with others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import assert_never

from weave_query.binding.nodes import BoundAnd, BoundExpr
from weave_query.errors import InternalError
from weave_query.plan.nodes import Aggregate, Alias, Derive, Filter, Limit, Rank, Relation, Scan, Sort, Unnest


def rebuilt(relation: Relation, rule: Callable[[Relation], Relation]) -> Relation:
    """The relation with a rule applied to every relation below it, and then to itself."""
    if isinstance(relation, Scan):
        return rule(relation)
    return rule(with_input(relation, rebuilt(relation.input, rule)))


def with_input(relation: Relation, input: Relation) -> Relation:
    """The relation over another one."""
    if isinstance(relation, Scan):
        raise InternalError("a scan reads no relation")
    return replace(relation, input=input)


def expressions(relation: Relation) -> Iterator[BoundExpr]:
    """The expressions of one relation; of a filter every conjunct by itself."""
    match relation:
        case Scan() | Limit() | Alias() | Unnest():
            return
        case Filter():
            predicate = relation.predicate
            yield from predicate.items if isinstance(predicate, BoundAnd) else (predicate,)
        case Sort():
            yield from (key.expr for key in relation.keys)
        case Derive():
            yield from (expr for _, expr in relation.outputs)
        case Rank():
            yield from relation.keys
            yield from (expr for _, expr in relation.operands)
        case Aggregate():
            yield from (expr for _, expr in relation.keys)
            yield from (each.operand for each in relation.measures if each.operand is not None)
        case _:
            assert_never(relation)


def with_expressions(relation: Relation, change: Callable[[BoundExpr], BoundExpr]) -> Relation:
    """The relation with each of its expressions changed."""
    match relation:
        case Scan() | Limit() | Alias() | Unnest():
            return relation
        case Filter():
            changed = tuple(map(change, expressions(relation)))
            return replace(relation, predicate=BoundAnd(changed) if len(changed) != 1 else changed[0])
        case Sort():
            return replace(relation, keys=tuple([replace(key, expr=change(key.expr)) for key in relation.keys]))
        case Derive():
            return replace(relation, outputs=tuple([(column, change(expr)) for column, expr in relation.outputs]))
        case Rank():
            operands = tuple([(name, change(expr)) for name, expr in relation.operands])
            return replace(relation, keys=tuple(map(change, relation.keys)), operands=operands)
        case Aggregate():
            measures = tuple(
                [
                    each if each.operand is None else replace(each, operand=change(each.operand))
                    for each in relation.measures
                ]
            )
            keys = tuple([(column, change(expr)) for column, expr in relation.keys])
            return replace(relation, keys=keys, measures=measures)
        case _:
            assert_never(relation)


def all_relations(relation: Relation) -> Iterator[Relation]:
    """The relation and all below it."""
    yield relation
    if not isinstance(relation, Scan):
        yield from all_relations(relation.input)
