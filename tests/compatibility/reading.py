"""The rules of compatibility, as tests/compatibility/rules has them: what holds, why, and an example of each."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "rules"
TABLES = ("calls", "feedback", "prices", "objects", "queue_items")
Json = Any


@dataclass(frozen=True)
class Asked:
    """A request of an example.

    text: as the text language has it, or else a `body` of JSON of that `kind`, without its project. unknown_keys: those
    of the body are ignored. show: which part of the answer is shown, keys joined by dots, `*` for each member; without
    it ids, or the count. answer: that part, or the code of the error that it is. there: what the other server answers,
    as far as that is known.
    """

    answer: Json
    text: str | None = None
    kind: str | None = None
    body: Json = None
    show: str | None = None
    there: str | None = None
    unknown_keys: bool = False


@dataclass(frozen=True)
class Rule:
    """here: what holds here. there: what holds in the other server. rows: by the names of tables, as they are shown."""

    number: int
    title: str
    here: str
    there: str
    why: str
    rows: Mapping[str, str]
    asked: tuple[Asked, ...]

    @property
    def name(self) -> str:
        return f"D{self.number}"

    @property
    def project(self) -> str:
        return f"d{self.number}"


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """All of them, by number."""
    found = [
        _rule(entry)
        for file in sorted(FOLDER.glob("*.toml"))
        for entry in tomllib.loads(file.read_text(encoding="utf-8"))["rule"]
    ]
    return tuple(sorted(found, key=lambda rule: rule.number))


def _rule(entry: dict[str, Json]) -> Rule:
    rows = {table: entry.pop(table).strip() for table in TABLES if table in entry}
    return Rule(**{**entry, "rows": rows, "asked": tuple(map(_asked, entry["asked"]))})


def _asked(entry: dict[str, Json]) -> Asked:
    read = {name: json.loads(entry[name]) for name in ("answer", "body") if name in entry}
    return Asked(**{**entry, **read})
