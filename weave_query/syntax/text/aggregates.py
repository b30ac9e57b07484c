"""Room 1: the clauses of `aggregate`: measures, dimensions, buckets, `having`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from weave_query.errors import ParseError, nearest, shown
from weave_query.syntax.text import times, words
from weave_query.syntax.text.metrics import percent
from weave_query.syntax.text.parser import token_of, trees_of
from weave_query.syntax.text.spans import Span
from weave_query.syntax.text.statement import Found, Key
from weave_query.syntax.text.widths import width_of
from weave_query.syntax.text.written import Written, integer

if TYPE_CHECKING:
    from lark import Token, Tree


FUNCTIONS = ("count", "count_distinct", "sum", "avg", "min", "max")
_PERCENT = re.compile(r"median|(?:p|percentile|quantile|perc)_?(?P<percent>\d{1,2}(?:\.\d+)?)", re.IGNORECASE)
_COUNTS_OF_CONDITIONS = ("countif", "count_if", "countwhere", "count_where")
_PERCENTILES = ("percentile", "percentiles", "quantile", "quantiles", "percentile_cont")
# Those whose value has the unit of what they are of.
_OF_ITS_UNIT = ("sum", "avg", "min", "max", "percentile")
UNITS = ("day", "week", "month", "quarter", "year")
TIMES = ("started_at", "ended_at", "expire_at")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Aggregates(Written):
    """Reads measures, and what rows are grouped by."""

    def measures(self, tree: Tree[Token]) -> list[Found]:
        """The measures of an aggregation. Conditions on its groups know them from then on."""
        given = [each for child in trees_of(tree) if child.data == "measures" for each in trees_of(child)]
        found = [part for number, each in enumerate(given) for part in self._measure(("measures", number), each)]
        self.groups.timed = _timed(found)
        return found

    def _measure(self, key: Key, tree: Tree[Token]) -> Iterator[Found]:
        function, at = token_of(tree, 0), self.at(tree)
        given: dict[str, Any] = {}
        if function.type == "PERCENTILE":
            given = {"function": "percentile", "percentile": percent(function)}
        elif function.lower() in FUNCTIONS:
            given = {"function": function.lower()}
        else:
            of = self.at(trees_of(tree)[0]).text if trees_of(tree) else "latency"
            raise ParseError(
                f"{shown(function)} is no function of rows", at=self.at(function), hint=_meant(function, of)
            )
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
                given["top"] = integer(count)
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


def _timed(measures: Iterable[Found]) -> Mapping[str, int]:
    """The columns of an answer that durations stand beside, with the microseconds of their unit."""
    found = dict(times.TIMED)
    for given in (each.value for each in measures):
        of = given.get("field")
        unit = times.TIMED.get(of) if isinstance(of, str) and given["function"] in _OF_ITS_UNIT else None
        prefix = f"p{given['percentile']:g}" if "percentile" in given else given["function"]
        name = given.get("name") or f"{prefix}_{of}"
        if unit is not None:
            found[name] = unit
        else:
            found.pop(name, None)
    return found


def _meant(function: str, of: str) -> str:
    """What is meant by a function that there is not. of: what it is of."""
    if (found := _PERCENT.fullmatch(function)) is not None:
        return f"`p{found['percent'] or 50}({of})`"
    if function.lower() in _COUNTS_OF_CONDITIONS:
        return f"`count(where {of})`"
    if function.lower() in _PERCENTILES:
        return f"percentiles are functions, such as `p95({of})`"
    known = ", ".join(f"`{each}`" for each in FUNCTIONS)
    return nearest(function, FUNCTIONS) or f"there are {known}, and percentiles such as `p95(latency)`"
