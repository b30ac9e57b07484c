"""Room 0: options and limits, values that are passed and never global."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, Self, get_args

from weave_query.cursors import check_key
from weave_query.errors import SettingsError, nearest, shown

StoredUsage = Literal["own", "cumulative", "auto"]
DEEPEST = 100
"""What no option raises: the parser of expressions goes no deeper."""
LONGEST = 86_400
"""Seconds that a statement may be given at most."""

_ELSEWHERE = {
    "where": "`where=` is of `run`, `page` and `compile`; a condition on every call that is read is `always=`",
    "storage": "`storage=` is of `connect`",
    "pretty": "`pretty=` is of `compile`",
    "unknown_keys": "`unknown_keys=` is of `parse_request`",
    "max_bytes": "`max_bytes=` is of `parse_request`",
}
"""What is decided elsewhere, of names that are no options."""


class _Settings:
    """What `Limits` and `Options` share: a name that there is not is told with the nearest."""

    __slots__ = ()

    def __new__(cls, *args: Any, **given: Any) -> Self:
        known = [each.name for each in fields(cls)] if given else []  # type: ignore[arg-type]
        for name in given:
            if name not in known:
                hint = (
                    _ELSEWHERE.get(name)
                    or nearest(name, known)
                    or "there are " + ", ".join(f"`{each}`" for each in known)
                )
                raise SettingsError(f"{shown(name)} is not in `{cls.__name__}`", hint=hint)
        return super().__new__(cls)

    @classmethod
    def checked(cls, value: object, name: str) -> Self:
        """The value, which an argument or an option of that name is given. Raises SettingsError for anything else."""
        if isinstance(value, cls):
            return value
        known = [each.name for each in fields(cls)]  # type: ignore[arg-type]
        names = list(map(str, value)) if isinstance(value, Mapping) else []
        unknown = next((each for each in names if each not in known), None)
        if unknown is not None:
            hint = f"{shown(unknown)} is not in it" + (f", {near}" if (near := nearest(unknown, known)) else "")
        else:
            hint = f"write `{cls.__name__}({', '.join(f'{each}=...' for each in names or known[:1])})`"
        told = f"the class `{cls.__name__}`" if value is cls else f"a Python `{type(value).__name__}`"
        raise SettingsError(f"`{name}` are `{cls.__name__}(...)`, this is {told}", hint=hint)


@dataclass(frozen=True, kw_only=True)
class Limits(_Settings):
    """Bounds on what a request may ask for; beyond one is LimitError (WQ301) with its name.

    depth: levels of an expression, operands too, so that a comparison has two (never above 100). nodes: operators and
    operands of an expression, those in a condition on elements once for each array that its input may be.
    list_values: values that one condition compares with. path_segments, path_text: segments and characters of one
    field path. text_literal: characters of one text literal. regex: characters of one regular expression.
    sort_keys: sorted fields. expand_columns: columns in which references are expanded; expand_hops: so many of them
    may be one below the other. request_bytes: bytes of a request's text. buckets: those of a range; a granularity that
    would give more is raised. percentiles: of one metric. metrics: of feedback payloads, of one request.
    dimensions, measures: of an aggregation. groups: combinations of keys of an answer, without the buckets of time;
    rows: those of an aggregation, with them. range_days: days of a range of statistics. feedback_buckets: buckets of
    time of `feedback_aggregate`, empty ones too. usage_calls: what a request for usage may set as its `limit`. None:
    no bound.
    """

    depth: int = 32
    nodes: int = 10_000
    list_values: int = 10_000
    path_segments: int = 32
    path_text: int = 1_024
    text_literal: int = 65_536
    regex: int = 512
    sort_keys: int = 8
    expand_columns: int = 16
    expand_hops: int = 3
    request_bytes: int = 4 * 2**20
    buckets: int = 10_000
    percentiles: int = 20
    metrics: int = 25
    dimensions: int = 8
    measures: int = 50
    groups: int = 1_000
    rows: int = 100_000
    range_days: int | None = None
    feedback_buckets: int | None = None
    usage_calls: int | None = None

    def __post_init__(self) -> None:
        """Raise SettingsError for what is no limit."""
        for each in fields(self):
            number = getattr(self, each.name)
            if number is None and each.default is None:
                continue
            if isinstance(number, bool) or not isinstance(number, int) or number < 0:
                raise SettingsError(f"`Limits.{each.name}` is an integer from 0 on")
        if self.depth > DEEPEST:
            raise SettingsError(f"`Limits.depth` is at most {DEEPEST}, this is {self.depth}")

    @classmethod
    def weave(cls) -> Limits:
        """The limits of the W&B Weave trace server where they are lower."""
        return cls(list_values=1_000, range_days=31, feedback_buckets=256, usage_calls=10_000)


@dataclass(frozen=True, kw_only=True)
class Options(_Settings):
    """What a server decides, as opposed to what a request asks.

    limits: see `Limits`. verify: check every statement's tree for tenancy before it is printed.
    driver_functions: let statements call functions that the package's driver adds to a connection, for what the engine
    itself lacks: regular expressions on SQLite. Such a statement runs on connections that have the function only.
    stored_usage: what the stored summary of a call counts: its `own` usage, or all below it too, `cumulative`, as the
    public SDK writes it; `auto` tells by the calls below, for each call and model.
    org_id: the organisation of the projects that are asked for. Prices of its level hold where a project has none of
    its own, before those for everybody; None, and no price of an organisation is used.
    approximate_percentiles: let percentiles be near to the exact ones, where an engine has a method for that, which
    the metadata of an answer names. It bounds the memory that a percentile of many values needs.
    cursor_key: what signs the cursors of pages, a secret of 16 bytes or more. All processes that are to read a cursor
    need the same. None: there are no pages.
    always: a condition on calls, as `where=` takes it, that holds of every call that is read, whatever is asked: of
    those below a call and of those of its trace too. Feedback is read of such calls alone. It is about the columns and
    documents of a call itself. For each request it is read anew, a `Query` or an `F` sooner than a text. None: no
    condition.
    timeout_seconds: how long a database may work on one statement of a request before it ends in StatementTimeoutError
    (WQ508), up to a day; the time counts that the database works, not that in which nobody reads its rows. Loading has
    no such end. None: no bound, beside those of the database.
    """

    limits: Limits = field(default_factory=Limits)
    verify: bool = True
    driver_functions: bool = False
    stored_usage: StoredUsage = "own"
    org_id: str | None = None
    approximate_percentiles: bool = False
    cursor_key: str | bytes | None = field(default=None, repr=False)
    timeout_seconds: float | None = None
    # Of a condition there is nothing to compare it by, and its values are nobody's.
    always: Any = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Raise SettingsError for an option that is not of its type, or not one of its values."""
        Limits.checked(self.limits, "Options.limits")
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(each.default, bool) and not isinstance(value, bool):
                told = f"`Options.{each.name}` is True or False, this is a Python `{type(value).__name__}`"
                raise SettingsError(told)
        if self.stored_usage not in get_args(StoredUsage):
            policies = ", ".join(f"`{each}`" for each in get_args(StoredUsage))
            near = nearest(self.stored_usage, get_args(StoredUsage)) if isinstance(self.stored_usage, str) else None
            raise SettingsError(f"`Options.stored_usage` is one of {policies}", hint=near)
        if self.org_id is not None and not _is_name(self.org_id):
            raise SettingsError("`Options.org_id` is a text that is not empty, or None")
        if self.cursor_key is not None:
            check_key(self.cursor_key)
        if self.timeout_seconds is not None and not _is_duration(self.timeout_seconds):
            raise SettingsError(f"`Options.timeout_seconds` is a number above 0 and at most {LONGEST:,}, or None")


def _is_duration(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value <= LONGEST


def _is_name(value: object) -> bool:
    """Is it a text that every database takes?"""
    if not isinstance(value, str) or not value or "\0" in value:
        return False
    return not any("\ud800" <= character <= "\udfff" for character in value)


def settled(options: Options | None) -> Options:
    """The options of an argument: the usual ones for none. Raises SettingsError for what are no options."""
    return Options() if options is None else Options.checked(options, "options")
