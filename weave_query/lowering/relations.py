"""Room 6: relations as SELECTs. Consecutive nodes share one SELECT as long as that means the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import assert_never

from sqlglot import exp

from weave_query.binding.nodes import TRUE, BoundAnd, BoundExpr, Null
from weave_query.binding.order import SortKey
from weave_query.errors import InternalError
from weave_query.lowering import sql
from weave_query.lowering.base import Lowering
from weave_query.plan.nodes import Aggregate, Derive, Filter, Limit, Relation, Scan, Sort


@dataclass
class Block:
    """The clauses of one SELECT while it is collected, innermost relation first."""

    source: exp.Expr
    conditions: list[exp.Expr] = field(default_factory=list)
    keys: tuple[SortKey, ...] = ()
    limit: Limit | None = None
    projections: list[exp.Expr] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """May a further filter or order still be added?"""
        return self.limit is None and not self.projections


def lower_relation(relation: Relation, lowering: Lowering) -> exp.Select:
    """One relation as one SELECT statement."""
    return lowering.finish(_select(_block(relation, lowering), lowering))


def _block(relation: Relation, lowering: Lowering) -> Block:
    match relation:
        case Scan():
            return _scan(relation, lowering)
        case Filter():
            block = _open(relation.input, lowering)
            block.conditions += map(lowering.scalar, conjuncts(relation.predicate))
            return block
        case Sort():
            block = _open(relation.input, lowering)
            block.keys = relation.keys
            return block
        case Limit():
            block = _open(relation.input, lowering)
            block.limit = relation
            return block
        case Derive():
            block = _block(relation.input, lowering)
            block.projections = [sql.alias(_output(expr, lowering), column.name) for column, expr in relation.outputs]
            return block
        case Aggregate():
            return _aggregate(relation, lowering)
        case _:
            assert_never(relation)


def _output(expr: BoundExpr, lowering: Lowering) -> exp.Expr:
    # What a function of NULL is, an engine that does not know the type cannot tell.
    return sql.null() if isinstance(expr, Null) else lowering.output(expr)


def _open(relation: Relation, lowering: Lowering) -> Block:
    block = _block(relation, lowering)
    if not block.is_open:
        raise InternalError("a filter, order or limit stands above a limit or derived columns")
    return block


def _scan(scan: Scan, lowering: Lowering) -> Block:
    table = lowering.storage.table(scan.table)
    alias = lowering.open_table(scan.table)
    block = Block(sql.stored_table(table.parts, alias))
    if table.project is not None:
        block.conditions.append(sql.equal(sql.stored_column(table.project, alias), lowering.compared(scan.project)))
    return block


def conjuncts(predicate: BoundExpr) -> tuple[BoundExpr, ...]:
    """The conditions of a WHERE."""
    if predicate == TRUE:
        return ()
    return predicate.items if isinstance(predicate, BoundAnd) else (predicate,)


def _aggregate(aggregate: Aggregate, lowering: Lowering) -> Block:
    block = _block(aggregate.input, lowering)
    block.keys = ()
    if block.limit is not None:
        block.projections = [sql.number(1)]
        block = Block(sql.subquery(_select(block, lowering), lowering.alias("limited")))
    block.projections = [sql.alias(exp.Count(this=exp.Star()), measure.name) for measure in aggregate.measures]
    return block


def _select(block: Block, lowering: Lowering) -> exp.Select:
    if not block.projections:
        raise InternalError("a statement selects nothing")
    condition = sql.both(*block.conditions) if block.conditions else None
    select = sql.select_from(block.source, block.projections, condition)
    if block.keys:
        select.set("order", lowering.order_by(block.keys))
    if block.limit is not None:
        lowering.limit(select, block.limit.limit, block.limit.offset)
    return select
