"""Reference: ways into documents, a part after the other (`Walk`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from weave_query.reference.documents import MISSING, NULL
from weave_query.reference.expressions import Row
from weave_query.reference.functions import percent_decoded

_INDEX = re.compile(r"(?:0|[1-9][0-9]{0,8})\Z")
Lines = dict[tuple[str, str], Any]


def walked(starts: Iterable[Row], lines: Iterable[Row], tables: str) -> Iterator[Row]:
    """The rows of a `Walk`. tables: what the references to tables begin with."""
    known: Lines = {}
    for line in sorted(lines, key=lambda row: row["row_index"]):
        known.setdefault((line["table_digest"], line["row_digest"]), line["value"])
    for row in starts:
        value, parts = _end(_plain(row["value"]), row["parts"])
        if parts.partition("/")[0] == "id":
            value, parts = _end(*_line(value, parts, known, tables))
        if value is not MISSING and not parts:
            yield {"ref": row["ref"], "value": NULL if value is None else value}


def _plain(value: Any) -> Any:
    return None if value is NULL else value


def _end(value: Any, parts: str) -> tuple[Any, str]:
    """Where a way ends, and the parts that are left."""
    while value is not MISSING and parts.partition("/")[0] in ("attr", "key", "index"):
        kind, slash, behind = parts.partition("/")
        name, _, parts = behind.partition("/")
        value = _member(value, kind, percent_decoded(name)) if slash else MISSING
    return value, parts


def _line(value: Any, parts: str, lines: Lines, tables: str) -> tuple[Any, str]:
    """The line of a table that a part `id` leads to, and the parts behind it."""
    name, _, left = parts.partition("/")[2].partition("/")
    if not isinstance(value, str) or not value.startswith(tables):
        return MISSING, left
    found = lines.get((value.removeprefix(tables), percent_decoded(name) or ""))
    return MISSING if found is None else _plain(found), left


def _member(value: Any, kind: str, name: str | None) -> Any:
    if name is None:
        return MISSING
    if kind == "index":
        is_there = isinstance(value, list) and _INDEX.match(name) and int(name) < len(value)
        return value[int(name)] if is_there else MISSING
    return value.get(name, MISSING) if isinstance(value, dict) else MISSING
