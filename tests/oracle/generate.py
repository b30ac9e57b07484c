"""Random requests over given paths and values: the same for the same seed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.oracle.build import by, contains, get, is_in, lit, no, size, to

COMPARISONS = ("$eq", "$eq", "$gt", "$gte", "$lt", "$lte")
DATES = ("2025-10-26", "2025-10-28T12:00:00+02:00", 1761500000, 1761700000.25, None, "", "2024-10-05T12:00:00.000001Z")
COLUMNS = ("display_name", "exception", "op_name", "parent_id", "thread_id", "turn_id", "wb_user_id", "wb_run_id", "id")
STEPS = ("wb_run_step", "wb_run_step_end")
TIMES = ("started_at", "ended_at")
DERIVED = ("summary.weave.status", "latency_ms", "duration", "trace_name")
LISTS = ("input_refs", "output_refs")
Json = Any


@dataclass(frozen=True)
class Grammar:
    """What requests are made of: paths into documents, literals that may stand anywhere, values by column."""

    paths: tuple[Json, ...]
    literals: tuple[Json, ...]
    by_field: dict[str, tuple[Json, ...]]

    def condition(self, random: Random, depth: int) -> Json:
        """A condition with at most `depth` connectives above each other."""
        if depth and random.random() < 0.6:
            return self._connective(random, depth - 1)
        make = random.choice((self._compared, self._compared, self._compared, self._chosen, self._searched, self._bare))
        return make(random)

    def _connective(self, random: Random, depth: int) -> Json:
        kind = random.choice(("$and", "$or", "$not"))
        if kind == "$not":
            return no(self.condition(random, depth))
        return {kind: [self.condition(random, depth) for _ in range(random.randint(1, 3))]}

    def _field(self, random: Random) -> Json:
        pool = random.choices((self.paths, COLUMNS, STEPS, DERIVED), (12, 3, 1, 2))[0]
        return get(random.choice(pool))

    def _literal(self, random: Random, beside: Json) -> Json:
        known = self.by_field.get(json.dumps(beside.get("$getField")) if isinstance(beside, dict) else "", ())
        value = random.choice(known if known and random.random() < 0.7 else self.literals)
        return value if random.random() < 0.3 else lit(value)

    def _operand(self, random: Random) -> Json:
        field = self._field(random)
        match random.randrange(10):
            case 0:
                return to(random.choice(("string", "double", "int", "bool", "exists")), field)
            case 1:
                return size(random.choice((field, get(random.choice(LISTS)))))
            case _:
                return field

    def _compared(self, random: Random) -> Json:
        if random.random() < 0.12:
            left, right = get(random.choice(TIMES)), lit(random.choice(DATES))
        else:
            left = self._operand(random)
            right = self._operand(random) if random.random() < 0.15 else self._literal(random, left)
        pair = [left, right] if random.random() < 0.8 else [right, left]
        return {random.choice(COMPARISONS): pair}

    def _chosen(self, random: Random) -> Json:
        item = self._operand(random)
        return is_in(item, *(self._literal(random, item) for _ in range(random.randint(0, 4))))

    def _searched(self, random: Random) -> Json:
        item = random.choice((self._operand(random), self._field(random), get(random.choice((*LISTS, *TIMES)))))
        needle = self._part(random, self._literal(random, item))
        folded = random.choice((None, False, True, True))
        return contains(item, needle, folded=folded)

    def _part(self, random: Random, literal: Json) -> Json:
        value = literal["$literal"] if isinstance(literal, dict) else literal
        if not isinstance(value, str) or len(value) < 3 or random.random() < 0.4:
            return literal
        start = random.randrange(len(value) - 1)
        part = value[start : start + random.randint(1, 4)]
        return lit(random.choice((part, part.upper(), part.lower())))

    def _bare(self, random: Random) -> Json:
        return random.choice((self._operand(random), self._operand(random), get(random.choice((*LISTS, *TIMES)))))

    def sort_by(self, random: Random) -> Json:
        """One to three sort keys."""
        texts = [path for path in self.paths if isinstance(path, str)]
        pools = random.choices((texts, COLUMNS, STEPS, TIMES, DERIVED), (8, 2, 1, 1, 1), k=random.randint(1, 3))
        return by(*(random.choice(("", "-")) + random.choice(pool) for pool in pools))
