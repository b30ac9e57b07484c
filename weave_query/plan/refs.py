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
    Coalesce,
    ColumnRef,
    Compare,
    ComparisonOp,
    Constant,
    Function,
    IsNull,
    Match,
    MatchKind,
    Negate,
    Null,
    Param,
    TextAfter,
)
from weave_query.binding.refs import ref_text, value_behind
from weave_query.binding.values import document_value
from weave_query.binding.walk import columns_of
from weave_query.catalogue.refs import ExpandedColumn
from weave_query.catalogue.tables import OBJECTS, TABLE_ROWS
from weave_query.compiled import OutputColumn
from weave_query.literals import LiteralReading
from weave_query.plan.nodes import (
    Aggregate,
    Alias,
    Behind,
    Derive,
    Filter,
    Hop,
    Hops,
    Join,
    Relation,
    Scan,
    Union,
    Walk,
)
from weave_query.plan.project import PROJECT
from weave_query.plan.usage import ref
from weave_query.requests.resolve import PROJECT_SLOT
from weave_query.types import INT, JSON, STRING

OBJECT_REFS = Param(PROJECT_SLOT, LiteralReading.OBJECT_REFS, STRING)
TABLE_REFS = Param(PROJECT_SLOT, LiteralReading.TABLE_REFS, STRING)
MOST_PARTS_TEXT = 1_024
"""The characters that the parts of a reference may have. ClickHouse takes 1,000 levels, and a part is one."""
REF = OutputColumn("ref", STRING)
_KNOWN = OutputColumn("known", INT)
_NAME, _DIGEST, _PARTS = (OutputColumn(name, STRING) for name in ("name", "digest", "parts"))
_VALUE = OutputColumn("value", JSON)
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
    hops = _hops(columns, selected, kept=True)
    for place, each in enumerate(columns, 1):
        rows = Behind(_values_at(each, selected, expanded), hops, (place,))
        calls = _with_rows(calls, rows, each, expanded)
    return calls


def _with_rows(calls: Relation, rows: Relation, column: ExpandedColumn, expanded: Sequence[ExpandedColumn]) -> Relation:
    ref_of_row = ColumnRef(column.name, "ref", STRING, nullable=False)
    same = Compare(ComparisonOp.EQ, ref_text(column, expanded), ref_of_row)
    return Join(calls, Alias(rows, column.name, kept=True), same, keeps=True)


def refs_at(calls: Relation, column: ExpandedColumn, expanded: Sequence[ExpandedColumn]) -> Relation:
    """The references to objects that calls have at a column, each once, as rows `ref`."""
    text = ref_text(column, expanded)
    rows = calls
    for each in read_by([text], expanded):
        rows = _with_rows(rows, _values_at(each, calls, expanded), each, expanded)
    return Aggregate(Filter(rows, Match(MatchKind.PREFIX, text, OBJECT_REFS)), (), ((REF, text),))


def values_of_calls(calls: Relation, expanded: Sequence[ExpandedColumn], names: Sequence[str]) -> Relation | None:
    """Rows `ref` and `value`: what is behind the references in those columns that are shown; None where none is.

    names: the columns of calls that are.
    """
    shown = [each for each in expanded if each.column in names]
    if not shown:
        return None
    columns = dict.fromkeys(each.column for each in shown)
    documents = tuple((OutputColumn(name, JSON), call_column(name)) for name in columns)
    page = Alias(Derive(calls, documents), "calls", kept=True)
    found = [Alias(_values_at(each, page, expanded), each.name, kept=True) for each in shown]
    values = tuple(
        Derive(rows, ((REF, ref(rows.name, REF)), (_VALUE, ColumnRef(rows.name, each.value, JSON, nullable=True))))
        for each, rows in zip(shown, found, strict=True)
    )
    said = Union(values) if len(values) > 1 else values[0]
    rows = Alias(Behind(said, _hops(shown, calls, kept=False), tuple(range(1, 1 + len(shown)))), "found")
    return Derive(rows, ((REF, ref("found", REF)), (_VALUE, ref("found", _VALUE))))


def _values_at(column: ExpandedColumn, calls: Relation, expanded: Sequence[ExpandedColumn]) -> Derive:
    """The values behind the references of calls at a column."""
    return values_behind(refs_at(calls, column, expanded), column.value)


def _hops(columns: Sequence[ExpandedColumn], calls: Relation, *, kept: bool) -> Alias:
    """What calls lead to at all of some columns, among which are those that these are below of. kept: will several read
    it?"""
    texts = [document_value(call_column(each.column), each.segments).string for each in columns]
    starts = tuple(
        (OutputColumn(f"text{place}", STRING), Null(STRING) if text is None else text)
        for place, text in enumerate(texts, 1)
    )
    hops = []
    for inner, each in enumerate(columns, 1):
        for outer, above in enumerate(columns[: inner - 1], 1):
            if above.leads_to(each.column, each.segments):
                text = value_behind("hop", "value", each.segments[len(above.segments) :]).string
                hops += [Hop(outer, inner, text)] if text is not None else []
    objects = Filter(Scan(OBJECTS.name, PROJECT), BoundAnd(_alive()))
    names = ((_NAME, _object("object_id")), (_DIGEST, _object("digest")), (_VALUE, _object("val")))
    return Alias(
        Hops(
            tuple(range(1, 1 + len(columns))),
            Alias(Derive(calls, starts), "starts"),
            tuple(hops),
            Alias(Derive(objects, names), "versions"),
            _lines(),
            OBJECT_REFS,
            TABLE_REFS,
            MOST_PARTS_TEXT,
        ),
        "behind",
        kept=kept,
    )


def values_behind(refs: Relation, name: str) -> Derive:
    """For each reference that there is something behind its text, a document under a name, and `known`."""
    asked = Alias(refs, "asked")
    rest = TextAfter(ref("asked", REF), OBJECT_REFS)
    tail = Apply(Function.AFTER_COLON, rest)
    split = _derived(
        "split",
        asked,
        (REF, ref("asked", REF)),
        (_NAME, Apply(Function.BEFORE_COLON, rest)),
        (_DIGEST, Apply(Function.BEFORE_SLASH, tail)),
        (_PARTS, _behind_slash(tail)),
    )
    length = Apply(Function.TEXT_LENGTH, ref("split", _PARTS))
    alive = (*_alive(), Compare(ComparisonOp.LTE, length, Constant(MOST_PARTS_TEXT, INT)))
    pairs: list[BoundExpr] = [
        Compare(ComparisonOp.EQ, _object("object_id"), ref("split", _NAME)),
        Compare(ComparisonOp.EQ, _object("digest"), ref("split", _DIGEST)),
    ]
    found = Filter(Join(Scan(OBJECTS.name, PROJECT), split, BoundAnd(tuple(pairs))), BoundAnd(alive))
    outputs = ((REF, ref("split", REF)), (_VALUE, _object("val")), (_PARTS, ref("split", _PARTS)))
    versions = Alias(Derive(found, outputs), "versions")
    walked = Alias(Walk(versions, _lines(), TABLE_REFS), "walked")
    value = OutputColumn(name, JSON)
    return Derive(walked, ((REF, ref("walked", REF)), (value, ref("walked", _VALUE)), (_KNOWN, _ONE)))


def _behind_slash(text: BoundExpr) -> BoundExpr:
    """What follows the first slash, empty without one."""
    return Coalesce((Apply(Function.AFTER_SLASH, text), Constant("", STRING)))


def _alive() -> tuple[BoundExpr, ...]:
    """What versions of objects have to be for something to be behind a reference."""
    is_object = Compare(ComparisonOp.EQ, _object("kind"), Constant("object", STRING))
    return (is_object, IsNull(_object("deleted_at")), Negate(IsNull(_object("val"))))


def _lines() -> Alias:
    names = ("table_digest", "row_digest", "row_index")
    return _derived(
        "lines",
        Scan(TABLE_ROWS.name, PROJECT),
        *((OutputColumn(each, TABLE_ROWS[each].type), _line(each)) for each in names),
        (_VALUE, _line("val")),
    )


def _line(name: str) -> ColumnRef:
    column = TABLE_ROWS[name]
    return ColumnRef(TABLE_ROWS.name, name, column.type, nullable=not column.required)


def _derived(name: str, rows: Relation, *outputs: tuple[OutputColumn, BoundExpr]) -> Alias:
    return Alias(Derive(rows, outputs) if outputs else rows, name)


def _object(name: str) -> ColumnRef:
    column = OBJECTS[name]
    return ColumnRef(OBJECTS.name, name, column.type, nullable=not column.required)
