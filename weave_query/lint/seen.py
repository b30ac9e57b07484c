"""Lint: what a condition names and the rows do not have: keys that were never seen, values of another type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from weave_query.catalogue.fields import CALL_FIELDS, FieldKind
from weave_query.completion.observed import Node, Observed
from weave_query.errors import nearest
from weave_query.lint.finding import Finding, Fix, LintCode
from weave_query.literals import number_in_text
from weave_query.syntax.expr import AnyFeedback, Comparison, Expr, GetField, In, Literal
from weave_query.syntax.paths import FieldPath, Segment
from weave_query.syntax.text import Span, to_text
from weave_query.syntax.text.fields import path_text
from weave_query.syntax.walk import children

_FEW = 20


def about_rows(expr: Expr, observed: Observed) -> Iterator[Finding]:
    """The findings in a condition on calls, beside what was seen in them."""
    for node in of_calls(expr):
        match node:
            case GetField():
                yield from _unseen(node, observed)
            case Comparison(left=GetField() as field, right=Literal() as literal):
                yield from _other_type(field, literal, observed)
            case Comparison(left=Literal() as literal, right=GetField() as field):
                yield from _other_type(field, literal, observed)
            case In(item=GetField() as field, choices=choices):
                for choice in choices:
                    if isinstance(choice, Literal):
                        yield from _other_type(field, choice, observed)


def of_calls(expr: Expr) -> Iterator[Expr]:
    """The nodes whose fields are those of calls: what is within a condition on feedback has others."""
    yield expr
    if not isinstance(expr, AnyFeedback):
        for child in children(expr):
            yield from of_calls(child)


def in_document(path: FieldPath) -> bool:
    """Is it a path into a document of calls, or one itself?"""
    field = CALL_FIELDS.fields.get(path.root)
    is_computed = path.root == "summary" and path.segments[:1] == (Segment("weave"),)
    return field is not None and field.kind is FieldKind.JSON and not is_computed


def _unseen(field: GetField, observed: Observed) -> Iterator[Finding]:
    path = field.path
    if path.qualifier is not None or not path.segments or not in_document(path):
        return
    node = observed.columns.get(path.root)
    for depth, segment in enumerate(path.segments):
        if node is None:
            return
        below = node.below(segment)
        if below is None:
            yield _unseen_key(field, node, depth, observed)
            return
        node = below


def _unseen_key(field: GetField, node: Node, depth: int, observed: Observed) -> Finding:
    path = field.path
    segment = path.segments[depth]
    above = path_text(FieldPath(path.root, path.segments[:depth]))
    name = segment.key if segment.key is not None else str(segment.index)
    near = nearest(name, node.members, 1)
    meant = nearest_name(name, node.members)
    fix = None
    if meant is not None and isinstance(field.at, Span):
        segments = (*path.segments[:depth], Segment(meant), *path.segments[depth + 1 :])
        fix = Fix(f"write `{meant}`", field.at, path_text(FieldPath(path.root, segments)))
    known = ", ".join(f"`{key}`" for key in sorted(node.members, key=lambda key: -node.members[key].rows)[:5])
    hint = near or (f"there are {known}" if known else of_elements(path, depth, node) or f"`{above}` has no keys")
    message = f"`{name}` was {unseen(above, node.rows, observed)}"
    unseen_path = FieldPath(path.root, path.segments[: depth + 1])
    return Finding(LintCode.UNSEEN_KEY.value, message, field.at, hint, fix, key=unseen_path)


def unseen(where: str, rows: int, observed: Observed) -> str:
    """That something was not seen, and in how many rows: of those before them nothing is known."""
    if observed.part is not None:
        return f"not seen in `{where}`, in {observed.part}"
    return f"never seen in `{where}`, in {rows:,} rows"


def of_elements(path: FieldPath, depth: int, node: Node) -> str | None:
    """How the elements of an array are asked for."""
    if node.elements is None:
        return None
    array = path_text(FieldPath(path.root, path.segments[:depth]))
    below = path_text(FieldPath("x", path.segments[depth:]))
    return f"it holds arrays: `any(x in {array} where {below} = ...)` asks for an element, `{array}[0]` is the first"


def nearest_name(name: str, known: Iterable[str]) -> str | None:
    """The one of some names that is meant probably."""
    names = list(known)
    found = nearest(name, names, 1)
    meant = found.removeprefix("nearest: `").removesuffix("`") if found is not None else None
    return meant if meant in names else None


def _other_type(field: GetField, literal: Literal, observed: Observed) -> Iterator[Finding]:
    """A text that spells no number beside a field that has only ever numbers, and the like."""
    path, value = field.path, literal.value
    if path.qualifier is not None or not in_document(path):
        return
    node = observed.at(path.root, path.segments)
    types = {name for name in node.types if name != "null"} if node is not None else set()
    if node is None or len(types) != 1 or node.rows < _FEW:
        return
    (only,) = types
    wrong = (only == "number" and isinstance(value, str) and value != "" and number_in_text(value) is None) or (
        only == "string" and isinstance(value, bool)
    )
    if not wrong:
        return
    given = "a text that spells no number" if isinstance(value, str) else "true or false"
    held = (
        f"in {observed.part} `{to_text(field)}` holds only"
        if observed.part
        else f"`{to_text(field)}` has only ever held"
    )
    message = f"{held} values of the type {only}, this is {given}"
    yield Finding(LintCode.OTHER_TYPE.value, message, literal.at, f"compare it with a {only}")
