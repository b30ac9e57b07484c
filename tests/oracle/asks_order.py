"""Requests over the recorded calls: order, pages, columns of the answer."""

from __future__ import annotations

from tests.oracle.build import RESEARCH, Ask, ask, by, eq, get, gt, lit, where

SORTS: tuple[Ask, ...] = (
    ask("by start", "started_at ascending: ties by id ascending", sort_by=by("started_at"), limit=300),
    ask("by start, latest first", "ties by id descending", RESEARCH, sort_by=by("-started_at"), limit=300),
    ask("no keys", "[] is the default order", sort_by=[], limit=50),
    ask("by end", "unset last", RESEARCH, sort_by=by("ended_at"), offset=2000),
    ask("by end, latest first", "unset last in this direction as well", RESEARCH, sort_by=by("-ended_at")),
    ask("by name", "a text column with many ties: id descending", sort_by=by("display_name")),
    ask("by name, last first", "unset last", sort_by=by("-display_name"), limit=900),
    ask("by user then start", "two keys", sort_by=by("-wb_user_id", "started_at"), limit=500),
    ask("by id", "id is its own tie-break", sort_by=by("-id"), limit=100),
    ask("by step", "an integer column", sort_by=by("wb_run_step"), limit=700),
    ask("by error", "a text column that is mostly unset", sort_by=by("exception"), limit=200),
    where("by priority", "numbers, then text, then nothing", get("attributes.ab"), sort_by=by("attributes.priority")),
    where(
        "by priority, highest first",
        "the classes keep their order",
        get("attributes.ab"),
        sort_by=by("-attributes.priority"),
    ),
    where(
        "by window", "text that spells a number sorts as it", gt(get("inputs.x"), -1), sort_by=by("inputs.opts.window")
    ),
    ask(
        "by value",
        "every class: numbers, texts and booleans, containers, nothing",
        sort_by=by("inputs.value"),
        limit=90,
    ),
    ask("by value, last first", "the classes keep their order", sort_by=by("-inputs.value"), limit=90),
    ask("by a whole document", "outputs of every type", RESEARCH, sort_by=by("output"), limit=800),
    ask("by confidence", "doubles", sort_by=by("-output.confidence"), limit=160),
    ask("by city", "text by code point", sort_by=by("inputs.customer.city", "-inputs.customer.id"), limit=140),
    ask("by vip", "booleans sort as text", sort_by=by("-inputs.customer.vip", "started_at"), limit=140),
    ask("by an index", "a sort key goes through a list", sort_by=by("-output.0.score"), limit=300),
    ask("by a dotted key", "an escaped path as a sort key", sort_by=by("inputs.value.a\\.b"), limit=5),
    ask("by status", "a derived text", RESEARCH, sort_by=by("summary.weave.status"), limit=100),
    ask("by latency", "a derived number, unset last", sort_by=by("-summary.weave.latency_ms"), limit=100),
    ask("by duration", "seconds", RESEARCH, sort_by=by("duration", "id"), limit=100),
    ask("by op", "a name out of a ref", sort_by=by("op", "started_at"), limit=200),
    ask("by trace name", "a derived name", sort_by=by("trace_name", "-started_at"), limit=400),
    ask("by list and number", "lists tie, numbers come first", sort_by=by("output", "-latency_ms"), limit=400),
)

PAGES: tuple[Ask, ...] = (
    ask("the first ten", "limit", limit=10),
    ask("the second ten", "limit and offset", limit=10, offset=10),
    ask("the last ones", "offset without limit", offset=3100),
    ask("no rows", "limit 0", limit=0),
    ask("beyond the end", "an offset beyond the last row", offset=100_000),
    where("a page of a query", "page after filter", eq(get("inputs.model"), lit("gpt-4o")), limit=7, offset=100),
)

ROWS: tuple[Ask, ...] = (
    ask("every column", "null means all", limit=60, offset=200),
    ask(
        "every column of awkward values",
        "the documents come back equal",
        filter={"op_names": ["weave:///northwind/support-bot/op/echo:*"]},
    ),
    ask("no columns", "[] means all", columns=[], limit=20),
    ask("ids", "five columns are always there", columns=["id"], limit=200),
    ask("inputs", "a document", columns=["inputs"], limit=40),
    ask("a part of the inputs", "a nested name selects its column", columns=["inputs.model", "display_name"], limit=40),
    ask("output and attributes", "two documents", RESEARCH, columns=["output", "attributes"], limit=40),
    ask("summary", "summary brings end, error and name", columns=["summary"], limit=60, offset=700),
    ask("status", "a derived name selects summary", RESEARCH, columns=["summary.weave.status"], limit=60),
    ask(
        "summaries of errors",
        "the computed block",
        columns=["summary", "exception"],
        query={"$expr": {"$getField": "exception"}},
    ),
    ask("summaries of unfinished calls", "no latency", columns=["summary"], query={"$expr": eq(get("ended_at"), None)}),
    ask(
        "runs and threads",
        "plain columns",
        columns=["wb_run_id", "wb_run_step", "thread_id", "turn_id"],
        sort_by=by("-wb_run_step"),
        limit=40,
    ),
)
