"""Testing: what can be asked about some rows. Rows in; out the fields that lead somewhere, with the values there.

Literals of a request are drawn from those values: a random literal beside a random field selects nothing, and a query
that selects nothing shows nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from weave_query.testing.strategies.documents import Json
from weave_query.testing.strategies.spelling import DOCUMENTS, Segment, path_text

# The operators that are true or false; the others give values.
CONDITIONS = (
    *(
        "$and",
        "$or",
        "$not",
        "$eq",
        "$ne",
        "$gt",
        "$gte",
        "$lt",
        "$lte",
        "$in",
        "$contains",
        "$startsWith",
        "$endsWith",
    ),
    *("$regexMatch", "$anyElement", "$allElements", "$feedback"),
)
COLUMNS = (
    *("op_name", "display_name", "exception", "parent_id", "thread_id", "turn_id", "wb_user_id", "wb_run_id", "id"),
    *("trace_id", "project_id"),
)
STEPS = ("wb_run_step", "wb_run_step_end")
TIMES = ("started_at", "ended_at", "expire_at", "deleted_at")
LISTS = ("input_refs", "output_refs")
# What derived fields may be; which values they have is the business of whoever is tested.
DERIVED: Mapping[str, tuple[Json, ...]] = {
    "summary.weave.status": ("success", "error", "running", "descendant_error"),
    "status": ("success", "error", "running", "descendant_error"),
    "summary.weave.latency_ms": (0, 1, 1.5, 0.999, 2500.001, 86_400_000, -5, "1"),
    "latency_ms": (0, 1, 1.5, 0.999, 2500.001, 86_400_000, -5, "1"),
    "duration": (0, 0.001, 0.0015, 2.500001, 86_400, -0.005),
    "summary.weave.trace_name": ("a name", "c", "name", "plain", "no_version", "É", "10"),
    "trace_name": ("a name", "c", "name", "plain", "no_version", "É", "10"),
    "op": ("c", "name", "plain", "no_version", "É", "10"),
}
ELEMENT = "$$this"
# Beside what occurs, paths that nearly lead somewhere.
_NEAR: tuple[tuple[Segment, ...], ...] = (("v", "01"), ("v", "-1"), ("missing",), ("v", 0, "missing"), ("", ""))


@dataclass(frozen=True)
class Field:
    """A field as `$getField` takes it, and scalars that some rows have there."""

    path: str | tuple[Segment, ...]
    values: tuple[Json, ...] = ()

    @property
    def json(self) -> Json:
        return {"$getField": list(self.path) if isinstance(self.path, tuple) else self.path}


@dataclass(frozen=True)
class Scope:
    """The fields that may stand in one place, by kind; each list has the likeliest first.

    numbers, arrays: those of the paths that some rows have a number or an array at.
    """

    paths: tuple[Field, ...]
    numbers: tuple[Field, ...]
    arrays: tuple[Field, ...]
    columns: tuple[Field, ...] = ()
    steps: tuple[Field, ...] = ()
    times: tuple[Field, ...] = ()
    lists: tuple[Field, ...] = ()
    derived: tuple[Field, ...] = ()

    def values(self, path: Json) -> tuple[Json, ...]:
        """The scalars known at a path as `$getField` has it."""
        return self._known.get(json.dumps(path), ())

    @cached_property
    def _known(self) -> Mapping[str, tuple[Json, ...]]:
        every = (*self.paths, *self.columns, *self.steps, *self.times, *self.lists, *self.derived)
        return {json.dumps(field.json["$getField"]): field.values for field in every}


@dataclass(frozen=True)
class RowsOfCalls:
    """Rows that belong to calls. type: of feedback, None for queues. fields: as set-valued fields of a call; row: those
    of one feedback, in `$feedback`."""

    type: str | None
    fields: Scope
    row: Scope | None = None


@dataclass(frozen=True)
class Vocabulary:
    """What can be asked about some rows: the fields of a call, those of an element of an array (`$$this`), and scalars
    that stand anywhere. sets: where calls carry feedback or queues, those. Source: `vocabulary`."""

    calls: Scope
    elements: Scope
    scalars: tuple[Json, ...]
    projects: tuple[str, ...]
    sets: tuple[RowsOfCalls, ...] = ()


def vocabulary(rows: Sequence[Mapping[str, Any]], *, most_paths: int = 120) -> Vocabulary:
    """What can be asked about `rows`, calls as `Database.load` takes them.

    most_paths: of the paths into documents, those with the most different scalars.
    """
    places = _Places()
    for row in rows:
        for root in DOCUMENTS:
            if row.get(root) is not None:
                places.add((root,), row[root])
    elements = _Places()
    for array in places.elements:
        elements.add((ELEMENT,), array)
    near = tuple(_field(("inputs", *segments)) for segments in _NEAR)
    return Vocabulary(
        calls=Scope(
            **places.fields(most_paths, near),
            columns=_columns(rows, COLUMNS),
            steps=_columns(rows, STEPS),
            times=_columns(rows, TIMES),
            lists=_columns(rows, LISTS),
            derived=tuple(Field(name, values) for name, values in DERIVED.items()),
        ),
        elements=Scope(**elements.fields(most_paths // 4, ())),
        scalars=_distinct(value for values in places.scalars.values() for value in values),
        projects=tuple(dict.fromkeys(row["project_id"] for row in rows)),
        sets=tuple(_sets(rows)),
    )


def _sets(rows: Sequence[Mapping[str, Any]]) -> Iterator[RowsOfCalls]:
    """Feedback of any type and of each, and queues."""
    feedback = [given for row in rows for given in row.get("feedback") or ()]
    for kind in dict.fromkeys(("*", *(given["type"] for given in feedback))) if feedback else ():
        yield _of_type(kind, [given for given in feedback if kind in ("*", given["type"])])
    queues = _columns([given for row in rows for given in row.get("queues") or ()], ("queue_id",))
    if queues[0].values:
        yield RowsOfCalls(
            None, _scope(tuple(replace(each, path=f"annotation_queue_items.{each.path}") for each in queues))
        )


def _of_type(kind: str, feedback: Sequence[Mapping[str, Any]]) -> RowsOfCalls:
    places = _Places()
    for given in feedback:
        if given["payload"] is not None:
            places.add(("payload",), given["payload"])
    found = places.fields(40, (_field(("payload", "missing")),))
    refs = _columns(feedback, ("runnable_ref", "trigger_ref"))
    texts = {
        name: tuple(_below(kind, field) for field in fields if isinstance(field.path, str))
        for name, fields in found.items()
    }
    others = (
        *refs,
        *_columns(feedback, ("creator",)),
        Field("feedback_type", _distinct(given["type"] for given in feedback)),
    )
    time = _columns(feedback, ("created_at",)) * 2
    return RowsOfCalls(
        kind,
        Scope(**{**texts, "paths": (*texts["paths"], *(_below(kind, field) for field in refs))}),
        Scope(**found, columns=others, times=time) if kind else None,
    )


def _below(kind: str, field: Field) -> Field:
    return replace(field, path=f"feedback.[{kind}].{field.path}")


def _scope(fields: tuple[Field, ...]) -> Scope:
    return Scope(paths=fields, numbers=(), arrays=())


class _Places:
    """Paths of documents: what stands there, in how many values, and the elements of arrays."""

    def __init__(self) -> None:
        self.count: dict[tuple[Segment, ...], int] = {}
        self.scalars: dict[tuple[Segment, ...], list[Json]] = {}
        self.arrays: set[tuple[Segment, ...]] = set()
        self.elements: list[Json] = []

    def add(self, path: tuple[Segment, ...], value: Json) -> None:
        if path[:2] == ("summary", "weave"):
            return
        self.count[path] = self.count.get(path, 0) + 1
        if isinstance(value, dict):
            for key, item in value.items():
                self.add((*path, key), item)
        elif isinstance(value, list):
            self.arrays.add(path)
            self.elements += value
            for index, item in enumerate(value[:3]):
                self.add((*path, index), item)
        else:
            self.scalars.setdefault(path, []).append(value)

    def fields(self, most: int, more: tuple[Field, ...]) -> dict[str, tuple[Field, ...]]:
        """Paths in both spellings, those with numbers, those with arrays; the most telling first."""
        ordered = sorted(self.count, key=self._rank)[:most]
        numbers = [path for path in ordered if any(_is_number(value) for value in self.scalars.get(path, ()))]
        arrays = [path for path in ordered if path in self.arrays]
        spelled = [
            tuple(field for path in found for field in self._spelled(path)) for found in (ordered, numbers, arrays)
        ]
        return {"paths": (*spelled[0], *more) or (Field(ELEMENT),), "numbers": spelled[1], "arrays": spelled[2]}

    def _rank(self, path: tuple[Segment, ...]) -> tuple[Any, ...]:
        """Places with many different scalars come first: conditions on those select some rows and not others."""
        return -len(_distinct(self.scalars.get(path, ()))), -self.count[path], len(path), json.dumps(path)

    def _spelled(self, path: tuple[Segment, ...]) -> Iterator[Field]:
        values = _distinct(self.scalars.get(path, ()))
        yield _field(path, values)
        if len(path) > 1:
            yield Field(path, values)


def _field(path: tuple[Segment, ...], values: tuple[Json, ...] = ()) -> Field:
    return Field(path_text(str(path[0]), path[1:]), values)


def _columns(rows: Sequence[Mapping[str, Any]], names: tuple[str, ...]) -> tuple[Field, ...]:
    return tuple(Field(name, _distinct(_scalars(row.get(name) for row in rows))) for name in names)


def _scalars(values: Iterable[Json]) -> Iterator[Json]:
    for value in values:
        yield from value if isinstance(value, list) else [value]


def _distinct(values: Iterable[Json]) -> tuple[Json, ...]:
    """Values once each, null left out, the shortest first: shrinking goes there."""
    found = {json.dumps(value): value for value in values if value is not None}
    return tuple(found[text] for text in sorted(found, key=lambda text: (len(text), text)))


def _is_number(value: Json) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
