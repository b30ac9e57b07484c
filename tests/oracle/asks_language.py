"""Requests over the recorded calls with the operators beyond those of the published schema."""

from __future__ import annotations

from tests.oracle.build import (
    RESEARCH,
    Ask,
    add,
    both,
    contains,
    divide,
    ends,
    eq,
    every,
    get,
    gt,
    gte,
    if_null,
    is_in,
    lit,
    matches,
    multiply,
    ne,
    no,
    some,
    starts,
    subtract,
    this,
    to,
    type_of,
    where,
)

VALUE = get("inputs.value")
MESSAGES = get("inputs.messages")
SOURCES = get("output.sources")
REFS = get("input_refs")

TEXTS: tuple[Ask, ...] = (
    where("other than a model", "$ne is not $eq: calls without a model are other", ne(get("inputs.model"), "gpt-4o")),
    where("other than nothing", "$ne beside null", ne(get("display_name"), lit(None))),
    where("models of a family", "$startsWith", starts(get("inputs.model"), "gpt-4o")),
    where("a start with signs", "$startsWith has no wildcards", starts(get("display_name"), "rerank[")),
    where("a start of a number", "a number has no text here", starts(get("inputs.order_id"), lit("3"))),
    where("a start of a converted number", "after $convert it has", starts(to("string", get("inputs.order_id")), "3")),
    where("starts of a field", "both operands are fields", starts(get("display_name"), get("trace_name"))),
    where("an end", "$endsWith", ends(get("inputs.model"), lit("-mini"))),
    where("not an end", "$not keeps calls without a text", no(ends(get("thread_id"), "5")), RESEARCH),
)

TYPES: tuple[Ask, ...] = (
    where("of type text", "one path holds several types", eq(type_of(get("attributes.priority")), "string")),
    where("of two types", "$type in a list", is_in(type_of(VALUE), "array", "object", "bool")),
    where("of no type", "a path that leads nowhere", eq(type_of(get("output.confidence")), lit("missing"))),
    where("null, not missing", "JSON null has a type of its own", eq(type_of(VALUE), "null")),
    where("an unset time", "an unset column is missing", ne(type_of(get("ended_at")), "timestamp"), RESEARCH),
    where("a name or another", "$ifNull", eq(if_null(get("display_name"), get("trace_name")), "retrieve")),
    where(
        "leniency through a choice",
        "text that spells a number counts as it, also through $ifNull",
        gt(if_null(get("attributes.cost_center"), get("inputs.order_id")), 25),
    ),
    where("an end or a start", "times stay times", gte(if_null(get("ended_at"), get("started_at")), "2025-10-30")),
)

NUMBERS: tuple[Ask, ...] = (
    where("a sum", "$add of a field and a literal", gt(add(get("inputs.order_id"), 100), lit(500))),
    where("a share", "$divide of two fields", gt(divide(get("duration"), get("latency_ms")), 0.0005)),
    where("no sum of text", "numeric text is no number here", gt(add(get("attributes.cost_center"), 0), 0)),
    where("nothing by zero", "division by zero is null", eq(divide(get("inputs.order_id"), 0), None)),
    where("a distance", "$subtract", gte(subtract(get("wb_run_step_end"), get("wb_run_step")), lit(1))),
    where("a product of three", "folded from the left", gt(multiply(get("latency_ms"), 2, 0.5), 1500)),
)

ELEMENTS: tuple[Ask, ...] = (
    where("some message of a role", "$anyElement", some(MESSAGES, eq(this("role"), "assistant")), RESEARCH),
    where(
        "one message is both",
        "the two conditions are about one element",
        some(MESSAGES, both(eq(this("role"), "user"), contains(this("content"), "a", folded=True))),
        RESEARCH,
    ),
    where("only texts", "$allElements: what is no array has none", every(SOURCES, eq(type_of(this()), "string"))),
    where("not only texts", "the complement", no(every(SOURCES, eq(type_of(this()), "string")))),
    where("some reference", "a list column", some(REFS, contains(this(), "/object/qa-gpt"))),
    where("only such references", "an empty list satisfies anything", every(REFS, contains(this(), "/object/judge"))),
    where(
        "an element and a field",
        "other fields keep their meaning",
        some(MESSAGES, both(eq(this("role"), "system"), gt(get("latency_ms"), 1000))),
        RESEARCH,
    ),
)

# Refused where the database has no regular expressions.
REGEXES: tuple[Ask, ...] = (
    where("a pattern", "$regexMatch anywhere in the text", matches(get("inputs.model"), "4o(-mini)?$")),
    where("a pattern, case ignored", "case_insensitive", matches(get("exception"), "RATE.?limit", folded=True)),
    where("a pattern over a column", "an op name and its version", matches(get("op_name"), "/op/r[^/:]*:[\\w]{20,}$")),
    where("no pattern", "the complement", no(matches(get("display_name"), "\\[[3-9]\\]$"))),
)
