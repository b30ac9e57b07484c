"""Random requests over given paths and values: the same for the same seed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from tests.oracle.build import (
    by,
    contains,
    ends,
    every,
    get,
    if_null,
    is_in,
    lit,
    matches,
    no,
    size,
    some,
    starts,
    this,
    to,
    type_of,
)
from tests.oracle.evaluate import read
from tests.oracle.fields import ELEMENT, Row
from tests.oracle.values import is_absent

COMPARISONS = ("$eq", "$eq", "$ne", "$gt", "$gte", "$lt", "$lte")
DATES = ("2025-10-26", "2025-10-28T12:00:00+02:00", 1761500000, 1761700000.25, None, "", "2024-10-05T12:00:00.000001Z")
COLUMNS = ("display_name", "exception", "op_name", "parent_id", "thread_id", "turn_id", "wb_user_id", "wb_run_id", "id")
STEPS = ("wb_run_step", "wb_run_step_end")
TIMES = ("started_at", "ended_at")
DERIVED = ("summary.weave.status", "latency_ms", "duration", "trace_name", "op")
LISTS = ("input_refs", "output_refs")
TYPES = ("missing", "null", "bool", "number", "string", "array", "object", "timestamp")
ELEMENT_PATHS = tuple(this(path) for path in ("", "", "", "0", "a", "k", "role", "content", "score", "a.b", "1.0"))
ATOMS = (".", "\\d", "\\w", "\\s", "[^a-z]", "[0-9.]", "[K-Sé]", "[^\\w]", "(a|b)", "(?:e|)", "\\.", "é", "S", "[\\d-]")
QUANTIFIERS = ("", "", "", "", "*", "+", "?", "{2}", "{1,}", "{0,3}")
SPECIAL = "\\.^$|?*+()[]{}"
Json = Any


@dataclass(frozen=True)
class Grammar:
    """What requests are made of: paths into documents, literals that may stand anywhere, values by column.

    Some of the rows, and elements of their arrays, give literals that what stands beside them may equal.
    """

    paths: tuple[Json, ...]
    literals: tuple[Json, ...]
    by_field: dict[str, tuple[Json, ...]]
    rows: tuple[Row, ...]
    numbers: tuple[Json, ...]
    arrays: tuple[Json, ...]
    elements: tuple[Json, ...]
    inside: bool = False

    def condition(self, random: Random, depth: int) -> Json:
        """A condition with at most `depth` connectives above each other."""
        if depth and random.random() < 0.6:
            return self._connective(random, depth - 1)
        makers = (self._compared, self._chosen, self._searched, self._bare, self._edged, self._matched, self._elements)
        return random.choices(makers, (9, 3, 3, 3, 2, 1, 3))[0](random)

    def _connective(self, random: Random, depth: int) -> Json:
        kind = random.choice(("$and", "$or", "$not"))
        if kind == "$not":
            return no(self.condition(random, depth))
        return {kind: [self.condition(random, depth) for _ in range(random.randint(1, 3))]}

    def _field(self, random: Random) -> Json:
        if self.inside and random.random() < 0.75:
            return random.choice(ELEMENT_PATHS)
        pool = random.choices((self.paths, COLUMNS, STEPS, DERIVED), (12, 3, 1, 2))[0]
        return get(random.choice(pool))

    def _literal(self, random: Random, beside: Json) -> Json:
        known = self.by_field.get(json.dumps(beside.get("$getField")) if isinstance(beside, dict) else "", ())
        if not known and isinstance(beside, dict) and "$literal" not in beside:
            known = tuple(self._likely(random, beside))
        value = random.choice(known if known and random.random() < 0.7 else self.literals)
        return value if random.random() < 0.3 else lit(value)

    def _likely(self, random: Random, operand: Json) -> Iterator[Json]:
        """Values that an operand has in some rows."""
        found = read(operand)
        for _ in range(3):
            value = found.of({**random.choice(self.rows), ELEMENT: random.choice(self.elements)})
            if not is_absent(value) and isinstance(value, (bool, int, float, str)):
                yield value

    def _operand(self, random: Random, depth: int = 2) -> Json:
        """A field, or operators with at most `depth` above each other."""
        if depth == 0 or random.random() < (0.65, 0.7)[depth == 1]:
            return self._field(random)
        inner = self._operand(random, depth - 1)
        match random.randrange(8):
            case 0 | 1:
                return to(random.choice(("string", "double", "int", "bool", "exists")), inner)
            case 2:
                return size(random.choice((inner, get(random.choice(LISTS)))))
            case 3:
                return type_of(random.choice((inner, inner, inner, get(random.choice((*LISTS, *TIMES))))))
            case 4 | 5:
                return self._first_of(random, inner, depth)
            case _:
                return self._calculated(random, inner, depth)

    def _first_of(self, random: Random, inner: Json, depth: int) -> Json:
        if random.random() < 0.15:
            return if_null(*(get(random.choice(TIMES)) for _ in range(2)))
        others = [get(random.choice((*LISTS, *TIMES)))] if random.random() < 0.2 else []
        for _ in range(random.randint(1, 2)):
            others.append(self._literal(random, inner) if random.random() < 0.3 else self._operand(random, depth - 1))
        items = [inner, *others]
        random.shuffle(items)
        return if_null(*items)

    def _calculated(self, random: Random, inner: Json, depth: int) -> Json:
        if random.random() < 0.6:
            inner = get(random.choice(self.numbers))
        name = random.choice(("$add", "$subtract", "$multiply", "$divide"))
        count = random.choice((1, 1, 2)) if name in ("$add", "$multiply") else 1
        items = [inner]
        for _ in range(count):
            number = lit(random.choice((0, 1, 2, 0.5, -3, 1e150, 1e-150, 1e200, 2**53 + 1, "5", None)))
            items.append(number if random.random() < 0.5 else get(random.choice(self.numbers)))
        random.shuffle(items)
        return {name: items}

    def _condition_as_value(self, random: Random) -> Json:
        return random.choice((self._edged, self._elements, self._compared))(random)

    def _edged(self, random: Random) -> Json:
        item = self._operand(random) if random.random() < 0.9 else get(random.choice((*LISTS, *TIMES)))
        part, edge = self._literal(random, item), random.choice((starts, ends))
        value = part["$literal"] if isinstance(part, dict) else part
        if isinstance(value, str) and random.random() < 0.6:
            length = random.randint(0, 4)
            part = value[:length] if edge is starts else value[len(value) - length :]
        if random.random() < 0.1:
            item, part = part, self._operand(random)
        return edge(item, part)

    def _matched(self, random: Random) -> Json:
        item = self._operand(random) if random.random() < 0.9 else get(random.choice((*LISTS, *TIMES)))
        return matches(item, self._regex(random, item), folded=random.choice((None, False, True, True)))

    def _regex(self, random: Random, item: Json) -> str:
        """A part of a likely value with atoms before, in or after it."""
        part = self._part(random, self._literal(random, item))
        value = part["$literal"] if isinstance(part, dict) else part
        letters = [f"\\{each}" if each in SPECIAL else each for each in (value[:5] if isinstance(value, str) else "")]
        for _ in range(random.randint(0, 2)):
            letters.insert(random.randint(0, len(letters)), random.choice(ATOMS) + random.choice(QUANTIFIERS))
        return random.choice(("", "", "", "^", "(?:^| )", "x|")) + "".join(letters) + random.choice(("", "", "", "$"))

    def _elements(self, random: Random) -> Json:
        likely = [get(path) for path in self.arrays] + ([this(), this("0")] if self.inside else [])
        items = random.choice(likely) if random.random() < 0.8 else self._operand(random)
        inner = replace(self, inside=True)
        where = inner.condition(random, depth=0 if self.inside else random.randint(0, 1))
        return random.choice((some, some, every))(items, where)

    def _compared(self, random: Random) -> Json:
        if random.random() < 0.06:
            pair = [type_of(self._operand(random, 1)), lit(random.choice(TYPES))]
            return {random.choice(COMPARISONS[:3]): pair}
        if random.random() < 0.06:
            left, right = self._condition_as_value(random), lit(random.choice((True, False, "true", None, 1)))
        elif random.random() < 0.12:
            left, right = self._time(random), lit(random.choice(DATES))
        else:
            left = self._operand(random)
            right = self._operand(random) if random.random() < 0.15 else self._literal(random, left)
        pair = [left, right] if random.random() < 0.8 else [right, left]
        return {random.choice(COMPARISONS): pair}

    def _time(self, random: Random) -> Json:
        return get(random.choice(TIMES)) if random.random() < 0.7 else if_null(get("ended_at"), get("started_at"))

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
