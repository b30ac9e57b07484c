"""What stands beside an operator in the tables of truth: fields that hold one value of each type, and literals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Json = Any
PROJECT = "truth/tables"
TIME = "2026-01-01T00:00:00Z"
_MISSING = object()


@dataclass(frozen=True)
class Operand:
    """title: as the tables have it. stored: what a call has there, when it is a path into a document. field: a column
    of calls, when it is one. literal: a value that stands in the request."""

    title: str
    stored: Json = _MISSING
    field: str | None = None
    literal: Json = _MISSING

    def expr(self, side: str) -> Json:
        if self.literal is not _MISSING:
            return {"$literal": self.literal}
        return {"$getField": self.field or f"inputs.{side}"}

    def document(self, side: str) -> dict[str, Json]:
        return {side: self.stored} if self.stored is not _MISSING else {}


FIELDS = (
    Operand("missing"),
    Operand("`null`", None),
    Operand("`false`", False),
    Operand("`true`", True),
    Operand("`2`", 2),
    Operand("`10`", 10),
    Operand('`""`', ""),
    Operand('`"2"`', "2"),
    Operand('`"a"`', "a"),
    Operand("`[]`", []),
    Operand("`[2]`", [2]),
    Operand('`{"a": 2}`', {"a": 2}),
    Operand("a time", field="started_at"),
    Operand("a list column", field="input_refs"),
)
LITERALS = tuple(
    Operand(title, literal=value)
    for title, value in (
        *(("`null`", None), ("`true`", True), ("`2`", 2), ("`10`", 10)),
        *(('`""`', ""), ('`"2"`', "2"), ('`"a"`', "a"), ('`"2026-01-01"`', "2026-01-01")),
    )
)


@dataclass(frozen=True)
class Cell:
    """A call with an operand on the left and one on the right. number: of its place, row by row."""

    number: int
    left: Operand
    right: Operand

    @property
    def id(self) -> str:
        return f"{self.number:04}"

    @property
    def form(self) -> str:
        """The same of all cells for which an operator is written alike."""
        return f"{self.left.field} {self.right.field} {'' if self.right in FIELDS else self.right.title}"

    def call(self) -> dict[str, Json]:
        inputs = {**self.left.document("left"), **self.right.document("right"), "form": self.form}
        given = {"id": self.id, "project_id": PROJECT, "op_name": "op", "trace_id": self.id, "started_at": TIME}
        return {**given, "input_refs": ["a"], "inputs": inputs}


def cells() -> Iterator[Cell]:
    """Every operand on the left with every one on the right."""
    number = 0
    for left in FIELDS:
        for right in (*FIELDS, *LITERALS):
            yield Cell(number, left, right)
            number += 1
