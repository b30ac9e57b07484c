"""Room 1: what may stand at a place of a text: for completion, which is asked while a text is written."""

from __future__ import annotations

from dataclasses import dataclass

from weave_query.syntax.text.parser import Start, parser


@dataclass(frozen=True, slots=True)
class Word:
    """A token before the place. type: the terminal of the grammar."""

    type: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Expected:
    """before: the tokens before the place. terminals: what may follow, by the names of the grammar."""

    before: tuple[Word, ...]
    terminals: frozenset[str]

    @property
    def last(self) -> Word | None:
        return self.before[-1] if self.before else None


def expected_after(text: str, start: Start) -> Expected | None:
    """What may follow a text that is the beginning of a condition or a query; None where it is none."""
    from lark.exceptions import UnexpectedInput

    running = parser().parse_interactive(text, start=start)
    before: list[Word] = []
    try:
        for token in running.iter_parse():
            before.append(Word(token.type, str(token), token.start_pos or 0))
        return Expected(tuple(before), frozenset(running.accepts()))  # type: ignore[no-untyped-call]
    except UnexpectedInput:
        return None
