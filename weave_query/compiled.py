"""Room 6: what compiling yields: text, parameters, columns. Values only: picklable, cacheable, no sqlglot inside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from weave_query.errors import Location
from weave_query.literals import LiteralReading, read_literal
from weave_query.sources import SourceMap
from weave_query.types import LogicalType
from weave_query.warnings import QueryWarning

if TYPE_CHECKING:
    from sqlalchemy import TextualSelect

    from weave_query.plan.nodes import Relation

Role = Literal["bucket", "key", "measure", "field"]
PLACE = "weave_place_"
"""What the names of columns begin with that say where a row stands in its order, and are not in an answer."""


@dataclass(frozen=True, slots=True)
class OutputColumn:
    """A column of a result: its name, its type, and what it is for."""

    name: str
    type: LogicalType
    role: Role = "field"


@dataclass(frozen=True, slots=True)
class ParameterSpec:
    """A parameter of a statement's text. It takes its value from a slot of the request, or has it already.

    type: the logical type of the value. encoding: how the backend writes it (a name of its own, such as `json`),
    or None for the plain encoding of the type.
    """

    name: str
    type: LogicalType
    slot: int | None = None
    reading: LiteralReading = LiteralReading.TEXT
    value: Any = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class CompiledPage:
    """What reading a page needs. size: rows of a page, of which the first statement gives one more where there is one.
    subject: tells the request from others. place: for each sort key the column that has its values."""

    size: int
    subject: bytes
    place: tuple[OutputColumn, ...]


Encode = Callable[[Any, ParameterSpec], Any]


@dataclass(frozen=True, slots=True, repr=False)
class CompiledQuery:
    """One statement. `params` are in the form that the database's driver takes; `columns` describe the rows.

    relation: what a driver without SQL runs, None where `sql` is all there is to run. backend: the name of the backend
    that it was compiled for. sources: which characters of `sql` come from which place of the request, where
    `compile(source_map=True)` asked.
    """

    name: str
    sql: str
    params: Mapping[str, Any]
    columns: tuple[OutputColumn, ...]
    parameters: tuple[ParameterSpec, ...] = ()
    relation: Relation | None = None
    backend: str | None = None
    sources: SourceMap | None = None

    def __repr__(self) -> str:
        """Which statement it is; values of parameters belong into no log, `sql` and `params` have the rest."""
        on = f" for {self.backend}" if self.backend else ""
        found = {"character": self.sql, "parameter": self.params, "column": self.columns}
        parts = ", ".join(f"{len(each)} {what}{'s' * (len(each) != 1)}" for what, each in found.items())
        return f"<CompiledQuery {self.name}{on}: {parts}>"

    def to_sqlalchemy(self) -> TextualSelect:
        """The statement for SQLAlchemy: a text with typed parameters and typed columns, to execute or to build upon.

        `.subquery()` and `.cte()` take it into a larger statement; its parameters keep apart from those of others.
        Times come as datetimes in UTC, documents and lists as Python values, the rest as it is. An expression in which
        the databases would differ, such as a time beside a text, is an UnsupportedError when it is built. Raises
        DriverMissingError without SQLAlchemy, UnsupportedError for a backend that has no dialect of it, or one whose
        parameters are not exact. Source: `weave_query.sqlalchemy`.
        """
        from weave_query.sqlalchemy import textual_select

        return textual_select(self)


@dataclass(frozen=True, slots=True)
class QueryTemplate:
    """A statement whose slots are open: the part of compiling that depends on a request's shape alone."""

    name: str
    sql: str
    parameters: tuple[ParameterSpec, ...]
    columns: tuple[OutputColumn, ...]
    relation: Relation | None = None
    sources: SourceMap | None = None

    def fill(self, values: Sequence[Any], encode: Encode, backend: str | None = None) -> CompiledQuery:
        """Take the values of the slots as each parameter needs them, for the backend of that name."""
        params = {
            spec.name: encode(spec.value if spec.slot is None else read_literal(values[spec.slot], spec.reading), spec)
            for spec in self.parameters
        }
        made = CompiledQuery(self.name, self.sql, params, self.columns, self.parameters, self.relation, backend)
        return made if self.sources is None else replace(made, sources=self.sources)


@dataclass(frozen=True, repr=False)
class CompiledRequest:
    """Everything needed to run a request and to read its answer.

    queries: the statements in order. resolved: facts of the request that its answer needs. logical: the plan before any
    rewrite; rewritten: what the capabilities of the backend made of it. `explain()` prints both. warnings: keys that
    were ignored, and conditions that are true for no row. page: of a page, how it is cut. places: of a request that was
    read of a text, where in it the keys of the request are. Source: `weave_query.compile`, `weave_query.compile_page`.
    """

    kind: str
    backend: str
    queries: tuple[CompiledQuery, ...]
    resolved: Mapping[str, Any]
    logical: Any = None
    warnings: tuple[QueryWarning, ...] = ()
    page: CompiledPage | None = None
    rewritten: Any = None
    places: Mapping[str, Location] = field(default_factory=dict, compare=False)

    def place(self, at: Location | None) -> Location | None:
        """Where in the text, if there is one, a place of the request is."""
        return self.places.get(str(at.tokens[0]), at) if at is not None and at.tokens else at

    def __repr__(self) -> str:
        """Which request and statements it is of; `sql`, `params` and `explain()` have the rest."""
        statements = ", ".join(query.name for query in self.queries)
        number = len(self.warnings)
        warned = f", {number} warning{'s' * (number > 1)}" if number else ""
        return f"<CompiledRequest {self.kind} for {self.backend}: {statements}{warned}>"

    def _repr_html_(self) -> str:
        """What notebooks show."""
        from weave_query.notebook import compiled_html

        return compiled_html(self)

    def __getitem__(self, name: str) -> CompiledQuery:
        for query in self.queries:
            if query.name == name:
                return query
        names = ", ".join(f"`{query.name}`" for query in self.queries)
        raise KeyError(f"there is no statement `{name}`; there are {names}")

    def __iter__(self) -> Iterator[CompiledQuery]:
        return iter(self.queries)

    @property
    def sql(self) -> str:
        """The text of the only statement, or of all of them, separated by semicolons."""
        return ";\n".join(query.sql for query in self.queries)

    @property
    def params(self) -> Mapping[str, Any]:
        """The parameters of the only statement; of several, those of the first. Ask the queries themselves then."""
        return self.queries[0].params

    def explain(self, *, rewritten: bool = False) -> str:
        """The logical plan, one node a line; the same for every backend. rewritten: the plan of this backend, which
        its capabilities made of that: the one that the statements spell."""
        from weave_query.plan.explain import explain

        return explain(self.rewritten if rewritten else self.logical)
