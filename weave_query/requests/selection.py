"""Room 2: `CallsFilter` as an expression. After this there is one kind of filter."""

from __future__ import annotations

from weave_query.errors import Location
from weave_query.requests.filter import CallsFilter
from weave_query.syntax.expr import (
    AnyElement,
    Comparison,
    ComparisonOp,
    Element,
    Expr,
    GetField,
    In,
    Literal,
    Or,
    StartsWith,
    TextList,
)
from weave_query.syntax.paths import FieldPath

_ANY_VERSION = ":*"
_LISTS = {
    "parent_ids": "parent_id",
    "trace_ids": "trace_id",
    "call_ids": "id",
    "thread_ids": "thread_id",
    "turn_ids": "turn_id",
    "wb_user_ids": "wb_user_id",
    "wb_run_ids": "wb_run_id",
}


def filter_conditions(filter: CallsFilter, at: Location) -> list[Expr]:
    """The conditions of a filter: an AND of fields, lists are OR inside, null and empty lists ask nothing."""
    found: list[Expr] = []
    if filter.op_names:
        found.append(_names(_field("op_name", at), filter.op_names, at.child("op_names")))
    for name in ("input_refs", "output_refs"):
        refs = getattr(filter, name)
        if refs:
            place = at.child(name)
            found.append(AnyElement(_field(name, at), _names(Element(at=place), refs, place), place))
    for name, field in _LISTS.items():
        values = getattr(filter, name)
        if values:
            found.append(_in(_field(field, at), values, at.child(name)))
    if filter.trace_roots_only:
        place = at.child("trace_roots_only")
        found.append(Comparison(ComparisonOp.EQ, _field("parent_id", place), Literal(None, place), place))
    return found


def _field(name: str, at: Location) -> Expr:
    return GetField(FieldPath(name), at)


def _in(item: Expr, values: list[str], at: Location) -> Expr:
    return In(item, (TextList(tuple(values), at),), at)


def _names(item: Expr, names: list[str], at: Location) -> Expr:
    """Names that match exactly, and those ending in `:*`, a literal prefix up to and including the colon."""
    exact = [name for name in names if not name.endswith(_ANY_VERSION)]
    prefixes = dict.fromkeys(name[:-1] for name in names if name.endswith(_ANY_VERSION))
    parts: list[Expr] = []
    if exact:
        parts.append(_in(item, exact, at))
    if prefixes:
        parts.append(StartsWith(item, (TextList(tuple(prefixes), at),), at))
    return parts[0] if len(parts) == 1 else Or(tuple(parts), at)
