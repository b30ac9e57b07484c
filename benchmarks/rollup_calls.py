"""The calls of benchmarks.rollup, made in a database: many traces of thirty calls, and one that is large.

Everything is a formula of the number of a call and of a seed, so that SQL makes what Python adds up. In every third
trace the summary of the root contains the whole trace, as the public SDK writes it; elsewhere calls say what they used
alone. A call completes fewer tokens than the ones below it, so that it is not taken for one that contains them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from weave_query.compiled import CompiledQuery

PROJECT = "bench/rollup"
TRACE = 30
_MODELS = ("gpt-4o", "gpt-4o-mini", "claude-sonnet")
_COLUMNS = "id, project_id, op_name, trace_id, parent_id, started_at, ended_at, summary"
# What the two engines spell in different ways.
_WORDS = {
    "duckdb": {
        "numbers": "range(0, {calls}) AS numbers(number)",
        "div": "//",
        "time": "make_timestamp({micros})",
    },
    "clickhouse": {
        "numbers": "numbers({calls})",
        "div": "DIV",
        "time": "fromUnixTimestamp64Micro(toInt64({micros}), 'UTC')",
    },
}
_INSERT = """
INSERT INTO calls ({columns})
SELECT id, '{project}', 'op', concat('trace-', trace), parent, {started}, {ended},
  concat('{{"usage":{{"', CASE trace % 3 WHEN 0 THEN '{m0}' WHEN 1 THEN '{m1}' ELSE '{m2}' END,
    '":{{"prompt_tokens":', prompt, ',"completion_tokens":', completion, '}}}}}}')
FROM (
  SELECT number, concat('{prefix}', lpad(CAST(number AS {text}), 9, '0')) AS id, trace,
    CASE WHEN place > 0 THEN concat('{prefix}', lpad(CAST(number - 1 - noise % least(place, span) AS {text}), 9, '0'))
    END AS parent,
    CASE WHEN place = 0 AND trace % 3 = 0 THEN sum(used) OVER (PARTITION BY trace) ELSE used END AS prompt,
    CASE WHEN place = 0 AND trace % 3 = 0 THEN sum(place + 1) OVER (PARTITION BY trace) ELSE place + 1 END AS completion
  FROM (
    SELECT number, number * 7919 % 1000003 * 31 % 99991 + {seed} AS noise,
      CASE WHEN number < {small} THEN number {div} {trace} ELSE {small} {div} {trace} END AS trace,
      CASE WHEN number < {small} THEN number % {trace} ELSE number - {small} END AS place,
      CASE WHEN number < {small} THEN 4 ELSE {large} END AS span,
      (number * 104729 + {seed}) % 1000 AS used
    FROM {numbers}
  ) AS formulas
) AS made
"""


@dataclass(frozen=True)
class Calls:
    """So many calls; the last fifth of them is one trace."""

    number: int
    seed: int

    @property
    def small(self) -> int:
        """How many calls are in traces of thirty."""
        return self.number * 4 // 5 // TRACE * TRACE

    def insert(self, engine: str) -> str:
        """The statement that makes them."""
        words = _WORDS[engine]
        start = 1_760_000_000_000_000
        return _INSERT.format(
            columns=_COLUMNS,
            project=PROJECT,
            prefix="0190c0de-7a3f-4b1e-9d25-0c4",
            text="VARCHAR" if engine == "duckdb" else "String",
            started=words["time"].format(micros=f"{start} + number * 1000"),
            ended=words["time"].format(micros=f"{start} + number * 1000 + 500000"),
            **{f"m{place}": model for place, model in enumerate(_MODELS)},
            seed=self.seed,
            small=self.small,
            large=self.number,
            trace=TRACE,
            div=words["div"],
            numbers=words["numbers"].format(calls=self.number),
        )

    def prompt_tokens(self, policy: str) -> int:
        """What the sums of all roots must be."""
        used = [(number * 104729 + self.seed) % 1000 for number in range(self.number)]
        roots = [*range(0, self.small, TRACE), self.small]
        ends = [*roots[1:], self.number]
        whole = [sum(used[root:end]) for root, end in zip(roots, ends, strict=True)]
        if policy == "auto":
            return sum(whole)
        stored = [total if trace % 3 == 0 else used[roots[trace]] for trace, total in enumerate(whole)]
        if policy == "cumulative":
            return sum(stored)
        return sum(stored) + sum(total - used[root] for root, total in zip(roots, whole, strict=True))

    def is_root(self, id: str) -> bool:
        """Is a call the first of its trace?"""
        number = int(id[-9:])
        return number == self.small or (number < self.small and number % TRACE == 0)


def make(driver: Any, engine: str, calls: Calls) -> None:
    """Make the calls in the database of a driver, and what its planner wants to know of them."""
    driver.create_schema()
    list(driver.run(CompiledQuery("made", calls.insert(engine), {}, ())))
