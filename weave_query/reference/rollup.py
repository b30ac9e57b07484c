"""Reference: sums over trees, from the leaves to the roots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from weave_query.plan.nodes import Rollup
from weave_query.reference.expressions import Row

_Node = tuple[Any, ...]


def rolled_up(relation: Rollup, links: Iterable[Row], amounts: Iterable[Row]) -> list[Row]:
    """The rows of a `Rollup` over the rows of its inputs."""
    node, keys, sums = (tuple(column.name for column in part) for part in (relation.node, relation.keys, relation.sums))
    totals: dict[_Node, dict[_Node, Counter[str]]] = {}
    for row in amounts:
        of_node = totals.setdefault(_of(row, node), {})
        of_node.setdefault(_of(row, keys), Counter()).update({name: row[name] for name in sums})
    for below, above in reversed(_from_the_roots(relation, links)):
        for key, found in totals.get(below, {}).items():
            totals.setdefault(above, {}).setdefault(key, Counter()).update(found)
    return [
        {**dict(zip(node, place, strict=True)), **dict(zip(keys, key, strict=True)), **{n: found[n] for n in sums}}
        for place, of_node in totals.items()
        for key, found in of_node.items()
    ]


def _from_the_roots(relation: Rollup, links: Iterable[Row]) -> list[tuple[_Node, _Node]]:
    """Each node below a root and the one above it, in an order in which the upper comes first. What no root reaches is
    on a cycle or below one."""
    names = tuple(column.name for column in relation.node)
    above, open_nodes = {}, set()
    for row in links:
        node = _of(row, names)
        above[node] = (row["parent"], *node[1:])
        if not (relation.closing and row["closed"]):
            open_nodes.add(node)
    below: dict[_Node, list[_Node]] = {}
    for node, parent in above.items():
        below.setdefault(parent if parent in open_nodes else (), []).append(node)
    order = below.pop((), [])
    found = []
    for parent in order:
        for node in below.get(parent, ()):
            found.append((node, parent))
            order.append(node)
    return found


def reached(links: Iterable[Row], roots: list[Any]) -> list[Row]:
    """The rows of a `Reachable` over the rows of its links."""
    below: dict[Any, list[Any]] = {}
    for row in links:
        below.setdefault(row["parent"], []).append(row["id"])
    found, order = set(roots), list(roots)
    for parent in order:
        new = [node for node in below.get(parent, ()) if node not in found]
        found.update(new)
        order += new
    return [{"id": node} for node in order]


def _of(row: Row, names: Iterable[str]) -> _Node:
    return tuple(row[name] for name in names)
