"""Room 1: how other languages write what is written here in another way: the text around a mistake in, a hint out.

A rule is what stands before the place, what stands at it, and what to write, with the names and the numbers that were
written. The words that stand alone are in `problems`; what depends on the clause is in `asked`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from weave_query.syntax.text.spans import Span
from weave_query.syntax.text.times import UNITS, duration_like, moment_in, nearest_unit

Words = dict[str, str]

# No text is searched farther for what stands around a place.
_AROUND = 500
_LONG = 4
_SHORT = 60
_FUNCTION = r"(?P<function>p\d+(?:\.\d+)?|sum|avg|min|max)"
_PATH = r"(?P<path>[^\W\d][\w.]*)"
_LISTED = r"\A\s*(?:calls|count\s+calls|usage|threads)\b"
_AMOUNT = r"(?P<amount>\d+(?:\.\d+)?)"
_FIRST = r"(?P<first>\"[^\"\n]{0,40}\"|'[^'\n]{0,40}'|[\w.-]{1,40})"


def _rule(before: str, here: str, meant: str | Callable[[Words], str | None]) -> _Rule:
    flags = re.IGNORECASE | re.DOTALL
    return re.compile(f"{before}\\Z", flags), re.compile(here, flags), meant


def _one_word(words: Words) -> str | None:
    duration = duration_like(words["amount"], words["unit"])
    return f"a duration is one word: `{duration}`" if duration is not None else None


def _spelled_nearly(words: Words) -> str | None:
    """A unit in words that is one letter off. Shorter words are of the language more likely."""
    near = nearest_unit(words["unit"]) if len(words["unit"]) >= _LONG else None
    return _one_word({**words, "unit": near}) if near is not None else None


def _no_unit(words: Words) -> str:
    return f"`{words['amount']}{words['unit']}` has no unit of a duration: {UNITS}, as in `{words['amount']}s`"


def _before_now(words: Words) -> str | None:
    duration = duration_like(words["amount"], words["unit"])
    return f"a time is a date or `now()`, moved by a duration: `now() - {duration}`" if duration is not None else None


def _month(words: Words) -> str:
    return f"no month has a fixed length: `{30 * int(words['amount'])}d`"


def _year(words: Words) -> str:
    return f"no year has a fixed length: `{365 * int(words['amount'])}d`"


def _without_marks(words: Words) -> str:
    digits = (words["amount"] + words["more"]).replace(",", "").replace("_", "")
    return f"the digits of a number stand together: `{digits}`"


def _percentile(words: Words) -> str | None:
    """A percentile by its number, or by the share of one."""
    if not words["percent"]:
        return None
    number = float(words["percent"])
    return f"a percentile is a function of its own: `p{number * 100 if number < 1 else number:g}({words['path']})`"


def _rate(words: Words) -> str:
    condition = words["condition"] if len(words["condition"]) <= _SHORT else "..."
    return f"a share of the calls is an average: `avg({condition}) as {words['name'] or 'rate'}`"


def _in_zone(words: Words) -> str:
    """A moment as it is in a zone, with the offset that holds there then."""
    meant = moment_in(words["date"], words["zone"])
    written = f"{words['date'][:10]}T{words['date'][11:] or '00:00'}"
    return f"a time has its offset itself: `{meant or f'{written}+01:00'}`"


_Rule = tuple[re.Pattern[str], re.Pattern[str], "str | Callable[[Words], str | None]"]
_RULES: tuple[_Rule, ...] = (
    # Numbers, durations and times.
    _rule(r"(?<![\w.])(?P<amount>\d{1,3})", r"(?P<more>(?:,\d{3})+)(?!\d)", _without_marks),
    _rule(r"(?<![\w.])(?P<amount>\d+)", r"(?P<more>(?:_\d+)+)\b", _without_marks),
    _rule(r"\d{4}-\d{1,2}-\d{1,2}", r"T\d", "a month, a day and an hour have two digits: `2025-11-01T09:30`"),
    _rule(rf"interval\s*['\"]?{_AMOUNT}\s*", r"(?P<unit>[a-z]+)", _before_now),
    _rule(r"interval\s*", rf"['\"]?{_AMOUNT}\s*(?P<unit>[a-z]+)", _before_now),
    _rule(rf"[<>=]\s*-\s*{_AMOUNT}\s*", r"(?P<unit>[a-z]+)\b", _before_now),
    _rule(r"(?<![\w.])(?P<amount>\d{1,6})\s*", r"(?-i:M)\b|(?:mo|months?)\b", _month),
    _rule(r"(?<![\w.])(?P<amount>\d{1,6})\s*", r"(?:y|yrs?|years?)\b", _year),
    _rule(rf"(?<![\w.]){_AMOUNT}\s*", r"(?P<unit>[a-z]+)\b", _one_word),
    _rule(rf"(?<![\w.]){_AMOUNT}\s*", r"(?P<unit>[a-z]+)\b", _spelled_nearly),
    _rule(rf"(?<![\w.-]){_AMOUNT}", r"(?P<unit>[a-z]+)\b", _no_unit),
    _rule(
        r"[<>=]\s*['\"]?(?P<date>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?)['\"]?\s*",
        r"(?:in|at\s+time\s+zone)\s+['\"]?(?P<zone>[A-Za-z][\w+-]*(?:/[\w+-]+)*)",
        _in_zone,
    ),
    _rule(r"now\(\)\s*", r"(?:in|at\s+time\s+zone)\s+['\"]?[A-Za-z]", "`now()` is the same moment in every zone"),
    _rule(
        r"\b(?:by|every)\s+[^,()]{1,40}\bin\s+",
        r"(?P<zone>[A-Za-z][\w+-]*(?:/[\w+-]+)*)",
        'a zone stands in quotes: `in "{zone}"`',
    ),
    # Paths.
    _rule(
        r"(?P<above>[^\W\d][\w.]*)\.(?P<key>[A-Za-z]\w*-\d+)",
        r"(?P<rest>[A-Za-z][\w-]*)",
        'a key with other characters stands in brackets: `{above}["{key}{rest}"]`',
    ),
    _rule(
        r"[\w\]\"`]\s*\.\s*",
        r"\*",
        "a path leads to one value, and has no `*`; `stats total_tokens, total_cost by 1d` has the usage of all models",
    ),
    # Values and comparisons.
    _rule(r"\bcase\s+", r"when\b", 'a condition counts as 1 or 0: `count(where ...)`, `avg(status = "error") as rate`'),
    _rule(r"\bin\s*", r"[\[{]\s*" + _FIRST, "what a value may be stands in parentheses: `in ({first}, ...)`"),
    _rule(r"\bis\s+", r"(?:[\"'\d]|true\b|false\b)", "`=` compares with a value; `is null` asks for null"),
    _rule(r"\bis\s+not\s+", r"(?:[\"'\d]|true\b|false\b)", "`!=` compares with a value; `is not null` asks for null"),
    _rule(
        r"\bis\s+(?:not\s+)?",
        r"empty\b",
        '`is null` asks whether something is missing or null, `= ""` whether a text is empty, `size(x) = 0` a list',
    ),
    _rule(r"[\w\])\"'`]\s*", r"!~", "`not matches` asks that a regular expression is not found"),
    # Functions, and columns that are none.
    _rule(
        rf"\b(?:percentiles?|quantiles?|perc)\w*\s*\(\s*{_PATH}\s*",
        r",\s*(?P<percent>\d{0,2}(?:\.\d+)?)",
        _percentile,
    ),
    _rule(
        rf"{_LISTED}.*\bselect\b.*?\b{_FUNCTION}\s*\(\s*",
        _PATH,
        "functions of many rows are measures: `aggregate {function}({path}) by ...`",
    ),
    _rule(r"\bselect\s+distinct\s+", _PATH, "the values that there are, are groups: `aggregate count() by {path}`"),
    _rule(r"\bcount\s*", rf"distinct\s*\(?\s*{_PATH}", "it is written `count_distinct({path})`"),
    _rule(r"\bcount\s*\(\s*distinct\s+", _PATH, "it is written `count_distinct({path})`"),
    _rule(
        r"\bcount\s*\(\s*where\s+(?P<condition>(?:[^()]|\([^()]*\))+?)\s*\)\s*",
        r"/\s*count\s*\(\s*\)(?:\s*as\s+(?P<name>\w+))?",
        _rate,
    ),
    _rule(
        rf"\bstats\s.*?{_FUNCTION}\s*",
        rf"\(\s*{_PATH}",
        "what is asked stands behind the metric: `stats {path} {function}`",
    ),
    _rule(r"\bhaving\b.*\bcount\s*\(\s*", r"\*", "`having` has the names of measures: `count`"),
    # Clauses.
    _rule(r"\btrace_roots_only\s+(?P<word>true|false)\s*", r"", "`trace_roots_only` has no value: leave `{word}` out"),
    _rule(
        r"\bwhere\b.*\b(?P<word>and|or)\s+where\s+",
        r"\w",
        "`where` stands once and joins its conditions: `where ... {word} ...`",
    ),
    _rule(r"\blimit\s+(?P<offset>\d+)\s*", r",\s*(?P<limit>\d+)", "`limit {limit} offset {offset}`"),
    _rule(r"\b(?P<word>sort|order|group)\s+", _PATH, "it is written `{word} by {path}`"),
    _rule(
        rf"\A\s*aggregate\b.*\bby\b.*?{_PATH}\s+as\s+(?P<name>\w+)\s*",
        r"top\s+(?P<number>\d+)",
        "`as` stands last: `by {path} top {number} as {name}`",
    ),
    _rule(
        rf"\A\s*aggregate\b.*\bby\s+{_PATH}.*?",
        r"top\s+(?P<number>\d+)",
        "`by {path} top {number}`, behind a dimension",
    ),
    _rule(rf"{_LISTED}.*", r"top\s+(?P<number>\d+)", "`limit {number}`"),
    _rule(
        rf"{_LISTED}.*",
        r"(?:since|last)\s+(?P<duration>\d+(?:ms|us|[smhdw]))\b",
        "a range of time is a condition here: `where started_at > now() - {duration}`",
    ),
    _rule(
        rf"{_LISTED}.*",
        r"(?:since|from)\s+(?P<date>\d{4}-\d\d-\d\d)",
        "a range of time is a condition here: `where started_at >= {date}`",
    ),
    _rule(
        r"\A\s*select\b.*",
        r"(?:.*)\bfrom\s+(?:calls|traces)\b",
        "a query begins with what is asked for, its columns stand behind: `calls where ... select ...`",
    ),
    _rule(
        r"\A\s*(?:traces|roots)\s+",
        r"(?:where|filter|sort|order|limit|select|by)\b",
        "`calls filter trace_roots_only ...` lists traces by their roots, `usage of traces` tells what they used",
    ),
    _rule(
        r"\A\s*(?P<word>spans|runs|logs|events|requests)\s+",
        r"(?:where|filter|sort|order|limit|select|by)\b",
        "what is asked for are `calls`: `calls where ...`",
    ),
)


def habit(at: Span) -> str | None:
    """What to write in the place of what is a habit of another language; None where none is known."""
    before, here = at.source[max(0, at.start - _AROUND) : at.start], at.source[at.start : at.start + _AROUND]
    if at.start > _AROUND:
        # So that no rule takes the cut for the beginning of the text.
        before = f"\0{before}"
    for behind, ahead, meant in _RULES:
        if (found := ahead.match(here)) is not None and (led := behind.search(before)) is not None:
            words = {name: text or "" for name, text in {**led.groupdict(), **found.groupdict()}.items()}
            hint = meant.format(**words) if isinstance(meant, str) else meant(words)
            if hint is not None:
                return hint
    return None
