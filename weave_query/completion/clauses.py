"""Completion: the words of the clauses that have words of their own: metrics, widths, ranges of time, filters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache

from weave_query.completion import vocabulary as known
from weave_query.completion.observed import Node, Observed
from weave_query.completion.offer import Offer, listed
from weave_query.completion.telling import Total, seen, share
from weave_query.syntax.expr import Literal
from weave_query.syntax.text import words
from weave_query.syntax.text.expected import Expected
from weave_query.syntax.text.queries import FILTERS
from weave_query.syntax.text.write import literal_text

_ZONES = ("UTC", "Europe/Berlin", "Europe/London", "America/New_York", "America/Los_Angeles", "Asia/Tokyo")
_MOST_IDS = 10
_DEEPEST = 4
_ONCE = frozenset(
    {
        *("WHERE", "HAVING", "FILTER", "SORT", "LIMIT", "OFFSET", "SELECT", "EXPAND", "WITH", "BY", "EVERY", "FROM"),
        *("LAST", "ON"),
    }
)
# What a filter names, and the column whose values it takes.
_COLUMNS = {"call_ids": "id", "input_refs": "input_refs", "output_refs": "output_refs"}


def clause_of(expected: Expected, number: int | None = None) -> str | None:
    """The terminal that began the clause of a token, or of the place behind all."""
    before = expected.before[: number if number is not None else len(expected.before)]
    types = [each.type for each in before]
    found = next((type for type in reversed(types) if type in known.CLAUSES), None)
    return "SORT" if found == "BY" and types[len(types) - 1 - types[::-1].index("BY") - 1] == "SORT" else found


def said(expected: Expected) -> frozenset[str]:
    """The terminals of the clauses that a query has already: none may stand twice."""
    found: set[str] = set()
    depth = 0
    for number, each in enumerate(expected.before):
        depth += {"LPAR": 1, "RPAR": -1}.get(each.type, 0)
        previous = expected.before[number - 1].type if number else None
        if depth == 0 and each.type in _ONCE and previous not in ("STARTS", "ENDS", "SORT"):
            found.add(each.type)
    if found & {"FROM", "LAST"}:
        found |= {"FROM", "LAST"}
    last_two = [each.type for each in expected.before[-2:]]
    if last_two == ["TOP", "INTEGER"]:
        found.discard("BY")
    return frozenset() if depth > 0 else frozenset(found)


def words_of(clause: str | None, kind: str | None, expected: Expected) -> Iterable[Offer] | None:
    """The words that a clause of a kind of query takes here; None where it has fields."""
    last = expected.last
    is_behind = last is not None and last.type not in ("STATS", "COMMA")
    match clause:
        case "STATS" if kind == "FEEDBACK":
            return listed({**known.AGGREGATED, **known.VALUE_TYPES}, "name") if is_behind else None
        case "STATS":
            return listed(known.AGGREGATED, "name") if is_behind else listed(known.METRICS, "metric")
        case "FILTER":
            return listed(restrictions(kind, expected), "name") if not is_behind or last is _begin(expected) else ()
        case "WITH":
            return listed(known.INCLUDED, "name")
        case "EVERY" if kind == "AGGREGATE":
            return listed({**known.WIDTHS, **known.UNITS}, "name")
        case "EVERY":
            return listed({**known.WIDTHS, "auto": known.UNITS["auto"]}, "name")
        case "BY" if kind == "FEEDBACK" and all(each.type != "STATS" for each in expected.before):
            return listed(known.KEYS_OF_FEEDBACK, "name")
        case "BY" if kind in ("STATS", "FEEDBACK"):
            return listed({**known.WIDTHS, "auto": known.UNITS["auto"]}, "name")
        case "ON":
            return listed(("started_at", "ended_at", "expire_at"), "name")
        case "STARTS" if kind == "AGGREGATE" and last is not None and last.type == "STARTS":
            return listed(known.DAYS, "name")
        case "AGGREGATE":
            return [Offer(f"{name}(", "function", doc) for name, doc in known.MEASURES.items()]
        case "SORT" if kind == "THREADS":
            from weave_query.requests.resolve_threads import SORT_FIELDS

            return listed(SORT_FIELDS, "field")
        case "FROM" | "TO" | "LAST" | "LIMIT" | "OFFSET":
            return ()
        case _:
            return None


def _begin(expected: Expected) -> object:
    return next((each for each in reversed(expected.before) if each.type == "FILTER"), None)


def restrictions(kind: str | None, expected: Expected) -> dict[str, str]:
    """What `filter` names in a kind of query, with a sentence on each."""
    from weave_query.requests.feedback import FeedbackAggregateReq
    from weave_query.requests.feedback_stats import FeedbackStatsReq
    from weave_query.requests.filter import CallsFilter
    from weave_query.requests.threads import ThreadsQueryFilter

    if kind == "FEEDBACK":
        is_stats = any(each.type == "STATS" for each in expected.before)
        fields = (FeedbackStatsReq if is_stats else FeedbackAggregateReq).model_fields
        names: Iterable[str] = FILTERS["feedback_stats" if is_stats else "feedback_aggregate"]
    else:
        fields = (ThreadsQueryFilter if kind == "THREADS" else CallsFilter).model_fields
        names = fields
    return {name: fields[name].description or "" for name in names}


def times(clause: str | None, terminals: frozenset[str], observed: Observed) -> Iterator[Offer]:
    """Moments and lengths, where a range of time has them."""
    if clause == "LAST" and "DURATION" in terminals:
        yield from listed(known.LENGTHS, "value")
    elif clause in ("FROM", "TO") and "DATE" in terminals:
        yield from moments(observed, is_end=clause == "TO")
    elif clause in ("FROM", "TO") and "DURATION" in terminals:
        yield from listed(known.LENGTHS, "value")
    elif clause == "LIMIT" and "INTEGER" in terminals:
        yield from listed({"10": "ten rows at most", "100": "a hundred", "1000": "a thousand"}, "value")


def moments(observed: Observed, *, is_end: bool = False) -> Iterator[Offer]:
    """The days around what was seen, and times before now. is_end: does a range end there?"""
    days: list[Offer] = []
    if observed.first is not None and observed.last is not None:
        first, last, after = _day(observed.first), _day(observed.last), _day(observed.last, 1)
        days = [
            Offer(first, "value", "the day of the first call"),
            Offer(last, "value", "the day of the last call"),
            Offer(after, "value", "the day after the last call, so that its day is in a range up to it"),
        ]
    yield from reversed(days) if is_end else days
    yield Offer("now()", "value", "this moment")
    for length, doc in known.LENGTHS.items():
        yield Offer(f"now() - {length}", "value", f"where {doc} began")


def _day(moment: datetime, later: int = 0) -> str:
    return (moment + timedelta(days=later)).date().isoformat()


@cache
def zones() -> tuple[Offer, ...]:
    """Time zones, those that are asked for most first."""
    from zoneinfo import available_timezones

    names = dict.fromkeys((*_ZONES, *sorted(available_timezones())))
    return tuple(Offer(words.quoted(name), "value", "a time zone") for name in names)


def ids(observed: Observed, *, is_list: bool) -> Iterator[Offer]:
    """The ids of the latest calls. is_list: has its parenthesis begun?"""
    node = observed.columns.get("id")
    for value in list(node.values if node is not None else ())[:_MOST_IDS]:
        written = words.quoted(str(value))
        yield Offer(written if is_list else f"({written})", "value", "one of the latest calls")
    if not is_list:
        yield Offer("(", "value", "ids of calls, with commas between them", '("${1:id}")')


def restricted(expected: Expected, observed: Observed) -> Iterator[Offer]:
    """The values of what `filter` names before the place."""
    name = next((each.text for each in reversed(expected.before) if each.type == "NAME"), "")
    if name in ("feedback_type", "feedback_types"):
        yield from feedback_types(observed)
        return
    node = column_of(name, observed)
    if node is not None:
        yield from values_of(node, observed.calls or 0)


def column_of(name: str, observed: Observed) -> Node | None:
    """What is seen in the column that a filter of calls is about."""
    column = _COLUMNS.get(name, name.removesuffix("s"))
    node = observed.computed.get(column) or observed.columns.get(column)
    return node.elements if node is not None and node.elements is not None else node


def values_of(node: Node, of: int, noun: str = "calls") -> Iterator[Offer]:
    """The values that are seen somewhere, the most frequent first."""
    for value, rows in node.values.most_common():
        yield Offer(literal_text(Literal(value)), "value", share(rows, node.of or of, noun))


def feedback_types(observed: Observed) -> Iterator[Offer]:
    """The types of feedback that are seen, as texts."""
    for name, node in observed.feedback.items():
        yield Offer(words.quoted(name), "value", about_type(node))
    yield Offer('"*"', "value", "feedback of any type")


def numbers(observed: Observed) -> Iterator[Offer]:
    """The paths into payloads of feedback where numbers and booleans were seen."""
    found: dict[str, Offer] = {}
    for type, node in observed.feedback.items():
        for path, leaf in _leaves(node, ()):
            name = ".".join(path)
            found.setdefault(name, Offer(name, "field", f"{type}: {seen(leaf, Total(node.rows, 'rows'))}"))
    yield from found.values()


def _leaves(node: Node, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Node]]:
    for key, member in node.members.items():
        if words.is_key(key) and (above or words.is_name(key)):
            if {"number", "bool"} & set(member.types):
                yield (*above, key), member
            if len(above) < _DEEPEST:
                yield from _leaves(member, (*above, key))


def about_type(node: Node) -> str:
    """What is in the payloads of a type of feedback."""
    keys: Sequence[str] = sorted(node.members, key=lambda key: -node.members[key].rows)[:4]
    rows = f"feedback, {node.rows:,} {'row was' if node.rows == 1 else 'rows were'} looked at"
    return f"{rows}; payload: {', '.join(keys)}" if keys else rows
