"""Values across a driver's boundary where the driver takes and gives plain Python values. Backends override methods."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, ClassVar

from weave_query.compiled import ParameterSpec
from weave_query.folding import FOLDINGS, fold_regex
from weave_query.literals import LiteralReading
from weave_query.patterns import RE2, Spelling, spell
from weave_query.syntax.regex import parse_regex
from weave_query.types import BOOL, FLOAT, INT, JSON, STRING, TIMESTAMP, WIDE_INT, ArrayType, LogicalType


class PlainCodec:
    """Scalars as they are, lists as lists, documents as JSON text, times as microseconds."""

    regex: ClassVar[Spelling] = RE2
    """How the engine's regular expressions are written."""

    def encode(self, value: Any, spec: ParameterSpec) -> Any:
        """A logical value as the driver takes it: see `Codec`."""
        if spec.reading is LiteralReading.FOLDED:
            fold = FOLDINGS.get(spec.encoding or "")
            return self.pattern(value) if fold is None else fold(value)
        if spec.reading in (LiteralReading.REGEX, LiteralReading.FOLDED_REGEX):
            folded = spec.reading is LiteralReading.FOLDED_REGEX
            return spell(parse_regex(value, case_insensitive=folded), self.regex)
        if isinstance(value, tuple):
            return self.encode_list(value, spec)
        return self.encode_scalar(value, spec)

    def pattern(self, classes: tuple[str, ...]) -> str:
        """The pattern that the engine's case-insensitive search takes."""
        return fold_regex(classes)

    def encode_list(self, value: tuple[Any, ...], spec: ParameterSpec) -> Any:
        return list(value)

    def encode_scalar(self, value: Any, spec: ParameterSpec) -> Any:
        return value

    def decode(self, value: Any, type: LogicalType) -> Any:
        """A raw value as a logical one. Raises TypeError or ValueError when it is not of the type."""
        if value is None:
            return None
        if type is JSON:
            return self.decode_document(value)
        if isinstance(type, ArrayType):
            return self.decode_list(value)
        return self.decode_scalar(value, type)

    def decode_document(self, value: Any) -> Any:
        return json.loads(value)

    def decode_list(self, value: Any) -> list[Any]:
        return list(value)

    def decode_scalar(self, value: Any, type: LogicalType) -> Any:
        if isinstance(value, bool):
            if type is BOOL:
                return value
        else:
            if type is STRING and isinstance(value, str):
                return value
            if type is WIDE_INT and isinstance(value, (int, str, Decimal)):
                return int(value)
            if (type is INT or type is TIMESTAMP) and isinstance(value, int):
                return value
            if type is FLOAT and isinstance(value, (float, int)):
                return float(value)
        raise TypeError(value.__class__.__name__)
