"""Why an answer about calls is empty: which of its conditions leaves no call, counted in one read of the same calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from weave_query.errors import WeaveQueryError
from weave_query.syntax.expr import And, Comparison, ComparisonOp, Contains, Expr, GetField, Literal
from weave_query.syntax.text import Span, to_text
from weave_query.syntax.walk import conjuncts

if TYPE_CHECKING:
    from weave_query.api import Database
    from weave_query.requests.aggregate import Measure
    from weave_query.requests.base import Request
    from weave_query.requests.query import Query

_KINDS = ("calls_query", "calls_query_stats", "aggregate", "call_stats", "trace_usage", "threads_query")
_ALL = ("filter", "start", "end", "time_field")
_MOST = 8
_LONGEST = 60
_STATUS = ("status", "summary.weave.status")
_BELOW = "descendant_error"


def reasons(db: Database, request: Request, where: Query | None) -> list[str]:
    """Sentences in the words of the text language; none where no condition can be named, or the database refuses."""
    from weave_query.requests.aggregate import AggregateReq, Measure

    conditions = [each.expr for each in (getattr(request, "query", None), where) if each is not None]
    parts = [part for each in conditions for part in conjuncts(each)]
    if request.kind not in _KINDS or not 0 < len(parts) <= _MOST:
        return []
    asked = {name: value for name in _ALL if (value := getattr(request, name, None)) is not None}
    measures = [Measure(function="count", name="all"), *_measures(parts)]
    project = str(getattr(request, "project_id", ""))
    try:
        found = db.run(AggregateReq(project_id=project, measures=measures, **asked)).rows
    except WeaveQueryError:
        return []
    return list(_told(parts, found[0])) if found and found[0]["all"] else []


def _measures(parts: Sequence[Expr]) -> Iterator[Measure]:
    """How many calls satisfy each condition alone, and how many all others; where an error is below the call, and where
    case does not matter."""
    for number, part in enumerate(parts):
        others = (*parts[:number], *parts[number + 1 :])
        yield _count(f"alone{number}", (part,))
        if others:
            yield _count(f"without{number}", others)
        if (below := _below(part)) is not None:
            yield _count(f"below{number}", (below, *others))
        if isinstance(part, Contains) and not part.case_insensitive:
            yield _count(f"folded{number}", (replace(part, case_insensitive=True), *others))


def _count(name: str, parts: tuple[Expr, ...]) -> Measure:
    from weave_query.requests.aggregate import Measure
    from weave_query.requests.query import Query

    expr = And(parts) if len(parts) > 1 else parts[0]
    return Measure(function="count", where=Query.of_text(expr), name=name)


def _told(parts: Sequence[Expr], counts: Mapping[str, Any]) -> Iterator[str]:
    alone = [number for number in range(len(parts)) if not counts[f"alone{number}"]]
    for number in alone:
        yield f"no call satisfies `{_short(parts[number])}`"
    for number, part in enumerate(parts):
        left, below = counts.get(f"without{number}", 0), counts.get(f"below{number}", 0)
        if left and (not alone or alone == [number]):
            yield f"without `{_short(part)}` there {_calls(left)}"
        if folded := counts.get(f"folded{number}", 0):
            yield f"`{_short(part)}` tells case apart: with `icontains` there {_calls(folded)}"
        if below:
            yield f"`{_short(part)}` leaves out calls with an error below them: with `{_BELOW}` there {_calls(below)}"


def _calls(number: int) -> str:
    return f"is {number:,} call" if number == 1 else f"are {number:,} calls"


def _below(expr: Expr) -> Expr | None:
    """The condition that a call's status is an error, of errors below it."""
    match expr:
        case Comparison(op=ComparisonOp.EQ, left=GetField() as field, right=Literal(value="error") as literal):
            if str(field.path) in _STATUS:
                return replace(expr, right=replace(literal, value=_BELOW))
    return None


def _short(expr: Expr) -> str:
    text = " ".join(expr.at.text.split()) if isinstance(expr.at, Span) else to_text(expr, spelled=True)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
