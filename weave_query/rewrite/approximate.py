"""Room 5: percentiles that an engine may approximate, where `Options.approximate_percentiles` asks for that.

No rule of `RULES`: it is the one that changes what is meant, so what it did is told.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from weave_query.capabilities import Capabilities
from weave_query.plan.measures import Percentile
from weave_query.plan.nodes import Aggregate, NamedPlan, Relation, RequestPlan, Window, WindowFunction
from weave_query.plan.walk import all_relations, rebuilt

_EXACT = {"method": "exact", "rank_error": 0.0}


def approximated(
    plan: RequestPlan, capabilities: Capabilities, *, asked: bool
) -> tuple[RequestPlan, dict[str, dict[str, Any]]]:
    """The plan whose percentiles are near to the exact ones, and of each statement that has some the method and how far
    the rank of a value may be from the rank that is asked for, as a part of all values (None: nothing is promised).
    asked: does the option ask for it? If not, the plan as it is, and nothing to tell.

    `Aggregate (percentile(v, 0.5))` becomes `Aggregate (approximate_percentile(v, 0.5))`, where the engine has those.
    """
    if not asked:
        return plan, {}
    plans, told = [], {}
    for named in plan.plans:
        plans.append(named)
        if _has_percentiles(named.relation):
            found = capabilities.approximate_percentiles
            told[named.name] = {"method": found.method, "rank_error": found.rank_error} if found else dict(_EXACT)
            if found:
                plans[-1] = NamedPlan(named.name, rebuilt(named.relation, _approximate))
        elif _counts_places(named.relation):
            told[named.name] = dict(_EXACT)
    return replace(plan, plans=tuple(plans)), told


def _approximate(relation: Relation) -> Relation:
    if not isinstance(relation, Aggregate):
        return relation
    measures = [replace(each, approximate=True) if isinstance(each, Percentile) else each for each in relation.measures]
    return replace(relation, measures=tuple(measures))


def _has_percentiles(relation: Relation) -> bool:
    return any(
        isinstance(measure, Percentile)
        for each in all_relations(relation)
        if isinstance(each, Aggregate)
        for measure in each.measures
    )


def _counts_places(relation: Relation) -> bool:
    """Are percentiles counted through the values in order already, as the plan of costs by price does?"""
    return any(
        output.function is WindowFunction.COUNT
        for each in all_relations(relation)
        if isinstance(each, Window)
        for output in each.outputs
    )
