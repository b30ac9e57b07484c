"""Room 4: what the stored usage of a call says: its own, or that of all below it too (semantics, section 6).

Beside the stored counters of a call and model stand the sums of those of the calls right below it, its `kids`. A
counter that is cumulative has them in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from weave_query.binding.derived import call_column
from weave_query.binding.nodes import (
    TRUE,
    Arithmetic,
    ArithmeticOp,
    BoundAnd,
    BoundExpr,
    BoundOr,
    Case,
    ColumnRef,
    Compare,
    ComparisonOp,
    Constant,
    IsNull,
    Negate,
)
from weave_query.binding.usage import COUNTERS, any_counted
from weave_query.compiled import OutputColumn
from weave_query.plan.measures import AggregateFunction, Measure
from weave_query.plan.nodes import (
    Aggregate,
    Alias,
    Derive,
    Filter,
    Relation,
    Scan,
    Union,
    Window,
    WindowFunction,
    WindowOutput,
    Within,
)
from weave_query.plan.project import PROJECT
from weave_query.plan.usage import MODEL, columns_of, ref, usage_rows
from weave_query.types import INT, STRING

if TYPE_CHECKING:
    from weave_query.options import StoredUsage

ID = OutputColumn("id", STRING)
COUNTED = tuple(OutputColumn(name, INT) for name in COUNTERS)
CUMULATIVE = OutputColumn("cumulative", INT)
_KIDS = tuple(OutputColumn(f"kids_{name}", INT) for name in COUNTERS)
_IS_KIDS = OutputColumn("is_kids", INT)
_ONE, _ZERO = Constant(1, INT), Constant(0, INT)


def own_rows(
    calls: Relation, carried: Sequence[tuple[OutputColumn, BoundExpr]], name: str, policy: StoredUsage
) -> Relation:
    """The own usage of calls and models with what is carried along, under a name, as the server says that usage is
    stored; but under `own` also whether it was read as cumulative."""
    if policy == "own":
        return usage_rows(calls, carried, name)
    with_id = [(ID, call_column("id")), *carried]
    kept = tuple(column for column, _ in with_id)
    ids = Alias(Derive(calls, tuple(with_id[:1])), "parents")
    stored = with_kids(usage_rows(calls, with_id, "every"), "every", kept, ids, policy)
    return own_usage(stored, "stored", (*kept[1:], CUMULATIVE), name)


def with_kids(usage: Relation, name: str, kept: Sequence[OutputColumn], ids: Alias, policy: StoredUsage) -> Alias:
    """Rows of usage with what is kept of them, the counters, those of `kids`, and whether they are read as cumulative;
    under the name `stored`.

    usage: under `name`, with the column `id`, which is kept. ids: the calls whose usage it is.
    """
    columns = (*kept, MODEL, *COUNTED)
    mine = Derive(
        usage,
        (
            *columns_of(name, *columns),
            *((column, _ZERO) for column in _KIDS),
            (_IS_KIDS, _ZERO),
        ),
    )
    sums = _sums_of_kids(ids)
    known: dict[OutputColumn, BoundExpr] = {_IS_KIDS: _ONE, **dict(columns_of("kids", ID, MODEL, *_KIDS))}
    theirs = Derive(sums, tuple([(column, known.get(column, _nothing(column))) for column in mine.columns]))
    both = Alias(Union((mine, theirs)), "mixed")
    keys = (ref("mixed", ID, nullable=False), ref("mixed", MODEL, nullable=False))
    largest = tuple(
        WindowOutput(OutputColumn(f"all_{column.name}", INT), WindowFunction.MAX, keys, (), ref("mixed", column))
        for column in _KIDS
    )
    told = Alias(Window(both, "mixed", largest), "told")
    outputs: list[tuple[OutputColumn, BoundExpr]] = [*columns_of("told", *columns)]
    outputs += [(column, ref("told", OutputColumn(f"all_{column.name}", INT), nullable=False)) for column in _KIDS]
    is_mine = Compare(ComparisonOp.EQ, ref("told", _IS_KIDS, nullable=False), _ZERO)
    rows = Alias(Derive(Filter(told, is_mine), tuple(outputs)), "read")
    read = Case(((_is_cumulative("read", policy), _ONE),), _ZERO)
    return Alias(
        Derive(rows, (*((column, ref("read", column)) for column in rows.columns), (CUMULATIVE, read))), "stored"
    )


def own_counters(rows: str) -> list[tuple[OutputColumn, BoundExpr]]:
    """The own counters of rows of `with_kids`."""
    is_cumulative = Compare(ComparisonOp.EQ, ref(rows, CUMULATIVE, nullable=False), _ONE)
    return [
        (column, Case(((is_cumulative, _own(rows, column.name)),), _stored(rows, column.name))) for column in COUNTED
    ]


def own_usage(rows: Relation, rows_name: str, kept: Sequence[OutputColumn], name: str) -> Relation:
    """Rows of `with_kids` with what is kept of them, the model and the own counters, under a name; without rows of
    which all counters are 0."""
    columns = columns_of(rows_name, *kept, MODEL)
    own = Alias(Derive(rows, (*columns, *own_counters(rows_name))), name)
    return Filter(own, any_counted([ref(name, column, nullable=False) for column in COUNTED]))


def _sums_of_kids(ids: Alias) -> Alias:
    """For each of the calls and each model the sums of the stored counters of all calls right below it, deleted ones
    too."""
    parent = call_column("parent_id")
    below = Within(Filter(Scan("calls", PROJECT), Negate(IsNull(parent))), parent, ids)
    usage = usage_rows(below, [(ID, parent)], "kid")
    measures = tuple(
        Measure(sums.name, AggregateFunction.BOUNDED_SUM, ref("kid", column, nullable=False))
        for sums, column in zip(_KIDS, COUNTED, strict=True)
    )
    return Alias(Aggregate(usage, measures, columns_of("kid", ID, MODEL)), "kids")


def _is_cumulative(rows: str, policy: StoredUsage) -> BoundExpr:
    if policy == "cumulative":
        return TRUE
    enough = [Compare(ComparisonOp.GTE, _stored(rows, name), _kids(rows, name)) for name in COUNTERS]
    some = [Compare(ComparisonOp.GT, _kids(rows, name), _ZERO) for name in COUNTERS]
    return BoundAnd((*enough, BoundOr(tuple(some))))


def _own(rows: str, name: str) -> BoundExpr:
    """What is left of a cumulative counter. A total that is the prompt and the completion stays that."""
    left = _difference(_stored(rows, name), _kids(rows, name))
    if name != "total":
        return left
    parts = (_stored(rows, "prompt"), _stored(rows, "completion"))
    is_sum = Compare(ComparisonOp.EQ, _stored(rows, "total"), Arithmetic(ArithmeticOp.ADD, *parts))
    return Case(((is_sum, Arithmetic(ArithmeticOp.ADD, _own(rows, "prompt"), _own(rows, "completion"))),), left)


def _difference(stored: ColumnRef, kids: ColumnRef) -> BoundExpr:
    more = Compare(ComparisonOp.GT, stored, kids)
    return Case(((more, Arithmetic(ArithmeticOp.SUBTRACT, stored, kids)),), _ZERO)


def _stored(rows: str, name: str) -> ColumnRef:
    return ColumnRef(rows, name, INT, nullable=False)


def _kids(rows: str, name: str) -> ColumnRef:
    return ColumnRef(rows, f"kids_{name}", INT, nullable=False)


def _nothing(column: OutputColumn) -> Constant:
    return Constant("", STRING) if column.type is STRING else _ZERO
