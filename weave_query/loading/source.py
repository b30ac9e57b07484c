"""Loading: where rows come from. A path, an open file or an iterable comes in, numbered rows go out, one at a time.

Decoding is exact: an integer keeps all its digits, and what Python would read as something else (a number beyond a
double, NaN, a key that stands twice) becomes `Unreadable` at its place.
"""

from __future__ import annotations

import gzip
import json
import math
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, Protocol

from weave_query.errors import ROOT, LoadError, shown
from weave_query.loading.canonical import TOO_DEEP, Unreadable


class Dumped(Protocol):
    """A model of pydantic, such as the calls of an answer."""

    def model_dump(self) -> dict[str, Any]: ...


Source = str | os.PathLike[str] | IO[str] | IO[bytes] | Iterable[dict[str, Any]] | Iterable[Dumped]
"""A path to JSON lines, an open file of them, or the rows themselves, dicts or models."""

Line = str | bytes
# The largest double has 309 digits before its point.
_MAX_DIGITS = 310
_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (FileNotFoundError, "not found"),
    (PermissionError, "permission denied"),
    (IsADirectoryError, "it is a folder"),
    (gzip.BadGzipFile, "it is not gzipped"),
    (EOFError, "it is cut short"),
    (zlib.error, "it is damaged"),
    (UnicodeDecodeError, "it is no UTF-8"),
)
_BEYOND = "a number beyond the range of a double"


@dataclass(slots=True)
class Rows:
    """The rows of one source, and how far they are read. Sizes are of the file as it lies, so of the compressed one.

    row: the number of the row that was read last, None before the first.
    """

    table: str
    source: Source
    name: str | None = None
    row: int | None = None
    bytes_done: int | None = None
    bytes_total: int | None = None

    def __iter__(self) -> Iterator[dict[str, Any]]:
        numbered = self._numbered()
        for self.row, given in numbered:
            row = given.model_dump() if hasattr(given, "model_dump") else given
            if isinstance(row, Unreadable):
                refusal = row.refusal(ROOT)
                raise self.error(refusal.message, str(refusal.at) or None)
            if not isinstance(row, dict):
                raise self.error(f"a row is an object, this is of the type {type(row).__name__}")
            yield row

    def error(self, message: str, path: str | None = None) -> LoadError:
        """The refusal of the row that was read last."""
        return LoadError(message, table=self.table, row=self.row, path=path, source=self.name)

    def _numbered(self) -> Iterator[tuple[int, Any]]:
        source: Any = self.source
        if isinstance(source, str | os.PathLike):
            return self._path(Path(source))
        if hasattr(source, "read"):
            name = getattr(source, "name", None)  # an open file may have its number as its name
            return self._file(source, name if isinstance(name, str) else f"the {type(source).__name__}")
        if isinstance(source, Mapping) or hasattr(source, "model_dump"):
            raise self.error(f"{self.table} are loaded as a list of rows, this is one {type(source).__name__}")
        if not isinstance(source, Iterable):
            kind = type(source).__name__
            raise self.error(f"{self.table} come from a path, an open file or a list of rows, this is one {kind}")
        return enumerate(source, 1)

    def _path(self, path: Path) -> Iterator[tuple[int, Any]]:
        try:
            raw = path.open("rb")
        except (OSError, ValueError) as error:  # a NUL in the path is a ValueError
            raise self._unreadable(str(path), error) from error
        with raw:
            if not raw.seekable():  # a pipe has no size
                yield from self._file(_opened(raw, path), str(path))
                return
            self.bytes_total = os.fstat(raw.fileno()).st_size
            yield from self._file(_opened(raw, path), str(path), raw)
            self.bytes_done = self.bytes_total

    def _file(self, lines: Iterable[Line], name: str, raw: BinaryIO | None = None) -> Iterator[tuple[int, Any]]:
        """The rows of an open file. raw: what tells how far it is read."""
        self.name = Path(name).name
        for number, line in enumerate(self._lines(lines, name), 1):
            self.row = number
            if raw is not None:
                self.bytes_done = raw.tell()
            if not line.isspace():
                yield number, self._decoded(line)

    def _lines(self, lines: Iterable[Line], name: str) -> Iterator[Line]:
        try:
            yield from lines
        except (OSError, EOFError, ValueError, zlib.error) as error:
            raise self._unreadable(name, error) from error

    def _unreadable(self, name: str, error: Exception) -> LoadError:
        why = next((why for kind, why in _REASONS if isinstance(error, kind)), type(error).__name__)
        if self.row is None:
            return self.error(f"the file {shown(name, 256)} cannot be read: {why}")
        return self.error(f"the file cannot be read beyond it: {why}")

    def _decoded(self, line: Line) -> Any:
        try:
            return _DECODER.decode(line if isinstance(line, str) else line.decode("utf-8"))
        except UnicodeDecodeError:
            raise self.error("the line is no UTF-8") from None
        except json.JSONDecodeError as error:
            raise self.error(f"the line is no JSON from character {error.pos + 1} on") from None
        except RecursionError:
            raise self.error(TOO_DEEP) from None


def _opened(raw: BinaryIO, path: Path) -> Iterable[bytes]:
    return gzip.GzipFile(fileobj=raw) if path.suffix == ".gz" else raw


def _integer(text: str) -> int | Unreadable:
    return int(text) if len(text) <= _MAX_DIGITS else Unreadable(_BEYOND)


def _float(text: str) -> float | Unreadable:
    value = float(text)
    return value if math.isfinite(value) else Unreadable(_BEYOND)


def _constant(text: str) -> Unreadable:
    return Unreadable(f"{text} is no JSON number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any] | Unreadable:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    twice = _twice(key for key, _ in pairs)
    return Unreadable(f"the key {shown(twice)} stands twice", twice)


def _twice(keys: Iterable[str]) -> str:
    """The first key that was there before; one is."""
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            break
        seen.add(key)
    return key


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_int=_integer, parse_float=_float, parse_constant=_constant)
