"""The SQLite backend. Importing it imports neither sqlglot nor the driver."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from weave_query.backend import Backend, Driver, Explaining
from weave_query.capabilities import Capabilities
from weave_query.storage import StorageMap
from weave_query_sqlite.adoption import ADOPTION
from weave_query_sqlite.codec import SQLiteCodec
from weave_query_sqlite.explained import explained
from weave_query_sqlite.storage import STORAGE

if TYPE_CHECKING:
    from weave_query.lowering.base import Lowering


def _lowering(storage: StorageMap) -> Lowering:
    from weave_query_sqlite.lowering import SQLiteLowering

    return SQLiteLowering(storage)


def _connect(url: str) -> Driver:
    from weave_query_sqlite.driver import connect

    return connect(url)


def _schema() -> str:
    return files(__name__).joinpath("ddl.sql").read_text(encoding="utf-8")


backend = Backend(
    name="sqlite",
    dialect="sqlite",
    capabilities=Capabilities(
        conjuncts_in_order=True,
        regular_expressions_by_driver=True,
        unnest=True,
        ref_parts=True,
        rollups=True,
        container_search=True,
        element_conditions=True,
        subqueries_among_elements=True,
        case_folding=True,
        late_reads=True,
    ),
    storage=STORAGE,
    lowering=_lowering,
    codec=SQLiteCodec(),
    schemes={"sqlite": "sqlite:///file.db, or sqlite:// in memory"},
    extra=None,
    connect=_connect,
    schema=_schema,
    explaining=Explaining(prefix="EXPLAIN QUERY PLAN", text=explained),
    adoption=ADOPTION,
)
