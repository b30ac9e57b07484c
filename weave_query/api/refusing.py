"""The API: what a backend refuses by the capability that it lacks, led back to the place of the request.

A lowering sees nodes that have no place. What needs a capability is known by the operator that is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from typing import Any

from weave_query.errors import Location, UnsupportedError
from weave_query.syntax.expr import AllElements, AnyElement, Contains, RegexMatch


@contextmanager
def placing_refusals(shape: object) -> Iterator[None]:
    """Give a refusal from inside its `at`. shape: of the request, whose expressions have their places."""
    try:
        yield
    except UnsupportedError as error:
        if error.at is None and error.capability is not None:
            error.at = _place(shape, error.capability)
        raise


def _place(shape: object, capability: str) -> Location | None:
    """The place of the first operator that needs a capability; of conditions on elements the innermost."""
    needs = _NEEDS.get(capability)
    if needs is None:
        return None
    found = [(depth, node.at) for node, depth in _nodes(shape, 0) if needs(node) and node.at.tokens]
    # Of equals, `max` gives the first.
    return max(found, key=lambda each: each[0])[1] if found else None


def _is_regex(node: object) -> bool:
    return isinstance(node, RegexMatch)


def _is_folded(node: object) -> bool:
    return isinstance(node, Contains) and node.case_insensitive


def _is_of_elements(node: object) -> bool:
    return isinstance(node, (AnyElement, AllElements))


_NEEDS: Mapping[str, Callable[[object], bool]] = {
    "regular_expressions": _is_regex,
    "case_folding": _is_folded,
    "element_conditions": _is_of_elements,
    "max_element_nesting": _is_of_elements,
    "max_expression_depth": _is_of_elements,
}


def _nodes(value: Any, depth: int) -> Iterator[tuple[Any, int]]:
    """All nodes in a shape, and how many conditions on elements each is in, itself included."""
    if is_dataclass(value) and not isinstance(value, type):
        depth += _is_of_elements(value)
        yield value, depth
        for each in fields(value):
            if each.compare:
                yield from _nodes(getattr(value, each.name), depth)
    elif isinstance(value, tuple | list | frozenset):
        for item in value:
            yield from _nodes(item, depth)
