"""Room 0: warnings, what is worth knowing about a request that is answered all the same. docs/errors.md explains each.

WQ801  a key that the request does not have was ignored
WQ802  types that never meet: a condition that is true for no row, a result that is null in every row
WQ803  a text that the field never has
WQ804  a path as other languages write it
WQ805  a condition without a field
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from weave_query.errors import Location, short_place


class WarningCode(Enum):
    """The codes of warnings. Like those of errors, they stay."""

    IGNORED_KEY = "WQ801"
    NEVER_MEETS = "WQ802"
    UNKNOWN_VALUE = "WQ803"
    OTHER_SYNTAX = "WQ804"
    NO_FIELD = "WQ805"


@dataclass(frozen=True, slots=True)
class QueryWarning:
    """A warning about a request: its code, one sentence of fact, the place in the request, and what to do, or None.

    Neither a value of a row nor one of the request is in it, but for a text that names a field. `str()` has all of it.
    """

    code: str
    message: str
    at: Location
    hint: str | None = None

    def __str__(self) -> str:
        place = f" at {short_place(str(self.at))}" if self.at.tokens else ""
        return f"{self.code}{place}: {self.message}" + (f"; {self.hint}" if self.hint else "")


def ignored_key(at: Location) -> QueryWarning:
    """The warning of a key that was left out of a request."""
    return QueryWarning(WarningCode.IGNORED_KEY.value, "the unknown key was ignored", at)
