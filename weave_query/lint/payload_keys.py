"""Lint: keys in the payloads of feedback that conditions, columns and orders name, and no feedback has."""

from __future__ import annotations

from collections.abc import Iterator

from weave_query.completion.observed import Observed
from weave_query.errors import shown
from weave_query.lint.finding import Finding, Fix, LintCode
from weave_query.lint.payload_paths import Segments, are_known, key_of, meant_by, only_type, payloads_of, walked
from weave_query.lint.seen import of_elements
from weave_query.syntax.expr import AnyFeedback, Expr, GetField
from weave_query.syntax.paths import FieldPath, Segment
from weave_query.syntax.text import Span
from weave_query.syntax.text.fields import path_text
from weave_query.syntax.walk import children

_PAYLOAD = "payload"
_ANY = "*"


def about_keys(
    expr: Expr, observed: Observed, *, of_feedback: bool = False, type: str | None = None
) -> Iterator[Finding]:
    """The findings in a condition. of_feedback: is it about rows of feedback? type: of which all of these are."""
    if isinstance(expr, GetField):
        path = expr.path
        if of_feedback and path.root == _PAYLOAD:
            yield from _of_path(expr, (), type, observed)
        elif path.root == "feedback" and path.segments[:1] == (Segment(_PAYLOAD),):
            yield from _of_path(expr, path.segments[:1], path.qualifier, observed)
    elif isinstance(expr, AnyFeedback):
        own = expr.type if expr.type != _ANY else only_type([expr.where], observed)
        yield from about_keys(expr.where, observed, of_feedback=True, type=own)
    else:
        for child in children(expr):
            yield from about_keys(child, observed, of_feedback=of_feedback, type=type)


def _of_path(field: GetField, above: Segments, type: str | None, observed: Observed) -> Iterator[Finding]:
    """above: the steps to the payload."""
    type = None if type == _ANY else type
    if type is not None and type not in observed.feedback:
        # That is told of the type.
        return
    payloads, path = payloads_of(type, observed), field.path.segments[len(above) :]
    depth, nodes = walked(path, payloads)
    if depth == len(path) or not are_known(nodes):
        return

    def whole(segments: Segments) -> FieldPath:
        return FieldPath(field.path.root, (*above, *segments), field.path.qualifier)

    def text(segments: Segments) -> str:
        return path_text(whole(segments))

    hint, meant = meant_by(path, depth, nodes, payloads, text)
    array = next((node for node in nodes if node.elements is not None), None)
    if array is not None and not array.members:
        hint, meant = of_elements(whole(path), len(above) + depth, array) or hint, None
    fix = None
    if meant is not None and isinstance(field.at, Span):
        fix = Fix(f"write `{text(meant)}`", field.at, text(meant))
    of = f" of {shown(type)}" if type is not None else " of any feedback"
    if field.path.qualifier is not None:
        of = ""
    message = f"{shown(key_of(path[depth]))} was not seen in `{text(path[:depth])}`{of}"
    yield Finding(LintCode.UNSEEN_KEY.value, message, field.at, hint, fix)
