"""Room 4: the plan of an aggregation of feedback: rows of three kinds in one statement, by bucket and group.

kind  counted of a group            name
0     rows, and those with a score  empty
1     occurrences of a tag          the tag
2     values of a rating            the rating's
"""

from __future__ import annotations

from weave_query.binding.bind import bind
from weave_query.binding.feedback import derived_of_feedback, feedback_column, text_or_empty
from weave_query.binding.nodes import (
    Apply,
    Arithmetic,
    ArithmeticOp,
    BoundExpr,
    BoundOr,
    Case,
    ColumnRef,
    Compare,
    ComparisonOp,
    Constant,
    Function,
    InRange,
    JsonReading,
    JsonRef,
    Param,
)
from weave_query.catalogue.fields import FEEDBACK_FIELDS
from weave_query.compiled import OutputColumn
from weave_query.literals import LiteralReading
from weave_query.plan.buckets import BUCKET
from weave_query.plan.measures import AggregateFunction, Measure
from weave_query.plan.nodes import (
    Aggregate,
    Alias,
    Derive,
    Filter,
    Members,
    NamedPlan,
    Relation,
    RequestPlan,
    Scan,
    Union,
    Unnest,
    UnnestList,
)
from weave_query.plan.project import PROJECT
from weave_query.requests.resolve_feedback import FeedbackAggregateShape
from weave_query.syntax.expr import Expr, Slot
from weave_query.types import FLOAT, INT, JSON, STRING, ArrayType

TOTAL, TAG, RATING = 0, 1, 2
KIND, NAME = OutputColumn("kind", INT), OutputColumn("name", STRING, "key")
_ROWS, _RATED, _FOUND = "f", "v", "u"
_TAGS = OutputColumn("scorer_tags", ArrayType(STRING))
_RATINGS = OutputColumn("scorer_ratings", JSON)
_SCORED = OutputColumn("is_scored", INT)
_VALUE = OutputColumn("rating", FLOAT)
_FIGURES = (OutputColumn("count", INT), OutputColumn("scored", INT), OutputColumn("total", FLOAT))
_ZERO, _ONE = Constant(0, INT), Constant(1, INT)


def plan_feedback_aggregate(shape: FeedbackAggregateShape) -> RequestPlan:
    """One statement: the union of the three kinds of rows."""
    keys = ((BUCKET,) if shape.width is not None else ()) + tuple(
        OutputColumn(f"group_{name}", STRING, "key") for name in shape.group_by
    )
    rows = _rows(shape)
    tags = UnnestList(rows, "t", _of(_ROWS, _TAGS))
    ratings = _ratings(rows, keys)
    count = Measure("count", AggregateFunction.ROWS)
    found = Union(
        (
            _figures(
                TOTAL,
                Aggregate(
                    rows, (count, Measure("scored", AggregateFunction.COUNT, _of(_ROWS, _SCORED))), _grouped(keys)
                ),
                keys,
            ),
            _figures(TAG, Aggregate(tags, (count,), (*_grouped(keys), (NAME, tags.value))), keys),
            _figures(
                RATING,
                Aggregate(
                    ratings,
                    (count, Measure("total", AggregateFunction.SUM, _of(_RATED, _VALUE))),
                    tuple((key, _of(_RATED, key)) for key in (*keys, NAME)),
                ),
                keys,
            ),
        )
    )
    columns = (KIND, *keys, NAME, *_FIGURES)
    outputs = tuple((column, _of(_FOUND, column)) for column in columns)
    plan = NamedPlan("feedback", Derive(Alias(found, _FOUND), outputs))
    return RequestPlan(shape.kind, (plan,), PROJECT)


def feedback_of(predicate: Expr) -> Relation:
    """The project's feedback for which the predicate is true."""
    return Filter(Scan("feedback", PROJECT), bind(predicate, FEEDBACK_FIELDS))


def _rows(shape: FeedbackAggregateShape) -> Alias:
    """The feedback that is counted, with its bucket and group."""
    outputs: list[tuple[OutputColumn, BoundExpr]] = []
    if shape.width is not None:
        outputs.append((BUCKET, _bucket(shape.width)))
    outputs += [(OutputColumn(f"group_{name}", STRING, "key"), _group(name)) for name in shape.group_by]
    outputs += [(_SCORED, _scored()), (_TAGS, feedback_column("scorer_tags"))]
    outputs.append((_RATINGS, feedback_column("scorer_ratings")))
    return Alias(Derive(feedback_of(shape.predicate), tuple(outputs)), _ROWS)


def _ratings(rows: Alias, keys: tuple[OutputColumn, ...]) -> Relation:
    """A row for each rating: each member that is a number which can be summed."""
    members = Unnest(rows, "m", _of(_ROWS, _RATINGS), (), Members.NUMBERS)
    outputs = (*_grouped(keys), (NAME, members.key), (_VALUE, members.value))
    return Filter(Alias(Derive(members, outputs), _RATED), InRange(_of(_RATED, _VALUE)))


def _bucket(width: Slot) -> BoundExpr:
    """The start of a bucket, in microseconds. No row is before 1970: the range does not begin before."""
    at = Apply(Function.TIMESTAMP_TO_MICROS, feedback_column("created_at"))
    past = Arithmetic(ArithmeticOp.MODULO, at, Param(width.index, LiteralReading.INT, INT))
    return Arithmetic(ArithmeticOp.SUBTRACT, at, past)


def _group(name: str) -> BoundExpr:
    return derived_of_feedback(name) if name == "scorer_id" else text_or_empty(name)


def _scored() -> BoundExpr:
    """1 where there is a tag or a rating, else null."""
    ratings = feedback_column("scorer_ratings")
    is_object = Compare(ComparisonOp.EQ, JsonRef(ratings, (), JsonReading.KIND), Constant("object", STRING))
    rated = Compare(ComparisonOp.GT, JsonRef(ratings, (), JsonReading.SIZE), _ZERO)
    tagged = Compare(ComparisonOp.GT, Apply(Function.LIST_LENGTH, feedback_column("scorer_tags")), _ZERO)
    return Case(((BoundOr((tagged, Case(((is_object, rated),)))), _ONE),))


def _figures(kind: int, groups: Aggregate, keys: tuple[OutputColumn, ...]) -> Relation:
    """The groups of a kind with the columns that all kinds have."""
    name = f"g{kind}"
    there = {measure.name for measure in groups.measures}
    outputs: list[tuple[OutputColumn, BoundExpr]] = [(KIND, Constant(kind, INT))]
    outputs += [(key, _of(name, key)) for key in keys]
    outputs.append((NAME, Constant("", STRING) if kind == TOTAL else _of(name, NAME)))
    for column in _FIGURES:
        nothing = Constant(0.0, FLOAT) if column.type is FLOAT else _ZERO
        outputs.append((column, _of(name, column) if column.name in there else nothing))
    return Derive(Alias(groups, name), tuple(outputs))


def _grouped(keys: tuple[OutputColumn, ...]) -> tuple[tuple[OutputColumn, BoundExpr], ...]:
    return tuple((key, _of(_ROWS, key)) for key in keys)


def _of(rows: str, column: OutputColumn) -> ColumnRef:
    return ColumnRef(rows, column.name, column.type, nullable=column is _SCORED)
