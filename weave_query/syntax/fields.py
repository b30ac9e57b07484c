"""Room 1: the fields that Python names. The arguments of `F` and keys in brackets come in, nodes go out."""

from __future__ import annotations

from weave_query.errors import ROOT, InternalError, ParseError, shown, told_type
from weave_query.syntax.expr import Element, Expr, GetField
from weave_query.syntax.json import check_text
from weave_query.syntax.paths import ELEMENT, MAX_INDEX, FieldPath, Segment, list_path, list_segment, parse_path
from weave_query.syntax.print import path_to_json
from weave_query.syntax.values import integer_of


def field_at(path: str, *keys: str | int) -> GetField | Element:
    """Path text, and keys and indexes below it. Raises ParseError where no path of the language has both."""
    if not isinstance(path, str):
        raise ParseError(f"a field is named by a text, this is {told_type(path)}")
    if not path:
        raise ParseError("a field name is empty")
    check_text(path, ROOT)
    return _below(parse_path(path), keys)


def field_below(field: Expr, key: str | int) -> GetField | Element:
    """What is one step below a field. Raises ParseError where no path of the language has both."""
    return _below(_path(field), (key,))


def _below(above: FieldPath, keys: tuple[str | int, ...]) -> GetField | Element:
    path = FieldPath(above.root, (*above.segments, *map(_segment, keys)), above.qualifier)
    if keys and not can_be_written(path):
        raise ParseError(
            f"no key or index in brackets can follow the path text {shown(str(above))}: text and lists do not mix",
            hint='either all in brackets, `F("inputs")["a"][0]`, or all in the text, `F("inputs.a.0")`',
        )
    return _node(path)


def _node(path: FieldPath) -> GetField | Element:
    return Element(path.segments) if path.root == ELEMENT else GetField(path)


def _path(field: Expr) -> FieldPath:
    match field:
        case GetField():
            return field.path
        case Element():
            return FieldPath(ELEMENT, field.segments)
        case _:
            raise InternalError("an `F` that is no field")


def can_be_written(path: FieldPath) -> bool:
    """Does the JSON of a path mean the same? Text has no pure index, a list no type of feedback and no index-or-key."""
    written = path_to_json(path)
    return (parse_path(written) if isinstance(written, str) else list_path([*written], ROOT)) == path


def _segment(key: object) -> Segment:
    if isinstance(key, str):
        check_text(key, ROOT)
    number = integer_of(key)
    segment = list_segment(key if number is None else number)
    if segment is None:
        given = str(number) if number is not None else told_type(key)
        raise ParseError(f"a key is text and an index an integer from 0 to {MAX_INDEX}, this is {given}")
    return segment
