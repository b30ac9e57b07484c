"""Testing: what a case of the conformance suite is, as values. `reading` makes them of files, `running` asks them.

A case stands on its own: it knows its rows, so that one can be run without anything else. JSON stays the text that
the file has, which fixes how a number is spelled; it is decoded where it is used.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from weave_query.catalogue.tables import CALLS, FEEDBACK
from weave_query.types import JSON

LEVELS = ("core", "json", "time", "strings", "order", "paging", "aggregation", "usage", "feedback", "refs")
JSON_COLUMNS = (
    *(column.name for table in (CALLS, FEEDBACK) for column in table.columns if column.type is JSON),
    *("val", "rows"),
)
_OWNER = "weave-query-conformance"
# Another tenant whose name begins with ours: a lost project predicate shows, and one that compares prefixes too.
_INTRUDER = "{project}-intruder"


@dataclass(frozen=True, slots=True)
class Row:
    """A stored call. name: what it is there to break. columns: what it sets, JSON columns as their text.

    before: the columns of an earlier version, loaded first and then replaced by this one; None where there is none.
    project: the template of the project it belongs to, in which {project} is that of its set and {PROJECT} the same in
    capitals.
    """

    id: str
    name: str
    why: str
    columns: Mapping[str, Any] = field(hash=False)
    before: Mapping[str, Any] | None = field(default=None, hash=False)
    project: str = "{project}"

    def call(self, project: str, position: int, columns: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The call as `Database.load` takes it. What the row does not set is unset, except what a call must have.

        project: that of the set. position: of the row in its set; calls start a minute apart in the order of the file.
        columns: these instead of the row's.
        """
        call: dict[str, Any] = {
            "id": self.id,
            "project_id": placed(self.project, project),
            "op_name": "conformance",
            "trace_id": f"trace-{self.id}",
            "started_at": f"2026-01-01T{position // 60:02d}:{position % 60:02d}:00Z",
        }
        for column, value in (self.columns if columns is None else columns).items():
            call[column] = json.loads(placed(value, project)) if column in JSON_COLUMNS else value
        return call


@dataclass(frozen=True, slots=True)
class OtherRow:
    """A stored row of feedback, the price of a model in the project, an item of an annotation queue, a version of an
    object, or a table. name, columns: as those of `Row`."""

    id: str
    name: str
    why: str
    columns: Mapping[str, Any] = field(hash=False)

    def feedback(self, project: str, position: int) -> dict[str, Any]:
        """The feedback as `Database.load` takes it; what it must have and the row does not set is of the position."""
        row: dict[str, Any] = {
            "id": self.id,
            "project_id": project,
            "feedback_type": "conformance",
            "weave_ref": f"weave:///{project}/call/{self.id}",
            "created_at": f"2026-01-01T{position // 60:02d}:{position % 60:02d}:00Z",
        }
        for column, value in self.columns.items():
            row[column] = json.loads(value) if column in JSON_COLUMNS else value
        row["weave_ref"] = placed(row["weave_ref"], project)
        return row

    def item(self, project: str) -> dict[str, Any]:
        """The item of a queue as `Database.load` takes it."""
        return {"id": self.id, "project_id": project, **self.columns}

    def thing(self, project: str) -> dict[str, Any]:
        """The version of an object, or the table, as `Database.load` takes it."""
        columns = {
            name: json.loads(placed(value, project)) if name in JSON_COLUMNS else value
            for name, value in self.columns.items()
        }
        return {"project_id": project, **columns}

    def price(self, project: str) -> dict[str, Any]:
        """The price as `Database.load` takes it: one of the project, so that it holds for nobody else."""
        return {"id": self.id, "pricing_level": "project", "pricing_level_id": project, **self.columns}


@dataclass(frozen=True)
class RowSet:
    """The rows of a topic, in a project of their own: calls, and where the topic needs them feedback, prices, items of
    queues, objects and tables.
    session: apart from those of other sessions on the database."""

    name: str
    about: str
    rows: tuple[Row, ...]
    session: str = ""
    feedback_rows: tuple[OtherRow, ...] = ()
    price_rows: tuple[OtherRow, ...] = ()
    item_rows: tuple[OtherRow, ...] = ()
    object_rows: tuple[OtherRow, ...] = ()
    table_rows: tuple[OtherRow, ...] = ()

    @cached_property
    def project(self) -> str:
        """The project of the rows. Its name changes with them: a database may still hold those of an older release."""
        rows = [
            (row.id, row.project, sorted(row.columns.items()), sorted((row.before or {}).items())) for row in self.rows
        ]
        others = [(row.id, sorted(row.columns.items())) for row in self._others()]
        written = json.dumps([rows, others] if others else rows)
        own = f"-{self.session}" if self.session else ""
        return f"{_OWNER}/{self.name}-{sha256(written.encode()).hexdigest()[:8]}{own}"

    def _others(self) -> Iterator[OtherRow]:
        yield from (*self.feedback_rows, *self.price_rows, *self.item_rows, *self.object_rows, *self.table_rows)

    def earlier(self) -> Iterator[dict[str, Any]]:
        """Earlier versions of calls, which those of `calls` replace."""
        for position, row in enumerate(self.rows):
            if row.before is not None:
                yield row.call(self.project, position, row.before)

    def calls(self) -> Iterator[dict[str, Any]]:
        """All calls to load: the rows, and every row of ours once more under the same id in a project of others."""
        for position, row in enumerate(self.rows):
            call = row.call(self.project, position)
            yield call
            if call["project_id"] == self.project:
                yield {**call, "project_id": placed(_INTRUDER, self.project)}

    def feedback(self) -> Iterator[dict[str, Any]]:
        """All feedback to load, every row once more under the same id in a project of others."""
        for position, row in enumerate(self.feedback_rows):
            yield row.feedback(self.project, position)
            yield row.feedback(placed(_INTRUDER, self.project), position)

    def prices(self) -> Iterator[dict[str, Any]]:
        """All prices to load, and under the same id one of others for the same model."""
        for row in self.price_rows:
            yield row.price(self.project)
            dearer = {name: value * 3 if isinstance(value, float) else value for name, value in row.columns.items()}
            yield {**row.price(placed(_INTRUDER, self.project)), **dearer}

    def queue_items(self) -> Iterator[dict[str, Any]]:
        """All items of queues to load, every one once more under the same id in another queue of others."""
        for row in self.item_rows:
            yield row.item(self.project)
            yield {**row.item(placed(_INTRUDER, self.project)), "queue_id": "of others"}

    def objects(self) -> Iterator[dict[str, Any]]:
        """All objects to load, and of the same names and digests those of others, which have another value."""
        for row in self.object_rows:
            yield {"kind": "object", **row.thing(self.project)}
            yield {"kind": "object", **row.thing(placed(_INTRUDER, self.project)), "val": {"name": "of others"}}

    def tables(self) -> Iterator[dict[str, Any]]:
        """All tables to load, and of the same digests those of others."""
        for row in self.table_rows:
            yield row.thing(self.project)
            yield row.thing(placed(_INTRUDER, self.project))

    def called(self, id: str, project: str | None = None) -> str:
        """A row for people: its id and its name, as `five (a number)`."""
        owner = self.project if project is None else project
        for row in self.rows:
            if row.id == id and placed(row.project, self.project) == owner:
                return f"{id} ({row.name})"
        if any(row.id == id for row in self.rows):
            return f"{id} of another project"
        return f"{id} of no row"


@dataclass(frozen=True, slots=True)
class RowsAnswer:
    """Calls that must come. ordered: in this order. columns: JSON text, by id the columns of the result that count."""

    ids: tuple[str, ...]
    ordered: bool = False
    columns: str | None = None


@dataclass(frozen=True, slots=True)
class PagesAnswer:
    """The ids of the calls of every page, in order."""

    pages: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class CountAnswer:
    """A count of calls."""

    count: int
    has_more: bool = False


@dataclass(frozen=True, slots=True)
class BodyAnswer:
    """Keys of the response with their values, as JSON text. Integers are exact, doubles to a relative 1e-9."""

    text: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """The code of the error that must come, and its place in the request if that counts."""

    code: str
    at: str | None = None


Answer = RowsAnswer | PagesAnswer | CountAnswer | BodyAnswer | Refusal


@dataclass(frozen=True, slots=True)
class Case:
    """One question and its answer.

    name: a stable identifier, unique in the suite. why: what a wrong backend does. request: the body as JSON text,
    without its project. needs: capabilities without which a refusal is no failure. page: rows of a page, where all
    pages are asked for one after the other.
    """

    name: str
    level: str
    why: str
    kind: str
    request: str
    expected: Answer
    rows: RowSet = field(repr=False)
    needs: tuple[str, ...] = ()
    page: int | None = None

    @property
    def id(self) -> str:
        """`level-name`, as test reports show it."""
        return f"{self.level}-{self.name}"

    def body(self) -> dict[str, Any]:
        """The body of the request, decoded, for the project of the rows unless it names one."""
        found: dict[str, Any] = {"project_id": self.rows.project, **json.loads(placed(self.request, self.rows.project))}
        found["project_id"] = placed(found["project_id"], self.rows.project)
        return found


def placed(template: str, project: str) -> str:
    """The project that a template names."""
    return template.replace("{project}", project).replace("{PROJECT}", project.upper())
