"""The command line `weave-query`: arguments come in, text and an exit code go out. The door is `main`.

Plain output needs the standard library only; `rich`, the extra `cli`, adds tables and colour on a terminal.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from weave_query.cli.arguments import Parser
from weave_query.cli.reading import NoFileError
from weave_query.errors import BackendNotFoundError, LoadError, WeaveQueryError
from weave_query.urls import WrongUrlError

_EPILOG = """\
exit codes:
  0  done
  1  an error, printed to stderr as `error: CODE at PLACE: what is wrong; hint`
  2  wrong usage of the command line: an argument, a command, a kind, a backend, a scheme of urls, a file or a database
     that there is not
  3  of `conform` and `fuzz`: nothing failed, but something was not run, or nothing was checked

NO_COLOR=1 switches colour off; in a pipe there never is any. Codes are explained in docs/errors.md."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; errors go to stderr, never as a traceback."""
    from weave_query.cli.screen import Screen

    _never_fail_to_encode()
    args = argparse.Namespace()
    try:
        _, unknown = parser().parse_known_args(argv, args)
        if unknown:
            args.parser.unrecognized(unknown)
        return int(args.command(args, Screen.of_stdout()))
    except SystemExit as exit:  # argparse has printed what there is to say
        return int(exit.code or 0)
    except WeaveQueryError as error:
        from weave_query.cli.problems import report

        report(error, as_json=getattr(args, "json", False) or getattr(args, "format", "table") != "table")
        return _code(error)
    except BrokenPipeError:
        # The reader has gone, as `head` does; the interpreter must not try to flush into it either.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def parser() -> Parser:
    """The parser of all commands; each sets `command`, a function of the arguments and the screen, and `parser`."""
    from weave_query.cli import (
        backends,
        compile,
        completions,
        conform,
        demo,
        diff,
        explain,
        fields,
        fmt,
        fuzz,
        lint,
        load,
        preview,
        run,
        schema,
        shell,
    )

    found = Parser(
        prog="weave-query",
        description="Queries of LLM traces, compiled to SQL for ClickHouse, Postgres, DuckDB and SQLite.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    found.add_argument("--version", action="version", version=_version())
    commands = found.add_subparsers(title="commands", metavar="COMMAND", required=True)
    looking = (backends, fields, schema, compile, diff, explain, fmt, lint)
    for module in (*looking, load, run, shell, preview, conform, fuzz, demo, completions):
        module.add_to(commands)
    for command in commands.choices.values():
        command.set_defaults(parser=command)
    return found


def _code(error: WeaveQueryError) -> int:
    """2 where the command line names what there is not, a backend, a file or a database; 1 for everything else."""
    if isinstance(error, LoadError):
        return 2 if error.row is None else 1  # the file cannot be opened, or has a row that is wrong
    return 2 if isinstance(error, (BackendNotFoundError, NoFileError, WrongUrlError)) else 1


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"weave-query {version('weave-query')}"
    except PackageNotFoundError:
        return "weave-query, not installed as a distribution"


def _never_fail_to_encode() -> None:
    """What the terminal's encoding cannot show is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
