"""SQLite: values across the driver's boundary. Lists are JSON text, booleans 0 and 1."""

from __future__ import annotations

import json
from typing import Any

from weave_query.codecs import PlainCodec
from weave_query.compiled import ParameterSpec
from weave_query.folding import fold_glob, fold_others
from weave_query.types import BOOL, WIDE_INT, LogicalType

# What is replaced by what in a text that is searched without regard to case.
PAIRS = "pairs"


class SQLiteCodec(PlainCodec):
    """A list is one parameter as JSON text; a case-insensitive needle is a GLOB pattern."""

    def encode(self, value: Any, spec: ParameterSpec) -> Any:
        if spec.encoding == PAIRS:
            return json.dumps(fold_others(value), ensure_ascii=False)
        return super().encode(value, spec)

    def pattern(self, classes: tuple[str, ...]) -> str:
        return fold_glob(classes)

    def encode_list(self, value: tuple[Any, ...], spec: ParameterSpec) -> Any:
        return json.dumps(value, ensure_ascii=False)

    def encode_scalar(self, value: Any, spec: ParameterSpec) -> Any:
        return int(value) if isinstance(value, bool) else value

    def decode_list(self, value: Any) -> list[Any]:
        return list(json.loads(value))

    def decode_scalar(self, value: Any, type: LogicalType) -> Any:
        if type is WIDE_INT and isinstance(value, str):
            high, _, low = value.partition(":")
            return (int(high) << 32) + int(low)
        return bool(value) if type is BOOL and value in (0, 1) else super().decode_scalar(value, type)
