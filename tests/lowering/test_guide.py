"""The guide for authors of backends names everything that a lowering has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from weave_query.capabilities import Capabilities
from weave_query.lowering.base import Lowering
from weave_query.testing import LEVELS

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "writing-a-backend.md").read_text(encoding="utf-8")
METHODS = GUIDE[GUIDE.index("## The methods, all of them") :]
OURS = [each for each in Lowering.__mro__ if each.__module__.startswith("weave_query.")]
PUBLIC = sorted({name for each in OURS for name in {*vars(each), *each.__annotations__} if not name.startswith("_")})
# What a method says no to by their names; the others are numbers, or the order of conjuncts.
REFUSING = ("regular_expressions", "container_search", "element_conditions", "case_folding", "unnest", "ref_parts")


@pytest.mark.parametrize("name", PUBLIC)
def test_every_method_and_attribute_is_named(name: str) -> None:
    assert re.search(rf"`{name}(?:\(|`| =)", METHODS), f"docs/writing-a-backend.md does not name `Lowering.{name}`"


@pytest.mark.parametrize("method", sorted(Lowering.__abstractmethods__))
def test_what_has_no_body_is_among_those_to_write(method: str) -> None:
    to_write = METHODS[METHODS.index("### The methods to write") : METHODS.index("### The methods to look at")]
    assert f"`{method}(" in to_write


@pytest.mark.parametrize("capability", [*REFUSING, "rollups", "exact_percentiles", "approximate_percentiles"])
def test_every_capability_that_a_method_brings_is_named(capability: str) -> None:
    assert hasattr(Capabilities(), capability)
    assert f"| `{capability}` |" in METHODS


def test_no_row_is_about_a_method_that_there_is_not() -> None:
    rows = re.findall(r"^\| (`[a-z_]+(?:\(|`).*?) \|", METHODS, re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`([a-z_]+)[(`]", row)}
    assert named - {*PUBLIC, *LEVELS} == set()
