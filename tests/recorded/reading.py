"""What a request asks of which values: for the predicates of the exceptions. A request's JSON in, plain facts out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.oracle.fields import Field, Role, Row, field
from tests.oracle.paths import read_path
from tests.oracle.sets import Set, set_named
from tests.oracle.values import Absence, NotCoveredError, OracleError, Value, compare

Request = Mapping[str, Any]
Rows = Sequence[Row]
RELATIONS: dict[str, Callable[[int], bool]] = {
    "$eq": lambda order: order == 0,
    "$in": lambda order: order == 0,
    "$gt": lambda order: order > 0,
    "$gte": lambda order: order >= 0,
    "$lt": lambda order: order < 0,
    "$lte": lambda order: order <= 0,
}
NAMED = ("$contains", "$convert")
MIRRORED = {"$gt": "$lt", "$gte": "$lte", "$lt": "$gt", "$lte": "$gte"}


@dataclass(frozen=True)
class Node:
    """One operator of the expression. `negated`: it stands somewhere below `$not`."""

    operator: str
    body: Any
    negated: bool


@dataclass(frozen=True)
class Test:
    """A field beside a literal, the field on the left. `mirrored`: it was on the right."""

    operator: str
    path: Any
    literal: Value
    negated: bool
    mirrored: bool = False


def nodes(request: Request) -> Iterator[Node]:
    """Every operator of the request's query."""
    query = request.get("query") or {}
    yield from _below(query.get("$expr"), False)


def _below(source: Any, negated: bool) -> Iterator[Node]:
    if isinstance(source, list):
        for item in source:
            yield from _below(item, negated)
    elif isinstance(source, dict):
        for operator, body in source.items():
            if operator.startswith("$"):
                yield Node(operator, body, negated)
            if operator not in ("$literal", "$getField"):
                yield from _below(body, negated or operator == "$not")


def operands(source: Any) -> Iterator[Any]:
    """An operand and every operand below it."""
    yield source
    if not isinstance(source, dict):
        return
    for operator, body in source.items():
        if operator in ("$literal", "$getField"):
            continue
        if isinstance(body, dict) and operator in NAMED:
            for name in {"input", "substr"} & body.keys():
                yield from operands(body[name])
        if operator not in NAMED:
            for item in body if isinstance(body, list) else [body]:
                for inner in item if isinstance(item, list) else [item]:
                    yield from operands(inner)


def path_of(source: Any) -> Any:
    """The path of a `$getField`, or None."""
    path = source.get("$getField") if isinstance(source, dict) else None
    return path if isinstance(path, (str, list)) and path else None


def is_literal(source: Any) -> bool:
    return not isinstance(source, (dict, list)) or (isinstance(source, dict) and "$literal" in source)


def literal_of(source: Any) -> Value:
    return source["$literal"] if isinstance(source, dict) else source


def tests(request: Request) -> Iterator[Test]:
    """Every comparison of a field with a literal; `$in` and `$contains` as one test per literal."""
    for node in nodes(request):
        for operator, left, right in _pairs(node):
            if path_of(left) is not None and is_literal(right):
                yield Test(operator, path_of(left), literal_of(right), node.negated)
            elif path_of(right) is not None and is_literal(left):
                turned = MIRRORED.get(operator, operator)
                yield Test(turned, path_of(right), literal_of(left), node.negated, mirrored=True)


def field_pairs(request: Request) -> Iterator[tuple[str, Any, Any]]:
    """Every comparison of a field with a field."""
    for node in nodes(request):
        for operator, left, right in _pairs(node):
            if path_of(left) is not None and path_of(right) is not None:
                yield operator, path_of(left), path_of(right)


def _pairs(node: Node) -> Iterator[tuple[str, Any, Any]]:
    match node.operator, node.body:
        case "$in", [item, [*choices]]:
            yield from (("$in", item, choice) for choice in choices)
        case "$contains", {"input": text, "substr": part}:
            yield "$contains", text, part
        case operator, [left, right] if operator in MIRRORED or operator == "$eq":
            yield operator, left, right


def converted(request: Request) -> Iterator[tuple[Any, str]]:
    """Every field that is converted, by its path, and what to."""
    for node in nodes(request):
        if node.operator == "$convert" and isinstance(node.body, dict) and known(path_of(node.body.get("input"))):
            yield path_of(node.body["input"]), str(node.body.get("to"))


def paths(request: Request) -> Iterator[Any]:
    """Every path of the request: of its query and of its sort keys."""
    yield from (node.body for node in nodes(request) if node.operator == "$getField")
    yield from (key["field"] for key in request.get("sort_by") or ())


def known(path: Any) -> Field | None:
    """The field of a path, or None where there is none that the judge reads in a call itself."""
    try:
        found = field(path)
        return None if found.of_set else found
    except (OracleError, NotCoveredError):
        return None


def in_document(path: Any) -> bool:
    found = known(path)
    return found is not None and found.role is Role.JSON


def root_of(path: Any) -> str:
    return path.split(".")[0] if isinstance(path, str) else str(path[0])


def sets_of(source: Any) -> list[Set]:
    """The sets of the fields in an operand and in all below it."""
    found = (set_named(read_path(path)[0]) for path in map(path_of, operands(source)) if path is not None)
    return [each for each in found if each is not None]


def live(request: Request, rows: Rows) -> list[Row]:
    """The calls of the request's project that are not deleted."""
    return [row for row in rows if row["project_id"] == request["project_id"] and row.get("deleted_at") is None]


def values(request: Request, rows: Rows, path: Any) -> list[Value]:
    """What the path reads in the calls of the project."""
    found = known(path)
    return [] if found is None else [found.read(row) for row in live(request, rows)]


def holds(operator: str, left: Value, right: Value) -> bool:
    """A plain comparison, without any rule about literals."""
    order = None if isinstance(left, Absence) else compare(left, right)
    return order is not None and RELATIONS[operator](order)
