"""Predicates of the exceptions that look at values: a request and the calls in, whether a rule bears out."""

from __future__ import annotations

import json
from collections.abc import Iterable

from tests.oracle.fields import NUMBERS, TEXTS, TIMES, column
from tests.oracle.order import keys as sort_keys
from tests.oracle.times import literal_time, read_time
from tests.oracle.values import (
    MISSING,
    OracleError,
    Value,
    exact_integer,
    is_absent,
    is_number,
    same_kind,
    spelled_boolean,
    spelled_number,
)
from tests.recorded.reading import (
    Request,
    Rows,
    Test,
    converted,
    field_pairs,
    holds,
    in_document,
    live,
    nodes,
    path_of,
    root_of,
    tests,
    values,
)

ORDER = ("$gt", "$gte", "$lt", "$lte")


def negated_over_absent_values(request: Request, rows: Rows) -> bool:
    """Below `$not`, a field is compared that some call lacks or holds as another type than the literal's."""
    return any(
        any(is_absent(value) or not same_kind(value, test.literal) for value in values(request, rows, test.path))
        for test in tests(request)
        if test.negated and test.literal is not None
    )


def tells_absence_apart(request: Request, rows: Rows) -> bool:
    """A null test or `exists` in a document, a null in a list or on the left, or a text beside a value that is
    missing, null or the text `null`, which all read as empty text there."""
    return (
        any(to == "exists" for _, to in converted(request))
        or any(test.literal is None and _no_null_test_there(test) for test in tests(request))
        or any(_reads_as_empty(test, values(request, rows, test.path)) for test in tests(request))
    )


def _no_null_test_there(test: Test) -> bool:
    return in_document(test.path) or test.operator == "$in" or test.mirrored


def _reads_as_empty(test: Test, found: Iterable[Value]) -> bool:
    if not isinstance(test.literal, str) or not in_document(test.path):
        return False
    emptied = {value for value in found if is_absent(value) or value == "null"}
    return any(_text_test(test, "") != _our_text_test(test, value) for value in emptied)


def _our_text_test(test: Test, value: Value) -> bool:
    if is_absent(value):
        return test.literal == "" and test.operator in ("$eq", "$in")
    return _text_test(test, value)


def _text_test(test: Test, text: str) -> bool:
    return test.literal in text if test.operator == "$contains" else holds(test.operator, text, test.literal)


def integers_read_otherwise(request: Request, rows: Rows) -> bool:
    """An integer literal is ordered beside a document's value that is no integer in some call, or is beyond 64 bits."""
    return any(
        exact_integer(test.literal) != test.literal
        or isinstance(exact_integer(test.literal), float)
        or (
            test.operator in ORDER
            and any(isinstance(_number(value), float) for value in values(request, rows, test.path))
        )
        for test in tests(request)
        if _is_integer(test.literal) and in_document(test.path)
    ) or any(isinstance(test.literal, float) and abs(test.literal) >= 2.0**63 for test in tests(request))


def _is_integer(value: Value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _number(value: Value) -> Value:
    return spelled_number(value) if isinstance(value, str) else value if is_number(value) else None


def boolean_beside_numbers(request: Request, rows: Rows) -> bool:
    """A boolean literal stands beside a document's value that is a number in some call, or one is converted to bool."""
    return any(
        any(_number(value) is not None for value in values(request, rows, test.path))
        for test in tests(request)
        if isinstance(test.literal, bool) and in_document(test.path)
    ) or any(
        isinstance(value, bool)
        for path, to in converted(request)
        if to == "bool" and in_document(path)
        for value in values(request, rows, path)
    )


def behind_a_text_filter(request: Request, rows: Rows) -> bool:
    """A literal is looked for in inputs, output or attributes that the stored JSON text spells in another way."""
    return any(
        _is_escaped(test.literal) or any(_spelled_otherwise(test, value) for value in values(request, rows, test.path))
        for test in tests(request)
        if test.operator in ("$eq", "$in", "$contains") and root_of(test.path) in ("inputs", "output", "attributes")
    )


def text_beside_numbers(request: Request, rows: Rows) -> bool:
    """A text literal is compared with a document's value that is a number or a boolean in some call, and spells one."""
    return any(
        any(_spelled_otherwise(test, value) for value in values(request, rows, test.path))
        for test in tests(request)
        if test.operator != "$contains" and in_document(test.path)
    )


def two_fields(request: Request, rows: Rows) -> bool:
    """Two fields are compared, one of them in a document."""
    return any(in_document(left) or in_document(right) for _, left, right in field_pairs(request))


def times_in_other_places(request: Request, rows: Rows) -> bool:
    """A timestamp column stands in `$in` or `$contains`, or beside a boolean."""
    return any(
        test.path in TIMES and (test.operator in ("$in", "$contains") or isinstance(test.literal, bool))
        for test in tests(request)
    )


def _is_escaped(literal: Value) -> bool:
    return isinstance(literal, str) and json.dumps(literal) != f'"{literal}"'


def _spelled_otherwise(test: Test, value: Value) -> bool:
    """Does the value match a text literal without being a text?"""
    if not isinstance(test.literal, str) or not (isinstance(value, bool) or is_number(value)):
        return False
    if test.operator == "$contains":
        return True
    spelled = spelled_boolean if isinstance(value, bool) else spelled_number
    return spelled(test.literal) is not None


def containers_by_value(request: Request, rows: Rows) -> bool:
    """`$size` of what is no plain text there, or a text looked for in a container or ordered beside one."""
    sized = [path_of(node.body) for node in nodes(request) if node.operator == "$size"]
    searched = [test.path for test in tests(request) if test.operator not in ("$eq", "$in") and _is_text(test)]
    return any(not _plain(value) for path in sized if path is not None for value in values(request, rows, path)) or any(
        isinstance(value, (list, dict))
        for path in searched
        if in_document(path)
        for value in values(request, rows, path)
    )


def _is_text(test: Test) -> bool:
    return isinstance(test.literal, str)


def _plain(value: Value) -> bool:
    return isinstance(value, str) and value.isascii()


SENTINELS: dict[str, Value] = {
    **dict.fromkeys(TEXTS, ""),
    **dict.fromkeys(NUMBERS, 0),
    "ended_at": read_time("1970-01-01"),
    "deleted_at": read_time("1970-01-01"),
    "expire_at": read_time("2100-01-01"),
}


def sentinels_take_part(request: Request, rows: Rows) -> bool:
    """A column that some call has not set is compared, and what stands for unset there ("", 0, 1970) satisfies it;
    or it is sorted by, ascending."""
    return (
        any(_sentinel_matches(test) for test in tests(request) if _lacking(request, rows, test.path))
        or any(
            holds_or_equal
            for operator, left, right in field_pairs(request)
            for holds_or_equal in _sentinel_pairs(request, rows, operator, left, right)
        )
        or any(not descending and _lacking(request, rows, name) for name, descending in _keys(request))
    )


def _lacking(request: Request, rows: Rows, path: object) -> bool:
    return isinstance(path, str) and path in SENTINELS and MISSING in values(request, rows, path)


def _sentinel_matches(test: Test) -> bool:
    literal = test.literal
    if literal is None or literal == "" or test.operator == "$contains":
        return False
    sentinel = SENTINELS[test.path]
    if not isinstance(sentinel, (str, int)):
        try:
            literal = literal_time(literal)
        except OracleError:
            return False
    return holds(test.operator, sentinel, literal)


def _sentinel_pairs(request: Request, rows: Rows, operator: str, left: object, right: object) -> Iterable[bool]:
    if not (isinstance(left, str) and isinstance(right, str) and {left, right} <= SENTINELS.keys()):
        return
    for row in live(request, rows):
        first, second = column(row, left), column(row, right)
        if MISSING in (first, second):
            shown = [SENTINELS[name] if value is MISSING else value for name, value in ((left, first), (right, second))]
            yield holds(operator, *shown)


def _keys(request: Request) -> list[tuple[str, bool]]:
    try:
        return sort_keys(request.get("sort_by"))
    except OracleError:
        return []


def conversions(request: Request, rows: Rows) -> bool:
    """`$convert` to int of a fraction, of a boolean to a number, or of a column that is no text."""
    return any(_converted_otherwise(request, rows, path, to) for path, to in converted(request))


def _converted_otherwise(request: Request, rows: Rows, path: object, to: str) -> bool:
    found = values(request, rows, path)
    if not in_document(path):
        return to in ("int", "double", "bool") and not all(isinstance(value, str) for value in found)
    return any(
        (to == "int" and isinstance(_number(value), float)) or (to in ("int", "double") and isinstance(value, bool))
        for value in found
    )
