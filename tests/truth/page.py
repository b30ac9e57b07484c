"""docs/truth.md: the tables of truth, written from what the evaluator says (`make docs`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import weave_query as wq
from tests.truth.asking import answers, asked_of
from tests.truth.operands import FIELDS, LITERALS, Operand, cells
from tests.truth.operators import OPERATORS, Operator
from weave_query.api import Database

DOCUMENT = Path(__file__).resolve().parent.parent.parent / "docs" / "truth.md"
_HEAD = """\
# What every operator makes of every type

For each operator of [the language](semantics.md#conditions) a table. `a` is a field that holds what stands on the left;
`b` stands above, first a field, then a literal. `✓` is true, and an empty cell false; of an operator that has a value,
the value, and an empty cell null. A [code](errors.md) is an error, whatever the rows have. The time is `started_at`,
the list column `input_refs` with one member, `"a"`; everything else is a value in a document.

`make docs` writes this page from what the [reference evaluator](reference.md) answers, and the tests ask every database
the same.
"""


def opened() -> Database:
    """The evaluator with the cells."""
    db = wq.connect("memory://")
    load(db)
    return db


def load(db: Database) -> None:
    db.create_schema()
    db.load(calls=[cell.call() for cell in cells()])


def all_answers(db: Database) -> dict[str, dict[str, str]]:
    """By the names of operators."""
    return {operator.name: answers(db, operator) for operator in OPERATORS}


def document(found: Mapping[str, Mapping[str, str]]) -> str:
    """The whole page. found: the answers by the names of operators."""
    of_two = [operator for operator in OPERATORS if operator.rights]
    parts = [part for operator in of_two for part in _section(operator, found[operator.name])]
    return _HEAD + "".join(f"\n{part}\n" for part in (*parts, "## Of one operand", _of_one(found)))


def _section(operator: Operator, found: Mapping[str, str]) -> Iterator[str]:
    yield f"## {operator.title}"
    for rights in operator.rights:
        kind = "a literal" if rights[0] in LITERALS else "a field"
        yield _table(operator, found, rights, (f"`a` \\ `b`, {kind}", *(each.title for each in rights)))


def _of_one(found: Mapping[str, Mapping[str, str]]) -> str:
    """A column for each operator."""
    operators = [operator for operator in OPERATORS if not operator.rights]
    lines = [_line(["`a`", *(operator.title for operator in operators)]), _line(["---", *[":-:"] * len(operators)])]
    for cell in asked_of(operators[0]):
        shown = (_shown(operator, found[operator.name][cell.id]) for operator in operators)
        lines.append(_line([cell.left.title, *shown]))
    return "\n".join(lines)


def _table(operator: Operator, found: Mapping[str, str], rights: Sequence[Operand], head: Sequence[str]) -> str:
    lines = [_line(head), _line(["---", *[":-:"] * len(rights)])]
    for left in FIELDS:
        row = [cell for cell in asked_of(operator) if cell.left == left and cell.right in rights]
        lines.append(_line([left.title, *(_shown(operator, found[cell.id]) for cell in row)]))
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _shown(operator: Operator, answer: str) -> str:
    if answer.startswith("WQ"):
        return answer
    if operator.is_condition:
        return "✓" if answer == "true" else ""
    return "" if answer == "null" else answer if answer.startswith("the ") else f"`{answer}`"


if __name__ == "__main__":
    with opened() as db:
        DOCUMENT.write_text(document(all_answers(db)), encoding="utf-8")
    print(f"wrote {DOCUMENT.name}")
