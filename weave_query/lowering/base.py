"""Room 6: `Lowering`, how bound expressions are spelled. One named method per construct; a backend overrides methods.

A lowering serves one statement: it numbers its parameters and names its aliases. The methods without a body here are
what every database says in its own way; the others are the same everywhere, or nearly, or refuse by the name of
a capability, so that a backend can begin without them. Nothing decides meaning: each
method's docstring, or its node's, says what the SQL must yield. What a database cannot say is UnsupportedError.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar, assert_never

from sqlglot import Dialect, exp

from weave_query.binding.nodes import (
    AnyElement,
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
    Function,
    InRange,
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
    TreeMatch,
)
from weave_query.binding.order import SortKey
from weave_query.binding.walk import references
from weave_query.compiled import ParameterSpec
from weave_query.errors import InternalError, UnsupportedError
from weave_query.lowering import sql
from weave_query.lowering.params import Parameters
from weave_query.lowering.stages import Stage, stages
from weave_query.plan.measures import AggregateFunction, Percentile
from weave_query.plan.nodes import AnyMeasure, Relation, Rollup, Unnest, UnnestList, WindowFunction, WindowOutput
from weave_query.storage import Absence, StorageMap
from weave_query.types import INT, STRING, WIDE_INT, LogicalType

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

# PostgreSQL has at most 1,664 columns in a row of a query, SQLite 2,000.
WIDEST = 1_000


@dataclass(frozen=True, slots=True)
class Unnested:
    """What an `Unnest` adds to its SELECT: a join, and the condition that a member is of the kind that is asked for."""

    join: exp.Expr
    condition: exp.Expr


class Lowering(ABC):
    """Spells bound expressions for one database, for one statement."""

    dialect: ClassVar[str | type[Dialect]]
    """The sqlglot dialect that prints the tree."""
    table_functions: ClassVar[frozenset[str]] = frozenset()
    """The table functions that this lowering puts in FROM; the verifier allows no others."""
    regex_hint: ClassVar[str | None] = None
    """Where the engine has no regular expressions: who has."""
    materializes_joined: ClassVar[bool] = False
    """Are derived rows that are joined computed first and once? Where an engine takes a join of them apart, and without
    statistics may compute them anew for each row."""
    joins_ids: ClassVar[bool] = False
    """Are rows within a set of ids joined with it, and not looked for in a subquery?"""
    driver_functions: bool = False
    """May the statement call functions that the driver adds to a connection?"""

    def __init__(self, storage: StorageMap) -> None:
        self.storage = storage
        self.parameters = Parameters()
        self._aliases: dict[str, str] = {}
        self.named_queries: list[exp.Expr] = []
        self.named_rows: dict[Relation, str] = {}
        self.recursive_queries = False
        self._derived: set[str] = set()
        self._spelled: dict[tuple[str, str], exp.Expr] = {}
        # A named query that is called as a table is would hide it. Engines that fold names fold these.
        self._taken = {table.parts[-1].lower() for table in storage.tables.values()}
        self._wished: dict[str, int] = {}
        self._elements: list[exp.Expr] = []
        self._lets: dict[int, exp.Expr] = {}

    # Names and parameters

    def alias(self, wish: str) -> str:
        """A new alias of this statement."""
        number = self._wished.get(wish, 0) + 1
        while (name := wish if number == 1 else f"{wish}{number}") in self._taken:
            number += 1
        self._wished[wish] = number
        self._taken.add(name)
        return name

    def open_table(self, table: str) -> str:
        """Give a logical table its alias, which its columns are qualified with from now on."""
        self._aliases[table] = self.alias(table[0])
        self._derived.discard(table)
        return self._aliases[table]

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Within the block, names are those of a query of its own: what it opens is closed again behind it."""
        aliases, derived, spelled = dict(self._aliases), set(self._derived), dict(self._spelled)
        try:
            yield
        finally:
            self._aliases, self._derived, self._spelled = aliases, derived, spelled

    def open_alias(self, name: str, known: str | None = None) -> str:
        """Give derived rows their alias, a new or a known one: columns of that name are theirs from now on."""
        self._aliases[name] = self.alias(name) if known is None else known
        self._derived.add(name)
        return self._aliases[name]

    def reopen_alias(self, name: str, alias: str) -> None:
        """Let columns of that name be those of derived rows that have their alias already."""
        self._aliases[name] = alias

    def open_members(self, name: str, key: exp.Expr, value: exp.Expr) -> None:
        """From now on, `key` and `value` of an `Unnest` are spelled so."""
        self._derived.add(name)
        self._spelled |= {(name, "key"): key, (name, "value"): value}

    def open_member(self, name: str, value: exp.Expr) -> None:
        """From now on, `value` of an `UnnestList` is spelled so."""
        self._derived.add(name)
        self._spelled[name, "value"] = value

    def is_derived(self, node: ColumnRef) -> bool:
        """Is a column of derived rows, and not of a table?"""
        return node.table in self._derived

    def alias_of(self, name: str) -> str:
        """The alias that a table or derived rows have."""
        return self._aliases[name]

    @contextmanager
    def element(self, spelled: exp.Expr) -> Iterator[None]:
        """Within the block, `ElementRef` is `spelled`."""
        self._elements.append(spelled)
        try:
            yield
        finally:
            self._elements.pop()

    def param(self, node: Param, encoding: str | None = None) -> exp.Expr:
        """The placeholder of a literal."""
        return self.placeholder(self.parameters.of(node, encoding))

    def fixed(self, value: object, type_: LogicalType, encoding: str | None = None) -> exp.Expr:
        """The placeholder of a value that is part of the request's shape: a key, a path."""
        return self.placeholder(self.parameters.fixed(value, type_, encoding))

    def placeholder(self, spec: ParameterSpec) -> exp.Expr:
        return exp.Placeholder(this=spec.name)

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
            case Member():
                return self.member(node)
            case Match():
                return self.match(node)
            case TreeMatch():
                return self.tree_match(node)
            case AnyElement():
                return self.any_element(node)
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

    def unnest(self, node: Unnest) -> Unnested:
        """The members of an object as rows beside the row; `open_members` says how they are spelled."""
        raise UnsupportedError("this database cannot read the members of an object as rows", capability="unnest")

    def unnest_list(self, node: UnnestList) -> exp.Expr:
        """The members of a list column as rows beside the row, as a join; `open_member` says how one is spelled."""
        raise UnsupportedError("this database cannot read the members of a list as rows", capability="unnest")

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
            case _:
                assert_never(node.function)

    def arithmetic(self, node: Arithmetic) -> exp.Expr:
        left, right = self.scalar(node.left), self.scalar(node.right)
        if node.op is ArithmeticOp.DIVIDE:
            return self.divide(left, right)
        return sql.operate(_ARITHMETIC[node.op], left, right)

    def measure(self, node: AnyMeasure) -> exp.Expr:
        """A measure of the rows of a group."""
        if node.operand is None:
            return exp.Count(this=exp.Star())
        operand = self.scalar(node.operand)
        if isinstance(node, Percentile):
            return self.approximate_percentile(operand, node) if node.approximate else self.percentile(operand, node)
        match node.function:
            case AggregateFunction.ROWS | AggregateFunction.COUNT:
                return exp.Count(this=operand)
            case AggregateFunction.DISTINCT:
                return exp.Count(this=exp.Distinct(expressions=[operand]))
            case AggregateFunction.SUM:
                return self.wide_sum(operand) if node.operand.type is INT else sql.call("sum", operand)
            case AggregateFunction.BOUNDED_SUM:
                return self.bounded_sum(operand)
            case AggregateFunction.MIN:
                return sql.call("min", operand)
            case AggregateFunction.MAX:
                return sql.call("max", operand)
            case _:
                assert_never(node.function)

    def window(self, output: WindowOutput) -> exp.Expr:
        """A column that a row gets from its partition."""
        partition = [self.scalar(key) for key in output.keys]
        order = self.order_by(output.order) if output.order else None
        operand = self.scalar(output.operand) if output.operand is not None else None

        def over(function: exp.Expr) -> exp.Expr:
            return exp.Window(this=function, partition_by=partition, order=order)

        match output.function:
            case WindowFunction.PLACE:
                return sql.operate(exp.Sub, over(exp.RowNumber()), sql.number(1))
            case WindowFunction.COUNT if operand is not None:
                return over(exp.Count(this=operand))
            case WindowFunction.MAX if operand is not None:
                return over(sql.call("max", operand))
            case WindowFunction.NEXT if operand is not None:
                return over(self.next_value(operand))
            case _:
                raise InternalError(f"the window function {output.function.value} lacks its operand")

    def next_value(self, operand: exp.Expr) -> exp.Expr:
        """The window function that gives a value of the next row, null for the last."""
        return sql.call("lead", operand)

    def wide_sum(self, operand: exp.Expr) -> exp.Expr:
        """The sum of integers, exact whatever its size."""
        return sql.call("sum", operand)

    def wide(self, number: exp.Expr) -> exp.Expr:
        """An integer of a type in which no sum of many is too large."""
        return number

    def rollup(self, node: Rollup, links: str, amounts: str) -> exp.Query:
        """The sums over trees, of two queries of WITH: see `Rollup`. What it needs it adds to `named_queries`."""
        raise UnsupportedError("this database cannot add up what is below a call", capability="rollups")

    def reachable(self, links: str, is_root: exp.Expr) -> exp.Query:
        """The ids that links lead down to, of a query of WITH: see `Reachable`. is_root: a condition on its rows."""
        raise UnsupportedError("this database cannot follow the links between calls", capability="rollups")

    def bounded_sum(self, operand: exp.Expr) -> exp.Expr:
        """The sum of integers that are not negative, in 64 bits: `LARGEST_SUM` where it is that or more."""
        raise UnsupportedError("this database has no sum that cannot overflow", capability="rollups")

    def percentile(self, operand: exp.Expr, node: Percentile) -> exp.Expr:
        """The percentile of the values of a group, exact, by linear interpolation."""
        raise UnsupportedError("this database has no exact percentiles", capability="exact_percentiles")

    def approximate_percentile(self, operand: exp.Expr, node: Percentile) -> exp.Expr:
        """A value near to the percentile, by the method that the capability of this name tells."""
        raise UnsupportedError("this database has no approximate percentiles", capability="approximate_percentiles")

    def null(self, node: Null) -> exp.Expr:
        """NULL, of a type where the database would guess another."""
        return sql.null()

    def in_range(self, node: InRange) -> exp.Expr:
        """0, or a magnitude that no step of arithmetic can carry out of the doubles."""
        magnitude = sql.call("abs", self.scalar(node.operand))
        ordinary = exp.Between(this=magnitude, low=sql.number(1e-150), high=sql.number(1e150))
        return sql.either(sql.equal(self.scalar(node.operand), sql.number(0.0)), ordinary)

    def let(self, node: Let) -> exp.Expr:
        """The body over a row of the values: `(SELECT body FROM (SELECT value AS v1) AS l)`.

        Values that refer to others come in stages, each a named query of its own that reads the one before it. That is
        flat, however long: `(WITH l AS (SELECT value AS v1), l2 AS (SELECT l.v1, value AS v2 FROM l) SELECT body ..)`.
        """
        first, *later = stages(node)
        if any(len(stage.needed) > WIDEST for stage in (first, *later)):
            return self._many_rows(node, [first, *later])
        select = exp.Select(expressions=self._columns(first.values))
        if not later:
            row = sql.subquery(self.fenced(select), self._source(first.needed))
            return sql.subquery(sql.select_from(row, [self.scalar(node.body)]))
        queries: list[exp.Expr] = []
        before = self._source(first.needed)
        queries.append(sql.cte(self.fenced(select), before))
        for stage in later:
            kept = [self._lets[number].copy() for number in stage.carried]
            select = sql.select_from(sql.table(before), [*kept, *self._columns(stage.values)])
            before = self._source(stage.needed)
            queries.append(sql.cte(self.fenced(select), before))
        return self._over(queries, [before], node.body)

    def _many_rows(self, node: Let, found: list[Stage]) -> exp.Expr:
        """The body over several rows, because a row of an engine has only so many columns. A row may be read by more
        than one of the others, so each is kept, and nothing has to be carried along."""
        queries: list[exp.Expr] = []
        row_of: dict[int, str] = {}
        for stage in found:
            parts = [stage.values[start : start + WIDEST] for start in range(0, len(stage.values), WIDEST)]
            selects = []
            for part in parts:
                select = exp.Select(expressions=self._columns(part))
                sql.read_from(select, _rows(row_of, (value for _, value in part)))
                selects.append(select)
            for part, select in zip(parts, selects, strict=True):
                numbers = [number for number, _ in part]
                name = self._source(numbers)
                row_of.update(dict.fromkeys(numbers, name))
                queries.append(sql.cte(select, name, materialized=True))
        return self._over(queries, _rows(row_of, (node.body,)), node.body)

    def _over(self, queries: list[exp.Expr], rows: list[str], body: BoundExpr) -> exp.Expr:
        select = exp.Select(expressions=[self.scalar(body)], with_=exp.With(expressions=queries))
        sql.read_from(select, rows)
        return sql.subquery(select)

    def _columns(self, values: Iterable[tuple[int, BoundExpr]]) -> list[exp.Expr]:
        return [sql.alias(self.scalar(value), f"v{number}") for number, value in values]

    def _source(self, numbers: Iterable[int]) -> str:
        """A new source: from now on, the values of these numbers are columns of it."""
        source = self.alias("l")
        self._lets.update((number, sql.column(f"v{number}", source)) for number in numbers)
        return source

    def fenced(self, select: exp.Select) -> exp.Select:
        """A SELECT of one row, in which an engine that likes to merges it with the one around it finds a reason not to:
        merged, a value would be computed wherever it is used."""
        return select

    def let_ref(self, node: LetRef) -> exp.Expr:
        return self._lets[node.number].copy()

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

    # Statements

    def carried(self, node: BoundExpr) -> exp.Expr:
        """An expression as a column of rows that the statement goes on with."""
        return self.nothing(node.type) if isinstance(node, Null) else self.scalar(node)

    def nothing(self, type_: LogicalType) -> exp.Expr:
        """The column of a type that no row has a value of. Of a list it may be null or empty."""
        return sql.null()

    def output(self, node: BoundExpr) -> exp.Expr:
        """An expression that is not `Null` as a result column: timestamps as microseconds, documents as JSON text."""
        return self.scalar(node)

    def order_by(self, keys: Sequence[SortKey]) -> exp.Expr:
        """ORDER BY: null last in both directions, text by code point."""
        return exp.Order(expressions=[self.ordered(key) for key in keys])

    def ordered(self, key: SortKey) -> exp.Expr:
        spelled = self.scalar(key.expr)
        if key.expr.type is STRING:
            spelled = self.by_code_point(spelled)
        return exp.Ordered(this=spelled, desc=key.descending or None, nulls_first=self._nulls_first(key))

    def _nulls_first(self, key: SortKey) -> bool:
        """Last; and where null cannot be, what the engine does anyway: saying it would keep it from using an index."""
        if key.expr.nullable:
            return False
        ordering = Dialect.get_or_raise(self.dialect).NULL_ORDERING
        return {"nulls_are_small": not key.descending, "nulls_are_large": key.descending}.get(ordering, False)

    def limit(self, select: exp.Select, limit: Param | None, offset: Param | None) -> None:
        """Put LIMIT and OFFSET on a SELECT."""
        if limit is not None:
            select.set("limit", exp.Limit(expression=self.compared(limit)))
        if offset is not None:
            select.set("offset", exp.Offset(expression=self.compared(offset)))

    def finish(self, select: exp.Select) -> exp.Select:
        """What a statement needs around it, such as named expressions in WITH."""
        return select


def _rows(row_of: dict[int, str], values: Iterable[BoundExpr]) -> list[str]:
    """The rows that have the values to which these refer, in order."""
    used = dict.fromkeys(row_of[number] for value in values for number in references(value) if number in row_of)
    return [name for name in dict.fromkeys(row_of.values()) if name in used]
