"""Reference: literals as the evaluator takes them, and results as they are."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from weave_query.codecs import PlainCodec
from weave_query.compiled import ParameterSpec
from weave_query.folding import fold
from weave_query.reference.documents import NULL


class MemoryCodec(PlainCodec):
    """Values are logical values already; regular expressions are written for RE2."""

    def pattern(self, classes: tuple[str, ...]) -> str:
        # Any character of a class stands for the class.
        return fold("".join(characters[0] for characters in classes))

    def encode_list(self, value: tuple[Any, ...], spec: ParameterSpec) -> Any:
        return value

    def decode_document(self, value: Any) -> Any:
        # The caller may change what it got, the stored row stays.
        return None if value is NULL else deepcopy(value)
