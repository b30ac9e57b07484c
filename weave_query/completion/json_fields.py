"""Completion of requests in JSON: fields, and values of fields, where the schema says no more than that it is text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from weave_query.catalogue.fields import CALL_FIELDS, FEEDBACK_FIELDS, FEEDBACK_ROW_FIELDS, Catalogue
from weave_query.catalogue.sets import OF_FEEDBACK, QUEUES
from weave_query.completion import clauses
from weave_query.completion.json_place import JsonPlace
from weave_query.completion.json_schema import Schema
from weave_query.completion.observed import Node, Observed
from weave_query.completion.offer import Offer
from weave_query.completion.operators import is_time
from weave_query.completion.paths import Place
from weave_query.completion.telling import seen, share
from weave_query.completion.vocabulary import COMMON, WIDTHS
from weave_query.errors import RequestError
from weave_query.syntax.paths import FieldPath, Segment, parse_path

# Keys whose value is a field, or a list of fields.
_FIELDS = frozenset({"$getField", "field", "columns", "expand_columns", "fields"})
_WIDTHS = frozenset({"granularity", "every", "time_bucket_seconds"})
_SECONDS = {"m": 60, "h": 3600, "d": 86400}
_MILLISECOND = timedelta(milliseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class JsonFields:
    """What may stand at a place of a request, beside what its schema lists. projects: those that are known."""

    def __init__(self, kind: str, place: JsonPlace, observed: Observed, projects: Iterable[str] = ()) -> None:
        self.kind = kind
        self.place = place
        self.observed = observed
        self.projects = projects
        self.names = [step for step in place.path if isinstance(step, str)]

    def offers(self, alternatives: Sequence[Schema]) -> Iterator[Offer]:
        """The likeliest first. alternatives: of the schema."""
        last = self.names[-1] if self.names else ""
        types = {each.get("type") for each in alternatives}
        if self.place.path == ("project_id",):
            for name in self.projects:
                yield Offer(_written(name), "value", "a project that has calls")
        elif last in _FIELDS:
            yield from self._fields()
        elif self.names[:1] == ["filter"] and len(self.names) > 1:
            yield from self._filtered(last)
        elif last in ("feedback_type", "feedback_types") or self.names[-2:] == ["$feedback", "type"]:
            yield from clauses.feedback_types(self.observed)
        elif last in ("timezone", "call_ids"):
            yield from clauses.zones() if last == "timezone" else clauses.ids(self.observed, is_list=True)
        elif last == "json_path":
            yield from (Offer(_written(each.text), "field", each.doc) for each in clauses.numbers(self.observed))
        elif any(each.get("format") == "date-time" for each in alternatives):
            yield from self._moments(is_end=last in ("end", "before_datetime"))
        elif last in ("after_ms", "before_ms"):
            yield from self._milliseconds(is_end=last == "before_ms")
        elif last in _WIDTHS:
            for length, doc in WIDTHS.items():
                yield Offer(str(int(length[:-1]) * _SECONDS[length[-1]]), "value", f"seconds: {doc}")
        elif last in ("limit", "top"):
            yield from (Offer(number, "value", "so many rows at most") for number in ("10", "100", "1000"))
        elif last == "by":
            yield from self._columns()
        elif self._is_literal(types):
            yield from self._values()

    @property
    def catalogue(self) -> Catalogue:
        """The fields that conditions are about here."""
        if "$feedback" in self.names:
            return FEEDBACK_ROW_FIELDS
        return FEEDBACK_FIELDS if self.kind.startswith("feedback") else CALL_FIELDS

    def about(self, name: str) -> str | None:
        """What a field means that is named at the place; None where none is."""
        if not self.names or self.names[-1] not in _FIELDS or self.names[0] == "having":
            return None
        field = self.catalogue.fields.get(name)
        if field is not None:
            unit = f", in {field.unit}" if field.unit else ""
            return f"{name}: {field.about}{unit}"
        try:
            path = parse_path(name)
        except RequestError:
            return None
        place = self.seen_from(path)
        node = place.node(self.observed)
        return seen(node, place.total(path, self.observed)) if node is not None else None

    # Fields

    def _fields(self) -> Iterator[Offer]:
        if self.kind == "threads_query" and self.names[0] == "sort_by":
            from weave_query.requests.resolve_threads import SORT_FIELDS

            yield from (Offer(_written(name), "field", "") for name in SORT_FIELDS)
            return
        if self.names[0] == "having":
            yield from self._columns()
            return
        above, dot, _ = self.place.asked.rpartition(".")
        if dot:
            yield from self._below(above)
            return
        fields = self.catalogue.fields
        for name in sorted(fields, key=lambda name: COMMON.index(name) if name in COMMON else len(COMMON)):
            field = fields[name]
            # Of a field with a long and a short name, the short one.
            if name != "project_id" and (name in field.aliases or not field.aliases):
                yield Offer(_written(name), "field", field.about)
        if self.catalogue is CALL_FIELDS and "$getField" in self.names:
            yield from self._types()
            yield Offer(_written(f"{QUEUES}.queue_id"), "field", "the annotation queues that it stands in")

    def _types(self) -> Iterator[Offer]:
        """The payloads of feedback, by type."""
        yield Offer(_written("feedback.[*].payload"), "field", "what people and scorers said of it, of any type")
        for name, node in self.observed.feedback.items():
            yield Offer(_written(f"feedback.[{name}].payload"), "field", clauses.about_type(node))

    def _below(self, above: str) -> Iterator[Offer]:
        """The keys that were seen at a path."""
        if (above.startswith("feedback.[") and "]" not in above) or above == "feedback":
            yield from self._types()
            return
        try:
            path = parse_path(above)
        except RequestError:
            return
        if path.qualifier is not None and not path.segments:
            for name in OF_FEEDBACK:
                yield Offer(_written(f"{above}.{name}"), "field", "")
            return
        place = self.seen_from(path)
        total = place.total(path, self.observed)
        for key, member in place.members(path, self.observed):
            written = FieldPath(path.root, (*path.segments, Segment(key)), path.qualifier)
            yield Offer(_written(str(written)), "field", seen(member, total))
        for name, field in CALL_FIELDS.fields.items():
            if self.catalogue is CALL_FIELDS and name.startswith(f"{above}."):
                yield Offer(_written(name), "field", field.about)

    def seen_from(self, path: FieldPath) -> Place:
        """A place from which a path is seen, in calls or in the payloads of feedback."""
        feedback: str | None = None
        if "$feedback" in self.names:
            inner = self.place.around[self.place.path.index("$feedback") + 1 :]
            feedback = next((str(each["type"]) for each in inner if isinstance(each, dict) and "type" in each), "*")
        elif self.catalogue is FEEDBACK_FIELDS:
            feedback = "*"
        return Place(path=path, compared=path, in_feedback=feedback)

    def _columns(self) -> Iterator[Offer]:
        """The columns of the answer of an aggregation, as far as they are written."""
        from weave_query.errors import ROOT, WeaveQueryError
        from weave_query.requests.aggregate import Dimension, Measure
        from weave_query.requests.column_names import default_name

        given = self.place.root if isinstance(self.place.root, Mapping) else {}
        for key, model in (("measures", Measure), ("dimensions", Dimension)):
            for each in given.get(key) or ():
                try:
                    found = model(**each)
                    name = found.name or default_name(found, ROOT)
                except (WeaveQueryError, TypeError):
                    continue
                yield Offer(_written(name), "name", "a measure" if key == "measures" else "a key of the groups")

    # Values

    def _is_literal(self, types: set[Any]) -> bool:
        """Is it a value of conditions?"""
        return "string" in types and any(name.startswith("$") for name in self.names)

    def _values(self) -> Iterator[Offer]:
        """The values of the field that stands beside the place."""
        path = self._beside()
        if path is None:
            return
        if path.qualifier is None and is_time(path, self.catalogue):
            yield from self._moments()
            return
        place = self.seen_from(path)
        node = place.compared_node(self.observed)
        if node is not None:
            yield from self._seen_values(node, place.total(path, self.observed).rows)
        field = self.catalogue.fields.get(str(path)) if path.qualifier is None else None
        for value in field.values if field is not None else ():
            yield Offer(_written(value), "value", "")

    def _seen_values(self, node: Node, of: int) -> Iterator[Offer]:
        for value, rows in node.values.most_common():
            yield Offer(_written(value), "value", share(rows, node.of or of, "rows"))

    def _beside(self) -> FieldPath | None:
        """The field that the operands around the place have."""
        for around in reversed(self.place.around):
            operands = around if isinstance(around, list) else [around.get("input")]
            for each in operands:
                name = each.get("$getField") if isinstance(each, Mapping) else None
                if isinstance(name, str) and name:
                    try:
                        return parse_path(name)
                    except RequestError:
                        return None
        return None

    def _filtered(self, name: str) -> Iterator[Offer]:
        """The values of what a filter names."""
        node = clauses.column_of(name, self.observed)
        if node is not None:
            yield from self._seen_values(node, self.observed.calls or 0)

    def _moments(self, *, is_end: bool = False) -> Iterator[Offer]:
        for each in clauses.moments(self.observed, is_end=is_end):
            if each.text[0].isdigit():
                yield Offer(_written(f"{each.text}T00:00:00Z"), "value", each.doc)

    def _milliseconds(self, *, is_end: bool) -> Iterator[Offer]:
        for each in clauses.moments(self.observed, is_end=is_end):
            if each.text[0].isdigit():
                moment = datetime.fromisoformat(each.text).replace(tzinfo=UTC)
                yield Offer(str((moment - _EPOCH) // _MILLISECOND), "value", f"{each.text}: {each.doc}")


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
