"""ClickHouse: values across the driver's boundary. Documents are text, '' where there is none."""

from __future__ import annotations

import json
from typing import Any

from weave_query.codecs import PlainCodec
from weave_query.compiled import ParameterSpec


class ClickHouseCodec(PlainCodec):
    """A list is JSON text: an Array parameter of many values takes minutes to parse."""

    def encode_list(self, value: tuple[Any, ...], spec: ParameterSpec) -> Any:
        return json.dumps(value, ensure_ascii=False)

    def decode_document(self, value: Any) -> Any:
        return json.loads(value) if value != "" else None
