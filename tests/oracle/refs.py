"""The judge's references: what is behind a text, and paths that lead through references (`expand_columns`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from tests.oracle.paths import Step, read_path
from tests.oracle.values import MISSING, Value

ESCAPE = re.compile("%(?:0[1-9A-Fa-f]|[1-7][0-9A-Fa-f])")
PLACE = re.compile("(?:0|[1-9][0-9]{0,8})")
REFS = "$refs"
Location = tuple[str | int, ...]


class Library:
    """The objects and tables of all projects."""

    def __init__(self, objects: Iterable[Mapping[str, Value]], tables: Iterable[Mapping[str, Value]] = ()) -> None:
        self.versions = {
            (row["project_id"], row["object_id"], row["digest"]): row["val"]
            for row in objects
            if row["kind"] == "object" and row.get("deleted_at") is None and row.get("val") is not None
        }
        self.lines: dict[tuple[str, str, str], Value] = {}
        for table in tables:
            for line in table["rows"]:
                self.lines.setdefault((table["project_id"], table["digest"], line["digest"]), line.get("val"))

    def behind(self, project: str, text: Value) -> Value:
        """The value behind a reference, MISSING where the text is none or leads nowhere."""
        start = f"weave-trace-internal:///{project}/object/"
        if not isinstance(text, str) or not text.startswith(start):
            return MISSING
        name, _, rest = text[len(start) :].partition(":")
        digest, _, parts = rest.partition("/")
        value = self.versions.get((project, name, digest), MISSING)
        return MISSING if value is MISSING or len(parts) > 1024 else self._walked(project, value, parts)

    def _walked(self, project: str, value: Value, parts: str) -> Value:
        pieces = parts.split("/")
        if len(pieces) % 2 == 1 and pieces[-1] == "":
            pieces.pop()
        if len(pieces) % 2 == 1:
            return MISSING
        jumped = False
        for kind, raw in zip(pieces[::2], pieces[1::2], strict=True):
            name = unquote(raw) if "%" not in ESCAPE.sub("", raw) else None
            if name is None or (kind == "id" and jumped):
                return MISSING
            value = self._part(project, value, kind, name)
            jumped = jumped or kind == "id"
        return value

    def _part(self, project: str, value: Value, kind: str, name: str) -> Value:
        if kind in ("attr", "key") and isinstance(value, dict):
            return value.get(name, MISSING)
        if kind == "index" and isinstance(value, list) and PLACE.fullmatch(name) and int(name) < len(value):
            return value[int(name)]
        start = f"weave-trace-internal:///{project}/table/"
        if kind == "id" and isinstance(value, str) and value.startswith(start):
            line = self.lines.get((project, value[len(start) :], name))
            return MISSING if line is None else line
        return MISSING


@dataclass(frozen=True)
class Expansion:
    """The paths at which the references of a project are expanded."""

    library: Library
    project: str
    paths: tuple[tuple[str, tuple[str, ...]], ...]

    @classmethod
    def of(cls, library: Library, project: str, names: Sequence[str]) -> Expansion:
        found = ((root, tuple(str(step.key) for step in steps)) for root, steps in map(read_path, names))
        return cls(library, project, tuple(dict.fromkeys(found)))

    def walk(self, root: str, document: Value, steps: Sequence[Step]) -> Value:
        """The value at a path, through references."""
        value, ref = self._opened(root, (), document)
        location: Location = ()
        for step in steps:
            if ref is not None and step.key == "_ref":
                value, taken = ref, "_ref"
            else:
                value, taken = _member(value, step)
            if value is MISSING:
                return MISSING
            location = (*location, taken)
            value, ref = self._opened(root, location, value)
        return value

    def _opened(self, root: str, location: Location, value: Value) -> tuple[Value, str | None]:
        """What stands at a place: the value behind a reference and the reference, or the value itself."""
        if (root, tuple(map(str, location))) not in self.paths:
            return value, None
        found = self.library.behind(self.project, value)
        return (value, None) if found is MISSING else (found, value)

    def shown(self, root: str, document: Value, location: Location = ()) -> Value:
        """A document as an answer has it: an object with `_ref` beside its members."""
        value, ref = self._opened(root, location, document)
        if isinstance(value, dict):
            found = {key: self.shown(root, member, (*location, key)) for key, member in value.items()}
            if ref is not None:
                found["_ref"] = self.shown(root, ref, (*location, "_ref"))
            return found
        if isinstance(value, list):
            return [self.shown(root, member, (*location, place)) for place, member in enumerate(value)]
        return value


def _member(value: Value, step: Step) -> tuple[Value, str | int]:
    if isinstance(value, dict) and step.key is not None:
        return value.get(step.key, MISSING), step.key
    if isinstance(value, list) and step.index is not None and step.index < len(value):
        return value[step.index], step.index
    return MISSING, ""
