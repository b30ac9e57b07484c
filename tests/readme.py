"""The outputs that the documents show, from real runs: `python -m tests.readme` writes them.

A block of `python` is run after those before it, and the block of `text` that follows is what it prints. The first line
of a block of `console` is a command, the rest is what it prints in a pipe. Tests compare them.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PYTHON = ROOT / "docs" / "python.md"
SERVING = ROOT / "docs" / "serving.md"
CONFORMANCE = ROOT / "docs" / "conformance.md"
REFERENCE = ROOT / "docs" / "reference.md"
DIFFERENTIAL = ROOT / "docs" / "differential.md"
BUCKETS = ROOT / "docs" / "buckets.md"
REQUESTS = ROOT / "docs" / "requests.md"
AGGREGATE = ROOT / "docs" / "aggregate.md"
DOCUMENTS = (README, REQUESTS, AGGREGATE, PYTHON, SERVING, CONFORMANCE, REFERENCE, DIFFERENTIAL, BUCKETS)
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def blocks(text: str) -> list[tuple[str, str]]:
    """The fenced blocks: language and text."""
    return [(found[1], found[2]) for found in _BLOCK.finditer(text)]


def rewritten(text: str) -> str:
    """The document with its outputs as they are."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "examples").symlink_to(ROOT / "examples")
        real = _real(blocks(text), Path(folder))
        return _BLOCK.sub(lambda found: f"```{found[1]}\n{next(real)}```", text)


def _real(found: list[tuple[str, str]], folder: Path) -> Iterator[str]:
    names: dict[str, object] = {}
    output: str | None = None
    for language, body in found:
        if language == "text" and output is not None:
            yield output
        elif language == "console":
            command = body.partition("\n")[0]
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
        document.write_text(rewritten(document.read_text(encoding="utf-8")), encoding="utf-8")
        print(f"wrote the outputs in {document.name}")
