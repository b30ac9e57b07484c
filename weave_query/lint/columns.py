"""Lint: keys that columns and orders name, and no row has: such a column is null, and such an order none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from weave_query.completion.observed import Observed
from weave_query.errors import ROOT, Location
from weave_query.lint.finding import Finding
from weave_query.lint.payload_keys import about_keys
from weave_query.lint.payload_paths import only_type
from weave_query.lint.seen import about_rows
from weave_query.requests.base import Request
from weave_query.requests.calls import CallsQueryReq, SortBy
from weave_query.requests.feedback_query import FeedbackQueryReq
from weave_query.requests.field_paths import read_path
from weave_query.syntax.expr import Expr, GetField

Place = Callable[[Location], Location]


def about_columns(query: Request, conditions: Sequence[Expr], observed: Observed, place: Place) -> Iterator[Finding]:
    """The findings in what a list shows and is sorted by. conditions: which it has, and which stand beside it. place:
    where in a text a place of the request is."""
    match query:
        case CallsQueryReq():
            expanded = tuple(query.expand_columns or ())
            for field in (*_named("columns", query.columns, place), *_sorted(query.sort_by, place)):
                # What is behind a reference was not looked at.
                if not f"{field.path}.".startswith(tuple(f"{each}." for each in expanded)):
                    yield from about_rows(field, observed)
                    yield from about_keys(field, observed)
        case FeedbackQueryReq():
            type = only_type(conditions, observed)
            for field in (*_named("fields", query.fields, place), *_sorted(query.sort_by, place)):
                yield from about_keys(field, observed, of_feedback=True, type=type)
        case _:
            pass


def _named(key: str, names: Sequence[str] | None, place: Place) -> Iterator[GetField]:
    for number, name in enumerate(names or ()):
        yield _field(name, place(ROOT.child(key).child(number)))


def _sorted(order: Sequence[SortBy] | None, place: Place) -> Iterator[GetField]:
    for number, each in enumerate(order or ()):
        yield _field(each.field, place(ROOT.child("sort_by").child(number).child("field")))


def _field(path: str | list[str | int], at: Location) -> GetField:
    return GetField(read_path(path, at), at)
