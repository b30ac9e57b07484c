"""The ClickHouse backend. Importing it imports neither sqlglot nor the driver."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from weave_query.backend import Backend, Driver, Explaining
from weave_query.capabilities import Approximation, Capabilities
from weave_query.storage import StorageMap
from weave_query_clickhouse.adoption import ADOPTION
from weave_query_clickhouse.codec import ClickHouseCodec
from weave_query_clickhouse.storage import STORAGE

if TYPE_CHECKING:
    from weave_query.lowering.base import Lowering


def _lowering(storage: StorageMap) -> Lowering:
    from weave_query_clickhouse.lowering import ClickHouseLowering

    return ClickHouseLowering(storage)


def _connect(url: str) -> Driver:
    from weave_query_clickhouse.driver import connect

    return connect(url)


def _schema() -> str:
    return files(__name__).joinpath("ddl.sql").read_text(encoding="utf-8")


backend = Backend(
    name="clickhouse",
    dialect="clickhouse",
    capabilities=Capabilities(
        conjuncts_in_order=False,
        regular_expressions=True,
        exact_percentiles=True,
        approximate_percentiles=Approximation("Greenwald-Khanna", rank_error=0.001),
        unnest=True,
        ref_parts=True,
        rollups=True,
        container_search=True,
        element_conditions=True,
        subqueries_among_elements=True,
        case_folding=True,
        max_expression_depth=400,
    ),
    storage=STORAGE,
    lowering=_lowering,
    codec=ClickHouseCodec(),
    schemes={"chdb": "chdb:///folder"},
    extra="chdb",
    connect=_connect,
    schema=_schema,
    explaining=Explaining(prefix="EXPLAIN"),
    adoption=ADOPTION,
)
