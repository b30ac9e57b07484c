"""The DuckDB backend. Importing it imports neither sqlglot nor the driver."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from weave_query.backend import Backend, Driver, Explaining
from weave_query.capabilities import Approximation, Capabilities
from weave_query.storage import StorageMap
from weave_query_duckdb.adoption import ADOPTION
from weave_query_duckdb.codec import DuckDBCodec
from weave_query_duckdb.explained import explained
from weave_query_duckdb.storage import STORAGE

if TYPE_CHECKING:
    from weave_query.lowering.base import Lowering


def _lowering(storage: StorageMap) -> Lowering:
    from weave_query_duckdb.lowering import DuckDBLowering

    return DuckDBLowering(storage)


def _connect(url: str) -> Driver:
    from weave_query_duckdb.driver import connect

    return connect(url)


def _schema() -> str:
    return files(__name__).joinpath("ddl.sql").read_text(encoding="utf-8")


backend = Backend(
    name="duckdb",
    dialect="duckdb",
    capabilities=Capabilities(
        conjuncts_in_order=True,
        regular_expressions=True,
        exact_percentiles=True,
        approximate_percentiles=Approximation("t-digest"),
        unnest=True,
        ref_parts=True,
        rollups=True,
        container_search=True,
        element_conditions=True,
        case_folding=True,
        max_expression_depth=400,
        max_element_nesting=8,
    ),
    storage=STORAGE,
    lowering=_lowering,
    codec=DuckDBCodec(),
    schemes={"duckdb": "duckdb:///file.duckdb, or duckdb:// in memory"},
    extra="duckdb",
    connect=_connect,
    schema=_schema,
    explaining=Explaining(prefix="EXPLAIN (FORMAT json)", analyze="EXPLAIN (ANALYZE, FORMAT json)", text=explained),
    adoption=ADOPTION,
)
