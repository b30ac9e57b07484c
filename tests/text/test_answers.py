"""What is known only when the answer is there is told at the place of the text too."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

import weave_query as wq
from weave_query.errors import LimitError
from weave_query.syntax.text import Span

PROJECT = "acme/bot"
START = datetime(2026, 3, 7, tzinfo=UTC)


@pytest.fixture(scope="module")
def db() -> Iterator[wq.Database]:
    call = {"project_id": PROJECT, "trace_id": "t", "op_name": "o", "started_at": START}
    given = {"project_id": PROJECT, "weave_ref": "weave:///acme/bot/call/a", "feedback_type": "t", "created_at": START}
    with wq.connect("memory://", options=wq.Options(limits=wq.Limits(groups=2, rows=3))) as db:
        db.create_schema()
        db.load(
            calls=[{**call, "id": id, "parent_id": above} for id, above in (("a", None), ("b", "a"), ("c", "a"))],
            feedback=[{**given, "id": id, "span_agent_name": id, "payload": {}} for id in "abc"],
        )
        yield db


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("aggregate count() by «id»", "there are more than 2 groups"),
        ("aggregate sum(cost) by «id», op where latency is null", "`top` of a dimension, `having` or `limit`"),
        ("aggregate count() by op every «1h» fill from 2026-03-07 to 2026-03-08", "has more than 3 rows"),
        ("feedback by «span_agent_name» from 2026-03-07 to 2026-03-08", "the answer has more than 2 groups"),
        ('usage of calls ("a") «limit 2»', "more than 2 calls take part; `limit all` is none"),
    ],
)
def test_a_limit_that_an_answer_passes_is_told_at_its_place(marked: str, said: str, db: wq.Database) -> None:
    text = marked.replace("«", "").replace("»", "")
    read = wq.read_query(text, PROJECT)
    compiled: wq.CompiledRequest = pickle.loads(pickle.dumps(db.compile(read)))
    tries = [lambda: db.run(read), lambda: db.run_compiled(compiled)]
    if text.startswith("usage"):
        tries.append(lambda: dict(db.stream(read)))  # type: ignore[arg-type, return-value]
    for attempt in tries:
        with pytest.raises(LimitError) as caught:
            attempt()
        assert isinstance(caught.value.at, Span), repr(caught.value.at)
        assert (caught.value.at.start, caught.value.at.end) == (marked.index("«"), marked.index("»") - 1)
        assert said in str(caught.value)


def test_of_a_request_in_json_it_is_the_pointer(db: wq.Database) -> None:
    body = {"project_id": PROJECT, "after_ms": 1_772_841_600_000, "before_ms": 1_772_928_000_000}
    with pytest.raises(LimitError) as caught:
        db.run(wq.parse_request("feedback_aggregate", {**body, "group_by": ["span_agent_name"]}))
    assert str(caught.value.at) == "/group_by"
    body = {"project_id": PROJECT, "dimensions": [{"field": "id"}]}
    with pytest.raises(LimitError) as caught:
        db.run(wq.parse_request("aggregate", body))
    assert str(caught.value.at) == "/dimensions"
