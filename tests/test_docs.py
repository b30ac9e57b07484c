"""The documents: what the README shows is run and compared, what docs/errors.md explains is what can be raised."""

from __future__ import annotations

import dataclasses
import inspect
import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

import weave_query as wq
from tests import backends_table
from tests.readme import DOCUMENTS, IMAGES, README, ROOT, blocks, content, redrawn, rewritten
from weave_query import errors
from weave_query.errors import UnsupportedError
from weave_query.lint import LintCode
from weave_query.lowering.base import Lowering
from weave_query.requests.kinds import REQUESTS
from weave_query.syntax.json import OPERATORS
from weave_query.testing import LEVELS, load_cases
from weave_query.warnings import WarningCode

ERRORS = ROOT / "docs" / "errors.md"
_LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


# Every case on two engines. What it shows are the numbers of the cases, which are compared below.
WHOLE_SUITE = "$ weave-query conform --url duckdb:// --url sqlite://"


@pytest.mark.parametrize(
    ("document", "without"),
    [
        *(
            pytest.param(
                document,
                [WHOLE_SUITE],
                id=document.name,
                # Their blocks take seconds; `make docs` runs them too.
                marks=[pytest.mark.long] if document.name in ("differential.md", "questions.md") else [],
            )
            for document in DOCUMENTS
        ),
        pytest.param(README, [], id="README.md with the whole suite", marks=pytest.mark.long),
    ],
)
def test_the_outputs_of_a_document_are_real(document: Path, without: list[str]) -> None:
    text = document.read_text(encoding="utf-8")
    languages = [language for language, _ in blocks(text)]
    assert languages.count("text") >= 1
    assert languages.count("python") >= languages.count("text")
    assert languages.count("console") >= (4 if document == README else 0)
    outputs, charts = redrawn(text, without=without)
    assert text == outputs, f"{document.name} is stale: run `python -m tests.readme`"
    assert sorted(re.findall(r"^!\[.+\]\(images/(.+)\)$", text, re.MULTILINE)) == sorted(charts)
    for name, chart in charts.items():
        assert content(chart) == content((IMAGES / name).read_bytes()), f"{name} is stale: run `python -m tests.readme`"


def test_the_readme_shows_as_many_cases_of_each_level_as_there_are() -> None:
    (shown,) = (body for _, body in blocks(README.read_text(encoding="utf-8")) if body.startswith(f"{WHOLE_SUITE}\n"))
    cases = Counter(case.level for case in load_cases())
    lacking = Counter(case.level for case in load_cases() if "regular_expressions" in case.needs)
    rows = {line.split()[0]: re.split(r" {2,}", line)[1:] for line in shown.splitlines()[3:-1]}
    skipped = {level: f", {lacking[level]} skipped" if lacking[level] else "" for level in LEVELS}
    expected = {
        level: [f"{cases[level]} passed", f"{cases[level] - lacking[level]} passed{skipped[level]}"] for level in LEVELS
    }
    expected["all"] = [
        f"{cases.total()} passed",
        f"{cases.total() - lacking.total()} passed, {lacking.total()} skipped",
    ]
    assert rows == expected


def test_every_document_with_code_is_run() -> None:
    """Code in Python and commands; those of `sh` are for a reader's own machine, `py` is tested below."""
    found = [README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
    coded = [file for file in found if {"python", "console"} & {name for name, _ in blocks(file.read_text("utf-8"))}]
    assert [file.name for file in coded if file not in DOCUMENTS] == []


def test_an_output_that_is_not_real_is_found() -> None:
    """The test above can fail: on what Python prints, and on what a command prints."""
    text = "```python\nprint(1)\n```\n\n```text\n2\n```\n\n```console\n$ echo a\nb\n```\n"
    assert rewritten(text) == text.replace("2", "1").replace("b\n```", "a\n```")


def test_a_chart_that_says_something_else_is_found() -> None:
    """The comparison of charts can fail: on a number that is shown, and on a text."""
    draw = """```python
from examples.charts import chart

for name, number, label in (("a", 1.5, "s"), ("b", 1.5000000000001, "s"), ("c", 1.6, "s"), ("d", 1.5, "ms")):
    with chart(name, [number, 2], "A chart") as (panel,):
        panel.plot([1, 2], [1, 2])
        panel.set_ylabel(label)
```
"""
    a, b, c, d = (content(chart) for _, chart in sorted(redrawn(draw)[1].items()))
    assert a == b, "beyond ten digits engines may differ"
    assert a != c
    assert a != d


def test_every_chart_is_drawn_by_a_document() -> None:
    """Pictures of the preview page are taken by its own tests, and shown all the same."""
    showing = [*DOCUMENTS, ROOT / "docs" / "preview.md"]
    drawn = "".join(document.read_text(encoding="utf-8") for document in showing)
    assert [file.name for file in IMAGES.iterdir() if f"](images/{file.name})" not in drawn] == []


def test_the_readme_names_the_two_commands() -> None:
    text = README.read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"demo", "test"} <= set(targets)
    assert set(re.findall(r"^make (\w+)", text, re.MULTILINE)) == {"demo", "test"}


@pytest.mark.parametrize("document", [README, *sorted((ROOT / "docs").rglob("*.md"))], ids=lambda file: file.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    links = [link for link in _LINK.findall(document.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (document.parent / link).exists()] == []


BODIES: dict[str, dict[str, Any]] = {
    "call_stats": {"project_id": "p", "start": "2026-01-01T00:00:00Z", "call_metrics": [{"metric": "call_count"}]},
    "trace_usage": {"project_id": "p", "filter": {"trace_ids": ["t"]}},
    "calls_usage": {"project_id": "p", "call_ids": ["a"]},
    "feedback_aggregate": {"project_id": "p", "after_ms": 0, "before_ms": 1},
    "feedback_stats": {"project_id": "p", "start": "2026-01-01T00:00:00Z", "metrics": [{"json_path": "score"}]},
}


@pytest.mark.parametrize(
    ("document", "heading", "model"),
    [
        ("requests", "`calls_query`", wq.CallsQueryReq),
        ("requests", "`calls_query_stats`", wq.CallsQueryStatsReq),
        ("requests", "`trace_usage`", wq.TraceUsageReq),
        ("requests", "`calls_usage`", wq.CallsUsageReq),
        ("requests", "`filter`", wq.CallsFilter),
        ("aggregate", "`aggregate`", wq.AggregateReq),
        ("aggregate", "Dimension", wq.Dimension),
        ("aggregate", "Bucket", wq.Bucket),
    ],
)
def test_every_key_of_a_request_is_listed_and_has_a_word_in_help(
    document: str, heading: str, model: type[BaseModel]
) -> None:
    text = (ROOT / "docs" / f"{document}.md").read_text(encoding="utf-8")
    (section,) = re.findall(rf"^## {heading}$(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    listed = [
        name for cell in re.findall(r"^\| (`.+?`) \|", section, re.MULTILINE) for name in re.findall(r"`(\w+)`", cell)
    ]
    assert set(listed) == set(model.model_fields)
    assert len(listed) == len(model.model_fields)
    assert [name for name in model.model_fields if f"\n{name}: " not in (model.__doc__ or "")] == []


@pytest.mark.parametrize("kind", REQUESTS)
def test_the_table_of_kinds_is_true(kind: str) -> None:
    (row,) = re.findall(rf"^\| `{kind}` \| (.+) \| (.+) \|$", README.read_text(encoding="utf-8"), re.MULTILINE)
    request = wq.parse_request(kind, BODIES.get(kind, {"project_id": "p"}))
    assert row[0] == "yes"
    if row[1].startswith("yes"):
        assert wq.compile(request, "sqlite").sql
    else:
        assert row[1] == f"refused, {UnsupportedError.code}"
        with pytest.raises(UnsupportedError):
            wq.compile(request, "sqlite")


def test_what_the_readme_says_is_refused_is_refused() -> None:
    text = README.read_text(encoding="utf-8")
    (sentence,) = re.findall(r"^In `calls_query` this is refused with WQ401 too:(.*?)\.", text, re.MULTILINE)
    flags = re.findall(r"`(\w+)`", sentence)
    assert flags
    for flag in flags:
        with pytest.raises(UnsupportedError):
            wq.compile(wq.CallsQueryReq.model_validate({"project_id": "p", flag: True}), "sqlite")


def test_the_readme_lists_the_operators() -> None:
    (sentence,) = re.findall(r"^Operators: (.*?);", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert set(re.findall(r"`(\$\w+)`", sentence)) == set(OPERATORS)


def test_every_option_is_listed_with_its_default() -> None:
    listed = dict(
        re.findall(r"^\| `Options\.(\w+)` \| `(.+?)` \|", (ROOT / "docs" / "serving.md").read_text(), re.MULTILINE)
    )
    given = {field.name: getattr(wq.Options(), field.name) for field in dataclasses.fields(wq.Options)}
    assert listed == {name: "Limits()" if name == "limits" else repr(value) for name, value in given.items()}


def test_every_limit_is_listed_with_its_default() -> None:
    (section,) = re.findall(r"^## Limits$(.*)", (ROOT / "docs" / "semantics.md").read_text(), re.DOTALL | re.MULTILINE)
    listed: dict[str, int | None] = dict.fromkeys(re.findall(r"^\| `(\w+)` \| none \|", section, re.MULTILINE))
    for names, defaults in re.findall(r"^\| (`.+?`) \| ([\d, MiB]+) \|", section, re.MULTILINE):
        numbers = [each.replace(",", "") for each in re.split(r", (?=\d)", defaults)]
        for name, number in zip(re.findall(r"`(\w+)`", names), numbers, strict=True):
            listed[name] = int(number.removesuffix(" MiB")) * (2**20 if "MiB" in number else 1)
    assert listed == dataclasses.asdict(wq.Limits())


def test_the_readme_lists_the_extras() -> None:
    found = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    (section,) = re.findall(r"^## Installing$(.*?)^## ", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert [extra for extra in found if f"`{extra}`" not in section] == []


def test_every_decision_is_listed() -> None:
    """By its number and title, and all have the same parts."""
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"^\| \[(\d{4})\]\((.+)\) \| (.+) \|$", (folder / "README.md").read_text(), re.MULTILINE)
    found = []
    for file in sorted(folder.glob("0*.md")):
        title, *parts = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
        found.append((file.name[:4], file.name, title.partition(" ")[2]))
        assert title.startswith(file.name[:4])
        assert [part for part in parts if part != "Figures"] == ["Context", "Decision", "Consequences"]
    assert listed == found


def error_classes() -> list[type[errors.WeaveQueryError]]:
    """Every class of errors.py."""
    return [
        found
        for _, found in inspect.getmembers(errors, inspect.isclass)
        if issubclass(found, errors.WeaveQueryError) and found.__module__ == errors.__name__
    ]


@pytest.mark.parametrize("error", error_classes(), ids=lambda error: error.__name__)
def test_every_error_is_explained(error: type[errors.WeaveQueryError]) -> None:
    text = ERRORS.read_text(encoding="utf-8")
    assert f"`{error.__name__}`" in text or f"## {error.code} {error.__name__}\n" in text
    if error.code != errors.WeaveQueryError.code:
        assert f"\n## {error.code} {error.__name__}\n" in text


def test_no_code_is_explained_that_is_none() -> None:
    codes = {error.code for error in error_classes()} | {code.value for code in (*WarningCode, *LintCode)}
    assert set(re.findall(r"WQ\d{3}", ERRORS.read_text(encoding="utf-8"))) <= codes


@pytest.mark.parametrize("code", [*WarningCode, *LintCode])
def test_every_warning_is_explained(code: WarningCode | LintCode) -> None:
    assert f"\n**{code.value}** " in ERRORS.read_text(encoding="utf-8")


def test_the_table_of_backends_is_what_they_declare() -> None:
    assert backends_table.DOCUMENT.read_text(encoding="utf-8") == backends_table.document(), "run `make docs`"


def test_the_snippets_of_a_backend_name_nothing_that_they_do_not_import(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "writing-a-backend.md").read_text(encoding="utf-8")
    snippets = [body for language, body in blocks(text) if language == "py"]
    programs = [body for body in snippets if "not a program" not in body]
    assert len(programs) == len(snippets) - 1
    (tmp_path / "acme_backend.py").write_text("\n".join(programs), encoding="utf-8")
    ruff = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "F821", str(tmp_path / "acme_backend.py")]
    ran = subprocess.run(ruff, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
    for line in "\n".join(snippets).splitlines():
        if re.match(r"(from|import) ", line) and "acme" not in line and "__future__" not in line:
            exec(line, {})


def test_what_is_unfinished_has_every_method_that_a_backend_writes() -> None:
    text = (ROOT / "docs" / "writing-a-backend.md").read_text(encoding="utf-8")
    (section,) = re.findall(r"^### The methods to write$(.*?)^### ", text, re.DOTALL | re.MULTILINE)
    listed = re.findall(r"`(\w+)\(", "\n".join(re.findall(r"^\| (`.+?) \|", section, re.MULTILINE)))
    assert set(listed) == set(Lowering.__abstractmethods__)
