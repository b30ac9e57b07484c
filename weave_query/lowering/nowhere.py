"""Room 6: columns that a storage does not have and no row has a value of. A plan goes in, one without them comes out.

Such a column is null, its document is missing, a list is empty; what follows from that is computed here, so that no
engine has to guess the type of a bare NULL. The absence of a value is `Null`, and of a truth `FALSE`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from weave_query.binding.nodes import (
    FALSE,
    TRUE,
    AnyElement,
    Apply,
    Arithmetic,
    BoundAnd,
    BoundExpr,
    BoundOr,
    Case,
    Coalesce,
    ColumnRef,
    Compare,
    Constant,
    Definite,
    Document,
    ElementRef,
    Function,
    InRange,
    IsNull,
    JsonArray,
    JsonReading,
    JsonRef,
    Let,
    LetRef,
    Match,
    Member,
    Negate,
    Null,
    Param,
    TextAfter,
    TreeMatch,
)
from weave_query.binding.walk import rebuilt
from weave_query.compiled import OutputColumn
from weave_query.plan.nodes import (
    Alias,
    Derive,
    Filter,
    Join,
    NamedPlan,
    Relation,
    RequestPlan,
    Sort,
    Unnest,
    UnnestList,
)
from weave_query.plan.walk import inputs, with_expressions, with_inputs
from weave_query.storage import StorageMap
from weave_query.types import INT, STRING, ArrayType

_NEVER_READ = (LetRef, Param, Constant, Null, ElementRef)


def without_nowhere(plan: RequestPlan, storage: StorageMap) -> RequestPlan:
    """The plan with every column that is stored nowhere as null: `parent_id = x or id = y` becomes `id = y`."""
    nowhere = storage.nowhere()
    if not nowhere:
        return plan
    plans = (NamedPlan(named.name, _Without(nowhere).relation(named.relation)) for named in plan.plans)
    return replace(plan, plans=tuple(plans))


class _Without:
    def __init__(self, nowhere: frozenset[tuple[str, str]]) -> None:
        self._nowhere = nowhere
        self._known: dict[int, BoundExpr] = {}

    def relation(self, relation: Relation) -> Relation:
        found = with_inputs(relation, tuple([self.relation(each) for each in inputs(relation)]))
        match found:
            case Filter():
                predicate = self.expr(found.predicate)
                return Filter(found.input, FALSE if isinstance(predicate, Null) else predicate)
            case Sort():
                changed = (replace(key, expr=self.expr(key.expr)) for key in found.keys)
                # A constant orders nothing, and a number in ORDER BY is the number of a column.
                return Sort(found.input, tuple(key for key in changed if not isinstance(key.expr, (Null, Constant))))
            case Derive():
                return Derive(found.input, tuple((column, self._column(expr)) for column, expr in found.outputs))
            case Unnest() if self._is_nowhere(found.document):
                return _without_members(found, (found.key, found.value))
            case UnnestList() if self._is_nowhere(found.items):
                return _without_members(found, (found.value,))
            case _:
                return with_expressions(found, self.expr)

    def _column(self, expr: BoundExpr) -> BoundExpr:
        """An expression as a column: a list that is stored nowhere has no members."""
        if isinstance(expr, ColumnRef) and self._is_nowhere(expr):
            return Null(expr.type)
        return self.expr(expr)

    def expr(self, expr: BoundExpr) -> BoundExpr:
        """An expression, and all below it."""
        match expr:
            case ColumnRef():
                is_value = not isinstance(expr.type, ArrayType)
                return Null(expr.type) if is_value and self._is_nowhere(expr) else expr
            case JsonRef():
                return _missing(expr) if self._is_nowhere(expr.document) else expr
            case TreeMatch() if self._is_nowhere(expr.document):
                return FALSE
            case AnyElement(items=ColumnRef() as items) if self._is_nowhere(items):
                return FALSE
            case AnyElement(items=JsonArray() as items) if self._is_nowhere(items.document):
                return FALSE
            case Apply(function=Function.LIST_LENGTH, argument=ColumnRef() as items) if self._is_nowhere(items):
                return Constant(0, INT)
            case LetRef():
                return self._known.get(expr.number, expr)
            case Let():
                return self._let(expr)
            case _:
                return _settled(rebuilt(expr, self.expr))

    def _is_nowhere(self, document: Document) -> bool:
        return isinstance(document, ColumnRef) and (document.table, document.column) in self._nowhere

    def _let(self, expr: Let) -> BoundExpr:
        values = []
        for number, value in expr.values:
            changed = self.expr(value)
            if isinstance(changed, (Null, Constant)):
                self._known[number] = changed
            else:
                values.append((number, changed))
        body = self.expr(expr.body)
        return Let(tuple(values), body) if values else body


def _without_members(unnest: Unnest | UnnestList, columns: Iterable[ColumnRef]) -> Relation:
    """The rows joined with no members, under the same names."""
    members = tuple((OutputColumn(each.column, each.type), Null(each.type)) for each in columns)
    return Join(unnest.input, Alias(Derive(Filter(unnest.input, FALSE), members), unnest.name), FALSE)


def _missing(ref: JsonRef) -> BoundExpr:
    match ref.reading:
        case JsonReading.ABSENT:
            return TRUE
        case JsonReading.KIND:
            return Constant("missing", STRING)
        case _:
            return Null(ref.type)


def _settled(expr: BoundExpr) -> BoundExpr:
    """What a node is whose operands are settled."""
    match expr:
        case BoundAnd():
            return _connected(expr, neutral=TRUE, final=FALSE)
        case BoundOr():
            return _connected(expr, neutral=FALSE, final=TRUE)
        case IsNull():
            return _is_null(expr)
        case Definite():
            return FALSE if isinstance(expr.operand, Null) else expr
        case Negate():
            return _negated(expr)
        case Case():
            return _case(expr)
        case Coalesce():
            items = tuple(item for item in expr.items if not isinstance(item, Null))
            return items[0] if len(items) == 1 else replace(expr, items=items) if items else Null(expr.type)
        case Apply():
            return Null(expr.type) if isinstance(expr.argument, Null) else expr
        case Compare() | Arithmetic():
            return _null_of(expr, (expr.left, expr.right))
        case Member() | InRange():
            return _null_of(expr, (expr.operand,))
        case Match():
            return _null_of(expr, (expr.text, expr.needle))
        case TextAfter():
            return _null_of(expr, (expr.text, expr.prefix))
        case _:
            return expr


def _null_of(expr: BoundExpr, parts: Iterable[BoundExpr]) -> BoundExpr:
    return Null(expr.type) if any(isinstance(part, Null) for part in parts) else expr


def _connected(expr: BoundAnd | BoundOr, neutral: Constant, final: Constant) -> BoundExpr:
    items = tuple(item for item in expr.items if item != neutral)
    if final in items:
        return final
    return items[0] if len(items) == 1 else type(expr)(items) if items else neutral


def _is_null(expr: IsNull) -> BoundExpr:
    if isinstance(expr.operand, Null):
        return TRUE
    return FALSE if isinstance(expr.operand, Constant) else expr


def _negated(expr: Negate) -> BoundExpr:
    operand = expr.operand
    if isinstance(operand, Null):
        return operand
    return {TRUE: FALSE, FALSE: TRUE}.get(operand, expr) if isinstance(operand, Constant) else expr


def _case(expr: Case) -> BoundExpr:
    branches, default = [], expr.default
    for condition, value in expr.branches:
        if condition == TRUE:
            default = value
            break
        if condition != FALSE and not isinstance(condition, Null):
            branches.append((condition, value))
    if not branches:
        return default if default is not None else Null(expr.type)
    if all(isinstance(value, Null) for _, value in branches) and (default is None or isinstance(default, Null)):
        return Null(expr.type)
    return Case(tuple(branches), None if isinstance(default, Null) else default)
