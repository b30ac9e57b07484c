"""Completion: what may stand at the cursor of a text. The grammar says which words, the catalogue and the rows which
fields, keys and values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from weave_query.completion.forms import beginnings, forms
from weave_query.completion.observed import Observed
from weave_query.completion.offer import Offer
from weave_query.completion.offers import Offers
from weave_query.completion.vocabulary import Kind
from weave_query.syntax.text.expected import Expected, expected_after
from weave_query.syntax.text.parser import is_query
from weave_query.syntax.text.words import QUOTED_PIECES

_WHOLE = re.compile(rf"{QUOTED_PIECES}|#[^\n]*(?:\n|\Z)|[^\"'`#]+|.", re.DOTALL)
# A date that is begun is a word, too.
_WORD = re.compile(r"(?:(?<![\w.])\d{4}-[\dT:.+-]*|[\w$]*)\Z")
_REST = re.compile(r"[\w$]*")
_VALUES = frozenset({"NAME", "QUOTED", "KEY", "STRING", "DATE", "DURATION"})
# A query may end behind these, but hardly does.
_GOES_ON = frozenset({"STATS", "AGGREGATE"})
_MOST = 200
_NOTHING = Observed()


@dataclass(frozen=True, slots=True)
class Completion:
    """One thing that may stand at the cursor: `text` in the place of the characters from `start` to `end`.

    kind: of what it is. doc: one sentence. snippet: the text with what goes on from it, and `${1:of}` where something
    is to be filled in; empty where the text is all.
    """

    text: str
    kind: Kind
    doc: str
    start: int
    end: int
    snippet: str = ""


def complete(
    text: str, cursor: int | None = None, *, observed: Observed = _NOTHING, only_queries: bool = False
) -> list[Completion]:
    """What may stand at the cursor, by default at the end: the likeliest first, at most 200. A condition or a query.

    observed: the keys and values that are seen in the rows; `Database.fields(project)` looks for them. only_queries:
    the text is a query, and no condition. Nothing is offered where the text before the cursor is wrong already, or
    within a comment.
    """
    at = _within(text, cursor)
    found = _expected(text[:at], is_query(text) or only_queries)
    if found is None:
        return []
    begin, expected = found
    partial = text[begin:at]
    end = at + _rest_of_word(text, at, partial)
    if expected.last is not None and expected.last.type == "LSQB" and text[end : end + 1] == "]":
        # What is offered in brackets closes them.
        end += 1
    offered: list[Offer] = []
    if not expected.before:
        offered += beginnings()
    if expected.before or not only_queries:
        offered += Offers(text[:begin], expected, partial, observed).all()
    if not expected.before and not text[end:].strip():
        offered += forms(observed)
    return _ranked(offered, partial, begin, end)


def opens_by_itself(text: str, cursor: int | None = None, *, only_queries: bool = False) -> bool:
    """Should what may stand at the cursor be offered unasked? Within a word, and where a field or a value has to
    follow."""
    at = _within(text, cursor)
    found = _expected(text[:at], is_query(text) or only_queries)
    if found is None:
        return False
    begin, expected = found
    if begin < at:
        return not text[begin].isdigit() or "-" in text[begin:at]
    has_to = "$END" not in expected.terminals or (expected.last is not None and expected.last.type in _GOES_ON)
    return bool(expected.before) and has_to and bool(expected.terminals & _VALUES)


def _within(text: str, cursor: int | None) -> int:
    return len(text) if cursor is None else max(0, min(cursor, len(text)))


def _expected(before: str, is_query: bool) -> tuple[int, Expected] | None:
    """Where the word at the end begins, and what may stand there."""
    begin = _begin_of_word(before)
    if begin is None:
        return None
    expected = expected_after(before[:begin], "query" if is_query else "only_condition")
    return (begin, expected) if expected is not None else None


def _begin_of_word(before: str) -> int | None:
    """Where the word or the quoted text begins that the cursor stands in or behind; None within a comment."""
    for found in _WHOLE.finditer(before):
        piece = found.group()
        if piece in ("'", '"', "`"):
            return found.start()
        if piece[0] == "#" and not piece.endswith("\n"):
            return None
    word = _WORD.search(before)
    return word.start() if word is not None else len(before)


def _rest_of_word(text: str, at: int, partial: str) -> int:
    """How many characters behind the cursor belong to the word."""
    if partial[:1] in ("'", '"', "`"):
        return 1 if text[at : at + 1] == partial[0] else 0
    rest = _REST.match(text, at)
    return len(rest.group()) if rest is not None else 0


def _ranked(offers: Iterable[Offer], partial: str, start: int, end: int) -> list[Completion]:
    """Those that the word may become, each once: what begins so comes before what has it inside, and whole queries that
    begin so come last."""
    asked = partial.strip("\"'`").lower()
    begins, has, whole = dict[str, Offer](), dict[str, Offer](), dict[str, Offer]()
    for offer in offers:
        name = offer.text.strip("\"'`").lower()
        if name.startswith(asked):
            (whole if offer.kind == "form" else begins).setdefault(offer.text, offer)
        elif asked in name and offer.kind != "form":
            has.setdefault(offer.text, offer)
    words = [*begins.values(), *has.values()]
    found = [*words[: _MOST - len(whole)], *whole.values()]
    return [Completion(each.text, each.kind, each.doc, start, end, each.snippet) for each in found]
