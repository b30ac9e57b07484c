"""Room 1: names and texts as the text language writes them, and what is read of them."""

from __future__ import annotations

import json
import re

from weave_query.errors import ParseError, shown
from weave_query.syntax.text.spans import Span

QUOTED_PIECES = r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`]|``)*`"
"""A text or a name between its quotes, as a regular expression."""
_NAME = re.compile(r"[^\W\d]\w*\Z")
_KEY = re.compile(r"\w+\Z")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_ESCAPES = {'"': '"', "'": "'", "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_PLAIN_BACKSLASH = re.compile(r"\\\\([^\\\"'/bfnrtu])")
# What cannot begin a value, because it is a word of conditions there, or of measures.
RESERVED = frozenset({"not", "true", "false", "null", "any", "all", "where"})


def is_name(text: str) -> bool:
    """Can it stand for itself as the name of a field, which no keyword hides?"""
    return _NAME.match(text) is not None and text.lower() not in RESERVED


def is_key(text: str) -> bool:
    """Can it stand for itself behind a dot?"""
    return _KEY.match(text) is not None


def quoted_name(text: str) -> str:
    """A name between backticks."""
    return "`" + text.replace("`", "``") + "`"


def unquoted_name(text: str) -> str:
    return text[1:-1].replace("``", "`")


def quoted(text: str) -> str:
    """A text as a query has it."""
    # JSON lets DEL and the controls beyond it stand for themselves; a terminal may obey them.
    return "".join(
        f"\\u{ord(char):04x}" if _is_control(char) else char for char in json.dumps(text, ensure_ascii=False)
    )


def _is_control(char: str) -> bool:
    return "\x7f" <= char <= "\x9f" or char in "\u2028\u2029"


def quoted_regex(regex: str) -> str:
    r"""A regular expression as a query has it, with one backslash, as in `"\d"`, where it can mean nothing else."""
    written = quoted(regex)
    # Two backslashes in a row cannot be told from one that is written in full.
    return written if "\\\\" in regex else _PLAIN_BACKSLASH.sub(r"\\\1", written)


def unquoted(text: str, at: Span, *, regex: bool = False) -> str:
    """The text that a quoted one means. regex: a backslash that begins no escape is itself.

    Raises ParseError with the place of an escape that is none.
    """

    def meant(found: re.Match[str]) -> str:
        if found[1] is not None:
            return chr(int(found[1], 16))
        if (char := _ESCAPES.get(found[2])) is not None:
            return char
        if regex:
            return found[0]
        place = Span(at.source, at.start + 1 + found.start(), at.start + 1 + found.end())
        raise ParseError(
            f"{shown(found[0])} is no escape; there are `\\n`, `\\t`, `\\r`, `\\u00e9` and a few more",
            at=place,
            hint="a backslash is written twice",
        )

    body = text[1:-1]
    if "\\" not in body:
        return body
    return _SURROGATES.sub(_joined, _ESCAPE.sub(meant, body))


def _joined(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16", "surrogatepass").decode("utf-16")
