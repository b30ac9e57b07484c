"""Room 6: a plan becomes SQL text with open slots. The door is `lower`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from sqlglot import ErrorLevel, exp

from weave_query.compiled import QueryTemplate
from weave_query.lowering.base import Lowering
from weave_query.lowering.nowhere import without_nowhere
from weave_query.lowering.relations import lower_relation
from weave_query.lowering.traced import mark_columns, source_map
from weave_query.plan.nodes import NamedPlan, RequestPlan
from weave_query.sources import Trace
from weave_query.storage import StorageMap
from weave_query.verify import verify

NewLowering = Callable[[StorageMap], Lowering]


def lower(
    plan: RequestPlan,
    new_lowering: NewLowering,
    storage: StorageMap,
    *,
    checked: bool = True,
    pretty: bool = False,
    driver_functions: bool = False,
    trace: Trace | None = None,
) -> tuple[QueryTemplate, ...]:
    """Lower every statement of a plan; `checked` hands each tree to the verifier before it is printed.

    driver_functions: statements may call functions that the driver adds to a connection. trace: what is looked for in
    the texts, which then have a source map.
    Raises UnsupportedError from a backend's lowering, InternalError from the verifier.
    """

    def lowering() -> Lowering:
        made = new_lowering(storage)
        made.driver_functions = driver_functions
        made.trace = trace
        return made

    plan = without_nowhere(plan, storage)
    return tuple(_lower_one(named, plan, lowering(), checked, pretty) for named in plan.plans)


def lower_tree(named: NamedPlan, plan: RequestPlan, lowering: Lowering) -> exp.Select:
    """The tree of one statement, before it is verified and printed."""
    # The project is the first parameter, so that the verifier and a reader find it by name.
    lowering.parameters.of(plan.project)
    return lower_relation(named.relation, lowering)


def _lower_one(named: NamedPlan, plan: RequestPlan, lowering: Lowering, checked: bool, pretty: bool) -> QueryTemplate:
    tree = lower_tree(named, plan, lowering)
    if checked:
        check(tree, plan, lowering)
    text = tree.sql(dialect=lowering.dialect, copy=False, pretty=pretty, unsupported_level=ErrorLevel.IGNORE)
    specs = lowering.parameters.specs()
    sources = None
    if lowering.trace is not None:
        places = lowering.trace.values
        parameters = {spec.name: places[spec.slot] for spec in specs if spec.slot is not None and spec.slot in places}
        mark_columns(tree, partial(lowering.trace.columns, named.name))
        sources = source_map(tree, text, parameters, lowering.dialect, pretty=pretty)
    return QueryTemplate(named.name, text, specs, named.relation.columns, sources=sources)


def check(tree: exp.Expr, plan: RequestPlan, lowering: Lowering) -> None:
    """Hand a tree to the verifier with what this storage says about tenants."""
    tenants: Mapping[str, str] = lowering.storage.tenant_tables()
    others = frozenset(table.name for table in lowering.storage.tables.values() if table.project is None)
    verify(
        tree,
        tenants,
        lowering.parameters.of(plan.project).name,
        others=others,
        table_functions=lowering.table_functions,
        names=lowering.storage.names(),
    )
