"""Loading: where rows come from. A file of JSON lines or an iterable comes in, numbered rows go out, one at a time.

Decoding is exact: an integer keeps all its digits, and what Python would read as something else (a number beyond a
double, NaN, a key that stands twice) becomes `Unreadable` at its place.
"""

from __future__ import annotations

import gzip
import json
import math
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from weave_query.errors import LoadError
from weave_query.loading.canonical import TOO_DEEP, Unreadable

Source = str | os.PathLike[str] | Iterable[dict[str, Any]]
# The largest double has 309 digits before its point.
_MAX_DIGITS = 310
_BEYOND = "a number beyond the range of a double"


@dataclass(slots=True)
class Rows:
    """The rows of one source, and how far they are read. Sizes are of the file as it lies, so of the compressed one."""

    table: str
    source: Source
    name: str | None = None
    row: int = 0
    bytes_done: int | None = None
    bytes_total: int | None = None

    def __iter__(self) -> Iterator[dict[str, Any]]:
        rows = self._lines() if isinstance(self.source, str | os.PathLike) else self._items(self.source)
        for self.row, row in rows:
            if isinstance(row, Unreadable):
                raise self.error(row.message)
            if not isinstance(row, dict):
                raise self.error(f"a row is an object, this is of the type {type(row).__name__}")
            yield row

    def error(self, message: str, path: str | None = None) -> LoadError:
        """The refusal of the row that was read last."""
        return LoadError(message, table=self.table, row=self.row, path=path, source=self.name)

    def _items(self, source: Iterable[dict[str, Any]]) -> Iterator[tuple[int, Any]]:
        return enumerate(source, 1)

    def _lines(self) -> Iterator[tuple[int, Any]]:
        path = Path(cast("str | os.PathLike[str]", self.source))
        self.name = path.name
        self.row = 1
        try:
            with path.open("rb") as raw:
                self.bytes_total = os.fstat(raw.fileno()).st_size
                for number, line in enumerate(_opened(raw, path), 1):
                    self.row = number
                    self.bytes_done = raw.tell()
                    if not line.isspace():
                        yield number, self._decoded(line)
                self.bytes_done = self.bytes_total
        except (OSError, EOFError, zlib.error) as error:
            raise self.error(f"the file cannot be read ({type(error).__name__})") from error

    def _decoded(self, line: bytes) -> Any:
        try:
            return _DECODER.decode(line.decode("utf-8"))
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
    return found if len(found) == len(pairs) else Unreadable("a key stands twice in an object")


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_int=_integer, parse_float=_float, parse_constant=_constant)
