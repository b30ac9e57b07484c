"""Mistakes that binding finds: each is told once, all in one go."""

from __future__ import annotations

import pytest

import weave_query as wq
from tests.oracle.build import eq, get, if_null, lit, some
from weave_query import F
from weave_query.errors import TypeMismatchError, UnknownFieldError, UnsupportedError


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


ONE = 'in Python `has_feedback("{}", F("{}") == ...)`'
ELSEWHERE = (
    ("storage_size_bytes", "it is of answers only, and comes with `include_storage_size`"),
    ("total_storage_size_bytes", "it is of answers only, and comes with `include_total_storage_size`"),
    ("summary.weave.cost", "`cost` is the sum; `include_costs` brings all of it"),
    ("summary.weave.costs", "`cost` is the sum; `include_costs` brings all of it"),
    ("summary.weave.feedback", "`include_feedback` brings it; conditions are about `feedback.[TYPE].payload.x`"),
    ("feedback.[*].creator", "`$feedback` asks for one by its `creator`, " + ONE.format("*", "creator")),
    ("feedback.[a.b].created_at", "asks for one by its `created_at`, " + ONE.format("a.b", "created_at")),
)


@pytest.mark.parametrize(("name", "hint"), ELSEWHERE)
def test_what_answers_have_and_conditions_do_not_is_told(name: str, hint: str) -> None:
    for asked in ({"where": {"$eq": [get(name), lit(1)]}}, {"sort_by": [wq.SortBy(field=name, direction="asc")]}):
        where = asked.pop("where", None)
        with pytest.raises(UnknownFieldError) as refused:
            wq.compile(wq.CallsQueryReq(project_id="p", **asked), "duckdb", where=where)
        assert hint in str(refused.value)


def test_a_column_of_what_answers_have_is_told_its_flag() -> None:
    with pytest.raises(UnknownFieldError, match="`include_feedback` brings it"):
        wq.compile(wq.CallsQueryReq(project_id="p", columns=["summary.weave.feedback"]), "duckdb")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("calls where storage_size_bytes > 1", "comes with `with storage_size`"),
        ("calls where summary.weave.costs > 1", "`cost` is the sum; `with costs` brings all of it"),
        ('calls where feedback[*].creator = "x"', "`has_feedback(...)` asks for one by its `creator`"),
    ],
)
def test_it_is_told_in_the_words_of_a_text(text: str, hint: str) -> None:
    with pytest.raises(UnknownFieldError) as refused:
        wq.compile(wq.read_query(text, project_id="p"), "duckdb")
    assert str(refused.value).endswith(hint)


def test_a_step_into_a_list_is_told_what_asks_for_a_member() -> None:
    with pytest.raises(UnknownFieldError, match=r"`input_refs` is a list, .*`\$anyElement` asks .* `\.any\(lambda x:"):
        wq.compile(wq.CallsQueryReq(project_id="p"), "duckdb", where=F("input_refs")[0] == "x")
    with pytest.raises(UnknownFieldError, match=r"`input_refs` is a list, .*`any\(x in \.\.\. where"):
        wq.compile(wq.CallsQueryReq(project_id="p"), "duckdb", where='input_refs[0] = "x"')


def nested(levels: int, innermost: dict[str, object]) -> dict[str, object]:
    for _ in range(levels - 1):
        innermost = some(get("$$this.n"), innermost)
    return {"$expr": some(get("inputs.m"), innermost)}


SEARCH = {"$contains": {"input": get("$$this"), "substr": "x", "case_insensitive": True}}


@pytest.mark.parametrize(("innermost", "most"), [(eq(get("$$this"), lit(1)), 5), (SEARCH, 3)])
def test_conditions_on_elements_that_do_not_fit_are_told_where_the_innermost_stands(
    innermost: dict[str, object], most: int
) -> None:
    def asked(levels: int) -> wq.CompiledRequest:
        query = wq.Query(nested(levels, innermost))
        return wq.compile(wq.CallsQueryReq(project_id="p", query=query), "sqlite")

    assert asked(most).sql
    with pytest.raises(UnsupportedError, match="84 levels take five around a comparison") as refused:
        asked(most + 1)
    assert str(refused.value.at) == "/query/$expr/$anyElement" + "/where/$anyElement" * most


def test_a_refusal_has_the_place_of_what_is_refused() -> None:
    request = wq.CallsQueryReq(project_id="p")
    for where, place in (
        ((F("id") == "a") & F("op_name").matches("a|b"), "/where/$expr/$and/1/$regexMatch"),
        ('id = "a" and op_name matches "a|b"', "1:14"),
    ):
        with pytest.raises(
            UnsupportedError, match=r"needs regular expressions, .*`Options\(driver_functions=True\)`"
        ) as refused:
            wq.compile(request, "sqlite", where=where)
        assert str(refused.value.at) == place or str(refused.value).startswith(f"WQ401 at {place}: ")
    depth = wq.Query(nested(9, eq(get("$$this"), lit(1))))
    with pytest.raises(UnsupportedError, match="it takes 8 inside each other") as refused:
        wq.compile(wq.CallsQueryReq(project_id="p", query=depth), "duckdb")
    assert str(refused.value.at).count("$anyElement") == 9


def test_a_literal_that_is_no_time_is_told_the_forms_of_one() -> None:
    with pytest.raises(TypeMismatchError) as refused:
        wq.compile(wq.CallsQueryReq(project_id="p"), "duckdb", where=F("started_at") > "2025-W44-4")
    hint = refused.value.hint or ""
    forms = [word.rstrip(",") for word in hint.split() if word.startswith("2025")]
    assert len(forms) == 3
    for form in forms:
        wq.compile(wq.CallsQueryReq(project_id="p"), "duckdb", where=F("started_at") > form)


BACKENDS = ("duckdb", "sqlite", "postgres", "clickhouse", "memory")
NOW = 1_772_874_000
UNITS = (
    (10**3, "milliseconds", "1,000"),
    (10**6, "microseconds", "1,000,000"),
    (10**9, "nanoseconds", "1,000,000,000"),
)


@pytest.mark.parametrize(("per_second", "unit", "divisor"), UNITS)
@pytest.mark.parametrize("sort", [int, float])
def test_a_number_of_another_unit_beside_a_time_is_told_by_its_size(
    sort: type, per_second: int, unit: str, divisor: str
) -> None:
    number = sort(NOW * per_second)
    for where in (F("started_at") >= number, F("started_at").is_in([NOW, number]), F("ended_at") == -number):
        with pytest.raises(TypeMismatchError) as refused:
            compiled(where)
        assert str(refused.value).endswith(f"; this number looks like {unit}: divide it by {divisor}")
        compiled(F("started_at") >= number / per_second)


def test_a_number_that_is_a_time_in_no_unit_has_no_such_hint() -> None:
    with pytest.raises(TypeMismatchError, match=r"in the years 1 to 9999\Z"):
        compiled(F("started_at") >= 1e30)


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("op", ["$gt", "$gte", "$lt", "$lte"])
def test_the_empty_text_is_no_time_in_an_order(op: str, backend: str) -> None:
    for time in (get("started_at"), if_null(get("ended_at"), get("started_at"))):
        for pair in ([time, ""], ["", time]):
            with pytest.raises(TypeMismatchError, match=r"literal that is no time; .* `\$eq` with null") as refused:
                compiled({op: pair}, backend)
            assert refused.value.code == "WQ202"
    with pytest.raises(TypeMismatchError):
        compiled({"$feedback": {"type": "*", "where": {op: [get("created_at"), ""]}}}, backend)


def test_the_empty_text_still_is_what_is_unset() -> None:
    for where in (F("ended_at") == "", F("ended_at") != "", F("ended_at").is_in(["", "2026-03-07"])):
        assert compiled(where).warnings == ()


def compiled(where: object, backend: str = "duckdb") -> wq.CompiledRequest:
    return wq.compile(wq.CallsQueryReq(project_id="p"), backend, where=where)  # type: ignore[arg-type]
