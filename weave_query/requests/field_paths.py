"""Room 2: a field in a request, outside of the language: path text or a list, as `$getField` takes it, or an `F`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import BeforeValidator

from weave_query.errors import ROOT, Location, ParseError
from weave_query.options import Limits
from weave_query.requests.fields import Text
from weave_query.requests.limits import check_path, path_of
from weave_query.requests.problems import carried, json_type
from weave_query.syntax.build import Expression
from weave_query.syntax.expr import GetField
from weave_query.syntax.paths import FieldPath as Path
from weave_query.syntax.paths import list_path, list_segment, parse_path


def _written(value: object) -> object:
    """A field of `F` as the request has it on the wire; anything else as it is."""
    if isinstance(value, list | tuple):
        _check_steps(value)
        return list(value)
    if not isinstance(value, Expression | str):
        raise carried(ParseError(f"a field is path text or a list of keys and indexes, this is {json_type(value)}"))
    if isinstance(value, str):
        return value
    if not isinstance(value.expr, GetField):
        raise carried(ParseError("a field is required, this is a condition, or what was calculated of one"))
    return _wire(value.expr.path)


def _check_steps(steps: Sequence[object]) -> None:
    for position, step in enumerate(steps):
        if list_segment(step) is None:
            at = ROOT.child(position)
            raise carried(ParseError("a list path holds strings (keys) and integers from 0 (indexes)", at=at))


def _wire(path: Path) -> str | list[str | int]:
    """Path text, and a list where text would need a backslash or cannot say it."""
    text = str(path)
    if path.is_plain_text() and "\\" not in text:
        return text
    steps = [segment.index if segment.key is None else segment.key for segment in path.segments]
    # A number out of path text may be either, which no list says.
    either = any(segment.key is not None and segment.index is not None for segment in path.segments)
    return text if either or path.qualifier is not None else [path.root, *(step for step in steps if step is not None)]


FieldPath = Annotated[Text | list[Text | int], BeforeValidator(_written)]


def read_path(field: str | list[str | int], at: Location) -> Path:
    """The path of a field of a request. Raises ParseError."""
    return parse_path(field, at) if isinstance(field, str) else list_path(list(field), at)


def limited_path(field: str | list[str | int], limits: Limits, at: Location) -> Path:
    """The same within the limits. Raises ParseError, LimitError."""
    if isinstance(field, str):
        return path_of(field, limits, at)
    path = list_path(list(field), at)
    check_path(path, len(str(path)), limits, at)
    return path
