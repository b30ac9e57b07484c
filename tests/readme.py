"""The outputs that the documents show, from real runs: `python -m tests.readme` writes them.

A block of `python` is run after those before it, and the block of `text` that follows is what it prints. The first line
of a block of `console` is a command, the rest is what it prints in a pipe. Charts that the code writes into docs/images
come along. Tests compare them, charts by what they say: where a line ends on the paper depends on the machine.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
COMPATIBILITY = ROOT / "docs" / "compatibility.md"
PYTHON = ROOT / "docs" / "python.md"
SERVING = ROOT / "docs" / "serving.md"
SQLALCHEMY = ROOT / "docs" / "sqlalchemy.md"
CONFORMANCE = ROOT / "docs" / "conformance.md"
REFERENCE = ROOT / "docs" / "reference.md"
DIFFERENTIAL = ROOT / "docs" / "differential.md"
BUCKETS = ROOT / "docs" / "buckets.md"
REQUESTS = ROOT / "docs" / "requests.md"
AGGREGATE = ROOT / "docs" / "aggregate.md"
LANGUAGE = ROOT / "docs" / "language.md"
TOOLS = ROOT / "docs" / "tools.md"
PAGING = ROOT / "docs" / "paging.md"
QUESTIONS = ROOT / "docs" / "questions.md"
QUERY = ROOT / "docs" / "query.md"
SQL = ROOT / "docs" / "sql.md"
DOCUMENTS = (
    README,
    QUERY,
    SQL,
    REQUESTS,
    AGGREGATE,
    PAGING,
    QUESTIONS,
    LANGUAGE,
    TOOLS,
    PYTHON,
    SERVING,
    SQLALCHEMY,
    CONFORMANCE,
    REFERENCE,
    DIFFERENTIAL,
    BUCKETS,
    COMPATIBILITY,
)
IMAGES = ROOT / "docs" / "images"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def blocks(text: str) -> list[tuple[str, str]]:
    """The fenced blocks: language and text."""
    return [(found[1], found[2]) for found in _BLOCK.finditer(text)]


def rewritten(text: str) -> str:
    """The document with its outputs as they are."""
    return redrawn(text)[0]


def redrawn(text: str, *, without: Collection[str] = ()) -> tuple[str, Mapping[str, bytes]]:
    """The document with its outputs as they are, and the charts that its code draws, by the names of their files.

    without: commands that are not run; what the document shows of them is left as it is.
    """
    with TemporaryDirectory() as folder:
        (Path(folder) / "examples").symlink_to(ROOT / "examples")
        real = iter(
            list(_real(blocks(text), Path(folder), without))
        )  # all of them: the last one may draw and print nothing
        outputs = _BLOCK.sub(lambda found: f"```{found[1]}\n{next(real)}```", text)
        return outputs, {file.name: file.read_bytes() for file in Path(folder, "docs", "images").glob("*.svg")}


def content(image: bytes) -> list[str]:
    """What a chart says: its texts in order, the title and the numbers that it keeps among them."""
    return [text for text in (found.strip() for found in ET.fromstring(image).itertext()) if text]


def _real(found: list[tuple[str, str]], folder: Path, without: Collection[str]) -> Iterator[str]:
    names: dict[str, object] = {}
    output: str | None = None
    for language, body in found:
        if language == "text" and output is not None:
            yield output
        elif language == "console" and (command := body.partition("\n")[0]) not in without:
            yield f"{command}\n{_shell(command.removeprefix('$ '), folder)}"
        else:
            yield body
        output = _printed(body, names, folder) if language == "python" else None


def _printed(code: str, names: dict[str, object], folder: Path) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.chdir(folder):
        exec(compile(code, "a document", "exec"), names)
    return out.getvalue()


def _shell(command: str, folder: Path) -> str:
    """Both streams of a command, with the scripts of this Python on the path."""
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


if __name__ == "__main__":
    for document in DOCUMENTS:
        outputs, images = redrawn(document.read_text(encoding="utf-8"))
        document.write_text(outputs, encoding="utf-8")
        for name, image in images.items():
            (IMAGES / name).write_bytes(image)
        print(f"wrote the outputs in {document.name}")
