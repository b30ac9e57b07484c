"""Room 2: clauses of queries as text, a line each, and nothing where the request has nothing to say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from weave_query.errors import ROOT, InternalError, RequestError
from weave_query.requests.base import Request, WireModel
from weave_query.requests.calls import SortBy
from weave_query.requests.feedback_query import COUNT
from weave_query.requests.feedback_stats import FeedbackMetricSpec
from weave_query.requests.field_paths import read_path
from weave_query.requests.stats import CallMetricSpec, UsageMetricSpec
from weave_query.syntax.paths import parse_path
from weave_query.syntax.text import words
from weave_query.syntax.text.fields import path_text
from weave_query.syntax.text.queries import INCLUDED
from weave_query.syntax.text.times import moment_text, spelled_seconds

_NOTHING: Mapping[str, str] = {}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def column_name(name: str) -> str:
    """The name of a column of an answer."""
    return path_or_text(name, short=False)


def call_metric(spec: CallMetricSpec | UsageMetricSpec) -> str:
    default = type(spec).model_fields["aggregations"].default
    aggregations = [] if spec.aggregations == default and not spec.percentiles else spec.aggregations
    return " ".join([path_or_text(spec.metric), *aggregations, *(f"p{number(each)}" for each in spec.percentiles)])


def feedback_metric(spec: FeedbackMetricSpec) -> str:
    value_type = [spec.value_type] if spec.value_type != "numeric" else []
    percentiles = [f"p{number(each)}" for each in spec.percentiles]
    return " ".join([path_or_text(spec.json_path), *value_type, *(spec.aggregations or ()), *percentiles])


def by_width(seconds: int | None, zone: str) -> Iterator[str]:
    if seconds is not None or zone != "UTC":
        every = spelled_seconds(seconds) if seconds is not None else "auto"
        yield f"by {every}" + (f" in {words.quoted(zone)}" if zone != "UTC" else "")


def time_range(start: datetime | None, end: datetime | None, spelled: str | None = None) -> Iterator[str]:
    """spelled: the clause as it was written."""
    if spelled is not None:
        yield spelled
    elif start is not None:
        yield f"from {moment_text(start)}" + (f" to {moment_text(end)}" if end is not None else "")


def sort(keys: Sequence[SortBy] | None) -> Iterator[str]:
    if keys:
        written = (path_text(read_path(key.field, ROOT)) + (" desc" if key.direction == "desc" else "") for key in keys)
        yield "sort by " + ", ".join(written)


def limited(limit: int | None, *, default: int | None = None) -> Iterator[str]:
    if limit != default:
        yield f"limit {'all' if limit is None else limit}"


def skipped(offset: int | None) -> Iterator[str]:
    if offset is not None:
        yield f"offset {offset}"


def columns(word: str, names: Sequence[str] | None) -> Iterator[str]:
    if names:
        yield f"{word} {', '.join(map(path_or_text, names))}"


def expand(paths: Sequence[str] | None, *, values: bool = True) -> Iterator[str]:
    for line in columns("expand", paths):
        yield line if values else f"{line} without values"


def included(request: Request) -> Iterator[str]:
    names = [name for name, key in INCLUDED.items() if getattr(request, key, False)]
    if names:
        yield f"with {', '.join(names)}"


def restrictions(model: WireModel, keys: Iterable[str], spelled: Mapping[str, str] = _NOTHING) -> Iterator[str]:
    """spelled: values as they were written, by key."""
    written = []
    for key in keys:
        value = getattr(model, key)
        if value is None or value is False or value == []:
            continue
        written.append(key if value is True else f"{key} {spelled.get(key) or _restriction(value)}")
    if written:
        yield f"filter {', '.join(written)}"


def _restriction(value: object) -> str:
    match value:
        case datetime():
            return moment_text(value)
        case str():
            return words.quoted(value)
        case list():
            return texts(value)
        case int() | float():
            return number(value)
        case _:
            raise InternalError("a restriction of no known type")


def texts(values: Sequence[str]) -> str:
    return f"({', '.join(map(words.quoted, values))})"


def path_or_text(text: str, *, short: bool = True) -> str:
    """Path text as a path, where it is one that text says alike; else in quotes. short: as `path_text` has it."""
    if text == COUNT:
        return text
    try:
        path = parse_path(text)
    except RequestError:
        return words.quoted(text)
    return path_text(path, short=short) if str(path) == text and path.qualifier is None else words.quoted(text)


def _name(name: str) -> str:
    """The name of a column."""
    written = path_or_text(name)
    return f"`{name}`" if written in ("", name) and not words.is_name(name.split(".", maxsplit=1)[0]) else written


def number(number: float) -> str:
    """A number without an exponent, and without a fraction that is none."""
    text = format(Decimal(repr(number)), "f")
    return text.removesuffix(".0")


def from_milliseconds(milliseconds: int) -> datetime:
    return _EPOCH + timedelta(milliseconds=milliseconds)
