"""docs/language.md: every query in it runs, and every rule and word of the grammar is in one of them."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

import weave_query as wq
from tests.readme import LANGUAGE, blocks
from weave_query.syntax.text import parse_text
from weave_query.syntax.text.parser import is_query, parser, tree_of
from weave_query_grammar import grammar

NOW = datetime(2025, 11, 10, 12, tzinfo=UTC)
BLOCKS = [body for language, body in blocks(LANGUAGE.read_text(encoding="utf-8")) if language == "query"]
# A block is one query if it has a comment, else a query each line.
QUERIES = [text for body in BLOCKS for text in ([body.strip()] if "#" in body else body.splitlines())]


@pytest.fixture(scope="module")
def db() -> wq.Database:
    opened = wq.connect("duckdb://")
    opened.create_schema()
    return opened


@pytest.mark.parametrize("text", QUERIES)
def test_a_query_of_the_document_runs(text: str, db: wq.Database) -> None:
    if not is_query(text):
        db.run(wq.CallsQueryReq(project_id="acme/bot"), where=wq.Query(text, now=NOW))
        return
    found = wq.read_query(text, "acme/bot", now=NOW)
    db.run(found.request, where=found.where)
    assert wq.read_query(wq.write_query(found.request, found.where), "acme/bot", now=NOW).request == found.request


def test_every_rule_of_the_grammar_has_an_example() -> None:
    seen = {
        node.data
        for text in QUERIES
        for node in tree_of(text, "query" if is_query(text) else "only_condition").iter_subtrees()
    }
    rules = {str(rule.alias or rule.origin.name) for rule in parser().rules}
    named = {name for name in rules if not name.startswith("_") and not name.startswith("$")}
    inlined = set(re.findall(r"^\?(\w+):", grammar(), re.MULTILINE))
    # `query` is the symbol that all begin with, its rules are what it is.
    assert named - inlined - seen == set()


def test_every_word_of_the_grammar_has_an_example() -> None:
    words = {name for name, pattern in re.findall(r"^([A-Z]+)\.3: *(/.*)$", grammar(), re.MULTILINE) if pattern}
    text = " ".join(QUERIES).lower()
    assert [word for word in words if re.search(rf"\b{word.lower()}\b", text) is None] == []
    assert len(words) >= 50


def test_a_condition_means_what_its_json_means() -> None:
    assert parse_text("latency > 2s") == parse_text("latency_ms > 2000")
