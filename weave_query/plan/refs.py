"""Room 4: the values behind references: rows that are joined to calls where a request reads through them.

The references are those of the calls that the rest of a filter leaves, each once. A reference without parts names a
version of an object, `<name>:<digest>`, which one join finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from weave_query.binding.derived import call_column
from weave_query.binding.nodes import (
    Apply,
    BoundAnd,
    BoundExpr,
    ColumnRef,
    Compare,
    ComparisonOp,
    Constant,
    Function,
    IsNull,
    Match,
    MatchKind,
    Negate,
    Param,
    TextAfter,
)
from weave_query.binding.refs import ref_text
from weave_query.binding.walk import columns_of
from weave_query.catalogue.refs import ExpandedColumn
from weave_query.catalogue.tables import OBJECTS
from weave_query.compiled import OutputColumn
from weave_query.literals import LiteralReading
from weave_query.plan.nodes import Aggregate, Alias, Derive, Filter, Join, Relation, Scan, Union
from weave_query.plan.project import PROJECT
from weave_query.requests.resolve import PROJECT_SLOT
from weave_query.types import INT, JSON, STRING

OBJECT_REFS = Param(PROJECT_SLOT, LiteralReading.OBJECT_REFS, STRING)
REF = OutputColumn("ref", STRING)
_KNOWN = OutputColumn("known", INT)
_REST, _TAIL = OutputColumn("rest", STRING), OutputColumn("tail", STRING)
_NAME, _DIGEST, _PARTS = (OutputColumn(name, STRING) for name in ("name", "digest", "parts"))
_ONE = Constant(1, INT)


def read_by(exprs: Iterable[BoundExpr], expanded: Sequence[ExpandedColumn]) -> tuple[ExpandedColumn, ...]:
    """The columns whose values expressions ask for, and those that these are below of; the outer ones first."""
    if not expanded:
        return ()
    found = {column.table for expr in exprs for column in columns_of(expr)}
    for each in reversed(expanded):
        if each.name in found:
            found |= {column.table for column in columns_of(ref_text(each, expanded))}
    return tuple(each for each in expanded if each.name in found)


def with_values(
    calls: Relation, selected: Relation, columns: Sequence[ExpandedColumn], expanded: Sequence[ExpandedColumn]
) -> Relation:
    """Calls joined with the values behind their references at some columns. Only references of `selected` are looked
    at."""
    for each in columns:
        rows = Alias(values_behind(refs_at(selected, each, expanded), each.value), each.name)
        same = Compare(ComparisonOp.EQ, ref_text(each, expanded), ColumnRef(each.name, "ref", STRING, nullable=False))
        calls = Join(calls, rows, same, keeps=True)
    return calls


def refs_at(calls: Relation, column: ExpandedColumn, expanded: Sequence[ExpandedColumn]) -> Relation:
    """The references to objects that calls have at a column, each once, as rows `ref`."""
    text = ref_text(column, expanded)
    outer = read_by([text], expanded)
    rows = Filter(with_values(calls, calls, outer, expanded), Match(MatchKind.PREFIX, text, OBJECT_REFS))
    return Aggregate(rows, (), ((REF, text),))


def values_of_calls(calls: Relation, expanded: Sequence[ExpandedColumn], names: Sequence[str]) -> Relation | None:
    """Rows `ref` and `value`: what is behind the references in those columns that are shown; None where none is.

    names: the columns of calls that are.
    """
    shown = [each for each in expanded if each.column in names]
    if not shown:
        return None
    columns = dict.fromkeys(each.column for each in shown)
    documents = tuple((OutputColumn(name, JSON), call_column(name)) for name in columns)
    page = Alias(Derive(calls, documents), "calls")
    value = OutputColumn("value", JSON)
    found = tuple(values_behind(refs_at(page, each, expanded), value.name) for each in shown)
    rows = Alias(Union(found) if len(found) > 1 else found[0], "found")
    return Derive(rows, ((REF, _of("found", REF)), (value, _of("found", value))))


def values_behind(refs: Relation, name: str) -> Relation:
    """For each reference that there is something behind its text, a document under a name, and `known`."""
    asked = _derived("asked", refs)
    rest = _derived(
        "rest", asked, (REF, _of("asked", REF)), (_REST, TextAfter(_of("asked", REF), OBJECT_REFS))
    )
    object_id = Apply(Function.BEFORE_COLON, _of("rest", _REST))
    tail = Apply(Function.AFTER_COLON, _of("rest", _REST))
    named = _derived("named", rest, (REF, _of("rest", REF)), (_NAME, object_id), (_TAIL, tail))
    digest = Apply(Function.BEFORE_SLASH, _of("named", _TAIL))
    parts = Apply(Function.AFTER_SLASH, _of("named", _TAIL))
    split = _derived(
        "split",
        named,
        (REF, _of("named", REF)),
        (_NAME, _of("named", _NAME)),
        (_DIGEST, digest),
        (_PARTS, parts),
    )
    alive = [
        Compare(ComparisonOp.EQ, _object("kind"), Constant("object", STRING)),
        IsNull(_object("deleted_at")),
        Negate(IsNull(_object("val"))),
        IsNull(_of("split", _PARTS)),
    ]
    same = [
        Compare(ComparisonOp.EQ, _object("object_id"), _of("split", _NAME)),
        Compare(ComparisonOp.EQ, _object("digest"), _of("split", _DIGEST)),
    ]
    found = Filter(Join(Scan(OBJECTS.name, PROJECT), split, BoundAnd(tuple(same))), BoundAnd(tuple(alive)))
    value = OutputColumn(name, JSON)
    return Derive(found, ((REF, _of("split", REF)), (value, _object("val")), (_KNOWN, _ONE)))


def _derived(name: str, rows: Relation, *outputs: tuple[OutputColumn, BoundExpr]) -> Alias:
    return Alias(Derive(rows, outputs) if outputs else rows, name)


def _of(rows: str, column: OutputColumn) -> ColumnRef:
    return ColumnRef(rows, column.name, column.type, nullable=True)


def _object(name: str) -> ColumnRef:
    column = OBJECTS[name]
    return ColumnRef(OBJECTS.name, name, column.type, nullable=not column.required)
