"""Testing: values of a strategy outside of a test, the same for the same seed."""

from __future__ import annotations

from typing import TypeVar

import hypothesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

T = TypeVar("T")


def samples(strategy: st.SearchStrategy[T], count: int, *, seed: int = 0) -> list[T]:
    """`count` values of `strategy`, at most: a strategy that has fewer gives those.

    The same for the same seed and version of hypothesis. The first are simple ones: hypothesis begins with them.
    """
    found: list[T] = []

    @hypothesis.seed(seed)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def take(value: T) -> None:
        found.append(value)

    take()
    return found[:count]
