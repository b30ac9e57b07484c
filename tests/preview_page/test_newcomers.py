"""What the page offers by itself and tells beside the text: settings that mend, projects that are known."""

from __future__ import annotations

from tests.preview_page.conftest import Page

SUPPORT = "northwind/support-bot"
RESEARCH = "northwind/research-agent"


def test_a_project_without_calls_is_told_with_the_nearest_that_has_some(page: Page) -> None:
    assert page.text("compile", "calls")[0] == page.text("compile", "calls", RESEARCH)[0] == 200
    _, found = page.text("compile", "calls", "northwind/suport-bot")
    (finding,) = found["findings"]
    assert (finding["code"], finding["hint"]) == ("WQ863", f"nearest: `{SUPPORT}`")
    assert finding["setting"] == {"title": f"ask `{SUPPORT}`", "name": "project", "value": SUPPORT}
    _, found = page.json("compile", "calls_query", {"project_id": "x"})
    (finding,) = found["findings"]
    assert (finding["pointer"], "setting" in finding) == ("/project_id", False)
    assert RESEARCH in finding["hint"]


def test_usage_that_is_counted_twice_comes_with_the_option(page: Page) -> None:
    _, found = page.text("compile", "stats total_tokens from 2025-10-22 to 2025-11-08", RESEARCH)
    (finding,) = found["findings"]
    assert (finding["code"], finding["setting"]["name"], finding["setting"]["value"]) == (
        "WQ858",
        "stored_usage",
        "auto",
    )


def test_offers_say_whether_they_open_by_themselves(page: Page) -> None:
    def opens(text: str) -> bool:
        _, found = page.ask("complete", text=text, cursor=len(text), project=SUPPORT)
        return bool(found["opens"])

    assert opens("stats latency by ")
    assert not opens("calls where a = 1 ")
    _, found = page.ask("complete", text="", cursor=0, project=SUPPORT)
    assert found["offers"][0]["text"] == "calls"
    form = next(each for each in found["offers"] if each["kind"] == "form")
    assert form["snippet"].startswith('calls where ${1:status = "')
