"""Writing rows and reading them back, on the four engines."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from weave_query.backend import Driver
from weave_query.catalogue.tables import CALLS, OBJECTS, PRICES
from weave_query.errors import ExecutionError

Fetch = Callable[..., list[tuple[Any, ...]]]
COLUMNS = tuple(column.name for column in CALLS.columns)
MICROS = {
    "clickhouse": "toUnixTimestamp64Micro({})",
    "postgres": "(extract(epoch FROM {}) * 1000000)::bigint",
    "duckdb": "epoch_us({})",
    "sqlite": "{}",
}
YEAR_1 = -62_135_596_800_000_000
YEAR_9999 = 253_402_300_799_999_999
HOSTILE = ["it's", 'a "b"', "back\\slash \\n \\N", "tab\tnew\nline\r", "😀 é e\u0301", "100% %s %(x)s",
           "{p0: String} $p0 :p0", "NULL", "", "--;", "\x01\x7f\u2028", "{a,b}", "'; DROP TABLE calls; --"]  # fmt: skip


def call(**values: Any) -> tuple[Any, ...]:
    row = {"id": "c", "project_id": "p", "op_name": "o", "trace_id": "t", "started_at": 0} | values
    row = {"input_refs": [], "output_refs": []} | row
    return tuple(row.get(column) for column in COLUMNS)


def listed(value: Any) -> list[str]:
    return list(json.loads(value) if isinstance(value, str) else value)


def test_inserting_twice_changes_nothing(driver: Driver, fetch: Fetch) -> None:
    rows = [call(id=f"c{n}", started_at=n, inputs=f'{{"n":{n}}}') for n in range(300)]
    driver.insert("calls", COLUMNS, rows)
    once = fetch("SELECT * FROM calls ORDER BY id")
    driver.insert("calls", COLUMNS, rows)
    assert len(once) == 300
    assert fetch("SELECT * FROM calls ORDER BY id") == once


def test_a_row_of_equal_key_is_replaced_whole(driver: Driver, fetch: Fetch) -> None:
    """Also when its time changed, which is part of the sort key on ClickHouse, and what it no longer has is gone."""
    driver.insert("calls", COLUMNS, [call(started_at=5, display_name="old", inputs="1"), call(id="other")])
    driver.insert("calls", COLUMNS, [call(started_at=YEAR_9999, op_name="new")])
    found = fetch("SELECT id, op_name, display_name FROM calls ORDER BY id")
    assert found == [("c", "new", None), ("other", "o", None)]


def test_the_same_id_in_two_projects_is_two_rows(driver: Driver, fetch: Fetch) -> None:
    driver.insert("calls", COLUMNS, [call(project_id="p", op_name="a"), call(project_id="q", op_name="b")])
    driver.insert("calls", COLUMNS, [call(project_id="q", op_name="c")])
    assert fetch("SELECT project_id, op_name FROM calls ORDER BY project_id") == [("p", "a"), ("q", "c")]


def test_three_replacements_leave_one_row(driver: Driver, fetch: Fetch) -> None:
    for n in range(4):
        driver.insert("calls", COLUMNS, [call(started_at=n, display_name=str(n))])
    assert fetch("SELECT display_name FROM calls") == [("3",)]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_survives_storing_and_binding(text: str, driver: Driver, fetch: Fetch) -> None:
    driver.insert("calls", COLUMNS, [call(id=text, display_name=text, input_refs=[text, "x"])])
    driver.insert("calls", COLUMNS, [call(id=text, display_name=text, input_refs=[text, "x"])])
    ((found, name, refs),) = fetch("SELECT id, display_name, input_refs FROM calls WHERE id = [p0]", p0=text)
    assert (found, name, listed(refs)) == (text, text, [text, "x"])


def test_any_text_survives_inside_json(driver: Driver, fetch: Fetch) -> None:
    document = {text: text for text in HOSTILE}
    driver.insert("calls", COLUMNS, [call(inputs=json.dumps(document, ensure_ascii=False))])
    ((found,),) = fetch("SELECT inputs FROM calls")
    assert json.loads(found) == document


@pytest.mark.parametrize("micros", [YEAR_1, YEAR_9999, -1, 0, 1, 1_761_210_001_392_312, -2_208_988_800_000_001])
def test_a_time_keeps_its_microsecond(micros: int, engine: str, driver: Driver, fetch: Fetch) -> None:
    driver.insert("calls", COLUMNS, [call(started_at=micros, ended_at=micros)])
    times = ", ".join(MICROS[engine].format(column) for column in ("started_at", "ended_at"))
    assert fetch(f"SELECT {times} FROM calls") == [(micros, micros)]


def test_integers_of_64_bits_are_exact(driver: Driver, fetch: Fetch) -> None:
    values = [2**63 - 1, -(2**63), 2**53 + 1, 0, None]
    driver.insert("calls", COLUMNS, [call(id=str(n), wb_run_step=value) for n, value in enumerate(values)])
    assert [row[0] for row in fetch("SELECT wb_run_step FROM calls ORDER BY id")] == values


def test_what_is_absent_reads_as_null_or_as_the_empty_text_of_json(engine: str, driver: Driver, fetch: Fetch) -> None:
    driver.insert("calls", COLUMNS, [call()])
    names = "parent_id, ended_at, wb_run_step, attributes, summary"
    json_absent = "" if engine == "clickhouse" else None
    assert fetch(f"SELECT {names} FROM calls") == [(None, None, None, json_absent, json_absent)]


@pytest.mark.parametrize("value", [True, False, None])
def test_booleans_are_told_from_nothing(value: bool | None, driver: Driver, fetch: Fetch) -> None:
    columns = [column.name for column in OBJECTS.columns]
    row = {"project_id": "p", "object_id": "o", "kind": "op", "digest": "d", "is_latest": value}
    driver.insert("objects", columns, [[row.get(column) for column in columns]])
    assert fetch("SELECT is_latest FROM objects") == [(value,)]


@pytest.mark.parametrize("price", [2.5e-06, 0.1, 1e300, 5e-324, 0.0, 1.7976931348623157e308])
def test_doubles_are_exact(price: float, driver: Driver, fetch: Fetch) -> None:
    columns = [column.name for column in PRICES.columns]
    row = {"id": "i", "pricing_level": "default", "pricing_level_id": "d", "llm_id": "m", "effective_date": 0}
    row["prompt_token_cost"] = price  # type: ignore[assignment]
    driver.insert("llm_token_prices", columns, [[row.get(column) for column in columns]])
    assert fetch("SELECT prompt_token_cost FROM llm_token_prices") == [(price,)]


def test_a_failed_insert_writes_nothing_and_shows_no_value(engine: str, driver: Driver, fetch: Fetch) -> None:
    bad = call(id="secret-value", wb_run_step="secret-number" if engine != "sqlite" else 2**70)
    with pytest.raises(ExecutionError) as caught:
        driver.insert("calls", COLUMNS, [call(id="good"), bad])
    assert "secret" not in str(caught.value)
    assert fetch("SELECT count(*) FROM calls") == [(0,)]
    driver.insert("calls", COLUMNS, [call(id="good")])
    assert fetch("SELECT id FROM calls") == [("good",)]
