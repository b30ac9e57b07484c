"""Lint: a request and the condition beside it come in, what is hardly meant goes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from weave_query.catalogue.fields import CALL_FIELDS, FEEDBACK_FIELDS
from weave_query.completion.observed import Observed
from weave_query.errors import ROOT, Location, shown
from weave_query.lint.columns import about_columns
from weave_query.lint.conditions import about_conditions
from weave_query.lint.dates import about_dates
from weave_query.lint.documents import about_documents
from weave_query.lint.exceptions import about_exceptions
from weave_query.lint.feedback import about_feedback
from weave_query.lint.finding import Finding, LintCode, Setting
from weave_query.lint.measures import about_measures
from weave_query.lint.moments import about_moments
from weave_query.lint.names import about_names, is_name, is_without_version, name_as_ref, ref_without_version
from weave_query.lint.payload_keys import about_keys
from weave_query.lint.payload_paths import only_type
from weave_query.lint.payloads import about_payloads
from weave_query.lint.ranges import about_ranges
from weave_query.lint.seen import about_rows, nearest_name
from weave_query.lint.statistics import about_statistics
from weave_query.lint.usage import about_usage
from weave_query.lint.values import about_values
from weave_query.requests.aggregate import AggregateReq
from weave_query.requests.base import Request
from weave_query.requests.calls import CallsQueryReq
from weave_query.requests.filter import CallsFilter
from weave_query.requests.query import Query
from weave_query.requests.text.read import TextQuery
from weave_query.syntax.expr import Expr
from weave_query.syntax.text import Span
from weave_query.syntax.text.statement import Statement

_FEW = 3
_FEEDBACK_KINDS = ("feedback_query", "feedback_aggregate", "feedback_stats")


def lint(
    request: Request | TextQuery,
    where: Query | None = None,
    *,
    observed: Observed | None = None,
    stored_usage: str = "own",
    projects: Iterable[str] = (),
) -> list[Finding]:
    """What is valid in a request and hardly meant, in the order of the request.

    request: a request, or a query as `read_query` gives it. observed: what was seen in the project's rows
    (`Database.fields`); without it, nothing is said of the rows. stored_usage: the policy that it runs with.
    projects: those that are known, of which the nearest is told where there are no calls.
    """
    query = request.request if isinstance(request, TextQuery) else request
    beside = [request.where, where] if isinstance(request, TextQuery) else [where]
    text = request.statement if isinstance(request, TextQuery) else None
    conditions = [each.expr for each in (getattr(query, "query", None), *beside) if each is not None]
    found: list[Finding] = []
    place = partial(_in_text, text) if text is not None else _as_it_is
    for each in conditions:
        found += _about(each, query, observed)
    if observed is not None and _has_rows(observed):
        found += about_columns(query, conditions, observed, place)
        found += about_measures(query, observed, place)
        found += about_payloads(query, conditions, observed, place)
    for finding in _of_request(query, conditions, observed, stored_usage):
        found.append(replace(finding, at=place(finding.at)))
    if observed is not None:
        found += _without_calls(query, observed, projects, ROOT if text is not None else ROOT.child("project_id"))
    return sorted(found, key=_place)


def _in_text(text: Statement, at: Location) -> Location:
    """What is about all of a query is about how it begins."""
    return (text.place(at.tokens) if at.tokens else text.head) or at


def _as_it_is(at: Location) -> Location:
    return at


def _has_rows(observed: Observed) -> bool:
    return bool(observed.calls or observed.columns or observed.feedback)


def _place(finding: Finding) -> int:
    """Texts are read from the left; what is JSON stays in the order of its keys."""
    return finding.at.start if isinstance(finding.at, Span) else 0


def _about(expr: Expr, query: Request, observed: Observed | None) -> Iterator[Finding]:
    is_about_feedback = query.kind in _FEEDBACK_KINDS
    yield from about_conditions(expr)
    catalogue = FEEDBACK_FIELDS if is_about_feedback else CALL_FIELDS
    yield from about_moments(expr, catalogue)
    yield from about_dates(expr, catalogue)
    if observed is None or not _has_rows(observed):
        return
    yield from about_feedback(expr, observed, of_feedback=is_about_feedback)
    type = getattr(query, "feedback_type", None) or only_type([expr], observed)
    yield from about_keys(expr, observed, of_feedback=is_about_feedback, type=type)
    if not is_about_feedback:
        yield from about_names(expr, observed)
        yield from about_rows(expr, observed)
        yield from about_values(expr, observed)
        yield from about_exceptions(expr, observed)


def _of_request(
    query: Request, conditions: Sequence[Expr], observed: Observed | None, stored_usage: str
) -> Iterator[Finding]:
    yield from _names_in_filter(query, observed)
    yield from about_statistics(query, conditions)
    yield from about_ranges(query, observed)
    yield from about_usage(query, conditions, observed, stored_usage)
    match query:
        case AggregateReq():
            yield from about_documents(query, observed)
        case CallsQueryReq() if query.offset and not query.sort_by:
            yield Finding(
                LintCode.WITHOUT_ORDER.value,
                "pages by `offset` move when calls are written",
                ROOT.child("offset"),
                "`Database.pages` goes on from a cursor, which loses no call",
            )


def _names_in_filter(query: Request, observed: Observed | None) -> Iterator[Finding]:
    """Names that a filter lists beside refs."""
    filter = getattr(query, "filter", None)
    node = observed.computed.get("op_name") if observed is not None else None
    if not isinstance(filter, CallsFilter) or node is None or node.refs != node.rows:
        return
    for number, name in enumerate(filter.op_names or ()):
        at = ROOT.child("filter").child("op_names")
        if is_name(name) and name not in node.values:
            yield name_as_ref(name, at.child(number), node, at)
        elif is_without_version(name):
            yield ref_without_version(name, at.child(number), query.place(at))


def _without_calls(query: Request, observed: Observed, projects: Iterable[str], at: Location) -> Iterator[Finding]:
    if observed.calls != 0 or (query.kind in _FEEDBACK_KINDS and observed.feedback):
        return
    project = str(getattr(query, "project_id", ""))
    others = [name for name in dict.fromkeys(projects) if name != project]
    near = nearest_name(project, others)
    setting = Setting(f"ask `{near}`", "project", near) if near is not None else None
    known = "there are calls in " + ", ".join(f"`{name}`" for name in others[:_FEW])
    unknown = "is it written as `entity/project`?" if "/" not in project else "names are told apart letter by letter"
    hint = f"nearest: `{near}`" if near is not None else known if others else unknown
    yield Finding(
        LintCode.NO_CALLS.value, f"there are no calls in the project {shown(project)}", at, hint, None, setting
    )
