"""What an answer shows of keys that no row of the project has, and of documents as keys of groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from weave_query.errors import WeaveQueryError

if TYPE_CHECKING:
    from weave_query.api import Database
    from weave_query.requests.aggregate import AggregateReq, AggregateRes
    from weave_query.requests.base import Request, Result
    from weave_query.requests.calls import CallSchema, SortBy
    from weave_query.syntax.paths import FieldPath


def names_what_no_row_has(db: Database, request: Request, result: Result) -> bool:
    """Is a column or an order of a list, or a group, of a key that neither its rows have nor any other?

    A statement asks of each key that its rows do not have. Raises WeaveQueryError.
    """
    from weave_query.lint.seen import in_document
    from weave_query.requests.aggregate import AggregateReq, AggregateRes
    from weave_query.requests.calls import CallsQueryReq, CallsQueryRes
    from weave_query.requests.feedback_query import FeedbackQueryReq, FeedbackQueryRes
    from weave_query.syntax.paths import value_at

    match request, result:
        case CallsQueryReq(), CallsQueryRes():
            for path in _paths(request.columns, request.sort_by):
                is_key = path.qualifier is None and bool(path.segments) and in_document(path)
                values = (value_at(getattr(each, path.root), path.segments) for each in result.calls)
                if is_key and not _any_there(values) and not call_has(db, request.project_id, path):
                    return True
        case FeedbackQueryReq(), FeedbackQueryRes():
            for path in _paths(request.fields, request.sort_by):
                is_key = path.root == "payload" and bool(path.segments)
                values = (_of_row(row, path) for row in result.result)
                if is_key and not _any_there(values) and not _feedback_has(db, request.project_id, path):
                    return True
        case AggregateReq(), AggregateRes():
            for path, name in _keys_of_groups(request, result):
                is_key = path.qualifier is None and bool(path.segments) and in_document(path)
                values = (row[name] for row in result.rows)
                if is_key and not _any_there(values) and not call_has(db, request.project_id, path):
                    return True
        case _:
            pass
    return False


def groups_documents(request: Request, result: Result) -> bool:
    """Is a key of a group an object or a list, which says only that?"""
    from weave_query.requests.aggregate import AggregateReq, AggregateRes

    if not isinstance(request, AggregateReq) or not isinstance(result, AggregateRes):
        return False
    names = [name for _, name in _keys_of_groups(request, result)]
    return any(isinstance(row[name], dict) and "$type" in row[name] for row in result.rows for name in names)


def _keys_of_groups(request: AggregateReq, result: AggregateRes) -> Iterator[tuple[FieldPath, str]]:
    """The paths that groups are by, each with its column."""
    from weave_query.errors import ROOT
    from weave_query.requests.field_paths import read_path

    columns = [column.name for column in result.columns if column.role == "dimension"]
    for dimension, name in zip(request.dimensions or (), columns, strict=True):
        if dimension.field is not None:
            yield read_path(dimension.field, ROOT), name


def call_has(db: Database, project: str, path: FieldPath) -> bool:
    """Has any call a value at a path? Raises WeaveQueryError."""
    from weave_query.requests.calls import CallsQueryStatsReq
    from weave_query.requests.query import Query

    return bool(db.run(CallsQueryStatsReq(project_id=project, query=Query.of_text(_exists(path)), limit=1)).count)


def a_call_with(db: Database, project: str, path: FieldPath) -> list[CallSchema]:
    """A call that has a value at a path; none where there is none, or the database does not say."""
    from weave_query.requests.calls import CallsQueryReq
    from weave_query.requests.query import Query

    try:
        return db.run(CallsQueryReq(project_id=project, query=Query.of_text(_exists(path)), limit=1)).calls
    except WeaveQueryError:
        return []


def _feedback_has(db: Database, project: str, path: FieldPath) -> bool:
    from weave_query.requests.feedback_query import FeedbackQueryReq
    from weave_query.requests.query import Query

    asked = FeedbackQueryReq(project_id=project, fields=["id"], query=Query.of_text(_exists(path)), limit=1)
    return bool(db.run(asked).result)


def _exists(path: FieldPath) -> Any:
    from weave_query.syntax.expr import Convert, ConvertTo, GetField

    return Convert(GetField(path), ConvertTo.EXISTS)


def _paths(names: Sequence[str] | None, order: Sequence[SortBy] | None) -> Iterator[FieldPath]:
    from weave_query.errors import ROOT
    from weave_query.requests.field_paths import read_path

    for name in (*(names or ()), *(each.field for each in order or ())):
        yield read_path(name, ROOT)


def _any_there(values: Iterable[Any]) -> bool:
    return any(each is not None for each in values)


def _of_row(row: dict[str, Any], path: FieldPath) -> Any:
    """What a row of feedback has at a path, by its name or in its payload."""
    from weave_query.syntax.paths import value_at

    named = row.get(str(path))
    return named if named is not None else value_at(row.get(path.root), path.segments)
