"""Room 0: urls of databases. Text comes in, a folder or file and the checked query keys go out.

The convention is SQLAlchemy's: three slashes before a relative path, four before an absolute one, two and nothing for
a database in memory. No message shows a url as it was written, since one may hold a password.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from weave_query.errors import ConnectionUrlError, nearest, shown

_FOUR = "three slashes before a relative path, four before an absolute one"


@dataclass(frozen=True, slots=True)
class PathUrl:
    """A url that names a place in the file system. `path` is None for a database in memory."""

    scheme: str
    path: Path | None
    query: Mapping[str, str]


def split_url(url: str) -> SplitResult:
    """The parts of a url. Raises ConnectionUrlError when it is none."""
    try:
        return urlsplit(url)
    except ValueError:
        raise ConnectionUrlError("the url cannot be read") from None


def path_url(url: str, keys: Collection[str] = ()) -> PathUrl:
    """Read `scheme:///relative`, `scheme:////absolute` or `scheme://`, with query keys out of `keys` only."""
    parts = split_url(url)
    if url[len(parts.scheme) :][:3] != "://":
        raise ConnectionUrlError(f"a {parts.scheme} url has `://` after its scheme", hint=_forms(parts.scheme))
    if parts.netloc:
        raise ConnectionUrlError(f"a {parts.scheme} url names a path, no host", hint=_forms(parts.scheme))
    if parts.fragment:
        raise ConnectionUrlError(f"a {parts.scheme} url has no part after `#`", hint="`#` in a name is written %23")
    return PathUrl(parts.scheme, _path(parts), _query(parts, keys))


def check_file(path: Path, scheme: str) -> None:
    """A file that can be opened, or made: it is no folder, its folder exists and can be written."""
    if path.is_dir():
        raise ConnectionUrlError(f"{shown(str(path), 256)} is a folder, a {scheme} url names a file")
    _check_parent(path)
    if path.exists() and not os.access(path, os.R_OK):
        raise ConnectionUrlError(f"{shown(str(path), 256)} cannot be read")


def check_folder(path: Path | None, scheme: str) -> Path:
    """A folder that can be used, or made: it is no file, and it can be written."""
    if path is None:
        raise ConnectionUrlError(f"a {scheme} url names a folder", hint=_forms(scheme))
    if path.exists() and not path.is_dir():
        raise ConnectionUrlError(f"{shown(str(path), 256)} is a file, a {scheme} url names a folder")
    _check_parent(path)
    if path.exists() and not os.access(path, os.W_OK):
        raise ConnectionUrlError(f"{shown(str(path), 256)} cannot be written")
    return path


def _check_parent(path: Path) -> None:
    parent = path.absolute().parent
    if not parent.is_dir():
        raise ConnectionUrlError(
            f"there is no folder {shown(str(parent), 256)}", hint="three slashes before a relative path"
        )
    if not path.exists() and not os.access(parent, os.W_OK):
        raise ConnectionUrlError(f"{shown(str(parent), 256)} cannot be written")


def _path(parts: SplitResult) -> Path | None:
    text = unquote(parts.path)
    if text in ("", "/:memory:"):
        return None
    name = text.removeprefix("/")
    if not name or "\0" in name:
        raise ConnectionUrlError(f"the {parts.scheme} url has no name after its slashes", hint=_forms(parts.scheme))
    return Path(name)


def _query(parts: SplitResult, keys: Collection[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in parse_qsl(parts.query, keep_blank_values=True):
        if key not in keys:
            known = nearest(key, keys) or (f"known: {', '.join(sorted(keys))}" if keys else "it takes no keys")
            raise ConnectionUrlError(f"{shown(key)} is no key of a {parts.scheme} url", hint=known)
        if key in found:
            raise ConnectionUrlError(f"{shown(key)} stands twice in the {parts.scheme} url")
        found[key] = value
    return found


def _forms(scheme: str) -> str:
    return f"`{scheme}:///relative/path` or `{scheme}:////absolute/path`"
