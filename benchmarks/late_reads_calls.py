"""The calls of benchmarks.late_reads: documents of random text, which hardly compresses, in inputs and output.

They are slices of one long text, so that making them takes no time. Calls are stored by their start, and in no
relation to it they have a name and, in their inputs, a number.
"""

from __future__ import annotations

import random
import time
from typing import Any

ALL, QUARTER = "bench/all", "bench/quarter"
_COLUMNS = (
    *("id", "project_id", "op_name", "trace_id", "display_name", "started_at", "inputs", "output", "summary"),
    *("input_refs", "output_refs"),
)
_START = 1_760_000_000_000_000
_BATCH = 50
_POOL = 2**22


def make(driver: Any, engine: str, calls: int, size: int) -> float:
    """Make so many calls with documents of so many bytes, and a quarter of them in another project. Gives seconds."""
    began = time.perf_counter()
    driver.create_schema()
    pool = random.Random(1).randbytes(_POOL // 2).hex()
    for project, number in ((QUARTER, calls // 4), (ALL, calls)):
        for first in range(0, number, _BATCH):
            batch = range(first, min(first + _BATCH, number))
            driver.insert("calls", _COLUMNS, [_call(project, each, number, size // 2, pool) for each in batch])
    if engine == "postgres":
        driver._connection.execute("ANALYZE calls")  # as a server that runs for a while does itself
    return time.perf_counter() - began


def _call(project: str, number: int, calls: int, size: int, pool: str) -> tuple[Any, ...]:
    shuffled = number * 7919 % calls
    first, second = (number * factor % (_POOL - size) for factor in (104_729, 130_363))
    inputs = f'{{"n":{number * 31_337 % 100_003},"text":"{pool[first : first + size]}"}}'
    output = f'{{"text":"{pool[second : second + size]}"}}'
    started_at = _START + number * 1_000_000
    return (
        f"call-{number:09}",
        project,
        "op",
        "trace",
        f"name {shuffled:09}",
        started_at,
        inputs,
        output,
        "{}",
        [],
        [],
    )
