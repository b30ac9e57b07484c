"""Room 5: documents are read of the rows of a page alone, where an engine would carry them through the sort.

A sort puts whole rows in order, and a limit drops nearly all of them. So the page is found first, as named rows that
have the id of each call, and the calls are read again by these ids, with their documents, and put in order again. In a
statement both reads see the same rows, and an id names one row of a project.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from weave_query.binding.derived import call_column
from weave_query.binding.nodes import BoundExpr, ColumnRef, Compare, ComparisonOp
from weave_query.binding.order import SortKey
from weave_query.binding.walk import columns_of
from weave_query.compiled import OutputColumn
from weave_query.plan.nodes import Alias, Derive, Filter, Join, Limit, Relation, Scan, Sort, With
from weave_query.plan.pages import ROWS
from weave_query.plan.walk import all_relations, inputs, rebuilt, with_inputs
from weave_query.types import JSON, STRING

PAGE = "page"
_ID = OutputColumn("id", STRING)
_IDENTITY = call_column("id")
_TIME = call_column("started_at")


def with_late_reads(relation: Relation) -> Relation:
    """The relation with every page of calls that shows documents read late; what is joined needs no order again.

    `Derive inputs (Limit (Sort (calls)))` becomes
    `Derive inputs (Sort (Join calls.id = page.id (calls, page: Derive id (Limit (Sort (calls))))))`.
    """
    below = tuple([rebuilt(each, _unordered) for each in inputs(relation)])
    return _late(with_inputs(relation, below), ordered=True)


def is_late(relation: Relation) -> bool:
    """Is a page read late somewhere in a relation?"""
    return any(isinstance(each, Join) and each.right.name == PAGE for each in all_relations(relation))


def _unordered(relation: Relation) -> Relation:
    return _late(relation, ordered=False)


def _late(relation: Relation, *, ordered: bool) -> Relation:
    if not (isinstance(relation, Derive) and isinstance(relation.input, Limit)):
        return relation
    limit = relation.input
    if limit.limit is None or not isinstance(limit.input, Sort):
        return relation
    page = _page_of(relation, limit.input)
    return relation if page is None or not page.pays else page.read(limit, ordered=ordered)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as it is planned. outputs, meanings: what is shown, and the sort keys, in columns of calls where these
    say it. named: the rows that have the sort keys as columns, where a plan computes them so."""

    in_order: Sort
    outputs: tuple[tuple[OutputColumn, BoundExpr], ...]
    meanings: tuple[BoundExpr, ...]
    scan: Scan
    named: Alias | None

    @property
    def pays(self) -> bool:
        """Is a document shown, in another order than the one that the calls are stored in? And can all that is shown be
        told of the call and of the sort keys?"""
        shown = [expr for _, expr in self.outputs if expr not in self.meanings]
        return (
            any(map(_reads_document, shown))
            and not self._as_stored
            and all(_of_call(expr) for expr in shown)
            and _IDENTITY in self.meanings
        )

    @property
    def _as_stored(self) -> bool:
        """Have the engines that the rule is for an index of this order? They walk it, and stop where the page ends."""
        if self.meanings[0] == _IDENTITY:
            return True
        one_way = len({key.descending for key in self.in_order.keys[:2]}) == 1
        return one_way and self.meanings[:2] == (_TIME, _IDENTITY)

    def read(self, limit: Limit, *, ordered: bool) -> Derive:
        """The calls of the page, read by their ids. A key that is long, or about rows beside the calls, comes along."""
        in_order = self._keyed()
        carried = {
            meaning: (OutputColumn(f"key{number}", key.expr.type), key.expr)
            for number, (key, meaning) in enumerate(zip(in_order.keys, self.meanings, strict=True))
            if not _of_call(meaning) or _reads_document(meaning)
        }
        identity = in_order.keys[self.meanings.index(_IDENTITY)].expr
        found = Derive(replace(limit, input=in_order), ((_ID, identity), *carried.values()))
        same = Compare(ComparisonOp.EQ, _IDENTITY, ColumnRef(PAGE, _ID.name, STRING, nullable=False))
        calls: Relation = Join(self.scan, Alias(found, PAGE), same)

        def known(expr: BoundExpr) -> BoundExpr:
            if expr not in carried:
                return expr
            column = carried[expr][0]
            return ColumnRef(PAGE, column.name, column.type, expr.nullable)

        if ordered:
            keys = zip(in_order.keys, self.meanings, strict=True)
            calls = Sort(calls, tuple(replace(key, expr=known(expr)) for key, expr in keys))
        return Derive(calls, tuple((column, known(expr)) for column, expr in self.outputs))

    def _keyed(self) -> Sort:
        """The page in order; where keys read documents, they are columns of named rows, and so written once."""
        if self.named is not None:
            return self._narrowed(self.named)
        if not any(map(_reads_document, self.meanings)):
            return self.in_order
        columns = {meaning: OutputColumn(f"key{number}", meaning.type) for number, meaning in enumerate(self.meanings)}
        columns[_IDENTITY] = _ID
        rows = Alias(Derive(self.in_order.input, tuple((column, expr) for expr, column in columns.items())), ROWS)

        def named(key: SortKey) -> ColumnRef:
            return ColumnRef(ROWS, columns[key.expr].name, key.expr.type, key.expr.nullable)

        return Sort(rows, tuple(replace(key, expr=named(key)) for key in self.in_order.keys))

    def _narrowed(self, named: Alias) -> Sort:
        """The page in the order of named rows, which have no more columns than are asked for."""
        behind, rows = self.in_order.input, named.input
        if not isinstance(rows, Derive):
            return self.in_order
        asked = [key.expr for key in self.in_order.keys]
        asked += [behind.predicate] if isinstance(behind, Filter) else []
        names = {column.column for expr in asked for column in columns_of(expr) if column.table == named.name}
        kept = tuple(output for output in rows.outputs if output[0].name in names)
        narrow: Relation = replace(named, input=replace(rows, outputs=kept))
        return replace(self.in_order, input=replace(behind, input=narrow) if isinstance(behind, Filter) else narrow)


def _page_of(listed: Derive, in_order: Sort) -> _Page | None:
    """The page of calls that a relation lists; None where it lists something else."""
    named = in_order.input.input if isinstance(in_order.input, Filter) else in_order.input
    scan = _scan_of(in_order.input)
    if scan is None:
        return None
    keys = tuple(key.expr for key in in_order.keys)
    if not isinstance(named, Alias):
        return _Page(in_order, listed.outputs, keys, scan, None)
    if not isinstance(named.input, Derive):
        return None
    told: dict[BoundExpr, BoundExpr] = {
        ColumnRef(named.name, column.name, column.type, expr.nullable): expr for column, expr in named.input.outputs
    }
    shown = tuple((column, told.get(expr, expr)) for column, expr in listed.outputs if isinstance(expr, ColumnRef))
    if len(shown) != len(listed.outputs):
        return None
    return _Page(in_order, shown, tuple(told.get(expr, expr) for expr in keys), scan, named)


def _scan_of(relation: Relation) -> Scan | None:
    """The read of the calls, where a relation has one row for each of them."""
    match relation:
        case Scan():
            return relation if relation.table == _IDENTITY.table else None
        case Filter() | With() | Alias() | Derive():
            return _scan_of(relation.input)
        case Join(keeps=True):
            # What stands beside calls in this way is one row of each, or none.
            return _scan_of(relation.input)
        case _:
            return None


def _of_call(expr: BoundExpr) -> bool:
    """Is an expression about a call, and nothing that stands beside it?"""
    return all(column.table == _IDENTITY.table for column in columns_of(expr))


def _reads_document(expr: BoundExpr) -> bool:
    return any(column.type is JSON for column in columns_of(expr))
