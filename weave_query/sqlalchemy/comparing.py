"""What stands beside a column of a statement in an expression of SQLAlchemy: refused where databases would differ."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.sql import operators

from weave_query.errors import UnsupportedError

_Operators = frozenset[Callable[..., Any]]
_ORDERING: _Operators = frozenset(
    {operators.asc_op, operators.desc_op, operators.nulls_first_op, operators.nulls_last_op, operators.distinct_op}
)
_NULLS: _Operators = frozenset({operators.is_, operators.is_not})
_LISTS: _Operators = frozenset({operators.in_op, operators.not_in_op})
_EQUAL: _Operators = frozenset({operators.eq, operators.ne})
_BETWEEN: _Operators = frozenset({operators.between_op, operators.not_between_op})
_DISTINCT: _Operators = frozenset({operators.is_distinct_from, operators.is_not_distinct_from})
_LESS: _Operators = frozenset({operators.lt, operators.le, operators.gt, operators.ge})
_COMPARING = _NULLS | _EQUAL | _BETWEEN | _DISTINCT | _LESS


class Strict(sa.types.TypeDecorator.Comparator[Any]):
    """It looks at an operator and what is beside it when the expression is built."""

    wording: ClassVar[str] = ""

    def operate(self, op: Callable[..., Any], *other: Any, **settings: Any) -> Any:
        self._check(op, other)
        return super().operate(op, *map(self._beside, other), **settings)

    def reverse_operate(self, op: Callable[..., Any], other: Any, **settings: Any) -> Any:
        self._check(op, (other,))
        return super().reverse_operate(op, self._beside(other), **settings)

    def _check(self, op: Callable[..., Any], others: tuple[Any, ...]) -> None:
        if op not in _ORDERING and not self._allows(op, others):
            beside = ", ".join(f"a `{_said(other)}`" for other in others)
            given = f"`{getattr(op, '__name__', op)}`" + (f" with {beside}" if beside else "")
            raise UnsupportedError(f"{self.wording}, this is {given}")

    def _beside(self, other: Any) -> Any:
        """What is beside it, as it is sent."""
        return other

    def _allows(self, op: Callable[..., Any], others: tuple[Any, ...]) -> bool:
        """Whatever it is, it can be asked whether there is one."""
        return op in _NULLS


class Times(Strict):
    """Of a time: it is compared with times, and ordered."""

    wording = "a time of a statement is compared with a `datetime` or another time"

    def _allows(self, op: Callable[..., Any], others: tuple[Any, ...]) -> bool:
        if op in _LISTS:
            (listed,) = others
            return all(map(_is_time, listed)) if isinstance(listed, (list, tuple, set, frozenset)) else True
        return op in _COMPARING and all(map(_is_time, others))

    def _beside(self, other: Any) -> Any:
        """A parameter that has a type of its own is sent as a `datetime` is, which for SQLite is in UTC."""
        if not isinstance(other, sa.BindParameter):
            return other
        return sa.type_coerce(other, self.type).typed_expression


class Inside(Strict):
    """Of a time in a statement that stands bare: there it is an integer to SQL."""

    wording = "a time can be compared in `.subquery()` or `.cte()` of its statement only"


class Documents(Strict):
    """Of a document, a list or a wide integer: each database has it in another form."""

    wording = (
        "a document, a list or a wide integer of a statement has no operators but `is_(None)`, and is for functions of "
        "the database or for the condition of the request"
    )

    def _allows(self, op: Callable[..., Any], others: tuple[Any, ...]) -> bool:
        return op in _NULLS | _EQUAL and all(other is None or isinstance(other, sa.Null) for other in others)


def _is_time(value: Any) -> bool:
    if isinstance(value, sa.ColumnElement):
        inner = getattr(value.type, "impl", value.type)
        return isinstance(inner, (sa.DateTime, sa.types.NullType))
    return value is None or isinstance(value, (datetime, sa.ClauseElement))


def _said(value: Any) -> str:
    return str(value.type) if isinstance(value, sa.ColumnElement) else type(value).__name__
