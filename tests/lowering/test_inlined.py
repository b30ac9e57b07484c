"""An engine that can name no value: what is used several times is written out, or refused by name."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

import weave_query as wq
from weave_query.api import Database
from weave_query.errors import UnsupportedError
from weave_query.lowering.inlined import InlinedLowering
from weave_query.testing import Session, Status, load_cases
from weave_query_duckdb.lowering import DuckDBLowering

# What makes values of values.
_VALUES = re.compile(r"\$(?:add|subtract|multiply|divide|ifNull|convert|contains)\b")


class Inlined(InlinedLowering, DuckDBLowering):
    """DuckDB without names for values."""


@pytest.fixture
def db() -> Database:
    duckdb = wq.get_backend("duckdb")
    backend = replace(duckdb, lowering=Inlined, capabilities=replace(duckdb.capabilities, named_values=False))
    assert backend.connect is not None
    return Database(backend, backend.connect("duckdb://"), wq.Options())


def test_cases_pass_as_with_names_or_are_skipped_by_name(db: Database) -> None:
    cases = [case for case in load_cases(["json", "strings"]) if _VALUES.search(case.request)]
    with Session(db) as session:
        outcomes = [session.run(case) for case in cases]
    assert len(cases) > 50
    assert [found.case.id for found in outcomes if found.status is not Status.PASSED] == [
        case.id for case in cases if "named_values" in case.needs
    ]
    assert {found.capability for found in outcomes if found.status is Status.SKIPPED} == {"named_values"}


def test_a_value_is_written_out_at_each_use_and_no_longer_than_allowed(db: Database) -> None:
    def asked(levels: int) -> str:
        value: wq.Expression = wq.F("inputs.n")
        for level in range(levels):
            value = value + 1 if level % 2 else value * 2
        return db.compile(wq.CallsQueryReq(project_id="p", columns=["id"]), where=value > 5).sql

    lengths = [len(asked(levels)) for levels in (1, 2, 3)]
    assert lengths[2] - lengths[1] > 2 * (lengths[1] - lengths[0])
    with pytest.raises(UnsupportedError, match="this database can name none of them") as refused:
        asked(12)
    assert refused.value.capability == "named_values"
