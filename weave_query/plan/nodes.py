"""Room 4: relations, what is computed, in no database's words. A closed union of frozen nodes.

Every node knows the columns that it gives. A `RequestPlan` has one named plan per statement.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from weave_query.binding.nodes import BoundExpr, ColumnRef, Param
from weave_query.binding.order import SortKey
from weave_query.catalogue.tables import TABLES
from weave_query.compiled import OutputColumn
from weave_query.plan.measures import Measure, Percentile
from weave_query.requests.outputs import Output
from weave_query.syntax.paths import Segment
from weave_query.types import FLOAT, INT, JSON, STRING, WIDE_INT, LogicalType


@dataclass(frozen=True, slots=True)
class Scan:
    """The rows of one logical table that belong to the project. Lowering binds the read to `project`."""

    table: str
    project: Param

    @property
    def columns(self) -> tuple[OutputColumn, ...]:
        return tuple(OutputColumn(column.name, column.type) for column in TABLES[self.table].columns)


@dataclass(frozen=True, slots=True)
class Filter:
    """The rows for which the predicate is true."""

    input: Relation
    predicate: BoundExpr

    @property
    def columns(self) -> tuple[OutputColumn, ...]:
        return self.input.columns


@dataclass(frozen=True, slots=True)
class Sort:
    """The rows in order; null last in both directions."""

    input: Relation
    keys: tuple[SortKey, ...]

    @property
    def columns(self) -> tuple[OutputColumn, ...]:
        return self.input.columns


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `limit` rows after the first `offset`."""

    input: Relation
    limit: Param | None
    offset: Param | None

    @property
    def columns(self) -> tuple[OutputColumn, ...]:
        return self.input.columns


@dataclass(frozen=True, slots=True)
class Derive:
    """One column per expression, and no others."""

    input: Relation
    outputs: tuple[tuple[OutputColumn, BoundExpr], ...]

    @property
    def columns(self) -> tuple[OutputColumn, ...]:
        return tuple(column for column, _ in self.outputs)


@dataclass(frozen=True, slots=True)
class Alias:
    """The rows as they are; expressions above refer to their columns by this name in the place of a table's.

    kept: several read the rows, and they are worth to be kept for the next one.
    """

    input: Relation
    name: str
    kept: bool = False

    @property
    def columns(self) -> tuple[OutputColumn, ...]:
        return self.input.columns


class Members(Enum):
    """Which members of an object are rows: OBJECTS as documents, NUMBERS as doubles."""

    OBJECTS = "objects"
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True)
class Unnest:
    """For each row one row for each member, of the kind that `members` says, of the object at a path: the row's
    columns, and under `name` the columns `key` and `value`. Where there is no object, there is no row."""

    input: Relation
    name: str
    document: ColumnRef
    path: tuple[Segment, ...]
    members: Members = Members.OBJECTS

    @property
    def columns(self) -> tuple[OutputColumn, ...]:
        return (*self.input.columns, OutputColumn("key", STRING), OutputColumn("value", self._type))

    @property
    def key(self) -> ColumnRef:
        return ColumnRef(self.name, "key", STRING, nullable=False)

    @property
    def value(self) -> ColumnRef:
        return ColumnRef(self.name, "value", self._type, nullable=False)

    @property
    def _type(self) -> LogicalType:
        return JSON if self.members is Members.OBJECTS else FLOAT


@dataclass(frozen=True, slots=True)
class UnnestList:
    """For each row one row for each member of a list column: the row's columns, and under `name` the column `value`."""

    input: Relation
    name: str
    items: ColumnRef

    @property
    def columns(self) -> tuple[OutputColumn, ...]:
        return (*self.input.columns, OutputColumn("value", STRING))

    @property
    def value(self) -> ColumnRef:
        return ColumnRef(self.name, "value", STRING, nullable=False)


class WindowFunction(Enum):
    """PLACE counts the rows of a partition in order, from 0; COUNT the values of an operand in all of it; NEXT is the
    operand of the row that follows in order, null for the last; MAX the largest value of an operand."""

    PLACE = "place"
    COUNT = "count"
    NEXT = "next"
    MAX = "max"


@dataclass(frozen=True, slots=True)
class WindowOutput:
    """A column that a row gets from its partition, the rows of equal keys."""

    column: OutputColumn
    function: WindowFunction
    keys: tuple[BoundExpr, ...]
    order: tuple[SortKey, ...] = ()
    operand: BoundExpr | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """The rows with more columns. rows: the name that the rows of the input have."""

    input: Relation
    rows: str
    outputs: tuple[WindowOutput, ...]

    @property
    def columns(self) -> tuple[OutputColumn, ...]:
        return (*self.input.columns, *(output.column for output in self.outputs))


@dataclass(frozen=True, slots=True)
class Join:
    """Each row of the input with each row of `right` for which `on` is true; a row without any, if `keeps` it, with
    columns that nobody may ask for. So `right` has a column that is 1 in each of its rows, and is not when it is none.
    """

    input: Relation
    right: Alias
    on: BoundExpr
    keeps: bool = False

    @property
    def columns(self) -> tuple[OutputColumn, ...]:
        return (*self.input.columns, *self.right.columns)


@dataclass(frozen=True, slots=True)
class Union:
    """The rows of all inputs, whose columns are the same."""

    inputs: tuple[Relation, ...]

    @property
    def columns(self) -> tuple[OutputColumn, ...]:
        return self.inputs[0].columns


@dataclass(frozen=True, slots=True)
class Rollup:
    """Sums over trees: for every node and `keys` the sums of `amounts` over the node and all nodes below it.

    links: one row for each node: the columns of `node`, of which the first is the id, and `parent`, the id of the node
    above it; where that is null or no node, there is none. The other columns of `node` are those of the whole tree.
    amounts: rows of nodes, with the columns of `node`, of `keys` and the integers of `sums`, which are not negative.
    Nodes on a cycle of links or below one have the sums of their own amounts. Where there are no amounts there is no
    row. closing: links have a column `closed` too; where it is 1, nothing is below the node, whatever links to it.
    """

    links: Alias
    amounts: Alias
    node: tuple[OutputColumn, ...]
    keys: tuple[OutputColumn, ...]
    sums: tuple[OutputColumn, ...]
    closing: bool = False

    @property
    def columns(self) -> tuple[OutputColumn, ...]:
        wide = (OutputColumn(column.name, WIDE_INT, "measure") for column in self.sums)
        return (*self.node, *self.keys, *wide)


@dataclass(frozen=True, slots=True)
class Reachable:
    """The ids that links lead down to from some of them, and those: each once, however many ways lead there.

    links: rows `id` and `parent`, each id once. roots: is a row of the links one to begin at?
    """

    links: Alias
    roots: BoundExpr

    @property
    def columns(self) -> tuple[OutputColumn, ...]:
        return (OutputColumn("id", STRING),)


@dataclass(frozen=True, slots=True)
class Walk:
    """What ways into documents lead to, for each `ref` that leads to something the `value`, a document.

    A way is `parts`, pairs of a kind and a name with `/` between them all, none being the empty text: `attr` and `key`
    name a member of an object, `index` counts in an array. A part `id`, once on a way, is the digest of a line of the
    table that the text before it refers to.
    starts: rows `ref`, `value`, `parts`. lines: rows `table_digest`, `row_digest`, `row_index`, `value`; of equal
    digests the first counts. tables: what refs to tables begin with.
    """

    starts: Alias
    lines: Alias
    tables: Param

    @property
    def columns(self) -> tuple[OutputColumn, ...]:
        return (OutputColumn("ref", STRING), OutputColumn("value", JSON))


@dataclass(frozen=True, slots=True)
class Hop:
    """Behind a reference at one place may stand another, for another place: the text there, of a row of `Hops`."""

    outer: int
    inner: int
    text: BoundExpr


@dataclass(frozen=True, slots=True)
class Hops:
    """References, each once for a place, and the `value` behind each that has one, a document: what calls have at some
    places, and what values have that are behind those.

    places: the numbers of all, the outer ones first. starts: for each call under `text1`, `text2`, .. the texts that it
    has there itself. hops: where else texts for a place are; they are of rows named `hop`. objects: rows `name`,
    `digest`, `value`. lines: see `Walk`. refs, tables: what references to objects and to tables begin with. longest:
    the characters that the parts of a reference may have.
    """

    places: tuple[int, ...]
    starts: Alias
    hops: tuple[Hop, ...]
    objects: Alias
    lines: Alias
    refs: Param
    tables: Param
    longest: int

    @property
    def columns(self) -> tuple[OutputColumn, ...]:
        return (OutputColumn("place", INT), OutputColumn("ref", STRING), OutputColumn("value", JSON))


@dataclass(frozen=True, slots=True)
class Behind:
    """The rows of `Hops` for some places: `ref`, the value, and, if it is asked for, `known`, which is 1.

    rows: the same said by other relations, where each hop joins the calls with the hops before.
    """

    rows: Relation
    hops: Alias
    places: tuple[int, ...]

    @property
    def columns(self) -> tuple[OutputColumn, ...]:
        return self.rows.columns


@dataclass(frozen=True, slots=True)
class Within:
    """The rows whose operand is in the column `id` of others."""

    input: Relation
    operand: BoundExpr
    ids: Alias

    @property
    def columns(self) -> tuple[OutputColumn, ...]:
        return self.input.columns


@dataclass(frozen=True, slots=True)
class With:
    """The rows of the input, whose expressions may ask whether something is in the column `id` of the named `rows`."""

    input: Relation
    rows: tuple[Alias, ...]

    @property
    def columns(self) -> tuple[OutputColumn, ...]:
        return self.input.columns


AnyMeasure = Measure | Percentile


@dataclass(frozen=True, slots=True)
class Aggregate:
    """One row for each group of rows whose keys are equal, null being equal to null: the keys, then the measures.
    Without keys exactly one row, also of no rows."""

    input: Relation
    measures: tuple[AnyMeasure, ...]
    keys: tuple[tuple[OutputColumn, BoundExpr], ...] = ()

    @property
    def columns(self) -> tuple[OutputColumn, ...]:
        return (*(column for column, _ in self.keys), *(measure.column for measure in self.measures))


Relation = (
    Scan
    | Filter
    | Sort
    | Limit
    | Derive
    | Alias
    | Unnest
    | UnnestList
    | Window
    | Join
    | Union
    | Rollup
    | Reachable
    | Walk
    | Hops
    | Behind
    | Within
    | With
    | Aggregate
)


@dataclass(frozen=True, slots=True)
class NamedPlan:
    """One statement, named as the part of the answer that it fills."""

    name: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class RequestPlan:
    """Everything that a request computes. outputs: what the columns of the answer are, where they depend on it.

    place: of a page, the columns of its rows that have the values of the sort keys, by key.
    """

    kind: str
    plans: tuple[NamedPlan, ...]
    project: Param
    outputs: tuple[Output, ...] = ()
    place: tuple[OutputColumn, ...] = ()
