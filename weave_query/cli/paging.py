"""What is longer than the terminal goes through the pager that the environment names."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout

from weave_query.cli.screen import Screen


@contextmanager
def paged(screen: Screen) -> Iterator[None]:
    """Let what is printed within go through a pager where the terminal has fewer lines."""
    if screen.columns is None:
        yield
        return
    kept = io.StringIO()
    try:
        with redirect_stdout(kept):
            yield
    finally:
        text = kept.getvalue()
        if text.count("\n") > shutil.get_terminal_size().lines - 2:
            import pydoc

            pydoc.pager(text)
        else:
            sys.stdout.write(text)
