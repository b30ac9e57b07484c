"""Completion: where the cursor stands in a JSON document that is being written, and what stands around it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

_TOKEN = re.compile(r'\s+|"(?:[^"\\\n]|\\.)*"|"(?:[^"\\\n]|\\.)*\Z|[{}\[\]:,]|[^\s"{}\[\]:,]+|"')
_REST_OF_TEXT = re.compile(r'(?:[^"\\\n{}\[\],]|\\.)*"')
_REST_OF_WORD = re.compile(r"[\w$.+-]*")
_MOST_LEVELS = 200
Step = str | int


@dataclass(slots=True)
class _Frame:
    """An object or an array that is open. key: of the value that comes next. state: of an object."""

    value: dict[str, Any] | list[Any]
    key: str | None = None
    state: Literal["key", "colon", "value", "after"] = "key"


@dataclass(frozen=True, slots=True)
class JsonPlace:
    """path: of the object whose key stands there, or of the value. is_key: which of both. partial: what is written of
    it, with its quote; it stands from `start` to `end`. keys: those that the object has already. root: what stands
    before. is_followed: does a colon follow? is_after: is a value complete there, so that nothing may follow at once?
    """

    path: tuple[Step, ...]
    is_key: bool
    partial: str
    start: int
    end: int
    keys: frozenset[str] = frozenset()
    root: Any = None
    is_followed: bool = False
    is_after: bool = False
    around: tuple[Any, ...] = field(default=(), repr=False)

    @property
    def asked(self) -> str:
        """What is written, without quotes."""
        return self.partial.strip('"')


def place_in(text: str, at: int) -> JsonPlace | None:
    """The place of a cursor; None where the document before it is none."""
    frames: list[_Frame] = []
    root: Any = None
    start, is_after = at, False
    for token, begin in tokens(text[:at]):
        is_last = begin + len(token) == at and token[0] not in '{}[]:,"'
        is_open = token[0] == '"' and not (len(token) > 1 and _is_closed(token))
        if is_last or is_open:
            start = begin
            break
        if not _take(token, frames, roots := [root]):
            return None
        root = roots[0]
    if frames:
        is_after = frames[-1].state in ("after", "colon")
    elif root is not None:
        is_after = True
    return _placed(text, at, start, frames, root, is_after=is_after)


def _placed(text: str, at: int, start: int, frames: list[_Frame], root: Any, *, is_after: bool) -> JsonPlace:
    partial = text[start:at]
    rest = (_REST_OF_TEXT if partial[:1] == '"' else _REST_OF_WORD).match(text, at)
    end = rest.end() if rest is not None else at
    last = frames[-1] if frames else None
    is_key = last is not None and isinstance(last.value, dict) and last.state == "key"
    path: list[Step] = []
    for number, frame in enumerate(frames):
        if isinstance(frame.value, list):
            path.append(len(frame.value))
        elif frame.key is not None and not (is_key and number == len(frames) - 1):
            path.append(frame.key)
    keys = set(last.value) if last is not None and isinstance(last.value, dict) else set[str]()
    if is_key:
        keys |= set(_keys_behind(text, end))
    followed = text[end:].lstrip().startswith(":")
    around = tuple(frame.value for frame in frames)
    top = frames[0].value if frames else root
    return JsonPlace(tuple(path), is_key, partial, start, end, frozenset(keys), top, followed, is_after, around)


def tokens(text: str) -> Iterator[tuple[str, int]]:
    """The tokens of a document that may not be whole, and where they begin."""
    for found in _TOKEN.finditer(text):
        if not found[0].isspace():
            yield found[0], found.start()


def _is_closed(token: str) -> bool:
    if not token.endswith('"'):
        return False
    body = token[1:-1]
    return (len(body) - len(body.rstrip("\\"))) % 2 == 0


def _take(token: str, frames: list[_Frame], root: list[Any]) -> bool:
    """Go on by a token; is it one that may stand there?"""
    last = frames[-1] if frames else None
    match token:
        case "{" | "[":
            if len(frames) >= _MOST_LEVELS:
                return False
            frames.append(_Frame({} if token == "{" else [], state="key" if token == "{" else "value"))
        case "}" | "]":
            if last is None or isinstance(last.value, dict) is not (token == "}"):
                return False
            frames.pop()
            _put(last.value, frames, root)
        case ":":
            if last is None or last.state != "colon":
                return False
            last.state = "value"
        case ",":
            if last is None:
                return False
            last.state = "key" if isinstance(last.value, dict) else "value"
        case _ if last is not None and isinstance(last.value, dict) and last.state == "key":
            last.key, last.state = _value(token), "colon"
            return isinstance(last.key, str)
        case _:
            _put(_value(token), frames, root)
    return True


def _put(value: Any, frames: list[_Frame], root: list[Any]) -> None:
    if not frames:
        root[0] = value
        return
    last = frames[-1]
    if isinstance(last.value, list):
        last.value.append(value)
    elif last.key is not None:
        last.value[last.key] = value
    last.state = "after"


def _value(token: str) -> Any:
    try:
        return json.loads(token)
    except ValueError:
        return None


def _keys_behind(text: str, at: int) -> Iterator[str]:
    """The keys of the object that stand behind a place."""
    depth, last = 0, ""
    for token, _ in tokens(text[at:]):
        if token in "{[":
            depth += 1
        elif token in "}]":
            depth -= 1
            if depth < 0:
                return
        elif token == ":" and depth == 0 and isinstance(key := _value(last), str):
            yield key
        last = token
