"""Two answers as JSON: the first place where they differ."""

from __future__ import annotations

import json
import math
import re
from typing import Any

NEAR = 1e-9


def first_difference(expected: Any, found: Any, near: str, at: str = "") -> str | None:
    """None when the answers are the same. near: a pattern of the places where a double may be off by 1e-9 of itself."""
    if isinstance(expected, dict) and isinstance(found, dict):
        if expected.keys() != found.keys():
            return f"{at or '/'}: the keys {_told(sorted(found))} instead of {_told(sorted(expected))}"
        keys: Any = expected
    elif isinstance(expected, list) and isinstance(found, list):
        if len(expected) != len(found):
            return f"{at or '/'}: {len(found)} instead of {len(expected)}: {_told(found)} instead of {_told(expected)}"
        keys = range(len(expected))
    else:
        same = _same(expected, found, is_near=re.search(near, at) is not None)
        return None if same else f"{at}: {_told(found)} instead of {_told(expected)}"
    differences = (first_difference(expected[key], found[key], near, f"{at}/{key}") for key in keys)
    return next((each for each in differences if each is not None), None)


def _same(expected: Any, found: Any, *, is_near: bool) -> bool:
    """Equal as JSON: 1 is 1.0, a boolean is no number."""
    if isinstance(expected, bool) or isinstance(found, bool) or not isinstance(found, int | float):
        return expected is found or (type(expected) is type(found) and bool(expected == found))
    if not isinstance(expected, int | float):
        return False
    if is_near and (isinstance(expected, float) or isinstance(found, float)):
        return math.isclose(expected, found, rel_tol=NEAR)
    return expected == found


def _told(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 400 else f"{text[:400]}…"
