"""What runs for the page, and is stopped."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import weave_query as wq
from tests.conftest import EXAMPLES
from tests.preview_page.conftest import OPTIONS, Page, serving
from weave_query.preview_page.answers import Preview

SLOW = "calls where " + " and ".join(f'not (inputs contains "{word * 50}")' for word in "abcdefghij" * 9)
SOME = {"source": "text", "project": "northwind/support-bot", "ticket": "1"}


def test_what_runs_ends_when_its_ticket_is_stopped_and_the_next_run_need_not_wait() -> None:
    with wq.connect("memory://", options=OPTIONS) as db:
        db.create_schema()
        db.load(calls=EXAMPLES.parent / "calls.jsonl.gz")
        begun = time.monotonic()
        with contextmanager(serving)(Preview(db, OPTIONS)) as page, ThreadPoolExecutor(1) as pool:
            running = pool.submit(page.ask, "run", text=SLOW, **SOME)
            time.sleep(0.5)
            assert not running.done()
            assert page.ask("stop", ticket="2") == (200, {"stopped": False})
            assert page.ask("stop", ticket="1") == (200, {"stopped": True})
            assert running.result()[0] == 504
            assert time.monotonic() - begun < 10  # of the twenty that it has
            assert page.ask("run", text="calls limit 1", **SOME)[0] == 200
            assert page.ask("stop", ticket="1") == (200, {"stopped": False})


def test_a_ticket_is_a_text(page: Page) -> None:
    assert page.ask("stop", ticket=1)[0] == 422
    assert page.ask("stop") == (200, {"stopped": False})
