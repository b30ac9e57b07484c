"""ClickHouse for servers with SQLAlchemy, by chdb-sqlalchemy. Importing this imports neither that nor the driver."""

from __future__ import annotations

from typing import Any

from weave_query.backend import Adoption, Driver
from weave_query_clickhouse.folders import ONE_FOLDER


def _adopt(connection: Any) -> Driver:
    from weave_query_clickhouse.adopted import adopt

    return adopt(connection)


# Its cursors write a double with 15 digits, a list in parentheses and a time without what is below a second. They take
# a text that ends in a backslash to go on behind its quote, and then a value may be read as SQL.
ADOPTION = Adoption(
    dialects=("chdb+dbapi",),
    adopt=_adopt,
    no_connection=ONE_FOLDER,
    no_objects="chdb-sqlalchemy writes parameters into the text, neither exactly nor safely",
)
