"""Testing: values of a strategy outside of a test, the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

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

    with _of_no_module():
        take()
    return found[:count]


@contextmanager
def _of_no_module() -> Iterator[None]:
    """Within the block, hypothesis draws no constants that stand in the modules which happen to be loaded: with those,
    a seed gives other values in every process. Releases before it did that have nothing to be kept from."""
    try:
        from hypothesis.internal.conjecture import providers

        module: Any = providers
        local, cache, nothing = module._get_local_constants, module.CONSTANTS_CACHE, module.Constants
    except (ImportError, AttributeError):
        yield
        return
    module._get_local_constants, module.CONSTANTS_CACHE = nothing, type(cache)(1024)
    try:
        yield
    finally:
        module._get_local_constants, module.CONSTANTS_CACHE = local, cache
