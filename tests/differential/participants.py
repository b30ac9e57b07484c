"""Who answers in the differential tests: the reference evaluator, the judge of tests/oracle, the engines."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import weave_query as wq
from tests.engines import SQL_ENGINES, Engines
from tests.oracle.query import calls_query, calls_query_stats
from tests.oracle.sets import with_rows
from tests.oracle.values import NotCoveredError, OracleError, read_integer
from weave_query.testing.belongings import tables
from weave_query.testing.differential import Answer, Call, Counted, DatabaseParticipant, Participant, Refused

# For the scripts that show a difference.
URLS = {
    "memory": "memory://",
    "duckdb": "duckdb://",
    "sqlite": "sqlite://",
    "chdb": "chdb:///chdb",
    "postgres": "postgresql+embedded:///postgres",
}


class Oracle:
    """The judge that was written apart from the package: it shares no code with it, binding included."""

    name = "oracle"

    def __init__(self) -> None:
        self._projects: dict[str, list[Call]] = {}

    def load(self, rows: Sequence[Call]) -> None:
        """Keep rows as a store does: integers beyond 64 bits are doubles, lists of references always there."""
        stored = json.loads(json.dumps(tables(rows)), parse_int=read_integer)
        for row in with_rows(stored["calls"], stored.get("feedback", ()), stored.get("queue_items", ())):
            # No document of the strategies holds a reference.
            kept = {**row, **{name: row[name] or [] for name in ("input_refs", "output_refs")}}
            self._projects.setdefault(row["project_id"], []).append(kept)

    def answer(self, kind: str, body: Mapping[str, Any]) -> Answer:
        """What the language says; it abstains where other tables are read."""
        rows = self._projects.get(body["project_id"], [])
        try:
            if kind == "calls_query":
                return tuple(row["id"] for row in calls_query(body, rows))
            found = calls_query_stats(body, rows)
            return Counted(found["count"], found["has_more"])
        except OracleError as error:
            return Refused("*", str(error))
        except NotCoveredError:
            return None


def everybody(opened: Engines, database: str, names: Sequence[str] = SQL_ENGINES) -> list[Participant]:
    """The reference evaluator first, which judges; the oracle, which judges it; the engines of `names`. All empty.

    SQLite has the regular expressions that its driver adds.
    """
    regexes = wq.Options(driver_functions=True)
    dbs = {name: opened.open(name, database) for name in ("memory", *names) if name != "sqlite"}
    if "sqlite" in names:
        dbs["sqlite"] = opened.resources.enter_context(wq.connect(opened.url("sqlite", database), options=regexes))
    memory, *engines = (DatabaseParticipant(dbs[name], name) for name in ("memory", *names))
    return [memory, Oracle(), *engines]
