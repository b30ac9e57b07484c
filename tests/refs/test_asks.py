"""What requests mean that read through references: each on every engine, and by the judge."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engines import answer_of
from tests.oracle.build import (
    Ask,
    ask,
    both,
    by,
    contains,
    either,
    ends,
    eq,
    every,
    get,
    gt,
    if_null,
    is_in,
    lit,
    ne,
    no,
    size,
    some,
    starts,
    stats,
    this,
    to,
    type_of,
    where,
)
from tests.refs.judging import difference, judged
from tests.refs.rows import PROJECT, ref
from tests.sampling import some_of
from weave_query.api import Database

MODEL = ["inputs.model"]
PROMPT = ["inputs.model", "inputs.model.prompt"]
NEXT = [*PROMPT, "inputs.model.prompt.next"]
LINE = ["inputs.model", "inputs.model.model", "inputs.model.model.prompt"]
M = get("inputs.model")


def at(path: str) -> Any:
    return get(f"inputs.model.{path}")


def asks(name: str, expr: Any, expand: list[str] = MODEL, **rest: Any) -> Ask:
    return where(name, "", expr, PROJECT, expand_columns=expand, **rest)


ASKS = [
    asks("a member", eq(at("name"), lit("one"))),
    asks("two members", both(eq(at("name"), lit("one")), gt(at("temperature"), lit(0.2)))),
    asks("a number in text", eq(at("temperature"), lit(0.5))),
    asks("not", no(eq(at("name"), lit("one")))),
    asks("another", ne(at("name"), lit("one"))),
    asks("null", eq(at("name"), lit(None))),
    asks("not null", ne(at("name"), lit(None))),
    asks("the empty text", eq(at("name"), lit(""))),
    asks("exists", to("exists", at("name"))),
    asks("in", is_in(at("name"), lit("one"), lit("two"), lit(None))),
    asks("beside other conditions", either(eq(at("name"), lit("one")), eq(get("parent_id"), lit(None)))),
    asks("the value itself, a number", eq(M, lit(42))),
    asks("the value itself, a text", eq(M, lit("one"))),
    asks("the value itself, a double", eq(M, lit(1e16))),
    asks("a wide integer", eq(M, lit(2**63 - 1))),
    asks("a double beyond integers", eq(M, lit(2.0**64))),
    asks("a third", eq(M, lit(0.30000000000000004))),
    asks("a boolean", eq(M, lit(True))),
    asks("null behind a reference", eq(M, lit(None))),
    asks("the reference", eq(at("_ref"), lit(ref("model:v1")))),
    asks("some reference", to("exists", at("_ref"))),
    asks("no reference", eq(at("_ref"), lit(None))),
    asks("below the reference", to("exists", at("_ref.name"))),
    asks("a reference that stays text", starts(M, lit("weave-trace-internal:///"))),
    asks("the end of a text", ends(M, lit("gone"))),
    asks("contains", contains(M, lit("ne"))),
    asks("contains, deep", contains(M, lit("k"))),
    asks("contains a number", contains(M, lit("0"))),
    asks("contains, any case", contains(M, lit("ONE"), folded=True)),
    asks("size", eq(size(M), lit(3))),
    asks("size of a list", gt(size(at("tags")), lit(2))),
    *(asks(f"type {each}", eq(type_of(M), lit(each))) for each in ("missing", "null", "bool", "number", "string")),
    *(asks(f"type {each}", eq(type_of(M), lit(each))) for each in ("array", "object")),
    asks("an element", some(at("tags"), eq(this(), lit("a")))),
    asks("all elements", every(M, gt(this(), lit(0)))),
    asks("elements of the value", some(M, eq(this(), lit("x")))),
    asks("the first present", eq(if_null(at("name"), at("n"), lit("none")), lit("none"))),
    asks("two fields", eq(at("n"), get("inputs.n"))),
    asks("an index", eq(get(["inputs", "model", 1, "k", 2]), lit(30))),
    asks("an index that may be a key", eq(at("1.k.2"), lit(30))),
    asks("a key with a dot", eq(get(["inputs", "model", "a.b"]), lit("dot"))),
    asks("a key that is a number", eq(get(["inputs", "model", "0"]), lit("zero"))),
    asks("not listed", eq(at("name"), lit("one")), ["inputs.other"]),
    asks("two hops", eq(at("prompt.text"), lit("Be nice")), PROMPT),
    asks("two hops, one listed", eq(at("prompt.text"), lit("Be nice")), ["inputs.model.prompt"]),
    asks("two hops, not", no(eq(at("prompt.text"), lit("Be nice"))), PROMPT),
    asks("two hops around a cycle", eq(at("next.n"), lit(7)), ["inputs.model", "inputs.model.next"]),
    asks("three hops", eq(at("prompt.next.text"), lit("Be terse")), NEXT),
    asks("three hops, the second not listed", eq(at("prompt.next.text"), lit("Be terse")), [NEXT[0], NEXT[2]]),
    asks("three hops, not", no(eq(at("prompt.next.text"), lit("Be terse"))), [*reversed(NEXT)]),
    asks(
        "three hops, and what is on the way",
        both(to("exists", at("prompt.next._ref")), gt(at("temperature"), lit(0))),
        NEXT,
    ),
    asks("three hops through a line", eq(at("model.prompt.text"), lit("Be nice")), LINE),
    asks("a cycle ends where the list ends", eq(at("next.n"), lit(7)), MODEL),
    asks("listed in any order and twice", eq(at("prompt.text"), lit("Be nice")), [*reversed(PROMPT), *PROMPT]),
    asks("the reference of the second hop", to("exists", at("prompt._ref")), PROMPT),
    asks("a reference listed itself", eq(at("_ref.name"), lit("one")), ["inputs.model", "inputs.model._ref"]),
    asks("in a list", eq(get("inputs.list.0.name"), lit("one")), ["inputs.list.0"]),
    asks("in a list, by index", eq(get(["inputs", "list", 0, "name"]), lit("one")), ["inputs.list.0"]),
    asks("in a list, by key", eq(get(["inputs", "list", "0", "name"]), lit("one")), ["inputs.list.0"]),
    asks("a list behind a reference", eq(at("0.name"), lit("one")), ["inputs.model", "inputs.model.0"]),
    asks("the output", eq(get("output.name"), lit("one")), ["output"]),
    asks("below the output", eq(get("output.model.name"), lit("one")), ["output.model", "output"]),
    asks("attributes", eq(get("attributes.model.name"), lit("two")), ["attributes.model"]),
    asks("summary", eq(get("summary.model.name"), lit("two")), ["summary.model"]),
    asks("two columns", eq(at("name"), get("output.model.name")), ["inputs.model", "output.model"]),
    asks("filter only", eq(at("name"), lit("one")), return_expanded_column_values=False),
    ask("results only", "", PROJECT, expand_columns=[*PROMPT, "output", "inputs.list.0"]),
    ask("results, several hops", "", PROJECT, expand_columns=["inputs.model", "inputs.model.next"]),
    ask("results, three hops", "", PROJECT, expand_columns=[*NEXT, *LINE]),
    asks("three hops, and results", to("exists", at("prompt.next.text")), NEXT, limit=5),
    ask("sorted through three hops", "", PROJECT, expand_columns=NEXT, sort_by=by("-inputs.model.prompt.next.text")),
    stats("counted through three hops", eq(at("prompt.next.text"), lit("Be terse")), PROJECT, expand_columns=NEXT),
    ask("results, a page", "", PROJECT, expand_columns=PROMPT, limit=7, offset=3),
    ask("results, a few columns", "", PROJECT, expand_columns=["inputs.model", "output"], columns=["output"]),
    ask("results, a column that is not shown", "", PROJECT, expand_columns=MODEL, columns=["id"]),
    ask("the whole of inputs", "", PROJECT, expand_columns=["inputs", "summary.model"]),
    ask("sorted", "", PROJECT, expand_columns=MODEL, sort_by=by("inputs.model.name")),
    ask("sorted by the value", "", PROJECT, expand_columns=MODEL, sort_by=by("-inputs.model")),
    ask(
        "sorted through two hops", "", PROJECT, expand_columns=PROMPT, sort_by=by("-inputs.model.prompt.text"), limit=20
    ),
    stats("counted", eq(at("name"), lit("one")), PROJECT, expand_columns=MODEL),
    stats("counted, with a limit", no(eq(at("name"), lit("one"))), PROJECT, expand_columns=MODEL, limit=5),
    stats(
        "counted with sizes", eq(at("name"), lit("one")), PROJECT, expand_columns=MODEL, include_total_storage_size=True
    ),
    asks("a column", to("exists", M), ["op_name"]),
    asks("a derived field", to("exists", M), ["status"]),
    asks("below a column", to("exists", M), ["op_name.x"]),
    asks("no field", to("exists", M), ["nope.x"]),
]


@pytest.mark.parametrize("each", some_of(ASKS, 5), ids=lambda each: each.name)
@pytest.mark.share(3)
def test_an_engine_reads_through_references_like_the_judge(each: Ask, refs_db: Database) -> None:
    found = difference(judged(each.kind, each.body), answer_of(refs_db, each.kind, each.body))
    assert found is None, found
