"""Running the command line as a person does: in a pipe, and under a pseudo-terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path

ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_MAIN = "import sys; from weave_query.cli import main; sys.exit(main(sys.argv[1:]))"


def in_a_pipe(
    *args: str, input: str = "", cwd: Path | None = None, without: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own; packages in `without` cannot be imported there."""
    command = [sys.executable, "-c", _blocked(without) + _MAIN, *args]
    return subprocess.run(
        command, input=input, capture_output=True, text=True, encoding="utf-8", check=False, cwd=cwd, timeout=120
    )


def on_a_terminal(
    *args: str, columns: int = 80, env: Mapping[str, str] | None = None, without: Sequence[str] = ()
) -> tuple[int, str]:
    """The exit code and all that the terminal got, stderr too."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    clean = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS", "TERM")}
    process = subprocess.Popen(
        [sys.executable, "-c", _blocked(without) + _MAIN, *args],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**clean, "TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8", **(env or {})},
    )
    os.close(theirs)
    output = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    return process.wait(timeout=120), output.decode("utf-8").replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other side has closed
        return b""


def _blocked(packages: Sequence[str]) -> str:
    return "".join(f"import sys; sys.modules[{name!r}] = None\n" for name in packages)


def plain(text: str) -> str:
    """The text without what steers a terminal."""
    return ESCAPE.sub("", text)
