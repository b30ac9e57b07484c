"""Predicates of the exceptions about set-valued fields: a request and the calls in, whether a rule bears out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.oracle.paths import read_path
from tests.oracle.sets import FEEDBACK, QUEUES, Set, set_named
from tests.recorded.reading import Request, Rows, live, nodes, sets_of


def sets_of_feedback(request: Request, rows: Rows) -> bool:
    """Feedback of two types is asked for, or some below `$not`, or calls that have several rows are sorted by it."""
    asked = [
        (each, node.negated) for node in nodes(request) if node.operator == "$getField" for each in _sets(node.body)
    ]
    keys = [each for key in request.get("sort_by") or () for each in _sets(key["field"])]
    return (
        len({each for each, _ in asked}) > 1
        or any(negated for _, negated in asked)
        or any(len(each.members(row)) > 1 for each in keys for row in live(request, rows))
    )


def _sets(path: Any) -> Iterator[Set]:
    found = set_named(read_path(path)[0])
    if found is not None and found.table == FEEDBACK:
        yield found


def queues_in_any_position(request: Request, rows: Rows) -> bool:
    """A queue id is asked for otherwise than by `$eq` that stands alone or is joined by `$and`."""
    source = (request.get("query") or {}).get("$expr")
    return any(each.table == QUEUES for conjunct in _conjuncts(source) for each in _otherwise(conjunct))


def _conjuncts(source: Any) -> Iterator[Any]:
    if isinstance(source, dict) and isinstance(source.get("$and"), list):
        for item in source["$and"]:
            yield from _conjuncts(item)
    else:
        yield source


def _otherwise(conjunct: Any) -> list[Set]:
    return [] if isinstance(conjunct, dict) and "$eq" in conjunct else sets_of(conjunct)
