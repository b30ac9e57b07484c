"""How many calls a list has in all, the trees of agents' turns and conversations, and what is learnt beside."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic, sleep

import pytest

import weave_query as wq
from tests.preview_page.conftest import OPTIONS, Page, serving
from weave_query.preview_page import totals
from weave_query.preview_page.answers import Preview

SUPPORT = "northwind/support-bot"
RESEARCH = "northwind/research-agent"


def total(page: Page, text: str, **more: object) -> object:
    status, found = page.ask("count", source="text", text=text, project=SUPPORT, **more)
    assert status == 200, found
    return found["total"]


def test_a_list_is_counted_whatever_is_shown_of_it(page: Page) -> None:
    _, every = page.text("run", "count calls")
    assert total(page, "calls") == every["tables"][0]["rows"][0][0] == 3109
    _, failed = page.text("run", 'count calls where status = "error"')
    assert total(page, 'calls where status = "error" sort by latency') == failed["tables"][0]["rows"][0][0]


def test_its_limit_and_offset_are_part_of_it(page: Page) -> None:
    assert total(page, "calls limit 70") == 70
    assert total(page, "calls limit 70 offset 3100") == 9
    assert total(page, "calls offset 100") == 3009
    assert total(page, "calls offset 5000") == 0


def test_what_is_counted_unasked_has_an_end(page: Page) -> None:
    before, totals.MOST = totals.MOST, 1000
    try:
        assert total(page, "calls") is None
        assert total(page, "calls", all=True) == 3109
        assert total(page, "calls limit 1000") == 1000
        assert total(page, "calls limit 900") == 900
    finally:
        totals.MOST = before


def test_other_kinds_have_no_such_number_and_mistakes_are_told(page: Page) -> None:
    assert total(page, "threads") is None
    status, found = page.ask("count", source="text", text="calls where inptus = 1", project=SUPPORT)
    assert (status, found["problems"][0]["code"]) == (422, "WQ201")


def test_an_agents_turn_is_a_trace_and_its_conversation_a_thread(page: Page) -> None:
    for kind, field in (("agent_turn", "trace_id"), ("agent_conversation", "thread_id")):
        text = f'feedback where span_type = "{kind}" select weave_ref limit 1'
        _, found = page.text("run", text, RESEARCH)
        ref = found["tables"][0]["rows"][0][0]
        id_ = ref.rsplit("/", 1)[1]
        _, tree = page.ask("trace", project=RESEARCH, trace=id_, of=kind)
        _, counted = page.text("run", f'count calls where {field} = "{id_}"', RESEARCH)
        assert len(tree["calls"]) == counted["tables"][0]["rows"][0][0] > 0
        assert tree["field"] == field
    _, tree = page.ask("trace", project=RESEARCH, trace="nothing", of="agent_turn")
    assert (tree["calls"], tree["more"]) == ([], False)


def test_a_turn_of_a_thread_is_found_by_its_id(page: Page) -> None:
    text = "calls where turn_id is not null and trace_id != turn_id limit 1 select turn_id"
    _, found = page.text("run", text, RESEARCH)
    turn = found["tables"][0]["rows"][0][-1]
    _, tree = page.ask("trace", project=RESEARCH, trace=turn, of="agent_turn")
    assert tree["field"] == "turn_id"
    assert tree["calls"]


@pytest.fixture
def fresh(recorded: wq.Database) -> Iterator[Page]:
    """One that was asked nothing before."""
    yield from serving(Preview(recorded, OPTIONS, rows=50))


def test_rows_of_an_answer_prove_a_finding_wrong(fresh: Page) -> None:
    text = "calls where inputs.value = 12345678901234567890 select inputs"
    _, before = fresh.text("compile", text)
    assert [each["code"] for each in before["findings"]] == ["WQ855"]
    fresh.text("run", text)
    _, after = fresh.text("compile", text)
    assert after["findings"] == []
    assert [each["code"] for each in fresh.text("compile", "calls where inputs.valu = 1")[1]["findings"]] == ["WQ855"]


def test_values_beyond_the_latest_calls_are_offered_once_they_are_learnt(page: Page) -> None:
    text = 'calls where inputs.model = "'
    end = monotonic() + 60
    offered: list[str] = []
    while '"gpt-4o"' not in offered and monotonic() < end:
        _, found = page.ask("complete", source="text", text=text, cursor=len(text), project=SUPPORT)
        offered = [each["text"] for each in found["offers"] if each["kind"] == "value"]
        sleep(0.1)
    assert offered[0] == '"gpt-4o"'
    first = found["offers"][0]["doc"]
    assert first == "in 268 of 3,109 calls"
