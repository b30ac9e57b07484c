"""Room 4: a condition that holds of every call that is read, laid on a plan whatever it computes."""

from __future__ import annotations

from dataclasses import replace

from weave_query.binding.bind import bind
from weave_query.binding.derived import COSTS, call_column
from weave_query.binding.nodes import AnyRow, BoundAnd, BoundExpr
from weave_query.binding.walk import conjuncts, operands, reads
from weave_query.catalogue.fields import CALL_FIELDS
from weave_query.catalogue.sets import RowSet
from weave_query.catalogue.tables import CALLS, FEEDBACK
from weave_query.compiled import OutputColumn
from weave_query.errors import RequestError, SettingsError
from weave_query.plan.nodes import Alias, Derive, Filter, NamedPlan, Relation, RequestPlan, Scan, Within
from weave_query.plan.project import PROJECT
from weave_query.plan.sets import call_id_of
from weave_query.plan.walk import all_relations, rebuilt
from weave_query.requests.always import wrong
from weave_query.syntax.expr import Expr
from weave_query.types import STRING

_OWN = "`Options.always` is about the columns and documents of a call, not its {}"


def held(plan: RequestPlan, condition: Expr) -> RequestPlan:
    """The plan that reads no other calls. Raises SettingsError for a condition that needs what other tables have."""
    bound = _bound(condition)
    return replace(plan, plans=tuple([replace(each, relation=_held(each, bound)) for each in plan.plans]))


def _bound(condition: Expr) -> BoundExpr:
    try:
        bound = bind(condition, CALL_FIELDS)
    except RequestError as error:
        raise wrong(error) from None
    if reads(bound, COSTS):
        raise SettingsError(_OWN.format("costs"))
    if _has_sets(bound):
        raise SettingsError(_OWN.format("feedback and queues"))
    return bound


def _has_sets(expr: BoundExpr) -> bool:
    return isinstance(expr, AnyRow) or any(map(_has_sets, operands(expr)))


def _held(plan: NamedPlan, condition: BoundExpr) -> Relation:
    """A statement about calls reads what it needs of other tables by their ids. One about feedback alone reads that of
    calls of which the condition holds, and no feedback about anything else."""
    of_calls = any(isinstance(each, Scan) and each.table == CALLS.name for each in all_relations(plan.relation))
    calls = Filter(Scan(CALLS.name, PROJECT), condition)
    ids = Alias(Derive(calls, ((OutputColumn("id", STRING), call_column("id")),)), "always")

    def lay(relation: Relation) -> Relation:
        match relation:
            case Scan(table=CALLS.name):
                return calls
            case Scan(table=FEEDBACK.name) if not of_calls:
                return Within(relation, call_id_of(RowSet(FEEDBACK.name)), ids)
            case Filter(input=Filter(input=Scan(table=CALLS.name)) as inner):
                return Filter(inner.input, BoundAnd((*conjuncts(condition), *conjuncts(relation.predicate))))
            case _:
                return relation

    return rebuilt(plan.relation, lay)
