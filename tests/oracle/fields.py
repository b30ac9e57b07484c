"""The judge's fields of a call: columns, JSON paths, and what is derived. One row is one stored call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from tests.oracle.paths import Step, read_path, walk
from tests.oracle.refs import REFS
from tests.oracle.sets import MEMBER, OF_FEEDBACK, OF_ONE_FEEDBACK, QUEUES, set_named
from tests.oracle.times import read_time
from tests.oracle.values import MISSING, NotCoveredError, OracleError, Time, Value, is_absent, is_number, spelled_number

Row = Mapping[str, Value]
TEXTS = [
    *("id", "project_id", "op_name", "display_name", "trace_id", "parent_id", "thread_id", "turn_id"),
    *("exception", "wb_user_id", "wb_run_id"),
]
NUMBERS = ["wb_run_step", "wb_run_step_end"]
TIMES = ["started_at", "ended_at", "deleted_at", "expire_at"]
LISTS = ["input_refs", "output_refs"]
DOCUMENTS = ["inputs", "output", "attributes", "summary"]
# The element that $anyElement and $allElements look at; it stands in the row while they do.
ELEMENT = "$$this"


class Role(Enum):
    """What an operand is, where it matters: what a literal beside it may mean."""

    LITERAL = "literal"
    JSON = "a path into a document, or a whole one"
    TIME = "a timestamp column"
    LIST = "a list column"
    FIELD = "any other field"
    COMPUTED = "the result of an operator"


@dataclass(frozen=True, slots=True)
class Field:
    """`of_set`: the value is that of one row of a set."""

    role: Role
    read: Callable[[Row], Value]
    of_set: bool = False


def column(row: Row, name: str) -> Value:
    """A column of a row. Unset is MISSING, and so is an empty exception; times become times."""
    value = row.get(name)
    if value is None or (name == "exception" and value == ""):
        return MISSING
    return read_time(value) if name in TIMES else value


def status(row: Row) -> str:
    if not is_absent(column(row, "exception")):
        return "error"
    errors = walk(row.get("summary"), read_path("summary.status_counts.error")[1])
    if isinstance(errors, str):
        errors = spelled_number(errors)
    if is_number(errors) and errors > 0:
        return "descendant_error"
    return "running" if column(row, "ended_at") is MISSING else "success"


def _elapsed(row: Row, unit: float) -> Value:
    start, end = column(row, "started_at"), column(row, "ended_at")
    return (end.micros - start.micros) / unit if isinstance(start, Time) and isinstance(end, Time) else MISSING


def latency_ms(row: Row) -> Value:
    return _elapsed(row, 1000.0)


def duration(row: Row) -> Value:
    return _elapsed(row, 1_000_000.0)


def trace_name(row: Row) -> str:
    shown = column(row, "display_name")
    return str(shown) if shown is not MISSING and shown != "" else op(row)


def op(row: Row) -> str:
    named = str(row["op_name"])
    _, found, rest = named.rpartition("/op/")
    name, colon, _ = rest.partition(":")
    return name if found and colon and name else named


def cost(row: Row) -> Value:
    """What a call cost, where the rows come with it: it is made of prices."""
    if "cost" not in row:
        raise NotCoveredError("cost")
    return row["cost"]


DERIVED: dict[str, Callable[[Row], Value]] = {
    "status": status,
    "latency_ms": latency_ms,
    "duration": duration,
    "trace_name": trace_name,
    "op": op,
}
BELOW_WEAVE = {"status", "latency_ms", "trace_name"}


def field(source: object) -> Field:
    """The field that a path names. Raises OracleError for one that does not exist."""
    root, steps = read_path(source)
    if root == ELEMENT:
        return Field(Role.JSON, lambda row: walk(row[ELEMENT], steps))
    if set_named(root) is not None or root == MEMBER:
        return _of_member(source, root, steps)
    if root == "cost" and not steps:
        return Field(Role.FIELD, cost)
    if root == "summary" and steps and steps[0].key == "weave":
        name = steps[1].key if len(steps) == 2 else None
        if name not in BELOW_WEAVE:
            raise OracleError(f"{source!r} is no field")
        return Field(Role.FIELD, DERIVED[name])
    if root in DOCUMENTS:
        return Field(Role.JSON, lambda row: _in_document(row, root, steps))
    if steps:
        raise OracleError(f"{source!r} leads into a field without parts")
    return _whole(root)


def _of_member(source: object, root: str, steps: tuple[Step, ...]) -> Field:
    """A field of the row that is looked at."""
    names = ("queue_id",) if root == QUEUES else OF_ONE_FEEDBACK if root == MEMBER else OF_FEEDBACK
    name = steps[0].key if steps else None
    if name not in names or (len(steps) > 1 and name != "payload"):
        raise OracleError(f"{source!r} is no field")
    role = Role.JSON if name == "payload" else Role.TIME if name == "created_at" else Role.FIELD
    return Field(role, lambda row: _read(row[MEMBER], str(name), steps[1:]), root != MEMBER)


def _read(row: Row, name: str, steps: tuple[Step, ...]) -> Value:
    value = row.get(name)
    if value is None:
        return MISSING
    return read_time(value) if name == "created_at" else walk(value, steps)


def _in_document(row: Row, root: str, steps: tuple[Step, ...]) -> Value:
    found = column(row, root)
    return row[REFS].walk(root, found, steps) if REFS in row else walk(found, steps)


def _whole(name: str) -> Field:
    if name in DERIVED:
        return Field(Role.FIELD, DERIVED[name])
    role = Role.TIME if name in TIMES else Role.LIST if name in LISTS else Role.FIELD
    if role is Role.FIELD and name not in TEXTS + NUMBERS:
        raise OracleError(f"{name!r} is no field")
    return Field(role, lambda row: column(row, name))
