"""ClickHouse in this process (chdb): tables are made and batches written, by whoever can send a statement."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib.resources import files
from threading import RLock
from typing import Any

from weave_query.catalogue.tables import TABLES
from weave_query.types import INT, TIMESTAMP, LogicalType

_EPOCH = datetime(1970, 1, 1)
FORMAT = "JSONCompactEachRow"
SETTINGS = (
    "output_format_json_quote_64bit_integers = 0, output_format_json_quote_denormals = 1, "
    "output_format_json_quote_decimals = 1, session_timezone = 'UTC', date_time_input_format = 'basic', "
    "input_format_null_as_default = 1, "
    # The first part of our recursive queries has the types of the whole; looking for others reads a statement twice.
    "recursive_cte_max_steps_in_type_inference = 0, "
    # The text of a large request is longer than the quarter of a megabyte that is allowed otherwise.
    "max_query_size = 67108864, max_ast_elements = 1000000, max_expanded_ast_elements = 2000000"
)
"""What every statement is run with."""
# Not `SELECT .. FROM input(..)`: chdb 4.4 takes it and inserts nothing.
_INSERT = "INSERT INTO {table} ({columns})"
_KEYED = "({key}) IN (SELECT arrayJoin(JSONExtract({{keys: String}}, 'Array(Tuple({types}))')))"
_NEWEST_BLOCK = "SELECT max(_block_number) FROM {table} WHERE {keyed}"
_DELETE = "DELETE FROM {table} WHERE {keyed} AND _block_number <= {{newest: UInt64}}"
# What ClickHouse reads as an escape in the text of a parameter.
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": "\\0"})
# A process has one data folder, whoever opened it: what is older than a batch is looked up before it is written.
_WRITING = RLock()


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement whose answer is fetched whole. data: lines to insert into `columns`."""

    sql: str
    params: Mapping[str, Any] = field(default_factory=dict)
    data: str | None = None
    columns: Sequence[str] = ()

    @property
    def given(self) -> dict[str, str]:
        """Its parameters as texts."""
        return given(self.params)

    @property
    def names(self) -> Collection[str]:
        """What an error calls its values."""
        return self.params if self.data is None else self.columns

    def text(self, settings: str = "") -> str:
        """What is sent. settings: a clause that stands behind the statement."""
        return f"{self.sql}{settings}" + ("" if self.data is None else f" FORMAT {FORMAT}\n{self.data}")


class Writing(ABC):
    """What makes tables and writes batches, one after the other in a process."""

    @abstractmethod
    def _fetch(self, statement: Statement) -> list[tuple[Any, ...]]:
        """Run one statement and fetch its rows."""

    def _define(self, sql: str) -> None:
        """Run one statement that makes a table."""
        self._fetch(Statement(sql))

    def create_schema(self) -> None:
        """Create the tables of the default storage where they are missing."""
        ddl = files(__package__).joinpath("ddl.sql").read_text(encoding="utf-8")
        with _WRITING:
            for statement in filter(None, map(str.strip, ddl.split(";"))):
                self._define(statement)

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Write a batch, then delete what older rows of equal key there are (docs/decisions/0006)."""
        logical = TABLES[table]
        places = [columns.index(name) for name in logical.key]
        keys = _json([[row[place] for place in places] for row in rows])
        types = ", ".join("Int64" if logical[name].type is INT else "String" for name in logical.key)
        names = {"table": table, "keyed": _KEYED.format(key=", ".join(logical.key), types=types)}
        encoders = [_encoder(logical[column].type) for column in columns]
        data = "\n".join(_json([encode(value) for encode, value in zip(encoders, row, strict=True)]) for row in rows)
        with _WRITING:
            newest = self._fetch(Statement(_NEWEST_BLOCK.format(**names), {"keys": keys}))[0][0]
            self._fetch(Statement(_INSERT.format(table=table, columns=", ".join(columns)), data=data, columns=columns))
            if newest:
                self._fetch(Statement(_DELETE.format(**names), {"keys": keys, "newest": newest}))


def parameter(value: Any) -> str:
    """A value as the text that ClickHouse reads by the type of its placeholder."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.translate(_ESCAPES) if isinstance(value, str) else repr(value)


def given(params: Mapping[str, Any]) -> dict[str, str]:
    """Parameters of a statement by name, as texts."""
    return {name: parameter(value) for name, value in params.items()}


def decoded(lines: bytes) -> list[tuple[Any, ...]]:
    """Rows of an answer."""
    return [tuple(json.loads(line)) for line in lines.splitlines()]


def _encoder(type: LogicalType) -> Callable[[Any], Any]:
    return _timestamp if type is TIMESTAMP else lambda value: value


def _timestamp(micros: int | None) -> str | None:
    return None if micros is None else (_EPOCH + timedelta(microseconds=micros)).isoformat(" ", "microseconds")


def _json(value: Sequence[Any]) -> str:
    return json.dumps(list(value), ensure_ascii=False, allow_nan=False)
