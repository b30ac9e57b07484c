"""Requests about awkward feedback and queues of annotation: conditions of every form, and orders."""

from __future__ import annotations

from tests.oracle.build import (
    Ask,
    Json,
    add,
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
    gte,
    if_null,
    is_in,
    lit,
    lt,
    lte,
    matches,
    multiply,
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
from tests.oracle.hostile_sets import OTHER, PROJECT

ANY, REACTION, TEN = "feedback.[*]", "feedback.[wandb.reaction.1]", "feedback.[wandb.reaction.10]"
V, W, N = (get(f"{ANY}.payload.{name}") for name in "vwn")
RV, RN = get(f"{REACTION}.payload.v"), get(f"{REACTION}.payload.n")
ITEMS, PAYLOAD = get(f"{ANY}.payload.items"), get(f"{REACTION}.payload")
RUNNABLE, TRIGGER = get(f"{REACTION}.runnable_ref"), get(f"{ANY}.trigger_ref")
QUEUE = get("annotation_queue_items.queue_id")
MINE = get("inputs.v")


def has(kind: str, condition: Json) -> Json:
    return {"$feedback": {"type": kind, "where": condition}}


def _ask(name: str, reason: str, expr: Json, project: str = PROJECT, **rest: Json) -> Ask:
    return where(name, reason, expr, project, **rest)


COMPARED: tuple[Ask, ...] = (
    _ask("some member", "$eq of a number", eq(N, lit(1))),
    _ask("some member of a type", "the type is not a prefix of it", eq(RN, lit(1))),
    _ask("of the longer type", "wandb.reaction.10 is another", eq(get(f"{TEN}.payload.n"), lit(1))),
    _ask("of another project", "its own rows alone", eq(N, lit(1)), OTHER),
    _ask("text as a number", "text that spells a number counts as it", eq(N, "1")),
    _ask("a boolean", "no number is one", eq(N, lit(True))),
    _ask("a text", "text with a letter beyond ASCII", eq(V, "é")),
    _ask("quotes", "in a literal", eq(V, 'say "hi"')),
    _ask("greater", "some member is", gt(N, lit(1))),
    _ask("greater, mirrored", "the literal on the left", lt(lit(1), N)),
    _ask("at least text", "texts among texts", gte(V, "z")),
    _ask("at most", "with fractions", lte(RN, lit(0.5))),
    _ask("beyond 64 bits", "integers as doubles", gt(V, lit(2**63))),
    _ask("exact integers", "2^53 + 1 is not 2^53", eq(V, lit(2**53 + 1))),
    _ask("not equal", "$ne is the complement for the call, not for a row", ne(RN, lit(1))),
    _ask("not", "the same", no(eq(RN, lit(1)))),
    _ask("not greater", "calls without feedback too", no(gt(RN, lit(1)))),
    _ask("both directions", "of two rows, one each", both(gt(N, lit(1)), lt(N, lit(1)))),
    _ask("two types", "conjuncts are independent", both(eq(RN, lit(1)), eq(get(f"{TEN}.payload.n"), lit(1)))),
    _ask("under or", "beside a column", either(eq(RN, lit(5)), eq(get("id"), "a/b"))),
    _ask("not under or", "the complement in a disjunction", either(no(eq(N, lit(1))), eq(get("id"), "a"))),
    _ask("not of and", "De Morgan", no(both(eq(N, lit(1)), eq(RN, lit(2))))),
    _ask("double negation", "twice", no(no(eq(RN, lit(1))))),
    _ask("a key with a dot", "escaped", eq(get(f"{ANY}.payload.a\\.b.0"), "zero")),
    _ask("an empty key", "below it", eq(get(f"{ANY}.payload.a\\.b."), lit(1))),
    _ask("an index", "in an array of the payload", eq(get(f"{ANY}.payload.items.0"), lit(1))),
    _ask("payload a scalar", "the whole payload", eq(PAYLOAD, "text")),
    _ask("payload a boolean", "as a condition", PAYLOAD),
    _ask("a type with a bracket", "up to the last ] before a dot", gte(get("feedback.[a]b].payload.n"), lit(0))),
    _ask("a type with a dot", "kept", gte(get("feedback.[a.b].payload.n"), lit(0))),
    _ask("a type with a quote", "in no text of SQL", gte(get("feedback.[it's].payload.n"), lit(0))),
    _ask("a type with a star", "no pattern", gte(get("feedback.[é*].payload.n"), lit(0))),
    _ask("an empty type", "is a type", gte(get("feedback.[].payload.n"), lit(0))),
    _ask("a type of nobody", "no rows", eq(get("feedback.[nobody].payload.n"), lit(1))),
    _ask("not of nobody", "every call", no(eq(get("feedback.[nobody].payload.n"), lit(1)))),
)

ABSENCE: tuple[Ask, ...] = (
    _ask("nothing", "no row has a value", eq(RN, lit(None))),
    _ask("something", "some row has one", ne(RN, lit(None))),
    _ask("nothing, mirrored", "null on the left", eq(lit(None), RV)),
    _ask("nothing of nobody", "no rows at all", eq(get("feedback.[nobody].payload.n"), lit(None))),
    _ask("not nothing", "$not", no(eq(RV, lit(None)))),
    _ask("exists", "some row has one", to("exists", RN)),
    _ask("exists is true", "the same", eq(to("exists", RN), lit(True))),
    _ask("exists is false", "of some row it does not", eq(to("exists", RV), lit(False))),
    _ask("does not exist", "the complement", no(to("exists", RV))),
    _ask("empty", "no value counts as the empty text", eq(RV, "")),
    _ask("not empty", "its complement", ne(RV, "")),
    _ask("empty, mirrored", "on the left", eq("", RV)),
    _ask("empty or one", "in a list", is_in(RN, "", lit(1))),
    _ask("null or one", "null in a list", is_in(RN, None, lit(1))),
    _ask("null alone in a list", "as $eq null", is_in(RN, None)),
    _ask("null or empty", "in a list", is_in(RV, None, "")),
    _ask("null beside a field", "in a list", is_in(RN, MINE, None)),
    _ask("null of an operator", "no row has a value of it", eq(size(get(f"{REACTION}.payload.items")), lit(None))),
    _ask("empty of an operator", "is only itself", eq(to("string", RV), "")),
    _ask("above null", "nothing is", gt(RN, lit(None))),
    _ask("the type missing", "of some row", eq(type_of(RV), "missing")),
    _ask("the type null", "of some row", eq(type_of(RV), "null")),
    _ask("the payload missing", "NULL in the table", eq(type_of(PAYLOAD), "missing")),
    _ask("no ref", "a column", eq(RUNNABLE, lit(None))),
    _ask("an empty ref", "a column beside the empty text", eq(TRIGGER, "")),
    _ask("a ref", "some row has one", to("exists", TRIGGER)),
    _ask("one of refs", "a column in a list", is_in(RUNNABLE, "a", None)),
)

OPERATORS: tuple[Ask, ...] = (
    _ask("in numbers", "a list", is_in(N, lit(2), lit(5))),
    _ask("in nothing", "an empty list", is_in(N)),
    _ask("not in", "the complement", no(is_in(N, lit(1), "a"))),
    _ask("in mixed", "numbers, text, booleans", is_in(V, lit(1), "é", lit(True), lit(0.5))),
    _ask("a literal in fields", "each of a row of its own", {"$in": [lit(1), [N, MINE]]}),
    _ask("a field of the call in sets", "of two types", {"$in": [MINE, [RN, get(f"{TEN}.payload.n")]]}),
    _ask("in converted fields", "of two types", {"$in": [MINE, [to("int", RN), to("int", get(f"{TEN}.payload.n"))]]}),
    _ask("in a field of the row", "the same row", {"$in": [V, [W, lit(5)]]}),
    _ask("contains", "a part of a text", contains(V, "a")),
    _ask("contains, any case", "Unicode", contains(V, "É", folded=True)),
    _ask("contains in the payload", "keys and scalars", contains(PAYLOAD, "zero")),
    _ask("contains nothing", "any text", contains(RV, "")),
    _ask("contains a field", "of the same row", contains(V, W)),
    _ask("contains a field of the call", "beside it", contains(V, get("display_name"))),
    _ask("contained in the call", "the set is the needle", contains(get("output"), N)),
    _ask("starts", "of a column", starts(TRIGGER, "weave")),
    _ask("starts of the call", "the set is the start", starts(get("display_name"), V)),
    _ask("ends", "of a column", ends(RUNNABLE, ":1")),
    _ask("size", "of arrays and texts", gt(size(ITEMS), lit(2))),
    _ask("size of the payload", "members", eq(size(PAYLOAD), lit(3))),
    _ask("converted", "to a double", gt(to("double", V), lit(100))),
    _ask("converted to text", "of numbers", eq(to("string", N), "1")),
    _ask("converted to bool", "text too", to("bool", V)),
    _ask("the type of one", "a number", eq(type_of(V), "number")),
    _ask("the type of one in a list", "$in", is_in(type_of(V), "array", "object")),
    _ask("first of", "a field or another, of the same row", eq(if_null(V, W), lit(1))),
    _ask("first of with a literal", "for the rows that there are", eq(if_null(W, "a"), "a")),
    _ask("first of with the call", "the call's value", eq(if_null(W, MINE), lit(1))),
    _ask("a sum", "of one row", gt(add(N, V), lit(3))),
    _ask("a product with the call", "of the row and the call", gte(multiply(N, get("inputs.n")), lit(20))),
    _ask("as a condition", "not null, false or 0", V),
    _ask("not as a condition", "the complement", no(RN)),
    _ask("a condition as a value", "of some row", eq(eq(RN, lit(1)), lit(True))),
    _ask("a condition is false", "of no row", eq(eq(RN, lit(1)), lit(False))),
    _ask("a condition beside a field", "of the same row", eq(gt(RN, lit(1)), get(f"{REACTION}.payload.v"))),
    _ask("elements", "of the array of a row", some(ITEMS, eq(this(), lit(1)))),
    _ask("all elements", "of some row", every(ITEMS, gte(this(), lit(0)))),
    _ask("not elements", "the complement", no(some(ITEMS, eq(this(), "a")))),
    _ask("elements and the row", "its other field", some(ITEMS, eq(this(), N))),
    _ask("elements and the call", "its field", some(ITEMS, eq(this(), MINE))),
    _ask("elements of elements", "nested", some(ITEMS, some(this(), eq(this(), lit(1))))),
    _ask("in a condition on elements", "of the call", some(get("output.items"), both(eq(this(), "a"), eq(RN, lit(1))))),
)

# Beside what is asked among elements; the same position in several queries of one statement.
OPERATORS += (
    _ask(
        "one position in two queries",
        "what the first names is not known in the second",
        both(gt(get(f"{ANY}.payload.items.0"), lit(0)), no(eq(get(f"{ANY}.payload.items.0"), lit(2)))),
    ),
    _ask(
        "one position of calls in two queries",
        "nor in the statement around them",
        either(eq(N, get("output.items.0")), eq(get("output.items.0"), lit(2))),
    ),
    _ask(
        "among elements and outside",
        "both are about rows",
        either(some(get("output.items"), both(eq(this(), "a"), eq(RN, lit(5)))), eq(RN, lit(1))),
    ),
)

BESIDE: tuple[Ask, ...] = (
    _ask("the call's value", "in some row", eq(N, MINE)),
    _ask("not the call's value", "in no row", ne(N, MINE)),
    _ask("two fields of a row", "the same row", eq(V, W)),
    _ask("no two fields", "of no row", ne(V, W)),
    _ask("greater than another", "of the same row", gt(V, N)),
    _ask("a ref and a ref", "columns", eq(get(f"{ANY}.runnable_ref"), TRIGGER)),
    _ask("a ref and a name", "a column of the call", eq(TRIGGER, get("display_name"))),
    _ask("greater than a column", "the latency", lt(N, get("latency_ms"))),
    _ask("beside the id", "of the call", eq(V, get("id"))),
    _ask("both at once", "two that ask for the call", both(eq(N, MINE), no(eq(V, get("id"))))),
    _ask("a queue beside a name", "a column", eq(QUEUE, get("display_name"))),
    _ask("a queue beside feedback", "one each, joined", both(eq(QUEUE, "queue1"), to("exists", RN))),
)

QUEUES: tuple[Ask, ...] = (
    _ask("in a queue", "$eq", eq(QUEUE, "queue1")),
    _ask("in a queue of the other", "another project", eq(QUEUE, "queue1"), OTHER),
    _ask("in no queue", "no item that is not deleted", eq(QUEUE, lit(None))),
    _ask("in some queue", "exists", to("exists", QUEUE)),
    _ask("not in a queue", "the complement", no(eq(QUEUE, "queue1"))),
    _ask("in one of queues", "a list", is_in(QUEUE, "queue1", "é")),
    _ask("in a queue or none", "null in a list", is_in(QUEUE, "queue1", None)),
    _ask("in an empty queue", "or none", eq(QUEUE, "")),
    _ask("a queue by its start", "$startsWith", starts(QUEUE, "queue")),
    _ask("a queue by a part", "$contains", contains(QUEUE, "É", folded=True)),
    _ask("queues in order", "texts", gt(QUEUE, "9")),
    _ask("in two queues", "conjuncts are independent", both(eq(QUEUE, "queue1"), eq(QUEUE, "queue10"))),
    _ask("a queue under or", "beside an id", either(eq(QUEUE, "it's"), eq(get("id"), "100%"))),
    _ask("the size of a queue's id", "an operator", eq(size(QUEUE), lit(7))),
    _ask("a number and a queue", "a column has no numbers", eq(QUEUE, lit(9))),
)

ROWS: tuple[Ask, ...] = (
    _ask("one row is both", "$feedback", has("*", both(eq(get("payload.n"), lit(1)), eq(get("creator"), "Ann")))),
    _ask("one row of a type", "$feedback", has("wandb.reaction.1", gt(get("payload.n"), lit(0)))),
    _ask("no such row", "its complement", no(has("wandb.reaction.1", gt(get("payload.n"), lit(0))))),
    _ask("any row", "a condition that is always true", has("*", lit(True))),
    _ask("no row", "a condition that never is", has("*", lit(False))),
    _ask("a row without a value", "null of the row", has("wandb.reaction.1", eq(get("payload.v"), lit(None)))),
    _ask("a row with an empty value", "missing counts as empty", has("*", eq(get("creator"), ""))),
    _ask("not in a row", "the complement for the row", has("wandb.reaction.1", no(eq(get("payload.n"), lit(1))))),
    _ask("by type", "its own field", has("*", is_in(get("feedback_type"), "a]b", "100%"))),
    _ask("by time", "a time beside a text", has("*", gte(get("created_at"), "2025-11-03"))),
    _ask("by seconds", "a time beside a number", has("*", lt(get("created_at"), lit(1761955200.1)))),
    _ask("two fields", "of the row", has("*", eq(get("runnable_ref"), get("trigger_ref")))),
    _ask("a key with a dot of a row", "as a list", has("*", eq(get(["payload", "a.b", "0"]), "zero"))),
    _ask("elements of a row", "in it", has("*", some(get("payload.items"), eq(this(), get("payload.n"))))),
    _ask("searched in a row", "the whole payload", has("*", contains(get("payload"), "K", folded=True))),
    _ask("rows under or", "two of them", either(has("a.b", get("payload.n")), has("it's", get("payload.n")))),
    _ask("a row as a value", "true or false", eq(has("a.b", get("payload.n")), lit(False))),
    _ask("a row and a set", "independent", both(has("*", eq(get("creator"), "é")), eq(RN, lit(1)))),
)

REGEXES: tuple[Ask, ...] = (
    _ask("a pattern", "$regexMatch of a payload", matches(V, "^[a-z]{2,}$")),
    _ask("a pattern of a column", "of a ref", matches(TRIGGER, "object/o:\\d")),
    _ask("a pattern of queues", "of a queue", no(matches(QUEUE, "^queue\\d+$"))),
)

COUNTS: tuple[Ask, ...] = (
    stats("counted", "calls, not rows", gt(N, lit(0)), PROJECT),
    stats("counted, limited", "cut", gt(N, lit(0)), PROJECT, limit=3),
    stats("counted by rows", "$feedback", has("*", get("payload.n")), PROJECT),
)

SORTS: tuple[Ask, ...] = tuple(
    ask(f"by {name}", "the member that comes first in that direction", project, sort_by=by(*keys))
    for name, project, keys in (
        ("values", PROJECT, (f"{ANY}.payload.v",)),
        ("values, last first", PROJECT, (f"-{ANY}.payload.v",)),
        ("numbers of a type", PROJECT, (f"{REACTION}.payload.n",)),
        ("numbers of a type, last first", PROJECT, (f"-{REACTION}.payload.n", "inputs.n")),
        ("a payload", PROJECT, (f"{ANY}.payload",)),
        ("refs", PROJECT, (f"{ANY}.trigger_ref", "-inputs.v")),
        ("refs, last first", PROJECT, (f"-{ANY}.runnable_ref",)),
        ("queues", PROJECT, ("annotation_queue_items.queue_id",)),
        ("queues, last first", PROJECT, ("-annotation_queue_items.queue_id", f"{ANY}.payload.v")),
        ("two types", PROJECT, (f"{REACTION}.payload.n", f"-{TEN}.payload.n", "started_at")),
        ("the same set twice", PROJECT, (f"{ANY}.payload.n", f"-{ANY}.payload.n", "-started_at")),
        ("nothing", PROJECT, ("feedback.[nobody].payload.n", "-started_at")),
        ("values of the other", OTHER, (f"-{ANY}.payload.v", "id")),
        ("a name, then values", PROJECT, ("display_name", f"-{ANY}.payload.w")),
    )
)
PAGES: tuple[Ask, ...] = (
    _ask("a page by values", "cut after the sort", gte(N, lit(0)), sort_by=by(f"-{ANY}.payload.n"), limit=7, offset=5),
    _ask(
        "sorted and asked by the same",
        "two uses of a set",
        eq(RN, lit(1)),
        sort_by=by(f"{REACTION}.payload.n"),
        limit=9,
    ),
    _ask("correlated and sorted", "both read the call", eq(N, MINE), sort_by=by(f"-{ANY}.payload.v", "latency_ms")),
)
