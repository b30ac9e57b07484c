"""Every import of the package against the table of rooms in `tests/rooms.py`, and docs/architecture.md against it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.rooms import DOCUMENT, ROOMS, ROOT, Room, rewritten, room_of

TREES = (ROOT / "weave_query", *sorted(ROOT.glob("[bg]*/weave_query_*")))
FILES = sorted(file for tree in TREES for file in tree.rglob("*.py"))


@dataclass(frozen=True)
class Import:
    """One import: what is imported, on which line, and where it stands."""

    module: str
    line: int
    where: str


def module_name(file: Path) -> str:
    """`weave_query/syntax/json.py` is `weave_query.syntax.json`, `backends/` and `grammar/` are no packages."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    parts = parts[1:] if parts[0] in ("backends", "grammar") else parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(source: str, package: str) -> Iterator[Import]:
    """The imports of a module: at its top, inside functions ("late") or for annotations ("types")."""

    def walk(node: ast.AST, where: str) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                yield from (Import(alias.name, child.lineno, where) for alias in child.names)
            elif isinstance(child, ast.ImportFrom):
                base = (
                    ".".join([*package.split(".")[: len(package.split(".")) - child.level + 1]]) if child.level else ""
                )
                module = ".".join(part for part in (base, child.module) if part)
                # `from weave_query import lowering` imports a module, `from weave_query.errors import X` a name of one.
                names = [f"{module}.{alias.name}" for alias in child.names] if module in _DOORLESS else [module]
                yield from (Import(name, child.lineno, where) for name in names)
            elif isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
                yield from walk(child, "types" if where == "types" else "late")
            elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                for statement in child.body:
                    yield from walk(ast.Module([statement], []), "types")
                for statement in child.orelse:
                    yield from walk(ast.Module([statement], []), where)
            else:
                yield from walk(child, where)

    yield from walk(ast.parse(source), "top")


# Packages whose own module has nothing to import but their parts.
_DOORLESS = {"weave_query", "weave_query.binding", "weave_query.catalogue", "backends", "tests"}


def refused(room: Room, found: Import) -> bool:
    """Is an import not in the table? The standard library and the room itself always are."""
    if found.module.split(".")[0] in sys.stdlib_module_names:
        return False
    if room_of(found.module) is room:
        return False
    allowed = room.imports
    allowed += room.late if found.where == "late" else room.types if found.where == "types" else ()
    return not any(found.module == prefix or found.module.startswith(prefix + ".") for prefix in allowed)


def violations(source: str, module: str, is_package: bool = False) -> list[str]:
    """What is wrong with the imports of one module, a line each."""
    room = room_of(module)
    if room is None:
        return [f"{module} is in no room"]
    package = module if is_package else module.rpartition(".")[0]
    return [
        f"{module}, line {found.line}: imports {found.module} ({found.where})"
        for found in imports(source, package)
        if refused(room, found)
    ]


@pytest.mark.parametrize("file", FILES, ids=[module_name(file) for file in FILES])
def test_a_module_imports_what_its_room_may_import(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert violations(source, module_name(file), file.name == "__init__.py") == []


def test_every_room_has_modules() -> None:
    """A room that has moved out would go on being drawn."""
    names = {module_name(file) for file in FILES}
    empty = [prefix for room in ROOMS for prefix in room.modules if not any(room_of(name) is room for name in names)]
    assert empty == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("weave_query.syntax.json", "import sqlglot"),
        ("weave_query.syntax.json", "import pydantic"),
        ("weave_query.errors", "from weave_query.types import INT"),
        ("weave_query.binding.bind", "from weave_query.requests import CallsQueryReq"),
        ("weave_query.binding.bind", "from weave_query import requests"),
        ("weave_query.plan.calls", "from weave_query.lowering import lower"),
        ("weave_query.rewrite", "def f():\n    import sqlglot"),
        ("weave_query.verify", "from weave_query.lowering.base import Lowering"),
        ("weave_query.verify", "from ..weave_query.plan import nodes"),
        ("weave_query.decoding", "if True:\n    import sqlglot"),
        ("weave_query.api", "from weave_query.lowering import lower"),
        ("weave_query.backend", "def f():\n    from weave_query.lowering import Lowering"),
        ("weave_query_duckdb.driver", "import duckdb"),
        ("weave_query_duckdb.driver", "class A:\n    import duckdb"),
        ("weave_query_duckdb.driver", "from weave_query.binding.bind import bind"),
        ("weave_query_duckdb.driver", "from weave_query.requests import CallsQueryReq"),
        ("weave_query_duckdb.driver", "from weave_query_sqlite import backend"),
        ("weave_query_duckdb.driver", "import backends.weave_query_sqlite"),
        ("weave_query.cli", "from tests.rooms import ROOMS"),
        ("weave_query.somewhere", ""),
    ],
)
def test_an_import_across_the_house_is_found(module: str, source: str) -> None:
    """The test above can fail: each of these would make it."""
    assert len(violations(source, module)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("weave_query.syntax.json", "import json\nfrom weave_query.syntax.paths import parse_path"),
        ("weave_query.syntax.json", "from .paths import parse_path"),
        ("weave_query_duckdb.driver", "def connect():\n    import duckdb"),
        ("weave_query_duckdb.driver", "if TYPE_CHECKING:\n    import duckdb"),
        ("weave_query.backend", "if TYPE_CHECKING:\n    from weave_query.lowering.base import Lowering"),
        ("weave_query.api", "def compile():\n    from weave_query.lowering import lower"),
    ],
)
def test_an_import_of_the_table_is_allowed(module: str, source: str) -> None:
    assert violations(source, module) == []


def test_the_table_in_the_document_is_the_one_that_is_checked() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert text == rewritten(text), "docs/architecture.md is stale: run `make docs`"
