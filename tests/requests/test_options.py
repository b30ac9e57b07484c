"""Options are checked where they are made and where they are given, and those that are assigned hold, all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import weave_query as wq
from weave_query import F
from weave_query.errors import LimitError, SettingsError, UnsupportedError

ALL = wq.CallsQueryReq(project_id="p")
REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"limits": {"depth": 5, "rows": 9}}, "`Options.limits` are `Limits(...)`, this is a Python `dict`; write "),
    ({"limits": {"depth": 5, "rows": 9}}, "write `Limits(depth=..., rows=...)`"),
    ({"limits": None}, "this is a Python `NoneType`"),
    ({"limits": 5}, "write `Limits(depth=...)`"),
    ({"limits": wq.Limits}, "`Options.limits` are `Limits(...)`, this is the class `Limits`"),
    ({"verify": None}, "`Options.verify` is True or False, this is a Python `NoneType`"),
    ({"verify": 0}, "`Options.verify` is True or False, this is a Python `int`"),
    ({"verify": "no"}, "`Options.verify` is True or False, this is a Python `str`"),
    ({"driver_functions": "no"}, "`Options.driver_functions` is True or False"),
    ({"approximate_percentiles": 1}, "`Options.approximate_percentiles` is True or False"),
    ({"stored_usage": "cumulativ"}, "nearest: `cumulative`"),
    ({"stored_usage": []}, "`Options.stored_usage` is one of `own`, `cumulative`, `auto`"),
]


@pytest.mark.parametrize(("given", "told"), REFUSED, ids=str)
def test_a_value_that_is_none_of_an_option_is_refused_where_it_is_made(given: dict[str, Any], told: str) -> None:
    with pytest.raises(SettingsError) as raised:
        wq.Options(**given)
    assert told in str(raised.value)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("where", "`where=` is of `run`, `page` and `compile`; a condition on every call that is read is `always=`"),
        ("storage", "`storage=` is of `connect`"),
        ("unknown_keys", "`unknown_keys=` is of `parse_request`"),
    ],
)
def test_what_is_decided_elsewhere_is_told_where(name: str, told: str) -> None:
    with pytest.raises(SettingsError, match=f"`{name}` is not in `Options`; {told}"):
        wq.Options(**{name: F("attributes.tenant") == "a"})  # type: ignore[arg-type]


GIVEN: list[Callable[[Any], object]] = [
    lambda options: wq.connect("sqlite://", options=options),
    lambda options: wq.compile(ALL, "sqlite", options=options),
    lambda options: wq.compile_page(ALL, "sqlite", options=options),
    lambda options: setattr(wq.connect("memory://"), "options", options),
]


@pytest.mark.parametrize("options", [{"timeout_seconds": 1}, {}, wq.Options, "fast", False], ids=str)
@pytest.mark.parametrize("give", GIVEN)
def test_what_are_no_options_is_refused_where_it_is_given(give: Callable[[Any], object], options: object) -> None:
    with pytest.raises(SettingsError, match=r"`options` are `Options\(...\)`, this is"):
        give(options)


def test_a_dict_of_options_is_told_how_it_is_written_without_its_values() -> None:
    with pytest.raises(SettingsError) as raised:
        wq.compile(ALL, "sqlite", options={"cursor_key": "a secret", "timeout_seconds": 1})  # type: ignore[arg-type]
    assert str(raised.value).endswith("; write `Options(cursor_key=..., timeout_seconds=...)`")


def test_a_name_in_a_dict_that_is_no_option_is_told_with_the_nearest() -> None:
    with pytest.raises(SettingsError, match="; `tiemout_seconds` is not in it, nearest: `timeout_seconds`"):
        wq.compile(ALL, "sqlite", options={"tiemout_seconds": 1})  # type: ignore[arg-type]


def test_driver_functions_that_are_assigned_are_added() -> None:
    pytest.importorskip("re2", reason="the extra `regex`, which SQLite's regular expressions need, is not installed")
    with wq.connect("sqlite://") as db:
        db.create_schema()
        db.load(calls=[{"id": "a", "project_id": "p", "trace_id": "t", "op_name": "op-1", "started_at": "2026-03-07"}])
        digits = F("op_name").matches("[0-9]")
        with pytest.raises(UnsupportedError):
            db.run(ALL, where=digits)
        db.options = wq.Options(driver_functions=True)
        assert [call.id for call in db.run(ALL, where=digits).calls] == ["a"]
        db.options = wq.Options()
        with pytest.raises(UnsupportedError):
            db.run(ALL, where=digits)


class Untimed:
    """A driver of somebody else that ends no statements: the reference evaluator's, without what times it."""

    def __init__(self, driver: Any) -> None:
        self.run, self.insert = driver.run, driver.insert
        self.create_schema, self.close = driver.create_schema, driver.close


def test_options_that_the_driver_cannot_keep_are_refused_and_those_before_stay() -> None:
    before = wq.Options(org_id="o")
    with wq.connect("memory://") as opened:
        db = wq.Database(opened.backend, Untimed(opened.driver), before)
        with pytest.raises(UnsupportedError, match="ends no statement that takes long"):
            db.options = wq.Options(timeout_seconds=1)
        assert db.options is before


def test_an_operand_is_a_level_of_the_depth() -> None:
    def nested(nots: int) -> wq.Expression:
        found = F("id") == "a"
        for _ in range(nots):
            found = ~found
        return found

    options = wq.Options(limits=wq.Limits(depth=5))
    wq.compile(ALL, "sqlite", where=nested(3), options=options)
    with pytest.raises(LimitError, match="deeper than 5 levels"):
        wq.compile(ALL, "sqlite", where=nested(4), options=options)


def test_the_values_of_a_list_are_those_that_a_condition_compares_with() -> None:
    options = wq.Options(limits=wq.Limits(list_values=2))
    three = ["a", "b", "c"]
    for request, where in (
        (ALL, F("id").is_in(three)),
        (wq.CallsQueryReq(project_id="p", filter=wq.CallsFilter(call_ids=three)), None),
        (wq.CallsUsageReq(project_id="p", call_ids=three), None),
    ):
        with pytest.raises(LimitError, match="more than 2 values"):
            wq.compile(request, "sqlite", where=where, options=options)
    wq.compile(wq.CallsQueryReq(project_id="p", columns=["id", "inputs", "output"]), "sqlite", options=options)
