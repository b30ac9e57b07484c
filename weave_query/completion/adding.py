"""What is seen later is added to what was seen: values counted over more rows, keys and values of single rows.

What was seen before stays as it is, since others may be reading it: what changes is made anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from weave_query.completion.observed import MAX_DEPTH, MAX_KEYS, MAX_VALUES, Node, Observed
from weave_query.syntax.paths import Segment


def with_values(observed: Observed, root: str, segments: Sequence[Segment], counted: Node) -> Observed:
    """The same with the values of a field, or at a path of a column, as they were counted, of `counted.of` calls."""
    if root in observed.computed:
        return replace(observed, computed={**observed.computed, root: counted})
    column = observed.columns.get(root)
    if column is None:
        return observed
    return replace(observed, columns={**observed.columns, root: _at(column, segments, counted)})


def _at(node: Node, segments: Sequence[Segment], counted: Node) -> Node:
    if not segments:
        parts = {
            name: getattr(counted, name) for name in ("rows", "of", "types", "values", "refs", "objects", "shortest")
        }
        return replace(node, **parts)
    key = segments[0].key
    if key is None or key not in node.members:
        return node
    return replace(node, members={**node.members, key: _at(node.members[key], segments[1:], counted)})


def with_rows(observed: Observed, calls: Iterable[Mapping[str, Any]]) -> Observed:
    """The same with the keys and values of calls that it lacks. How often the others were seen stays."""
    columns = dict(observed.columns)
    for call in calls:
        for name, value in call.items():
            if value is not None:
                columns[name] = _with(columns.get(name), value, 0)
    is_same = all(node is observed.columns.get(name) for name, node in columns.items())
    return observed if is_same else replace(observed, columns=columns)


def _with(node: Node | None, value: Any, depth: int) -> Node:
    if node is None:
        found = Node()
        found.add(value, depth)
        return found
    if isinstance(value, Mapping):
        return _with_members(node, value, depth)
    if isinstance(value, list | tuple):
        elements = node.elements
        for each in value:
            elements = _with(elements, each, depth + 1) if depth < MAX_DEPTH else elements
        return node if elements is node.elements else replace(node, elements=elements)
    alone = Node()
    alone.add(value, depth)
    if alone.types.keys() <= node.types.keys() and (alone.values.keys() <= node.values.keys() or _is_full(node)):
        return node
    # Counted as one row more, so that the texts are those of all rows still.
    return replace(
        node,
        rows=node.rows + 1,
        of=node.of + 1 if node.of else 0,
        types=Counter(node.types) + alone.types,
        values=Counter(node.values) + (Counter() if _is_full(node) else alone.values),
        refs=node.refs + alone.refs,
        objects=node.objects + alone.objects,
        shortest=min(node.shortest or alone.shortest, alone.shortest or node.shortest),
    )


def _with_members(node: Node, value: Mapping[str, Any], depth: int) -> Node:
    changed: dict[str, Node] = {}
    for key, inner in value.items():
        before = node.members.get(key)
        if depth < MAX_DEPTH and (before is not None or len(node.members) + len(changed) < MAX_KEYS):
            after = _with(before, inner, depth + 1)
            if after is not before:
                changed[key] = after
    return replace(node, members={**node.members, **changed}) if changed else node


def _is_full(node: Node) -> bool:
    return len(node.values) >= MAX_VALUES
