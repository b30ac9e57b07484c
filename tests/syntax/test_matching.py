"""RE2 in Python: what stands under its name, and what it says, ends in errors with a code."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from weave_query.errors import DriverMissingError, ExecutionError
from weave_query.matching import searches


def test_a_module_of_another_package_under_the_name_is_no_re2(monkeypatch: pytest.MonkeyPatch) -> None:
    """fb-re2 has no options."""
    other = ModuleType("re2")
    other.compile = lambda pattern: None  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "re2", other)
    with pytest.raises(DriverMissingError, match=r"memory:// needs RE2.*`regex`"):
        searches("memory://")


def test_a_pattern_that_re2_refuses_is_an_error_of_ours_and_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    search = searches("a test")
    for pattern in ("[a-", "((([^a]{100}){5}){100}){9}"):
        with pytest.raises(ExecutionError, match="RE2 refuses"):
            search(pattern)
    assert capfd.readouterr() == ("", "")


def test_a_search_counts_characters_and_not_bytes() -> None:
    search = searches("a test")
    assert search("\\A.{2}\\z")("é😀")
    assert not search("\\A.{2}\\z")("é")
