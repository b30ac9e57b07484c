"""Testing: which operators were asked with which operands, how deep. Conditions in, a table and its holes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

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
_ROOTS = {
    **dict.fromkeys(DOCUMENTS, "document"),
    **dict.fromkeys(COLUMNS, "column"),
    **dict.fromkeys(STEPS, "step"),
    **dict.fromkeys(TIMES, "time"),
    **dict.fromkeys(LISTS, "list"),
    **dict.fromkeys(DERIVED, "derived"),
}


class Coverage:
    """Counts of (operator, kind of operand, operators above it; `DEEPEST` stands for that and more)."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str, int]] = Counter()

    def add(self, condition: Json) -> None:
        """Count every operator of a condition."""
        self.counts.update(_uses(condition, 0))

    def lines(self) -> list[str]:
        """The table with what its cells mean, how much of it stood, and what never did."""
        stood, possible = self.cells()
        return [
            "operators by what stands beside them, and in each cell by the operators above them, 0 to 6 or more:",
            "`.` never, 1 up to 9 times, 2 up to 99, and so on; a cell that is empty never at any depth",
            "",
            *self.table(),
            "",
            f"{stood:,} of {possible:,} combinations of operator, operand and depth stood.",
            *(f"never beside {line}" for line in self.holes()),
        ]

    def table(self) -> list[str]:
        """Operators by kinds of operands by depth: a line for each operator, a digit in a cell for each depth."""
        rows = [(name, *(self._cell(name, kind) for kind in KINDS)) for name in NAMES]
        return _aligned([("operator", *KINDS), *rows])

    def _cell(self, name: str, kind: str) -> str:
        counts = [self.counts[name, kind, depth] for depth in range(DEEPEST + 1)]
        return "".join(str(min(len(str(count)), 9)) if count else "." for count in counts) if any(counts) else ""

    def holes(self) -> list[str]:
        """Operators with operands that never stood beside them, a line for each operator that has some."""
        found = []
        for name in NAMES:
            missing = [
                kind for kind in KINDS if not any(self.counts[name, kind, depth] for depth in range(DEEPEST + 1))
            ]
            if missing:
                found.append(f"{name}: {', '.join(missing)}")
        return found

    def cells(self) -> tuple[int, int]:
        """How many of the combinations of operator, operand and depth stood, and how many there are."""
        return len(self.counts), len(NAMES) * len(KINDS) * (DEEPEST + 1)


def operators(condition: Json) -> Iterator[str]:
    """The operators of a condition, in the order of its JSON."""
    for name, _, _ in _uses(condition, 0):
        yield name


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


def _uses(operand: Json, depth: int) -> Iterator[tuple[str, str, int]]:
    if not isinstance(operand, dict):
        return
    ((name, body),) = operand.items()
    if name in ("$literal", "$getField"):
        return
    for item in _operands(name, body):
        yield name, kind_of(item), min(depth, DEEPEST)
        yield from _uses(item, depth + 1)


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
