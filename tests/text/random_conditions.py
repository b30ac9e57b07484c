"""Random conditions in JSON, every operator in every place, with names and values that are awkward to write."""

from __future__ import annotations

from random import Random
from typing import Any

Json = Any

ROOTS = (
    *("inputs", "output", "started_at", "latency_ms", "duration", "latency", "summary", "feedback", "x", "y", "id"),
    *(
        "not",
        "Any",
        "all",
        "null",
        "where",
        "limit",
        "a b",
        "`",
        "``",
        "é",
        "名前",
        "1a",
        "a-b",
        "$x",
        "a\nb",
        "now",
        '"',
    ),
)
KEYS = (
    *(
        "a",
        "b",
        "model",
        "and",
        "not",
        "0",
        "1",
        "00",
        "9",
        "99999999999",
        "a b",
        "a.b",
        "a\\b",
        "\\",
        "",
        '"',
        "'",
        "`",
    ),
    *("é", "名", "x", "\n", "\t", "\x7f", "\u2028", "😀", "#", "[0]", "]", "-1", "1e5", "٣", "$$this"),
)
TEXTS = (
    *(
        "",
        "a",
        "it's",
        'say "hi"',
        "\\",
        "\\d",
        "a\\nb",
        "line\nline",
        "\t\r\b\f",
        "\x01\x1f\x7f\x85",
        "\u2028",
        "é",
        "😀",
    ),
    *("2025-11-01", "now()", "# no comment", "5", "true", "null", "`", "/", "{}", "\\u0041"),
)
NUMBERS = (
    *(0, 1, -1, 5, 2000, 60000, 3_600_000, 2**53 + 1, 2**63, -(2**63), 10**30, 0.0, -0.0, 0.1, -2.5, 1e300, 1e-7),
    *(1e16, 5.0, 123456789.123, 1e21, 5e-324),
)
REGEXES = ("a", r"\d+", r"^\w*\.$", r"\\", r"a\\\d", "[^\"']", "é", r"\/", "a|b", "\n", '"', r"\"", "(a)")
TYPES = ("*", "wandb.reaction.1", "a]b", 'q"', "", "é", "\\")


def condition(random: Random, depth: int) -> Json:
    """An operand of at most so many levels."""
    if depth <= 1 or random.random() < 0.15:
        return _leaf(random)
    return random.choice(_OPERATORS)(random, depth - 1)


def _leaf(random: Random) -> Json:
    return {"$getField": field(random)} if random.random() < 0.6 else literal(random)


def literal(random: Random) -> Json:
    value = random.choice((random.choice(TEXTS), random.choice(NUMBERS), random.choice((True, False, None))))
    return {"$literal": value}


def field(random: Random) -> Json:
    """A path as text or as a list."""
    root = random.choice(("inputs", "output", random.choice(ROOTS)))
    steps = [random.choice(KEYS) for _ in range(random.choice((0, 1, 1, 2, 3)))]
    way = random.random()
    if way < 0.1:
        kind = random.choice(TYPES)
        return ".".join(["feedback", f"[{kind}]", *map(_escaped, steps)])
    if way < 0.2:
        return ".".join(["$$this", *map(_escaped, steps)])
    if way < 0.6:
        return ".".join(map(_escaped, (root, *steps)))
    return [root, *(random.choice((step, random.choice((0, 1, 2**31 - 1)))) for step in steps)]


def _escaped(key: str) -> str:
    return key.replace("\\", "\\\\").replace(".", "\\.")


def _many(name: str, least: int, most: int) -> Any:
    return lambda random, depth: {name: [condition(random, depth) for _ in range(random.randint(least, most))]}


def _one(name: str) -> Any:
    return lambda random, depth: {name: condition(random, depth)}


def _in(random: Random, depth: int) -> Json:
    return {"$in": [condition(random, depth), [condition(random, depth) for _ in range(random.choice((0, 1, 2, 3)))]]}


def _convert(random: Random, depth: int) -> Json:
    to = random.choice(("int", "double", "string", "bool", "exists"))
    return {"$convert": {"input": condition(random, depth), "to": to}}


def _contains(random: Random, depth: int) -> Json:
    if random.random() < 0.4:
        return {"$contains": {"input": condition(random, depth), "substr": literal(random), "case_insensitive": True}}
    return {"$contains": {"input": condition(random, depth), "substr": condition(random, depth)}}


def _matches(random: Random, depth: int) -> Json:
    flag = {"case_insensitive": True} if random.random() < 0.3 else {}
    return {"$regexMatch": {"input": condition(random, depth), "regex": random.choice(REGEXES), **flag}}


def _elements(name: str) -> Any:
    return lambda random, depth: {name: {"input": condition(random, depth), "where": condition(random, depth)}}


def _feedback(random: Random, depth: int) -> Json:
    where = random.choice((True, {"$literal": True}, condition(random, depth)))
    return {"$feedback": {"type": random.choice(TYPES[:4]), "where": where}}


_OPERATORS = (
    *(_many("$and", 1, 3), _many("$or", 1, 3), _many("$and", 2, 3), _many("$or", 2, 3), _many("$not", 1, 1)),
    *(_many(name, 2, 2) for name in ("$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$eq")),
    *(_many(name, 2, 2) for name in ("$startsWith", "$endsWith", "$subtract", "$divide")),
    *(_many(name, 2, 3) for name in ("$add", "$multiply", "$ifNull")),
    *(_one("$size"), _one("$type"), _one("$not"), _in, _convert, _contains, _matches, _feedback),
    *(_elements("$anyElement"), _elements("$allElements")),
)
