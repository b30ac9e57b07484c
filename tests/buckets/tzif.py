"""The files of the time zone database, read a second time: RFC 8536, without the code of the package."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import tzdata

FOLDER = Path(str(tzdata.__file__)).parent
NAMES = tuple(sorted((FOLDER / "zones").read_text(encoding="utf-8").split()))
# One name for each content: many names are further names of the same zone.
DISTINCT = tuple({(FOLDER / "zoneinfo" / name).read_bytes(): name for name in NAMES}.values())
_HEADER = 44


@dataclass(frozen=True)
class File:
    """transitions: second and the offset from it on, as they stand in the file. first: the offset before all of them.
    rule: the TZ string for what comes after them."""

    first: int
    transitions: tuple[tuple[int, int], ...]
    rule: str


@cache
def read(name: str) -> File:
    """The 64-bit part of a zone's file."""
    data = (FOLDER / "zoneinfo" / name).read_bytes()
    assert data[:4] == b"TZif"
    assert data[4:5] >= b"2"
    isut, isstd, leaps, times, types, characters = struct.unpack(">6l", data[20:_HEADER])
    at = _HEADER + times * 5 + types * 6 + characters + leaps * 8 + isstd + isut
    isut, isstd, leaps, times, types, characters = struct.unpack(">6l", data[at + 20 : at + _HEADER])
    at += _HEADER
    seconds = struct.unpack(f">{times}q", data[at : at + 8 * times])
    indexes = data[at + 8 * times : at + 9 * times]
    at += 9 * times
    offsets = [struct.unpack(">l", data[at + 6 * kind : at + 6 * kind + 4])[0] for kind in range(types)]
    rule = data[at + 6 * types + characters + leaps * 12 + isstd + isut :].decode("ascii").strip("\n")
    return File(offsets[0], tuple(zip(seconds, (offsets[index] for index in indexes), strict=True)), rule)


@cache
def zone_info(name: str) -> ZoneInfo:
    """The same file by Python's own reader, for what the TZ string says."""
    with (FOLDER / "zoneinfo" / name).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)
