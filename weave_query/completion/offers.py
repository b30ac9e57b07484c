"""Completion: what may stand behind a text, out of the grammar, the catalogue and the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from weave_query.catalogue.fields import CALL_FIELDS, FEEDBACK_FIELDS, FEEDBACK_ROW_FIELDS, Catalogue
from weave_query.catalogue.sets import OF_FEEDBACK, OF_QUEUES, QUEUES
from weave_query.completion import clauses
from weave_query.completion.columns import columns_of
from weave_query.completion.observed import Observed
from weave_query.completion.offer import Offer, listed
from weave_query.completion.operators import COVERED, is_time, operators, type_of
from weave_query.completion.paths import Place, place_of
from weave_query.completion.telling import seen
from weave_query.completion.vocabulary import COMMON, KEYWORDS, SPELLED
from weave_query.syntax.paths import FieldPath, Segment
from weave_query.syntax.text import words
from weave_query.syntax.text.expected import Expected
from weave_query.syntax.text.functions import FUNCTIONS
from weave_query.syntax.text.times import unit_of

_DURATIONS = {
    **{"1s": "one second", "5s": "five seconds", "30s": "thirty seconds", "1m": "one minute"},
    **{"500ms": "half a second", "100ms": "a tenth of a second"},
}
_VALUES = frozenset({"STRING", "NUMBER"})


class Offers:
    """What may stand behind a text."""

    def __init__(self, before: str, expected: Expected, partial: str, observed: Observed) -> None:
        self.before = before
        self.expected = expected
        self.partial = partial
        self.observed = observed
        self.place: Place = place_of(expected.before)
        self.clause = clauses.clause_of(expected)
        self.kind = expected.before[0].type if expected.before else None
        self.said = clauses.said(expected)

    def all(self) -> Iterator[Offer]:
        """Everything, the likeliest first."""
        terminals = self.expected.terminals
        last = self.expected.last
        if "KEY" in terminals:
            yield from self._keys()
            return
        if last is not None and last.type == "LSQB":
            yield from self._keys(brackets=True)
            return
        if self.place.type_of_feedback:
            yield from clauses.feedback_types(self.observed)
            return
        if "STRING" in terminals:
            yield from self._texts()
        if self.partial[:1] in ("'", '"'):
            return
        if self.place.compared is not None and "DATE" in terminals:
            yield from self._compared_with()
        else:
            yield from clauses.times(self.clause, terminals, self.observed)
        if {"NAME", "DURATION"} & terminals:
            yield from self._names()
        yield from self._words()

    def _words(self) -> Iterator[Offer]:
        """Operators behind a field, then what goes on from a condition, then clauses."""
        terminals = self.expected.terminals
        if "COMPARISON" not in terminals:
            yield from self._keywords(KEYWORDS)
            return
        node = self.place.operand_node(self.observed)
        found = operators(type_of(self.place.operand, node, self.catalogue), terminals)
        others = [name for name in KEYWORDS if name not in COVERED]
        # A key of groups is a field by itself nearly always.
        is_key = self.clause == "BY" or (self.clause == "AGGREGATE" and "RPAR" in terminals)
        if not is_key:
            yield from found
        if is_key:
            yield from self._keywords([name for name in others if name not in ("AND", "OR")])
            yield from found
        yield from self._keywords(others)

    def _keywords(self, names: Iterable[str]) -> Iterator[Offer]:
        for terminal in names:
            if terminal in self.expected.terminals and terminal not in self.said:
                yield Offer(SPELLED.get(terminal, terminal.lower()), "keyword", KEYWORDS[terminal])

    # Names

    def _names(self) -> Iterator[Offer]:
        last = self.expected.last
        if last is not None and last.type == "AS":
            return
        is_operand = self.expected.terminals >= _VALUES
        if self._is_payload() and last is not None and last.type in ("STATS", "COMMA"):
            yield from clauses.numbers(self.observed)
            return
        own = None if is_operand else clauses.words_of(self.clause, self.kind, self.expected)
        if own is not None:
            yield from own
        elif self.kind == "AGGREGATE" and self._names_columns():
            yield from columns_of(self.before, self.expected)
        elif "NAME" in self.expected.terminals and (last is None or last.type != "NAME"):
            yield from self._fields()

    def _is_payload(self) -> bool:
        """Is it a path into payloads that stands here, as `feedback stats` has it?"""
        return self.kind == "FEEDBACK" and self.clause == "STATS"

    def _names_columns(self) -> bool:
        """Is it a column of the answer that stands here?"""
        types = [each.type for each in self.expected.before]
        return self.clause in ("SORT", "HAVING") or types[-3:-1] == ["TOP", "INTEGER"]

    @property
    def catalogue(self) -> Catalogue:
        """The fields that conditions are about here."""
        if self.kind == "FEEDBACK":
            return FEEDBACK_FIELDS
        return FEEDBACK_ROW_FIELDS if self.place.in_feedback else CALL_FIELDS

    def _fields(self) -> Iterator[Offer]:
        for name in reversed(self.place.elements):
            yield Offer(name, "name", "an element")
        fields = self.catalogue.fields
        for name in sorted(fields, key=lambda name: COMMON.index(name) if name in COMMON else len(COMMON)):
            field = fields[name]
            # Of a field with a long and a short name, the short one.
            if name != "project_id" and (name in field.aliases or not field.aliases):
                yield Offer(name, "field", field.about)
        if self.catalogue is CALL_FIELDS:
            yield Offer("feedback[", "field", "what people and scorers said of it, by type: feedback[*].payload")
            yield Offer(f"{QUEUES}.queue_id", "field", "the annotation queues that it stands in")
        if "LPAR" in self.expected.terminals:
            for name, doc in FUNCTIONS.items():
                yield Offer("now()" if name == "now" else f"{name}(", "function", doc)

    # Keys

    def _keys(self, *, brackets: bool = False) -> Iterator[Offer]:
        path = self.place.path
        if path is None:
            return
        if self._is_payload():
            path = FieldPath("payload", (Segment(path.root), *path.segments))
        if path.root == "feedback" and path.qualifier is None:
            if brackets:
                yield Offer("*].payload", "key", "feedback of any type")
                for name, node in self.observed.feedback.items():
                    yield Offer(f"{words.quoted(name)}].payload", "key", clauses.about_type(node))
            return
        if path.qualifier is not None and not path.segments:
            yield from listed(OF_FEEDBACK, "key")
        elif path.root == QUEUES:
            yield from listed(OF_QUEUES, "key")
        elif path.root == "summary" and [segment.key for segment in path.segments] == ["weave"]:
            for field in {id(each): each for each in CALL_FIELDS.fields.values()}.values():
                if field.name.startswith("summary.weave."):
                    yield Offer(field.name.removeprefix("summary.weave."), "key", field.about)
        total = self.place.total(path, self.observed)
        for key, node in self.place.members(path, self.observed):
            written = key if words.is_key(key) and not brackets else words.quoted(key)
            yield Offer(f"{written}]" if brackets else written, "key", seen(node, total))

    # Values

    def _texts(self) -> Iterator[Offer]:
        """Texts, where they are no field's: of filters, of time zones, of ids. Else the values of what is compared."""
        last = self.expected.last
        if self.place.compared is not None:
            yield from self._values(self.place.compared)
        elif last is None:
            return
        elif self.clause == "FILTER":
            yield from clauses.restricted(self.expected, self.observed)
        elif self.clause in ("BY", "EVERY") and last.type == "IN":
            yield from clauses.zones()
        elif self.kind == "USAGE" and self.clause is None:
            yield from clauses.ids(self.observed, is_list=last.type != "CALLS")

    def _values(self, compared: FieldPath) -> Iterator[Offer]:
        node = self.place.compared_node(self.observed)
        total = self.place.total(compared, self.observed)
        if node is not None and unit_of(compared) is None:
            yield from clauses.values_of(node, total.rows, total.noun)
        if compared.qualifier is None:
            field = self.catalogue.fields.get(str(compared))
            for value in field.values if field is not None else ():
                yield Offer(words.quoted(value), "value", "")

    def _compared_with(self) -> Iterator[Offer]:
        """Moments beside a field of moments, durations beside one of durations."""
        if is_time(self.place.compared, self.catalogue):
            yield from clauses.moments(self.observed)
        elif self.place.compared is not None and unit_of(self.place.compared) is not None:
            yield from listed(_DURATIONS, "value")
