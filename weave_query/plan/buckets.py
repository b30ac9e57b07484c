"""provisional"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Piece:
    until: int | None
    shift: int | None
    start: int | None


@dataclass(frozen=True, slots=True)
class Buckets:
    starts: tuple[int, ...]
    pieces: tuple[Piece, ...]
    width: int

    def iso(self, us: int) -> str:
        return (_EPOCH + timedelta(microseconds=us)).isoformat()


def granularity(start_us: int, end_us: int, asked: int | None) -> int:
    seconds = (end_us - start_us) / 1e6
    steps = ((2 * 3600, 300), (12 * 3600, 3600), (3 * 86400, 21600), (14 * 86400, 43200))
    width = asked or next((found for most, found in steps if seconds <= most), 86400)
    if seconds / width > 10_000:
        width = max(width, int(seconds // 10_000) + 1)
    return width


def plan_buckets(start_us: int, end_us: int, width_s: int, zone: str) -> Buckets:
    width = width_s * 1_000_000
    shift = -4 * 86400 * 1_000_000 if width_s % 604800 == 0 else 0
    shift %= width
    first = start_us - (start_us + shift) % width
    return Buckets(tuple(range(first, end_us, width)), (Piece(None, shift, None),), width)
