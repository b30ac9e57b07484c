"""Patterns of `$regexMatch` as the text of an engine's regular expression. Codecs spell with it.

What engines read in different ways is spelled as classes of code points, and the ends of the text by anchors that know
no lines. Characters that mean something to an engine are written by their number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never

from weave_query.syntax.pattern import Anchor, CharacterClass, Choice, Pattern, Range, Repeat, Sequence

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _")


@dataclass(frozen=True, slots=True)
class Spelling:
    """How an engine writes the end of a text, and a character by its number."""

    end: str
    by_number: Callable[[int], str]


RE2 = Spelling(r"\z", lambda code: f"\\x{{{code:X}}}")
POSTGRES = Spelling(r"\Z", lambda code: f"\\u{code:04X}")


def spell(pattern: Pattern, spelling: Spelling) -> str:
    """The pattern as the engine reads it."""
    match pattern:
        case CharacterClass():
            return _spell_class(pattern, spelling)
        case Anchor():
            return spelling.end if pattern.end else "\\A"
        case Repeat():
            return _repeated(pattern.atom, spelling) + _counts(pattern)
        case Sequence():
            return "".join(_in_sequence(item, spelling) for item in pattern.items)
        case Choice():
            return "|".join(spell(branch, spelling) for branch in pattern.branches)
        case _:
            assert_never(pattern)


def _in_sequence(item: Pattern, spelling: Spelling) -> str:
    return _group(item, spelling) if isinstance(item, Choice) else spell(item, spelling)


def _repeated(atom: Pattern, spelling: Spelling) -> str:
    """What a count stands behind. ClickHouse looks for the bytes of a pattern first, and takes `?` for one of the last
    byte of a character alone; of a class it looks for none."""
    spelled = _group(atom, spelling)
    return f"[{spelled}]" if len(spelled) == 1 and not spelled.isascii() else spelled


def _group(item: Pattern, spelling: Spelling) -> str:
    spelled = spell(item, spelling)
    return spelled if isinstance(item, CharacterClass) else f"(?:{spelled})"


def _counts(repeat: Repeat) -> str:
    least, most = repeat.least, repeat.most
    short = {(0, None): "*", (1, None): "+", (0, 1): "?"}.get((least, most))
    if short is not None:
        return short
    if most is None:
        return f"{{{least},}}"
    return f"{{{least}}}" if least == most else f"{{{least},{most}}}"


def _spell_class(characters: CharacterClass, spelling: Spelling) -> str:
    if not characters.negated and len(characters.ranges) == 1 and characters.ranges[0][0] == characters.ranges[0][1]:
        return _character(characters.ranges[0][0], spelling)
    return f"[{'^' if characters.negated else ''}{''.join(_range(each, spelling) for each in characters.ranges)}]"


def _range(bounds: Range, spelling: Spelling) -> str:
    low, high = bounds
    if low == high:
        return _character(low, spelling)
    dash = "" if high == low + 1 else "-"
    return f"{_character(low, spelling)}{dash}{_character(high, spelling)}"


def _character(code: int, spelling: Spelling) -> str:
    character = chr(code)
    return character if character in _PLAIN or code > 127 else spelling.by_number(code)
