"""Room 1: places in a text. A `Span` is a `Location` that is characters, not a way into JSON."""

from __future__ import annotations

from weave_query.errors import Location


class Span(Location):
    """The characters from `start` up to `end` of `source`. It prints as `line:column`, both counted from 1."""

    __slots__ = ("end", "source", "start")

    def __init__(self, source: str, start: int, end: int) -> None:
        super().__init__()
        self.source = source
        self.start = start
        self.end = end

    def child(self, token: str | int) -> Location:
        """Itself: text has no place inside of a word."""
        return self

    @property
    def line(self) -> int:
        return self.source.count("\n", 0, self.start) + 1

    @property
    def column(self) -> int:
        return self.start - self.source.rfind("\n", 0, self.start)

    @property
    def tokens(self) -> tuple[str | int, ...]:
        return (f"{self.line}:{self.column}",)

    @property
    def text(self) -> str:
        """What stands there."""
        return self.source[self.start : self.end]

    def excerpt(self, width: int = 100) -> str:
        """The line of the text, and below it the place underlined. A long line is cut around the place."""
        begin = self.source.rfind("\n", 0, self.start) + 1
        stop = self.source.find("\n", self.start)
        line = self.source[begin : stop if stop >= 0 else len(self.source)]
        at = self.start - begin
        length = max(1, min(self.end, begin + len(line)) - self.start)
        cut = max(0, at + min(length, width // 2) - width + 1)
        shown = line[cut : cut + width]
        before = "".join("\t" if char == "\t" else " " for char in line[cut:at])
        return f"{shown}\n{before}{'^' * max(1, min(length, width - (at - cut)))}"

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Span):
            return False
        return (self.start, self.end, self.source) == (other.start, other.end, other.source)

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.source))
