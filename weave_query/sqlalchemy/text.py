"""A compiled statement -> a text of SQLAlchemy with typed parameters and columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.selectable import LateralFromClause

from weave_query.backend import Backend
from weave_query.compiled import CompiledQuery, ParameterSpec
from weave_query.errors import UnsupportedError
from weave_query.registry import get_backend
from weave_query.sqlalchemy.adopted import adoption_of
from weave_query.sqlalchemy.types import Microseconds, Moment, bound, result_type
from weave_query.types import TIMESTAMP, ArrayType

_QUOTED = r"""'(?:[^']|'')*'|"(?:[^"]|"")*\""""


def select_of(query: CompiledQuery) -> sa.TextualSelect:
    """The statement with its parameters and columns. Source: `CompiledQuery.to_sqlalchemy`, which says more."""
    if query.backend is None:
        raise UnsupportedError(f"the statement `{query.name}` was compiled for no backend")
    backend = get_backend(query.backend)
    text = sa.text(_marked(query.sql, adoption_of(backend).placeholder, query.params))
    specs = {spec.name: spec for spec in query.parameters}
    # Unique: the compiler of SQLAlchemy then names them anew, beside those of another statement.
    binds = [_bind(name, value, specs[name]) for name, value in query.params.items()]
    columns = [sa.column(column.name, result_type(backend, column.type)) for column in query.columns]
    return Statement(text.bindparams(*binds), columns, backend)


class Statement(sa.TextualSelect):
    """It is executed as it is. What is built upon it has the database's own times in the place of microseconds."""

    inherit_cache = True

    def __init__(self, text: sa.TextClause, columns: list[sa.ColumnClause[Any]], backend: Backend) -> None:
        super().__init__(text, [*columns], positional=True)
        self._backend = backend

    def subquery(self, name: str | None = None) -> sa.Subquery:
        return self._timed().subquery(name)

    def cte(self, name: str | None = None, recursive: bool = False, nesting: bool = False) -> sa.CTE:
        return self._timed().cte(name, recursive, nesting)

    def lateral(self, name: str | None = None) -> LateralFromClause:
        return self._timed().lateral(name)

    def scalar_subquery(self) -> sa.ScalarSelect[Any]:
        return self._timed().scalar_subquery()

    def _timed(self) -> sa.Select[Any]:
        return sa.select(*map(self._column, super().subquery().c))

    def _column(self, column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
        if not isinstance(column.type, Microseconds):
            return column
        time = adoption_of(self._backend).moment(sa.type_coerce(column, sa.BigInteger))
        return sa.type_coerce(time, Moment(self._backend.name)).label(column.name)


def _marked(sql: str, placeholder: str, params: Mapping[str, Any]) -> str:
    """The text with its parameters as SQLAlchemy marks them, `:p0`, and every other `:` escaped."""
    before, after = map(re.escape, placeholder.split("{}"))
    pattern = rf"{_QUOTED}|{before}(?P<name>\w+){after}|:"

    def marked(found: re.Match[str]) -> str:
        name = found["name"]
        return f":{name}" if name in params else found[0].replace(":", r"\:")

    return re.sub(pattern, marked, sql)


def _bind(name: str, value: Any, spec: ParameterSpec) -> sa.BindParameter[Any]:
    timed = spec.type in (TIMESTAMP, ArrayType(TIMESTAMP))
    given = _moments(value) if timed else value
    return sa.bindparam(name, given, type_=bound(given), unique=True)


def _moments(value: Any) -> Any:
    """Times that a driver takes as text, as datetimes, whose type SQLAlchemy knows to name."""
    if isinstance(value, list):
        return [_moments(each) for each in value]
    return datetime.fromisoformat(value) if isinstance(value, str) and value[:1].isdigit() else value
