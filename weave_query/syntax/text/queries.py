"""Room 1: queries of the text language: `calls where ... sort by ... limit 10`, `stats latency p95 by 1h from ...`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from weave_query.errors import ParseError, nearest, shown
from weave_query.syntax.expr import Expr
from weave_query.syntax.paths import FieldPath
from weave_query.syntax.print import path_to_json
from weave_query.syntax.text import times, words
from weave_query.syntax.text.fields import field_of, field_text, path_of
from weave_query.syntax.text.metrics import (
    AGGREGATIONS,
    CALL_METRICS,
    USAGE_METRICS,
    VALUE_TYPES,
    metrics_of_calls,
    metrics_of_feedback,
    percent,
)
from weave_query.syntax.text.parser import span, token_of, tree_of, trees_of
from weave_query.syntax.text.read import Reader
from weave_query.syntax.text.spans import Span
from weave_query.syntax.text.statement import Found, Key, Statement, below, once, statement
from weave_query.syntax.text.told import told_in_text
from weave_query.syntax.text.widths import duration_text, width_of

if TYPE_CHECKING:
    from lark import Token, Tree

__all__ = [
    "AGGREGATIONS",
    "CALL_METRICS",
    "FILTERS",
    "FUNCTIONS",
    "GROUPS",
    "INCLUDED",
    "TIMES",
    "UNITS",
    "USAGE_METRICS",
    "VALUE_TYPES",
    "WEEKDAYS",
    "Queries",
    "parse_statement",
]

FUNCTIONS = ("count", "count_distinct", "sum", "avg", "min", "max")
INCLUDED = {
    "costs": "include_costs",
    "feedback": "include_feedback",
    "storage_size": "include_storage_size",
    "total_storage_size": "include_total_storage_size",
    "usernames": "include_usernames",
    "latest_only": "latest_only",
}
UNITS = ("day", "week", "month", "quarter", "year")
TIMES = ("started_at", "ended_at", "expire_at")
GROUPS = ("scorer_id", "span_agent_name", "span_agent_version", "span_status_code")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# What `filter` names, where the request has it among its own keys.
FILTERS = {
    "feedback_aggregate": (
        *("feedback_types", "monitor_ids", "scorer_ids", "span_agent_names", "span_types", "tags"),
        *("rating_min", "rating_max"),
    ),
    "feedback_stats": ("feedback_type", "trigger_ref"),
}
# Of these keys the request has one text, and no list.
_SINGLE = ("feedback_type", "trigger_ref")
_MOMENTS = ("after_datetime", "before_datetime")
# These requests have a key for a condition; beside the others it is a `where` of its own.
_WITH_QUERY = ("calls_query", "calls_query_stats", "trace_usage", "aggregate", "feedback_query")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def parse_statement(source: str, *, now: datetime | None = None) -> Statement:
    """Read a query. now: the clock for `now()`, `last 7d` and an open end. Raises ParseError, LimitError."""
    with told_in_text():
        return Queries(source, now).statement(tree_of(source, "query"))


class Queries:
    """Reads the trees of the queries of one text."""

    def __init__(self, source: str, now: datetime | None) -> None:
        self.source = source
        self.now = now
        self.reader = Reader(source, now)
        self.groups = Reader(source, now, short=False)

    def at(self, node: Tree[Token] | Token) -> Span:
        return span(node, self.source)

    def statement(self, tree: Tree[Token]) -> Statement:
        """The query of a tree."""
        clauses = [each for each in trees_of(tree) if each.data in _CLAUSES]
        turns = once((_SPELLED.get(each.data, each.data), self.at(token_of(each, 0))) for each in clauses)
        kind = _KINDS.get(tree.data) or _feedback_kind({each.data for each in clauses})
        found = [*self._head(kind, tree)]
        where: Expr | None = None
        for clause, _ in zip(clauses, turns, strict=True):
            if clause.data == "where" and kind not in _WITH_QUERY:
                where = self.reader.expr(trees_of(clause)[0])
            else:
                found += _CLAUSES[clause.data](self, kind, clause)
        if kind == "feedback_aggregate":
            found += self._bounds(clauses, tree)
        return statement(kind, found, where, self._asked_for(tree))

    def _asked_for(self, tree: Tree[Token]) -> Span:
        """The words that a query begins with."""
        found = [self.at(each) for each in tree.children if isinstance(each, str) and each.type != "COMMA"]
        return Span(self.source, found[0].start, found[-1].end)

    def _head(self, kind: str, tree: Tree[Token]) -> Iterator[Found]:
        """What stands before the clauses."""
        metrics = [each for each in trees_of(tree) if each.data == "metric"]
        match kind:
            case "call_stats":
                yield from metrics_of_calls(metrics, self.source)
            case "feedback_stats":
                yield from metrics_of_feedback(metrics, self.source)
            case "calls_usage":
                yield Found(("call_ids",), self.texts(trees_of(tree)[0]), self.at(trees_of(tree)[0]))
            case "aggregate":
                for given in trees_of(tree):
                    if given.data == "measures":
                        for number, each in enumerate(trees_of(given)):
                            yield from self._measure(("measures", number), each)

    # Aggregation

    def _measure(self, key: Key, tree: Tree[Token]) -> Iterator[Found]:
        function, at = token_of(tree, 0), self.at(tree)
        given: dict[str, Any] = {}
        if function.type == "PERCENTILE":
            given = {"function": "percentile", "percentile": percent(function)}
        elif function.lower() in FUNCTIONS:
            given = {"function": function.lower()}
        else:
            known = ", ".join(f"`{each}`" for each in FUNCTIONS)
            hint = nearest(function, FUNCTIONS) or f"there are {known}, and percentiles such as `p95(latency)`"
            raise ParseError(f"{shown(function)} is no function of rows", at=self.at(function), hint=hint)
        operand, where, name = tree.children[2], tree.children[4], tree.children[-1]
        parts: dict[Key, Span] = {("function",): self.at(function), ("percentile",): self.at(function)}
        if operand is not None and not isinstance(operand, str):
            parts |= self._operand(operand, given)
        elif given["function"] != "count":
            example = f"`{function}({'thread_id' if function.startswith('count') else 'cost'})`"
            raise ParseError(f"{shown(function)} is of a field", at=at, hint=f"as in {example}")
        if where is not None and not isinstance(where, str):
            given["where"] = self.reader.expr(where)
            parts["where",] = self.at(where)
        if name is not None and not isinstance(name, str):
            given["name"] = self.name(name)
            parts["name",] = self.at(name)
        yield Found(key, given, at, parts)

    def _operand(self, tree: Tree[Token], given: dict[str, Any]) -> dict[Key, Span]:
        """A field where it is one, else a value of the language, and the place of it."""
        if tree.data == "path":
            given["field"] = self.path_json(tree)
            return {("field",): self.at(tree)}
        given["value"] = self.reader.expr(tree)
        return {("value",): self.at(tree)}

    def _by(self, kind: str, tree: Tree[Token]) -> Iterator[Found]:
        for number, each in enumerate(trees_of(tree)):
            _, top, count, _, by, without, _, _, name = each.children
            given: dict[str, Any] = {}
            parts = self._operand(trees_of(each)[0], given)
            if top is not None and isinstance(count, str):
                given["top"] = _integer(count)
                parts["top",] = self.at(count)
            if by is not None and not isinstance(by, str):
                given["by"] = self.name(by)
                parts["by",] = self.at(by)
            if without is not None:
                given["other"] = False
            if name is not None and not isinstance(name, str):
                given["name"] = self.name(name)
                parts["name",] = self.at(name)
            yield Found(("dimensions", number), given, self.at(each), parts)

    def _bucket(self, kind: str, tree: Tree[Token]) -> Iterator[Found]:
        (width,) = trees_of(tree)
        every = width_of(width, self.source, UNITS)
        yield Found(("bucket", "every"), every, self.at(width), instead=(("start",),))
        tokens = [each for each in tree.children[2:] if isinstance(each, str)]
        for place, token in enumerate(tokens):
            at = self.at(token)
            if token.type == "STRING":
                yield Found(("bucket", "timezone"), words.unquoted(token, at), at)
            elif token.type == "FILL":
                yield Found(("bucket", "fill"), True, at)
            elif token.type == "NAME" and tokens[place - 1].lower() == "starts":
                if token.lower() not in WEEKDAYS:
                    hint = "there are " + ", ".join(f"`{each}`" for each in WEEKDAYS)
                    raise ParseError(f"a week does not start on {shown(token)}", at=at, hint=hint)
                yield Found(("bucket", "week_start"), token.lower(), at)

    def _on(self, kind: str, tree: Tree[Token]) -> Iterator[Found]:
        name = token_of(tree, 1)
        if name not in TIMES:
            hint = nearest(name, TIMES)
            known = ", ".join(f"`{each}`" for each in TIMES)
            raise ParseError(f"`on` names the time that ranges and buckets go by: {known}", at=self.at(name), hint=hint)
        yield Found(("time_field",), str(name), self.at(name))

    def _having(self, kind: str, tree: Tree[Token]) -> Iterator[Found]:
        yield Found(("having",), self.groups.expr(trees_of(tree)[0]), self.at(tree))

    # Clauses

    def _where(self, kind: str, tree: Tree[Token]) -> Iterator[Found]:
        yield Found(("query",), self.reader.expr(trees_of(tree)[0]), self.at(tree))

    def _filter(self, kind: str, tree: Tree[Token]) -> Iterator[Found]:
        turns = once((token_of(each, 0), self.at(token_of(each, 0))) for each in trees_of(tree))
        known = FILTERS.get(kind)
        for each, _ in zip(trees_of(tree), turns, strict=True):
            name, given = str(token_of(each, 0)), each.children[1]
            if known is not None and name not in known:
                hint = nearest(name, known) or "there are " + ", ".join(f"`{key}`" for key in known)
                raise ParseError(f"{shown(name)} is nothing that `filter` knows here", at=self.at(each), hint=hint)
            value: Any = True
            if isinstance(given, str):
                value = float(given)
            elif given is not None:
                value = self.texts(given) if given.data == "texts" else _iso(self.moment(given))
                if name in _MOMENTS and given.data == "texts":
                    value = self._quoted_moment(given)
                if name in _SINGLE and isinstance(value, list) and len(value) == 1:
                    (value,) = value
            yield Found((name,) if known is not None else ("filter", name), value, self.at(each))

    def _quoted_moment(self, tree: Tree[Token]) -> str:
        """The one date that stands between quotes."""
        found, at = self.texts(tree), self.at(tree)
        if len(found) != 1:
            raise ParseError("there is one time here", at=at, hint="as in `2025-11-01`")
        return _iso(times.moment_of(times.date_of(found[0], at)))

    def _sort(self, kind: str, tree: Tree[Token]) -> Iterator[Found]:
        is_groups = kind == "aggregate"
        for number, each in enumerate(trees_of(tree)):
            (path,) = trees_of(each)
            direction = each.children[1]
            word = str(direction).lower() if direction is not None else "asc"
            field = self.name(path) if is_groups else self.path_json(path)
            key = "by" if is_groups else "field"
            place = ("order" if is_groups else "sort_by", number)
            yield Found(place, {key: field, "direction": word}, self.at(each), {(key,): self.at(path)})

    def _limit(self, kind: str, tree: Tree[Token]) -> Iterator[Found]:
        given = token_of(tree, 1)
        yield Found(("limit",), None if given.type == "ALL" else _integer(given), self.at(tree))

    def _offset(self, kind: str, tree: Tree[Token]) -> Iterator[Found]:
        yield Found(("offset",), _integer(token_of(tree, 1)), self.at(tree))

    def _select(self, kind: str, tree: Tree[Token]) -> Iterator[Found]:
        key = "fields" if kind == "feedback_query" else "columns"
        items = ((self._column(kind, each), self.at(each)) for each in trees_of(tree))
        yield from below((key,), items)

    def _column(self, kind: str, tree: Tree[Token]) -> str:
        match tree.data:
            case "text":
                return words.unquoted(token_of(tree, 0), self.at(tree))
            case "count_column":
                if (name := token_of(tree, 0)).lower() != "count":
                    raise ParseError(f"{shown(name)} is no column", at=self.at(tree), hint="`count(*)` is one")
                if kind != "feedback_query":
                    hint = "`count calls where ...` counts, `aggregate count() by ...` counts groups"
                    raise ParseError("`count(*)` is a column of feedback only", at=self.at(tree), hint=hint)
                return "count(*)"
            case _:
                return self.path_text(tree)

    def _expand(self, kind: str, tree: Tree[Token]) -> Iterator[Found]:
        yield from below(("expand_columns",), ((self.path_text(each), self.at(each)) for each in trees_of(tree)))
        if any(isinstance(each, str) and each.type == "WITHOUT" for each in tree.children):
            yield Found(("return_expanded_column_values",), False, self.at(tree))

    def _with(self, kind: str, tree: Tree[Token]) -> Iterator[Found]:
        for token in tree.children[1:]:
            if not isinstance(token, str) or token.type != "NAME":
                continue
            key = INCLUDED.get(token.lower())
            if key is None:
                known = ", ".join(f"`{name}`" for name in INCLUDED)
                hint = nearest(token, INCLUDED) or f"there are {known}"
                raise ParseError(f"{shown(token)} is nothing that answers have", at=self.at(token), hint=hint)
            yield Found((key,), True, self.at(token))

    # Time

    def _range(self, kind: str, tree: Tree[Token]) -> Iterator[Found]:
        if kind == "feedback_aggregate":
            return
        start, end = self._ends(tree)
        if end is None:
            yield Found(("start",), _iso(start), self.at(tree), instead=(("end",),))
            return
        at_start, at_end = map(self.at, trees_of(tree))
        yield Found(("start",), _iso(start), at_start)
        yield Found(("end",), _iso(end), at_end)

    def _ends(self, tree: Tree[Token]) -> tuple[datetime, datetime | None]:
        """The first moment, and the one after the range where it is told."""
        if tree.data == "last":
            at, (width,) = self.at(tree), trees_of(tree)
            text, place = duration_text(width), self.at(width)
            if text is None:
                raise ParseError(f"{shown(place.text)} is no duration", at=place, hint="as in `last 7d`, `last 12h`")
            return times.moved(self._clock(at), -times.micros_of(text, place), at), None
        start, *end = map(self.moment, trees_of(tree))
        return start, end[0] if end else None

    def _bounds(self, clauses: list[Tree[Token]], tree: Tree[Token]) -> Iterator[Found]:
        """The bounds in milliseconds, which this kind alone has."""
        ranges = [each for each in clauses if each.data in ("from", "last")]
        if not ranges:
            raise ParseError(
                "feedback is counted over a range of time", at=self.at(tree), hint="`from 2025-11-01`, `last 7d`"
            )
        at = self.at(ranges[0])
        start, end = self._ends(ranges[0])
        places = [self.at(each) for each in trees_of(ranges[0])] if end is not None else [at, at]
        bounds = (("after_ms", start), ("before_ms", end or self._clock(at)))
        for (key, moment), place in zip(bounds, places, strict=True):
            yield Found((key,), (moment - _EPOCH) // _MILLISECOND, place)

    def moment(self, tree: Tree[Token]) -> datetime:
        found = self.reader.moment(tree)
        if found is None:
            raise ParseError("a time is a date, `now()`, or one of these moved by a duration", at=self.at(tree))
        return found

    def _clock(self, at: Span) -> datetime:
        if self.now is None:
            raise ParseError("this needs the clock", at=at, hint="`now=datetime.now(UTC)` passes it in")
        return self.now

    def _by_width(self, kind: str, tree: Tree[Token]) -> Iterator[Found]:
        (width,), zone = trees_of(tree), tree.children[3]
        yield Found(("granularity",), width_of(width, self.source), self.at(width))
        if isinstance(zone, str):
            yield Found(("timezone",), words.unquoted(zone, self.at(zone)), self.at(zone))

    def _every(self, kind: str, tree: Tree[Token]) -> Iterator[Found]:
        (width,) = trees_of(tree)
        yield Found(("time_bucket_seconds",), width_of(width, self.source), self.at(width))

    def _by_names(self, kind: str, tree: Tree[Token]) -> Iterator[Found]:
        tokens = [each for each in tree.children if isinstance(each, str) and each.type == "NAME"]
        for token in tokens:
            if token not in GROUPS:
                known = "feedback is counted by " + ", ".join(f"`{each}`" for each in GROUPS)
                width = times.duration_of("", token)
                hint = f"buckets are `every {width}`" if width is not None else nearest(token, GROUPS) or known
                raise ParseError(f"feedback is not counted by {shown(token)}", at=self.at(token), hint=hint)
        yield from below(("group_by",), ((str(token), self.at(token)) for token in tokens))

    # Names and texts

    def texts(self, tree: Tree[Token]) -> list[str]:
        tokens = [each for each in tree.children if isinstance(each, str) and each.type == "STRING"]
        return [words.unquoted(token, self.at(token)) for token in tokens]

    def name(self, tree: Tree[Token]) -> str:
        """The name of a column of an answer."""
        if tree.data == "text":
            return words.unquoted(token_of(tree, 0), self.at(tree))
        path = path_of(tree, self.source, short=False)
        return str(path) if isinstance(path, FieldPath) else "$$this"

    def path_json(self, tree: Tree[Token]) -> str | list[str | int]:
        return path_to_json(field_of(tree, self.source))

    def path_text(self, tree: Tree[Token]) -> str:
        return field_text(tree, self.source)


def _integer(token: str) -> int:
    # More digits are beyond every limit.
    return int(token) if len(token) <= 30 else 10**30


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _feedback_kind(clauses: set[str]) -> str:
    """With a range, groups or buckets feedback is counted, else listed."""
    return "feedback_aggregate" if clauses & {"from", "last", "every", "by_names"} else "feedback_query"


_KINDS = {
    "calls": "calls_query",
    "count": "calls_query_stats",
    "stats": "call_stats",
    "trace_usage": "trace_usage",
    "calls_usage": "calls_usage",
    "feedback_stats": "feedback_stats",
    "threads": "threads_query",
    "aggregate": "aggregate",
}
_SPELLED = {"last": "from", "by_width": "by", "by_names": "by", "bucket": "every"}
_Clause = Callable[[Queries, str, "Tree[Token]"], Iterator[Found]]
_CLAUSES: dict[str, _Clause] = {
    "where": Queries._where,
    "filter": Queries._filter,
    "sort": Queries._sort,
    "limit": Queries._limit,
    "offset": Queries._offset,
    "select": Queries._select,
    "expand": Queries._expand,
    "with": Queries._with,
    "from": Queries._range,
    "last": Queries._range,
    "by_width": Queries._by_width,
    "every": Queries._every,
    "by_names": Queries._by_names,
    "by": Queries._by,
    "bucket": Queries._bucket,
    "on": Queries._on,
    "having": Queries._having,
}
