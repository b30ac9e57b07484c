"""Requests over the recorded calls: the CallsFilter, columns, dates, lists of references, derived fields."""

from __future__ import annotations

from tests.oracle.build import (
    RESEARCH,
    SUPPORT,
    Ask,
    ask,
    both,
    contains,
    either,
    eq,
    get,
    gt,
    gte,
    is_in,
    lit,
    lt,
    lte,
    no,
    size,
    stats,
    to,
    where,
)

OP = f"weave:///{SUPPORT}/op"
OBJECT = f"weave:///{SUPPORT}/object"
PRICE = f"{OP}/price:YkuYnXYUSi192Xtmcco0ee1bPbCNaKOgxvgSm3zPrnQ"
JUDGE = f"{OBJECT}/judge:XmiiAJcm1accIqbaa8ka2W1kUBdd6HuqIqOiZl5001g"
CARD = f"{OBJECT}/card-1:ZNCiq3HE90bTOvH1XbhoLbdnHrEbmkOe4xdJtcTOZp8"
TRACE = "019a1fbe-fe93-728e-8cef-e367460daa5d"
PARENT = "019a1fbe-fe93-7ac1-80bf-685efa8dc5c2"
TURN = "019a1146-c678-7cea-9e37-496c6d7a2d92"

FILTERS: tuple[Ask, ...] = (
    ask("every call", "no filter: deleted calls are left out, unfinished ones are not"),
    ask("every call of the other project", "a project is a tenant of its own", RESEARCH, filter={}),
    ask("one version of an op", "op_names, exact", filter={"op_names": [PRICE]}),
    ask("every version of an op", "op_names with `:*`", filter={"op_names": [f"{OP}/price:*"]}),
    ask(
        "a prefix up to the colon",
        "`:*` keeps the colon: `classify:*` is neither classify_ticket nor classify_batch",
        filter={"op_names": [f"{OP}/classify:*", f"{OP}/classify_batch:*"]},
    ),
    ask("an input reference", "input_refs, exact", filter={"input_refs": [JUDGE]}),
    ask("input references by prefix", "input_refs with `:*`", filter={"input_refs": [f"{OBJECT}/judge:*"]}),
    ask("an output reference", "output_refs, exact", filter={"output_refs": [CARD]}),
    ask("output references by prefix", "output_refs with `:*`", filter={"output_refs": [f"{OBJECT}/card-0:*"]}),
    ask("children", "parent_ids", filter={"parent_ids": [PARENT]}),
    ask("two traces", "trace_ids", filter={"trace_ids": [TRACE, "019a1ff9-9b50-7dd6-bcf0-9f878612c582"]}),
    ask("calls by id", "call_ids, one of them unknown", filter={"call_ids": [PARENT, TURN, "nobody"]}),
    ask("threads", "thread_ids", RESEARCH, filter={"thread_ids": ["session-10-25-012", "session-10-23-015"]}),
    ask("a turn", "turn_ids", RESEARCH, filter={"turn_ids": [TURN]}),
    ask("roots", "trace_roots_only", filter={"trace_roots_only": True}),
    ask("not only roots", "trace_roots_only false says nothing", filter={"trace_roots_only": False}),
    ask("a user", "wb_user_ids", filter={"wb_user_ids": ["VXNlcjoxMDI="]}),
    ask("runs", "wb_run_ids", filter={"wb_run_ids": [f"{SUPPORT}/run00abc", f"{SUPPORT}/run02abc"]}),
    ask(
        "an AND of two filters",
        "fields of the filter are ANDed",
        filter={"op_names": [f"{OP}/rerank:*", f"{OP}/price:*"], "wb_user_ids": ["VXNlcjoxMDE="]},
    ),
    ask("empty lists", "an empty list filters nothing", filter={"thread_ids": [], "turn_ids": [], "op_names": []}),
    ask("a filter and nulls", "null filters nothing", filter={"call_ids": None, "trace_roots_only": None}, query=None),
    where(
        "a filter and a query",
        "both count",
        gt(get("inputs.order_id"), 300),
        filter={"op_names": [f"{OP}/lookup_order:*"]},
    ),
)

COLUMNS: tuple[Ask, ...] = (
    where("a user by column", "$eq on a text column", eq(get("wb_user_id"), lit("VXNlcjoxMDM="))),
    where("a display name", "a text column, rows without it do not match", eq(get("display_name"), "rerank[3]")),
    where(
        "not a display name",
        "$not is the complement: rows without a name match",
        no(eq(get("display_name"), "rerank[3]")),
    ),
    where("without a display name", "null literal: the column is unset", eq(get("display_name"), lit(None))),
    where("with a display name", "null literal on the left, under $not", no(eq(lit(None), get("display_name")))),
    where("an empty display name", 'beside the literal "" an unset field counts as empty', eq(get("display_name"), "")),
    where(
        "a name in a list with null", "null in $in finds unset columns", is_in(get("display_name"), "rerank[4]", None)
    ),
    where(
        "a name in a list with empty text", '"" in $in finds unset columns', is_in(get("display_name"), "", "rerank[4]")
    ),
    where("names after a letter", "text orders by code point", gt(get("display_name"), "openai")),
    where("text with a percent sign", "$contains has no wildcards", contains(get("display_name"), lit("100%_"))),
    where(
        "an error by its type",
        "$contains in a JSON text column",
        contains(get("exception"), lit('"type": "TimeoutError"')),
    ),
    where("an error, case ignored", "case_insensitive", contains(get("exception"), lit("RATELIMIT"), folded=True)),
    where("without an error", "exists of an unset column", no(to("exists", get("exception")))),
    where("with an error", "the same through $eq", eq(to("exists", get("exception")), lit(True))),
    where("a step", "an integer column", eq(get("wb_run_step"), lit(10))),
    where("late steps", "unset steps are not below anything", lt(get("wb_run_step"), lit(15))),
    where("a step and a fraction", "an integer column beside a double", gte(get("wb_run_step"), lit(9.5))),
    where("a step beside text", "leniency is for documents only", eq(get("wb_run_step"), lit("10"))),
    where("a step as text", "$convert of a number column", eq(to("string", get("wb_run_step")), lit("10"))),
    where("steps that differ", "field with field, two number columns", eq(get("wb_run_step"), get("wb_run_step_end"))),
    where("two unset columns", "two missing fields are not equal", eq(get("thread_id"), get("turn_id"))),
    where("turn openers", "field with field, two text columns", eq(get("id"), get("turn_id")), RESEARCH),
    where("a column beside a number", "a text column never equals a number", eq(get("op_name"), lit(5))),
    where("everything that has a parent", "a field as a condition", get("parent_id")),
    where(
        "roots by query",
        "a null test as a condition beside another",
        both(eq(get("parent_id"), None), get("wb_run_id")),
    ),
    where("an op in a list", "$in over a text column", is_in(get("op_name"), PRICE, "nothing"), filter=None),
    where("two references or more", "$size of a list column", gte(size(get("input_refs")), lit(2))),
    where("no references", "an unset or empty list has no members", eq(size(get("output_refs")), lit(0))),
    where(
        "a part of a reference",
        "$contains looks into each member of a list",
        contains(get("input_refs"), lit("/object/qa-gpt")),
    ),
    where(
        "a reference, case ignored",
        "the same with case_insensitive",
        contains(get("output_refs"), "CARD-1", folded=True),
    ),
    where("a list column as a condition", "an empty list is true", get("output_refs")),
)

START = get("started_at")
DATES: tuple[Ask, ...] = (
    where("from a day on", "a date is midnight UTC", gte(START, lit("2025-10-30"))),
    where("before a moment with Z", "ISO 8601 with Z", lt(START, lit("2025-10-26T12:00:00Z"))),
    where("after a moment with an offset", "offsets are honoured", gt(START, lit("2025-11-02T01:30:00-05:00"))),
    where("a naive moment", "naive is UTC", gt(START, lit("2025-11-01T09:30:00"))),
    where("a moment with a space", "a space instead of the T", gt(START, "2025-11-01 09:30:00.5")),
    where("Unix seconds", "an integer is seconds", lt(START, lit(1761559202))),
    where("Unix seconds with a fraction", "a double is rounded to the microsecond", gte(START, lit(1761559202.637226))),
    where("exactly a start", "microseconds count", eq(START, "2025-10-23T09:00:01.392312Z")),
    where(
        "a start in a list",
        "dates in $in, in three spellings",
        is_in(START, 1761210001.392312, "2025-10-23T09:00:01.392801Z", "2025-11-02"),
    ),
    where("a literal on the left", "the mirrored comparison", gte(lit("2025-10-24"), START)),
    where("a range", "two bounds", both(gte(START, "2025-10-25"), lt(START, "2025-10-27T00:00:00+02:00"))),
    where("not ended before a day", "$not keeps unfinished calls", no(lt(get("ended_at"), lit("2025-11-01")))),
    where("unfinished", "null literal beside a date", eq(get("ended_at"), lit(None))),
    where("unfinished by empty text", 'the literal "" beside a date', eq(lit(""), get("ended_at"))),
    where("ended as it started", "field with field, two dates", lte(get("ended_at"), START)),
    where("ended", "a date column as a condition", get("ended_at")),
    where("a day as text", "$contains sees the text of the time", contains(START, "2025-10-26 1")),
    where("a day through $convert", "a date as text", contains(to("string", START), lit(" 12:"))),
    where("an hour as seconds", "a date as Unix seconds", gt(to("int", START), 1762000000)),
    where("seconds as a double", "a date as seconds with a fraction", lt(to("double", START), 1761300000.5)),
    where("a date beside text of a document", "field with field: no leniency", eq(START, get("inputs.ticket.created"))),
    where("never expires", "a date column that is always unset", no(gt(get("expire_at"), lit("2050-01-01")))),
)

STATUS = get("summary.weave.status")
LATENCY = get("summary.weave.latency_ms")
DERIVED: tuple[Ask, ...] = (
    where("failed", "status error", eq(STATUS, lit("error"))),
    where("failed below", "status descendant_error", eq(get("status"), "descendant_error")),
    where("running", "status running", eq(STATUS, lit("running")), RESEARCH),
    where("not successful", "$not of a derived field", no(eq(STATUS, lit("success")))),
    where("some statuses", "$in of a derived field", is_in(STATUS, "error", "running")),
    where("slow", "latency in milliseconds", gt(LATENCY, lit(1500))),
    where("quick", "a double beside a double", lt(get("latency_ms"), lit(0.75))),
    where("latency of nothing", "an unfinished call has no latency", eq(LATENCY, lit(None))),
    where("latency beside text", "leniency is for documents only", gt(LATENCY, lit("1500"))),
    where("seconds", "duration", gte(get("duration"), 2)),
    where(
        "a trace name from the display name",
        "trace_name: display name first",
        eq(get("summary.weave.trace_name"), "rerank[3]"),
    ),
    where(
        "a trace name from the op", "trace_name: the name in the op's reference", eq(get("trace_name"), lit("retrieve"))
    ),
    where("an op of any version", "op: the name in the op's reference", eq(get("op"), lit("rerank"))),
    where("no op", "op is never missing", no(eq(get("op"), "rerank"))),
    where(
        "a part of a trace name", "$contains of a derived field", contains(get("trace_name"), "EVALUATION", folded=True)
    ),
    where("slow or failed", "two derived fields", either(gt(LATENCY, 5000), eq(STATUS, "error"))),
)

COUNTS: tuple[Ask, ...] = (
    stats("how many", "a count"),
    stats("how many failed", "a count with a query", eq(STATUS, "error")),
    stats("more than ten", "a count cut at the limit", limit=10),
    stats("not more than a million", "a limit that is not reached", limit=1_000_000, project=RESEARCH),
    stats("is there any", "an existence probe honours the query", eq(get("inputs.model"), "nobody"), limit=1),
    stats(
        "roots of one user", "a count with a filter", filter={"trace_roots_only": True, "wb_user_ids": ["VXNlcjoxMDE="]}
    ),
)
