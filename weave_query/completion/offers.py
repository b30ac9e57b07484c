"""Completion: what may stand behind a text, out of the grammar, the catalogue and the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from weave_query.catalogue.fields import CALL_FIELDS, FEEDBACK_FIELDS, FEEDBACK_ROW_FIELDS, Catalogue
from weave_query.catalogue.sets import OF_FEEDBACK, OF_QUEUES, QUEUES
from weave_query.completion.observed import Node, Observed
from weave_query.completion.paths import Place, place_of
from weave_query.completion.vocabulary import CLAUSES, COMMON, KEYWORDS, QUERIES, SPELLED, Kind
from weave_query.syntax.expr import Literal
from weave_query.syntax.text import words
from weave_query.syntax.text.expected import Expected
from weave_query.syntax.text.queries import (
    AGGREGATIONS,
    CALL_METRICS,
    FILTERS,
    INCLUDED,
    UNITS,
    USAGE_METRICS,
    VALUE_TYPES,
)
from weave_query.syntax.text.queries import FUNCTIONS as MEASURES
from weave_query.syntax.text.read import FUNCTIONS
from weave_query.syntax.text.write import literal_text


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that may stand there. doc: one sentence, or nothing."""

    text: str
    kind: Kind
    doc: str


class Offers:
    """What may stand behind a text."""

    def __init__(self, before: str, expected: Expected, partial: str, observed: Observed) -> None:
        self.before = before
        self.expected = expected
        self.partial = partial
        self.observed = observed
        self.place: Place = place_of(expected.before)
        self.clause = next((each.type for each in reversed(expected.before) if each.type in CLAUSES), None)
        self.kind = expected.before[0].type if expected.before else None

    def queries(self) -> Iterator[Offer]:
        """How queries begin."""
        for text, doc in QUERIES.items():
            yield Offer(text, "keyword", doc)

    def all(self) -> Iterator[Offer]:
        """Everything, the likeliest first."""
        terminals = self.expected.terminals
        if "KEY" in terminals:
            yield from self._keys()
            return
        last = self.expected.last
        if last is not None and last.type == "LSQB":
            yield from self._keys(brackets=True)
            return
        if "STRING" in terminals and self.place.compared is not None:
            yield from self._values()
        if self.partial[:1] in ("'", '"'):
            return
        if "NAME" in terminals:
            yield from self._names()
        yield from self._keywords()

    def _keywords(self) -> Iterator[Offer]:
        for terminal, doc in KEYWORDS.items():
            if terminal in self.expected.terminals:
                yield Offer(SPELLED.get(terminal, terminal.lower()), "keyword", doc)

    # Names

    def _names(self) -> Iterator[Offer]:
        last = self.expected.last
        vocabulary = self._vocabulary()
        if vocabulary is not None:
            yield from vocabulary
        elif last is None or last.type != "NAME":
            yield from self._fields()

    def _vocabulary(self) -> Iterable[Offer] | None:
        """The names of a clause that has its own."""
        is_operand = "STRING" in self.expected.terminals and "NUMBER" in self.expected.terminals
        last = self.expected.last
        if last is not None and last.type == "AS":
            return ()
        if is_operand or self.clause is None:
            return None
        match self.clause:
            case "STATS" if self.kind == "FEEDBACK":
                return _listed((*AGGREGATIONS, *VALUE_TYPES), "name") if self._behind_name() else None
            case "STATS":
                if self._behind_name():
                    return (*_listed(AGGREGATIONS, "name"), *_listed(("p50", "p95", "p99"), "name"))
                return (
                    Offer("latency", "metric", "milliseconds"),
                    *_listed((*CALL_METRICS, *USAGE_METRICS), "metric"),
                )
            case "FILTER":
                return self._restrictions()
            case "WITH":
                return _listed(INCLUDED, "name")
            case "EVERY":
                return _listed(("auto", *UNITS), "name")
            case "BY" if self.kind == "FEEDBACK":
                return _listed(("scorer_id", "span_agent_name", "span_agent_version", "span_status_code"), "name")
            case "BY" if self.kind == "STATS":
                return _listed(("auto",), "name")
            case "ON":
                return _listed(("started_at", "ended_at", "expire_at"), "name")
            case "AGGREGATE":
                functions = (*MEASURES, "p50", "p95", "p99")
                return [Offer(f"{name}(", "function", f"{name} of the rows of a group") for name in functions]
            case _:
                return None

    def _behind_name(self) -> bool:
        last = self.expected.last
        return last is not None and last.type not in ("STATS", "COMMA")

    def _restrictions(self) -> Iterable[Offer]:
        from weave_query.requests.filter import CallsFilter
        from weave_query.requests.threads import ThreadsQueryFilter

        if self.kind == "FEEDBACK":
            stats = any(each.type == "STATS" for each in self.expected.before)
            return _listed(FILTERS["feedback_stats" if stats else "feedback_aggregate"], "name")
        model = ThreadsQueryFilter if self.kind == "THREADS" else CallsFilter
        return [Offer(name, "name", field.description or "") for name, field in model.model_fields.items()]

    # Fields and keys

    @property
    def catalogue(self) -> Catalogue:
        """The fields that conditions are about here."""
        if self.place.in_feedback:
            return FEEDBACK_ROW_FIELDS
        return FEEDBACK_FIELDS if self.kind == "FEEDBACK" else CALL_FIELDS

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

    def _keys(self, *, brackets: bool = False) -> Iterator[Offer]:
        path = self.place.path
        if path is None:
            return
        if path.root == "feedback" and path.qualifier is None:
            if brackets:
                for name in ("*", *sorted(self.observed.feedback)):
                    written = "*" if name == "*" else words.quoted(name)
                    yield Offer(f"{written}].payload", "key", "feedback of any type" if name == "*" else "feedback")
            return
        if path.qualifier is not None and not path.segments:
            yield from _listed(OF_FEEDBACK, "key")
        elif path.root == QUEUES:
            yield from _listed(OF_QUEUES, "key")
        elif path.root == "summary" and [segment.key for segment in path.segments] == ["weave"]:
            for field in {id(each): each for each in CALL_FIELDS.fields.values()}.values():
                if field.name.startswith("summary.weave."):
                    yield Offer(field.name.removeprefix("summary.weave."), "key", field.about)
        for key, node in self._members(self._node()):
            if brackets:
                yield Offer(f"{words.quoted(key)}]", "key", seen(node))
            elif words.is_key(key):
                yield Offer(key, "key", seen(node))
            else:
                yield Offer(words.quoted(key), "key", seen(node))

    def _node(self) -> Node | None:
        """What is seen at the path before the cursor."""
        return self.place.node(self.observed)

    def _members(self, node: Node | None) -> list[tuple[str, Node]]:
        members = node.members if node is not None else {}
        return sorted(members.items(), key=lambda each: -each[1].rows)

    def _values(self) -> Iterator[Offer]:
        compared = self.place.compared
        if compared is None:
            return
        if compared.qualifier is None:
            field = self.catalogue.fields.get(str(compared))
            for value in field.values if field is not None else ():
                yield Offer(words.quoted(value), "value", "")
        node = self.place.compared_node(self.observed)
        if node is None:
            return
        for seen_value, rows in node.values.most_common(50):
            written = literal_text(Literal(seen_value))
            yield Offer(written, "value", f"in {rows:,} rows that were seen")


def seen(node: Node) -> str:
    types = ", ".join(name for name, _ in node.types.most_common(3))
    return f"{types}; in {node.rows:,} rows that were seen"


def _listed(names: Iterable[str], kind: Kind) -> list[Offer]:
    return [Offer(name, kind, "") for name in names]
