"""Testing: which operators were asked with which operands, how deep. Conditions in, a table and its holes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from weave_query.syntax.json import OPERATORS
from weave_query.testing.strategies.documents import Json
from weave_query.testing.strategies.known import COLUMNS, CONDITIONS, DERIVED, LISTS, STEPS, TIMES
from weave_query.testing.strategies.spelling import DOCUMENTS

NAMES = tuple(name for name in OPERATORS if name not in ("$literal", "$getField"))
KINDS = (
    *("path", "document", "element", "column", "step", "time", "list", "derived", "set"),
    *("text", "empty text", "number", "boolean", "null", "value", "condition"),
)
DEEPEST = 6
_REFUSED, _NEVER = "x", "."
_ROOTS = {
    **dict.fromkeys(DOCUMENTS, "document"),
    **dict.fromkeys(COLUMNS, "column"),
    **dict.fromkeys(STEPS, "step"),
    **dict.fromkeys((*TIMES, "created_at"), "time"),
    **dict.fromkeys(LISTS, "list"),
    **dict.fromkeys(DERIVED, "derived"),
}


class Cell(NamedTuple):
    """An operator, a kind of operand, and how many operators are above; `DEEPEST` stands for that and more."""

    operator: str
    kind: str
    above: int


CELLS = tuple(Cell(name, kind, above) for name in NAMES for kind in KINDS for above in range(DEEPEST + 1))


class Coverage:
    """How often each cell was answered, and how often the judge refused."""

    def __init__(self) -> None:
        self.counts: Counter[Cell] = Counter()
        self.refused: Counter[Cell] = Counter()

    def add(self, condition: Json, *, refused: bool = False) -> None:
        """Count every operator of a condition. refused: the judge said that it is an error."""
        (self.refused if refused else self.counts).update(_uses(condition, 0))

    def empty(self) -> list[Cell]:
        """The cells that nothing answered stood in."""
        return [cell for cell in CELLS if not self.counts[cell]]

    def lines(self) -> list[str]:
        """The table with what its cells mean, how much of it stood, and what never did."""
        counts = Counter(map(self._state, CELLS))
        refused, never = counts[_REFUSED], counts[_NEVER]
        told = f"{len(CELLS) - refused - never:,} answered, {refused:,} an error, {never:,} never asked."
        return [
            "operators by what stands beside them, and in each cell by the operators above them, 0 to 6 or more:",
            f"1 up to 9 times, 2 up to 99 and so on; `{_REFUSED}` each time an error; `{_NEVER}`, empty: never",
            "",
            *self.table(),
            "",
            f"{len(CELLS):,} combinations of operator, operand and depth: {told}",
            *(f"never beside {line}" for line in self.holes()),
        ]

    def table(self) -> list[str]:
        """Operators by kinds of operands by depth: a line for each operator, a character in a cell for each depth."""
        rows = [(name, *(self._states(name, kind) for kind in KINDS)) for name in NAMES]
        return _aligned([("operator", *KINDS), *rows])

    def _states(self, name: str, kind: str) -> str:
        states = "".join(self._state(Cell(name, kind, above)) for above in range(DEEPEST + 1))
        return states if states.strip(_NEVER) else ""

    def _state(self, cell: Cell) -> str:
        if count := self.counts[cell]:
            return str(min(len(str(count)), 9))
        return _REFUSED if self.refused[cell] else _NEVER

    def holes(self) -> list[str]:
        """Operators with operands that never stood beside them, a line for each operator that has some."""
        found = []
        for name in NAMES:
            if missing := [kind for kind in KINDS if not self._states(name, kind)]:
                found.append(f"{name}: {', '.join(missing)}")
        return found


def shape(condition: Json) -> str:
    """A condition without its values: its operators, and the kinds of fields and literals beside them."""
    if isinstance(condition, dict):
        ((name, body),) = condition.items()
        if name in ("$literal", "$getField"):
            return kind_of(condition)
        options = (
            [str(body[key]) for key in ("to", "case_insensitive") if key in body] if isinstance(body, dict) else []
        )
        return f"{name}({', '.join((*map(shape, _operands(name, body)), *options))})"
    return kind_of(condition)


def depth(condition: Json) -> int:
    """How many operators stand inside each other."""
    return max((cell.above + 1 for cell in _uses(condition, 0)), default=0)


def operators(condition: Json) -> Iterator[str]:
    """The operators of a condition, in the order of its JSON."""
    for cell in _uses(condition, 0):
        yield cell.operator


def kind_of(operand: Json) -> str:
    """The kind of one operand: where its value comes from, or what literal it is."""
    if isinstance(operand, dict):
        ((name, body),) = operand.items()
        if name == "$literal":
            return _literal_kind(body)
        if name == "$getField":
            return _field_kind(body)
        return "condition" if name in CONDITIONS else "value"
    return _literal_kind(operand)


def _literal_kind(value: Json) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, str):
        return "text" if value else "empty text"
    return "number"


def _field_kind(path: Json) -> str:
    if isinstance(path, str) and path in DERIVED:
        return "derived"
    if isinstance(path, str) and path.startswith(("feedback.[", "annotation_queue_items.")):
        return "set"
    root, *rest = path.split(".") if isinstance(path, str) else path
    if root == "$$this":
        return "element"
    return "path" if rest else _ROOTS.get(root, "column")


def _uses(operand: Json, above: int) -> Iterator[Cell]:
    if not isinstance(operand, dict):
        return
    ((name, body),) = operand.items()
    if name in ("$literal", "$getField"):
        return
    for item in _operands(name, body):
        yield Cell(name, kind_of(item), min(above, DEEPEST))
        yield from _uses(item, above + 1)


def _operands(name: str, body: Json) -> Iterator[Json]:
    if isinstance(body, dict) and ("input" in body):
        yield body["input"]
        yield from (body[key] for key in ("substr", "regex", "where") if key in body)
    elif name == "$feedback":
        yield body["where"]
    elif name == "$in":
        yield body[0]
        yield from body[1]
    elif isinstance(body, list):
        yield from body
    else:
        yield body


def _aligned(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
