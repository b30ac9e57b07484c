"""Room 2: numbers of a request that go to slots: limits, widths, places of time."""

from __future__ import annotations

from typing import overload

from weave_query.literals import shape_of
from weave_query.syntax.expr import Slot
from weave_query.syntax.shape import SlotValue

_COUNT = shape_of(0)
"""One shape for all of them, since their values never decide anything."""


@overload
def count_slot(count: int, values: list[SlotValue]) -> Slot: ...
@overload
def count_slot(count: int | None, values: list[SlotValue]) -> Slot | None: ...
def count_slot(count: int | None, values: list[SlotValue]) -> Slot | None:
    """The slot of a number, which is added to the values; None where there is none."""
    if count is None:
        return None
    values.append(count)
    return Slot(len(values) - 1, _COUNT)
