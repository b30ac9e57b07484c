"""Lint: texts that no op name and no id is equal to: the name alone where refs are stored, the beginning of an id."""

from __future__ import annotations

from collections.abc import Iterator

from weave_query.completion.observed import Node, Observed
from weave_query.errors import Location
from weave_query.lint.finding import Finding, Fix, LintCode
from weave_query.lint.seen import nearest_name, of_calls
from weave_query.syntax.expr import Comparison, ComparisonOp, Expr, GetField, In, Literal
from weave_query.syntax.text import Span, words

_IDS = ("id", "trace_id", "parent_id")
# The field that has the name in a ref.
_OP = "op"


def about_names(expr: Expr, observed: Observed) -> Iterator[Finding]:
    """The findings in a condition on calls."""
    for node in of_calls(expr):
        match node:
            case Comparison(op=ComparisonOp.EQ | ComparisonOp.NE, left=GetField() as field, right=Literal() as given):
                yield from _about(node, field, (given,), observed)
            case Comparison(op=ComparisonOp.EQ | ComparisonOp.NE, left=Literal() as given, right=GetField() as field):
                yield from _about(node, field, (given,), observed)
            case In(item=GetField() as field, choices=choices):
                yield from _about(node, field, tuple(each for each in choices if isinstance(each, Literal)), observed)


def _about(expr: Comparison | In, field: GetField, given: tuple[Literal, ...], observed: Observed) -> Iterator[Finding]:
    name = str(field.path)
    node = observed.computed.get(name) or observed.columns.get(name)
    if node is None or not node.rows:
        return
    if name == "op_name" and node.refs == node.rows:
        for each in given:
            if isinstance(each.value, str) and is_name(each.value):
                yield name_as_ref(each.value, each.at, node, field.at)
    elif name in _IDS:
        for each in given:
            if isinstance(each.value, str) and 0 < len(each.value) < node.shortest:
                yield _short_id(expr, field, each, each.value, node)


def name_as_ref(name: str, place: Location, node: Node, at: Location) -> Finding:
    """The finding of a name that no ref is equal to. place: of the name. node: the refs. at: the field beside it."""
    names = {_in_ref(str(ref)) for ref in node.values}
    near = nearest_name(name, names) if name not in names else None
    hint = f"the name alone is `{_OP}`" + (f"; nearest: `{near}`" if near is not None else "")
    return Finding(
        LintCode.NAME_AS_REF.value,
        f"every op_name that was seen is a ref such as `{next(iter(node.values), 'weave:///…')}`, so none is `{name}`",
        place,
        hint,
        Fix(f"compare `{_OP}`", at, _OP) if isinstance(at, Span) else None,
    )


def is_name(text: str) -> bool:
    """Is it the name of an op, and no ref?"""
    return bool(text) and "/" not in text


def is_without_version(text: str) -> bool:
    """Is it a ref of an op that ends with its name?"""
    return text.startswith("weave:///") and "/op/" in text and ":" not in text.rpartition("/op/")[2]


def ref_without_version(ref: str, place: Location, at: Location | None) -> Finding:
    """The finding of a filter's ref that names no version. place: of the ref. at: where the list is written."""
    fix = None
    if isinstance(at, Span) and (found := at.text.find(words.quoted(ref))) >= 0:
        begin = at.start + found
        fix = Fix(
            "take every version", Span(at.source, begin, begin + len(words.quoted(ref))), words.quoted(f"{ref}:*")
        )
    return Finding(LintCode.NAME_AS_REF.value, f"`{ref}` names no version", place, f"`{ref}:*` is every version", fix)


def _in_ref(ref: str) -> str:
    """The name in `weave:///entity/project/op/name:digest`."""
    return ref.rpartition("/op/")[2].rpartition(":")[0]


def _short_id(expr: Comparison | In, field: GetField, given: Literal, id: str, node: Node) -> Finding:
    fix = None
    if isinstance(expr, Comparison) and isinstance(expr.at, Span) and isinstance(field.at, Span):
        negated = "not " if expr.op is ComparisonOp.NE else ""
        fix = Fix("ask for its beginning", expr.at, f"{field.at.text} {negated}starts with {words.quoted(id)}")
    return Finding(
        LintCode.SHORT_ID.value,
        f"`{id}` is no whole `{field.path}`: those that were seen have {node.shortest} characters or more",
        given.at,
        f"`{field.path} starts with {words.quoted(id)}` asks for its beginning",
        fix,
    )
