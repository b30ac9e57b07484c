"""Lint: a request and the condition beside it come in, what is hardly meant goes out."""

from __future__ import annotations

from collections.abc import Iterator

from weave_query.catalogue.fields import CALL_FIELDS, FieldKind
from weave_query.completion.observed import Observed
from weave_query.errors import ROOT, Location
from weave_query.lint.conditions import about_conditions
from weave_query.lint.finding import Finding, LintCode
from weave_query.lint.seen import about_rows
from weave_query.requests.aggregate import AggregateReq
from weave_query.requests.base import Request
from weave_query.requests.calls import CallsQueryReq
from weave_query.requests.field_paths import read_path
from weave_query.requests.query import Query
from weave_query.requests.stats import CallStatsReq
from weave_query.requests.text.read import TextQuery
from weave_query.syntax.expr import Expr
from weave_query.syntax.paths import FieldPath
from weave_query.syntax.text import Span
from weave_query.syntax.text.fields import path_text

_FEEDBACK_KINDS = ("feedback_query", "feedback_aggregate", "feedback_stats")


def lint(
    request: Request | TextQuery,
    where: Query | None = None,
    *,
    observed: Observed | None = None,
    stored_usage: str = "own",
) -> list[Finding]:
    """What is valid in a request and hardly meant, in the order of the request.

    request: a request, or a query as `read_query` gives it. observed: what was seen in the project's rows
    (`Database.fields`); without it, nothing is said of the rows. stored_usage: the policy that it runs with.
    """
    query = request.request if isinstance(request, TextQuery) else request
    beside = [request.where, where] if isinstance(request, TextQuery) else [where]
    place = request.statement.place if isinstance(request, TextQuery) else None
    conditions = [getattr(query, "query", None), *beside]
    found: list[Finding] = []
    for each in conditions:
        if each is not None:
            found += _about(each.expr, query, observed)
    for finding in _of_request(query, observed, stored_usage):
        at = (place(finding.at.tokens) if place is not None else None) or finding.at
        found.append(Finding(finding.code, finding.message, at, finding.hint, finding.fix))
    return sorted(found, key=_place)


def _place(finding: Finding) -> int:
    """Texts are read from the left; what is JSON stays in the order of its keys."""
    return finding.at.start if isinstance(finding.at, Span) else 0


def _about(expr: Expr, query: Request, observed: Observed | None) -> Iterator[Finding]:
    yield from about_conditions(expr)
    if observed is not None and query.kind not in _FEEDBACK_KINDS:
        yield from about_rows(expr, observed)


def _of_request(query: Request, observed: Observed | None, stored_usage: str) -> Iterator[Finding]:
    match query:
        case AggregateReq():
            for number, each in enumerate(query.dimensions or ()):
                if each.field is not None:
                    at = ROOT.child("dimensions").child(number)
                    yield from _document_as_key(read_path(each.field, at), at, observed)
            if any(each.field == "cost" for each in query.measures or ()):
                yield from _counted_twice(stored_usage, observed, ROOT.child("measures"))
        case CallStatsReq() if query.usage_metrics:
            yield from _counted_twice(stored_usage, observed, ROOT.child("usage_metrics"))
        case CallsQueryReq() if query.offset and not query.sort_by:
            yield Finding(
                LintCode.WITHOUT_ORDER.value,
                "pages by `offset` move when calls are written",
                ROOT.child("offset"),
                "`Database.pages` goes on from a cursor, which loses no call",
            )


def _document_as_key(path: FieldPath, at: Location, observed: Observed | None) -> Iterator[Finding]:
    field = CALL_FIELDS.fields.get(path.root)
    if field is None or field.kind is not FieldKind.JSON or path.qualifier is not None:
        return
    node = observed.at(path.root, path.segments) if observed is not None else None
    types = {name for name in node.types if name != "null"} if node is not None else set()
    if path.segments and not types & {"object", "array"}:
        return
    name = path_text(path)
    known = sorted(node.members, key=lambda key: -node.members[key].rows)[:3] if node is not None else []
    below = " or ".join(f"`{name}.{key}`" for key in known) or f"a key below, such as `{name}.model`"
    yield Finding(
        LintCode.DOCUMENT_AS_KEY.value,
        f"`{name}` is a document: nearly every call is a group of its own",
        at,
        f"group by {below}",
    )


def _counted_twice(stored_usage: str, observed: Observed | None, at: Location) -> Iterator[Finding]:
    if stored_usage != "own" or observed is None or not observed.cumulative:
        return
    yield Finding(
        LintCode.COUNTED_TWICE.value,
        "calls of this project hold the usage of the calls below them too, so sums count it twice",
        at,
        'run it with `Options(stored_usage="auto")`',
    )
