"""Postgres: values across the driver's boundary."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from weave_query.codecs import PlainCodec
from weave_query.compiled import ParameterSpec
from weave_query.patterns import POSTGRES
from weave_query.types import TIMESTAMP, ArrayType

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class PostgresCodec(PlainCodec):
    """Times go in as ISO text with their offset, so that no session setting reads them; they come as microseconds."""

    regex = POSTGRES

    def encode_list(self, value: tuple[Any, ...], spec: ParameterSpec) -> Any:
        return [time_text(item) for item in value] if spec.type == ArrayType(TIMESTAMP) else list(value)

    def encode_scalar(self, value: Any, spec: ParameterSpec) -> Any:
        return time_text(value) if spec.type is TIMESTAMP else value


def time_text(micros: int) -> str:
    """`2025-11-02T05:30:00.000001+00:00`, which Postgres reads exactly in the years 1 to 9999."""
    return (_EPOCH + timedelta(microseconds=micros)).isoformat()
