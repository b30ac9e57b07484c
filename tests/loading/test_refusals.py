"""Rows that cannot be stored: each is refused with its table, its number, its place and its file."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import weave_query as wq
from weave_query.backend import Driver
from weave_query.errors import LoadError
from weave_query.loading import load

Fetch = Callable[[str], list[tuple[Any, ...]]]
GOOD = {"id": "c", "project_id": "p", "op_name": "o", "trace_id": "t", "started_at": "2026-01-01T00:00:00Z"}
GOOD_LINE = json.dumps(GOOD)[:-1]
LINES = [
    ('"inputs": {"a": [1, NaN]}}', "/inputs/a/1", "NaN is no JSON number"),
    ('"inputs": {"a": -Infinity}}', "/inputs/a", "-Infinity is no JSON number"),
    ('"inputs": {"a": 1e400}}', "/inputs/a", "beyond the range of a double"),
    ('"output": ' + "9" * 5000 + "}", "/output", "beyond the range of a double"),
    ('"output": ' + "9" * 310 + "}", "/output", "beyond the range of a double"),
    ('"inputs": {"a": {"k": 1, "k": 1}}}', "/inputs/a/k", "the key `k` stands twice"),
    ('"inputs": {"a": [{"j": 1, "k/l": 1, "k/l": null}]}}', "/inputs/a/0/k~1l", "the key `k/l` stands twice"),
    ('"inputs": {"a": 1, "a": 2}}', "/inputs/a", "the key `a` stands twice"),
    ('"inputs": [1]}', "/inputs", "it should be an object, this is of the type list"),
    ('"attributes": "{}"}', "/attributes", "it should be an object, this is of the type str"),
    ('"summary": 0}', "/summary", "it should be an object, this is of the type int"),
    ('"summary": false}', "/summary", "it should be an object, this is of the type bool"),
    ('"inputs": {"a": "\\u0000"}}', "/inputs/a", "a NUL character"),
    ('"inputs": {"a": "\\ud800"}}', "/inputs/a", "a lone surrogate"),
    ('"inputs": {"\\ud800": 1}}', "/inputs/\\ud800", "a lone surrogate"),
    ('"inputs": ' + "[" * 513 + "]" * 513 + "}", None, "nested deeper than 512 levels"),
    ('"inputs": ' + "[" * 100_000 + "]" * 100_000 + "}", None, "nested deeper than 512 levels"),
    ('"display_name": 5}', "/display_name", "it should be a text, this is of the type int"),
    ('"display_name": NaN}', "/display_name", "NaN is no JSON number"),
    ('"display_name": "\\u0000"}', "/display_name", "a NUL character"),
    ('"ended_at": 1735689600}', "/ended_at", " is no time: ISO 8601"),
    ('"ended_at": "yesterday"}', "/ended_at", " is no time: ISO 8601"),
    ('"ended_at": "10000-01-01T00:00:00Z"}', "/ended_at", " is no time: ISO 8601"),
    ('"wb_run_step": 1.0}', "/wb_run_step", "it should be an integer of 64 bits, this is of the type float"),
    ('"wb_run_step": true}', "/wb_run_step", "it should be an integer"),
    ('"wb_run_step": 9223372036854775808}', "/wb_run_step", "it should be an integer of 64 bits"),
    ('"input_refs": "x"}', "/input_refs", "it should be a list of texts"),
    ('"input_refs": ["x", null]}', "/input_refs/1", "it should be a text"),
    ('"trace_id": null}', "/trace_id", "the key `trace_id` stands twice"),
    ('"otel_dump": {}}', None, "`otel_dump` is no column of calls"),
    ('"dislpay_name": "x"}', None, "`dislpay_name` is no column of calls; nearest: `display_name`"),
    ('"inputs": {}', None, "the line is no JSON from character"),
    ('"inputs": {}} {}', None, "the line is no JSON from character"),
]


@pytest.mark.parametrize(("rest", "at", "message"), LINES, ids=[rest[:40] for rest, _, _ in LINES])
def test_a_line_is_refused_with_its_place(
    rest: str, at: str | None, message: str, database: Driver, tmp_path: Path
) -> None:
    source = tmp_path / "calls.jsonl"
    source.write_text(f"{GOOD_LINE}}}\n\n{GOOD_LINE}, {rest}\n", encoding="utf-8")
    with pytest.raises(LoadError) as caught:
        load(database, calls=source)
    error = caught.value
    assert message in error.message
    assert (error.table, error.row, error.source) == ("calls", 3, "calls.jsonl")
    if at is not None:
        assert error.path == at
    assert str(error).startswith("WQ506: row 3 of calls.jsonl")


ROWS: list[tuple[dict[str, Any], str | None, str]] = [
    ({"inputs": {"a": [float("nan")]}}, "/inputs/a/0", "nan is no JSON number"),
    ({"inputs": {"a": {5: 1}}}, "/inputs/a", "a key is of the type int"),
    ({"inputs": {"a": object()}}, "/inputs/a", "the type object is no JSON"),
    ({"inputs": 10**400}, "/inputs", "beyond the range of a double"),
    ({"id": None}, "/id", "it is required, and missing"),
    ({"started_at": None}, "/started_at", "it is required, and missing"),
    ({"ended_at": date(2026, 1, 1)}, "/ended_at", " is no time: ISO 8601"),
    ({"ended_at": 0}, "/ended_at", " is no time: ISO 8601"),
    ({"exception": {"type": "x"}}, "/exception", "it should be a text"),
    ({5: 1}, None, "`5` is no column of calls"),
]


@pytest.mark.parametrize(("change", "at", "message"), ROWS, ids=range(len(ROWS)))
def test_a_dict_is_refused_with_its_place(
    change: dict[str, Any], at: str | None, message: str, database: Driver, fetch: Fetch
) -> None:
    with pytest.raises(LoadError) as caught:
        load(database, calls=[GOOD, GOOD | change])
    assert message in caught.value.message
    assert (caught.value.row, caught.value.path, caught.value.source) == (2, at, None)
    assert fetch("SELECT count(*) FROM calls") == [(0,)]


@pytest.mark.parametrize("column", ["id", "project_id", "op_name", "trace_id", "started_at"])
def test_a_missing_key_is_refused(column: str, database: Driver) -> None:
    row = {key: value for key, value in GOOD.items() if key != column}
    with pytest.raises(LoadError, match=f"row 1 of calls, /{column}: it is required, and missing"):
        load(database, calls=[row])


@pytest.mark.parametrize(
    ("rows", "at", "message"),
    [
        (None, "/rows", "it should be a list of lines"),
        ([5], "/rows/0", "it should be an object with"),
        ([{"digest": "d", "val": 1}, {"val": 1}], "/rows/1/digest", "it is required, and missing"),
        ([{"digest": "d", "val": {"a": float("inf")}}], "/rows/0/val/a", "inf is no JSON number"),
        ([{"digest": "d", "value": 1}], "/rows/0", "`value` is no column of a line of a table; nearest: `val`"),
    ],
)
def test_a_table_is_refused_with_its_place(rows: Any, at: str, message: str, database: Driver) -> None:
    with pytest.raises(LoadError) as caught:
        load(database, tables=[{"project_id": "p", "digest": "t", "rows": rows}])
    assert message in caught.value.message
    assert caught.value.path == at


@pytest.mark.parametrize("cost", ["0.5", True, float("nan"), 10**400])
def test_a_price_is_a_finite_number(cost: Any, database: Driver) -> None:
    row = {"id": "i", "pricing_level": "default", "pricing_level_id": "d", "llm_id": "m"}
    row["effective_date"] = "2026-01-01"
    with pytest.raises(LoadError) as caught:
        load(database, prices=[row | {"prompt_token_cost": cost}])
    assert caught.value.path == "/prompt_token_cost"


@pytest.mark.parametrize("latest", [2, -1, "true", 1.0])
def test_is_latest_is_a_boolean_or_0_or_1(latest: Any, database: Driver) -> None:
    row = {"project_id": "p", "object_id": "o", "kind": "op", "digest": "d", "is_latest": latest}
    with pytest.raises(LoadError, match="/is_latest: it should be a boolean"):
        load(database, objects=[row])


@pytest.mark.parametrize("line", [b"5", b"[]", b'"x"', b"null", b"\xff{}", b'{"id": 1, "id": 2}', b"{"])
def test_a_line_that_is_no_object_is_refused(line: bytes, database: Driver, tmp_path: Path) -> None:
    source = tmp_path / "calls.jsonl"
    source.write_bytes(line + b"\n")
    with pytest.raises(LoadError, match=r"row 1 of calls\.jsonl"):
        load(database, calls=source)


def test_a_file_that_is_not_there_or_is_cut_is_our_error(database: Driver, tmp_path: Path) -> None:
    """One that was never read has no row; of one that is cut, the last whole row is named."""
    (tmp_path / "plain.jsonl.gz").write_text(json.dumps(GOOD))
    (tmp_path / "folder").mkdir()
    for name, why in (("none.jsonl", "not found"), ("folder", "it is a folder"), ("plain.jsonl.gz", "not gzipped")):
        with pytest.raises(
            LoadError, match=rf"^WQ506: the file `{tmp_path}/{name}` cannot be read: .*{why}$"
        ) as caught:
            load(database, calls=tmp_path / name)
        assert (caught.value.row, caught.value.path, caught.value.table) == (None, None, "calls")
    packed = gzip.compress("".join(json.dumps(GOOD | {"id": str(n)}) + "\n" for n in range(1000)).encode())
    (tmp_path / "cut.jsonl.gz").write_bytes(packed[:-20])
    match = r"row (\d+) of cut\.jsonl\.gz: the file cannot be read beyond it: it is cut short"
    with pytest.raises(LoadError, match=match) as caught:
        load(database, calls=str(tmp_path / "cut.jsonl.gz"))
    assert caught.value.row is not None
    assert 900 < caught.value.row <= 1000


def test_a_path_with_a_nul_and_a_file_that_is_closed_are_our_errors(database: Driver, tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="cannot be read: ValueError"):
        load(database, calls="a\0b")
    (tmp_path / "calls.jsonl").write_text(json.dumps(GOOD))
    with open(tmp_path / "calls.jsonl") as source:
        pass
    with pytest.raises(LoadError, match=r"calls\.jsonl` cannot be read: ValueError"):
        load(database, calls=source)
    with open(tmp_path / "calls.jsonl", "a") as source, pytest.raises(LoadError, match="UnsupportedOperation"):
        load(database, calls=source)


def test_an_output_may_be_anything_and_absent_documents_may_be_null(database: Driver, fetch: Fetch) -> None:
    outputs: list[Any] = [0, "", False, [], [1], {}, "text", 1.5, None]
    absent = {"inputs": None, "attributes": None, "summary": None}
    load(database, calls=[GOOD | absent | {"id": str(n), "output": output} for n, output in enumerate(outputs)])
    found = [json.loads(text or "null") for (text,) in fetch("SELECT output FROM calls ORDER BY id")]
    assert found == outputs


def test_earlier_batches_stay_and_the_failing_one_is_not_written(database: Driver, fetch: Fetch) -> None:
    rows = [GOOD | {"id": str(n)} for n in range(25)] + [{"id": "bad"}]
    with pytest.raises(LoadError, match="row 26 of calls"):
        load(database, calls=rows, batch_size=10)
    assert fetch("SELECT count(*) FROM calls") == [(20,)]


@pytest.mark.parametrize(
    ("value", "given"),
    [
        ("2026-13-01", "the text"),
        ("yesterday", "the text"),
        ("", "the text"),
        (1772874000, "a value of the type int"),
        (True, "a value of the type bool"),
    ],
)
def test_what_is_no_time_is_told_with_how_a_time_is_written(value: object, given: str) -> None:
    with wq.connect("memory://") as db:
        db.create_schema()
        call = {"id": "a", "project_id": "p", "trace_id": "t", "op_name": "o", "started_at": value}
        with pytest.raises(LoadError) as caught:
            db.load(calls=[call])
    assert str(caught.value) == (
        f"WQ506: row 1 of calls, /started_at: {given} is no time: ISO 8601 text such as 2026-03-07T09:00:00Z, "
        "or a datetime, in the years 1 to 9999"
    )


def test_a_price_of_no_level_is_refused_with_the_nearest_and_one_that_no_sum_can_hold() -> None:
    price = {"id": "a", "pricing_level_id": "p", "llm_id": "m", "effective_date": "2026-01-01T00:00:00Z"}
    with wq.connect("memory://") as db:
        db.create_schema()
        for level, hint in (("defualt", "nearest: `default`"), ("everyone", "there are `project`, `org`, `default`")):
            told = rf"row 1 of .*, /pricing_level: `{level}` is no level of prices; {hint}"
            with pytest.raises(LoadError, match=told):
                db.load(prices=[{**price, "pricing_level": level}])
        dear = {**price, "pricing_level": "default", "completion_token_cost": 1e101}
        with pytest.raises(
            LoadError, match=r"row 1 of .*, /completion_token_cost: a token costs at most 1e\+100 dollars"
        ):
            db.load(prices=[dear])
        db.load(prices=[{**dear, "completion_token_cost": 1e100}])
