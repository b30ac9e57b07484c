"""The judge's `$expr`: decoded JSON in, a function from a row to a value out. Errors come before any row is read."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial, reduce

from tests.oracle.fields import ELEMENT, Role, Row, field
from tests.oracle.regexes import translated
from tests.oracle.sets import ASKED, MEMBER, Set, check_places, of_one_feedback, sets_in
from tests.oracle.times import literal_time
from tests.oracle.values import (
    CONVERSIONS,
    OracleError,
    Time,
    Value,
    calculated,
    compare,
    exact_integer,
    fold,
    is_absent,
    is_number,
    size,
    spelled_boolean,
    spelled_number,
    texts,
    to_string,
    truth,
    type_of,
)

FIELDS = (Role.JSON, Role.TIME, Role.LIST, Role.FIELD)
LEAVES = (*ASKED, "$anyElement", "$allElements")


@dataclass(frozen=True, slots=True)
class Operand:
    """`sources`: the roles of the operands that a value may come from unchanged. `of_set`: it is a set-valued field."""

    role: Role
    of: Callable[[Row], Value]
    literal: Value = ...
    sources: frozenset[Role] = frozenset()
    of_set: bool = False

    def is_literal(self, value: Value) -> bool:
        return self.role is Role.LITERAL and type(self.literal) is type(value) and bool(self.literal == value)


def condition(query: object) -> Callable[[Row], bool]:
    """The predicate of `{"$expr": ...}`."""
    if not isinstance(query, dict) or list(query) != ["$expr"]:
        raise OracleError("a query has the one key $expr")
    check_places(query["$expr"])
    return predicate(query["$expr"])


def predicate(source: object) -> Callable[[Row], bool]:
    """An operand as a condition; a set-valued one is asked of the rows of its set, as every predicate is."""
    operand = read(source)
    found = sets_in(source) if not (isinstance(source, dict) and next(iter(source), "") in LEAVES) else []

    def holds(row: Row) -> bool:
        return truth(operand.of(row))

    return _of_some_row(holds, found[0]) if found else holds


def _of_some_row(holds: Callable[[Row], bool], rows: Set) -> Callable[[Row], bool]:
    return lambda row: holds(row) if MEMBER in row else any(holds({**row, MEMBER: each}) for each in rows.members(row))


def read(source: object) -> Operand:
    """One operand: an object with one operator, or a bare literal."""
    if not isinstance(source, dict):
        return literal(source)
    if len(source) != 1:
        raise OracleError("an operand has one operator")
    ((name, body),) = source.items()
    if name not in OPERATORS:
        raise OracleError(f"{name!r} is no operator")
    operand = OPERATORS[name](body)
    found = sets_in(source) if name in LEAVES else []
    if not found:
        return operand
    if name == "$eq":
        return _computed(_of_some_row_or_none(operand.of, found[0], *map(read, body)))
    return _computed(_of_some_row(operand.of, found[0]))


def _of_some_row_or_none(
    equal: Callable[[Row], bool], rows: Set, left: Operand, right: Operand
) -> Callable[[Row], bool]:
    """Beside null, and of the field itself beside the empty text, what counts is that no row has a value."""
    pairs = (left, right), (right, left)
    nulls = [operand for literal, operand in pairs if literal.is_literal(None)]
    unset = nulls or [operand for literal, operand in pairs if literal.is_literal("") and operand.of_set]
    some = _of_some_row(equal, rows)

    def holds(row: Row) -> bool:
        if MEMBER in row:
            return equal(row)
        members = [{**row, MEMBER: each} for each in rows.members(row)]
        if unset and all(is_absent(unset[0].of(each)) for each in members):
            return True
        return not nulls and some(row)

    return holds


def literal(value: object) -> Operand:
    if isinstance(value, (dict, list)):
        raise OracleError("a list or an object is no literal")
    if isinstance(value, float) and not math.isfinite(value):
        raise OracleError("a number beyond the doubles")
    if isinstance(value, str) and ("\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value)):
        raise OracleError("a text that no store keeps")
    if isinstance(value, int) and not isinstance(value, bool):
        value = exact_integer(value)
    return Operand(Role.LITERAL, lambda row: value, value, frozenset({Role.LITERAL}))


def _get_field(body: object) -> Operand:
    found = field(body)
    return Operand(found.role, found.read, sources=frozenset({found.role}), of_set=found.of_set)


def _computed(of: Callable[[Row], Value]) -> Operand:
    return Operand(Role.COMPUTED, of, sources=frozenset({Role.COMPUTED}))


def _if_null(body: object) -> Operand:
    items = _operands(body, least=2)

    def first(row: Row) -> Value:
        return next((value for value in (item.of(row) for item in items) if not is_absent(value)), None)

    return Operand(Role.COMPUTED, first, sources=frozenset().union(*(item.sources for item in items)))


def _convert(body: object) -> Operand:
    parts = _parts(body, {"input", "to"})
    if parts["to"] not in CONVERSIONS:
        raise OracleError(f"{parts['to']!r} is nothing to convert to")
    inner, change = read(parts["input"]), CONVERSIONS[parts["to"]]
    return _computed(lambda row: change(inner.of(row)))


def _size(body: object) -> Operand:
    inner = read(body[0] if isinstance(body, list) and len(body) == 1 else body)
    return _computed(lambda row: size(inner.of(row)))


def _and(body: object) -> Operand:
    items = _predicates(body)
    return _computed(lambda row: all(item(row) for item in items))


def _or(body: object) -> Operand:
    items = _predicates(body)
    return _computed(lambda row: any(item(row) for item in items))


def _not(body: object) -> Operand:
    if isinstance(body, list) and len(body) != 1:
        raise OracleError("$not has one operand")
    item = predicate(body[0] if isinstance(body, list) else body)
    return _computed(lambda row: not item(row))


def _feedback(body: object) -> Operand:
    """Does some feedback of the type satisfy the condition on its own fields?"""
    parts = _parts(body, {"type", "where"})
    if not isinstance(parts["type"], str) or not parts["type"]:
        raise OracleError("the type of feedback is a text")
    rows, test = Set("feedback", parts["type"]), predicate(of_one_feedback(parts["where"]))
    return _computed(lambda row: any(test({**row, MEMBER: each}) for each in rows.members(row)))


def _type(body: object) -> Operand:
    inner = read(body[0] if isinstance(body, list) and len(body) == 1 else body)
    return _computed(lambda row: type_of(inner.of(row)))


def _calculation(name: str, most: int | None = None) -> Callable[[object], Operand]:
    def build(body: object) -> Operand:
        items = _operands(body, least=2, most=most)
        return _computed(lambda row: reduce(partial(calculated, name), (item.of(row) for item in items)))

    return build


def _elements(over: Callable[[Iterable[bool]], bool]) -> Callable[[object], Operand]:
    """Do some, or all, elements of an array satisfy the condition?"""

    def build(body: object) -> Operand:
        parts = _parts(body, {"input", "where"})
        inner, test = read(parts["input"]), predicate(parts["where"])

        def holds(row: Row) -> bool:
            found = inner.of(row)
            return isinstance(found, list) and over(test({**row, ELEMENT: each}) for each in found)

        return _computed(holds)

    return build


def _texts_related(relation: Callable[[str, str], bool]) -> Callable[[object], Operand]:
    def build(body: object) -> Operand:
        left, right = (read(item) for item in _pair(body))

        def holds(row: Row) -> bool:
            text, part = left.of(row), right.of(row)
            return isinstance(text, str) and isinstance(part, str) and relation(text, part)

        return _computed(holds)

    return build


def _regex_match(body: object) -> Operand:
    parts = _parts(body, {"input", "regex"}, frozenset({"case_insensitive"}))
    inner, regex = read(parts["input"]), read(parts["regex"])
    folded = parts.get("case_insensitive") or False
    if not isinstance(folded, bool) or regex.role is not Role.LITERAL or not isinstance(regex.literal, str):
        raise OracleError("case_insensitive is a boolean, and the regex a literal text")
    pattern = translated(regex.literal, folded)

    def holds(row: Row) -> bool:
        text = inner.of(row)
        return isinstance(text, str) and pattern.search(text) is not None

    return _computed(holds)


def _operands(body: object, least: int = 1, most: int | None = None) -> list[Operand]:
    if not isinstance(body, list) or len(body) < least or (most is not None and len(body) > most):
        raise OracleError(f"{least} or more operands, at most {most}")
    return [read(item) for item in body]


def _predicates(body: object) -> list[Callable[[Row], bool]]:
    if not isinstance(body, list) or not body:
        raise OracleError("one or more operands")
    return [predicate(item) for item in body]


def _pair(body: object) -> list[object]:
    if not isinstance(body, list) or len(body) != 2:
        raise OracleError("two operands")
    return body


def _parts(body: object, required: set[str], optional: frozenset[str] = frozenset()) -> dict[str, Value]:
    if not isinstance(body, dict) or not required <= set(body) <= required | optional:
        raise OracleError(f"the keys {sorted(required | optional)}")
    return body


def _comparison(relation: Callable[[int], bool], equality: bool) -> Callable[[object], Operand]:
    def build(body: object) -> Operand:
        left, right = (read(item) for item in _pair(body))
        return _computed(related(relation, equality, left, right))

    return build


def related(relation: Callable[[int], bool], equality: bool, left: Operand, right: Operand) -> Callable[[Row], bool]:
    """Does the relation hold between the two operands of a row?"""
    for one, other in ((left, right), (right, left)):
        if one.is_literal("") and other.sources == {Role.TIME} and not equality:
            raise OracleError("an empty text is no time")
    times = _time_beside(left, right), _time_beside(right, left)

    def holds(row: Row) -> bool:
        first, second = left.of(row), right.of(row)
        if equality:
            for one, other, value in ((left, right, second), (right, left, first)):
                if one.is_literal(None):
                    return is_absent(value)
                if one.is_literal("") and other.role in FIELDS and not other.of_set and is_absent(value):
                    return True
        if times[0] is not None and isinstance(second, Time):
            first = times[0]
        if times[1] is not None and isinstance(first, Time):
            second = times[1]
        for one, other in ((left, right), (right, left)):
            if one.role is Role.LITERAL and other.role is not Role.LITERAL and Role.JSON in other.sources:
                first, second = _met(first, second)
        order = compare(first, second)
        return order is not None and relation(order)

    return holds


def _time_beside(one: Operand, other: Operand) -> Value:
    """The time that a literal is beside a timestamp column. Only beside nothing but times it has to be one."""
    if one.role is not Role.LITERAL or Role.TIME not in other.sources:
        return None
    try:
        return literal_time(one.literal)
    except OracleError:
        if other.sources == {Role.TIME}:
            raise
        return None


def _met(first: Value, second: Value) -> tuple[Value, Value]:
    """A literal and the value of a path: text beside a number or a boolean counts as what it spells."""
    return _spelled(first, second), _spelled(second, first)


def _spelled(value: Value, beside: Value) -> Value:
    if not isinstance(value, str):
        return value
    if isinstance(beside, bool):
        return spelled_boolean(value)
    return spelled_number(value) if is_number(beside) else value


def _in(body: object) -> Operand:
    item, choices = _pair(body)
    if isinstance(choices, dict) and list(choices) == ["$literal"]:
        choices = choices["$literal"]
    if not isinstance(choices, list):
        raise OracleError("$in has a list")
    read(item)
    tests = [read({"$eq": [item, choice]}) for choice in choices]
    return _computed(lambda row: any(test.of(row) for test in tests))


def _contains(body: object) -> Operand:
    parts = _parts(body, {"input", "substr"}, frozenset({"case_insensitive"}))
    inner, needle = read(parts["input"]), read(parts["substr"])
    folded = parts.get("case_insensitive") or False
    if not isinstance(folded, bool) or (folded and needle.role is not Role.LITERAL):
        raise OracleError("case_insensitive is a boolean, and its substr a literal")
    plain: Callable[[str], str] = fold if folded else str

    def holds(row: Row) -> bool:
        wanted = to_string(needle.of(row))
        return wanted is not None and any(plain(wanted) in plain(text) for text in texts(inner.of(row)))

    return _computed(holds)


def _EQUAL(order: int) -> bool:
    return order == 0


OPERATORS: dict[str, Callable[[object], Operand]] = {
    "$literal": literal,
    "$getField": _get_field,
    "$convert": _convert,
    "$size": _size,
    "$and": _and,
    "$or": _or,
    "$not": _not,
    "$eq": _comparison(_EQUAL, True),
    "$gt": _comparison(lambda order: order > 0, False),
    "$gte": _comparison(lambda order: order >= 0, False),
    "$lt": _comparison(lambda order: order < 0, False),
    "$lte": _comparison(lambda order: order <= 0, False),
    "$feedback": _feedback,
    "$ne": lambda body: _not({"$eq": body}),
    "$in": _in,
    "$contains": _contains,
    "$startsWith": _texts_related(str.startswith),
    "$endsWith": _texts_related(str.endswith),
    "$regexMatch": _regex_match,
    "$type": _type,
    "$ifNull": _if_null,
    "$add": _calculation("$add"),
    "$subtract": _calculation("$subtract", most=2),
    "$multiply": _calculation("$multiply"),
    "$divide": _calculation("$divide", most=2),
    "$anyElement": _elements(any),
    "$allElements": _elements(all),
}
