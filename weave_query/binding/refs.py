"""Room 3: what is read through references: the value behind one, or where there is none what the call itself has.

Of the paths at which references are expanded, several may lead to a field, each below another: the value is in the
document behind the last of them that is a reference to something.
"""

from __future__ import annotations

from collections.abc import Sequence

from weave_query.binding.derived import call_column
from weave_query.binding.nodes import (
    FALSE,
    TRUE,
    Apply,
    BoundAnd,
    BoundExpr,
    Case,
    ColumnRef,
    Compare,
    ComparisonOp,
    Constant,
    Definite,
    Function,
    Negate,
    Null,
    Segment,
)
from weave_query.binding.values import Place, Value, document_value, present, text_constant
from weave_query.catalogue.refs import REF, ExpandedColumn
from weave_query.types import BOOL, FLOAT, INT, JSON, STRING, LogicalType

_READINGS: dict[str, LogicalType] = {
    "string": STRING,
    "integer": INT,
    "float": FLOAT,
    "boolean": BOOL,
    "absent": BOOL,
    "size": INT,
    "kind": STRING,
    "numeric": FLOAT,
    "boolean_text": STRING,
}


def expanded_value(column: str, segments: tuple[Segment, ...], expanded: Sequence[ExpandedColumn]) -> Value:
    """The value at a path of a document of calls. expanded: the outer ones first."""
    found = document_value(call_column(column), segments)
    before: list[ExpandedColumn] = []
    for each in expanded:
        if each.leads_to(column, segments):
            depth = len(each.segments)
            guard: BoundExpr = known(each)
            if segments[:depth] != each.segments:
                # The path says key or index, where the other leaves it to the container.
                text = expanded_value(column, segments[:depth], before).string
                guard = BoundAnd((guard, present(text))) if text is not None else FALSE
            found = _either(guard, value_behind(each.name, each.value, segments[depth:]), found)
        before.append(each)
    return found


def ref_text(column: ExpandedColumn, expanded: Sequence[ExpandedColumn]) -> BoundExpr:
    """The text at such a path, which may be a reference; null where there is none."""
    outer = expanded[: list(expanded).index(column)]
    text = expanded_value(column.column, column.segments, outer).string
    return text if text is not None else Null(STRING)


def known(column: ExpandedColumn) -> BoundExpr:
    """Is there a value behind the reference? Null or false where there is none."""
    return Compare(ComparisonOp.EQ, ColumnRef(column.name, "known", INT, nullable=True), Constant(1, INT))


def value_behind(rows: str, column: str, segments: tuple[Segment, ...]) -> Value:
    """What is at a path below the value behind a reference, which is in a column of rows that have the `ref` too."""
    if not segments or segments[0].key != REF:
        return document_value(ColumnRef(rows, column, JSON, nullable=True), segments)
    if len(segments) > 1:
        return Value(absent=TRUE, kind=text_constant("missing"))
    ref = ColumnRef(rows, "ref", STRING, nullable=True)
    length = Apply(Function.TEXT_LENGTH, ref)
    return Value(string=ref, absent=FALSE, size=length, kind=text_constant("string"), boolean_text=ref)


def _either(guard: BoundExpr, first: Value, second: Value) -> Value:
    """The first value where the guard is true, else the second."""

    def read(name: str) -> BoundExpr:
        one, other = getattr(first, name), getattr(second, name)
        nothing = Null(_READINGS[name])
        return Case(((guard, one if one is not None else nothing),), other if other is not None else nothing)

    otherwise = Negate(Definite(guard))
    return Value(
        string=read("string"),
        integer=read("integer"),
        float=read("float"),
        boolean=read("boolean"),
        absent=read("absent"),
        size=read("size"),
        kind=read("kind"),
        field=True,
        lenient=True,
        numeric=read("numeric"),
        boolean_text=read("boolean_text"),
        places=(
            *(_guarded(place, guard) for place in first.places),
            *(_guarded(place, otherwise) for place in second.places),
        ),
    )


def _guarded(place: Place, guard: BoundExpr) -> Place:
    if place.guard is None:
        return Place(place.document, place.path, guard)
    items = place.guard.items if isinstance(place.guard, BoundAnd) else (place.guard,)
    return Place(place.document, place.path, BoundAnd((guard, *items)))
