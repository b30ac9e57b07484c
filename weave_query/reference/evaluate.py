"""Reference: the doors. A plan over Python dicts, and one predicate over one row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, get_args

from weave_query.binding.nodes import BoundExpr
from weave_query.compiled import CompiledQuery, ParameterSpec
from weave_query.errors import InternalError, ParseError
from weave_query.literals import read_literal
from weave_query.plan.nodes import RequestPlan
from weave_query.reference.checking import check_row, check_tables, wanted
from weave_query.reference.codec import MemoryCodec
from weave_query.reference.expressions import Evaluation, Parameters, Row
from weave_query.reference.relations import Relations, Tables
from weave_query.reference.statements import parameter_specs, statements
from weave_query.types import ArrayType

_CODEC = MemoryCodec()


def evaluate(plan: RequestPlan, values: Sequence[Any], tables: Tables) -> dict[str, list[Row]]:
    """The rows of every statement of a plan, by its name.

    values: the literals of the request by slot (`Resolved.values`). tables: rows by logical table, each a dict of
    every column: JSON decoded, times in microseconds since 1970 UTC, None where there is no value, and in a list column
    `[]`. A text in a document is a text of JSON, whatever it looks like.
    Raises LoadError for a table or a column that is missing, for a value that is not of the type of its column, and for
    what is no JSON; ParseError where there are fewer values than slots; TypeError for what is no plan.
    """
    wanted(plan, (RequestPlan,), "`evaluate` takes a plan, `plan(resolve(request).shape)` or `compiled.logical`")
    _check_slots((spec for template in statements(plan) for spec in template.parameters), values)
    stored = check_tables(tables)
    queries = [template.fill(values, _CODEC.encode) for template in statements(plan)]
    return {query.name: rows_of(query, stored) for query in queries}


def holds(predicate: BoundExpr, row: Row, values: Sequence[Any]) -> bool:
    """Is a bound predicate true for a row? Null is not. `row` and `values`, and what is raised: see `evaluate`."""
    wanted(predicate, get_args(BoundExpr), "`holds` takes a bound predicate, `bind(shape.predicate, CALL_FIELDS)`")
    check_row(row)
    specs = parameter_specs(predicate)
    _check_slots(specs, values)
    taken = {spec.name: _CODEC.encode(read_literal(_of(values, spec), spec.reading), spec) for spec in specs}
    return Evaluation(row, _parameters(specs, taken)).value(predicate) is True


def rows_of(query: CompiledQuery, tables: Tables, watch: Callable[[], None] | None = None) -> list[Row]:
    """The rows of one statement that the reference compiled. watch: is called all the time, and may raise."""
    if query.relation is None:
        raise InternalError("the evaluator was given a statement of SQL")
    return Relations(tables, _parameters(query.parameters, query.params), watch).rows(query.relation)


def _check_slots(specs: Iterable[ParameterSpec], values: Sequence[Any]) -> None:
    slots = max((spec.slot + 1 for spec in specs if spec.slot is not None), default=0)
    if slots > len(values):
        raise ParseError(
            f"there are {len(values)} values for {slots} literals", hint="`values` are those of the resolved request"
        )


def _of(values: Sequence[Any], spec: ParameterSpec) -> Any:
    return values[spec.slot] if spec.slot is not None else spec.value


def _parameters(specs: Sequence[ParameterSpec], taken: Mapping[str, Any]) -> Parameters:
    """The literals by what asks for them; of a list, only membership matters."""
    return {
        (spec.slot, spec.reading): frozenset(taken[spec.name]) if isinstance(spec.type, ArrayType) else taken[spec.name]
        for spec in specs
        if spec.slot is not None
    }
