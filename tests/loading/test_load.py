"""Loading: what is stored of a row, and how a source is read."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from weave_query.backend import Driver
from weave_query.loading import load

Fetch = Callable[[str], list[tuple[Any, ...]]]
ROOT = Path(__file__).parents[2]
GOOD = {"id": "c", "project_id": "p", "op_name": "o", "trace_id": "t", "started_at": "2026-01-01T00:00:00Z"}
REF = "weave:///acme/bot/op/answer:v1"
NEW_YEAR = 1_767_225_600_000_000


@pytest.mark.parametrize(
    ("value", "micros"),
    [
        ("2026-01-01T00:00:00Z", NEW_YEAR),
        ("2026-01-01", NEW_YEAR),
        ("2026-01-01 00:00:00", NEW_YEAR),
        ("2026-01-01T01:00:00+01:00", NEW_YEAR),
        ("2026-01-01T00:00:00.000001Z", NEW_YEAR + 1),
        ("0001-01-01T00:00:00Z", -62_135_596_800_000_000),
        ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999),
        (datetime(2026, 1, 1, 0, 0, 0, 1), NEW_YEAR + 1),
        (datetime(2026, 1, 1, tzinfo=UTC), NEW_YEAR),
        (datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=-5))), NEW_YEAR + 5 * 3_600_000_000),
    ],
)
def test_a_time_is_microseconds_in_utc(value: Any, micros: int, database: Driver, fetch: Fetch) -> None:
    load(database, calls=[GOOD | {"started_at": value}])
    assert fetch("SELECT started_at FROM calls") == [(micros,)]


def test_numbers_in_a_file_are_read_exactly(database: Driver, fetch: Fetch, tmp_path: Path) -> None:
    numbers = '{"a": 123456789012345678901234567890, "b": 9223372036854775807, "c": 1e16, "d": 0.10, "e": -0}'
    (tmp_path / "calls.jsonl").write_text(f'{json.dumps(GOOD)[:-1]}, "inputs": {numbers}}}')
    load(database, calls=tmp_path / "calls.jsonl")
    stored = '{"a":123456789012345678901234567890.0,"b":9223372036854775807,"c":10000000000000000.0,"d":0.1,"e":0}'
    assert fetch("SELECT inputs FROM calls") == [(stored,)]


def test_references_are_computed_unless_the_row_brings_them(database: Driver, fetch: Fetch) -> None:
    values = {"inputs": {"a": [REF]}, "output": REF}
    load(database, calls=[
        GOOD | values | {"id": "absent"},
        GOOD | values | {"id": "brought", "input_refs": [], "output_refs": ["x"]},
        GOOD | values | {"id": "null", "input_refs": None, "output_refs": None},
    ])  # fmt: skip
    found = {row[0]: [json.loads(text) for text in row[1:]]
             for row in fetch("SELECT id, input_refs, output_refs FROM calls")}  # fmt: skip
    assert found == {"absent": [[REF], [REF]], "brought": [[], ["x"]], "null": [[REF], [REF]]}


def test_the_size_of_a_call_is_that_of_the_default_text_of_four_columns(database: Driver, fetch: Fetch) -> None:
    """ASCII text with spaces; an absent value is four letters; what the row says itself is not believed."""
    row = GOOD | {"inputs": {"é": 1.0}, "output": [1, 2], "storage_size_bytes": 1}
    load(database, calls=[row])
    size = len('{"\\u00e9": 1.0}') + len("[1, 2]") + len("null") * 2
    assert fetch("SELECT storage_size_bytes FROM calls") == [(size,)]


def test_absent_and_null_are_one(database: Driver, fetch: Fetch) -> None:
    load(database, calls=[GOOD | {"inputs": None, "parent_id": None}, GOOD | {"id": "d"}])
    assert fetch("SELECT inputs, parent_id, output, exception FROM calls") == [(None,) * 4] * 2


def test_of_equal_keys_in_a_batch_the_last_wins(database: Driver, fetch: Fetch) -> None:
    rows = [GOOD | {"display_name": "first"}, GOOD | {"id": "d"}, GOOD | {"display_name": "last"}]
    assert load(database, calls=rows) == {"calls": 2}
    assert fetch("SELECT id, display_name FROM calls ORDER BY id") == [("c", "last"), ("d", None)]


def test_a_table_becomes_its_lines_in_order(database: Driver, fetch: Fetch) -> None:
    table = {"project_id": "p", "digest": "t", "rows": [{"digest": "b", "val": {"q": 1}}, {"digest": "a", "val": None}]}
    assert load(database, tables=[table, table]) == {"table_rows": 2}
    found = fetch("SELECT project_id, table_digest, row_index, row_digest, val FROM table_rows ORDER BY row_index")
    assert found == [("p", "t", 0, "b", '{"q":1}'), ("p", "t", 1, "a", None)]


def test_is_latest_may_be_a_number(database: Driver, fetch: Fetch) -> None:
    row = {"project_id": "p", "object_id": "o", "kind": "op"}
    load(database, objects=[row | {"digest": str(n), "is_latest": latest} for n, latest in enumerate([1, False, None])])
    assert fetch("SELECT is_latest FROM objects ORDER BY digest") == [(1,), (0,), (None,)]


def test_a_price_is_a_double(database: Driver, fetch: Fetch) -> None:
    row = {"id": "i", "pricing_level": "default", "pricing_level_id": "d", "llm_id": "m"}
    load(database, prices=[row | {"effective_date": "2026-01-01", "prompt_token_cost": 2}])
    assert fetch("SELECT prompt_token_cost, typeof(prompt_token_cost) FROM llm_token_prices") == [(2.0, "real")]


def test_a_source_is_read_as_it_is_written(database: Driver, fetch: Fetch) -> None:
    """The first batch is in the database before the source is asked for the second."""
    counts = []

    def rows() -> Iterator[dict[str, Any]]:
        for n in range(30):
            if n % 10 == 0:
                counts.append(fetch("SELECT count(*) FROM calls")[0][0])
            yield GOOD | {"id": str(n)}

    assert load(database, calls=rows(), batch_size=10) == {"calls": 30}
    assert counts == [0, 10, 20]


@pytest.mark.parametrize("name", ["calls.jsonl", "calls.jsonl.gz"])
def test_progress_tells_rows_and_bytes(name: str, database: Driver, tmp_path: Path) -> None:
    text = "".join(json.dumps(GOOD | {"id": str(n), "inputs": {"x": "x" * n}}) + "\r\n\n" for n in range(1000)).encode()
    (tmp_path / name).write_bytes(gzip.compress(text) if name.endswith(".gz") else text)
    calls: list[tuple[Any, ...]] = []
    load(database, calls=tmp_path / name, batch_size=300, progress=lambda *args: calls.append(args))
    total = (tmp_path / name).stat().st_size
    assert [(table, rows) for table, rows, _, _ in calls] == [("calls", n) for n in (500, 1000, 1000)]
    assert {all_bytes for *_, all_bytes in calls} == {total}
    done = [bytes_done for *_, bytes_done, _ in calls]
    assert done == sorted(done)
    assert done[-1] == total
    calls.clear()
    load(database, calls=[GOOD], progress=lambda *args: calls.append(args))
    assert calls == [("calls", 1, None, None)]


def test_every_recorded_file_loads_with_every_column(database: Driver, fetch: Fetch) -> None:
    for folder in (ROOT / "examples" / "data", ROOT / "tests" / "data"):
        kinds = ("calls", "feedback", "prices", "objects", "tables", "queue_items")
        sources: dict[str, Any] = {kind: folder / f"{kind}.jsonl.gz" for kind in kinds}
        written = load(database, **{kind: path for kind, path in sources.items() if path.exists()})
        assert all(written.values())
    counts = {table: fetch(f"SELECT count(*) FROM {table}")[0][0] for table in written}
    assert counts["calls"] == 5213 + 2000
    assert counts["feedback"] == 663 + 1407
    assert fetch("SELECT count(*) FROM calls WHERE exception <> '' AND project_id LIKE 'northwind/%'") == [(129,)]


def test_recorded_calls_come_back_as_they_were(database: Driver, fetch: Fetch) -> None:
    """Integers beyond 64 bits as doubles, everything else to the digit."""

    def read(text: str) -> Any:
        return json.loads(text, parse_int=lambda digits: int(digits) if abs(int(digits)) < 2**63 else float(digits))

    load(database, calls=ROOT / "examples" / "data" / "calls.jsonl.gz")
    names = ("attributes", "inputs", "output", "summary", "input_refs", "output_refs", "storage_size_bytes")
    found = {row[0]: row[1:] for row in fetch(f"SELECT id, {', '.join(names)} FROM calls")}
    with gzip.open(ROOT / "examples" / "data" / "calls.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            call, plain = read(line), json.loads(line)
            *texts, size = found.pop(call["id"])
            assert [read(text or "null") for text in texts] == [call[name] for name in names[:-1]]
            assert size == sum(len(json.dumps(plain[name])) for name in names[:4])
    assert found == {}
