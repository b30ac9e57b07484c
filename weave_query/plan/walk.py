"""Room 4: relations without regard to what they are: their inputs, their expressions, and the same with others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import assert_never

from weave_query.binding.nodes import BoundAnd, BoundExpr
from weave_query.binding.order import SortKey
from weave_query.errors import InternalError
from weave_query.plan.nodes import (
    Aggregate,
    Alias,
    Behind,
    Derive,
    Filter,
    Hops,
    Join,
    Limit,
    Reachable,
    Relation,
    Rollup,
    Scan,
    Sort,
    Union,
    Unnest,
    UnnestList,
    Walk,
    Window,
    WindowOutput,
    With,
    Within,
)

Change = Callable[[BoundExpr], BoundExpr]


def inputs(relation: Relation) -> tuple[Relation, ...]:
    """The relations that a relation reads."""
    match relation:
        case Scan():
            return ()
        case Join():
            return (relation.input, relation.right)
        case Union():
            return relation.inputs
        case Rollup():
            return (relation.links, relation.amounts)
        case Reachable():
            return (relation.links,)
        case Walk():
            return (relation.starts, relation.lines)
        case Hops():
            return (relation.starts, relation.objects, relation.lines)
        case Behind():
            return (relation.rows, relation.hops)
        case Within():
            return (relation.input, relation.ids)
        case With():
            return (relation.input, *relation.rows)
        case _:
            return (relation.input,)


def with_inputs(relation: Relation, found: tuple[Relation, ...]) -> Relation:
    """The relation over others."""
    match relation:
        case Scan():
            return relation
        case Union():
            return replace(relation, inputs=found)
        case Join():
            left, right = found
            return replace(relation, input=left, right=_named(right))
        case Rollup():
            links, amounts = found
            return replace(relation, links=_named(links), amounts=_named(amounts))
        case Reachable():
            return replace(relation, links=_named(found[0]))
        case Walk():
            starts, lines = found
            return replace(relation, starts=_named(starts), lines=_named(lines))
        case Hops():
            starts, objects, lines = map(_named, found)
            return replace(relation, starts=starts, objects=objects, lines=lines)
        case Behind():
            rows, hops = found
            return replace(relation, rows=rows, hops=_named(hops))
        case Within():
            rows, ids = found
            return replace(relation, input=rows, ids=_named(ids))
        case With():
            return With(found[0], tuple(map(_named, found[1:])))
        case _:
            return replace(relation, input=found[0])


def _named(relation: Relation) -> Alias:
    if not isinstance(relation, Alias):
        raise InternalError("what is joined needs a name")
    return relation


def rebuilt(relation: Relation, rule: Callable[[Relation], Relation]) -> Relation:
    """The relation with a rule applied to every relation below it, and then to itself."""
    return rule(with_inputs(relation, tuple([rebuilt(each, rule) for each in inputs(relation)])))


def all_relations(relation: Relation) -> Iterator[Relation]:
    """The relation and all below it."""
    yield relation
    for each in inputs(relation):
        yield from all_relations(each)


def expressions(relation: Relation) -> Iterator[BoundExpr]:
    """The expressions of one relation; of a filter every conjunct by itself."""
    match relation:
        case Scan() | Limit() | Alias() | Unnest() | UnnestList() | Union() | Rollup() | Walk() | Behind() | With():
            return
        case Filter():
            predicate = relation.predicate
            yield from predicate.items if isinstance(predicate, BoundAnd) else (predicate,)
        case Sort():
            yield from (key.expr for key in relation.keys)
        case Derive():
            yield from (expr for _, expr in relation.outputs)
        case Join():
            yield relation.on
        case Hops():
            yield from (hop.text for hop in relation.hops)
        case Reachable():
            yield relation.roots
        case Within():
            yield relation.operand
        case Window():
            for output in relation.outputs:
                yield from output.keys
                yield from (key.expr for key in output.order)
                yield from () if output.operand is None else (output.operand,)
        case Aggregate():
            yield from (expr for _, expr in relation.keys)
            yield from (each.operand for each in relation.measures if each.operand is not None)
        case _:
            assert_never(relation)


def with_expressions(relation: Relation, change: Change) -> Relation:
    """The relation with each of its expressions changed."""
    match relation:
        case Scan() | Limit() | Alias() | Unnest() | UnnestList() | Union() | Rollup() | Walk() | Behind() | With():
            return relation
        case Filter():
            changed = tuple(map(change, expressions(relation)))
            return replace(relation, predicate=BoundAnd(changed) if len(changed) != 1 else changed[0])
        case Sort():
            return replace(relation, keys=_keys(relation.keys, change))
        case Derive():
            return replace(relation, outputs=tuple([(column, change(expr)) for column, expr in relation.outputs]))
        case Join():
            return replace(relation, on=change(relation.on))
        case Hops():
            return replace(relation, hops=tuple([replace(hop, text=change(hop.text)) for hop in relation.hops]))
        case Reachable():
            return replace(relation, roots=change(relation.roots))
        case Within():
            return replace(relation, operand=change(relation.operand))
        case Window():
            return replace(relation, outputs=tuple([_output(each, change) for each in relation.outputs]))
        case Aggregate():
            keys = tuple([(column, change(expr)) for column, expr in relation.keys])
            measures = [
                each if each.operand is None else replace(each, operand=change(each.operand))
                for each in relation.measures
            ]
            return replace(relation, keys=keys, measures=tuple(measures))
        case _:
            assert_never(relation)


def _keys(keys: tuple[SortKey, ...], change: Change) -> tuple[SortKey, ...]:
    return tuple([replace(key, expr=change(key.expr)) for key in keys])


def _output(output: WindowOutput, change: Change) -> WindowOutput:
    operand = None if output.operand is None else change(output.operand)
    keys = tuple(map(change, output.keys))
    return replace(output, keys=keys, order=_keys(output.order, change), operand=operand)
