"""Looks which values fields have beyond the latest calls: those of few values that come again and again, such as models
and types. For who has time for it: each of them is a statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from weave_query.api.looking import COUNTED
from weave_query.catalogue.tables import CALLS
from weave_query.errors import WeaveQueryError
from weave_query.requests.aggregate import AggregateReq, Dimension
from weave_query.syntax.paths import Segment

if TYPE_CHECKING:
    from weave_query.api.database import Database
    from weave_query.completion.observed import Node, Observed

# About so many calls are read for each field, the latest.
_CALLS = 20_000
_FIELDS = 24
_MOST_VALUES = 200
_DEEPEST = 4
_FIRST = ("inputs", "output")
# Of so many rows at least, and on the average so often each value comes.
_FEW, _OFTEN = 10, 3
# What a Python object without a text of its own is written as.
_OBJECT = " object at 0x"
# Of these others know more.
_COUNTED = ("id", "project_id", "op_name", "exception", "summary")


class Further(NamedTuple):
    """The values of a field, or at a path of a column, as they were counted."""

    root: str
    segments: tuple[Segment, ...]
    counted: Node


def look_further(db: Database, project_id: str, observed: Observed, seconds: float) -> Iterator[Further]:
    """The values of fields in which few values were seen. No statement begins after so many seconds."""
    if observed.first is None or observed.last is None or not observed.total or not observed.part:
        return
    share = min(1.0, _CALLS / observed.total)
    start = observed.last - share * (observed.last - observed.first)
    begun = monotonic()
    for root, segments in [*_names(observed), *_few_values(observed)]:
        if monotonic() - begun > seconds:
            return
        by = [Dimension(field=[root, *(str(each.key) for each in segments)], name="value")]
        request = AggregateReq(project_id=project_id, start=start, dimensions=by, limit=_MOST_VALUES)
        try:
            found = db.run(request)
        except WeaveQueryError:
            continue
        # Of a field with more values, the latest calls say as much.
        if not found.truncated:
            yield Further(root, segments, _counted((row["value"], row["count"]) for row in found.rows))


def _counted(values: Iterable[tuple[Any, int]]) -> Node:
    """What is seen at a field, out of its values with the number of their rows."""
    from weave_query.completion.observed import Node

    node = Node()
    for value, rows in values:
        node.of += rows
        if value is None:
            continue
        one = Node()
        one.add(value)
        node.rows += rows
        for name in one.types:
            node.types[name] += rows
        for each in one.values:
            node.values[each] += rows
        node.refs += rows * one.refs
        node.objects += rows * one.objects
        node.shortest = min(node.shortest or one.shortest, one.shortest or node.shortest)
    return node


def _names(observed: Observed) -> Sequence[tuple[str, tuple[Segment, ...]]]:
    """What is counted anyway, over fewer calls."""
    known = {name: node for name, node in observed.computed.items() if name in COUNTED}
    return [(name, ()) for name, node in known.items() if node.of < min(observed.total or 0, _CALLS)]


def _few_values(observed: Observed) -> Sequence[tuple[str, tuple[Segment, ...]]]:
    """What calls are given and give comes first, then what has several values, then what most calls have."""
    found: list[tuple[str, tuple[Segment, ...], Node]] = []
    for column in CALLS.columns:
        node = observed.columns.get(column.name)
        if node is not None and column.name not in _COUNTED:
            found += ((column.name, path, each) for path, each in _leaves(node, ()) if _has_few(each))
    found.sort(key=lambda each: (each[0] not in _FIRST, len(each[2].values) == 1, -each[2].rows))
    return [(root, path) for root, path, _ in found[:_FIELDS]]


def _leaves(node: Node, above: tuple[Segment, ...]) -> Iterator[tuple[tuple[Segment, ...], Node]]:
    if not node.members:
        yield above, node
    elif len(above) < _DEEPEST:
        for key, member in node.members.items():
            yield from _leaves(member, (*above, Segment(key)))


def _has_few(node: Node) -> bool:
    """Are they texts, few, and each in several rows?"""
    is_text = node.types.keys() <= {"string", "null"} and not all(_OBJECT in str(each) for each in node.values)
    return is_text and node.types["string"] >= max(_FEW, _OFTEN * len(node.values))
