"""What is shipped: the wheel and the source distribution, and the wheel in an empty environment without extras."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.wheels import ROOT, build, environment, run

DIALECTS = ("clickhouse", "postgres", "duckdb", "sqlite")
PACKAGES = {"weave_query", "weave_query_grammar", *(f"weave_query_{dialect}" for dialect in DIALECTS)}
COMPILE = """
import weave_query
for dialect in {dialects!r}:
    compiled = weave_query.compile(weave_query.CallsQueryReq(project_id="acme/bot", limit=5), dialect)
    print(dialect, compiled.sql)
"""


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` of an environment with the wheel, its dependencies and nothing else."""
    return environment(tmp_path_factory.mktemp("empty") / "venv", [wheel])


def _names(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_has_the_six_packages_at_its_top_and_nothing_else(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in _names(wheel)}
    assert {top for top in tops if not top.endswith(".dist-info")} == PACKAGES


def test_the_wheel_has_types_schemas_and_the_license(wheel: Path) -> None:
    names = _names(wheel)
    assert {f"{package}/py.typed" for package in PACKAGES} <= names
    assert {f"weave_query_{dialect}/ddl.sql" for dialect in DIALECTS} <= names
    assert {"weave_query_grammar/terminals.lark", "weave_query_grammar/condition.lark"} <= names
    assert "weave_query-0.1.0.dist-info/licenses/LICENSE" in names


def test_the_wheel_has_the_preview_page_as_it_is_built(wheel: Path) -> None:
    built = {"index.html", "page.css", "page.js", "LICENSES.txt"}
    folder = "weave_query/preview_page/static/"
    assert {name.removeprefix(folder) for name in _names(wheel) if name.startswith(folder)} == built


def test_the_wheel_has_every_module_of_the_tree(wheel: Path) -> None:
    trees = [(ROOT, ROOT / "weave_query"), *((folder.parent, folder) for folder in ROOT.glob("[bg]*/weave_query_*"))]
    modules = {str(file.relative_to(base)) for base, tree in trees for file in tree.rglob("*.py")}
    assert "weave_query_grammar/__init__.py" in modules
    assert modules == {name for name in _names(wheel) if name.endswith(".py")}


def test_the_wheel_has_every_case_of_the_conformance_suite(wheel: Path) -> None:
    folder = ROOT / "weave_query" / "testing" / "cases"
    files = {str(file.relative_to(ROOT)) for file in folder.rglob("*.toml")}
    assert len(files) >= 18
    assert files == {name for name in _names(wheel) if name.endswith(".toml")}


def test_the_wheel_registers_the_backends_and_the_command(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        points = archive.read("weave_query-0.1.0.dist-info/entry_points.txt").decode()
    assert "weave-query = weave_query.cli:main" in points
    assert all(f"{dialect} = weave_query_{dialect}:backend" in points for dialect in DIALECTS)


def test_the_source_distribution_has_what_a_wheel_is_built_from_and_the_documents(distributions: Path) -> None:
    with tarfile.open(next(distributions.glob("*.tar.gz"))) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames()}
    wanted = {
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "docs/architecture.md",
        "weave_query/api/database.py",
    }
    assert wanted <= names
    assert {"backends/weave_query_sqlite/ddl.sql", "grammar/weave_query_grammar/query.lark"} <= names
    assert not [name for name in names if name.startswith((".venv", "tests", "examples", ".git/"))]


def test_the_wheel_of_the_source_distribution_is_the_wheel_of_the_tree(
    builder: Path, distributions: Path, wheel: Path, tmp_path: Path
) -> None:
    with tarfile.open(next(distributions.glob("*.tar.gz"))) as archive:
        archive.extractall(tmp_path, filter="data")
    source = next(tmp_path.iterdir())
    build(builder, source, tmp_path / "dist", "-t", "wheel")
    assert (tmp_path / "dist" / wheel.name).read_bytes() == wheel.read_bytes()


def test_the_wheel_alone_compiles_for_all_dialects(installed: Path) -> None:
    """No extra, so no driver: compiling needs none."""
    printed = run(installed / "python", "-c", COMPILE.format(dialects=DIALECTS))
    assert [line.split()[:2] for line in printed.splitlines()] == [[dialect, "SELECT"] for dialect in DIALECTS]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_command_of_the_wheel_compiles_for_all_dialects(installed: Path, dialect: str, tmp_path: Path) -> None:
    """Without the extra `cli` its output is plain."""
    request = tmp_path / "request.json"
    request.write_text(json.dumps({"project_id": "acme/bot", "limit": 5}), encoding="utf-8")
    printed = run(installed / "weave-query", "compile", request, "--backend", dialect)
    assert "SELECT" in printed
    assert "\x1b[" not in printed


def test_connecting_without_the_driver_names_the_extra(installed: Path) -> None:
    code = (
        "import weave_query\n"
        "try:\n    weave_query.connect('duckdb://')\n"
        "except weave_query.WeaveQueryError as error:\n    print(error)"
    )
    printed = run(installed / "python", "-c", code)
    assert "WQ503" in printed
    assert "the extra `duckdb` of weave-query" in printed


def test_asking_for_regular_expressions_without_their_library_names_the_extra(installed: Path) -> None:
    code = (
        "import weave_query\n"
        "options = weave_query.Options(driver_functions=True)\n"
        "try:\n    weave_query.connect('sqlite://', options=options)\n"
        "except weave_query.WeaveQueryError as error:\n    print(error)"
    )
    printed = run(installed / "python", "-c", code)
    assert "WQ503" in printed
    assert "the extra `regex` of weave-query" in printed


@pytest.mark.parametrize("levels", [["strings", "aggregation"], pytest.param([], marks=pytest.mark.long)])
def test_the_conformance_suite_of_the_wheel_needs_no_extra(installed: Path, levels: list[str]) -> None:
    """All levels where none is named."""
    asked = [part for level in levels for part in ("--level", level)]
    printed = run(installed / "weave-query", "conform", "--url", "sqlite://", "--json", *asked)
    assert json.loads(printed)["passed"] is True


@pytest.mark.long
def test_the_conformance_suite_of_the_wheel_runs_with_pytest(wheel: Path, tmp_path: Path) -> None:
    """In an environment with the wheel and its extra `testing`, in a folder that knows nothing of the project."""
    wanted = f"weave-query[testing] @ {wheel.as_uri()}"
    suite = ("-p", "weave_query.testing.plugin", "--pyargs", "weave_query.testing.suite", "--wq-backend", "sqlite://")
    python = environment(tmp_path / "venv", [wanted], known="weave-query[testing]") / "python"
    printed = run(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *suite, folder=tmp_path)
    assert " passed" in printed
    assert " failed" not in printed
