"""Reference: bound expressions. One row and the parameters in, a value out; None is null."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, assert_never

from weave_query.binding.nodes import (
    AnyElement,
    AnyRow,
    Apply,
    Arithmetic,
    BoundAnd,
    BoundExpr,
    BoundOr,
    Case,
    Coalesce,
    ColumnRef,
    Compare,
    ComparisonOp,
    Constant,
    Definite,
    ElementRef,
    Fixed,
    InRange,
    InRows,
    IsNull,
    JsonArray,
    JsonRef,
    Let,
    LetRef,
    Match,
    Member,
    Negate,
    Null,
    Param,
    Segment,
    TextAfter,
    TreeMatch,
)
from weave_query.errors import LoadError, UnsupportedError
from weave_query.literals import LiteralReading
from weave_query.reference.documents import MISSING, NULL, read, texts, walk
from weave_query.reference.functions import FUNCTIONS, calculate, in_range, matches

Row = Mapping[Any, Any]
"""A row: column to logical value, JSON decoded, times in microseconds, None where there is no value. Where the rows of
several relations are joined, a column is also there under its relation's name and its own."""
Parameters = Mapping[tuple[int, LiteralReading], Any]
"""The literals of a request as its parameters take them, by slot and reading."""

_COMPARISONS: dict[ComparisonOp, Callable[[Any, Any], bool]] = {
    ComparisonOp.EQ: operator.eq,
    ComparisonOp.NE: operator.ne,
    ComparisonOp.GT: operator.gt,
    ComparisonOp.GTE: operator.ge,
    ComparisonOp.LT: operator.lt,
    ComparisonOp.LTE: operator.le,
}


def rows_of(name: str) -> tuple[str, str]:
    """The key of a row under which the ids of the rows stand that a plan has named so."""
    return name, "all ids"


def lacking_column(table: str, column: str) -> LoadError:
    """The error of a row that lacks a column: what is not there is None, so that a forgotten column is no null."""
    return LoadError(
        f"a row of `{table}` has no column `{column}`; it is None where there is no value", table=table, row=None
    )


class Evaluation:
    """What expressions yield for one row."""

    def __init__(self, row: Row, parameters: Parameters) -> None:
        self._row = row
        self._parameters = parameters
        self._elements: list[Any] = []
        self._lets: dict[int, Any] = {}

    def _column(self, node: ColumnRef) -> Any:
        try:
            qualified = node.table, node.column
            return self._row[qualified] if qualified in self._row else self._row[node.column]
        except (KeyError, TypeError):
            raise lacking_column(node.table, node.column) from None

    def value(self, node: BoundExpr) -> Any:
        """The value of any bound expression."""
        match node:
            case ColumnRef():
                return self._column(node)
            case JsonRef():
                return read(self._at(node.document, node.path), node.reading)
            case JsonArray():
                found = self._at(node.document, node.path)
                return found if isinstance(found, list) else []
            case ElementRef():
                return self._elements[-1]
            case Param():
                return self._parameters[node.slot, node.reading]
            case Constant() | Fixed():
                return node.value
            case Null():
                return None
            case Let():
                for number, value in node.values:
                    self._lets[number] = self.value(value)
                return self.value(node.body)
            case LetRef():
                return self._lets[node.number]
            case Case():
                return self._case(node)
            case Coalesce():
                return next((found for found in map(self.value, node.items) if found is not None), None)
            case IsNull():
                return self.value(node.operand) is None
            case Definite():
                return self.value(node.operand) is True
            case BoundAnd():
                return self._connected(node.items, absorbing=False)
            case BoundOr():
                return self._connected(node.items, absorbing=True)
            case AnyElement():
                return any(self._element_holds(item, node.where) for item in self.value(node.items))
            case TreeMatch():
                return self._tree_match(node)
            case InRows():
                return self.value(node.operand) in self._row[rows_of(node.rows)]
            case AnyRow():
                raise UnsupportedError(f"a condition on the rows of `{node.rows}` is evaluated in a plan alone")
            case TextAfter():
                return _of_values(str.removeprefix, self.value(node.text), self.value(node.prefix))
            case Negate():
                return _of_values(operator.not_, self.value(node.operand))
            case InRange():
                return _of_values(in_range, self.value(node.operand))
            case Apply():
                return _of_values(FUNCTIONS[node.function], self.value(node.argument))
            case Compare():
                return _of_values(_COMPARISONS[node.op], self.value(node.left), self.value(node.right))
            case Arithmetic():
                left, right = self.value(node.left), self.value(node.right)
                return _of_values(lambda a, b: calculate(node.op, a, b), left, right)
            case Member():
                return _of_values(lambda item: item in self.value(node.choices), self.value(node.operand))
            case Match():
                text, needle = self.value(node.text), self.value(node.needle)
                return _of_values(lambda a, b: matches(node.kind, a, b), text, needle)
            case _:
                assert_never(node)

    def _at(self, document: ColumnRef | ElementRef, path: tuple[Segment, ...]) -> Any:
        found = self.value(document)
        if isinstance(document, ColumnRef) and found is None:
            found = MISSING  # a document that is not there holds nothing, not even null
        return walk(None if found is NULL else found, path)

    def _case(self, node: Case) -> Any:
        for condition, value in node.branches:
            if self.value(condition) is True:
                return self.value(value)
        return self.value(node.default) if node.default is not None else None

    def _connected(self, items: tuple[BoundExpr, ...], *, absorbing: bool) -> bool | None:
        """AND and OR with null: the absorbing value where there is one, else null where there is a null."""
        found = [self.value(item) for item in items]
        if absorbing in found:
            return absorbing
        return None if None in found else not absorbing

    def _element_holds(self, element: Any, where: BoundExpr) -> bool:
        with self._looking_at(element):
            return self.value(where) is True

    @contextmanager
    def _looking_at(self, element: Any) -> Iterator[None]:
        self._elements.append(element)
        try:
            yield
        finally:
            self._elements.pop()

    def _tree_match(self, node: TreeMatch) -> bool:
        # `numbers` and `booleans` only spare the engines work: looking at all scalars shows whether they may.
        container, needle = self._at(node.document, node.path), self.value(node.needle)
        if needle is None or not isinstance(container, (dict, list)):
            return False
        return any(matches(node.kind, text, needle) for text in texts(container))


def _of_values(function: Callable[..., Any], *values: Any) -> Any:
    """The function of values, null when one of them is."""
    return None if any(value is None for value in values) else function(*values)
