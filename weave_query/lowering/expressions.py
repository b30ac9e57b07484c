"""Room 6: how bound expressions are spelled, one named method per construct.

Nothing decides meaning: each method's docstring, or its node's, says what the SQL must yield. The methods without
a body are what every database says in its own way. What a database cannot say is UnsupportedError.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar, assert_never

from sqlglot import Dialect, exp

from weave_query.binding.nodes import (
    AnyElement,
    AnyRow,
    Apply,
    Arithmetic,
    ArithmeticOp,
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
    Function,
    InRange,
    InRows,
    IsNull,
    JsonArray,
    JsonRef,
    Let,
    LetRef,
    Match,
    MatchKind,
    Member,
    Negate,
    Null,
    Param,
    TextAfter,
    TreeMatch,
)
from weave_query.errors import InternalError, UnsupportedError
from weave_query.lowering import sql
from weave_query.lowering.lets import Lets
from weave_query.storage import Absence
from weave_query.types import STRING, WIDE_INT

_COMPARISONS: dict[ComparisonOp, type[exp.Binary]] = {
    ComparisonOp.EQ: exp.EQ,
    ComparisonOp.NE: exp.NEQ,
    ComparisonOp.GT: exp.GT,
    ComparisonOp.GTE: exp.GTE,
    ComparisonOp.LT: exp.LT,
    ComparisonOp.LTE: exp.LTE,
}
_ARITHMETIC: dict[ArithmeticOp, type[exp.Binary]] = {
    ArithmeticOp.ADD: exp.Add,
    ArithmeticOp.SUBTRACT: exp.Sub,
    ArithmeticOp.MULTIPLY: exp.Mul,
    ArithmeticOp.MODULO: exp.Mod,
}


class Expressions(Lets, ABC):
    """Spells bound expressions for one database, in one statement."""

    dialect: ClassVar[str | type[Dialect]]
    """The sqlglot dialect that prints the tree."""
    regex_hint: ClassVar[str | None] = None
    """Where the engine has no regular expressions: who has."""
    driver_functions: bool = False
    """May the statement call functions that the driver adds to a connection?"""

    # Dispatch

    def scalar(self, node: BoundExpr) -> exp.Expr:
        """Any bound expression."""
        match node:
            case Compare():
                return self.compare(node)
            case JsonRef():
                return self.json_ref(node)
            case Param():
                return self.param(node)
            case ColumnRef():
                return self.column_ref(node)
            case BoundAnd():
                return sql.both(*map(self.scalar, node.items))
            case BoundOr():
                return sql.either(*map(self.scalar, node.items))
            case Negate():
                return self.negate(node)
            case IsNull():
                return self.is_null(node)
            case Definite():
                return sql.coalesce(self.scalar(node.operand), self.boolean(False))
            case Case():
                return self.case(node)
            case Coalesce():
                return sql.coalesce(*map(self.scalar, node.items))
            case Constant():
                return self.constant(node)
            case Fixed():
                return self.fixed_text(node)
            case Member():
                return self.member(node)
            case Match():
                return self.match(node)
            case TreeMatch():
                return self.tree_match(node)
            case AnyElement():
                return self.any_element(node)
            case InRows():
                return self.in_rows(node)
            case TextAfter():
                return self.text_after(self.scalar(node.text), self.scalar(node.prefix))
            case ElementRef():
                return self.element_ref()
            case Apply():
                return self.apply(node)
            case Arithmetic():
                return self.arithmetic(node)
            case Null():
                return self.null(node)
            case Let():
                return self.let(node)
            case LetRef():
                return self.let_ref(node)
            case InRange():
                return self.in_range(node)
            case JsonArray():
                raise InternalError("the elements of an array stand in `AnyElement` only")
            case AnyRow():
                raise InternalError("the rows of a set were not named by the plan")
            case _:
                assert_never(node)

    # Columns, constants

    def column_ref(self, node: ColumnRef) -> exp.Expr:
        """A column, null where the storage writes absence otherwise."""
        if node.table in self._derived:
            return self.raw_column(node)
        stored = self.storage.column(node.table, node.column)
        column = self.raw_column(node)
        return exp.Nullif(this=column, expression=sql.text("")) if stored.absence is Absence.EMPTY_TEXT else column

    def raw_column(self, node: ColumnRef) -> exp.Expr:
        """The physical column as it is."""
        if node.table in self._derived:
            spelled = self._spelled.get((node.table, node.column))
            return spelled.copy() if spelled is not None else sql.column(node.column, self._aliases[node.table])
        stored = self.storage.column(node.table, node.column)
        return sql.stored_column(stored.column, self._aliases[node.table])

    def constant(self, node: Constant) -> exp.Expr:
        if isinstance(node.value, bool):
            return self.boolean(node.value)
        if isinstance(node.value, str):
            return sql.text(node.value)
        number = sql.number(node.value)
        return self.wide(number) if node.type is WIDE_INT else number

    def fixed_text(self, node: Fixed) -> exp.Expr:
        """A text of the request's shape, as a parameter."""
        return self.fixed(node.value, node.type)

    def typed_constant(self, node: Constant) -> exp.Expr:
        """A constant of the type of the columns that it stands below, where an engine would take another."""
        return self.constant(node)

    def boolean(self, value: bool) -> exp.Expr:
        return sql.boolean(value)

    def element_ref(self) -> exp.Expr:
        if not self._elements:
            raise InternalError("an element is read outside of its list")
        return self._elements[-1].copy()

    def cast(self, operand: exp.Expr, type_: str) -> exp.Expr:
        """CAST to a type of this database, by its own name."""
        return sql.cast(operand, type_, self.dialect)

    # Predicates

    def compare(self, node: Compare) -> exp.Expr:
        left, right = self.compared(node.left), self.compared(node.right)
        if node.left.type is STRING and node.op is not ComparisonOp.EQ:
            left = self.by_code_point(left)
        return sql.operate(_COMPARISONS[node.op], left, right)

    def compared(self, node: BoundExpr) -> exp.Expr:
        """An operand of a comparison, whose type the other side tells."""
        return self.scalar(node)

    def by_code_point(self, text: exp.Expr) -> exp.Expr:
        """A text that orders by code point. Most engines compare bytes anyway."""
        return text

    def negate(self, node: Negate) -> exp.Expr:
        operand = self.scalar(node.operand)
        if isinstance(node.operand, Compare) and isinstance(operand, exp.EQ):
            return exp.NEQ(this=operand.this, expression=operand.expression)
        return sql.negate(operand)

    def is_null(self, node: IsNull) -> exp.Expr:
        return sql.is_null(self.scalar(node.operand))

    def case(self, node: Case) -> exp.Expr:
        default = self.scalar(node.default) if node.default is not None else None
        branches = [(self.scalar(condition), self.scalar(value)) for condition, value in node.branches]
        return sql.case(branches, default)

    def match(self, node: Match) -> exp.Expr:
        text = self.scalar(node.text)
        match node.kind:
            case MatchKind.CONTAINS:
                return self.contains(text, self.scalar(node.needle))
            case MatchKind.PREFIX:
                return self.starts_with(text, self.scalar(node.needle))
            case MatchKind.ANY_PREFIX:
                return self.starts_with_any(text, self.list_param(node.needle))
            case MatchKind.SUFFIX:
                return self.ends_with(text, self.scalar(node.needle))
            case MatchKind.FOLDED:
                return self.contains_literal_folded(text, self.needle_param(node.needle))
            case MatchKind.REGEX:
                return self.regex_match(text, self.scalar(node.needle))
            case _:
                assert_never(node.kind)

    def list_param(self, node: BoundExpr) -> Param:
        if not isinstance(node, Param):
            raise InternalError("a list is always a parameter")
        return node

    def needle_param(self, node: BoundExpr) -> Param:
        if not isinstance(node, Param):
            raise InternalError("what is searched without regard to case is always a parameter")
        return node

    def contains_literal_folded(self, text: exp.Expr, needle: Param) -> exp.Expr:
        """The text contains a literal without regard to case. A backend that cannot search for a `long` one by a
        pattern overrides this."""
        return self.contains_folded(text, self.scalar(needle))

    @abstractmethod
    def member(self, node: Member) -> exp.Expr:
        """The operand is one of the parameter's list, which is one parameter."""

    @abstractmethod
    def contains(self, text: exp.Expr, needle: exp.Expr) -> exp.Expr:
        """The text contains the needle, code point for code point; the empty needle is in any text."""

    @abstractmethod
    def starts_with(self, text: exp.Expr, prefix: exp.Expr) -> exp.Expr:
        """The text starts with the prefix."""

    @abstractmethod
    def ends_with(self, text: exp.Expr, suffix: exp.Expr) -> exp.Expr:
        """The text ends with the suffix."""

    def regex_match(self, text: exp.Expr, pattern: exp.Expr) -> exp.Expr:
        """The text has a match of the pattern, which the codec spells for the engine."""
        raise UnsupportedError(
            "`$regexMatch` needs regular expressions, which this database has not",
            capability="regular_expressions",
            hint=self.regex_hint,
        )

    @abstractmethod
    def starts_with_any(self, text: exp.Expr, prefixes: Param) -> exp.Expr:
        """The text starts with one of a list of prefixes."""

    def contains_folded(self, text: exp.Expr, pattern: exp.Expr) -> exp.Expr:
        """The text contains a match of the pattern, which the codec makes of the needle's character classes."""
        raise UnsupportedError("this database cannot search without regard to case", capability="case_folding")

    def tree_match(self, node: TreeMatch) -> exp.Expr:
        """Some text in the array or object matches; never null."""
        raise UnsupportedError("this database cannot search inside arrays and objects", capability="container_search")

    def any_element(self, node: AnyElement) -> exp.Expr:
        """Some member of an array or of a list column satisfies the condition; never null."""
        raise UnsupportedError(
            "this database cannot put a condition on the members of a list", capability="element_conditions"
        )

    def in_rows(self, node: InRows) -> exp.Expr:
        """The operand is in the column `id` of a named query; never null."""
        name = self.alias_of(node.rows)
        found = sql.select_from(sql.table(name), [sql.column("id", name)])
        return exp.In(this=self.scalar(node.operand), query=sql.subquery(found))

    # Values

    @abstractmethod
    def json_ref(self, node: JsonRef) -> exp.Expr:
        """A reading of the value at a path: see `JsonReading`."""

    def apply(self, node: Apply) -> exp.Expr:
        argument = self.scalar(node.argument)
        match node.function:
            case Function.TEXT_TO_FLOAT:
                return self.text_to_float(argument)
            case Function.TEXT_TO_INT:
                return self.text_to_int(argument)
            case Function.INT_TO_FLOAT:
                return self.int_to_float(argument)
            case Function.INT_TO_TEXT:
                return self.int_to_text(argument)
            case Function.FLOAT_TO_TEXT:
                return self.float_to_text(argument)
            case Function.FLOAT_TO_INT:
                return self.float_to_int(argument)
            case Function.TIMESTAMP_TO_TEXT:
                return self.timestamp_to_text(argument)
            case Function.TIMESTAMP_TO_MICROS:
                return self.timestamp_to_micros(argument)
            case Function.TIMESTAMP_TO_SECONDS:
                return self.timestamp_to_seconds(argument)
            case Function.TEXT_LENGTH:
                return self.text_length(argument)
            case Function.LIST_LENGTH:
                return self.list_length(argument)
            case Function.OP_REF_NAME:
                return self.op_ref_name(argument)
            case Function.REF_OBJECT:
                return self.ref_object(argument)
            case Function.REF_KIND:
                return self.ref_kind(argument)
            case Function.BEFORE_COLON:
                return self.text_before(argument, ":")
            case Function.AFTER_COLON:
                return self.text_behind(argument, ":")
            case Function.BEFORE_SLASH:
                return self.text_before(argument, "/")
            case Function.AFTER_SLASH:
                return self.text_behind(argument, "/")
            case Function.PERCENT_DECODED:
                return self.percent_decoded(argument)
            case _:
                assert_never(node.function)

    def arithmetic(self, node: Arithmetic) -> exp.Expr:
        left, right = self.scalar(node.left), self.scalar(node.right)
        if node.op is ArithmeticOp.DIVIDE:
            return self.divide(left, right)
        return sql.operate(_ARITHMETIC[node.op], left, right)

    def null(self, node: Null) -> exp.Expr:
        """NULL, of a type where the database would guess another."""
        return sql.null()

    def in_range(self, node: InRange) -> exp.Expr:
        """0, or a magnitude that no step of arithmetic can carry out of the doubles."""
        magnitude = sql.call("abs", self.scalar(node.operand))
        ordinary = exp.Between(this=magnitude, low=sql.number(1e-150), high=sql.number(1e150))
        return sql.either(sql.equal(self.scalar(node.operand), sql.number(0.0)), ordinary)

    def divide(self, left: exp.Expr, right: exp.Expr) -> exp.Expr:
        """The quotient of two doubles."""
        # With these flags sqlglot adds no cast and no NULLIF of its own.
        return exp.Div(this=sql.wrap(left), expression=sql.wrap(right), typed=True, safe=False)

    @abstractmethod
    def text_to_float(self, text: exp.Expr) -> exp.Expr:
        """The number that a text spells, as the nearest double; null when it spells none: see `lowering.numbers`."""

    @abstractmethod
    def text_to_int(self, text: exp.Expr) -> exp.Expr:
        """The integer within 64 bits that a text spells, in digits alone; null when it spells none."""

    @abstractmethod
    def int_to_float(self, number: exp.Expr) -> exp.Expr:
        """The nearest double."""

    def wide(self, number: exp.Expr) -> exp.Expr:
        """An integer of a type in which no sum of many is too large."""
        return number

    @abstractmethod
    def int_to_text(self, number: exp.Expr) -> exp.Expr:
        """Its digits."""

    @abstractmethod
    def float_to_text(self, number: exp.Expr) -> exp.Expr:
        """Integer digits when it is integral and at most 2^53 in magnitude, else what C prints with `%.15g`."""

    @abstractmethod
    def float_to_int(self, number: exp.Expr) -> exp.Expr:
        """Cut off toward zero; null beyond 2^53 in magnitude."""

    @abstractmethod
    def timestamp_to_text(self, time: exp.Expr) -> exp.Expr:
        """`YYYY-MM-DD HH:MM:SS.ffffff` in UTC."""

    @abstractmethod
    def timestamp_to_micros(self, time: exp.Expr) -> exp.Expr:
        """Microseconds since 1970 UTC, negative before."""

    @abstractmethod
    def timestamp_to_seconds(self, time: exp.Expr) -> exp.Expr:
        """Whole seconds since 1970 UTC, rounded down."""

    @abstractmethod
    def text_length(self, text: exp.Expr) -> exp.Expr:
        """Code points."""

    def text_after(self, text: exp.Expr, prefix: exp.Expr) -> exp.Expr:
        """What follows the prefix in a text that begins with it."""
        start = sql.operate(exp.Add, sql.call("length", prefix), sql.number(1))
        return sql.call("substr", text, start)

    @abstractmethod
    def list_length(self, items: exp.Expr) -> exp.Expr:
        """Members of a list column."""

    @abstractmethod
    def op_ref_name(self, text: exp.Expr) -> exp.Expr:
        """After the last `/op/`, before the colon that follows; null without both, or with nothing between."""

    def ref_object(self, text: exp.Expr) -> exp.Expr:
        """The last of the segments between `/`, up to its first `:`."""
        raise UnsupportedError("this database cannot take refs apart", capability="ref_parts")

    def ref_kind(self, text: exp.Expr) -> exp.Expr:
        """The last but one of the segments between `/`; empty when there is none."""
        raise UnsupportedError("this database cannot take refs apart", capability="ref_parts")

    def text_before(self, text: exp.Expr, separator: str) -> exp.Expr:
        """What is before the first separator; all of a text without one."""
        raise UnsupportedError("this database cannot take refs apart", capability="ref_parts")

    def text_behind(self, text: exp.Expr, separator: str) -> exp.Expr:
        """What follows the first separator; null without one."""
        raise UnsupportedError("this database cannot take refs apart", capability="ref_parts")

    def percent_decoded(self, text: exp.Expr) -> exp.Expr:
        """The text with its escapes of ASCII characters as these; null where another `%` is in it."""
        raise UnsupportedError("this database cannot take refs apart", capability="ref_parts")
