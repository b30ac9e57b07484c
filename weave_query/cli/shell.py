"""`weave-query shell`: queries in text, one after the other, with completion and history."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from weave_query.cli import findings, problems
from weave_query.cli.arguments import project
from weave_query.cli.paging import paged
from weave_query.cli.reading import Asked, add_lint, add_options, add_timeout, asked_in_text, begins_query, options_of
from weave_query.cli.run import answer
from weave_query.cli.screen import Screen
from weave_query.cli.stages import shared_stage
from weave_query.errors import Location, ParseError, WeaveQueryError, nearest, shown
from weave_query.urls import existing_only, readable_url

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession

    from weave_query.api import Database
    from weave_query.completion import Observed

FORMATS = ("table", "csv", "json", "jsonl")
COMMANDS = {
    "help": "these commands",
    "project": "\\project entity/project: whose rows the queries are about",
    "format": "\\format table, csv, json or jsonl: how answers are shown",
    "sql": "\\sql QUERY: its statements, not run",
    "plan": "\\plan QUERY: its plan, the same for every backend",
    "engine": "\\engine QUERY: what the database makes of it",
    "fields": "the fields, and the keys that the latest calls have",
    "quit": "leave; so do `exit` and Ctrl+D",
}
# What is understood without a backslash, as no query begins so.
BARE = {"help": "\\help", "quit": "\\quit", "exit": "\\quit"}


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "shell",
        help="ask a database one query after the other",
        description="Ask a database queries in text. A query ends with an empty line or `;`. Tab completes fields, "
        "keys and values out of the latest calls; \\help lists the commands. In a pipe, queries are read from stdin.",
    )
    parser.add_argument("--url", required=True, help="the database, such as duckdb:///traces.duckdb")
    parser.add_argument(
        "--project", type=project, metavar="NAME", help="whose rows the queries are about, entity/project"
    )
    parser.add_argument("--format", choices=FORMATS, default="table", help="default: table")
    add_options(parser)
    add_lint(parser)
    add_timeout(parser)
    parser.set_defaults(command=lambda args, screen: _shell(parser, args, screen))


def _shell(parser: argparse.ArgumentParser, args: argparse.Namespace, screen: Screen) -> int:
    from weave_query.api import connect

    with connect(existing_only(args.url), options=options_of(args)) as db:
        shell = Shell(parser, args, screen, db)
        texts = shell.typed() if sys.stdin.isatty() else read(sys.stdin)
        for text in texts:
            if not shell.do(text):
                break
    return 1 if shell.failed and not sys.stdin.isatty() else 0


def read(lines: Iterable[str]) -> Iterator[str]:
    """The queries in some lines: each ends with an empty line or `;`, a command with its line."""
    text = ""
    for line in lines:
        stripped = line.strip()
        if not text and is_command(stripped):
            yield stripped
            continue
        if stripped and not stripped.endswith(";"):
            text += line if line.endswith("\n") else f"{line}\n"
            continue
        text += stripped.removesuffix(";")
        if text.strip():
            yield text.strip()
        text = ""
    if text.strip():
        yield text.strip()


def is_command(text: str) -> bool:
    """Is it none of a query, and so ends with its line?"""
    return text.startswith("\\") or _bare(text) in BARE


def _bare(text: str) -> str:
    return text.strip().removesuffix(";").rstrip().lower()


class Shell:
    """What is typed goes in, answers go to the screen. failed: was there an error?"""

    def __init__(self, parser: argparse.ArgumentParser, args: argparse.Namespace, screen: Screen, db: Database) -> None:
        self.parser = parser
        self.args = args
        self.screen = screen
        self.db = db
        self.failed = False
        self._observed: dict[str, Observed] = {}

    def do(self, text: str) -> bool:
        """Run a query or a command; errors are shown. Returns whether to go on."""
        try:
            if is_command(text):
                return self._command(BARE.get(_bare(text), text))
            self._run(text)
        except WeaveQueryError as error:
            self.failed = True
            if _is_next_query(error.at):
                error.hint = "`;` or an empty line ends the query before it"
            problems.report(error)
        return True

    def _run(self, text: str) -> None:
        ask = self._asked(text)
        args = argparse.Namespace(format=self.args.format, limit=None, columns=None, kind=ask.request.kind, output=None)
        with paged(self.screen):
            result = answer(self.parser, args, self.screen, self.db, ask)
        if self.args.lint:
            findings.tell(self.db, ask, result)

    def _asked(self, text: str) -> Asked:
        if self.args.project is None:
            raise ParseError("queries are about a project", hint="`\\project entity/project` names it")
        return asked_in_text(text, self.args.project, self.db.options)

    # Commands

    def _command(self, text: str) -> bool:
        name, _, rest = text[1:].partition(" ")
        does: dict[str, Callable[[str], None]] = {
            "help": self._help,
            "project": self._project,
            "format": self._format,
            "sql": self._sql,
            "plan": self._plan,
            "engine": self._engine,
            "fields": self._fields,
        }
        if name in ("quit", "q", "exit"):
            return False
        if name not in does:
            hint = nearest(name, COMMANDS, 1) or "`\\help` lists them"
            raise ParseError(f"{shown(text.split(maxsplit=1)[0])} is no command", hint=hint)
        does[name](rest.strip().removesuffix(";"))
        return True

    def _help(self, rest: str) -> None:
        for name, doc in COMMANDS.items():
            self.screen.line(f"\\{name:<8} {doc}")

    def _project(self, rest: str) -> None:
        if rest:
            self.args.project = rest
        self.screen.note(f"project: {self.args.project or 'none'}")

    def _format(self, rest: str) -> None:
        if rest not in FORMATS:
            known = ", ".join(f"`{each}`" for each in FORMATS)
            raise ParseError(f"{shown(rest)} is no format", hint=nearest(rest, FORMATS) or f"there are {known}")
        self.args.format = rest

    def _sql(self, rest: str) -> None:
        from weave_query.cli.compile import compiled, print_compiled

        ask = self._asked(rest)
        found = compiled(ask.request, ask.where, self.db.backend, pretty=True, options=ask.options)
        print_compiled(self.screen, found)

    def _plan(self, rest: str) -> None:
        ask = self._asked(rest)
        self.screen.line(shared_stage("plan", ask.request, ask.where, ask.options))

    def _engine(self, rest: str) -> None:
        ask = self._asked(rest)
        for text in self.db.explain(ask.request, where=ask.where).values():
            self.screen.line(text)

    def _fields(self, rest: str) -> None:
        from weave_query.cli.fields import catalogue

        for field in catalogue():
            self.screen.line(f"{field['name']}  {field['type']}")
            node = self.observed().columns.get(field["name"])
            for key in sorted(node.members, key=lambda key: -node.members[key].rows) if node is not None else ():
                self.screen.line(f"  {key}  {', '.join(node.members[key].types)}" if node is not None else "")

    def observed(self) -> Observed:
        """What the latest calls of the project have; looked for once."""
        from weave_query.completion import Observed

        project = self.args.project
        if project is None:
            return Observed()
        if project not in self._observed:
            try:
                self._observed[project] = self.db.fields(project)
            except WeaveQueryError:
                # Completion goes on without the rows.
                self._observed[project] = Observed()
        return self._observed[project]

    # On a terminal

    def typed(self) -> Iterator[str]:
        """What is typed on a terminal, with completion and history."""
        session = self._session()
        self.screen.note(f"{readable_url(self.args.url)}; \\help lists the commands, an empty line runs a query")
        while True:
            try:
                text = session.prompt(f"{self.args.project or 'no project'}> ")
            except KeyboardInterrupt:
                continue
            except EOFError:
                return
            if text.strip():
                yield text.strip().removesuffix(";").strip()

    def _session(self) -> PromptSession[str]:
        from weave_query.errors import DriverMissingError

        try:
            from weave_query.cli.prompt import session
        except ImportError:
            raise DriverMissingError(
                "the shell needs prompt_toolkit on a terminal", hint="pip install 'weave-query[cli]'"
            ) from None
        return session(self.observed, _history())


def _is_next_query(at: Location | None) -> bool:
    """Is it the beginning of a line that is a query of its own, behind another?"""
    from weave_query.syntax.text import Span

    if not isinstance(at, Span):
        return False
    before = at.source[: at.start].rpartition("\n")
    return bool(before[1]) and not before[2].strip() and begins_query(at.source[at.start :])


def _history() -> Path:
    """Where what was typed is kept, by the convention of the platform."""
    import os

    base = os.environ.get("XDG_STATE_HOME")
    folder = (Path(base) if base else Path.home() / ".local" / "state") / "weave-query"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "history"
