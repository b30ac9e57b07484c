"""Lint: documents as keys of groups, and as values that are counted: all objects are one there, all lists another."""

from __future__ import annotations

from collections.abc import Iterator

from weave_query.catalogue.fields import CALL_FIELDS, FieldKind
from weave_query.completion.observed import Observed
from weave_query.errors import ROOT, Location
from weave_query.lint.finding import Finding, LintCode
from weave_query.requests.aggregate import AggregateReq
from weave_query.requests.field_paths import read_path
from weave_query.syntax.paths import FieldPath
from weave_query.syntax.text.fields import path_text

_FEW = 3


def about_documents(query: AggregateReq, observed: Observed | None) -> Iterator[Finding]:
    """The documents that groups are by, or of which different ones are counted."""
    for number, dimension in enumerate(query.dimensions or ()):
        if dimension.field is not None:
            at = ROOT.child("dimensions").child(number)
            yield from _document(read_path(dimension.field, at), at, observed, "group by", "all objects are one group")
    for number, measure in enumerate(query.measures or ()):
        if measure.function == "count_distinct" and measure.field is not None:
            at = ROOT.child("measures").child(number)
            yield from _document(read_path(measure.field, at), at, observed, "count", "all objects count as one value")


def _document(path: FieldPath, at: Location, observed: Observed | None, verb: str, fact: str) -> Iterator[Finding]:
    field = CALL_FIELDS.fields.get(path.root)
    if field is None or field.kind is not FieldKind.JSON or path.qualifier is not None:
        return
    node = observed.at(path.root, path.segments) if observed is not None else None
    types = {name for name in node.types if name != "null"} if node is not None else set()
    if path.segments and not types & {"object", "array"}:
        return
    name = path_text(path)
    known = sorted(node.members, key=lambda key: -node.members[key].rows)[:_FEW] if node is not None else []
    below = " or ".join(f"`{name}.{key}`" for key in known) or f"a key below, such as `{name}.model`"
    yield Finding(LintCode.DOCUMENT_AS_KEY.value, f"`{name}` is a document, and {fact}", at, f"{verb} {below}")
