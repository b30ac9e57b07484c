"""The judge's regular expressions: a pattern of the language in, a Python pattern that means the same out."""

from __future__ import annotations

import re
from functools import cache

from tests.oracle.values import OracleError, fold_letter

PUNCTUATION = "\\.^$|?*+()[]{}-/\"'!#%&,:;<=>@_`~ "
SHORTHANDS = {"d": "0-9", "w": "0-9A-Za-z_", "s": "\\t-\\r "}
COUNT = re.compile(r"\{([0-9]{1,3})(?:(,)([0-9]{1,3})?)?\}")
# A letter outside this range has no other case.
LETTERS = range(0x20, 0x1F000)


@cache
def cases() -> dict[str, frozenset[str]]:
    """Each letter that has other cases -> all of them."""
    groups: dict[str, set[str]] = {}
    for letter in map(chr, LETTERS):
        if not 0xD800 <= ord(letter) < 0xE000:
            groups.setdefault(fold_letter(letter), set()).add(letter)
    return {letter: frozenset(group) for group in groups.values() if len(group) > 1 for letter in group}


def translated(pattern: str, folded: bool) -> re.Pattern[str]:
    """The pattern, to be searched for. Raises OracleError for what the language does not have."""
    reader = Reader(pattern, folded)
    found, times = reader.choice(0)
    if reader.rest:
        raise OracleError(f"a group too many is closed before {reader.rest!r}")
    if times > 1000:
        raise OracleError("counts that multiply to more than 1000")
    return re.compile(found)


class Reader:
    """What is left of a pattern. Every method takes its part from the front and gives Python's spelling."""

    def __init__(self, pattern: str, folded: bool) -> None:
        self.rest = pattern
        self.folded = folded

    def take(self, text: str) -> bool:
        found = self.rest.startswith(text)
        self.rest = self.rest[len(text) :] if found else self.rest
        return found

    def letter(self) -> str:
        if not self.rest:
            raise OracleError("a pattern that breaks off")
        found, self.rest = self.rest[0], self.rest[1:]
        return found

    def choice(self, depth: int) -> tuple[str, int]:
        """Branches, and the largest product of their nested counts."""
        if depth > 50:
            raise OracleError("groups deeper than 50")
        branches = [self.branch(depth)]
        while self.take("|"):
            branches.append(self.branch(depth))
        return "|".join(text for text, _ in branches), max(times for _, times in branches)

    def branch(self, depth: int) -> tuple[str, int]:
        made, most = "", 1
        while self.rest and self.rest[0] not in "|)":
            text, times = self.piece(depth)
            made, most = made + text, max(most, times)
        return made, most

    def piece(self, depth: int) -> tuple[str, int]:
        if self.rest[0] in "^$":
            made, times = {"^": r"\A", "$": r"\Z"}[self.letter()], 1
        else:
            (made, times), (repeat, count) = self.atom(depth), self.repeat()
            if not repeat:
                return made, times
            made, times = made + repeat, times * max(count, 1)
        if self.rest and self.rest[0] in "*+?{":
            raise OracleError("an anchor or a repetition that is repeated")
        return made, times

    def repeat(self) -> tuple[str, int]:
        """A repetition and what it multiplies by, or nothing."""
        if self.rest and self.rest[0] in "*+?":
            return self.letter(), 1
        if not self.rest.startswith("{"):
            return "", 1
        match = COUNT.match(self.rest)
        if match is None:
            raise OracleError("a count that is none")
        least = int(match[1])
        most = int(match[3]) if match[3] else least
        if max(least, most) > 255 or most < least:
            raise OracleError("a count out of bounds")
        self.rest = self.rest[match.end() :]
        return match[0], most

    def atom(self, depth: int) -> tuple[str, int]:
        letter = self.letter()
        if letter == "(":
            if not self.take("?:") and self.rest.startswith("?"):
                raise OracleError("a group of an unknown kind")
            inner, times = self.choice(depth + 1)
            if not self.take(")"):
                raise OracleError("a group that is not closed")
            return f"(?:{inner})", times
        if letter == "[":
            return self.bracket(), 1
        if letter == ".":
            return r"[^\n]", 1
        if letter == "\\":
            escaped = self.escaped()
            return f"[{escaped if len(escaped) > 1 else self.members(escaped, escaped)}]", 1
        if letter in "*+?{]}":
            raise OracleError(f"{letter!r} at an odd place")
        return f"[{self.members(letter, letter)}]", 1

    def escaped(self) -> str:
        """What stands after a backslash: the ranges of a shorthand, or a character."""
        letter = self.letter()
        if letter not in SHORTHANDS and letter not in PUNCTUATION:
            raise OracleError(f"no such escape: {letter!r}")
        return SHORTHANDS.get(letter, letter)

    def bracket(self) -> str:
        made = "^" if self.take("^") else ""
        empty = True
        while empty or not self.rest.startswith("]"):
            first = self.class_letter()
            empty = False
            if len(first) > 1:
                made += first
            elif self.rest.startswith("-") and not self.rest.startswith("-]"):
                self.letter()
                last = self.class_letter()
                if len(last) > 1 or last < first:
                    raise OracleError("a range that is none")
                made += self.members(first, last)
            else:
                made += self.members(first, first)
        self.letter()
        return f"[{made}]"

    def class_letter(self) -> str:
        if self.rest.startswith(("[", "]")):
            raise OracleError("an empty class, or a bracket in a class")
        return self.escaped() if self.take("\\") else self.letter()

    def members(self, first: str, last: str) -> str:
        """The characters of a range, and when folded their other cases."""
        made = f"{re.escape(first)}-{re.escape(last)}"
        if not self.folded:
            return made
        return made + "".join(
            re.escape(other) for letter, group in cases().items() if first <= letter <= last for other in sorted(group)
        )
