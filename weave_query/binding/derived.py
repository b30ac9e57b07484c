"""Room 3: the derived fields of a call, each by the one rule that filters, sorts and results share."""

from __future__ import annotations

from functools import cache

from weave_query.binding.convert import ZERO
from weave_query.binding.nodes import (
    Apply,
    Arithmetic,
    ArithmeticOp,
    BoundExpr,
    Case,
    Coalesce,
    ColumnRef,
    Compare,
    ComparisonOp,
    Constant,
    Function,
    IsNull,
    JsonReading,
    JsonRef,
    Negate,
    Segment,
)
from weave_query.binding.values import Value, float_value, present, string_value, text_constant
from weave_query.catalogue.tables import CALLS
from weave_query.errors import InternalError
from weave_query.types import FLOAT, INT

COSTS = "costs"
"""The rows that a plan joins to calls when `cost` is asked for: `call_id`, `cost`, and `known`, which is 1."""
MICROS_PER_MILLISECOND = Constant(1_000.0, FLOAT)
MICROS_PER_SECOND = Constant(1_000_000.0, FLOAT)
_FAILED_BELOW = (Segment("status_counts"), Segment("error"))


@cache
def call_column(name: str) -> ColumnRef:
    """A reference to a column of calls."""
    column = CALLS[name]
    return ColumnRef("calls", name, column.type, nullable=not column.required)


@cache
def status() -> BoundExpr:
    """`error`, else `descendant_error`, else `running`, else `success`; never null."""
    failed_below = JsonRef(call_column("summary"), _FAILED_BELOW, JsonReading.NUMERIC)
    return Case(
        (
            (present(call_column("exception")), text_constant("error")),
            (Compare(ComparisonOp.GT, failed_below, ZERO), text_constant("descendant_error")),
            (IsNull(call_column("ended_at")), text_constant("running")),
        ),
        text_constant("success"),
    )


@cache
def latency_ms() -> BoundExpr:
    """Milliseconds from start to end, a double; null while the call runs."""
    return _elapsed(MICROS_PER_MILLISECOND)


@cache
def duration() -> BoundExpr:
    """Seconds from start to end, a double; null while the call runs."""
    return _elapsed(MICROS_PER_SECOND)


@cache
def elapsed_micros() -> BoundExpr:
    """Microseconds from start to end, an integer; null while the call runs."""
    ended, started = (Apply(Function.TIMESTAMP_TO_MICROS, call_column(name)) for name in ("ended_at", "started_at"))
    return Arithmetic(ArithmeticOp.SUBTRACT, ended, started)


def counted_in_micros(name: str) -> int | None:
    """How many microseconds the unit of a derived field is, None where it is no time that passed: what is computed of
    `elapsed_micros` is exact."""
    return {"summary.weave.latency_ms": 1_000, "duration": 1_000_000}.get(name)


def _elapsed(unit: Constant) -> BoundExpr:
    return Arithmetic(ArithmeticOp.DIVIDE, Apply(Function.INT_TO_FLOAT, elapsed_micros()), unit)


@cache
def cost() -> BoundExpr:
    """US dollars, a double, of the row of `COSTS` that is joined to the call; null where there is none."""
    there = Compare(ComparisonOp.EQ, ColumnRef(COSTS, "known", INT, nullable=True), Constant(1, INT))
    return Case(((there, ColumnRef(COSTS, "cost", FLOAT, nullable=True)),))


@cache
def op() -> BoundExpr:
    """The name in the op's ref, else the op's name: the same for every version of an op; never null."""
    op_name = call_column("op_name")
    return Coalesce((Apply(Function.OP_REF_NAME, op_name), op_name))


@cache
def trace_name() -> BoundExpr:
    """The display name if set and not empty, else the name in the op's ref, else the op's name; never null."""
    display_name, op_name = call_column("display_name"), call_column("op_name")
    named = Case(((Negate(Compare(ComparisonOp.EQ, display_name, text_constant(""))), display_name),))
    return Coalesce((named, Apply(Function.OP_REF_NAME, op_name), op_name))


def derived_value(name: str) -> Value:
    """A derived field as a value, by its full name."""
    match name:
        case "summary.weave.status":
            return string_value(status(), field=True)
        case "summary.weave.latency_ms":
            return float_value(latency_ms(), field=True)
        case "duration":
            return float_value(duration(), field=True)
        case "cost":
            return float_value(cost(), field=True)
        case "op":
            return string_value(op(), field=True)
        case "summary.weave.trace_name":
            return string_value(trace_name(), field=True)
        case _:
            raise InternalError(f"no rule is known for the derived field `{name}`")
