"""Lint: a finding, its code, and the change that mends it. docs/errors.md explains each code."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

from weave_query.errors import Location, short_place
from weave_query.syntax.paths import FieldPath
from weave_query.syntax.text.spans import Span


class LintCode(Enum):
    """The codes of findings. Like those of errors, they stay. Those below WQ850 are warnings of compiling."""

    ALWAYS_FALSE = "WQ851"
    ALWAYS_TRUE = "WQ852"
    CONTRADICTION = "WQ853"
    REPEATED = "WQ854"
    UNSEEN_KEY = "WQ855"
    OTHER_TYPE = "WQ856"
    DOCUMENT_AS_KEY = "WQ857"
    COUNTED_TWICE = "WQ858"
    WITHOUT_ORDER = "WQ859"
    DATE_AS_MOMENT = "WQ860"
    NAME_AS_REF = "WQ861"
    SHORT_ID = "WQ862"
    NO_CALLS = "WQ863"
    COUNTED_WHATEVER = "WQ864"
    DAY_OF_ANOTHER_ZONE = "WQ865"
    ROOTS_ALONE = "WQ866"
    UNSEEN_VALUE = "WQ867"
    COST_OF_ROOTS = "WQ868"
    EXCEPTION_AS_SHOWN = "WQ869"
    NUMBER_AS_DATE = "WQ870"
    NO_METRIC = "WQ871"
    OTHER_UNIT = "WQ872"
    RANGE_WITHOUT_CALLS = "WQ873"
    SHARE_AS_PERCENTILE = "WQ874"


@dataclass(frozen=True, slots=True)
class Fix:
    """A change of the text: what stands at `at` becomes `text`."""

    title: str
    at: Span
    text: str

    def applied(self) -> str:
        """The whole text with the change."""
        return self.at.source[: self.at.start] + self.text + self.at.source[self.at.end :]


@dataclass(frozen=True, slots=True)
class Setting:
    """A change beside the request: `stored_usage` is an option that it runs with, `project` whose rows it is about."""

    title: str
    name: Literal["stored_usage", "project"]
    value: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is hardly meant: its code, one sentence of fact, the place, what to do about it.

    fix: the change that does it, where the request is text and one change does. setting: the change beside it. key: the
    path of calls that was not seen, which calls before those that were looked at may have.
    """

    code: str
    message: str
    at: Location
    hint: str
    fix: Fix | None = None
    setting: Setting | None = None
    key: FieldPath | None = None

    def __str__(self) -> str:
        place = f" at {short_place(str(self.at))}" if self.at.tokens else ""
        return f"{self.code}{place}: {self.message}; {self.hint}"
