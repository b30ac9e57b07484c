"""docs/backends.md: what each backend can do, written from the capabilities that it declares (`make docs`)."""

from __future__ import annotations

import ast
import inspect
from dataclasses import fields
from pathlib import Path
from textwrap import dedent

from weave_query import capabilities, get_backend
from weave_query.capabilities import Capabilities

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "backends.md"
# Those of this distribution: what else is installed where the document is written says nothing about them.
BACKENDS = ("clickhouse", "postgres", "duckdb", "sqlite", "memory")
_HEAD = """\
# What the backends can do

A capability is a fact about a database. The rewrite of a plan reads some of them; others say that an operator is
refused, with WQ401 and the name in `error.capability`. A backend that says nothing has the cautious answer.
This page is written by `make docs` from what the backends declare.

"""


def abouts() -> dict[str, str]:
    """The sentences that stand below each capability in the source."""
    (declared,) = (
        node
        for node in ast.parse(inspect.getsource(capabilities)).body
        if isinstance(node, ast.ClassDef) and node.name == Capabilities.__name__
    )
    found: dict[str, str] = {}
    for statement, following in zip(declared.body, declared.body[1:], strict=False):
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            assert isinstance(following, ast.Expr), f"{statement.target.id} has no sentence below it"
            assert isinstance(following.value, ast.Constant)
            found[statement.target.id] = " ".join(dedent(str(following.value.value)).split())
    return found


def document() -> str:
    """The whole page."""
    about = abouts()
    lines = [f"| capability | {' | '.join(BACKENDS)} |", f"|---|{'---|' * len(BACKENDS)}"]
    for field in fields(Capabilities):
        values = (getattr(get_backend(name).capabilities, field.name) for name in BACKENDS)
        lines.append(f"| `{field.name}` | {' | '.join(map(_shown, values))} |")
    sentences = [f"- `{name}` (default: {_shown(_default(name))}). {sentence}" for name, sentence in about.items()]
    return _HEAD + "\n".join(lines) + "\n\n" + "\n".join(sentences) + "\n"


def _default(name: str) -> object:
    return getattr(Capabilities(), name)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else str(value)


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
    print(f"wrote {DOCUMENT.name}")
