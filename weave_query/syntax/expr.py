"""Room 1: the AST, what the user wrote with nothing resolved. JSON, `F` and text all become these nodes.

Every node knows the place it came from (`at`), which takes no part in equality. A `Literal` holds a value until
`shape.abstract` moves the values out and leaves `Slot`s: from then on nothing can look at a value.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from weave_query.errors import ROOT, Location
from weave_query.literals import LiteralShape
from weave_query.syntax.paths import FieldPath, Segment

LiteralValue = str | int | float | bool | None


class ComparisonOp(Enum):
    EQ = "$eq"
    NE = "$ne"
    GT = "$gt"
    GTE = "$gte"
    LT = "$lt"
    LTE = "$lte"

    @property
    def mirrored(self) -> ComparisonOp:
        """The operator that says the same with the operands exchanged."""
        return _MIRRORED.get(self, self)


_MIRRORED = {
    ComparisonOp.GT: ComparisonOp.LT,
    ComparisonOp.LT: ComparisonOp.GT,
    ComparisonOp.GTE: ComparisonOp.LTE,
    ComparisonOp.LTE: ComparisonOp.GTE,
}


class ArithmeticOp(Enum):
    ADD = "$add"
    SUBTRACT = "$subtract"
    MULTIPLY = "$multiply"
    DIVIDE = "$divide"


class ConvertTo(Enum):
    DOUBLE = "double"
    STRING = "string"
    INT = "int"
    BOOL = "bool"
    EXISTS = "exists"


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written in the request."""

    value: LiteralValue
    at: Location = field(default=ROOT, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TextList:
    """Texts of a filter's list, which stand beside text columns only: what they spell decides nothing."""

    values: tuple[str, ...]
    at: Location = field(default=ROOT, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a literal whose value was moved out: its number and what of it may decide the SQL."""

    index: int
    shape: LiteralShape
    at: Location = field(default=ROOT, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SlotList:
    """The literals of one `$in` list, moved out together: they become one parameter per type."""

    index: int
    shapes: frozenset[LiteralShape]
    at: Location = field(default=ROOT, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class GetField:
    path: FieldPath
    at: Location = field(default=ROOT, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Element:
    """`$$this`: the element that the innermost `AnyElement` or `AllElements` looks at, or what is below it."""

    segments: tuple[Segment, ...] = ()
    at: Location = field(default=ROOT, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Convert:
    input: Expr
    to: ConvertTo
    at: Location = field(default=ROOT, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Size:
    input: Expr
    at: Location = field(default=ROOT, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class And:
    items: tuple[Expr, ...]
    at: Location = field(default=ROOT, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Or:
    items: tuple[Expr, ...]
    at: Location = field(default=ROOT, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Not:
    item: Expr
    at: Location = field(default=ROOT, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    op: ComparisonOp
    left: Expr
    right: Expr
    at: Location = field(default=ROOT, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class In:
    """`$in`: the item equals some choice. After `shape.abstract` the literal choices are one `SlotList`."""

    item: Expr
    choices: tuple[Expr, ...]
    at: Location = field(default=ROOT, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Contains:
    input: Expr
    substr: Expr
    case_insensitive: bool = False
    at: Location = field(default=ROOT, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class StartsWith:
    """The text of `input` starts with one of the prefixes. Several literals become one `SlotList`."""

    input: Expr
    prefixes: tuple[Expr, ...]
    at: Location = field(default=ROOT, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class EndsWith:
    input: Expr
    suffix: Expr
    at: Location = field(default=ROOT, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class RegexMatch:
    """The text of `input` has a match of a regular expression of our own grammar, which is a literal."""

    input: Expr
    regex: Expr
    case_insensitive: bool = False
    at: Location = field(default=ROOT, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TypeOf:
    input: Expr
    at: Location = field(default=ROOT, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class IfNull:
    """The first of the items that is neither missing nor null."""

    items: tuple[Expr, ...]
    at: Location = field(default=ROOT, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """The items folded from the left; $subtract and $divide have two."""

    op: ArithmeticOp
    items: tuple[Expr, ...]
    at: Location = field(default=ROOT, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AnyElement:
    """Some element of the array or list satisfies `where`, in which `Element` is the element."""

    input: Expr
    where: Expr
    at: Location = field(default=ROOT, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AllElements:
    """Every element of the array or list satisfies `where`; an array without elements does, what is none does not."""

    input: Expr
    where: Expr
    at: Location = field(default=ROOT, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AnyFeedback:
    """Some feedback of a type, `*` for any, that is about the call satisfies `where`, whose fields are its own."""

    type: str
    where: Expr
    at: Location = field(default=ROOT, compare=False, repr=False)


Expr = (
    Literal
    | TextList
    | Slot
    | SlotList
    | GetField
    | Element
    | Convert
    | Size
    | And
    | Or
    | Not
    | Comparison
    | In
    | Contains
    | StartsWith
    | EndsWith
    | RegexMatch
    | TypeOf
    | IfNull
    | Arithmetic
    | AnyElement
    | AllElements
    | AnyFeedback
)


def conjunction(items: list[Expr], at: Location = ROOT) -> Expr:
    """The AND of `items`: the empty AND, which is true, of none; the item itself of one."""
    return items[0] if len(items) == 1 else And(tuple(items), at)
