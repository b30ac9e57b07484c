"""What one run of the suite takes out of a large product of engines and requests.

The rest is marked `long`: `make test` leaves it out, `make test-long` asks it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pytest


def each_engine_some(names: str, engines: Sequence[str], asked: Iterable[Any], share: int) -> pytest.MarkDecorator:
    """A parameter for every pair of an engine and a request. An engine is asked one of `share` requests, each another,
    so that all are asked of some engine; the other pairs are long.

    names: of the two parameters; the first is a fixture that takes the engine's name.
    """
    pairs = [
        pytest.param(engine, each, marks=[pytest.mark.long] if (place + number) % share else [])
        for place, engine in enumerate(engines)
        for number, each in enumerate(asked)
    ]
    return pytest.mark.parametrize(names, pairs, indirect=[names.split(",", maxsplit=1)[0]])


def first_ones(asked: Iterable[Any], number: int) -> list[Any]:
    """Values of a parameter, of which all but the first ones are long."""
    return [each if place < number else pytest.param(each, marks=pytest.mark.long) for place, each in enumerate(asked)]


def some_of(asked: Iterable[Any], share: int, place: int = 0) -> list[Any]:
    """Values of a parameter, of which all but one of `share` are long."""
    return [
        each if number % share == place else pytest.param(each, marks=pytest.mark.long)
        for number, each in enumerate(asked)
    ]
