"""The judge's set-valued fields: which rows of feedback and of annotation queues a condition is asked of.

A predicate with such a field among its operands is asked of one row of the set at a time, and all that stands in it
speaks of that row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.oracle.paths import read_path
from tests.oracle.values import OracleError

Json = Any
Row = Mapping[str, Any]
FEEDBACK, QUEUES = "feedback", "annotation_queue_items"
# Beside the columns of a call: the rows that belong to it, and the one that is looked at.
ROWS, MEMBER = "$$rows", "$$member"
OF_FEEDBACK = ("payload", "runnable_ref", "trigger_ref")
OF_ONE_FEEDBACK = (*OF_FEEDBACK, "creator", "created_at", "feedback_type")
THROUGH = ("$convert", "$size", "$type", "$ifNull", "$add", "$subtract", "$multiply", "$divide")
ASKED = ("$eq", "$gt", "$gte", "$lt", "$lte", "$contains", "$startsWith", "$endsWith", "$regexMatch")
ELEMENTS = ("$anyElement", "$allElements")


@dataclass(frozen=True, slots=True)
class Set:
    """Rows of a table; of feedback those of a type, `*` for all."""

    table: str
    type: str = "*"

    def members(self, call: Row) -> list[Row]:
        rows = call.get(ROWS, {}).get(self.table, ())
        return [row for row in rows if self.type == "*" or row["feedback_type"] == self.type]


def set_named(root: str) -> Set | None:
    """The set that the first part of a path names."""
    if root == QUEUES:
        return Set(QUEUES)
    return Set(FEEDBACK, root[len("feedback.[") : -1]) if root.startswith("feedback.[") else None


def with_rows(calls: Iterable[Row], feedback: Iterable[Row], queue_items: Iterable[Row]) -> list[Row]:
    """The calls with the rows that belong to each: feedback whose `weave_ref` is the call, items that are there."""
    found: dict[tuple[str, str], dict[str, list[Row]]] = {}
    for row in feedback:
        for before in (f"{form}:///{row['project_id']}/call/" for form in ("weave-trace-internal", "weave")):
            if row["weave_ref"].startswith(before):
                call = row["project_id"], row["weave_ref"][len(before) :]
                found.setdefault(call, {}).setdefault(FEEDBACK, []).append(row)
    for row in queue_items:
        if row.get("deleted_at") is None:
            found.setdefault((row["project_id"], row["call_id"]), {}).setdefault(QUEUES, []).append(row)
    return [{**call, ROWS: found.get((call["project_id"], call["id"]), {})} for call in calls]


def sets_in(source: Json) -> list[Set]:
    """The sets of the fields among the operands of a predicate, or in an operand that is one."""
    name, body = _operator(source)
    if name in ELEMENTS and isinstance(body, dict):
        return [*_through(body.get("input"))]
    if name in ASKED:
        operands = body if isinstance(body, list) else body.values() if isinstance(body, dict) else [body]
        return [found for operand in operands for found in _through(operand)]
    return [*_through(source)]


def _through(operand: Json) -> Iterator[Set]:
    """Through operators that give values, not into predicates."""
    name, body = _operator(operand)
    if name == "$getField":
        found = set_named(read_path(body)[0])
        if found is not None:
            yield found
    elif name in THROUGH:
        inner = body.get("input", body) if isinstance(body, dict) else body
        for each in inner if isinstance(inner, list) else [inner]:
            yield from _through(each)


def _operator(source: Json) -> tuple[str, Json]:
    return next(iter(source.items())) if isinstance(source, dict) and len(source) == 1 else ("", None)


def of_one_feedback(source: Json) -> Json:
    """A condition on one feedback, its fields as those of the row that is looked at."""
    if isinstance(source, list):
        return [of_one_feedback(item) for item in source]
    if not isinstance(source, dict) or "$literal" in source:
        return source
    if "$feedback" in source:
        raise OracleError("a feedback has no feedback")
    return {name: _path(body) if name == "$getField" else of_one_feedback(body) for name, body in source.items()}


def _path(path: Json) -> Json:
    root, _ = read_path(path)
    if root == "$$this":
        return path
    if root not in OF_ONE_FEEDBACK:
        raise OracleError(f"{path!r} is no field of one feedback")
    return f"{MEMBER}.{path}" if isinstance(path, str) else [MEMBER, *path]


def check_places(source: Json, *, element: bool = False, rows: Set | None = None) -> None:
    """An element stands in the condition on elements alone, and one predicate asks for the rows of one set."""
    if isinstance(source, list):
        for item in source:
            check_places(item, element=element, rows=rows)
    name, body = _operator(source)
    if name == "$in" and isinstance(body, list) and len(body) == 2:
        choices = body[1]["$literal"] if isinstance(body[1], dict) and "$literal" in body[1] else body[1]
        check_places([{"$eq": [body[0], each]} for each in choices] if choices else body[0], element=element, rows=rows)
        return
    if name == "$ne":
        name, source = "$eq", {"$eq": body}
    if rows is None and (found := sets_in(source)):
        element, rows = False, found[0]
    if name == "$getField":
        _check_field(body, element, rows)
    elif name == "$feedback" and isinstance(body, dict):
        if rows is not None:
            raise OracleError("a row of a set has no feedback")
        check_places(of_one_feedback(body.get("where")))
    elif name in ELEMENTS and isinstance(body, dict):
        check_places(body.get("input"), element=element, rows=rows)
        check_places(body.get("where"), element=True, rows=rows)
    elif name != "$literal" and isinstance(source, dict):
        _check_all(source.values(), element, rows)


def _check_all(bodies: Iterable[Json], element: bool, rows: Set | None) -> None:
    for body in bodies:
        parts: Sequence[Json] = [*body.values()] if isinstance(body, dict) and len(body) > 1 else [body]
        for part in parts:
            check_places(part, element=element, rows=rows)


def _check_field(path: Json, element: bool, rows: Set | None) -> None:
    root, _ = read_path(path)
    if root == "$$this" and not element:
        raise OracleError("there is no element here")
    found = set_named(root)
    if found is not None and found != rows:
        raise OracleError("one predicate asks for the rows of two sets")
