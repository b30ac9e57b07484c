"""Statistics over time for the page's chart: an answer in, panels of series over buckets out.

A bucket has its true beginning and end. A series has a value for each bucket, None where there is none; a bucket
without any of what a panel is about is `empty`, which is not the same as a value of nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from weave_query.buckets import WEEK, Buckets, Regular
from weave_query.compiled import CompiledRequest
from weave_query.requests.aggregate import AggregateReq, AggregateRes
from weave_query.requests.base import Request, Result
from weave_query.requests.feedback_stats import FeedbackStatsRes
from weave_query.requests.stats import CallStatsRes

Row = Mapping[str, Any]
_Series = tuple[str, list[float | None]]
_MOST = 7  # colours that can be told apart
_METRIC = re.compile(r"(?:sum|avg|min|max|count|count_true|count_false|p[\d_.]+?)_(?=[a-z])(?P<metric>.+)")
_DOLLARS = "US dollars"
_UNITS = {"USD": _DOLLARS}
_MINUTE = 60_000_000
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class _Column(NamedTuple):
    """A column of numbers. additive: do its values add up, over time and over groups?"""

    name: str
    unit: str
    additive: bool

    @property
    def metric(self) -> str:
        found = _METRIC.fullmatch(self.name)
        return found["metric"] if found else self.name


class _Part(NamedTuple):
    """Rows that are drawn together. lacks: what is not in an empty bucket; at: the key of their bucket; group: what
    tells the rows of a bucket apart; counter: the key of how many there are, None where a row says that there are some.
    unpriced: the groups without a price."""

    rows: Sequence[Row]
    columns: Sequence[_Column]
    lacks: str
    at: str = "timestamp"
    group: tuple[str, ...] = ()
    counter: str | None = "count"
    unpriced: frozenset[str] = frozenset()


def chart_of(request: Request, result: Result, compiled: CompiledRequest) -> dict[str, Any] | None:
    """Buckets with their times in milliseconds since 1970, and panels; None where the answer is not over time."""
    buckets = compiled.resolved.get("buckets")
    parts = _parts(request, result)
    if not isinstance(buckets, Buckets) or not buckets.starts or not parts:
        return None
    ends = (*buckets.starts[1:], buckets.end_us)
    spans = list(zip(buckets.starts, ends, strict=True))
    labels = [buckets.iso(start) for start, _ in spans]
    return {
        "timezone": buckets.zone.name,
        "weekday": _weekday(buckets, labels),
        "start": buckets.start_us / 1000,
        "end": buckets.end_us / 1000,
        "turns": list(_turns(buckets)),
        "buckets": [
            {"start": start / 1000, "end": end / 1000, "label": label}
            for (start, end), label in zip(spans, labels, strict=True)
        ],
        "panels": [panel for part in parts for panel in _panels(part, labels)],
    }


def _turns(buckets: Buckets) -> Iterator[dict[str, float]]:
    """When the clocks of the zone are turned within the range, and by how many minutes."""
    zone = buckets.zone
    for at in zone.changes(buckets.start_us, buckets.end_us):
        yield {"at": at / 1000, "minutes": (zone.offset_at(at) - zone.offset_at(at - 1)) / _MINUTE}


def _weekday(buckets: Buckets, labels: Sequence[str]) -> str | None:
    """The day that buckets of whole weeks begin with; None for others."""
    widths = [piece.width for piece in buckets.pieces if isinstance(piece, Regular)]
    is_weeks = bool(widths) and all(width % WEEK == 0 for width in widths)
    return _WEEKDAYS[date.fromisoformat(labels[0][:10]).weekday()] if is_weeks and labels else None


def _parts(request: Request, result: Result) -> list[_Part]:
    match result:
        case CallStatsRes():
            columns = _known(result.metadata.get("call_columns", ()))
            calls = _Part(result.call_buckets, columns, "calls")
            columns = _known(result.metadata.get("usage_columns", ()))
            unpriced = frozenset(result.metadata.get("unpriced_models", ()))
            usage = _Part(result.usage_buckets, columns, "usage", group=("model",), unpriced=unpriced)
            return [part for part in (calls, usage) if part.columns]
        case FeedbackStatsRes():
            first = result.buckets[0] if result.buckets else {}
            names = [name for name in first if name not in ("timestamp", "count")]
            columns = [_Column(name, "", name.startswith(("count", "sum"))) for name in names]
            return [_Part(result.buckets, columns, "feedback")] if columns else []
        case AggregateRes():
            columns = _known(each for each in result.columns if each.role == "measure")
            group = tuple(each.name for each in result.columns if each.role == "dimension")
            at = next((each.name for each in result.columns if each.role == "bucket"), None)
            if at is None or not columns:
                return []
            lacks = "calls in these groups" if group else "calls"
            # What is filled in has rows of nothing.
            rows = [row for row in result.rows if any(row.get(each.name) for each in columns)]
            is_filled = isinstance(request, AggregateReq) and request.bucket is not None and request.bucket.fill
            return [_Part(rows if is_filled else result.rows, columns, lacks, at, group, counter=None)]
        case _:
            return []


def _known(columns: Iterable[Any]) -> list[_Column]:
    return [
        _Column(each.name, _UNITS.get(each.unit, each.unit) or "", each.additivity == "additive")
        for each in columns
        if each.type in ("integer", "number")
    ]


def _panels(part: _Part, labels: Sequence[str]) -> list[dict[str, Any]]:
    """Of rows that are not grouped, one for the columns of a metric; else one for each column."""
    if not part.group:
        rows = {row[part.at]: row for row in part.rows}
        empty = [_is_empty(rows.get(label), part) for label in labels]
        together: dict[tuple[str, str, bool], list[_Column]] = {}
        for column in part.columns:
            together.setdefault((column.metric, column.unit, column.additive), []).append(column)
        return [
            _panel(
                metric,
                columns[0],
                ([(_short(each), [_value(rows.get(label), each) for label in labels]) for each in columns], []),
                empty,
                part,
            )
            for (metric, _, _), columns in together.items()
        ]
    found = {(row[part.at], _label(row, part.group)): row for row in part.rows}
    groups = _by_size(part)
    empty = [all(_is_empty(found.get((label, group)), part) for group in groups) for label in labels]
    return [
        _panel(
            column.metric if _is_only(column, part) else column.name,
            column,
            _fewer(
                [(group, [_value(found.get((label, group)), column) for label in labels]) for group in groups], column
            ),
            empty,
            part,
        )
        for column in part.columns
    ]


def _panel(
    title: str, column: _Column, series: tuple[list[_Series], list[_Series]], empty: list[bool], part: _Part
) -> dict[str, Any]:
    """series: those that are drawn, and those that are drawn as one, or not at all, since there are too many."""
    drawn, rest = series
    return {
        "title": title,
        "unit": column.unit,
        "bars": column.additive,
        "series": [{"name": name, "values": values} for name, values in drawn],
        "rest": [{"name": name, "values": values} for name, values in rest],
        "empty": empty,
        "lacks": part.lacks,
        "unpriced": sorted(part.unpriced) if column.unit == _DOLLARS else [],
    }


def _is_only(column: _Column, part: _Part) -> bool:
    return [each.metric for each in part.columns].count(column.metric) == 1


def _short(column: _Column) -> str:
    return column.name.removesuffix(f"_{column.metric}")


def _is_empty(row: Row | None, part: _Part) -> bool:
    return row is None or (part.counter is not None and not row[part.counter])


def _value(row: Row | None, column: _Column) -> float | None:
    """A number, None where there is none. What adds up is nothing where there is no row."""
    value = None if row is None else row.get(column.name)
    if value is None:
        return 0 if column.additive else None
    return float(value)


def _label(row: Row, group: Sequence[str]) -> str:
    return ", ".join(_name(row.get(name)) for name in group)


def _name(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, Mapping) and "$other" in value:
        return "other"
    return str(value)


def _by_size(part: _Part) -> list[str]:
    """The groups by the first column, the greatest first: one order for all panels, so that a group has one colour."""
    sizes: dict[str, float] = {}
    for row in part.rows:
        name = _label(row, part.group)
        sizes[name] = sizes.get(name, 0) + (_value(row, part.columns[0]) or 0)
    return sorted(sizes, key=lambda name: -sizes[name])


def _fewer(series: list[_Series], column: _Column) -> tuple[list[_Series], list[_Series]]:
    """What is drawn, and what is not for itself. Where there are too many to tell apart, the last ones are drawn as
    their sum, if they have one."""
    if len(series) <= _MOST:
        return series, []
    if not column.additive:
        return series[:_MOST], series[_MOST:]
    kept, rest = series[: _MOST - 1], series[_MOST - 1 :]
    sums: list[float | None] = [
        sum(one or 0 for one in each) for each in zip(*(values for _, values in rest), strict=True)
    ]
    return [*kept, (f"{len(rest)} others", sums)], rest
