"""Room 4: plans and bound expressions as text, one relation a line, outermost first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from weave_query.binding.nodes import (
    AnyElement,
    AnyRow,
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
    Fixed,
    InRange,
    InRows,
    IsNull,
    JsonArray,
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
from weave_query.binding.order import SortKey
from weave_query.compiled import OutputColumn
from weave_query.plan.measures import Percentile
from weave_query.plan.nodes import (
    Aggregate,
    Alias,
    AnyMeasure,
    Behind,
    Derive,
    Filter,
    Hops,
    Join,
    Limit,
    Members,
    Reachable,
    Relation,
    RequestPlan,
    Rollup,
    Scan,
    Sort,
    Union,
    Unnest,
    UnnestList,
    Walk,
    Window,
    WindowOutput,
    With,
    Within,
)
from weave_query.plan.walk import inputs
from weave_query.syntax.expr import ComparisonOp
from weave_query.syntax.paths import FieldPath, Segment

_SYMBOLS = {
    ComparisonOp.EQ: "=",
    ComparisonOp.NE: "<>",
    ComparisonOp.GT: ">",
    ComparisonOp.GTE: ">=",
    ComparisonOp.LT: "<",
    ComparisonOp.LTE: "<=",
}


def explain(plan: RequestPlan) -> str:
    """The whole plan: a heading per statement, a line per relation, each indented below what reads it."""
    lines: list[str] = []
    for named in plan.plans:
        lines.append(f"{named.name}:")
        lines += (f"{'  ' * depth}{line}" for depth, line in _relations(named.relation, 1))
    return "\n".join(lines)


def _relations(relation: Relation, depth: int) -> Iterator[tuple[int, str]]:
    if isinstance(relation, Behind):
        # Said twice, it would be told twice.
        yield from _relations(relation.rows, depth)
        return
    yield depth, _relation(relation)
    for each in inputs(relation):
        yield from _relations(each, depth + 1)


def _relation(relation: Relation) -> str:
    match relation:
        case Scan():
            return f"Scan {relation.table} [project = {show(relation.project)}]"
        case Filter():
            return f"Filter {show(relation.predicate)}"
        case Sort():
            return "Sort " + ", ".join(map(_sort_key, relation.keys))
        case Limit():
            limit = [f"limit {show(relation.limit)}"] if relation.limit is not None else []
            offset = [f"offset {show(relation.offset)}"] if relation.offset is not None else []
            return "Limit " + ", ".join(limit + offset)
        case Derive():
            return "Derive " + ", ".join(_output(column.name, expr) for column, expr in relation.outputs)
        case Aggregate():
            keys = ", ".join(_output(column.name, expr) for column, expr in relation.keys)
            measures = ", ".join(f"{measure.name} = {_measure(measure)}" for measure in relation.measures)
            return f"Aggregate {measures}" + (f" by {keys}" if keys else "")
        case Unnest():
            kind = "" if relation.members is Members.OBJECTS else f" that are {relation.members.value}"
            return f"Unnest {relation.name} = members of {path_text(relation.document, relation.path)}{kind}"
        case UnnestList():
            return f"Unnest {relation.name} = members of {show(relation.items)}"
        case Window():
            return "Window " + ", ".join(map(_window, relation.outputs))
        case Join():
            return f"{'Left join' if relation.keeps else 'Join'} {show(relation.on)}"
        case Union():
            return "Union"
        case Rollup():
            node, keys, sums = (", ".join(each.name for each in part) for part in _rollup_parts(relation))
            return f"Rollup {sums} by {node}, {keys}" + (" up to closed ones" if relation.closing else "")
        case Reachable():
            return f"Reachable from {show(relation.roots)}"
        case Walk():
            return "Walk along parts"
        case Hops():
            return "Hops"
        case Behind():
            return "Behind references"
        case Within():
            return f"Within {show(relation.operand)} in ids"
        case With():
            return "With " + ", ".join(each.name for each in relation.rows)
        case Alias():
            return f"Alias {relation.name}" + (", kept" if relation.kept else "")
        case _:
            assert_never(relation)


def _rollup_parts(relation: Rollup) -> tuple[tuple[OutputColumn, ...], ...]:
    return relation.node, relation.keys, relation.sums


def _window(output: WindowOutput) -> str:
    operand = show(output.operand) if output.operand is not None else ""
    parts = [f"by {', '.join(map(show, output.keys))}"] if output.keys else []
    parts += [f"in order of {', '.join(map(_sort_key, output.order))}"] if output.order else []
    return f"{output.column.name} = {output.function.value}({' '.join([operand, *parts]).strip()})"


def _measure(measure: AnyMeasure) -> str:
    if isinstance(measure, Percentile):
        name = "approximate_percentile" if measure.approximate else "percentile"
        return f"{name}({show(measure.operand)}, {measure.fraction!r})"
    if measure.operand is None:
        return "count(*)"
    return f"{measure.function.value}({show(measure.operand)})"


def _sort_key(key: SortKey) -> str:
    return f"{show(key.expr)} {'desc' if key.descending else 'asc'}"


def _output(name: str, expr: BoundExpr) -> str:
    return name if isinstance(expr, ColumnRef) and expr.column == name else f"{name} = {show(expr)}"


def show(expr: BoundExpr) -> str:
    """A bound expression as one line. A slot shows as `$n` with the reading that is taken of it."""
    match expr:
        case ColumnRef():
            return expr.column
        case JsonRef():
            return f"{expr.reading.value.replace(' ', '_')}({path_text(expr.document, expr.path)})"
        case JsonArray():
            return f"elements({path_text(expr.document, expr.path)})"
        case Null():
            return "null"
        case Let():
            values = ", ".join(f"v{number} = {show(value)}" for number, value in expr.values)
            return f"let({values} in {show(expr.body)})"
        case LetRef():
            return f"v{expr.number}"
        case InRange():
            return f"in_range({show(expr.operand)})"
        case ElementRef():
            return "element"
        case Param():
            return f"${expr.slot}:{expr.reading.value.replace(' ', '_')}"
        case Constant() | Fixed():
            return repr(expr.value)
        case Apply():
            return f"{expr.function.value.replace(' ', '_')}({show(expr.argument)})"
        case Arithmetic():
            return f"({show(expr.left)} {expr.op.value} {show(expr.right)})"
        case Case():
            return _case(expr)
        case Coalesce():
            return "first_of(" + ", ".join(map(show, expr.items)) + ")"
        case Compare():
            return f"({show(expr.left)} {_SYMBOLS[expr.op]} {show(expr.right)})"
        case Member():
            return f"({show(expr.operand)} in {show(expr.choices)})"
        case Match():
            return f"{expr.kind.value.replace(' ', '_')}({show(expr.text)}, {show(expr.needle)})"
        case TreeMatch():
            return f"tree_{expr.kind.value}({path_text(expr.document, expr.path)}, {show(expr.needle)}{_scope(expr)})"
        case AnyElement():
            return f"any(element of {show(expr.items)} where {show(expr.where)})"
        case AnyRow():
            return f"any(row of {expr.rows} where {show(expr.where)})"
        case InRows():
            return f"({show(expr.operand)} in {expr.rows})"
        case TextAfter():
            return f"text_after({show(expr.text)}, {show(expr.prefix)})"
        case IsNull():
            return f"is_null({show(expr.operand)})"
        case Definite():
            return f"definite({show(expr.operand)})"
        case Negate():
            return f"not {show(expr.operand)}"
        case BoundAnd():
            return "(" + " and ".join(map(show, expr.items)) + ")"
        case BoundOr():
            return "(" + " or ".join(map(show, expr.items)) + ")"
        case _:
            assert_never(expr)


def _case(expr: Case) -> str:
    branches = "; ".join(f"{show(condition)}: {show(value)}" for condition, value in expr.branches)
    default = f"; else {show(expr.default)}" if expr.default is not None else ""
    return f"case({branches}{default})"


def _scope(expr: TreeMatch) -> str:
    kinds = [name for name, included in (("numbers", expr.numbers), ("booleans", expr.booleans)) if included]
    return f", also {' and '.join(kinds)}" if kinds else ""


def path_text(document: Document, path: tuple[Segment, ...]) -> str:
    root = document.column if isinstance(document, ColumnRef) else "element"
    return str(FieldPath(root, path))
