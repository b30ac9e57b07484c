"""Room 1: queries of the text language: `calls where ... sort by ... limit 10`, `stats latency p95 by 1h from ...`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from weave_query.errors import ParseError, nearest, shown
from weave_query.syntax.expr import Expr
from weave_query.syntax.text import times, words
from weave_query.syntax.text.aggregates import Aggregates
from weave_query.syntax.text.metrics import metrics_of_calls, metrics_of_feedback
from weave_query.syntax.text.parser import token_of, tree_of, trees_of
from weave_query.syntax.text.ranges import Ranges
from weave_query.syntax.text.spans import Span
from weave_query.syntax.text.statement import Found, Statement, below, once, statement
from weave_query.syntax.text.told import told_in_text
from weave_query.syntax.text.written import integer, iso

if TYPE_CHECKING:
    from lark import Token, Tree

INCLUDED = {
    "costs": "include_costs",
    "feedback": "include_feedback",
    "storage_size": "include_storage_size",
    "total_storage_size": "include_total_storage_size",
    "usernames": "include_usernames",
    "latest_only": "latest_only",
}
GROUPS = ("scorer_id", "span_agent_name", "span_agent_version", "span_status_code")
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
_SWITCHES = ("trace_roots_only",)
_MOMENTS = ("after_datetime", "before_datetime")
# These requests have a key for a condition; beside the others it is a `where` of its own.
_WITH_QUERY = ("calls_query", "calls_query_stats", "trace_usage", "aggregate", "feedback_query")


def parse_statement(source: str, *, now: datetime | None = None) -> Statement:
    """Read a query. now: the clock for `now()`, `last 7d` and an open end. Raises ParseError, LimitError."""
    with told_in_text():
        return Queries(source, now).statement(tree_of(source, "query"))


class Queries(Aggregates, Ranges):
    """Reads the trees of the queries of one text."""

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
                yield from self.measures(tree)

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
            if given is not None and name in _SWITCHES:
                raise ParseError(
                    f"`{name}` has no value", at=self.at(each), hint="it stands alone, with nothing behind it"
                )
            if isinstance(given, str):
                value = float(given)
            elif given is not None:
                value = self.texts(given) if given.data == "texts" else iso(self.moment(given))
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
        return iso(times.moment_of(times.date_of(found[0], at)))

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
        yield Found(("limit",), None if given.type == "ALL" else integer(given), self.at(tree))

    def _offset(self, kind: str, tree: Tree[Token]) -> Iterator[Found]:
        yield Found(("offset",), integer(token_of(tree, 1)), self.at(tree))

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

    def _by_names(self, kind: str, tree: Tree[Token]) -> Iterator[Found]:
        tokens = [each for each in tree.children if isinstance(each, str) and each.type == "NAME"]
        for token in tokens:
            if token not in GROUPS:
                known = "groups are of " + ", ".join(f"`{each}`" for each in GROUPS) + " alone"
                width = times.duration_of("", token)
                hint = f"buckets are `every {width}`" if width is not None else nearest(token, GROUPS) or known
                if token == "feedback_type":
                    hint = f'{known}; types are counted one by one, `filter feedback_types "wandb.reaction.1"`'
                raise ParseError(f"feedback is not counted by {shown(token)}", at=self.at(token), hint=hint)
        yield from below(("group_by",), ((str(token), self.at(token)) for token in tokens))


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
