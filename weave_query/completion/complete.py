"""Completion: what may stand at the cursor of a text. The grammar says which words, the catalogue and the rows which
fields, keys and values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from weave_query.completion.observed import Observed
from weave_query.completion.offers import Offer, Offers
from weave_query.completion.vocabulary import Kind
from weave_query.syntax.text.expected import expected_after
from weave_query.syntax.text.parser import is_query
from weave_query.syntax.text.words import QUOTED_PIECES

_WHOLE = re.compile(rf"{QUOTED_PIECES}|#[^\n]*(?:\n|\Z)|[^\"'`#]+|.", re.DOTALL)
_WORD = re.compile(r"[\w$]*\Z")
_MOST = 200
_NOTHING = Observed()


@dataclass(frozen=True, slots=True)
class Completion:
    """One thing that may stand at the cursor: `text` in the place of the characters from `start` to `end`.

    kind: of what it is. doc: one sentence.
    """

    text: str
    kind: Kind
    doc: str
    start: int
    end: int


def complete(text: str, cursor: int | None = None, *, observed: Observed = _NOTHING) -> list[Completion]:
    """What may stand at the cursor, by default at the end: the likeliest first, at most 200. A condition or a query.

    observed: the keys and values that are seen in the rows; `Database.fields(project)` looks for them. Nothing is
    offered where the text before the cursor is wrong already, or within a comment.
    """
    at = len(text) if cursor is None else max(0, min(cursor, len(text)))
    before = text[:at]
    begin = _begin_of_word(before)
    if begin is None:
        return []
    partial = before[begin:]
    start_of_query = not before[:begin].strip()
    expected = expected_after(before[:begin], "query" if is_query(text) else "only_condition")
    if expected is None:
        return []
    offered = Offers(before[:begin], expected, partial, observed)
    items = offered.queries() if start_of_query else ()
    end = at + _rest_of_word(text, at, partial)
    return _ranked((*items, *offered.all()), partial, begin, end)


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
    rest = re.match(r"\w*", text[at:])
    return len(rest.group()) if rest is not None else 0


def _ranked(offers: Iterable[Offer], partial: str, start: int, end: int) -> list[Completion]:
    """Those that the word may become, each once: what begins so comes before what has it inside."""
    asked = partial.strip("\"'`").lower()
    begins, has = dict[str, Offer](), dict[str, Offer]()
    for offer in offers:
        name = offer.text.strip("\"'`").lower()
        if name.startswith(asked):
            begins.setdefault(offer.text, offer)
        elif asked in name:
            has.setdefault(offer.text, offer)
    found = [*begins.values(), *has.values()][:_MOST]
    return [Completion(offer.text, offer.kind, offer.doc, start, end) for offer in found]
