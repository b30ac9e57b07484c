"""Seeded faults: files in `faults/` come in, one a backend, `Fault`s go out.

A fault replaces a piece of the source of one module, which must stand there exactly once, so that a fault that no
longer fits what it breaks is an error and not a fault that does nothing.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

FOLDER = Path(__file__).parent / "faults"


class StaleFaultError(Exception):
    """A fault that does not fit the source any more."""


@dataclass(frozen=True)
class Fault:
    """One change of the source.

    engine: the engine (`tests.engines`) that runs it. name: unique for an engine. module: what is changed. find and
    replace: the piece, and what stands in its place. killed_by: the conformance case that must fail, None for an edit
    that changes no meaning and must survive them all. why: what the fault is, in a sentence.
    """

    engine: str
    name: str
    module: str
    find: str
    replace: str
    why: str
    killed_by: str | None = None

    @property
    def id(self) -> str:
        return f"{self.engine}-{self.name}"

    @property
    def is_neutral(self) -> bool:
        return self.killed_by is None

    @cached_property
    def source(self) -> str:
        """The source of the module with the fault in it."""
        text = source_of(self.module)
        found = text.count(self.find)
        if found != 1:
            raise StaleFaultError(f"{self.id}: its piece stands {found} times in {self.module}")
        return text.replace(self.find, self.replace)


def source_of(module: str) -> str:
    """The source of a module, which is not imported."""
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        raise StaleFaultError(f"there is no module {module}")
    return Path(spec.origin).read_text(encoding="utf-8")


def faults() -> tuple[Fault, ...]:
    """All of them, engine by engine."""
    found: list[Fault] = []
    for file in sorted(FOLDER.glob("*.toml")):
        entries = tomllib.loads(file.read_text(encoding="utf-8"))["faults"]
        found += [Fault(engine=file.stem, **entry) for entry in entries]
    return tuple(found)
