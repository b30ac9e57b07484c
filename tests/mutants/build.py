"""A fault and an open database come in, a database with the fault in its compiler goes out.

Every module on the way from a plan to SQL is imported once more, the faulty one from its changed source, so that the
copies see each other instead of the originals. The connection and its rows are those of the open database.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from types import ModuleType

import weave_query.lowering
from tests.mutants.faults import Fault, StaleFaultError
from weave_query.api import Database, clear_cache
from weave_query.backend import Backend
from weave_query.lowering import Lowering
from weave_query.options import Options

_SHARED = "weave_query.lowering"
# The modules of a backend that turn a plan into SQL, as far as it has them.
_SPELLING = ("spelling", "functions", "documents", "ref_walk", "rollup", "rows", "codec", "lowering")
# Without the verifier: it would refuse a lost project predicate before a case could find it. With the functions that
# drivers add: otherwise SQLite is asked fewer cases than the others.
_OPTIONS = Options(verify=False, driver_functions=True)


@contextmanager
def broken(db: Database, fault: Fault) -> Iterator[Database]:
    """The database with the fault, which does not close the connection. One at a time: a module of ours is patched."""
    package = f"weave_query_{db.backend.name}"
    copies = _copies(fault, package)
    original = weave_query.lowering.lower
    weave_query.lowering.lower = copies[_SHARED].lower
    clear_cache()
    try:
        yield Database(_backend(db.backend, package, copies), db.driver, _OPTIONS)
    finally:
        weave_query.lowering.lower = original
        clear_cache()


def _backend(backend: Backend, package: str, copies: Mapping[str, ModuleType]) -> Backend:
    assert backend.lowering is not None
    lowering: Callable[..., Lowering] = _class_like(backend.lowering(backend.storage), copies[f"{package}.lowering"])
    codec = _class_like(backend.codec, copies[f"{package}.codec"])
    return replace(backend, lowering=lowering, codec=codec())


def _class_like(instance: object, module: ModuleType) -> type:
    """The class of the copy that has the name of the original's."""
    found: type = getattr(module, type(instance).__name__)
    return found


def _copies(fault: Fault, package: str) -> dict[str, ModuleType]:
    """Fresh copies of the modules, by name, which stand in the originals' places only while they are imported."""
    names = _on_the_way(package)
    if fault.module not in names:
        raise StaleFaultError(
            f"{fault.id}: {fault.module} is not on the way from a plan to SQL; on it are {', '.join(names)}"
        )
    finder = _Faulty(fault)
    originals = {name: sys.modules.pop(name) for name in names}
    sys.meta_path.insert(0, finder)
    try:
        return {name: import_module(name) for name in names}
    finally:
        sys.meta_path.remove(finder)
        for name, module in originals.items():
            sys.modules[name] = module
            # An import also puts the module into its package.
            parent, _, child = name.rpartition(".")
            if parent not in originals:
                setattr(sys.modules[parent], child, module)


def _on_the_way(package: str) -> Sequence[str]:
    """The names of the shared rooms and of a backend's that turn a plan into SQL."""
    for name in ("codec", "lowering"):
        import_module(f"{package}.{name}")
    own = (f"{package}.{name}" for name in _SPELLING)
    shared = (name for name in sys.modules if name == _SHARED or name.startswith(f"{_SHARED}."))
    return [*shared, *(name for name in own if name in sys.modules)]


class _Faulty(MetaPathFinder, InspectLoader):
    """Finds one module, and reads its changed source."""

    def __init__(self, fault: Fault) -> None:
        self.module = fault.module
        # Now, while the original can be found.
        self.source = fault.source

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        return spec_from_loader(fullname, self) if fullname == self.module else None

    def get_source(self, fullname: str) -> str:
        return self.source
