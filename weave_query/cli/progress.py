"""How far loading is, on stderr: a bar of `rich`, a line that is written over, or nothing in a pipe."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from weave_query.cli.screen import has_colour

if TYPE_CHECKING:
    from rich.progress import TaskID

    from weave_query.api import Database

Progress = Callable[[str, int, int | None, int | None], None]


class Steps(Protocol):
    """What is told after a step of `what`: how many are done, of how many, and figures beside them."""

    def __call__(self, what: str, done: int, total: int, figures: str = "") -> None: ...


# The sources of `Database.load` and the tables they fill, in the order of loading.
SOURCES = {
    "objects": "objects",
    "tables": "table_rows",
    "prices": "llm_token_prices",
    "calls": "calls",
    "feedback": "feedback",
    "queue_items": "annotation_queue_items",
}


def load_files(db: Database, files: Mapping[str, Path | BinaryIO]) -> dict[str, int]:
    """Create the schema and load the files, by source; the rows written, by table."""
    db.create_schema()
    with progress([table for source, table in SOURCES.items() if source in files]) as told:
        return db.load(**files, progress=told)


@contextmanager
def progress(tables: Sequence[str]) -> Iterator[Progress | None]:
    """What `Database.load` calls after each batch of one of these tables."""
    if has_colour(sys.stderr):
        with _bar(tables) as told:
            yield told
    elif sys.stderr.isatty():
        yield _line
        print(" " * 60, end="\r", file=sys.stderr, flush=True)
    else:
        yield None


def _line(table: str, rows: int, done: int | None, total: int | None) -> None:
    share = f"  {100 * done // total:3d} %" if done is not None and total else ""
    print(f"{table:24.24}{rows:12,} rows{share}".ljust(60), end="\r", file=sys.stderr, flush=True)


@contextmanager
def steps() -> Iterator[Steps | None]:
    """What is called after each step of something: what it is, how many are done, and of how many."""
    if has_colour(sys.stderr):
        with _steps_bar() as told:
            yield told
    elif sys.stderr.isatty():
        yield _steps_line
        print(" " * (shutil.get_terminal_size().columns - 1), end="\r", file=sys.stderr, flush=True)
    else:
        yield None


def _steps_line(what: str, done: int, total: int, figures: str = "") -> None:
    line = f"{what:40.40}{done:6,} of {total:,}".ljust(60) + figures
    print(line[: shutil.get_terminal_size().columns - 1], end="\r", file=sys.stderr, flush=True)


@contextmanager
def _steps_bar() -> Iterator[Steps]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    figures_column = TextColumn("{task.fields[figures]}")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), figures_column)
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def told(what: str, done: int, total: int, figures: str = "") -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total, figures=figures)
            bar.update(tasks[what], completed=done, total=total, figures=figures)

        yield told


@contextmanager
def _bar(tables: Sequence[str]) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rows]} rows"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        # Without a total a bar moves to and fro: a first batch can take seconds.
        tasks = {table: bar.add_task(table, total=None, rows="0") for table in tables}

        def told(table: str, rows: int, done: int | None, total: int | None) -> None:
            bar.update(tasks[table], completed=done, total=total, rows=f"{rows:,}")

        yield told
