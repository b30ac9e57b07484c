"""Loading: the references in a JSON value. A decoded value comes in, its references go out in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_SEGMENT = r"[^\s/]+"
_NAME = r"[^\s/:]+"
_WALK = rf"(?:/(?:attr|key|index|id)/{_SEGMENT})*"
_KINDS = rf"(?:(?:op|object)/{_NAME}:{_NAME}|(?:call|table|agent_[a-z]+)/{_SEGMENT}){_WALK}"
# A project is `entity/project` outside a server and one opaque id inside.
_REF = re.compile(rf"weave:///{_SEGMENT}/{_SEGMENT}/{_KINDS}|weave-trace-internal:///{_SEGMENT}/{_KINDS}")


def is_ref(text: str) -> bool:
    """Is `text` as a whole a reference to an op, object, call, table or agent span, or to a part of one?"""
    return text.startswith("weave") and _REF.fullmatch(text) is not None


def refs_in(value: Any) -> list[str]:
    """Every reference among the strings at any depth of `value` (keys are none), by first appearance, once."""
    return list(dict.fromkeys(text for text in _texts(value) if is_ref(text)))


def _texts(value: Any) -> Iterator[str]:
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            pending.extend(reversed(item.values()))
        elif isinstance(item, list | tuple):
            pending.extend(reversed(item))
