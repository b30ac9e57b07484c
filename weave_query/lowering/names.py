"""Room 6: what one statement calls its parameters, tables, derived rows and elements."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlglot import exp

from weave_query.binding.nodes import ColumnRef, Param
from weave_query.compiled import ParameterSpec
from weave_query.lowering.params import Parameters
from weave_query.plan.nodes import Relation
from weave_query.storage import StorageMap
from weave_query.types import LogicalType


class Names:
    """The names of a statement, each given once."""

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

    @contextmanager
    def in_condition_of_join(self) -> Iterator[None]:
        """Within the block, what is spelled stands in ON: what it names is not known outside, nor the reverse."""
        yield

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
