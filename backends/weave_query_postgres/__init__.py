"""The Postgres backend. Importing it imports neither sqlglot nor the driver."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from weave_query.backend import Backend, Driver, Explaining
from weave_query.capabilities import Capabilities
from weave_query.storage import StorageMap
from weave_query_postgres.adoption import ADOPTION
from weave_query_postgres.codec import PostgresCodec
from weave_query_postgres.connections import embedded
from weave_query_postgres.storage import STORAGE

if TYPE_CHECKING:
    from weave_query.lowering.base import Lowering


__all__ = ["backend", "embedded"]


def _lowering(storage: StorageMap) -> Lowering:
    from weave_query_postgres.lowering import PostgresLowering

    return PostgresLowering(storage)


def _connect(url: str) -> Driver:
    from weave_query_postgres.driver import connect

    return connect(url)


def _schema() -> str:
    return files(__name__).joinpath("ddl.sql").read_text(encoding="utf-8")


backend = Backend(
    name="postgres",
    dialect="postgres",
    capabilities=Capabilities(
        conjuncts_in_order=True,
        regular_expressions=True,
        exact_percentiles=True,
        unnest=True,
        ref_parts=True,
        rollups=True,
        container_search=True,
        element_conditions=True,
        subqueries_among_elements=True,
        case_folding=True,
        late_reads=True,
        max_expression_depth=400,
    ),
    storage=STORAGE,
    lowering=_lowering,
    codec=PostgresCodec(),
    schemes={"postgresql": "postgresql://user@host/db", "postgresql+embedded": "postgresql+embedded:///folder"},
    extra="postgres",
    connect=_connect,
    schema=_schema,
    explaining=Explaining(prefix="EXPLAIN", analyze="EXPLAIN ANALYZE"),
    adoption=ADOPTION,
)
