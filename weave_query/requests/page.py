"""Room 2: a page of a list, as a part of its shape."""

from __future__ import annotations

from dataclasses import dataclass

from weave_query.syntax.expr import Slot


@dataclass(frozen=True, slots=True)
class PageShape:
    """size: how many rows a page has. after: of the last row of the page before, by sort key the slot of its value,
    None where that is null; None altogether for the first page."""

    size: Slot
    after: tuple[int | None, ...] | None
