"""Room 1: what lark finds wrong with a text as an error that says where, what was expected, and what may be meant."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from weave_query.errors import ParseError, nearest, shown
from weave_query.syntax.text.asked import CLAUSES, Asked, asked_of
from weave_query.syntax.text.habits import habit
from weave_query.syntax.text.spans import Span

if TYPE_CHECKING:
    from lark.exceptions import UnexpectedInput

_WORD = re.compile(r"[^\W\d]\w*")
_REST = re.compile(r"\S{1,20}")
_VALUES = frozenset({"NAME", "QUOTED", "THIS", "STRING", "NUMBER", "TRUE", "FALSE", "NULL", "DATE", "DURATION", "LPAR"})
_TESTS = frozenset(
    {"COMPARISON", "IN", "CONTAINS", "ICONTAINS", "STARTS", "ENDS", "MATCHES", "IMATCHES", "IS", "EXISTS"}
)
_ARITHMETIC = frozenset({"PLUS", "MINUS", "STAR", "SLASH"})
_LIKELY = ("WHERE", "SORT", "LIMIT")
# How a name goes on, which nobody looks for.
_STEPS = frozenset({"DOT", "LSQB"})
_TOLD = {
    "NAME": "a name",
    "QUOTED": "a name",
    "THIS": "a name",
    "KEY": "a key",
    "STRING": "a text in quotes",
    "NUMBER": "a number",
    "INTEGER": "a whole number",
    "DATE": "a date",
    "DURATION": "a duration such as `1h`",
    "PERCENTILE": "a percentile such as `p95`",
    "COMPARISON": "a comparison",
    "LPAR": "`(`",
    "RPAR": "`)`",
    "LSQB": "`[`",
    "RSQB": "`]`",
    "COMMA": "`,`",
    "DOT": "`.`",
    "PLUS": "`+`",
    "MINUS": "`-`",
    "STAR": "`*`",
    "SLASH": "`/`",
    "SORT": "`sort`",
    "$END": "the end",
}
# What other languages write, and what is written here.
_MEANT = {
    "&": "`and` joins conditions",
    "|": "`or` joins conditions",
    "!": "`not`, `!=`",
    "~": "`not`",
    "{": "the JSON form is a request's `query`; this is text",
    "$": "a field is named without `$`",
    ";": "a query ends without `;`",
    "%": "there is `+`, `-`, `*` and `/`",
    ":": "a comparison is `=`, a key stands behind `.`",
    "?": "there are no placeholders; values stand in the text",
    "@": "a name with other characters stands between backticks",
}
_OTHER_WORDS = {
    "like": "`contains`, `starts with`, `ends with` and `matches` compare texts",
    "ilike": "`icontains` looks for a text in any case",
    "between": "`x >= 1 and x <= 2`",
    "group": "what is grouped by stands behind `by`",
    "startswith": "`starts with`",
    "endswith": "`ends with`",
    "regexp": "`matches`",
    "includes": "`contains`",
    "has": "`contains`, or `any(x in ... where ...)`",
    "eq": "`=`",
    "equals": "`=`",
    "gt": "`>`",
    "lt": "`<`",
    "gte": "`>=`",
    "lte": "`<=`",
    "isnull": "`is null`",
    "notnull": "`is not null`",
    "since": "`from 2025-10-23`, or `last 7d`",
    "until": "`from 2025-10-23 to 2025-11-08`",
    "return": "`select` has the columns",
    "columns": "`select` has the columns",
    "fields": "`select` has the columns",
    "per": "`by`",
    "timezone": 'the zone stands behind the width: `by 1d in "Europe/Berlin"`',
    "then": "there is no `if`; `and`, `or` and `not` join conditions",
}


def problem_of(error: UnexpectedInput, source: str) -> ParseError:
    """The error of a place where the text is no query."""
    from lark.exceptions import UnexpectedCharacters, UnexpectedToken

    expected, asked = _accepted(error), asked_of(error)
    if isinstance(error, UnexpectedToken) and error.token.type != "$END":
        start = error.token.start_pos or 0
        return _unexpected(Span(source, start, error.token.end_pos or start + 1), expected, asked)
    if isinstance(error, UnexpectedCharacters):
        return _characters(source, error.pos_in_stream or 0, expected, asked)
    at = Span(source, len(source.rstrip()), len(source))
    fact = f"the text ends where {_told(expected, asked)} is expected"
    return ParseError(fact, at=at, hint=asked.hint(at, expected))


def _unexpected(at: Span, expected: Collection[str], asked: Asked) -> ParseError:
    fact = f"{shown(at.text)} stands where {_told(expected, asked)} is expected"
    return ParseError(fact, at=at, hint=_hint(at, expected, asked))


def _accepted(error: UnexpectedInput) -> frozenset[str]:
    """The terminals that would go on, by the parser itself: the lexer's list is of several states."""
    parser = getattr(error, "interactive_parser", None)
    return frozenset(parser.accepts()) if parser is not None else frozenset(getattr(error, "expected", None) or ())


def _characters(source: str, start: int, expected: Collection[str], asked: Asked) -> ParseError:
    char = source[start]
    if char in "\"'`":
        name = "name" if char == "`" else "text"
        line_end = source.find("\n", start)
        at = Span(source, start, line_end if line_end >= 0 else len(source))
        return ParseError(
            f"the {name} that begins here has no end",
            at=at,
            hint=f"it ends with {'a backtick' if char == '`' else f'`{char}`'}; a new line in it is written `\\n`"
            if char != "`"
            else "it ends with a backtick",
        )
    rest = _REST.match(source, start)
    at = Span(source, start, start + 1)
    word = _WORD.match(source, start)
    if word is not None:
        at = Span(source, start, word.end())
    elif char in "&|" and rest is not None:
        at = Span(source, start, start + (2 if rest[0][:2] in ("&&", "||") else 1))
    return ParseError(
        f"{shown(at.text)} stands where {_told(expected, asked)} is expected", at=at, hint=_hint(at, expected, asked)
    )


def _hint(at: Span, expected: Collection[str], asked: Asked) -> str | None:
    word = at.text
    if (hint := habit(at) or asked.hint(at, expected)) is not None:
        return hint
    if (meant := _OTHER_WORDS.get(word.lower())) is not None:
        return meant
    if word == "~" and ("MATCHES" in expected or at.source[at.start - 1 : at.start] == "="):
        return "`matches` looks for a regular expression"
    if word[:1] in _MEANT:
        return _MEANT[word[:1]]
    if _WORD.match(word):
        return nearest(word.lower(), _words(expected)) or _clauses(expected)
    before = at.source[: at.start].rstrip()
    if word == "." and re.search(r"-\s*\d+$", before):
        return 'a key with other characters stands in brackets: `inputs["gpt-4"]`'
    if word in ("=", "==", "!=", "<", ">", "<=", ">=", "<>") and asked.is_condition:
        return "a comparison has two sides; `and` joins comparisons"
    # A word that was taken for a name.
    return _OTHER_WORDS.get(asked.last or "")


def _clauses(expected: Collection[str]) -> str | None:
    """Those that may follow, where a clause may."""
    found = sorted(name.lower() for name in CLAUSES & set(expected))
    return "clauses here are " + ", ".join(f"`{each}`" for each in found) if len(found) > 2 else None


def _words(expected: Collection[str]) -> list[str]:
    """The keywords among the terminals."""
    words = [name.lower() for name in expected if name not in _TOLD and name.isalpha()]
    return [*words, *(["sort", "order"] if "SORT" in expected else [])]


def _told(expected: Collection[str], asked: Asked) -> str:
    """What is expected, in a few words."""
    left = set(expected)
    parts: list[str] = []
    if len(left & _VALUES) > 6:
        parts.append("a field or a value")
        left -= _VALUES | {"ANY", "ALL", "NOT", "MINUS"}
    if len(left & _TESTS) > 4:
        parts.append("a comparison")
        left -= _TESTS | {"NOT", "LPAR"} | _ARITHMETIC
    if {"AND", "OR"} <= left:
        parts.append("`and`, `or`")
        left -= {"AND", "OR"} | _ARITHMETIC
    if {"PLUS", "MINUS"} <= left:
        parts.append("arithmetic")
        left -= _ARITHMETIC
    clauses = left & CLAUSES
    left -= clauses if len(clauses) > 2 else set()
    left = left - _STEPS or left
    parts += sorted({_TOLD.get(name, f"`{name.lower()}`") for name in left - {"$END"}})
    if len(clauses) > 2:
        likely = next(each for each in (*_LIKELY, *sorted(clauses)) if each in clauses and each != asked.clause)
        parts.append(f"a clause such as `{likely.lower()}`")
    if "$END" in left:
        parts.append("the end")
    return " or ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else (parts or ["nothing more"])[0]
