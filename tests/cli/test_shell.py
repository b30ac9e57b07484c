"""The shell: queries out of a pipe, commands, completion and what is typed on a terminal."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from weave_query.cli.shell import read

PROJECT = "northwind/support-bot"


@pytest.fixture
def shell(cli: Cli, url: str, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    def call(text: str, *args: str):  # type: ignore[no-untyped-def]
        monkeypatch.setattr("sys.stdin", io.StringIO(text))
        return cli("shell", "--url", url, *args)

    return call


def test_queries_are_told_apart() -> None:
    text = "calls\nlimit 5;\n\\sql calls\n\n\ncount calls\n\nstats latency\n  last 7d\n"
    assert list(read(io.StringIO(text))) == ["calls\nlimit 5", "\\sql calls", "count calls", "stats latency\n  last 7d"]


def test_queries_out_of_a_pipe_are_answered(shell) -> None:  # type: ignore[no-untyped-def]
    ran = shell("count calls;\ncalls where latency > 30s\nselect id limit 1;\n", "--project", PROJECT)
    assert (ran.code, ran.err) == (0, "")
    assert "3109" in ran.out
    assert "first 1 call\n" in ran.out


def test_an_error_is_shown_and_the_next_query_answered(shell) -> None:  # type: ignore[no-untyped-def]
    ran = shell("calls where latncy > 1;\ncount calls;", "--project", PROJECT)
    assert ran.code == 1
    assert "latncy" in ran.err
    assert "3109" in ran.out


def test_commands(shell) -> None:  # type: ignore[no-untyped-def]
    ran = shell(
        "count calls;\n\\project northwind/support-bot\n\\format json\ncount calls;\n\\sql calls\n\\plan calls\n"
        "\\engine calls limit 1\n\\help\n\\nope\n\\quit\ncount calls;\n"
    )
    assert "`\\project entity/project` names it" in ran.err
    assert '"count": 3109' in ran.out
    assert ran.out.count("3109") == 1
    assert "SELECT" in ran.out
    assert "Scan calls" in ran.out
    assert "SEARCH c" in ran.out or "SCAN c" in ran.out
    assert "\\quit" in ran.out
    assert "`\\nope` is no command" in ran.err


def test_lines_that_are_queries_of_their_own_are_told_what_separates_them(shell) -> None:  # type: ignore[no-untyped-def]
    ran = shell("calls limit 1\ncalls limit 2\n", "--project", PROJECT)
    assert ran.code == 1
    assert "error: WQ101 at 2:1: `calls` stands where" in ran.err
    assert "; `;` or an empty line ends the query before it\n" in ran.err
    inside = shell("calls limit 1 calls\n", "--project", PROJECT)
    assert "empty line" not in inside.err


@pytest.mark.parametrize("word", ["quit", "exit", "EXIT;", "\\exit", "\\q"])
def test_the_words_that_people_leave_with_are_understood(shell, word: str) -> None:  # type: ignore[no-untyped-def]
    ran = shell(f"help\ncount calls;\n{word}\nnonsense;\n", "--project", PROJECT)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("\\help ")
    assert "3109" in ran.out


def test_the_prompt_completes_and_ends_a_query_with_an_empty_line(tmp_path: Path) -> None:
    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document
    from prompt_toolkit.input import create_pipe_input
    from prompt_toolkit.output import DummyOutput

    from weave_query.cli.prompt import QueryCompleter, session
    from weave_query.completion import Observed

    with create_pipe_input() as typed:
        typed.send_text("calls limit 5\r\r" + "count calls;\r" + "\\help\r" + "exit\r")
        prompt = session(Observed, tmp_path / "history", input=typed, output=DummyOutput())
        assert [prompt.prompt("> ").strip() for _ in range(4)] == ["calls limit 5", "count calls;", "\\help", "exit"]
    assert "count calls" in (tmp_path / "history").read_text()
    completer = QueryCompleter(Observed, ["help", "sql"])

    def offered(text: str) -> list[str]:
        return [each.text for each in completer.get_completions(Document(text), CompleteEvent())]

    assert offered("\\he") == ["help"]
    assert offered("\\sql calls wh") == ["where"]
    assert offered("calls where sta")[0] == "status"


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_a_script_completes_the_command_line(cli: Cli, name: str) -> None:
    ran = cli("completion", name)
    assert (ran.code, ran.err) == (0, "")
    for word in ("preview", "lint", "approximate-percentiles", "feedback_aggregate"):
        assert word in ran.out


def test_bash_completes_with_the_script(cli: Cli) -> None:
    script = cli("completion", "bash").out

    def completed(*words: str) -> list[str]:
        line = " ".join(f"'{word}'" for word in words)
        asking = f"{script}\nCOMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; _weave_query; echo ${{COMPREPLY[@]}}"
        return subprocess.run(["bash", "-c", asking], capture_output=True, text=True, check=True).stdout.split()

    assert completed("weave-query", "li") == ["lint"]
    assert completed("weave-query", "run", "--for") == ["--format"]
    assert completed("weave-query", "run", "--format", "js") == ["json", "jsonl"]
