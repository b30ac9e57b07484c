"""Two answers as JSON: the first place where they differ."""

from __future__ import annotations

import json
import math
import re
from typing import Any

NEAR = 1e-9
_SUMS = r"(/(avg|sum)(_\w+)?|/rating_sums/.*)$"


def first_difference(expected: Any, found: Any, near: str, at: str = "", summed: Any = None) -> str | None:
    """None when the answers are the same. near: a pattern of the places where a double may be off by 1e-9 of itself.
    summed: the answer for the magnitudes of what is summed; a sum or average may be off by 1e-9 of the one there."""
    if isinstance(expected, dict) and isinstance(found, dict):
        if expected.keys() != found.keys():
            return f"{at or '/'}: the keys {_told(sorted(found))} instead of {_told(sorted(expected))}"
        keys: Any = expected
    elif isinstance(expected, list) and isinstance(found, list):
        if len(expected) != len(found):
            return f"{at or '/'}: {len(found)} instead of {len(expected)}: {_told(found)} instead of {_told(expected)}"
        keys = range(len(expected))
    else:
        same = _same(expected, found, is_near=re.search(near, at) is not None, of=_magnitude(summed, at))
        return None if same else f"{at}: {_told(found)} instead of {_told(expected)}"
    differences = (
        first_difference(expected[key], found[key], near, f"{at}/{key}", _member(summed, key)) for key in keys
    )
    return next((each for each in differences if each is not None), None)


def _member(summed: Any, key: Any) -> Any:
    try:
        return summed[key]
    except (KeyError, IndexError, TypeError):
        return None


def _magnitude(summed: Any, at: str) -> float:
    is_sum = re.search(_SUMS, at) is not None and isinstance(summed, int | float)
    return abs(float(summed)) if is_sum else 0.0


def _same(expected: Any, found: Any, *, is_near: bool, of: float) -> bool:
    """Equal as JSON: 1 is 1.0, a boolean is no number."""
    if isinstance(expected, bool) or isinstance(found, bool) or not isinstance(found, int | float):
        return expected is found or (type(expected) is type(found) and bool(expected == found))
    if not isinstance(expected, int | float):
        return False
    if is_near and (isinstance(expected, float) or isinstance(found, float)):
        return math.isclose(expected, found, rel_tol=NEAR, abs_tol=NEAR * of)
    return expected == found


def _told(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 400 else f"{text[:400]}…"
