"""The reference evaluator: what bound expressions and plans yield, in plain Python over dicts.

It is there to be read and believed, not to be fast: every node is evaluated as its docstring says, row by row. It
shares the rooms up to the plan with the compiler and nothing with the lowerings, so an engine that agrees with it
agrees for the right reason. The same evaluator is the backend `memory://`: `connect("memory://")` loads and runs as
any other.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weave_query.reference.backend import backend
    from weave_query.reference.evaluate import evaluate, holds

_HOME = {"backend": "backend", "evaluate": "evaluate", "holds": "evaluate"}

__all__ = ["backend", "evaluate", "holds"]


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module `weave_query.reference` has no attribute `{name}`")
    module = import_module(f"weave_query.reference.{home}")
    globals().update({exported: getattr(module, exported) for exported, place in _HOME.items() if place == home})
    return globals()[name]


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
