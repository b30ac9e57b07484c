"""Calls made of awkward values: the ends of number ranges, text that spells things, letters that fold, odd keys."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from tests.oracle.values import EPOCH, read_integer

PROJECT = "hostile/rows"
ABSENT = object()
NUMBERS: list[Any] = [
    *(0, 1, -1, 2, 5, 10, 42, -0.0, 0.1, 0.5, 1.0, 5.0, -0.5, 0.7, 1.5, 2.9999999999999996, 0.30000000000000004),
    *(1e16, 1e20, 1e21, 1e-7, 1e-5, 0.0001, 1e300, 1.7976931348623157e308, 5e-324, 123456789012345.6, 1e15, 1e14 + 0.5),
    *(
        2**53,
        2**53 - 1,
        2**53 + 1,
        -(2**53) - 1,
        2.0**53,
        2**62 + 1,
        2**63 - 1,
        -(2**63),
        2**63,
        2**64 - 1,
        2**64,
        2**70,
    ),
]
TEXTS = [
    *(
        "",
        " ",
        "0",
        "1",
        "-1",
        "-0",
        "5",
        "5.0",
        "0.5",
        "1.0",
        "01",
        "+1",
        "1e5",
        "1E+2",
        "1e-7",
        "1e100",
        ".5",
        "5.",
        " 5",
    ),
    *(
        "true",
        "false",
        "True",
        "null",
        "NaN",
        "inf",
        "0x10",
        "1_000",
        "१२",
        "5٣",
        "9007199254740993",
        "9223372036854775807",
    ),
    *(
        "9223372036854775808",
        "1" * 40,
        "1" * 41,
        "0." + "1" * 38,
        "0." + "1" * 39,
        "1e309",
        "a",
        "b",
        "B",
        "Z",
        "z",
        "ab",
    ),
    *(
        "é",
        "É",
        "e\u0301",
        "ß",
        "ẞ",
        "ss",
        "SS",
        "İ",
        "i",
        "ı",
        "K",
        "k",
        "ſ",
        "s",
        "σ",
        "ς",
        "Σ",
        "ǅ",
        "ﬁ",
        "😀",
        "\uffee",
    ),
    *(
        "ÀÉÎõü",
        "a.b",
        'say "hi"',
        "back\\slash",
        "\\",
        '"',
        "'",
        "100%",
        "under_score",
        "line\nbreak",
        "tab\t",
        "\u0001",
        "\u2028",
    ),
    *("2025-10-26", "2025-10-26T01:30:00Z", "[1]", "{}", '{"a": 1}', "$eq", "\u007f", "\u00a0", "x" * 300),
]
CONTAINERS: list[Any] = [
    *(
        [],
        {},
        [1, "a", None, True],
        [[1], [2, [3]]],
        ["5", 5, 5.5],
        [None],
        [False],
        {"a": 1},
        {"a": {"b": [1, {"c": "x"}]}},
    ),
    *({"0": "zero", "1": "one"}, {"a.b": 1, "": "empty", "a b": 2}, {"é": "É"}, {"5": 5}, {"true": None}, {"k": "😀"}),
    *(
        {"01": 1, "-1": 2, "+1": 3},
        {'"': 1, "\\": 2, "'": 3, "$": 4, "*": 5, "/": 6, "~": 7, "#": 8, "\n": 9},
        [{"k": 1}, {"k": "2"}],
    ),
]
VALUES: list[Any] = [ABSENT, None, True, False, *NUMBERS, *TEXTS, *CONTAINERS]
NAMES = [None, "", "a name", "É name", "10", "9", "true", "Z", "z"]
ERRORS = [None, None, "", "Boom: é", '{"type": "ValueError"}']
OPS = ["plain", "x/op/name:v1", "weave:///a/op/b/op/c:d:e", "weave:///a/op/no_version", "weave:///a/op/É:1", "op:1"]
REFS = [[], ["weave:///a/object/o:1"], ["weave:///a/object/o:1", "é:2", "100%:_"]]
STEPS = [None, 0, 1, 2**53 + 1, 2**62, 5]
COUNTS: list[Any] = [ABSENT, 0, 1, "1", "0", "x", None, 0.5, True, [1]]


def _at(numbers: Sequence[Any], position: int) -> Any:
    return numbers[position % len(numbers)]


def _object(**members: Any) -> dict[str, Any]:
    return {key: value for key, value in members.items() if value is not ABSENT}


def _time(position: int) -> str:
    return (EPOCH + timedelta(days=20000, seconds=position // 3 * 700, microseconds=position % 5)).isoformat()


def _row(position: int) -> dict[str, Any]:
    first, second, third = (_at(VALUES, position * factor + shift) for factor, shift in ((1, 0), (7, 3), (11, 5)))
    shown = [value for value in (first, second) if value is not ABSENT]
    return {
        "id": f"h{position:03d}",
        "project_id": PROJECT,
        "op_name": _at(OPS, position),
        "trace_id": f"t{position // 4}",
        "parent_id": None if position % 4 == 0 else f"h{position - 1:03d}",
        "display_name": _at(NAMES, position // 2),
        "thread_id": _at([None, "t", "T"], position),
        "turn_id": _at([None, "t", f"h{position:03d}"], position // 3),
        "started_at": _time(position),
        "ended_at": _at([None, _time(position), _time(position + 4), _time(position - 5)], position // 2),
        "exception": _at(ERRORS, position),
        "attributes": {"k": {"0": position, "a.b": None if third is ABSENT else third}, "list": shown},
        "inputs": _object(v=first, w=second, items=[*shown, third] if third is not ABSENT else shown),
        "output": None if third is ABSENT else third,
        "summary": None
        if position % 9 == 0
        else {"status_counts": _object(error=_at(COUNTS, position)), "n": position},
        "input_refs": _at(REFS, position),
        "output_refs": _at(REFS, position // 2),
        "wb_user_id": _at([None, "u1"], position),
        "wb_run_id": _at([None, "r", "R"], position // 5),
        "wb_run_step": _at(STEPS, position),
        "wb_run_step_end": _at(STEPS, position // 2),
        "deleted_at": _time(position) if position % 29 == 28 else None,
        "expire_at": _at([None, "2030-01-01T00:00:00Z"], position // 7),
    }


ROWS = [_row(position) for position in range(len(VALUES))]


def judged_rows() -> list[dict[str, Any]]:
    """The rows as a store keeps them: integers beyond 64 bits are doubles."""
    rows: list[dict[str, Any]] = json.loads(json.dumps(ROWS), parse_int=read_integer)
    return rows
