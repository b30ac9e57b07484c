"""Room 0: every error that reaches a user. Codes are stable; docs/errors.md explains each.

WeaveQueryError
├── RequestError (ValueError)     the caller's; safe to show; HTTP 4xx
│   ├── ParseError            WQ101  not a request or a query: unknown operator or key, wrong arity, bad text
│   ├── CursorError           WQ102  a cursor that was not made for this request; begin at the first page
│   ├── UnknownFieldError     WQ201  no such field; names the nearest
│   ├── TypeMismatchError     WQ202  operands that can never be compared
│   └── LimitError            WQ301  a limit was passed; names it
├── UnsupportedError          WQ401  this backend cannot; names the capability; HTTP 422
├── BackendError                  the environment
│   ├── BackendNotFoundError  WQ501  no such backend; lists those installed
│   ├── BackendConflictError  WQ502  two distributions register one name
│   ├── DriverMissingError    WQ503  names the extra to install
│   ├── ExecutionError        WQ504  wraps a driver's error; has the SQL and parameter names, never values
│   ├── ConnectionUrlError    WQ505  a url that no backend can open
│   ├── LoadError             WQ506  a row or a source that cannot be loaded; names the row and the path
│   ├── SettingsError         WQ507  a storage map or limits that cannot be, told when they are made
│   └── StatementTimeoutError WQ508  a statement that took longer than it may; an ExecutionError too
├── DecodeError               WQ601  the database answered something else: column, expected type, what came
├── CaseFileError             WQ701  a file of the conformance suite that cannot be read; names the file and the place
└── InternalError             WQ901  ours: an impossible tree; please report it
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher, get_close_matches
from typing import Any, ClassVar, Literal

from weave_query.synonyms import synonym


class Location:
    """Where in a request something stands: a linked JSON pointer, written out only when somebody looks.

    `Location().child("query").child("$expr")` prints `/query/$expr`. Building one is O(1), so a parser can
    give one to every node.
    """

    __slots__ = ("parent", "token")

    def __init__(self, parent: Location | None = None, token: str | int | None = None) -> None:
        self.parent = parent
        self.token = token

    def child(self, token: str | int) -> Location:
        return Location(self, token)

    @property
    def tokens(self) -> tuple[str | int, ...]:
        """The way from the root, outermost first."""
        found: list[str | int] = []
        node: Location | None = self
        while node is not None:
            if node.token is not None:
                found.append(node.token)
            node = node.parent
        return tuple(reversed(found))

    def excerpt(self, width: int = 100) -> str | None:
        """What stands there, for people: None in JSON, two lines in a text."""
        return None

    def __str__(self) -> str:
        """The JSON pointer for people: long keys are cut, control characters escaped. `tokens` is exact."""
        return "".join("/" + _readable(str(token)).replace("~", "~0").replace("/", "~1") for token in self.tokens)

    def __repr__(self) -> str:
        return f"Location({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Location) and self.tokens == other.tokens

    def __hash__(self) -> int:
        return hash(self.tokens)


ROOT = Location()


class WeaveQueryError(Exception):
    """The base of every error of weave_query.

    message: one sentence of fact, without values of rows. hint: what to do, or None. at: where in the request,
    or None. others: further errors found in the same go. origin: whose mistake it is, that of the `request`, or of the
    `where` that a server wrote beside it.
    """

    code: ClassVar[str] = "WQ000"

    def __init__(self, message: str, *, at: Location | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.at = at
        self.hint = hint
        self.others: tuple[WeaveQueryError, ...] = ()
        self.origin: Literal["request", "where"] = "request"

    def excerpt(self, width: int = 100) -> str | None:
        """The line of a text that the error is about, and below it the place underlined; None where there is none."""
        return self.at.excerpt(width) if self.at is not None else None

    def __str__(self) -> str:
        place = f" at {short_place(str(self.at))}" if self.at is not None and self.at.tokens else ""
        hint = f"; {self.hint}" if self.hint else ""
        more = f" (and {len(self.others)} more)" if self.others else ""
        return f"{self.code}{place}: {self.message}{hint}{more}"


class RequestError(WeaveQueryError, ValueError):
    """The request is wrong. Safe to show to the caller; an HTTP server answers 422 with `detail()`."""

    def detail(self) -> dict[str, Any]:
        """The body that the published service gives for an invalid request (its `HTTPValidationError`)."""
        return _detail(self)


def _detail(error: WeaveQueryError) -> dict[str, Any]:
    return {"detail": [_detail_row(found) for found in (error, *error.others)]}


def _detail_row(error: WeaveQueryError) -> dict[str, Any]:
    tokens = error.at.tokens if error.at is not None else ()
    message = f"{error.message}; {error.hint}" if error.hint else error.message
    root = () if error.origin == "where" else ("body",)
    return {"loc": [*root, *tokens], "msg": message, "type": error.code}


class ParseError(RequestError):
    """Not a request, or not a query: unknown operator or key, wrong arity, wrong type, bad text."""

    code = "WQ101"


class CursorError(RequestError):
    """A cursor that cannot be used: changed, cut, of another key, release or request. It says no more than that."""

    code = "WQ102"

    def __init__(self, message: str) -> None:
        super().__init__(message, at=Location(token="after"), hint="begin at the first page, without a cursor")


class UnknownFieldError(RequestError):
    """A name that is not in the catalogue; the hint has the nearest names."""

    code = "WQ201"


class TypeMismatchError(RequestError):
    """Operands that can never be compared, such as a date column and a text that is no date."""

    code = "WQ202"


class LimitError(RequestError):
    """A limit of `Limits` was passed. `limit` is its name."""

    code = "WQ301"

    def __init__(self, limit: str, message: str, *, at: Location | None = None, hint: str | None = None) -> None:
        super().__init__(message, at=at, hint=hint or f"the limit is `Limits.{limit}`")
        self.limit = limit


class UnsupportedError(WeaveQueryError):
    """A backend, or this release, cannot do what was asked; never answered with wrong SQL."""

    code = "WQ401"

    def __init__(
        self, message: str, *, capability: str | None = None, at: Location | None = None, hint: str | None = None
    ) -> None:
        super().__init__(message, at=at, hint=hint)
        self.capability = capability

    def detail(self) -> dict[str, Any]:
        """The same body as for a wrong request: a service answers 422 here too."""
        return _detail(self)


class BackendError(WeaveQueryError):
    """Something about the environment: backends, drivers, databases."""


class BackendNotFoundError(BackendError):
    """No installed distribution registers that backend."""

    code = "WQ501"


class BackendConflictError(BackendError):
    """Two installed distributions register the same backend name."""

    code = "WQ502"


class DriverMissingError(BackendError):
    """The database's driver is not installed; the hint names the extra."""

    code = "WQ503"


_NAME = re.compile(r"[\w.]{1,100}")


class ExecutionError(BackendError):
    """The database refused. `sql` is the statement, `parameters` the names of its parameters; values never show.

    position: the character of `sql`, counted from 0, that the database complains about, where it says so; `at` is then
    the place of the request that stands there, where one does.
    """

    code = "WQ504"

    def __init__(
        self,
        message: str,
        *,
        sql: str | None = None,
        parameters: Iterable[str] = (),
        hint: str | None = None,
        position: int | None = None,
    ) -> None:
        # No value of a row: what stands in the statement are names of tables and columns.
        near = _NAME.match(sql, position) if sql is not None and position is not None else None
        super().__init__(f"{message}, at `{near[0]}`" if near is not None else message, hint=hint)
        self.sql = sql
        self.parameters = tuple(parameters)
        self.position = position


class StatementTimeoutError(ExecutionError):
    """A statement took longer than `Options.timeout_seconds`, and was ended. The database and the connection go on."""

    code = "WQ508"


class ConnectionUrlError(BackendError):
    """A url that no installed backend can open, or that names something impossible."""

    code = "WQ505"


class LoadError(BackendError):
    """A row that cannot be stored as it is, or a source that cannot be read.

    `row` is its 1-based number in its source, None when the source has not been read that far; `path` the place in it.
    """

    code = "WQ506"

    def __init__(
        self, message: str, *, table: str, row: int | None, path: str | None = None, source: str | None = None
    ) -> None:
        place = f"row {row} of {source or table}" + (f", {path}" if path else "") if row is not None else None
        super().__init__(f"{place}: {message}" if place else message)
        self.table = table
        self.row = row
        self.path = path
        self.source = source


class SettingsError(BackendError, ValueError):
    """What a server settles once cannot be: a storage map with a name that there is not, a limit that none keeps."""

    code = "WQ507"


class DecodeError(WeaveQueryError):
    """A database answered something that its column cannot hold. `column`, `expected` and `got` are names of types."""

    code = "WQ601"

    def __init__(self, column: str, expected: str, got: str) -> None:
        super().__init__(f"column `{column}` should be {expected}, the database gave {got}")
        self.column = column
        self.expected = expected
        self.got = got


class CaseFileError(WeaveQueryError):
    """A file of conformance cases that cannot be read. `source` is the file, with the row or the case in it."""

    code = "WQ701"

    def __init__(self, message: str, *, source: str | None = None, hint: str | None = None) -> None:
        super().__init__(f"{source}: {message}" if source else message, hint=hint)
        self.source = source


class InternalError(WeaveQueryError):
    """A defect of weave_query or of a backend: an impossible tree, or one that the verifier refuses."""

    code = "WQ901"

    def __init__(self, message: str, *, at: Location | None = None) -> None:
        super().__init__(message, at=at, hint="this is a defect, please report it")


def short_place(place: str, length: int = 120) -> str:
    """A place as a sentence shows it: a long one without its middle."""
    half = length // 2
    return place if len(place) <= length else f"{place[:half]}…{place[1 - half :]}"


def nearest(name: str, candidates: Iterable[str], count: int = 3, cutoff: float = 0.6) -> str | None:
    """A hint such as "nearest: `inputs`, `id`", or None when nothing is near. Long names are cut first.

    What has another name here, as `mean` has, is known by `weave_query.synonyms`. A name that begins with the given one
    is nearer than one that is spelled alike.
    """
    known = set(candidates)
    if (said := synonym(name[:64], known)) is not None:
        return said
    found = list(_ranked(name[:64], sorted(known), cutoff))[:count]
    return "nearest: " + ", ".join(f"`{match}`" for match in found) if found else None


def _ranked(name: str, known: Sequence[str], cutoff: float) -> dict[str, None]:
    """The names that are near, the nearest first: those that begin so; a slip of the finger; those with such a word in
    them, as `user` is in `wb_user_id`, or whose first word begins it, as that of `op_name` does `oper`; those alike."""
    folded = name.casefold()
    begun = [each for each in known if len(name) > 1 and each.casefold().startswith(folded)]
    alike = get_close_matches(name, known, n=5, cutoff=cutoff if len(name) > 2 else max(cutoff, 0.7))
    slips = [each for each in alike if SequenceMatcher(None, each, name).ratio() >= _SLIP]
    wordy = [each for each in known if len(name) > 2 and _shares_a_word(folded, each.casefold().split("_"))]
    return dict.fromkeys((*sorted(begun, key=len), *slips, *sorted(wordy, key=len), *alike))


_SLIP = 0.8


def _shares_a_word(name: str, words: Sequence[str]) -> bool:
    first, *others = words
    return bool(others) and (
        any(word.startswith(name) for word in others) or (len(first) > 1 and name.startswith(first))
    )


def raise_all(errors: Sequence[WeaveQueryError]) -> None:
    """Raise the first of `errors` with the rest hung on it; do nothing when there is none."""
    if errors:
        first = errors[0]
        first.others = tuple(errors[1:])
        raise first


def shown(text: str, length: int = 64) -> str:
    """A name from a request as an error shows it: in backticks, control characters escaped, cut when long."""
    return "`" + _readable(text, length).replace("`", "'") + "`"


def told_type(value: object) -> str:
    """What a value is to Python, in a sentence: "a Python `Decimal`", "the class `F`"."""
    if isinstance(value, type):
        return f"the class {shown(value.__name__)}"
    kind = type(value)
    # numpy has a `bool` of its own.
    whole = kind.__module__ != "builtins" and hasattr(builtins, kind.__name__)
    return f"a Python `{f'{kind.__module__}.{kind.__name__}' if whole else kind.__name__}`"


def there_are(number: int) -> str:
    """How many there are, as the end of a sentence."""
    return f"there {'is' if number == 1 else 'are'} {number:,}"


def _readable(text: str, length: int = 64) -> str:
    cut = text if len(text) <= length else text[: length - 1] + "…"
    return cut if cut.isprintable() else cut.encode("unicode_escape").decode("ascii")
