"""What the tests of pages share: a key, databases with it, and all pages of a request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import weave_query as wq
from weave_query.api import Database

KEY = b"a key of the tests, of 32 bytes."
OPTIONS = wq.Options(cursor_key=KEY, driver_functions=True)


def with_pages(db: Database, **options: Any) -> Database:
    """The same open database with a key for cursors. It is closed by whom it belongs to."""
    return Database(db.backend, db.driver, replace(db.options, **{"cursor_key": KEY, **options}))


def ids_by_page(db: Database, body: dict[str, Any], size: int) -> list[list[str]]:
    """The ids of all pages of a calls query."""
    pages = db.pages(wq.CallsQueryReq(**body), size=size)
    return [[call.id for call in page.result.calls] for page in pages]


def in_pages(ids: Sequence[str], size: int) -> list[list[str]]:
    """Ids cut into pages: the last one may be shorter, and without any there is one page."""
    return [list(ids[place : place + size]) for place in range(0, len(ids), size)] or [[]]
