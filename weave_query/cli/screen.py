"""Where output goes: a terminal with `rich`, a terminal without, or a pipe. Plain text everywhere but in the first."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, TextIO

from weave_query.cli.layout import GAP, PLAIN, WIDE, Style, layout
from weave_query.cli.text import document, raw, width


@dataclass(frozen=True)
class Screen:
    """Standard output. columns: the width of the terminal, None in a pipe. colour: may `rich` be used?"""

    columns: int | None = None
    colour: bool = False

    @classmethod
    def of_stdout(cls) -> Screen:
        """What standard output is now."""
        if not sys.stdout.isatty():
            return cls()
        return cls(shutil.get_terminal_size().columns, has_colour(sys.stdout))

    def line(self, text: str = "") -> None:
        """A line of text."""
        print(text)

    def heading(self, text: str) -> None:
        """A line that begins a part."""
        self._styled(text, "bold")

    def note(self, text: str) -> None:
        """A line beside the matter."""
        self._styled(text, "dim")

    def change(self, line: str) -> None:
        """A line of a difference."""
        self._styled(line, {"+": "green", "-": "red", "@": "dim"}.get(line[:1], "none"))

    def json(self, value: Any, *, pretty: bool = True) -> None:
        """A JSON document. Its escapes are those of JSON."""
        text = json.dumps(value, ensure_ascii=False, indent=2 if pretty else None)
        self._code(text, "json")

    def sql(self, text: str) -> None:
        """A statement. Nothing is wrapped, so that it can be copied."""
        self._code(text, "sql")

    def has(self, columns: int) -> bool:
        """Are there so many columns? A pipe has room for everything."""
        return self.columns is None or self.columns >= columns

    def document(self, value: Any) -> None:
        """A JSON document in few lines."""
        self._code(document(value, min(self.columns or WIDE, WIDE)), "json")

    def table(self, header: Sequence[str], rows: Sequence[Sequence[Any]], style: Style = PLAIN) -> None:
        """A table, fitted to the width of the terminal."""
        head, *body = layout(header, rows, self.columns, style)
        if self.colour:
            _rich_table(head, body)
            return
        for row in (head, ["-" * width(text) for text in head], *body):
            print(GAP.join(row).rstrip())

    def csv(self, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Comma-separated values with a header. Null is empty, documents are JSON, times ISO 8601."""
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([raw(value) for value in row] for row in rows)

    def _styled(self, text: str, style: str) -> None:
        if not self.colour:
            print(text)
            return
        from rich.console import Console
        from rich.text import Text

        Console().print(Text(text, style=style), soft_wrap=True)

    def _code(self, text: str, language: str) -> None:
        if not self.colour:
            print(text)
            return
        from rich.console import Console
        from rich.syntax import Syntax

        # Highlighted as text: Syntax itself would break long lines and pad short ones.
        shown = Syntax("", language, theme="ansi_dark", background_color="default").highlight(text)
        shown.rstrip()
        Console().print(shown, soft_wrap=True)


def has_colour(stream: TextIO) -> bool:
    """May the stream get colours: a terminal, `rich` installed, and nobody said no?"""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not stream.isatty():
        return False
    return find_spec("rich") is not None


def _rich_table(head: Sequence[str], body: Sequence[Sequence[str]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    # One space of padding and one between columns, as wide as a plain gap.
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, len(GAP) - 1, 0, 0))
    for name in head:
        table.add_column(Text(name), no_wrap=True)
    for row in body:
        table.add_row(*map(Text, row))
    # A table that is wider than the terminal is not cut a second time.
    needed = sum(map(width, head)) + len(GAP) * len(head)
    Console(width=max(shutil.get_terminal_size().columns, needed)).print(table)
