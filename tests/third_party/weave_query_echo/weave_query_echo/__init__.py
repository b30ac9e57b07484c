"""Apache DataFusion as a backend of weave_query: a query engine over Arrow tables, in memory, in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weave_query.backend import Backend, Driver
from weave_query.capabilities import Capabilities
from weave_query.codecs import PlainCodec
from weave_query.default_storage import default_storage
from weave_query.storage import StorageMap

if TYPE_CHECKING:
    from weave_query.lowering.base import Lowering


def _lowering(storage: StorageMap) -> Lowering:
    from weave_query_echo.lowering import EchoLowering

    return EchoLowering(storage)


def _connect(url: str) -> Driver:
    from weave_query_echo.driver import connect

    return connect(url)


backend = Backend(
    name="echo",
    dialect="echo",
    capabilities=Capabilities(
        regular_expressions=True, container_search=True, element_conditions=True, case_folding=True
    ),
    storage=default_storage(),
    lowering=_lowering,
    codec=PlainCodec(),
    schemes={"echo": "echo://, in memory"},
    extra="echo",
    connect=_connect,
)
