"""The line that the shell is typed on: completion, history, several lines. Imported with prompt_toolkit only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion, ThreadedCompleter
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from weave_query.completion import Observed, complete


class QueryCompleter(Completer):
    """Completes queries in text out of what was seen; commands are completed by their names."""

    def __init__(self, observed: Callable[[], Observed], commands: Iterable[str]) -> None:
        self.observed = observed
        self.commands = tuple(commands)

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """What may stand at the cursor."""
        text, cursor = document.text, document.cursor_position
        if text.startswith("\\"):
            name, space, rest = text[:cursor].partition(" ")
            if not space:
                yield from (Completion(each, -len(name) + 1) for each in self.commands if each.startswith(name[1:]))
                return
            text, cursor = rest + text[document.cursor_position :], len(rest)
        for found in complete(text, cursor, observed=self.observed(), only_queries=True):
            yield Completion(found.text, found.start - cursor, display_meta=found.doc[:80])


def session(observed: Callable[[], Observed], history: Path, **terminal: Any) -> PromptSession[str]:
    """A prompt. An empty line or `;` at the end of a line ends a query, a command ends with its line.

    terminal: `input` and `output` of prompt_toolkit, for tests.
    """
    from weave_query.cli.shell import COMMANDS, is_command

    bindings = KeyBindings()

    @bindings.add("enter")
    def _(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        text = buffer.text
        is_whole = is_command(text.strip()) or text.rstrip().endswith(";") or not text.strip()
        if is_whole or text.endswith("\n"):
            buffer.validate_and_handle()
        else:
            buffer.insert_text("\n")

    return PromptSession(
        completer=ThreadedCompleter(QueryCompleter(observed, COMMANDS)),
        history=FileHistory(str(history)),
        auto_suggest=AutoSuggestFromHistory(),
        multiline=True,
        key_bindings=bindings,
        prompt_continuation=lambda width, number, is_soft: "... ".rjust(width),
        **terminal,
    )
