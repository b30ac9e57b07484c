"""Mistakes that binding finds: each is told once, all in one go."""

from __future__ import annotations

import pytest

import weave_query as wq
from tests.oracle.build import eq, get, if_null, lit, some
from weave_query.errors import UnknownFieldError


def test_a_mistake_in_a_condition_on_several_arrays_is_told_once() -> None:
    arrays = if_null(get("inputs.a"), get("inputs.b"), get("inputs.c"))
    request = wq.CallsQueryReq(project_id="p", query=wq.Query({"$expr": some(arrays, eq(get("nope"), lit(1)))}))
    with pytest.raises(UnknownFieldError) as refused:
        wq.compile(request, "duckdb")
    assert refused.value.others == ()


def test_the_same_mistake_at_two_places_is_told_twice() -> None:
    wrong = {"$or": [eq(get("nope"), lit(1)), eq(get("nope"), lit(1))]}
    with pytest.raises(UnknownFieldError) as refused:
        wq.compile(wq.CallsQueryReq(project_id="p", query=wq.Query({"$expr": wrong})), "duckdb")
    assert [str(each.at) for each in (refused.value, *refused.value.others)] == [
        f"/query/$expr/$or/{place}/$eq/0/$getField" for place in (0, 1)
    ]
