"""Completion: what the word under the cursor means."""

from __future__ import annotations

from dataclasses import dataclass

from weave_query.catalogue.fields import CALL_FIELDS, FEEDBACK_FIELDS
from weave_query.completion.observed import Observed
from weave_query.completion.offers import seen
from weave_query.completion.paths import place_of
from weave_query.completion.vocabulary import KEYWORDS
from weave_query.syntax.text.expected import Expected, Word, expected_after
from weave_query.syntax.text.parser import is_query
from weave_query.syntax.text.read import FUNCTIONS

_NOTHING = Observed()


@dataclass(frozen=True, slots=True)
class Hover:
    """What the characters from `start` to `end` mean, in a sentence or two."""

    text: str
    start: int
    end: int


def hover(text: str, cursor: int, *, observed: Observed = _NOTHING) -> Hover | None:
    """What the word at a place of a text means; None where there is nothing to say. observed: as `complete` has it."""
    expected = expected_after(text, "query" if is_query(text) else "only_condition")
    if expected is None:
        return None
    number = next(
        (n for n, each in enumerate(expected.before) if each.start <= cursor < each.start + len(each.text)), None
    )
    if number is None:
        return None
    word = expected.before[number]
    told = _told(expected, number, observed)
    return Hover(told, word.start, word.start + len(word.text)) if told else None


def _told(expected: Expected, number: int, observed: Observed) -> str | None:
    word = expected.before[number]
    following = expected.before[number + 1].type if number + 1 < len(expected.before) else None
    if word.type == "NAME" and following == "LPAR":
        return FUNCTIONS.get(word.text)
    if word.type in ("NAME", "QUOTED"):
        name = "latency_ms" if word.text == "latency" else word.text
        fields = FEEDBACK_FIELDS.fields if expected.before[0].type == "FEEDBACK" else CALL_FIELDS.fields
        field = fields.get(name)
        if field is not None:
            unit = f", in {field.unit}" if field.unit else ""
            return f"{name}: {field.about}{unit}"
        return None
    if word.type in ("KEY", "STRING", "INTEGER"):
        # As if the cursor stood behind it, before a dot.
        place = place_of((*expected.before[: number + 1], *_DOT))
        node = place.node(observed)
        return seen(node) if node is not None else None
    return KEYWORDS.get(word.type) or None


_DOT = (Word("DOT", ".", 0),)
