"""Room 1: errors and warnings about a text, in the words of the text. What finds them speaks of JSON: it knows not who
asked. A vocabulary of both languages stands here, and nothing is said by it that was not said before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from weave_query.errors import Location, RequestError, UnknownFieldError, UnsupportedError, WeaveQueryError
from weave_query.syntax.text.spans import Span
from weave_query.warnings import QueryWarning

Place = Callable[[Location | None], Location | None]

_RANGE = "`from 2025-10-23 to 2025-11-08`, or `last 7d`"
# A whole sentence -> what it is in a text, and what to write.
_SENTENCES: dict[str, tuple[str, str | None]] = {
    "the key `start` is required": ("a range of time is missing", _RANGE),
    "buckets need the `start` of a range": ("buckets need a range of time", _RANGE),
    "a dimension of a `value` needs a `name`": (
        "a dimension that is calculated needs a name",
        "write `as NAME` behind it",
    ),
    "a measure of a `value` needs a `name`": (
        "a measure of what is calculated needs a name",
        "write `as NAME` behind it",
    ),
    "`count` of a condition counts every call": (
        "`count` of a condition counts every call",
        "`count(where ...)` counts those that satisfy it",
    ),
    "`week_start` is of buckets of a `week`": ("only weeks of the calendar start on a day", "`every week`"),
    "what `fill` adds has an order of its own, so there is no `order`": (
        "what `fill` adds has an order of its own, so there is no `sort by`",
        None,
    ),
}
# Parts of sentences, those of several words first.
_PHRASES: tuple[tuple[str, str], ...] = (
    ("`limit` is a key of the request; null is no limit", "`limit all` is none"),
    ("`feedback_stats` and `feedback_aggregate` count", "`feedback stats` and `feedback by` count"),
    ("a bare text is a literal", "what stands in quotes is a text"),
    (r'`\{"\$getField": "([^"]*)"\}`', r"`\1`, without quotes"),
    (r"`\$convert` gives", "the conversion gives"),
    # Of `filter`, where a value is what stands behind a name.
    (
        r"\Aa list is required, this is .*",
        'a text in quotes, or several in parentheses, `("a", "b")`, stands behind it',
    ),
    (r" is required, this is a boolean\Z", " is required behind it"),
    (
        r"what is in the element is `\$\$this\.([^`]*)`, in Python `[^`]*`",
        r"what is in the element stands below its name, as in `x.\1`",
    ),
    ("`call_stats` has tokens and cost by model, in `usage_metrics`", "`stats` has tokens and cost by model"),
    (r"`include_(\w+)` is not available", r"`\1` is not available"),
    (r"(comes with|;) `include_(\w+)`", r"\1 `with \2`"),
    (r"\A`include_(\w+)` brings", r"`with \1` brings"),
    (r", in Python `has_feedback\(.*\)`", ""),
    ("`expand_columns` lists", "`expand` lists"),
    ("`start`, `end` and `query` are about times", "`from`, `to` and `where` are about times"),
    ("is not a key of `filter`", "is nothing that `filter` knows"),
    (
        r"`\$eq` with null asks whether something is missing or null",
        "`is null` asks whether something is missing or null",
    ),
    (r"`\$convert` to `(\w+)` makes", r"`\1(x)` makes"),
    (r"`\$convert` the other side to `(\w+)`", r"put the other side in `\1(x)`"),
    (r"`\$convert` the other side", "put the other side in `double(x)`"),
    (r"`\$convert` makes one type of both", "`string(x)` or `double(x)` makes one type of both"),
    (
        r"`case_insensitive` beside the pattern ignores case, as it does in `\$contains`",
        "`imatches` ignores case, as does `icontains`",
    ),
    (r"a second condition with `\$not` says", "a second condition with `not ... matches` says"),
    (r"give one of them another `name`", "write `as NAME` behind one of them"),
    (r"feedback\.\[\*\]", "feedback[*]"),
    (r"feedback\.\[([^\]`]*)\]", r'feedback["\1"]'),
)
_WORDS = {
    "$and": "and",
    "$or": "or",
    "$not": "not",
    "$eq": "=",
    "$ne": "!=",
    "$gt": ">",
    "$gte": ">=",
    "$lt": "<",
    "$lte": "<=",
    "$in": "in",
    "$contains": "contains",
    "$startsWith": "starts with",
    "$endsWith": "ends with",
    "$regexMatch": "matches",
    "$convert": "string(x)",
    "$size": "size(x)",
    "$type": "type(x)",
    "$ifNull": "if_null(x, y)",
    "$add": "+",
    "$subtract": "-",
    "$multiply": "*",
    "$divide": "/",
    "$anyElement": "any(x in ... where ...)",
    "$allElements": "all(x in ... where ...)",
    "$feedback": "has_feedback(...)",
}
_WORD = re.compile(r"`(" + "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True)) + ")`")
# What stands before the other side of a comparison.
_BESIDE = re.compile(r"(?:[=<>]|\b(?:contains|with)|\bin\s*\([^()]*)\s*\Z", re.IGNORECASE)
_DAYS = frozenset({"now", "today", "yesterday", "tomorrow"})
_UNITS = frozenset({"hour", "day", "week", "month", "quarter", "year"})
_VALUE = re.compile(r"\Ait is a value of `(\w+)`\Z")
# What stands before a name right behind a minus.
_SUBTRACTED = re.compile(r"(?P<above>[^\W\d][\w.]*)\.(?P<key>[^\W_][\w-]*)-\Z")
_AGGREGATE = re.compile(r"\s*aggregate\b", re.IGNORECASE)
# How measures are named that were given no name.
_MEASURE = re.compile(r"count\Z|(?:sum|avg|min|max|count_distinct|p\d+(?:\.\d+)?)_\w")
_AS = re.compile(r"\bas\s+(\w+)", re.IGNORECASE)
_BARE = re.compile(r"[^\W\d]\w*\Z")


def in_text(message: str) -> str:
    """A sentence that speaks of JSON, in the words of the text language."""
    if (whole := _SENTENCES.get(message)) is not None:
        return whole[0]
    for pattern, said in _PHRASES:
        message = re.sub(pattern, said, message)
    return _WORD.sub(lambda found: f"`{_WORDS[found[1]]}`", message)


def _tell(errors: Sequence[WeaveQueryError]) -> None:
    """Let errors that are about a text say what they say in its words."""
    for each in errors:
        if isinstance(each.at, Span):
            hint = _SENTENCES.get(each.message, ("", None))[1] or each.hint
            each.message = in_text(each.message)
            each.args = (each.message,)
            each.hint = in_text(hint) if hint is not None else None
            if isinstance(each, UnknownFieldError):
                each.hint = _of_groups(each) or _with_hyphen(each.at) or _quoted(each.at, each.hint)


def _of_groups(error: UnknownFieldError) -> str | None:
    """Of the name of a measure, in a condition on calls."""
    at = error.at
    if not isinstance(at, Span) or "is not a field of" not in error.message or not _AGGREGATE.match(at.source):
        return None
    if _MEASURE.match(at.text) is None and at.text not in _AS.findall(at.source):
        return None
    return f"conditions on measures stand in `having`: `having {at.text} > ...`"


def _with_hyphen(at: Span) -> str | None:
    """What is a key with `-` in it, and was read as a subtraction: `summary.usage.o3-mini.total_tokens`."""
    before = _SUBTRACTED.search(at.source[: at.start])
    if before is None:
        return None
    key, *below = at.text.split(".")
    path = f'{before["above"]}["{before["key"]}-{key}"]' + "".join(f".{each}" for each in below)
    return f"a key with `-` stands in brackets, `{path}`; what is calculated has spaces"


def told_warnings(warnings: Iterable[QueryWarning], place: Place) -> tuple[QueryWarning, ...]:
    """The same of warnings about a request. place: where in the text their places are."""
    return tuple(_told_warning(replace(each, at=place(each.at) or each.at)) for each in warnings)


def _told_warning(warning: QueryWarning) -> QueryWarning:
    if not isinstance(warning.at, Span):
        return warning
    hint = in_text(warning.hint) if warning.hint is not None else None
    return replace(warning, message=in_text(warning.message), hint=hint)


@contextmanager
def told_in_text(place: Place | None = None) -> Iterator[None]:
    """Errors of requests from inside are told in the words of the text. place: where in the text their places are."""
    try:
        yield
    except (RequestError, UnsupportedError) as error:
        found = (error, *error.others)
        for each in found:
            each.at = place(each.at) if place is not None else each.at
        _tell(found)
        raise


def _quoted(at: Span, hint: str | None) -> str | None:
    """The hint for a name that is no field, where a text may be meant."""
    if _BARE.match(at.text) is None:
        return hint
    if _BESIDE.search(at.source[: at.start]) is not None:
        if at.text.lower() in _DAYS:
            return "a time is a date, `now()`, or one of these moved: `now() - 1d`"
        meant = f'a text is written in quotes: `"{at.text}"`'
        return f"{meant}; {hint}" if hint is not None and hint.startswith("nearest") else meant
    if at.text.lower() in _UNITS:
        return f"buckets of time are `every {at.text.lower()}`"
    return _VALUE.sub(rf'it is a value of `\1`: `\1 = "{at.text}"`', hint) if hint is not None else None
