"""Room 1: what other dialects of regular expressions have and ours has not: its name, and what to write in its place.

The text from where a pattern went wrong comes in. Nothing here decides what is in the language: `regex` does.
"""

from __future__ import annotations

import re

_GROUPS = (
    ("?=", "a lookahead", None),
    ("?!", "a negative lookahead", "a second condition with `$not` says what must not be there"),
    ("?<=", "a lookbehind", None),
    ("?<!", "a negative lookbehind", "a second condition with `$not` says what must not be there"),
    ("?P<", "a named group", "`(...)` is a group"),
    ("?<", "a named group", "`(...)` is a group"),
    ("?P=", "a backreference", None),
    ("?#", "a comment", None),
    ("?>", "an atomic group", "`(...)` is a group"),
)
_FLAGS = re.compile(r"\(\?([a-zA-Z]+)[:)]")
_WORD = r"`(^|[^\w])` and `([^\w]|$)` say where a word begins and ends"
_MEANING = {
    "i": "`case_insensitive` beside the pattern ignores case, as it does in `$contains` for a plain text",
    "s": r"`(.|\s)` is any character, the newline too",
    "m": "`^` and `$` are the ends of the text, never of a line",
}
_ITSELF = "the pattern has the character itself: write it with one backslash less in JSON or Python"
_ESCAPES = {
    "b": ("a word boundary", _WORD),
    "B": ("a word boundary", _WORD),
    "A": ("`\\A`", "`^` is the begin of the text"),
    "Z": ("`\\Z`", "`$` is the end of the text"),
    "z": ("`\\z`", "`$` is the end of the text"),
    "D": ("`\\D`", r"`[^\d]` says it"),
    "W": ("`\\W`", r"`[^\w]` says it"),
    "S": ("`\\S`", r"`[^\s]` says it"),
    "n": ("an escape of a control character", _ITSELF),
    "r": ("an escape of a control character", _ITSELF),
    "t": ("an escape of a control character", _ITSELF),
    "p": ("a class of Unicode", "a class lists its characters: `[a-zà-ÿ]`"),
    "P": ("a class of Unicode", "a class lists its characters: `[a-zà-ÿ]`"),
    "x": ("an escape by number", _ITSELF),
    "u": ("an escape by number", _ITSELF),
    "Q": ("quoting", "a backslash before each punctuation character quotes it"),
    "k": ("a backreference", None),
}
LAZY = ("a lazy quantifier", "whether there is a match does not depend on it: leave out the `?`")
POSSESSIVE = ("a possessive quantifier", "without its `+` the pattern matches the same texts and perhaps more")


def foreign(rest: str) -> tuple[str, str | None] | None:
    """The name of the construct at the begin of `rest`, and what to write in its place; None where it is none known."""
    if rest.startswith("\\"):
        letter = rest[1:2]
        return ("a backreference", None) if letter.isascii() and letter.isdigit() else _ESCAPES.get(letter)
    if rest.startswith("[:"):
        return "a POSIX class", r"`\d`, `\w`, `\s` and ranges such as `a-z` stand in a class"
    if not rest.startswith("(?"):
        return None
    flags = _FLAGS.match(rest)
    if flags is not None:
        return "a flag in the pattern", _MEANING.get(flags[1][0])
    return next(((name, hint) for sign, name, hint in _GROUPS if rest.startswith(sign, 1)), None)
