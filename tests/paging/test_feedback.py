"""Pages of feedback: its fields and its own order, through the same code as those of calls."""

from __future__ import annotations

from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, Engines
from tests.feedback.rows import PROJECT, feedback_rows
from tests.oracle.build import by
from tests.oracle.feedback_query import feedback_query
from tests.paging.asking import OPTIONS, in_pages
from weave_query.api import Database

ROWS = feedback_rows(23, 60)
SORTS = (
    *((), ("-created_at",), ("payload.output.score",), ("-payload.output.score", "created_at"), ("scorer_id",)),
    *(("-span_type", "scorer_ratings._rating_"), ("-creator", "wb_user_id"), ("-scorer_ratings.tone", "id")),
)


@pytest.fixture(scope="module", params=ENGINES)
def feedback_db(request: pytest.FixtureRequest, engines: Engines) -> Database:
    opened = engines.open(request.param, "feedback_pages", OPTIONS)
    opened.load(feedback=ROWS)
    return opened


@pytest.mark.parametrize("keys", SORTS)
def test_pages_of_feedback_put_together_are_the_whole(feedback_db: Database, keys: tuple[str, ...]) -> None:
    body: dict[str, Any] = {"project_id": PROJECT, "fields": ["id"], "sort_by": by(*keys)}
    whole = [row["id"] for row in feedback_query(body, ROWS)["result"]]
    for size in (7, 20):
        pages = list(feedback_db.pages(wq.FeedbackQueryReq(**body), size=size))
        assert [[row["id"] for row in page.result.result] for page in pages] == in_pages(whole, size)
        assert {page.result.total_count for page in pages} == {len(whole)}


def test_a_page_of_feedback_has_the_fields_that_were_asked_for(feedback_db: Database) -> None:
    for fields in (["payload.output.score", "id"], None):
        request = wq.FeedbackQueryReq(project_id=PROJECT, fields=fields, sort_by=by("-payload.output.score"))
        found = [row for page in feedback_db.pages(request, size=25) for row in page.result.result]
        assert found == feedback_db.run(request).result
