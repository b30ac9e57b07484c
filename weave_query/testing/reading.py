"""Testing: case files come in, cases go out, or CaseFileError with the file and the place.

A file is a topic: rows and the cases that ask about them. `cases/<level>/<topic>.toml`; docs/conformance.md has the
format. Reading is strict, since a mistyped key would make a case that checks less than it says.
"""

from __future__ import annotations

import dataclasses
import json
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from weave_query.capabilities import Capabilities
from weave_query.catalogue.tables import CALLS, FEEDBACK, OBJECTS, PRICES, QUEUE_ITEMS, Column, Table
from weave_query.errors import CaseFileError, nearest, shown
from weave_query.requests.kinds import REQUESTS
from weave_query.testing.model import (
    JSON_COLUMNS,
    LEVELS,
    Answer,
    BodyAnswer,
    Case,
    CountAnswer,
    OtherRow,
    PagesAnswer,
    Refusal,
    Row,
    RowsAnswer,
    RowSet,
)
from weave_query.types import FLOAT, INT, JSON, STRING, ArrayType

KINDS = tuple(REQUESTS)

_CAPABILITIES = tuple(field.name for field in dataclasses.fields(Capabilities))
_CODE = re.compile(r"WQ[0-9]{3}\Z")
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*\Z")
_COMPUTED = ("id", "project_id", "storage_size_bytes")
_COLUMNS = {column.name: column for column in CALLS.columns if column.name not in _COMPUTED}
_TABLES = Table("tables", (Column("digest", STRING), Column("rows", JSON)), key=("digest",))
_OTHERS: dict[str, Table] = {
    "feedback": FEEDBACK,
    "prices": PRICES,
    "queue_items": QUEUE_ITEMS,
    "objects": OBJECTS,
    "tables": _TABLES,
}
_OWNED = ("id", "project_id", "pricing_level", "pricing_level_id")
_ROW = ("id", "name", "why", "before", "project")
_SHORT = ("filter", "where", "sort_by", "limit", "offset", "columns")
_ANSWER = ("ids", "ordered", "rows", "pages", "count", "has_more", "answer", "error", "at")
_CASE = ("name", "why", "kind", "request", *_SHORT, "page", *_ANSWER, "needs")


def load_cases(levels: Iterable[str] | str | None = None, folder: Traversable | str | None = None) -> tuple[Case, ...]:
    """The cases of some levels (all by default), or of one, in the order of the levels, then of the files.

    folder: holds a folder for each level; by default those of the suite. Raises CaseFileError.
    """
    base = _folder(folder)
    chosen = LEVELS if levels is None else (levels,) if isinstance(levels, str) else tuple(levels)
    for level in chosen:
        if level not in LEVELS:
            raise no_level(str(level))
    if not base.is_dir():
        raise CaseFileError(f"there is no folder {shown(str(base), 256)}")
    found: list[Case] = []
    for level in dict.fromkeys(chosen):
        place = base.joinpath(level)
        if place.is_dir():
            topics = sorted(place.iterdir(), key=lambda file: file.name)
            found += [
                case
                for file in topics
                if file.name.endswith(".toml")
                for case in parse_cases(_read(file, f"{level}/{file.name}"), level, f"{level}/{file.name}")
            ]
    _unique([case.name for case in found], "the suite")
    return tuple(found)


def no_level(name: str) -> CaseFileError:
    """The error of a name that no level has."""
    near = nearest(name, LEVELS)
    return CaseFileError(
        f"{shown(name)} is no level", hint="levels are " + _listed(LEVELS) + (f"; {near}" if near is not None else "")
    )


def _folder(folder: Traversable | str | None) -> Traversable:
    if folder is None:
        return files("weave_query.testing").joinpath("cases")
    return Path(folder) if isinstance(folder, str) else folder


def _read(file: Traversable, source: str) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise CaseFileError("it is no UTF-8", source=source) from None
    except OSError as error:
        raise CaseFileError(f"it cannot be read ({type(error).__name__})", source=source) from None


def parse_cases(text: str, level: str, source: str) -> tuple[Case, ...]:
    """The cases of one file. source: `level/topic.toml`, which names the topic, and the file in errors."""
    try:
        topic = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CaseFileError(f"it is no TOML: {error}", source=source) from None
    except RecursionError:
        raise CaseFileError("it is nested too deep", source=source) from None
    _known(topic, ("about", "rows", *_OTHERS, "cases"), source)
    about = _text(topic, "about", source)
    rows = tuple(_row(row, f"{source}, row {number}") for number, row in enumerate(_tables(topic, "rows", source), 1))
    _unique([f"{row.project} {row.id}" for row in rows], source)
    others = [_other_rows(topic, key, source) for key in _OTHERS]
    name = source.rpartition("/")[2].removesuffix(".toml")
    row_set = RowSet(name, about, rows, "", *others)
    cases = [_case(case, level, row_set, f"{source}, case {n}") for n, case in _numbered(topic, "cases", source)]
    _unique([case.name for case in cases], source)
    return tuple(cases)


def _row(row: Mapping[str, Any], at: str) -> Row:
    _known(row, (*_ROW, *_COLUMNS), at)
    before = row.get("before")
    if before is not None:
        if not isinstance(before, dict):
            raise CaseFileError("`before` is a table of columns", source=at)
        _known(before, tuple(_COLUMNS), f"{at}, before")
        before = _columns(before, f"{at}, before")
    project = _text(row, "project", at) if "project" in row else "{project}"
    return Row(_text(row, "id", at), _text(row, "name", at), _text(row, "why", at), _columns(row, at), before, project)


def _other_rows(topic: Mapping[str, Any], key: str, source: str) -> tuple[OtherRow, ...]:
    """Rows of another table, which a file may have beside its calls."""
    if key not in topic:
        return ()
    columns = {column.name: column for column in _OTHERS[key].columns if column.name not in _OWNED}
    found = []
    for number, row in enumerate(_tables(topic, key, source), 1):
        at = f"{source}, {key} {number}"
        _known(row, ("id", "name", "why", *columns), at)
        values = {name: _column(columns[name], value, at) for name, value in row.items() if name in columns}
        found.append(OtherRow(_text(row, "id", at), _text(row, "name", at), _text(row, "why", at), values))
    _unique([row.id for row in found], source)
    return tuple(found)


def _columns(row: Mapping[str, Any], at: str) -> dict[str, Any]:
    return {name: _column(_COLUMNS[name], value, at) for name, value in row.items() if name in _COLUMNS}


def _column(column: Column, value: Any, at: str) -> Any:
    """A column's value as the file may write it: JSON as its text, the others as TOML."""
    name, type = column.name, column.type
    if name in JSON_COLUMNS:
        _json({name: value}, name, at)
        return value
    if isinstance(type, ArrayType):
        fits = isinstance(value, list) and all(isinstance(item, str) for item in value)
    elif type is FLOAT:
        fits = isinstance(value, float)
    else:
        fits = isinstance(value, int) and not isinstance(value, bool) if type is INT else isinstance(value, str)
    if not fits:
        raise CaseFileError(f"`{name}` is of the wrong type", source=at)
    return value


def _case(case: Mapping[str, Any], level: str, rows: RowSet, at: str) -> Case:
    _known(case, _CASE, at)
    name = _text(case, "name", at)
    at = f"{at} ({name})"
    if not _NAME.match(name):
        raise CaseFileError("a name is of small letters, digits, - and _", source=at)
    kind = case.get("kind", KINDS[0])
    if kind not in KINDS:
        raise CaseFileError(f"{shown(str(kind))} is no kind of a case", hint="kinds are " + _listed(KINDS), source=at)
    needs = _texts(case, "needs", at)
    for capability in needs:
        if capability not in _CAPABILITIES:
            hint = nearest(capability, _CAPABILITIES)
            raise CaseFileError(f"{shown(capability)} is no capability", hint=hint, source=at)
    request, expected = _request(case, at), _expected(case, rows, at)
    page = case.get("page")
    if page is not None and (type(page) is not int or kind != KINDS[0]):
        raise CaseFileError(f"`page` is the number of rows of a page of `{KINDS[0]}`", source=at)
    paged = isinstance(expected, PagesAnswer)
    if (paged and page is None) or (page is not None and not paged and not isinstance(expected, Refusal)):
        raise CaseFileError("`page` and `pages` stand beside each other", source=at)
    return Case(name, level, _text(case, "why", at), kind, request, expected, rows, needs, page)


def _request(case: Mapping[str, Any], at: str) -> str:
    """The body: as it is, or made of the short form."""
    short = [key for key in _SHORT if key in case]
    if "request" in case:
        if short:
            raise CaseFileError(f"`{short[0]}` stands beside `request`", source=at)
        body = _json(case, "request", at)
        if not isinstance(body, dict):
            raise CaseFileError("`request` is no object", source=at)
        if not isinstance(body.get("project_id", ""), str):
            raise CaseFileError("`project_id` of the request is a text", source=at)
        return str(case["request"])
    parts = []
    if "filter" in case:
        _json(case, "filter", at)
        parts.append(f'"filter": {case["filter"]}')
    if "where" in case:
        _json(case, "where", at)
        parts.append(f'"query": {{"$expr": {case["where"]}}}')
    if "sort_by" in case:
        parts.append(f'"sort_by": {json.dumps([_key(key) for key in _texts(case, "sort_by", at)])}')
    for key in ("limit", "offset"):
        if key in case and type(case[key]) is not int:
            raise CaseFileError(f"`{key}` is a number", source=at)
    if "columns" in case:
        _texts(case, "columns", at)
    parts += [f'"{key}": {json.dumps(case[key])}' for key in ("limit", "offset", "columns") if key in case]
    return "{" + ", ".join(parts) + "}"


def _key(text: str) -> dict[str, str]:
    """A sort key: `field`, or `-field` for descending."""
    return {"field": text.removeprefix("-"), "direction": "desc" if text.startswith("-") else "asc"}


def _expected(case: Mapping[str, Any], rows: RowSet, at: str) -> Answer:
    keys = {key for key in _ANSWER if key in case}
    if keys and keys <= {"error", "at"} and "error" in keys:
        return _refusal(case, at)
    if keys and keys <= {"count", "has_more"} and "count" in keys:
        return _count(case, at)
    if keys == {"answer"}:
        if not isinstance(_json(case, "answer", at), dict):
            raise CaseFileError("`answer` is an object: keys of the response", source=at)
        return BodyAnswer(case["answer"])
    ours = {row.id for row in rows.rows if row.project == "{project}"}
    if keys == {"pages"}:
        return _pages(case, ours, at)
    if not keys or not keys <= {"ids", "ordered", "rows"} or keys == {"ordered"}:
        raise CaseFileError("the answer is one of `ids`, `rows`, `pages`, `count`, `answer` and `error`", source=at)
    columns = _json(case, "rows", at) if "rows" in case else {}
    if not isinstance(columns, dict) or not all(isinstance(row, dict) for row in columns.values()):
        raise CaseFileError("`rows` is an object: by id an object of columns", source=at)
    if type(case.get("ordered", False)) is not bool:
        raise CaseFileError("`ordered` is a boolean", source=at)
    ids = _texts(case, "ids", at) if "ids" in case else tuple(columns)
    _ours((*ids, *columns), ours, at)
    _unique(ids, at)
    return RowsAnswer(ids, bool(case.get("ordered", False)), case.get("rows"))


def _pages(case: Mapping[str, Any], ours: Collection[str], at: str) -> PagesAnswer:
    pages = case["pages"]
    if not isinstance(pages, list) or not all(isinstance(page, list) for page in pages):
        raise CaseFileError("`pages` is a list of lists of ids", source=at)
    found = PagesAnswer(tuple(_texts({"pages": page}, "pages", at) for page in pages))
    ids = [id for page in found.pages for id in page]
    _ours(ids, ours, at)
    _unique(ids, at)
    return found


def _ours(ids: Iterable[str], ours: Collection[str], at: str) -> None:
    for id in ids:
        if id not in ours:
            raise CaseFileError(f"{shown(id)} is no row of this file", hint=nearest(id, ours), source=at)


def _refusal(case: Mapping[str, Any], at: str) -> Refusal:
    code = _text(case, "error", at)
    if not _CODE.match(code):
        raise CaseFileError(f"{shown(code)} is no code of an error", source=at)
    return Refusal(code, _text(case, "at", at) if "at" in case else None)


def _count(case: Mapping[str, Any], at: str) -> CountAnswer:
    count, has_more = case["count"], case.get("has_more", False)
    if type(count) is not int or type(has_more) is not bool:
        raise CaseFileError("`count` is a number, `has_more` a boolean", source=at)
    return CountAnswer(count, has_more)


def _numbered(topic: Mapping[str, Any], key: str, source: str) -> Iterable[tuple[int, Mapping[str, Any]]]:
    return enumerate(_tables(topic, key, source), 1)


def _tables(topic: Mapping[str, Any], key: str, source: str) -> list[Mapping[str, Any]]:
    found = topic.get(key)
    if not isinstance(found, list) or not found or not all(isinstance(item, dict) for item in found):
        raise CaseFileError(f"it has no [[{key}]]", source=source)
    return found


def _known(found: Mapping[str, Any], known: Collection[str], at: str) -> None:
    for key in found:
        if key not in known:
            raise CaseFileError(f"{shown(key)} is no key here", hint=nearest(key, known), source=at)


def _text(found: Mapping[str, Any], key: str, at: str) -> str:
    value = found.get(key)
    if not isinstance(value, str) or not value:
        raise CaseFileError(f"`{key}` is required, a text", source=at)
    return value


def _texts(found: Mapping[str, Any], key: str, at: str) -> tuple[str, ...]:
    value = found.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise CaseFileError(f"`{key}` is a list of texts", source=at)
    return tuple(value)


def _json(found: Mapping[str, Any], key: str, at: str) -> Any:
    if not isinstance(found[key], str):
        raise CaseFileError(f"`{key}` is JSON written as text, in single quotes", source=at)
    try:
        return json.loads(found[key], object_pairs_hook=_object, parse_constant=_no_constant)
    except ValueError as error:
        raise CaseFileError(f"`{key}` is no JSON text: {error}", source=at) from None
    except RecursionError:
        raise CaseFileError(f"`{key}` is nested too deep", source=at) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in an object")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def _unique(names: Iterable[str], at: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise CaseFileError(f"{shown(name)} stands twice", source=at)
        seen.add(name)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
