"""Objects, tables and calls that are awkward to resolve references in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

PROJECT, OTHER = "acme/refs", "acme/other"
Json = Any
DELETED = "2026-01-01T00:00:00Z"


def ref(path: str, project: str = PROJECT, kind: str = "object") -> str:
    return f"weave-trace-internal:///{project}/{kind}/{path}"


NUMBERS: Json = {
    "big": 1e16,
    "huge": 1e20,
    "wide": 2**63 - 1,
    "beyond": 2**64,
    "third": 0.30000000000000004,
    "small": 5e-324,
    "minus": -0.5,
    "zero": -0.0,
    "list": [1e16, 0.1, -1, 2**62 + 1],
    'quo"te': 0.30000000000000004,
    "back\\slash": 1e16,
    "é": 0.1,
}
KEYS: Json = {
    "a b": "blank",
    "a/b": "slash",
    "a%b": "percent",
    "a~b": "tilde",
    "a~1b": "pointer",
    "a.b": "dot",
    'a"b': "quote",
    "a\\b": "backslash",
    "é": "letter",
    "": "empty",
    "0": "zero",
    "01": "padded",
    "id": {"attr": "not a line"},
    "$": "dollar",
    "*": "star",
    "[0]": "bracket",
    "\n": "newline",
}
OBJECTS: list[dict[str, Json]] = [
    {"object_id": "model", "digest": "v1", "val": {"name": "one", "temperature": 0.5, "prompt": ref("prompt:p1")}},
    {"object_id": "model", "digest": "v2", "val": {"name": "two", "temperature": "0.5", "prompt": ref("prompt:p2")}},
    {"object_id": "model", "digest": "v3", "val": {"name": None, "tags": ["a", "b", {"k": 1}], "n": 5}},
    {"object_id": "model", "digest": "gone", "val": {"name": "one"}, "deleted_at": DELETED},
    {"object_id": "model", "digest": "foreign", "val": {"name": "one"}, "project_id": OTHER},
    {"object_id": "model", "digest": "an_op", "val": {"name": "one"}, "kind": "op"},
    {"object_id": "model", "digest": "nothing", "val": None},
    {"object_id": "prompt", "digest": "p1", "val": {"text": "Be nice", "next": ref("prompt:p2")}},
    {"object_id": "prompt", "digest": "p2", "val": {"text": "Be terse", "next": ref("prompt:p1")}},
    {"object_id": "itself", "digest": "v1", "val": {"next": ref("itself:v1"), "n": 7}},
    {"object_id": "text", "digest": "v1", "val": ref("model:v1")},
    {"object_id": "number", "digest": "v1", "val": 42},
    {"object_id": "list", "digest": "v1", "val": [ref("model:v1"), {"k": [10, 20, 30]}, None, "x"]},
    {"object_id": "flags", "digest": "v1", "val": {"on": True, "off": False, "none": None, "_ref": "stored"}},
    {"object_id": "a b", "digest": "v1", "val": {"name": "blank"}},
    {"object_id": "a%20b", "digest": "v1", "val": {"name": "escaped"}},
    {"object_id": "a/b", "digest": "v1", "val": {"name": "slashed"}},
    {"object_id": "x", "digest": "y:z", "val": {"name": "two colons"}},
    {"object_id": "", "digest": "v1", "val": {"name": "no name"}},
    {"object_id": "keys", "digest": "v1", "val": KEYS},
    {"object_id": "numbers", "digest": "v1", "val": NUMBERS},
    {
        "object_id": "data",
        "digest": "v1",
        "val": {"rows": ref("t1", kind="table"), "foreign": ref("t1", OTHER, "table")},
    },
    {"object_id": "data", "digest": "v2", "val": {"rows": ref("t2", kind="table"), "self": ref("t1/x", kind="table")}},
    {"object_id": "direct", "digest": "v1", "val": ref("t1", kind="table")},
]
TABLES: list[dict[str, Json]] = [
    {
        "digest": "t1",
        "rows": [
            {"digest": "r1", "val": {"question": "why", "n": 1e16, "model": ref("model:v1")}},
            {"digest": "r2", "val": {"question": "how", "rows": ref("t2", kind="table")}},
            {"digest": "r1", "val": {"question": "again"}},
            {"digest": "r 3", "val": [1, 2.5, "x"]},
            {"digest": "r4", "val": None},
            {"digest": "r5", "val": 0.30000000000000004},
        ],
    },
    {"digest": "t2", "rows": [{"digest": "r1", "val": {"question": "other table"}}]},
    {"digest": "t1", "project_id": OTHER, "rows": [{"digest": "r9", "val": {"question": "foreign"}}]},
]
PARTS = [
    *("model:v1/attr/name", "model:v1/key/name", "model:v1/attr/temperature", "model:v1/attr/prompt"),
    *("model:v1/attr/nope", "model:v1/attr", "model:v1/", "model:v1/attr/name/", "model:v1//attr/name"),
    *("model:v1/name", "model:v1/attr/name/attr/x", "model:v1/index/0", "model:v1/item/name", "model:v3/attr/name"),
    *("model:v3/attr/tags/index/1", "model:v3/attr/tags/index/2/key/k", "model:v3/attr/tags/index/3"),
    *("model:v3/attr/tags/index/01", "model:v3/attr/tags/index/-1", "model:v3/attr/tags/index/", "model:v3/attr/tags"),
    *("model:v3/attr/tags/index/4294967296", "model:v3/attr/tags/key/0", "model:v3/attr/tags/index/%31"),
    *("model:gone/attr/name", "model:foreign/attr/name", "model:an_op/attr/name", "model:v1/attr/prompt/attr/text"),
    *("list:v1/index/0", "list:v1/index/1/key/k/index/2", "list:v1/index/2", "list:v1/index/1", "list:v1/attr/0"),
    *("flags:v1/attr/on", "flags:v1/attr/off", "flags:v1/attr/none", "flags:v1/attr/_ref", "number:v1/attr/x"),
    *(f"keys:v1/key/{key}" for key in ("a b", "a%20b", "a%2Fb", "a%2fb", "a/b", "a%25b", "a%b", "a~b", "a~1b", "a.b")),
    *(f"keys:v1/key/{key}" for key in ('a"b', "a%22b", "a\\b", "a%5Cb", "é", "%C3%A9", "", "0", "01", "$", "*", "[0]")),
    *(f"keys:v1/key/{key}" for key in ("%0A", "%00", "%", "%4", "%zz", "%24", "id", "id/key/attr", "id/attr/attr")),
    *(f"numbers:v1/attr/{key}" for key in ("big", "huge", "wide", "beyond", "third", "small", "minus", "zero", "list")),
    *("numbers:v1/attr/quo%22te", "numbers:v1/attr/back%5Cslash", "numbers:v1/attr/é", "numbers:v1/attr/list/index/0"),
    *("numbers:v1/attr/list/index/1", "numbers:v1/attr/list/index/3"),
    *("data:v1/attr/rows", "data:v1/attr/rows/id/r1", "data:v1/attr/rows/id/r1/key/question", "data:v1/attr/rows/id"),
    *("data:v1/attr/rows/id/r1/key/n", "data:v1/attr/rows/id/r1/key/model", "data:v1/attr/rows/id/r2/key/rows"),
    *("data:v1/attr/rows/id/r2/key/rows/id/r1", "data:v1/attr/rows/id/r%203/index/1", "data:v1/attr/rows/id/r 3"),
    *("data:v1/attr/rows/id/r4", "data:v1/attr/rows/id/r5", "data:v1/attr/rows/id/r9", "data:v1/attr/rows/id/nope"),
    *("data:v1/attr/foreign/id/r9", "data:v1/attr/rows/id/r1/", "data:v1/attr/rows/id/", "data:v1/attr/rows/key/x"),
    *("data:v2/attr/rows/id/r1/key/question", "data:v2/attr/self/id/r1", "direct:v1/id/r1/attr/question", "direct:v1"),
    *("model:v1/id/r1", "number:v1/id/r1", "direct:v1/id/r2/id/r1"),
    "model:v1" + "/attr/name" * 120,
    "model:v1/attr/" + "x" * 1100,
]
PLAIN = [
    *("model:v1", "model:v2", "model:v3", "model:gone", "model:foreign", "model:an_op", "model:nothing", "model:v9"),
    *(
        "model:*",
        "model:",
        "model",
        "prompt:p1",
        "prompt:p2",
        "itself:v1",
        "text:v1",
        "number:v1",
        "list:v1",
        "flags:v1",
    ),
    *("a b:v1", "a%20b:v1", "a/b:v1", "x:y:z", ":v1", "keys:v1", "numbers:v1", "data:v1", " model:v1", "model:v1 "),
]
OTHERS: list[Json] = [
    *(ref("model:v1", OTHER), ref("model:v1", kind="op"), ref("model:v1", kind="call"), ref("t1", kind="table")),
    *("weave:///acme/refs/object/model:v1", "weave-trace-internal:///acme/refs/object/", "", "model:v1", "one", None),
    *(5, 0.5, True, False, [], {}, [ref("model:v1")], {"name": "inline"}, {"_ref": "own", "name": "one"}),
    *({"prompt": ref("prompt:p1")}, {"prompt": {"text": "Be nice"}}, ref("model:v1").upper(), f"x{ref('model:v1')}"),
]


def objects() -> list[dict[str, Json]]:
    return [{"project_id": PROJECT, "kind": "object", "deleted_at": None, **row} for row in OBJECTS]


def tables() -> list[dict[str, Json]]:
    return [{"project_id": PROJECT, **table} for table in TABLES]


def calls() -> list[dict[str, Json]]:
    """A call for each value at `inputs.model`; some have others at `inputs.list.0` and `output`."""
    return [_call(number, value) for number, value in enumerate(_values())]


def _values() -> Iterator[Json]:
    yield from (ref(each) for each in (*PLAIN, *PARTS))
    yield from OTHERS


def _call(number: int, value: Json) -> dict[str, Json]:
    plain = [ref(each) for each in PLAIN]
    inputs: dict[str, Json] = {"model": value, "n": number % 7, "list": [plain[number % len(plain)], value]}
    if number % 5 == 0:
        inputs = {"model": {"inner": value}, "list": {"0": value}, "n": number % 7}
    if value is None and number % 2:
        del inputs["model"]
    return {
        "project_id": PROJECT,
        "id": f"c{number:03}",
        "trace_id": f"t{number % 9}",
        "parent_id": None if number % 3 else "c000",
        "op_name": "op",
        "input_refs": [],
        "output_refs": [],
        "started_at": f"2026-01-01T00:{number % 60:02}:00Z",
        "ended_at": None if number % 4 else f"2026-01-01T01:{number % 60:02}:00Z",
        "deleted_at": DELETED if number % 23 == 22 else None,
        "attributes": {"model": plain[number % 11]} if number % 2 else None,
        "inputs": inputs,
        "output": value if number % 3 == 0 else {"model": plain[number % 5]},
        "summary": None if number % 4 else {"model": plain[number % 3]},
    }
