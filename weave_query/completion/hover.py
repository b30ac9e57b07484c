"""Completion: what the word under the cursor means."""

from __future__ import annotations

from dataclasses import dataclass

from weave_query.catalogue.fields import CALL_FIELDS, FEEDBACK_FIELDS
from weave_query.catalogue.sets import QUEUES
from weave_query.completion import clauses
from weave_query.completion import vocabulary as known
from weave_query.completion.observed import Observed
from weave_query.completion.paths import place_of
from weave_query.completion.telling import seen
from weave_query.syntax.text.expected import Expected, Word, expected_after
from weave_query.syntax.text.functions import FUNCTIONS
from weave_query.syntax.text.parser import is_query

_NOTHING = Observed()
_DOT = Word("DOT", ".", 0)
_ELSEWHERE = {
    "feedback": "feedback[TYPE]: what people and scorers said of it, by type: feedback[*].payload",
    QUEUES: "the annotation queues that it stands in",
}


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
    following = expected.before[number + 1] if number + 1 < len(expected.before) else None
    if word.type in ("NAME", "QUOTED", "PERCENTILE"):
        return _name(expected, number, following)
    if word.type == "STRING" and number > 1 and expected.before[number - 2].text == "has_feedback":
        return _feedback(word.text[1:-1], observed)
    if word.type in ("KEY", "STRING", "INTEGER", "STAR"):
        # As if the cursor stood behind it, before a dot.
        closing = [following] if following is not None and following.type == "RSQB" else []
        place = place_of((*expected.before[: number + 1], *closing, _DOT))
        if place.path is None:
            return None
        if place.path.qualifier is not None and not place.path.segments:
            return _feedback(place.path.qualifier, observed)
        node = place.node(observed)
        return seen(node, place.total(place.path, observed)) if node is not None else None
    return known.KEYWORDS.get(word.type)


def _name(expected: Expected, number: int, following: Word | None) -> str | None:
    """A function, a word of a clause, or a field."""
    word = expected.before[number]
    clause = clauses.clause_of(expected, number)
    kind = expected.before[0].type
    if following is not None and following.type == "LPAR":
        told = known.MEASURES.get(word.text.lower()) if clause == "AGGREGATE" else None
        return told or FUNCTIONS.get(word.text)
    before = Expected(expected.before[:number], frozenset())
    own = {each.text: each.doc for each in clauses.words_of(clause, kind, before) or ()}
    if own.get(word.text):
        return f"{word.text}: {own[word.text]}"
    if word.text.lower() in known.AGGREGATED and clause == "STATS":
        return f"{word.text}: {known.AGGREGATED[word.text.lower()]}"
    name = "latency_ms" if word.text == "latency" else word.text
    field = (FEEDBACK_FIELDS if kind == "FEEDBACK" else CALL_FIELDS).fields.get(name)
    if field is not None:
        unit = f", in {field.unit}" if field.unit else ""
        return f"{name}: {field.about}{unit}"
    return _ELSEWHERE.get(name)


def _feedback(type: str, observed: Observed) -> str | None:
    if type == "*":
        return "feedback of any type"
    node = observed.feedback.get(type)
    return clauses.about_type(node) if node is not None else None
