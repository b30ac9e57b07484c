"""Room 2: aggregation of calls by any dimension, of any measure. Not of the published service: an extension."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, Field

from weave_query.buckets import Unit, Weekday
from weave_query.errors import ParseError, nearest
from weave_query.requests.base import Request, Result, WireModel
from weave_query.requests.field_paths import FieldPath
from weave_query.requests.fields import CountFromOne, Instant, Off, On, Percentile, Text
from weave_query.requests.filter import CallsFilter
from weave_query.requests.operand import Operand
from weave_query.requests.outputs import Additivity, ColumnType, Function, NullPolicy, Role
from weave_query.requests.problems import carried, json_type
from weave_query.requests.query import Query
from weave_query.types import INT_MAX

if TYPE_CHECKING:
    from matplotlib.figure import Figure

UNITS: tuple[Unit, ...] = ("day", "week", "month", "quarter", "year")
Direction = Literal["asc", "desc"]


# What has no name here, in seconds; `1d` and `daily` are mostly meant as units of the calendar.
_STRETCHES = {"s": ("second", 1), "m": ("minute", 60), "h": ("hour", 3600), "d": ("day", 86400), "w": ("week", 604800)}
_STRETCH = re.compile(
    r"(?P<number>[0-9]{1,6})? ?(?P<unit>[smhdw]|(?:sec|min|hr|second|minute|hour|day|week)s?|(?:hour|dai|week)ly)",
    re.IGNORECASE,
)


def _stretch(text: str) -> str | None:
    """How a stretch of time is written: "1h" and "hour" are 3600, "daily" is `day`."""
    found = _STRETCH.fullmatch(text)
    if found is None:
        return nearest(text, UNITS)
    name, seconds = _STRETCHES[found["unit"][0].lower()]
    number = int(found["number"] or 1)
    if number == 1:
        written = f"{'an' if name == 'hour' else 'a'} {name} is {seconds}"
    else:
        written = f"{number} {name}s are {number * seconds}"
    return f"{written}, of the calendar `{name}`" if name in UNITS and number == 1 else written


def _width(value: object) -> object:
    if isinstance(value, str) and value in UNITS:
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        if 0 < value <= INT_MAX:
            return value
        raise carried(ParseError("a bucket must be at least 1 second wide"))
    known = ", ".join(f"`{unit}`" for unit in UNITS)
    hint = _stretch(value) if isinstance(value, str) else None
    given = "this is no name of one" if isinstance(value, str) else f"this is {json_type(value)}"
    raise carried(ParseError(f"a bucket is a number of seconds or one of {known}; {given}", hint=hint))


class Bucket(WireModel):
    """Buckets of time: a dimension whose groups are stretches of the range."""

    every: Annotated[int | Unit, BeforeValidator(_width)] | None = Field(
        default=None, description="Seconds, or a unit of the calendar; null chooses seconds by the length of the range."
    )
    timezone: Text = Field(default="UTC", description="The IANA time zone that buckets are aligned to.")
    week_start: Weekday = Field(default="monday", description="The first day of a week, for weeks of the calendar.")
    fill: Off = Field(
        default=False, description="Add the buckets without rows, for every combination of keys that the answer has."
    )


class Dimension(WireModel):
    """What rows are grouped by: a field, or a value of the language."""

    field: FieldPath | None = Field(default=None, description="A field or a path into one: text, a list, or an `F`.")
    value: Operand | None = Field(default=None, description="An operand of the language, in the place of a field.")
    name: Text | None = Field(default=None, description="The column of the answer; by default the field.")
    top: CountFromOne | None = Field(
        default=None, description="So many keys of this dimension, those that are greatest over the whole range."
    )
    by: Text | None = Field(default=None, description="The measure that `top` goes by; by default the first.")
    other: On = Field(default=True, description="Keep the rows of all other keys as one group.")


class Measure(WireModel):
    """A number for each group."""

    function: Function
    field: FieldPath | None = Field(default=None, description="A field or a path into one: text, a list, or an `F`.")
    value: Operand | None = Field(default=None, description="An operand of the language, in the place of a field.")
    percentile: Percentile | None = Field(default=None, description="From 0 to 100, for the function of that name.")
    where: Query | None = Field(default=None, description="Only rows for which this is true.")
    name: Text | None = Field(
        default=None, description="The column of the answer; by default function and field, such as `sum_latency_ms`."
    )


class OrderBy(WireModel):
    """A column of the answer to sort by. Null is last in both directions."""

    by: Text = Field(description="The name of the bucket, a dimension or a measure.")
    direction: Direction = "asc"


class AggregateReq(Request):
    """Measures of groups of calls."""

    kind: ClassVar[str] = "aggregate"

    project_id: Text = Field(description="The project; no row of another is read.")
    filter: CallsFilter | None = Field(default=None, description="Simple conditions on calls.")
    query: Query | None = Field(default=None, description="A condition on calls.")
    start: Instant | None = Field(default=None, description="The first moment of the range; UTC without an offset.")
    end: Instant | None = Field(default=None, description="The moment after the range; with a bucket, null means now.")
    time_field: Literal["started_at", "ended_at", "expire_at"] = Field(
        default="started_at", description="The time that the range and the buckets are about."
    )
    bucket: Bucket | None = Field(default=None, description="Group by time too; needs `start`.")
    dimensions: Annotated[list[Dimension], Field(fail_fast=True)] | None = Field(
        default=None, description="What calls are grouped by; without any they are one group, or one for each bucket."
    )
    measures: Annotated[list[Measure], Field(fail_fast=True)] | None = Field(
        default=None, description="By default the number of calls."
    )
    having: Query | None = Field(
        default=None, description="A condition on the groups; its fields are the names of the answer's columns."
    )
    order: Annotated[list[OrderBy], Field(fail_fast=True)] | None = Field(
        default=None, description="By default by time, then the first measure, the greatest first, then the keys."
    )
    limit: CountFromOne | None = Field(default=None, description="So many rows; without it too many are an error.")


class AggregateColumn(BaseModel):
    """What a column of the answer is."""

    name: str
    role: Role
    type: ColumnType
    unit: str | None = None
    additivity: Additivity | None = None
    nulls: NullPolicy | None = None


class AggregateRes(Result):
    """One row for each group, and what its columns are. truncated: does `limit` hide more rows?"""

    columns: list[AggregateColumn]
    rows: list[dict[str, Any]]
    truncated: bool = False

    def plot(self, *measures: str) -> Figure:
        """Plot measures over time with matplotlib: see `weave_query.notebook.plot`."""
        from weave_query.notebook import plot

        return plot(self, *measures)
