"""Room 6: relations as SELECTs. Consecutive nodes share one SELECT as long as that means the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import assert_never

from sqlglot import exp

from weave_query.binding.nodes import BoundExpr, Constant, Null
from weave_query.binding.order import SortKey
from weave_query.binding.walk import conjuncts
from weave_query.errors import InternalError
from weave_query.lowering import sql
from weave_query.lowering.base import Lowering
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
    With,
    Within,
)


@dataclass
class Block:
    """The clauses of one SELECT while it is collected, innermost relation first."""

    source: exp.Expr
    joins: list[exp.Expr] = field(default_factory=list)
    conditions: list[exp.Expr] = field(default_factory=list)
    keys: tuple[SortKey, ...] = ()
    limit: Limit | None = None
    projections: list[exp.Expr] = field(default_factory=list)
    groups: list[exp.Expr] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """May a further filter or order still be added?"""
        return self.limit is None and not self.projections


def lower_relation(relation: Relation, lowering: Lowering) -> exp.Select:
    """One relation as one SELECT statement."""
    select = _select(_block(relation, lowering, outermost=True), lowering)
    if lowering.named_queries:
        recursive = lowering.recursive_queries or None
        select.set("with_", exp.With(expressions=lowering.named_queries, recursive=recursive))
    return lowering.finish(select)


def _block(relation: Relation, lowering: Lowering, *, outermost: bool = False) -> Block:
    """outermost: the values leave the database."""
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
            spell = partial(_output, lowering) if outermost else lowering.carried
            block.projections = [sql.alias(spell(expr), column.name) for column, expr in relation.outputs]
            return block
        case Alias():
            return Block(_named(relation, lowering))
        case Unnest():
            block = _open(relation.input, lowering)
            members = lowering.unnest(relation)
            block.joins.append(members.join)
            block.conditions.append(members.condition)
            return block
        case UnnestList():
            block = _open(relation.input, lowering)
            block.joins.append(lowering.unnest_list(relation))
            return block
        case Window():
            return _window(relation, lowering)
        case Join():
            return _join(relation, lowering)
        case Union():
            return _union(relation, lowering)
        case Rollup():
            return _rollup(relation, lowering)
        case Reachable():
            return _reachable(relation, lowering)
        case Walk():
            starts, lines = (_named(each, lowering).name for each in (relation.starts, relation.lines))
            return Block(lowering.walk(relation, starts, lines))
        case Hops():
            starts, objects, lines = (
                _named(each, lowering).name for each in (relation.starts, relation.objects, relation.lines)
            )
            return Block(lowering.hops(relation, starts, objects, lines))
        case Behind():
            return _behind(relation, lowering)
        case Within():
            return _within(relation, lowering)
        case With():
            # First, since they may read the same table, whose columns are the input's from then on.
            for rows in relation.rows:
                _named(rows, lowering)
            return _block(relation.input, lowering)
        case Aggregate():
            return _aggregate(relation, lowering)
        case _:
            assert_never(relation)


def _output(lowering: Lowering, expr: BoundExpr) -> exp.Expr:
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


def _named(alias: Alias, lowering: Lowering, *, materialized: bool = False) -> exp.Expr:
    """Named rows as a query of WITH: however many there are, they stand one after the other, and not in each other.
    The same rows under another name are the same query."""
    rows = alias.input
    if isinstance(rows, Behind) and not lowering.follows_hops:
        rows = rows.rows
    known = lowering.named_rows.get(rows)
    if known is not None:
        lowering.open_alias(alias.name, known)
        return sql.table(known)
    with lowering.inside():
        query = _query(_block(rows, lowering), lowering)
    name = lowering.open_alias(alias.name)
    # Of values behind references, what is kept is those of all places at once.
    if alias.kept and not isinstance(rows, Behind):
        lowering.keep(query, name, [column.name for column in alias.columns])
    else:
        lowering.named_queries.append(sql.cte(query, name, materialized=materialized))
    lowering.named_rows[rows] = name
    return sql.table(name)


def _window(window: Window, lowering: Lowering) -> Block:
    block = _open(window.input, lowering)
    alias = lowering.alias_of(window.rows)
    block.projections = [sql.column(column.name, alias) for column in window.input.columns]
    block.projections += [sql.alias(lowering.window(each), each.column.name) for each in window.outputs]
    return block


def _join(join: Join, lowering: Lowering) -> Block:
    block = _open(join.input, lowering)
    right = _named(join.right, lowering, materialized=lowering.materializes_joined)
    side = {"side": "LEFT"} if join.keeps else {}
    with lowering.in_condition_of_join():
        on = lowering.scalar(join.on)
    block.joins.append(exp.Join(this=right, on=on, **side))
    return block


def _union(union: Union, lowering: Lowering) -> Block:
    first, *others = [_select(_typed(each, lowering), lowering) for each in union.inputs]
    found: exp.Query = first
    for each in others:
        found = exp.Union(this=found, expression=each, distinct=False)
    return Block(found)


def _typed(relation: Relation, lowering: Lowering) -> Block:
    """The rows of one side of a union, whose constants have the types of their columns."""
    block = _block(relation, lowering)
    if isinstance(relation, Derive):
        for place, (column, expr) in enumerate(relation.outputs):
            if isinstance(expr, Constant):
                block.projections[place] = sql.alias(lowering.typed_constant(expr), column.name)
    return block


def _rollup(rollup: Rollup, lowering: Lowering) -> Block:
    links, amounts = (_named(each, lowering).name for each in (rollup.links, rollup.amounts))
    return Block(lowering.rollup(rollup, links, amounts))


def _reachable(reachable: Reachable, lowering: Lowering) -> Block:
    links = _named(reachable.links, lowering)
    return Block(lowering.reachable(links.name, lowering.scalar(reachable.roots)))


def _behind(behind: Behind, lowering: Lowering) -> Block:
    if not lowering.follows_hops:
        return _block(behind.rows, lowering)
    block = Block(found := _named(behind.hops, lowering))
    block.conditions.append(sql.among(sql.column("place", found.name), behind.places))
    named = {"ref": sql.column("ref", found.name), "known": sql.number(1)}
    value = sql.column("value", found.name)
    block.projections = [sql.alias(named.get(each.name, value), each.name) for each in behind.columns]
    return block


def _within(within: Within, lowering: Lowering) -> Block:
    # First, since it may read the same table, whose columns are the input's from then on.
    ids = _named(within.ids, lowering)
    block = _open(within.input, lowering)
    operand = lowering.scalar(within.operand)
    if lowering.joins_ids:
        block.joins.append(exp.Join(this=ids, on=sql.equal(operand, sql.column("id", ids.name))))
        return block
    found = sql.select_from(ids, [sql.column("id", ids.name)])
    block.conditions.append(exp.In(this=operand, query=sql.subquery(found)))
    return block


def _aggregate(aggregate: Aggregate, lowering: Lowering) -> Block:
    block = _block(aggregate.input, lowering)
    block.keys = ()
    if block.limit is not None:
        block.projections = [sql.number(1)]
        block = Block(sql.subquery(_select(block, lowering), lowering.alias("limited")))
    keys = [(column.name, lowering.scalar(expr)) for column, expr in aggregate.keys]
    block.groups = [expr.copy() for _, expr in keys]
    block.projections = [sql.alias(expr, name) for name, expr in keys]
    block.projections += [sql.alias(lowering.measure(each), each.name) for each in aggregate.measures]
    return block


def _query(block: Block, lowering: Lowering) -> exp.Query:
    """What stands in parentheses: a SELECT, or several with UNION ALL."""
    if isinstance(block.source, exp.Query) and not block.projections and not block.conditions:
        return block.source
    return _select(block, lowering)


def _select(block: Block, lowering: Lowering) -> exp.Select:
    if not block.projections:
        raise InternalError("a statement selects nothing")
    condition = sql.both(*block.conditions) if block.conditions else None
    # Of several joined, ClickHouse calls a column by the name of its table too, unless it is told.
    projections = [*map(sql.named, block.projections)] if len(block.joins) > 1 else block.projections
    select = sql.select_from(block.source, projections, condition)
    if block.joins:
        select.set("joins", block.joins)
    if block.groups:
        select.set("group", exp.Group(expressions=block.groups))
    if block.keys:
        select.set("order", lowering.order_by(block.keys))
    if block.limit is not None:
        lowering.limit(select, block.limit.limit, block.limit.offset)
    return select
