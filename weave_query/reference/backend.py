"""Reference: the backend `memory://`, the evaluator behind the same door as every database."""

from __future__ import annotations

from weave_query.backend import Backend, Driver
from weave_query.capabilities import Capabilities
from weave_query.reference.codec import MemoryCodec
from weave_query.storage import StorageMap


def _connect(url: str) -> Driver:
    from weave_query.reference.driver import connect

    return connect(url)


backend = Backend(
    name="memory",
    dialect=None,
    capabilities=Capabilities(
        regular_expressions=True,
        container_search=True,
        element_conditions=True,
        subqueries_among_elements=True,
        case_folding=True,
        unnest=True,
        ref_parts=True,
        rollups=True,
        exact_percentiles=True,
        max_expression_depth=400,
    ),
    storage=StorageMap("memory"),
    lowering=None,
    codec=MemoryCodec(),
    schemes={"memory": "memory://, the reference evaluator"},
    extra=None,
    connect=_connect,
)
