"""`weave-query preview` as a process: it says where the page is, and ends well."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import weave_query as wq
from tests.preview_page.test_answers import SUPPORT
from tests.preview_page.test_opened import RESEARCH
from weave_query.cli import main

# A process that a shell started in the background does not hear Ctrl+C, and neither do those that it starts.
HEARING = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from weave_query.cli import main; sys.exit(main())"
)
COMMAND = (sys.executable, "-c", HEARING, "preview", "--port", "0")


@contextmanager
def started(*arguments: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The line that it prints, and the process."""
    with subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline(), process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


def rows(url: str, text: str, project: str) -> int:
    body = json.dumps({"source": "text", "text": text, "project": project}).encode()
    asked = urllib.request.Request(f"{url}api/run", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(asked, timeout=30) as answer:
        return len(json.load(answer)["tables"][0]["rows"])


def about(url: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{url}api/about", timeout=30) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


@pytest.mark.long
def test_the_recorded_calls_have_projects_and_hold_usage_that_is_told_by_the_calls_below() -> None:
    for arguments, policy in (((), "auto"), (("--stored-usage", "own"), "own")):
        with started(*arguments) as (line, _):
            found = about(line.strip().partition(": ")[2])
            assert (found["stored_usage"], found["projects"]) == (policy, [RESEARCH, SUPPORT])


def test_without_a_url_it_has_the_recorded_calls() -> None:
    with started("--rows", "7") as (line, process):
        title, _, url = line.strip().partition(": ")
        assert (title, url.startswith("http://127.0.0.1:")) == (
            *("recorded calls in DuckDB, until 2025-11-07 16:08 UTC", True),
        )
        assert rows(url, "calls", SUPPORT) == 7
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stderr is not None
        assert process.stderr.read() == ""


def test_a_database_is_read_and_its_password_is_not_shown(tmp_path: Path) -> None:
    call = {"id": "c", "project_id": "p", "op_name": "o", "trace_id": "t", "started_at": "2026-01-01T00:00:00Z"}
    url = f"sqlite:///{tmp_path}/a.db"
    with wq.connect(url) as db:
        db.create_schema()
        db.load(calls=[call])
    with started("--url", f"{url}?mode=ro") as (line, _):
        assert line.startswith(f"{url}: http://127.0.0.1:")
        address = line.strip().rpartition(": ")[2]
        assert rows(address, "calls", "p") == 1
        assert (about(address)["stored_usage"], about(address)["projects"]) == ("own", [])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--port", "65536"), "a port is a number from 0 to 65535"),
        (("--port", "x"), "a number from 0 on"),
        (("--timeout-seconds", "soon"), "a number of seconds, not `soon`"),
        (("--rows", "0"), "a number from 1 on"),
        (("--data", "nowhere"), "no calls.jsonl.gz in nowhere"),
        (("--host", "192.0.2.1", "--port", "0"), "cannot be listened on"),
    ],
)
def test_wrong_usage_is_told(arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preview", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preview", "--url", f"sqlite:///{tmp_path}/none.db"]) == 2
    assert "WQ505" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_timeout_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preview", "--timeout-seconds", "-1"]) == 1
    assert "WQ507" in capsys.readouterr().err
