"""Answers of an engine beside those of the judge."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.oracle.feedback import Near


def differences(ours: Any, judge: Any, at: str = "") -> list[str]:
    """Where two answers differ: counts and texts exactly, what was summed or interpolated to the last digits."""
    if isinstance(judge, Near):
        return [] if judge.is_met_by(ours) else [f"{at}: {ours!r} instead of {float(judge.value)!r}"]
    if isinstance(judge, dict) and isinstance(ours, dict):
        if list(ours) != list(judge) and set(ours) != set(judge):
            return [f"{at}: the keys {list(ours)} instead of {list(judge)}"]
        return [found for key in judge for found in differences(ours[key], judge[key], f"{at}/{key}")]
    if isinstance(judge, list) and isinstance(ours, list):
        if len(ours) != len(judge):
            return [f"{at}: {len(ours)} instead of {len(judge)}"]
        pairs = enumerate(zip(ours, judge, strict=True))
        return [found for place, (one, other) in pairs for found in differences(one, other, f"{at}/{place}")]
    same = ours == judge and isinstance(ours, bool) == isinstance(judge, bool)
    return [] if same else [f"{at}: {ours!r} instead of {judge!r}"]


def plain(value: Any) -> Any:
    """The judge's answer in JSON's types."""
    if isinstance(value, Near):
        return float(value.value)
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list) else value
