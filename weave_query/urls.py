"""Room 0: urls of databases. Text comes in, a folder or file and the checked query keys go out.

The convention is SQLAlchemy's: three slashes before a relative path, four before an absolute one, two and nothing for
a database in memory. No message shows a url as it was written, since one may hold a password.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from weave_query.errors import ConnectionUrlError, nearest, shown


class WrongUrlError(ConnectionUrlError):
    """A url that is wrong as it stands: no url, no such scheme, no such file or folder. Nothing was tried yet."""


_MODES = {
    "ro": "reading an existing place",
    "rw": "reading and writing an existing place",
    "rwc": "the same, made where it is missing",
}
_PATH_SCHEMES = frozenset({"duckdb", "sqlite", "chdb", "postgresql+embedded"})


@dataclass(frozen=True, slots=True)
class PathUrl:
    """A url that names a place in the file system. `path` is None for a database in memory.

    mode: SQLite's own words, `ro` and `rw` for a place that exists, `rwc` (the default) for one that may be made.
    """

    scheme: str
    path: Path | None
    query: Mapping[str, str]
    mode: str = "rwc"


def split_url(url: str) -> SplitResult:
    """The parts of a url. Raises ConnectionUrlError when it is none."""
    try:
        return urlsplit(url)
    except ValueError:
        raise WrongUrlError("the url cannot be read") from None


def path_url(url: str, keys: Collection[str] = ()) -> PathUrl:
    """Read `scheme:///relative`, `scheme:////absolute` or `scheme://`, with query keys out of `mode` and `keys`."""
    parts = split_url(url)
    if url[len(parts.scheme) :][:3] != "://":
        raise WrongUrlError(f"urls of `{parts.scheme}` have `://` after their scheme", hint=_forms(parts.scheme))
    if parts.netloc:
        raise WrongUrlError(f"urls of `{parts.scheme}` name a path, no host", hint=_forms(parts.scheme))
    if parts.fragment:
        raise WrongUrlError(f"urls of `{parts.scheme}` have no part after `#`", hint="`#` in a name is written %23")
    query = _query(parts, {"mode", *keys})
    return PathUrl(parts.scheme, _path(parts), query, _mode(parts.scheme, query.get("mode", "rwc")))


def existing_only(url: str) -> str:
    """The url with `mode=rw` when it names a path and says no mode itself: opening it makes nothing."""
    parts = split_url(url)
    if parts.scheme not in _PATH_SCHEMES or "mode" in dict(parse_qsl(parts.query, keep_blank_values=True)):
        return url
    head, mark, fragment = url.partition("#")
    return head + ("&" if parts.query else "" if "?" in head else "?") + "mode=rw" + mark + fragment


def check_file(found: PathUrl) -> Path | None:
    """A file that can be opened, or made when the mode allows it: it is no folder, its folder exists. None: memory."""
    path = found.path
    if path is None:
        if found.mode == "ro":
            raise WrongUrlError("a database in memory is empty, `mode=ro` could read nothing")
        return None
    if path.is_dir():
        raise WrongUrlError(f"{shown(str(path), 256)} is a folder, urls of `{found.scheme}` name a file")
    _check_there(path, found.mode, "file")
    _check_parent(path)
    if path.exists() and not os.access(path, os.R_OK):
        raise WrongUrlError(f"{shown(str(path), 256)} cannot be read")
    return path


def check_folder(found: PathUrl) -> Path:
    """A folder that can be used, or made when the mode allows it: it is no file, and it can be written."""
    path, scheme = found.path, found.scheme
    if path is None:
        raise WrongUrlError(f"urls of `{scheme}` name a folder", hint=_forms(scheme))
    if found.mode == "ro":
        raise WrongUrlError(f"urls of `{scheme}` have no `mode=ro`", hint="`mode=rw` opens what exists")
    if path.exists() and not path.is_dir():
        raise WrongUrlError(f"{shown(str(path), 256)} is a file, urls of `{scheme}` name a folder")
    _check_there(path, found.mode, "folder")
    _check_parent(path)
    if path.exists() and not os.access(path, os.W_OK):
        raise WrongUrlError(f"{shown(str(path), 256)} cannot be written")
    return path


def _check_there(path: Path, mode: str, kind: str) -> None:
    if mode != "rwc" and not path.exists():
        raise WrongUrlError(
            f"there is no {kind} {shown(str(path), 256)}", hint="`weave-query load`, or a url with `mode=rwc`, makes it"
        )


def _check_parent(path: Path) -> None:
    parent = path.absolute().parent
    if not parent.is_dir():
        raise WrongUrlError(
            f"there is no folder {shown(str(parent), 256)}", hint="three slashes before a relative path"
        )
    if not path.exists() and not os.access(parent, os.W_OK):
        raise WrongUrlError(f"{shown(str(parent), 256)} cannot be written")


def _path(parts: SplitResult) -> Path | None:
    text = unquote(parts.path)
    if text in ("", "/:memory:"):
        return None
    name = text.removeprefix("/")
    if "\0" in name:
        raise WrongUrlError("the name in the url holds a NUL character, `%00`, which no file has")
    if not name:
        raise WrongUrlError("the url has no name after its slashes", hint=_forms(parts.scheme))
    return Path(name)


def _mode(scheme: str, mode: str) -> str:
    if mode not in _MODES:
        known = ", ".join(f"{name} ({meaning})" for name, meaning in _MODES.items())
        raise WrongUrlError(f"{shown(mode)} is no mode of `{scheme}` urls", hint=f"known: {known}")
    return mode


def _query(parts: SplitResult, keys: Collection[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in parse_qsl(parts.query, keep_blank_values=True):
        if key not in keys:
            raise unknown_key(parts, key, keys)
        if key in found:
            raise WrongUrlError(f"{shown(key)} stands twice in the url")
        found[key] = value
    return found


def unknown_key(parts: SplitResult, key: str, keys: Collection[str]) -> ConnectionUrlError:
    """The refusal of a query key. It is quoted where it cannot be what a password with a `?` in it has after that."""
    if "@" in parts.query or (parts.netloc and "@" not in parts.netloc):
        return WrongUrlError(
            f"what follows `?` in the {parts.scheme} url is no query",
            hint="`?` is written %3F in a password, `/` %2F, `@` %40",
        )
    hint = nearest(key, keys) or (f"known: {', '.join(sorted(keys))}" if len(keys) < 8 else None)
    return WrongUrlError(f"{shown(key)} is no key of `{parts.scheme}` urls", hint=hint)


def readable_url(url: str) -> str:
    """A url as reports show it: without its query, and without what is or may be a password.

    A password with a `/`, `?`, `#` or `@` that is not escaped makes the parts of a url uncertain; then only the scheme
    is shown.
    """
    scheme, separator, rest = url.partition(":")
    if not separator or not _SCHEME.fullmatch(scheme):
        return "a url without scheme"
    hidden = f"{scheme}:…"
    if not rest.startswith("//"):
        return hidden
    place = re.split("[?#]", rest, maxsplit=1)[0]
    if rest.startswith("///") and not ("@" in rest and ":" in rest):
        return f"{scheme}:{place}"
    if rest.count("@") > 1 or "@" in rest[len(place) :]:
        return hidden
    plain = _PLAIN.fullmatch(place)
    return f"{scheme}://{(plain['user'] or '')}{'@' if '@' in place else ''}{plain['place']}" if plain else hidden


# `user:password@host:port/name`; a host is a name, an address or an IPv6 address in brackets.
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
_PLAIN = re.compile(
    r"//(?:(?P<user>[^:/@%]*)(?:[:%][^/@]*)?@)?(?P<place>(?:[^:/@\[\]]*|\[[^\]]*\])(?::[0-9]+)?(?:/[^@]*)?)"
)


def _forms(scheme: str) -> str:
    return f"`{scheme}:///relative/path` or `{scheme}:////absolute/path`"
