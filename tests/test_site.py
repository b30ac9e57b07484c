"""The site of the documents: its navigation has every page, its API reference every public name, and it builds."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
import yaml

import weave_query as wq

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"


class Settings(yaml.SafeLoader):
    """Reads mkdocs.yml without what its tags name."""


Settings.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)
SETTINGS = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Settings)


@pytest.fixture(scope="module")
def hooks() -> ModuleType:
    """What the build adds, which needs no mkdocs to be read."""
    spec = importlib.util.spec_from_file_location("website_hooks", ROOT / "website" / "hooks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pages(navigation: object) -> Iterator[str]:
    """The pages of a navigation, at any depth."""
    match navigation:
        case str():
            yield navigation
        case list():
            for entry in navigation:
                yield from pages(entry)
        case dict():
            yield from pages(list(navigation.values()))


def test_the_navigation_has_every_page_once_and_no_other(hooks: ModuleType) -> None:
    written = [file.relative_to(DOCS).as_posix() for file in DOCS.rglob("*.md")]
    assert sorted(pages(SETTINGS["nav"])) == sorted([*written, *hooks.INCLUDED, *hooks.API])


def test_the_navigation_has_the_headings_of_the_project() -> None:
    assert [next(iter(entry)) for entry in SETTINGS["nav"]] == [
        "Start",
        "Guides",
        "Language",
        "Semantics",
        "Errors",
        "Compatibility",
        "API reference",
        "Architecture",
        "Decisions",
        "Benchmarks",
        "Project",
    ]


def test_what_is_included_is_there(hooks: ModuleType) -> None:
    made = hooks.outside()
    assert set(hooks.INCLUDED) < set(made)
    assert [file for file in made.values() if not (ROOT / file).is_file()] == []
    assert {"examples/server.py", "examples/migrations/env.py"} <= set(made.values())


def test_the_api_reference_has_every_public_name_once(hooks: ModuleType) -> None:
    listed = re.findall(r"^::: (\S+)\.(\w+)$", "".join(hooks.reference(page) for page in hooks.API), re.MULTILINE)
    assert [found for found, number in Counter(listed).items() if number > 1] == []
    assert set(wq.__all__) <= {name for _, name in listed}
    for home, name in listed:
        assert hasattr(import_module(home), name), f"{home}.{name}"


@pytest.mark.parametrize(
    ("page", "written", "expected"),
    [
        ("index.md", "[a](docs/errors.md#warnings)", "[a](errors.md#warnings)"),
        ("index.md", "![a](docs/images/preview-rows.png)", "![a](images/preview-rows.png)"),
        ("index.md", "[a](examples/data/README.md)", "[a](recorded-calls.md)"),
        ("serving.md", "[a](../examples/server.py)", "[a](files/examples/server.py.md)"),
        ("errors.md", "[a](../README.md#what-works-now)", "[a](index.md#what-works-now)"),
        ("decisions/README.md", "[a](0001-two-trees.md)", "[a](0001-two-trees.md)"),
        ("decisions/README.md", "[a](../../README.md)", "[a](../index.md)"),
        ("errors.md", "[a](https://semver.org)", "[a](https://semver.org)"),
        ("errors.md", "[a](there-is-none.md)", "[a](there-is-none.md)"),
        ("python.md", r"| `a \| b`, `c` | x |", "| `a | b`, `c` | x |"),
        ("python.md", r"matches `a\|b`", r"matches `a\|b`"),
        ("errors.md", "```\n[a](../README.md)\n```", "```\n[a](../README.md)\n```"),
    ],
)
def test_links_lead_to_pages_of_the_site(hooks: ModuleType, page: str, written: str, expected: str) -> None:
    assert hooks.rewritten(written, page, hooks.outside()) == expected


@pytest.mark.long
@pytest.mark.skipif(
    importlib.util.find_spec("mkdocs") is None,
    reason="mkdocs, which builds the site, is not there: `make docs` installs it",
)
def test_the_site_builds_without_a_warning_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    loading = re.compile(
        r"<(?:script|img|iframe|source)\b[^>]*\bsrc=\"?(?:https?:)?//|<link\b[^>]*\bhref=\"?(?:https?:)?//"
    )
    built = list(tmp_path.rglob("*.html"))
    assert len(built) > len(list(pages(SETTINGS["nav"])))
    assert [page.name for page in built if loading.search(page.read_text(encoding="utf-8"))] == []
    reference = "".join(page.read_text(encoding="utf-8") for page in (tmp_path / "api").glob("*.html"))
    assert [name for name in wq.__all__ if not re.search(rf'id="weave_query\.[\w.]+\.{name}"', reference)] == []
