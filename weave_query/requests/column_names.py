"""Room 2: the names of the columns of an aggregation: given ones, or made of function and field."""

from __future__ import annotations

from collections.abc import Sequence

from weave_query.errors import ROOT, Location, ParseError, UnknownFieldError, nearest, shown
from weave_query.requests.aggregate import AggregateReq, Dimension, Measure
from weave_query.requests.metrics import percentile_name, rounded
from weave_query.syntax.paths import FieldPath
from weave_query.syntax.walk import is_condition

BUCKET_NAME = "bucket"


def column_names(
    request: AggregateReq, dimensions: Sequence[Dimension], measures: Sequence[Measure]
) -> tuple[str, ...]:
    """The names of the answer's columns, each once: the bucket, the dimensions, the measures."""
    found: list[tuple[str, Location]] = [(BUCKET_NAME, ROOT.child("bucket"))] if request.bucket is not None else []
    places: list[tuple[Dimension | Measure, Location]] = []
    places += [(each, ROOT.child("dimensions").child(position)) for position, each in enumerate(dimensions)]
    places += [(each, ROOT.child("measures").child(position)) for position, each in enumerate(measures)]
    for each, at in places:
        found.append((each.name or default_name(each, at), at.child("name") if each.name else at))
    seen: set[str] = set()
    for name, at in found:
        if name in seen:
            raise ParseError(f"two columns have the name {shown(name)}", at=at, hint="give one of them another `name`")
        seen.add(name)
    return tuple(name for name, _ in found)


def default_name(each: Dimension | Measure, at: Location) -> str:
    """The name of a column that was given none. Raises ParseError where there has to be one."""
    of = _field_name(each)
    if isinstance(each, Dimension):
        if of is None:
            raise ParseError("a dimension of a `value` needs a `name`", at=at)
        return of
    prefix = percentile_name(rounded(each.percentile)) if each.percentile is not None else each.function
    if of is None and each.value is not None:
        if each.function == "count" and is_condition(each.value.expr):
            hint = "`where` of the measure counts those that satisfy it"
            raise ParseError("`count` of a condition counts every call", at=at, hint=hint)
        raise ParseError("a measure of a `value` needs a `name`", at=at)
    return prefix if of is None else f"{prefix}_{of}"


def _field_name(each: Dimension | Measure) -> str | None:
    if each.field is None or isinstance(each.field, str):
        return each.field
    return ".".join(map(str, each.field))


def position_of(name: str, names: Sequence[str], at: Location, what: str) -> int:
    """The position of a name. Raises UnknownFieldError with the nearest ones."""
    if name not in names:
        known = "there are " + ", ".join(map(shown, names))
        raise UnknownFieldError(f"{shown(name)} is not {what}", at=at, hint=nearest(name, names) or known)
    return list(names).index(name)


def name_of(path: FieldPath) -> str:
    """A path as the name of a column, whose dots are part of it."""
    return ".".join([path.root, *(str(each.index) if each.key is None else each.key for each in path.segments)])
