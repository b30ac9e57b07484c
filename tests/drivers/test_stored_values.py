"""What the door writes, every engine reads as the same value."""

from __future__ import annotations

import json
import random
import struct
from collections.abc import Callable
from math import isfinite
from pathlib import Path
from typing import Any

import pytest

from weave_query.backend import Driver
from weave_query.loading import MAX_DEPTH, load

Fetch = Callable[..., list[tuple[Any, ...]]]
EXAMPLES = Path(__file__).parents[2] / "examples" / "data"
CALL = {"id": "c", "project_id": "p", "op_name": "o", "trace_id": "t", "started_at": "2026-01-01"}
DOUBLE = {
    "clickhouse": "JSONExtractFloat(inputs, 'n')",
    "postgres": "(inputs -> 'n')::float8",
    "duckdb": "CAST(json_extract(inputs, '/n') AS DOUBLE)",
    "sqlite": "CAST(json_extract(inputs, '$.n') AS REAL)",
}
INTEGER = {
    "clickhouse": "JSONExtractInt(inputs, 'n')",
    "postgres": "(inputs -> 'n')::bigint",
    "duckdb": "CAST(json_extract(inputs, '/n') AS BIGINT)",
    "sqlite": "json_extract(inputs, '$.n')",
}
TYPE = {
    "clickhouse": "toString(JSONType(inputs, 'n'))",
    "postgres": "CASE WHEN inputs ->> 'n' LIKE '%.%' THEN 'Double' ELSE 'Int64' END",
    "duckdb": "json_type(inputs, '/n')",
    "sqlite": "json_type(inputs, '$.n')",
}
INTEGER_TYPES = {"Int64", "BIGINT", "UBIGINT", "integer"}
DEEP = {
    "clickhouse": "toString(JSONType(inputs, 'n'))",
    "postgres": "jsonb_typeof(inputs -> 'n')",
    "duckdb": "json_type(inputs, '/n')",
    "sqlite": "json_type(inputs, '$.n')",
}


def doubles() -> list[float]:
    source = random.Random(20)
    drawn = (struct.unpack("<d", struct.pack("<Q", source.getrandbits(64)))[0] for _ in range(1500))
    edges = [2.0**53, 2.0**63, 2.0**64, -(2.0**63), 1e16, 1e22, 1e23, 1e300, 1.7976931348623157e308, 5e-324, 0.1, -0.0]
    return [value for value in drawn if isfinite(value)] + edges


def stored(driver: Driver, values: list[Any]) -> None:
    load(driver, calls=[CALL | {"id": f"{n:05}", "inputs": {"n": value}} for n, value in enumerate(values)])


def test_doubles_are_the_same_everywhere_and_never_integers(engine: str, driver: Driver, fetch: Fetch) -> None:
    values = doubles()
    stored(driver, values)
    rows = fetch(f"SELECT {DOUBLE[engine]}, {TYPE[engine]} FROM calls ORDER BY id")
    assert [float(value) for value, _ in rows] == values
    if engine != "postgres":  # its test reads text, which small doubles spell with zeros
        assert not {type for _, type in rows} & INTEGER_TYPES


def test_integers_are_exact_within_64_bits_and_doubles_beyond(engine: str, driver: Driver, fetch: Fetch) -> None:
    inside = [2**63 - 1, -(2**63), 2**53 + 1, -(2**53) - 1, 0, 10**18 + 1]
    beyond = [2**63, -(2**63) - 1, 2**64, 2**70 + 1, 123456789012345678901234567890, 10**308]
    stored(driver, inside)
    rows = fetch(f"SELECT {INTEGER[engine]}, {TYPE[engine]} FROM calls ORDER BY id")
    assert [value for value, _ in rows] == inside
    assert {type for _, type in rows} <= INTEGER_TYPES
    stored(driver, beyond)
    rows = fetch(f"SELECT {DOUBLE[engine]}, {TYPE[engine]} FROM calls ORDER BY id")
    assert [float(value) for value, _ in rows] == [float(value) for value in beyond]
    assert not {type for _, type in rows} & INTEGER_TYPES


def test_the_deepest_document_is_read_everywhere(engine: str, driver: Driver, fetch: Fetch) -> None:
    value: Any = 1
    for level in range(MAX_DEPTH - 1):
        value = {"n": value} if level % 2 else [value]
    stored(driver, [value])
    ((type, text),) = fetch(f"SELECT {DEEP[engine]}, inputs FROM calls")
    assert type.lower() == "array"
    assert json.loads(text) == {"n": value}


@pytest.mark.share(4)
@pytest.mark.long
def test_recorded_data_loads_twice_without_a_change(driver: Driver, fetch: Fetch) -> None:
    def everything() -> list[list[tuple[Any, ...]]]:
        columns = "id, op_name, started_at, inputs, output, summary, input_refs, storage_size_bytes"
        return [
            fetch(f"SELECT {columns} FROM calls ORDER BY project_id, id"),
            fetch("SELECT id, payload, scorer_tags FROM feedback ORDER BY project_id, id"),
            fetch("SELECT id, prompt_token_cost FROM llm_token_prices ORDER BY pricing_level, pricing_level_id, id"),
            fetch("SELECT object_id, digest, val FROM objects ORDER BY project_id, kind, object_id, digest"),
            fetch("SELECT row_digest, val FROM table_rows ORDER BY project_id, table_digest, row_index"),
        ]

    sources: dict[str, Any] = {
        kind: EXAMPLES / f"{kind}.jsonl.gz" for kind in ("calls", "feedback", "prices", "objects", "tables")
    }
    written = load(driver, **sources)
    once = everything()
    assert load(driver, **sources) == written
    assert everything() == once
    assert [len(rows) for rows in once] == [5213, 663, 21, 90, 120]
