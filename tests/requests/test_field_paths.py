"""A field in a request is path text, a list of keys and indexes, or an `F`, wherever a request names one."""

from __future__ import annotations

import re
from typing import Any

import pytest

import weave_query as wq
from weave_query import F
from weave_query.errors import LimitError, ParseError, UnknownFieldError

ROWS = [
    {
        "id": f"c{n}",
        "project_id": "p",
        "trace_id": "t",
        "op_name": "o",
        "started_at": "2026-01-01T00:00:00Z",
        "inputs": {"a.b": n % 3, "items": [n % 2]},
    }
    for n in range(6)
]
DOTTED: list[Any] = [F("inputs")["a.b"], ["inputs", "a.b"], "inputs.a\\.b"]
INDEXED: list[Any] = [F("inputs.items")[0], ["inputs", "items", 0], "inputs.items.0"]


def sorted_by(field: Any) -> list[str]:
    request = wq.CallsQueryReq(project_id="p", sort_by=[wq.SortBy(field=field, direction="desc")])
    with wq.connect("sqlite://") as db:
        db.create_schema()
        db.load(calls=ROWS)
        return [call.id for call in db.run(request).calls]


@pytest.mark.parametrize("field", DOTTED)
def test_sort_by_takes_a_key_with_a_dot(field: Any) -> None:
    assert sorted_by(field) == ["c5", "c2", "c4", "c1", "c3", "c0"]


@pytest.mark.parametrize("field", INDEXED)
def test_sort_by_takes_an_index(field: Any) -> None:
    assert sorted_by(field) == ["c5", "c3", "c1", "c4", "c2", "c0"]


@pytest.mark.parametrize("field", DOTTED)
def test_dimensions_and_measures_take_a_field_in_every_form(field: Any) -> None:
    request = wq.AggregateReq(
        project_id="p",
        dimensions=[wq.Dimension(field=field, name="key")],
        measures=[wq.Measure(function="max", field=field, name="most")],
        order=[wq.OrderBy(by="key")],
    )
    with wq.connect("sqlite://") as db:
        db.create_schema()
        db.load(calls=ROWS)
        assert db.run(request).rows == [{"key": n, "most": n} for n in range(3)]


def test_a_field_of_f_is_on_the_wire_what_a_client_writes() -> None:
    assert wq.SortBy(field=F("inputs.model"), direction="asc") == wq.SortBy(field="inputs.model", direction="asc")
    assert wq.Dimension(field=F("inputs")["a.b"]).field == ["inputs", "a.b"]
    assert wq.Dimension(field=F("inputs.items")[0]).field == ["inputs", "items", 0]
    assert wq.SortBy(field=F("inputs.a\\.b.0"), direction="asc").field == "inputs.a\\.b.0"


def test_threads_are_sorted_by_a_name_in_every_form() -> None:
    forms: tuple[Any, ...] = ("turn_count", ["turn_count"], F("turn_count"))
    shapes = [
        wq.compile(wq.ThreadsQueryReq(project_id="p", sort_by=[wq.SortBy(field=form, direction="asc")]), "duckdb").sql
        for form in forms
    ]
    assert len(set(shapes)) == 1
    with pytest.raises(UnknownFieldError, match=r"/sort_by/0/field: `turn_counts` .*nearest: `turn_count`"):
        wq.compile(
            wq.ThreadsQueryReq(project_id="p", sort_by=[wq.SortBy(field=["turn_counts"], direction="asc")]), "duckdb"
        )


@pytest.mark.parametrize("value", [F("inputs.a") > 1, F("inputs.a") + 1])
def test_a_condition_is_no_field(value: Any) -> None:
    with pytest.raises(ParseError, match=r"/field: a field is required, this is a condition"):
        wq.SortBy(field=value, direction="asc")


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (5, "/field: a field is path text or a list of keys and indexes, this is a number"),
        (["inputs", 1.5], "/field/1: a list path holds strings (keys) and integers from 0 (indexes)"),
        (["inputs", -1], "/field/1: a list path holds"),
        (["inputs", True], "/field/1: a list path holds"),
    ],
)
def test_what_is_no_field_has_one_place(field: Any, text: str) -> None:
    for make in (lambda: wq.SortBy(field=field, direction="asc"), lambda: wq.Dimension(field=field)):
        with pytest.raises(ParseError, match=re.escape(text)) as raised:
            make()
        assert raised.value.others == ()


def test_the_limits_of_paths_hold_for_lists() -> None:
    request = wq.CallsQueryReq(project_id="p", sort_by=[wq.SortBy(field=["inputs", *(["a"] * 40)], direction="asc")])
    with pytest.raises(LimitError, match="path_segments"):
        wq.compile(request, "duckdb")
