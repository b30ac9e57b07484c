"""Room 2: what is wrong with a body that is no JSON: the decoder's error in, a sentence, its place and a hint out.

No message repeats what stands there, but for brackets and the like.
"""

from __future__ import annotations

import re
from json import JSONDecodeError
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d]\w*")
_QUOTES = "keys and texts stand in double quotes"
_WORDS = {
    **dict.fromkeys(("True", "TRUE"), "it is written `true`"),
    **dict.fromkeys(("False", "FALSE"), "it is written `false`"),
    **dict.fromkeys(("None", "NULL", "Null", "nil", "undefined"), "it is written `null`"),
}


class Mistake(NamedTuple):
    """What is wrong, at which character, and what to do about it."""

    fact: str
    at: int
    hint: str | None = None

    def place(self, text: str) -> str:
        """The place as people count: lines and columns from 1."""
        line = text.count("\n", 0, self.at) + 1
        return f"line {line}, column {self.at - text.rfind(chr(10), 0, self.at)}"


def mistake(error: JSONDecodeError) -> Mistake:
    """What is wrong with the text that an error is about."""
    text, at, found = error.doc, error.pos, error.msg
    if found.startswith("Unterminated string"):
        return Mistake("a text that begins here has no end", at)
    if found.startswith("Invalid control character"):
        if text[at] not in "\r\n":
            return Mistake(
                "a control character in a text", at, "it is written as an escape, such as `\\t` or `\\u001f`"
            )
        return Mistake("a text goes over the end of its line", at, "a new line in a text is written `\\n`")
    if found.startswith("Invalid \\"):
        return Mistake("a backslash begins no escape", at, "a backslash is written twice")
    if found.startswith("Extra data"):
        return Mistake("something stands behind its end", at, "a body is one object")
    here = text[at : at + 1]
    before = text[:at].rstrip()
    if not here:
        return Mistake("it ends too early", at, _open(found, before))
    if here in "}]" and before.endswith(","):
        return Mistake(f"a comma too many before `{here}`", len(before) - 1)
    # Newer decoders have the place of the comma.
    if here == "," and found.startswith("Illegal trailing comma"):
        return Mistake(f"a comma too many before `{text[at + 1 :].lstrip()[:1]}`", at)
    if here == "," and before.endswith(","):
        return Mistake("a comma too many", at)
    if here == "'":
        return Mistake("a text in single quotes", at, _QUOTES)
    if here == "#" or text.startswith(("//", "/*"), at):
        return Mistake("a comment", at, "JSON has no comments")
    return _missing(found, at, text)


def _missing(found: str, at: int, text: str) -> Mistake:
    """What should stand at a place, by what the decoder expected there."""
    if "':'" in found:
        return Mistake("`:` is missing behind a key", at)
    if "','" in found:
        return Mistake("`,` or the closing bracket is missing", at)
    if "property name" in found:
        return Mistake("a key is missing, or its quotes", at, _QUOTES)
    word = _WORD.match(text, at)
    if word is None:
        return Mistake("a value is missing", at)
    return Mistake(
        "a word that is no value", at, _WORDS.get(word[0], f"{_QUOTES}; words are `true`, `false` and `null`")
    )


def _open(found: str, before: str) -> str:
    if not before:
        return "a body is one object"
    if "':'" in found:
        return "`:` and a value are missing behind a key"
    if "','" in found:
        return "a closing bracket is missing"
    return "a value is missing" if "value" in found else "a key or a closing bracket is missing"
