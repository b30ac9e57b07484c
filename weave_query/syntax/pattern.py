"""Room 1: a regular expression of `$regexMatch`, parsed. `regex` makes it, backends spell it for their engines."""

from __future__ import annotations

from dataclasses import dataclass

Range = tuple[int, int]
"""Code points, both ends included."""


@dataclass(frozen=True, slots=True)
class CharacterClass:
    """One character out of the ranges of code points, or out of all others."""

    ranges: tuple[Range, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """The begin of the text, or its end."""

    end: bool


@dataclass(frozen=True, slots=True)
class Repeat:
    """An atom, `least` to `most` times; `most` None is no bound."""

    atom: Pattern
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    branches: tuple[Pattern, ...]


Pattern = CharacterClass | Anchor | Repeat | Sequence | Choice

# `.` is every character but the newline.
ANY = CharacterClass(((10, 10),), negated=True)
