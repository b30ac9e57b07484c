"""Room 6: the parameters of one statement. A parameter is a node of the tree; the same one is named once."""

from __future__ import annotations

from weave_query.binding.nodes import Param
from weave_query.compiled import ParameterSpec
from weave_query.literals import LiteralReading
from weave_query.types import LogicalType


class Parameters:
    """Names `p0`, `p1`, ... in the order in which lowering meets them."""

    def __init__(self) -> None:
        self._specs: dict[tuple[object, ...], ParameterSpec] = {}

    def of(self, node: Param, encoding: str | None = None) -> ParameterSpec:
        """The parameter that takes its value from a slot of the request."""
        key = ("slot", node.slot, node.reading, node.type, encoding)
        return self._named(key, node.type, slot=node.slot, reading=node.reading, encoding=encoding)

    def fixed(self, value: object, type_: LogicalType, encoding: str | None = None) -> ParameterSpec:
        """A parameter whose value the shape of the request knows: a key, a path."""
        return self._named(("fixed", value, type_, encoding), type_, value=value, encoding=encoding)

    def _named(
        self,
        key: tuple[object, ...],
        type_: LogicalType,
        *,
        slot: int | None = None,
        reading: LiteralReading = LiteralReading.TEXT,
        value: object = None,
        encoding: str | None = None,
    ) -> ParameterSpec:
        found = self._specs.get(key)
        if found is None:
            name = f"p{len(self._specs)}"
            found = self._specs[key] = ParameterSpec(name, type_, slot, reading, value, encoding)
        return found

    def specs(self) -> tuple[ParameterSpec, ...]:
        return tuple(self._specs.values())
