"""Room 1: the regular expressions of `$regexMatch`, a language of our own that means one thing everywhere.

Text comes in, a pattern goes out that backends spell for their engines. Engines differ in `.` and newlines, in `$`
before a final newline, in Unicode digits, in bounds of repeats and in POSIX brackets; what they could read differently
is spelled out, and what is not in this grammar is an error with its place.

    pattern     = branch { "|" branch }
    branch      = { anchor | atom [ quantifier ] }
    anchor      = "^" | "$"                                         begin and end of the text
    atom        = character | "." | class | "\\d" | "\\w" | "\\s" | group
    group       = "(" pattern ")" | "(?:" pattern ")"
    quantifier  = "*" | "+" | "?" | "{n}" | "{n,}" | "{m,n}"        n up to 255
"""

from __future__ import annotations

from typing import NoReturn

from weave_query.errors import Location, ParseError, shown
from weave_query.folding import fold_classes, fold_groups
from weave_query.syntax.pattern import ANY, Anchor, CharacterClass, Choice, Pattern, Range, Repeat, Sequence
from weave_query.syntax.regex_hints import LAZY, POSSESSIVE, foreign
from weave_query.syntax.regex_size import size_of

MAX_COUNT = 255
# RE2 refuses more, whatever the nesting.
MAX_REPEATS = 1_000
# What RE2 takes by size, and PostgreSQL within a second: see `regex_size`.
MAX_RANGES = 4_000
MAX_ARCS = 100_000
MAX_ANCHOR_PAIRS = 16
_MAX_DEPTH = 50
_PUNCTUATION = frozenset("\\.^$|?*+()[]{}-/\"'!#%&,:;<=>@_`~ ")
_LAST = 0x10FFFF

_SHORTHANDS: dict[str, tuple[Range, ...]] = {
    "d": ((48, 57),),
    "w": ((48, 57), (65, 90), (95, 95), (97, 122)),
    "s": ((9, 13), (32, 32)),
}


def parse_regex(text: str, at: Location | None = None, *, case_insensitive: bool = False) -> Pattern:
    """Parse a regular expression. Case-insensitive ones match by the package's folding table.

    Raises ParseError (WQ101) with the position of what is not in the grammar, and for patterns that are too large for
    some engine.
    """
    parser = _Parser(text, at, case_insensitive)
    pattern = parser.choice(0)
    if parser.position < len(text):
        parser.fail("`)` closes no group")
    too_large = _too_large(pattern)
    if too_large is not None:
        parser.fail(too_large, 0)
    return pattern


def _too_large(pattern: Pattern) -> str | None:
    if _repeats(pattern) > MAX_REPEATS:
        return f"nested counts multiply to more than {MAX_REPEATS}"
    size = size_of(pattern)
    if size.ranges > MAX_RANGES:
        return f"with its counts written out it has more than {MAX_RANGES:,} ranges of characters"
    if size.arcs > MAX_ARCS:
        return f"with its counts written out, a character may follow another in more than {MAX_ARCS:,} ways"
    if size.pairs > MAX_ANCHOR_PAIRS:
        return f"with its counts written out, more than {MAX_ANCHOR_PAIRS} pairs of anchors may stand side by side"
    return None


def _repeats(pattern: Pattern) -> int:
    """The product of nested counts, at its greatest."""
    match pattern:
        case Repeat():
            count = pattern.most if pattern.most is not None else pattern.least
            return max(count, 1) * _repeats(pattern.atom)
        case Sequence():
            return max(map(_repeats, pattern.items), default=1)
        case Choice():
            return max(map(_repeats, pattern.branches), default=1)
        case _:
            return 1


class _Parser:
    """One pass over the text, left to right."""

    def __init__(self, text: str, at: Location | None, folded: bool) -> None:
        self.text = text
        self.at = at
        self.folded = folded
        self.position = 0

    def fail(self, fact: str, position: int | None = None, known: tuple[str, str | None] | None = None) -> NoReturn:
        """known: what other dialects have there. Else the text tells."""
        where = self.position if position is None else position
        rest = self.text[where : where + 12]
        place = f", at {shown(rest)}" if rest else ", at its end"
        name, hint = known or foreign(self.text[where:]) or (None, None)
        if name is not None:
            fact = f"{name} is not in the language" + ("" if hint else f"; {fact}")
        raise ParseError(
            f"the regular expression is wrong at character {where + 1}{place}: {fact}", at=self.at, hint=hint
        )

    def peek(self) -> str:
        return self.text[self.position] if self.position < len(self.text) else ""

    def take(self) -> str:
        found = self.peek()
        self.position += 1
        return found

    def choice(self, depth: int) -> Pattern:
        if depth > _MAX_DEPTH:
            self.fail(f"groups are nested deeper than {_MAX_DEPTH}")
        branches = [self.branch(depth)]
        while self.peek() == "|":
            self.position += 1
            branches.append(self.branch(depth))
        return branches[0] if len(branches) == 1 else Choice(tuple(branches))

    def branch(self, depth: int) -> Pattern:
        items: list[Pattern] = []
        while (character := self.peek()) and character not in "|)":
            if character in "^$":
                self.position += 1
                items.append(Anchor(end=character == "$"))
                if self.peek() and self.peek() in "*+?{":
                    self.fail("an anchor cannot be repeated")
            else:
                items.append(self.quantified(depth))
        return items[0] if len(items) == 1 else Sequence(tuple(items))

    def quantified(self, depth: int) -> Pattern:
        atom = self.atom(depth)
        bounds = self.quantifier()
        if bounds is None:
            return atom
        if self.peek() and self.peek() in "*+?{":
            known = {"?": LAZY, "+": POSSESSIVE}.get(self.peek())
            self.fail("a quantifier cannot be repeated; put the atom into a group", known=known)
        return Repeat(atom, *bounds)

    def quantifier(self) -> tuple[int, int | None] | None:
        simple: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
        character = self.peek()
        if character and character in simple:
            self.position += 1
            return simple[character]
        return self.counts() if character == "{" else None

    def counts(self) -> tuple[int, int | None]:
        start = self.position
        self.position += 1
        least = self.number(start)
        most: int | None = least
        if self.peek() == ",":
            self.position += 1
            most = None if self.peek() == "}" else self.number(start)
        if self.take() != "}":
            self.fail("a count is `{n}`, `{n,}` or `{m,n}`", start)
        if most is not None and most < least:
            self.fail("a count goes from the smaller to the greater number", start)
        return least, most

    def number(self, start: int) -> int:
        digits = ""
        while self.peek().isascii() and self.peek().isdigit():
            digits += self.take()
        if not digits:
            self.fail("a count is `{n}`, `{n,}` or `{m,n}`; `\\{` is the character", start)
        if len(digits) > 3 or int(digits) > MAX_COUNT:
            self.fail(f"a count is at most {MAX_COUNT}", start)
        return int(digits)

    def atom(self, depth: int) -> Pattern:
        character = self.peek()
        match character:
            case "(":
                return self.group(depth)
            case "[":
                return self.bracket()
            case ".":
                self.position += 1
                return ANY
            case "\\":
                return self.escape()
            case _:
                return self.plain(character)

    def plain(self, character: str) -> Pattern:
        if character in "*+?{":
            self.fail("a quantifier follows nothing")
        if character in "]}":
            self.fail(f"`\\{character}` is the character")
        self.position += 1
        return self.character(character)

    def group(self, depth: int) -> Pattern:
        start = self.position
        self.position += 1
        if self.peek() == "?":
            if self.text[self.position : self.position + 2] != "?:":
                self.fail("a group is `(...)` or `(?:...)`", start)
            self.position += 2
        inner = self.choice(depth + 1)
        if self.take() != ")":
            self.fail("the group is not closed", start)
        return inner

    def escape(self) -> Pattern:
        start = self.position
        self.position += 1
        letter = self.take()
        if letter in _SHORTHANDS:
            return CharacterClass(_SHORTHANDS[letter])
        if letter not in _PUNCTUATION:
            self.fail("an escape is `\\d`, `\\w`, `\\s` or a punctuation character", start)
        return self.character(letter)

    def character(self, character: str) -> CharacterClass:
        characters = fold_classes(character)[0] if self.folded else character
        return CharacterClass(tuple((ord(each), ord(each)) for each in sorted(set(characters))))

    def bracket(self) -> CharacterClass:
        start = self.position
        self.position += 1
        negated = self.peek() == "^"
        self.position += negated
        ranges: list[Range] = []
        while self.peek() != "]":
            if not self.peek():
                self.fail("the class is not closed", start)
            ranges += self.member()
        self.position += 1
        if not ranges:
            self.fail("a class has at least one character", start)
        return CharacterClass(_merged(ranges), negated)

    def member(self) -> list[Range]:
        first = self.class_character()
        if isinstance(first, tuple):
            return list(first)
        if self.peek() != "-" or self.text[self.position + 1 : self.position + 2] == "]":
            return self.cased((first, first))
        start = self.position
        self.position += 1
        last = self.class_character()
        if isinstance(last, tuple) or last < first:
            self.fail("a range goes from the smaller to the greater character", start)
        return self.cased((first, last))

    def cased(self, range: Range) -> list[Range]:
        """The range, and its other cases where they count. A shorthand stays ASCII."""
        return [range, *_folded(range)] if self.folded else [range]

    def class_character(self) -> int | tuple[Range, ...]:
        start = self.position
        character = self.take()
        if character == "[":
            self.fail("`\\[` is the character", start)
        if character != "\\":
            return ord(character)
        letter = self.take()
        if letter in _SHORTHANDS:
            return _SHORTHANDS[letter]
        if letter not in _PUNCTUATION:
            self.fail("an escape is `\\d`, `\\w`, `\\s` or a punctuation character", start)
        return ord(letter)


def _folded(range: Range) -> list[Range]:
    """The other cases of the characters in the range."""
    low, high = range
    return [
        (ord(character), ord(character))
        for group in fold_groups()
        if any(low <= ord(member) <= high for member in group)
        for character in group
    ]


def _merged(ranges: list[Range]) -> tuple[Range, ...]:
    """The same characters in ascending ranges that do not touch."""
    found: list[Range] = []
    for low, high in sorted(ranges):
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return tuple(found)
