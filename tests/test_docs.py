"""The documents: what the README shows is run and compared, what docs/errors.md explains is what can be raised."""

from __future__ import annotations

import contextlib
import inspect
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import weave_query as wq
from weave_query import errors
from weave_query.errors import UnsupportedError
from weave_query.requests.kinds import REQUESTS
from weave_query.syntax.json import OPERATORS

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
ERRORS = ROOT / "docs" / "errors.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


def blocks(text: str) -> list[tuple[str, str]]:
    """The fenced blocks: language and text."""
    return [(found[1], found[2]) for found in _BLOCK.finditer(text)]


def printed(code: str, names: dict[str, object]) -> str:
    """What a block of Python prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, str(README), "exec"), names)
    return out.getvalue()


def shell(command: str, folder: Path) -> str:
    """What a command prints in a pipe, both streams, with this Python's scripts on the path."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    return ran.stdout


def python_parts() -> list[tuple[str, str]]:
    """Each block of Python with the output that follows it."""
    found = blocks(README.read_text(encoding="utf-8"))
    return [
        (text, found[number + 1][1])
        for number, (language, text) in enumerate(found)
        if language == "python" and found[number + 1][0] == "text"
    ]


def test_the_python_of_the_readme_prints_what_it_says() -> None:
    """One after the other, as somebody reads them."""
    names: dict[str, object] = {}
    parts = python_parts()
    assert len(parts) == len([1 for language, _ in blocks(README.read_text(encoding="utf-8")) if language == "python"])
    for code, expected in parts:
        assert printed(code, names) == expected


def test_the_commands_of_the_readme_print_what_it_says(tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    consoles = [text for language, text in blocks(README.read_text(encoding="utf-8")) if language == "console"]
    assert consoles
    for text in consoles:
        command, _, expected = text.partition("\n")
        assert shell(command.removeprefix("$ "), tmp_path) == expected


def test_the_readme_names_the_two_commands() -> None:
    text = README.read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"demo", "test"} <= set(targets)
    assert set(re.findall(r"^make (\w+)", text, re.MULTILINE)) == {"demo", "test"}


@pytest.mark.parametrize("document", [README, *sorted((ROOT / "docs").rglob("*.md"))], ids=lambda file: file.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    links = [link for link in _LINK.findall(document.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (document.parent / link).exists()] == []


BODIES = {
    "call_stats": {"project_id": "p", "start": "2026-01-01T00:00:00Z"},
    "trace_usage": {"project_id": "p", "filter": {"trace_ids": ["t"]}},
    "calls_usage": {"project_id": "p", "call_ids": ["a"]},
    "feedback_aggregate": {"project_id": "p", "after_ms": 0, "before_ms": 1},
}


@pytest.mark.parametrize("kind", REQUESTS)
def test_the_table_of_kinds_is_true(kind: str) -> None:
    (row,) = re.findall(rf"^\| `{kind}` \| (.+) \| (.+) \|$", README.read_text(encoding="utf-8"), re.MULTILINE)
    request = wq.parse_request(kind, BODIES.get(kind, {"project_id": "p"}))
    assert row[0] == "yes"
    try:
        wq.compile(request, "sqlite")
    except UnsupportedError as error:
        assert row[1] == f"refused, {error.code}"
    else:
        assert row[1].startswith("yes")


def test_what_the_readme_says_is_refused_is_refused() -> None:
    text = README.read_text(encoding="utf-8")
    (sentence,) = re.findall(r"are refused with WQ401 too:(.*?), and the fields", text, re.DOTALL)
    flags = re.findall(r"`(\w+)`", sentence)
    assert len(flags) == 5
    for flag in flags:
        value = ["inputs.x"] if flag == "expand_columns" else True
        with pytest.raises(UnsupportedError):
            wq.compile(wq.CallsQueryReq.model_validate({"project_id": "p", flag: value}), "sqlite")
    for field in ("feedback.[*].payload.x", "annotation_queue_items.queue_id"):
        with pytest.raises(UnsupportedError):
            wq.compile(wq.CallsQueryReq(project_id="p", query={"$expr": {"$eq": [{"$getField": field}, 1]}}), "sqlite")


def test_the_readme_lists_the_operators() -> None:
    (sentence,) = re.findall(r"^Operators: (.*?);", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert set(re.findall(r"`(\$\w+)`", sentence)) == set(OPERATORS)


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
    codes = {error.code for error in error_classes()}
    assert set(re.findall(r"WQ\d{3}", ERRORS.read_text(encoding="utf-8"))) <= codes
