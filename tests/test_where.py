"""`where`: what a server writes beside a request. Its mistakes are told apart from those of the client."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import weave_query as wq
from weave_query import F
from weave_query.api import Where
from weave_query.storage import Absence, StorageMap, Stored, TableMap

GOOD = wq.CallsQueryReq(project_id="p")
BAD = wq.CallsQueryReq(project_id="p", query=wq.Query(F("inptus.a") == 1))
FORMS: dict[str, Callable[[wq.Expression], Where]] = {
    "an expression": lambda condition: condition,
    "JSON": lambda condition: condition.to_json(),
    "a query": wq.Query,
}


def refused(request: wq.Request, where: object, backend: str = "duckdb") -> wq.RequestError | wq.UnsupportedError:
    with pytest.raises((wq.RequestError, wq.UnsupportedError)) as found:
        wq.compile(request, backend, where=where)  # type: ignore[arg-type]
    error = found.value
    assert isinstance(error, (wq.RequestError, wq.UnsupportedError))
    return error


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("request_", [GOOD, BAD], ids=["beside a good request", "beside a wrong request"])
def test_a_mistake_of_where_is_the_servers_and_has_its_place_there(form: str, request_: wq.CallsQueryReq) -> None:
    error = refused(request_, FORMS[form](F("atributes.tenant") == "a"))
    assert (error.code, error.origin) == ("WQ201", "where")
    assert str(error.at) == "/where/$expr/$eq/0/$getField"
    (row,) = error.detail()["detail"]
    assert row["loc"] == ["where", "$expr", "$eq", 0, "$getField"]


@pytest.mark.parametrize("form", FORMS)
def test_a_mistake_of_the_request_is_the_clients_whatever_stands_in_where(form: str) -> None:
    error = refused(BAD, FORMS[form](F("attributes.tenant") == "a"))
    assert (error.code, error.origin) == ("WQ201", "request")
    assert str(error.at) == "/query/$expr/$eq/0/$getField"
    assert error.detail()["detail"][0]["loc"] == ["body", "query", "$expr", "$eq", 0, "$getField"]


@pytest.mark.parametrize("where", [5, {"$nope": [1, 1]}, {"$expr": {"$nope": 1}}, {"$expr": 1, "b": 2}])
def test_where_that_is_no_condition_is_the_servers_mistake(where: object) -> None:
    error = refused(GOOD, where)
    assert (error.code, error.origin) == ("WQ101", "where")


def test_an_operator_may_stand_without_expr_around_it() -> None:
    condition = F("op_name") == "a"
    bare = condition.to_json()["$expr"]
    assert wq.compile(GOOD, "duckdb", where=bare) == wq.compile(GOOD, "duckdb", where=condition)
    assert str(refused(GOOD, {"$eq": [{"$getField": "nope"}, 1]}).at) == "/where/$eq/0/$getField"


def test_what_the_backend_lacks_is_the_mistake_of_whoever_asks_for_it() -> None:
    searching = F("inputs.a").matches("^a")
    assert refused(GOOD, searching, "sqlite").origin == "where"
    asked = wq.CallsQueryReq(project_id="p", query=wq.Query(searching))
    assert refused(asked, F("op_name") == "a", "sqlite").origin == "request"


def test_a_limit_that_only_both_together_pass_is_the_clients() -> None:
    narrow = wq.Options(limits=wq.Limits(nodes=10))
    asked = wq.CallsQueryReq(
        project_id="p", query=wq.Query(F("inputs.a").is_in([F("id"), F("trace_id")]) & (F("a") == 1))
    )
    with pytest.raises(wq.RequestError) as found:
        wq.compile(asked, "duckdb", where=F("op_name") == "a", options=narrow)
    assert found.value.origin == "request"


@pytest.mark.parametrize("where", [F("op_name") == "a", None], ids=["beside a where", "alone"])
@pytest.mark.parametrize("filter_", [wq.CallsFilter(call_ids=["a"]), None], ids=["beside a filter", "without a filter"])
def test_a_where_and_a_filter_take_no_level_of_the_depth_that_a_query_may_have(
    where: wq.Expression | None, filter_: wq.CallsFilter | None
) -> None:
    nested = F("inputs.a") == 1
    for _ in range(30):
        nested = ~nested
    wq.compile(wq.CallsQueryReq(project_id="p", filter=filter_, query=wq.Query(nested)), "duckdb", where=where)
    deeper = wq.CallsQueryReq(project_id="p", filter=filter_, query=wq.Query(~nested))
    with pytest.raises(wq.RequestError, match="deeper than 32 levels") as found:
        wq.compile(deeper, "duckdb", where=where)
    assert found.value.origin == "request"
    with pytest.raises(wq.RequestError, match="deeper than 32 levels") as found:
        wq.compile(GOOD, "duckdb", where=~nested)
    assert found.value.origin == "where"


def test_an_and_of_the_clients_own_counts_whatever_was_joined_before() -> None:
    """Both have one predicate, and so would be one statement."""
    nested = F("inputs.a") == 1
    for _ in range(30):
        nested = ~nested
    wq.compile(wq.CallsQueryReq(project_id="p", query=wq.Query(nested)), "duckdb", where=F("op_name") == "a")
    asked = wq.CallsQueryReq(project_id="p", query=wq.Query(nested & (F("op_name") == "a")))
    with pytest.raises(wq.RequestError, match="deeper than 32 levels"):
        wq.compile(asked, "duckdb")


def test_an_unknown_key_named_where_is_the_clients() -> None:
    with pytest.raises(wq.RequestError) as found:
        wq.parse_request("calls_query", {"project_id": "p", "where": {}})
    assert (str(found.value.at), found.value.origin) == ("/where", "request")


def test_a_warning_of_where_has_its_place_there_in_every_form() -> None:
    for form in FORMS.values():
        (warning,) = wq.compile(GOOD, "duckdb", where=form(F("op_name") == 5)).warnings
        assert str(warning.at) == "/where/$expr/$eq"


PARTIAL = wq.get_backend("sqlite").with_storage(
    StorageMap(
        "partial",
        {
            "calls": TableMap(
                "spans",
                {
                    **{
                        name: Stored(name, Absence.NEVER)
                        for name in ("id", "project_id", "trace_id", "op_name", "started_at")
                    },
                    **{name: Stored(name) for name in ("deleted_at", "attributes", "inputs")},
                },
            )
        },
    )
)
MISTAKES: dict[str, tuple[dict[str, object], str, str | None]] = {
    "a column that the storage lacks": ({"columns": ["parent_id"]}, "WQ401", None),
    "all columns": ({"columns": None}, "WQ401", None),
    "a field that there is not": (
        {"query": {"$expr": {"$eq": [{"$getField": "inptus.a"}, 1]}}},
        "WQ201",
        "/query/$expr/$eq/0/$getField",
    ),
    "a column that there is not": ({"columns": ["inptus"]}, "WQ201", "/columns/0"),
    "an order that there is not": (
        {"sort_by": [{"field": "strated_at", "direction": "asc"}]},
        "WQ201",
        "/sort_by/0/field",
    ),
    "a time that is none": (
        {"query": {"$expr": {"$gt": [{"$getField": "started_at"}, "soon"]}}},
        "WQ202",
        "/query/$expr/$gt/1",
    ),
    "a flag that is not available": ({"include_usernames": True}, "WQ401", "/include_usernames"),
    "more sort keys than allowed": (
        {"sort_by": [{"field": f"inputs.{n}", "direction": "asc"} for n in range(9)]},
        "WQ301",
        "/sort_by",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_beside_a_good_where_a_mistake_is_the_clients_also_with_tables_that_lack_columns(mistake: str) -> None:
    body, code, place = MISTAKES[mistake]
    request = wq.parse_request("calls_query", {"project_id": "p", "columns": ["id"], **body})
    with pytest.raises((wq.RequestError, wq.UnsupportedError)) as found:
        wq.compile(request, PARTIAL, where=F("attributes.tenant") == "a")
    error = found.value
    assert (error.code, error.origin) == (code, "request")  # type: ignore[attr-defined]
    assert (str(error.at) if error.at is not None else None) == place  # type: ignore[attr-defined]


def test_a_where_that_needs_a_column_which_the_tables_lack_is_the_servers_mistake() -> None:
    asked = wq.CallsQueryReq(project_id="p", columns=["id"])
    with pytest.raises(wq.UnsupportedError, match=r"calls\.parent_id") as found:
        wq.compile(asked, PARTIAL, where=F("parent_id") == "a")
    assert found.value.origin == "where"
