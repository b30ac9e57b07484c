"""In notebooks: statistics over time as a plot.

Buckets have their true width, so that a day of 23 hours is narrower, and one without a value is a gap.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from weave_query.errors import ROOT, DriverMissingError, ParseError, nearest, shown
from weave_query.requests.aggregate import AggregateRes
from weave_query.requests.base import Result
from weave_query.requests.feedback_stats import FeedbackStatsRes
from weave_query.requests.stats import CallStatsRes
from weave_query.zones import SECOND, find_zone

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_NOT_MEASURES = ("timestamp", "model", "count")
_NUMBERS = ("integer", "number")
_DOLLARS = "USD"
_MOST_GROUPS = 12
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_HOUR = 3600 * SECOND
# Colours that most people can tell apart, by Okabe and Ito, and by Tol the dark red.
_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#882255", "#444444")
_STYLES = ("solid", "dashed", "dotted")
Rows = Sequence[Mapping[str, Any]]


def plot(result: Result, *measures: str) -> Figure:
    """Plot the measures of statistics over time, one below the other; a line for each group, of more than
    twelve for those with the greatest sums, and the legend says of how many.

    result: of `call_stats`, `feedback_stats`, or an `aggregate` with a bucket. measures: names of its columns; all of
    them by default. Returns a figure of matplotlib. Raises ParseError for a name that is none, or an answer without
    buckets; DriverMissingError without matplotlib, which comes with the extra `notebook`.
    """
    charts = _charts(result)
    known = [chart.name for chart in charts]
    for name in measures:
        if name not in known:
            hint = nearest(name, known) or "there are " + ", ".join(f"`{each}`" for each in known)
            raise ParseError(f"{shown(name)} is no measure of this answer", hint=hint)
    chosen = [chart for chart in charts if not measures or chart.name in measures]
    if not chosen:
        raise ParseError("this answer has no values over time to plot", hint="statistics and aggregates by time have")
    return _figure(chosen)


@dataclass(frozen=True, slots=True)
class _Lines:
    """The points of the groups that are drawn, and of how many groups these are."""

    drawn: Mapping[str, list[tuple[datetime, float | None]]]
    number: int


@dataclass(frozen=True, slots=True)
class _Chart:
    """A measure: its lines by group, the end of its last bucket where that is known, the zone of its axis."""

    name: str
    lines: _Lines
    end: datetime | None
    zone: ZoneInfo | None
    unit: str | None = None


def _charts(result: Result) -> list[_Chart]:
    match result:
        case CallStatsRes():
            found = [*_measured(result.call_buckets, ()), *_measured(result.usage_buckets, ("model",))]
            told = (*result.metadata.get("call_columns", ()), *result.metadata.get("usage_columns", ()))
            units = {each.name: each.unit for each in told}
            zone, unpriced = ZoneInfo(result.timezone), result.metadata.get("unpriced_models", ())
            charts = [_Chart(name, lines, result.end, zone, units.get(name)) for name, lines in found]
            return [
                replace(each, lines=_priced(each.lines, unpriced)) if each.unit == _DOLLARS else each for each in charts
            ]
        case FeedbackStatsRes():
            found = _measured(result.buckets, ())
            return [_Chart(name, lines, result.end, ZoneInfo(result.timezone)) for name, lines in found]
        case AggregateRes():
            time = next((each.name for each in result.columns if each.role == "bucket"), None)
            if time is None:
                return []
            keys = tuple(each.name for each in result.columns if each.role == "dimension")
            measures = [each for each in result.columns if each.role == "measure" and each.type in _NUMBERS]
            end, starts = result.metadata.get("end"), result.metadata.get("bucket_starts", ())
            named = result.metadata.get("timezone")
            return [
                _Chart(
                    each.name,
                    _lines(result.rows, time, keys, each.name, starts),
                    end,
                    named and ZoneInfo(named),
                    each.unit,
                )
                for each in measures
            ]
        case _:
            return []


def _measured(rows: Rows, keys: tuple[str, ...]) -> list[tuple[str, _Lines]]:
    names = list(dict.fromkeys(name for row in rows for name in row if name not in _NOT_MEASURES))
    return [(name, _lines(rows, "timestamp", keys, name)) for name in names]


def _lines(rows: Rows, time: str, keys: tuple[str, ...], name: str, starts: Iterable[str] = ()) -> _Lines:
    """The values of each group in every bucket: a group without a row has a gap there. starts: of all buckets, where
    the rows do not have them all."""
    times = sorted({_moment(start) for start in starts} | {_moment(row[time]) for row in rows})
    found: dict[str, dict[datetime, float | None]] = {}
    for row in rows:
        group = ", ".join(_name(row.get(key)) for key in keys)
        found.setdefault(group, {})[_moment(row[time])] = row.get(name)
    totals = {group: sum(value or 0 for value in values.values()) for group, values in found.items()}
    largest = sorted(found, key=lambda group: (-totals[group], group))[:_MOST_GROUPS]
    return _Lines({group: [(at, found[group].get(at)) for at in times] for group in largest}, len(found))


def _priced(lines: _Lines, unpriced: Collection[str]) -> _Lines:
    """Lines of costs, but of nothing those of models without a price: a cost of 0 is none of theirs."""
    drawn = dict[str, list[tuple[datetime, float | None]]]()
    for group, points in lines.drawn.items():
        if group not in unpriced:
            drawn[group] = points
        elif any(value for _, value in points):  # it has a price now and then
            drawn[group] = [(at, value or None) for at, value in points]
    return replace(lines, drawn=drawn)


def _name(value: Any) -> str:
    return "(all others)" if isinstance(value, Mapping) and "$other" in value else str(value)


def _moment(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(str(value))


def _figure(charts: Sequence[_Chart]) -> Figure:
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise DriverMissingError("plots need matplotlib", hint="pip install 'weave-query[notebook]'") from None
    figure = Figure(figsize=(9, 2.6 * len(charts)), layout="constrained")
    # A group looks the same in all charts.
    groups = list(dict.fromkeys(group for chart in charts for group in chart.lines.drawn))
    looks = {group: _look(number) for number, group in enumerate(groups)}
    for place, chart in zip(figure.subplots(len(charts), 1, squeeze=False)[:, 0], charts, strict=True):
        _draw(place, chart, looks)
    return figure


def _look(number: int) -> dict[str, str]:
    """A colour, and another kind of line where all colours are taken."""
    round, place = divmod(number, len(_COLOURS))
    return {"color": _COLOURS[place], "linestyle": _STYLES[round % len(_STYLES)]}


def _draw(place: Any, chart: _Chart, looks: Mapping[str, Mapping[str, str]]) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    zone: tzinfo | None = chart.zone
    for group, points in chart.lines.drawn.items():
        times = [at for at, _ in points]
        zone = zone or times[0].tzinfo
        edges = [*times, _end(times, chart.end)]
        values = [float("nan") if value is None else value for _, value in points]
        place.stairs(values, edges, baseline=None, label=group, **looks[group])
        # Gaps at the ends are gaps too.
        place.set_xlim(edges[0], edges[-1])
    _mark_changes(place, chart)
    locator = AutoDateLocator(tz=zone)  # type: ignore[no-untyped-call]
    place.xaxis.set_major_locator(locator)
    place.xaxis.set_major_formatter(ConciseDateFormatter(locator, tz=zone))  # type: ignore[no-untyped-call]
    place.set_title(chart.name, loc="left")
    place.set_ylabel(chart.unit or "")
    place.set_xlabel(getattr(zone, "key", ""), fontsize="small")
    place.set_ylim(bottom=0)
    place.grid(alpha=0.3)
    if any(chart.lines.drawn):
        drawn, number = len(chart.lines.drawn), chart.lines.number
        title = f"{drawn} of {number:,} groups" if drawn < number else None
        # Beside the data, not over it.
        place.legend(
            loc="upper left",
            bbox_to_anchor=(1, 1),
            fontsize="small",
            title_fontsize="small",
            frameon=False,
            title=title,
        )


def _mark_changes(place: Any, chart: _Chart) -> None:
    """A line at each moment at which the clocks were turned: an hour comes twice there, or not at all."""
    times = [at for at, _ in next(iter(chart.lines.drawn.values()), [])]
    if not times or chart.zone is None:
        return
    zone, start, end = find_zone(chart.zone.key, ROOT), _micros(times[0]), _micros(_end(times, chart.end))
    for change in zone.changes(start, end):
        at = _EPOCH + timedelta(microseconds=change)
        hours = (zone.offset_at(change) - zone.offset_at(change - 1)) / _HOUR
        place.axvline(at, color="0.6", linewidth=0.8, linestyle=":")
        place.annotate(f"clocks {hours:+g} h", (at, 1), xycoords=("data", "axes fraction"), fontsize="x-small")


def _micros(at: datetime) -> int:
    return (at - _EPOCH) // timedelta(microseconds=1)


def _end(times: Sequence[datetime], end: datetime | None) -> datetime:
    """Where the last bucket ends; where nobody says so, it is as wide as the one before."""
    if end is not None and end > times[-1]:
        return end
    return times[-1] + (times[-1] - times[-2] if len(times) > 1 else timedelta(days=1))
