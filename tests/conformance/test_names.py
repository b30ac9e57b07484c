"""The public names of `weave_query.testing`: documented, and told alike to Python and to type checkers."""

from __future__ import annotations

import ast
import inspect

import pytest

from weave_query import testing


def test_a_type_checker_sees_the_same_names_from_the_same_modules() -> None:
    told = {
        alias.name: node.module
        for node in ast.walk(ast.parse(inspect.getsource(testing)))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("weave_query.")
        for alias in node.names
    }
    assert told == {name: f"weave_query.testing.{home}" for name, home in testing._HOME.items()}
    assert sorted(told) == sorted(testing.__all__)


@pytest.mark.parametrize("name", sorted({*testing.__all__} - {"LEVELS"}))
def test_a_public_name_is_documented_and_so_are_its_public_parts(name: str) -> None:
    found = getattr(testing, name)
    own = found.__doc__ or ""
    assert own.strip()
    assert not own.startswith(f"{name}("), f"{name} has only the docstring that dataclasses write"
    for part, value in vars(found).items() if inspect.isclass(found) else ():
        ours = inspect.isfunction(value) and value.__module__.startswith("weave_query") and not part.startswith("_")
        assert not ours or value.__doc__, f"{name}.{part} has no docstring"


def test_a_name_that_is_none_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match=r"`weave_query.testing` has no attribute `conforms`"):
        _ = testing.conforms
