"""A fault and an open database come in, a database with the fault in its compiler goes out.

Every module on the way from a plan to SQL is executed anew from its source, the faulty one from its changed source,
and the copies see each other instead of the originals. The connection and its rows are those of the open database.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import ModuleType

import weave_query.lowering
from tests.mutants.faults import Fault, source_of
from weave_query.api import Database
from weave_query.backend import Backend
from weave_query.lowering.base import Lowering
from weave_query.options import Options
from weave_query.storage import StorageMap

# In the order in which they import each other.
_SHARED = tuple(f"weave_query.lowering.{name}" for name in ("sql", "numbers", "params", "base", "relations", "lower"))
_PARTS = ("codec", "lowering")


@contextmanager
def broken(db: Database, fault: Fault) -> Iterator[Database]:
    """The database with the fault, which does not close the connection. One at a time: a module of ours is patched."""
    package = f"weave_query_{db.backend.name}"
    copies = _copies([*_SHARED, *(f"{package}.{part}" for part in _PARTS)], fault)
    original = weave_query.lowering.lower
    weave_query.lowering.lower = copies["weave_query.lowering.lower"].lower
    try:
        yield Database(_backend(db.backend, package, copies), db.driver, Options(verify=False))
    finally:
        weave_query.lowering.lower = original


def _backend(backend: Backend, package: str, copies: dict[str, ModuleType]) -> Backend:
    lowering = _class_like(backend.lowering(backend.storage), copies[f"{package}.lowering"])  # type: ignore[misc]
    codec = _class_like(backend.codec, copies[f"{package}.codec"])

    def new_lowering(storage: StorageMap) -> Lowering:
        made: Lowering = lowering(storage)
        return made

    return replace(backend, lowering=new_lowering, codec=codec())


def _class_like(instance: object, module: ModuleType) -> type:
    """The class of the copy that has the name of the original's."""
    found: type = getattr(module, type(instance).__name__)
    return found


def _copies(names: list[str], fault: Fault) -> dict[str, ModuleType]:
    """Fresh copies of modules, each executed where the others' copies stand in the place of the originals."""
    if fault.module not in names:
        raise LookupError(f"{fault.id}: {fault.module} is not on the way from a plan to SQL; there are {names}")
    originals = {name: sys.modules[name] for name in names if name in sys.modules}
    copies: dict[str, ModuleType] = {}
    try:
        for name in names:
            copies[name] = sys.modules[name] = _executed(name, fault)
    finally:
        for name in names:
            del sys.modules[name]
        sys.modules.update(originals)
    return copies


def _executed(name: str, fault: Fault) -> ModuleType:
    source = fault.source if name == fault.module else source_of(name)
    module = ModuleType(name)
    module.__package__ = name.rpartition(".")[0]
    # Dataclasses look their module up by its name.
    sys.modules[name] = module
    exec(compile(source, f"<{fault.id}: {name}>", "exec"), module.__dict__)
    return module
