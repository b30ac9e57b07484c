"""Postgres: values across the driver's boundary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from weave_query.codecs import PlainCodec
from weave_query.compiled import ParameterSpec
from weave_query.folding import fold_first, fold_others
from weave_query.patterns import POSTGRES
from weave_query.types import TIMESTAMP, ArrayType

NEEDLE, OTHERS, FIRSTS = "needle", "others", "firsts"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class PostgresCodec(PlainCodec):
    """Times go in as ISO text with their offset, so that no session setting reads them; they come as microseconds."""

    regex = POSTGRES

    def encode(self, value: Any, spec: ParameterSpec) -> Any:
        fold = _FOLDING.get(spec.encoding or "")
        return super().encode(value, spec) if fold is None else fold(value)

    def encode_list(self, value: tuple[Any, ...], spec: ParameterSpec) -> Any:
        return [time_text(item) for item in value] if spec.type == ArrayType(TIMESTAMP) else list(value)

    def encode_scalar(self, value: Any, spec: ParameterSpec) -> Any:
        return time_text(value) if spec.type is TIMESTAMP else value


def time_text(micros: int) -> str:
    """`2025-11-02T05:30:00.000001+00:00`, which Postgres reads exactly in the years 1 to 9999."""
    return (_EPOCH + timedelta(microseconds=micros)).isoformat()


# A needle for a search without regard to case, and what makes a text such that it can be searched for it.
_FOLDING: dict[str, Callable[[tuple[str, ...]], str]] = {
    NEEDLE: fold_first,
    OTHERS: lambda classes: "".join(other for other, _ in fold_others(classes)),
    FIRSTS: lambda classes: "".join(first for _, first in fold_others(classes)),
}
