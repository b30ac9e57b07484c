"""Room 3: bound expressions, what a query means. Every node has a type and knows whether it can be null.

The vocabulary is small and typed: a JSON value is read as one type at a time (`JsonRef.reading`), a reading of another
type is null. Comparisons are SQL's, three-valued; `Definite` makes one two-valued and stands only where the context
is not positive. Backends spell these nodes and decide nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from weave_query.binding.vocabulary import (
    FUNCTION_TYPES,
    PARTIAL,
    READING_TYPES,
    ArithmeticOp,
    Function,
    JsonReading,
    MatchKind,
)
from weave_query.catalogue.sets import RowSet
from weave_query.literals import LiteralReading
from weave_query.syntax.expr import ComparisonOp
from weave_query.syntax.paths import Segment
from weave_query.types import BOOL, JSON, STRING, ArrayType, LogicalType

__all__ = [
    "AnyElement",
    "AnyRow",
    "Apply",
    "Arithmetic",
    "ArithmeticOp",
    "BoundAnd",
    "BoundExpr",
    "BoundOr",
    "Case",
    "Coalesce",
    "ColumnRef",
    "Compare",
    "ComparisonOp",
    "Constant",
    "Definite",
    "Document",
    "ElementRef",
    "Fixed",
    "Function",
    "InRange",
    "InRows",
    "IsNull",
    "JsonArray",
    "JsonReading",
    "JsonRef",
    "Let",
    "LetRef",
    "Match",
    "MatchKind",
    "Member",
    "Negate",
    "Null",
    "Param",
    "Segment",
    "TextAfter",
    "TreeMatch",
]


@dataclass(frozen=True, slots=True)
class ColumnRef:
    """A column of a logical table."""

    table: str
    column: str
    type: LogicalType
    nullable: bool


@dataclass(frozen=True, slots=True)
class ElementRef:
    """The element that the innermost `AnyElement` looks at: a text of a list column, or a JSON value of an array."""

    type: LogicalType
    nullable: bool = False


Document = ColumnRef | ElementRef
"""What a path goes into: a JSON column, or an element that is a JSON value."""


@dataclass(frozen=True, slots=True)
class JsonRef:
    """A reading of the value at a path of a document. Only ABSENT and KIND are never null."""

    document: Document
    path: tuple[Segment, ...]
    reading: JsonReading

    @property
    def type(self) -> LogicalType:
        return READING_TYPES[self.reading]

    @property
    def nullable(self) -> bool:
        return self.reading not in (JsonReading.ABSENT, JsonReading.KIND)


@dataclass(frozen=True, slots=True)
class JsonArray:
    """The elements of the array at a path of a document; none where the value is no array."""

    document: Document
    path: tuple[Segment, ...]
    nullable: bool = False

    @property
    def type(self) -> LogicalType:
        return ArrayType(JSON)


@dataclass(frozen=True, slots=True)
class Param:
    """A literal of the request: the number of its slot and how it is taken. `opaque`: its text begins no other JSON
    value's text, so a comparison with any scalar's text is one with strings. `long`: see `LiteralShape`."""

    slot: int
    reading: LiteralReading
    type: LogicalType
    opaque: bool = False
    nullable: bool = False
    long: bool = False


@dataclass(frozen=True, slots=True)
class Constant:
    """A constant of ours, never of a request."""

    value: str | int | float | bool
    type: LogicalType
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Fixed:
    """A text that is part of a request's shape, as keys of documents are."""

    value: str
    type: LogicalType = STRING
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Null:
    """No value, of a type."""

    type: LogicalType
    nullable: bool = True


@dataclass(frozen=True, slots=True)
class Let:
    """`body`, in which each `LetRef` of a number is the value beside that number, computed once.

    A value may refer to the values before it. A number stands for one value in the whole statement, and is known in
    this `Let` alone: in `body`, also within the elements that it looks at, and in the values that follow."""

    values: tuple[tuple[int, BoundExpr], ...]
    body: BoundExpr

    @property
    def type(self) -> LogicalType:
        return self.body.type

    @property
    def nullable(self) -> bool:
        return self.body.nullable


@dataclass(frozen=True, slots=True)
class LetRef:
    """A value of an enclosing `Let`."""

    number: int
    type: LogicalType
    nullable: bool


@dataclass(frozen=True, slots=True)
class InRange:
    """Is a double 0, or of a magnitude from 1e-150 to 1e150? Null when it is null."""

    operand: BoundExpr

    @property
    def type(self) -> LogicalType:
        return BOOL

    @property
    def nullable(self) -> bool:
        return self.operand.nullable


@dataclass(frozen=True, slots=True)
class Apply:
    function: Function
    argument: BoundExpr

    @property
    def type(self) -> LogicalType:
        return FUNCTION_TYPES[self.function]

    @property
    def nullable(self) -> bool:
        return self.argument.nullable or self.function in PARTIAL


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`left op right` on two numbers of one type, which the context keeps from overflow and from division by 0."""

    op: ArithmeticOp
    left: BoundExpr
    right: BoundExpr

    @property
    def type(self) -> LogicalType:
        return self.left.type

    @property
    def nullable(self) -> bool:
        return self.left.nullable or self.right.nullable


@dataclass(frozen=True, slots=True)
class Case:
    """The value of the first branch whose condition is true, else `default`, else null."""

    branches: tuple[tuple[BoundExpr, BoundExpr], ...]
    default: BoundExpr | None = None

    @property
    def type(self) -> LogicalType:
        return self.branches[0][1].type

    @property
    def nullable(self) -> bool:
        return self.default is None or self.default.nullable or any(value.nullable for _, value in self.branches)


@dataclass(frozen=True, slots=True)
class Coalesce:
    """The first item that is not null, else null."""

    items: tuple[BoundExpr, ...]

    @property
    def type(self) -> LogicalType:
        return self.items[0].type

    @property
    def nullable(self) -> bool:
        return all(item.nullable for item in self.items)


@dataclass(frozen=True, slots=True)
class Compare:
    """SQL's comparison of two values of one type: text by code point, doubles as doubles. Null when a side is."""

    op: ComparisonOp
    left: BoundExpr
    right: BoundExpr

    @property
    def type(self) -> LogicalType:
        return BOOL

    @property
    def nullable(self) -> bool:
        return self.left.nullable or self.right.nullable


@dataclass(frozen=True, slots=True)
class Member:
    """The value is one of a list parameter's. Null when the value is."""

    operand: BoundExpr
    choices: Param

    @property
    def type(self) -> LogicalType:
        return BOOL

    @property
    def nullable(self) -> bool:
        return self.operand.nullable


@dataclass(frozen=True, slots=True)
class Match:
    """A text matches a needle. Null when a side is."""

    kind: MatchKind
    text: BoundExpr
    needle: BoundExpr

    @property
    def type(self) -> LogicalType:
        return BOOL

    @property
    def nullable(self) -> bool:
        return self.text.nullable or self.needle.nullable


@dataclass(frozen=True, slots=True)
class TreeMatch:
    """Some text in the array or object at a path matches: a key, or a scalar that is not null, at any depth.

    Never null; false when the value is no container. `numbers`, `booleans`: must the texts of such scalars be looked
    at? (A needle with letters is in no number.)
    """

    document: Document
    path: tuple[Segment, ...]
    kind: MatchKind
    needle: BoundExpr
    numbers: bool
    booleans: bool

    @property
    def type(self) -> LogicalType:
        return BOOL

    @property
    def nullable(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class AnyElement:
    """Some member of a list, or element of an array, satisfies `where`, in which it is `ElementRef`. Never null."""

    items: BoundExpr
    where: BoundExpr

    @property
    def type(self) -> LogicalType:
        return BOOL

    @property
    def nullable(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class AnyRow:
    """Some row of a set satisfies `where`, in which the columns of the set's table are the row's, and those of calls
    are the call's that it belongs to. Never null. Planning gives the rows a name: see `InRows`."""

    rows: RowSet
    where: BoundExpr

    @property
    def type(self) -> LogicalType:
        return BOOL

    @property
    def nullable(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class InRows:
    """The operand is in the column `id` of rows that the plan has named so. Neither is ever null."""

    operand: BoundExpr
    rows: str

    @property
    def type(self) -> LogicalType:
        return BOOL

    @property
    def nullable(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class TextAfter:
    """What follows the prefix in a text that begins with it."""

    text: BoundExpr
    prefix: BoundExpr

    @property
    def type(self) -> LogicalType:
        return STRING

    @property
    def nullable(self) -> bool:
        return self.text.nullable or self.prefix.nullable


@dataclass(frozen=True, slots=True)
class IsNull:
    operand: BoundExpr

    @property
    def type(self) -> LogicalType:
        return BOOL

    @property
    def nullable(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Definite:
    """The predicate, with null as false."""

    operand: BoundExpr

    @property
    def type(self) -> LogicalType:
        return BOOL

    @property
    def nullable(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Negate:
    operand: BoundExpr

    @property
    def type(self) -> LogicalType:
        return BOOL

    @property
    def nullable(self) -> bool:
        return self.operand.nullable


@dataclass(frozen=True, slots=True)
class BoundAnd:
    items: tuple[BoundExpr, ...]

    @property
    def type(self) -> LogicalType:
        return BOOL

    @property
    def nullable(self) -> bool:
        return any(item.nullable for item in self.items)


@dataclass(frozen=True, slots=True)
class BoundOr:
    items: tuple[BoundExpr, ...]

    @property
    def type(self) -> LogicalType:
        return BOOL

    @property
    def nullable(self) -> bool:
        return any(item.nullable for item in self.items)


BoundExpr = (
    ColumnRef
    | JsonRef
    | JsonArray
    | ElementRef
    | Param
    | Constant
    | Fixed
    | Null
    | Let
    | LetRef
    | InRange
    | Apply
    | Arithmetic
    | Case
    | Coalesce
    | Compare
    | Member
    | Match
    | TreeMatch
    | AnyElement
    | AnyRow
    | InRows
    | TextAfter
    | IsNull
    | Definite
    | Negate
    | BoundAnd
    | BoundOr
)

TRUE = Constant(True, BOOL)
FALSE = Constant(False, BOOL)
