"""Room 1: the functions of conditions in text: their names, what they take, and what was meant by others."""

from __future__ import annotations

import re

from weave_query.errors import ParseError, nearest, shown, there_are
from weave_query.syntax.text.spans import Span

FUNCTIONS = {
    "int": "int(x): as an integer, null where that cannot be",
    "double": "double(x): as a number, null where that cannot be",
    "string": "string(x): as text, null where that cannot be",
    "bool": "bool(x): as true or false, null where that cannot be",
    "exists": "exists(x): neither missing nor null",
    "size": "size(x): elements of a list, code points of a text, members of an object",
    "type": "type(x): missing, null, bool, number, string, array, object or timestamp",
    "if_null": "if_null(x, y): the first that is neither missing nor null",
    "all_of": "all_of(a, b): all conditions hold",
    "any_of": "any_of(a, b): some condition holds",
    "has_feedback": 'has_feedback("wandb.reaction.1" where payload.emoji = "👍"): some of that type satisfies it',
    "now": "now(): this moment, as in `started_at > now() - 1d`",
}
_OF_TIMES = frozenset(
    {"date", "day", "hour", "minute", "month", "week", "year", "date_trunc", "to_date", "todate", "strftime"}
)
_OF_THIS_DAY = frozenset(
    {"today", "yesterday", "current_date", "current_timestamp", "getdate", "utcnow", "ago", "date_sub", "dateadd"}
    | {"date_add", "datesub", "timedelta", "interval", "subtractdays", "time"}
)
_PERCENTILE = re.compile(r"p\d+(?:\.\d+)?\Z", re.IGNORECASE)
_OF_GROUPS = frozenset({"count", "sum", "avg", "mean", "median", "min", "max", "count_distinct", "percentile"})


def check_number(name: str, given: int, at: Span, *, least: int = 1, most: int | None = 1) -> None:
    """Raise ParseError where a function has too few values, or too many."""
    if given >= least and (most is None or given <= most):
        return
    wanted = {(0, 0): "no value", (1, 1): "one value", (1, None): "a value or more"}.get(
        (least, most), "two values or more"
    )
    raise ParseError(f"`{name}` takes {wanted}, {there_are(given)}", at=at)


def unknown(name: str, at: Span, measure: str | None = None) -> ParseError:
    """The error of a name that no function has. measure: the name of the column that it would be, of groups."""
    known = ", ".join(f"`{each}`" for each in FUNCTIONS)
    hint = _elsewhere(name, at, measure) or nearest(name, FUNCTIONS) or f"there are {known}"
    return ParseError(f"{shown(name)} is no function", at=at, hint=hint)


def _elsewhere(name: str, at: Span, measure: str | None) -> str | None:
    """Where the language has what is a function of conditions elsewhere."""
    if name.lower() in _OF_THIS_DAY:
        return "a time is a date or `now()`, moved by a duration: `now() - 7d`"
    if name.lower() in _OF_TIMES:
        within = "`started_at >= 2025-11-01 and started_at < 2025-11-02`"
        return f"days are buckets of `aggregate ... every 1d`, or a range of times: {within}"
    if name.lower() in ("floor", "round", "trunc", "ceil", "bucket", "width_bucket"):
        return "`int(x)` cuts what is behind the point: `int(latency_ms / 100)` is a bracket of 100"
    if name.lower() in ("lower", "upper", "casefold"):
        return "`icontains` and `imatches` take any case"
    if name.lower() in _OF_GROUPS or _PERCENTILE.match(name) is not None:
        if measure is not None:
            return f"`having` has the names of measures: `{measure}`, or what stands behind their `as`"
        if name.lower() == "count" and not at.source[: at.start].strip():
            return "it is written `count calls`, `count calls where ...`"
        return "functions of many rows are measures, `aggregate sum(cost) by ...`; `having` has their names"
    return None
