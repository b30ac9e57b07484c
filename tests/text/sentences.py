"""Random sentences out of the grammar file itself: whatever its rules allow."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from random import Random
from typing import Any

from weave_query.syntax.text.parser import parser

_DEEP = 12
_TERMINALS: dict[str, tuple[str, ...]] = {
    "NAME": (
        *("inputs", "output", "latency", "started_at", "status", "x", "cost", "size", "exists", "now", "if_null"),
        *(
            "has_feedback",
            "feedback",
            "sum",
            "p50",
            "costs",
            "op_names",
            "trace_roots_only",
            "day",
            "auto",
            "call_count",
        ),
    ),
    "QUOTED": ("`a b`", "`x`", "`not`", "````"),
    "KEY": ("a", "0", "model", "and", "名"),
    "STRING": ('"a"', "'it''s'"[:4] + "'", '"say \\"hi\\""', '"é\\n"', '"2025-11-01"', '"UTC"'),
    "DATE": ("2025-11-01", "2025-11-01T10:30", "2025-11-01 10:30:15.5+02:00"),
    "DURATION": ("1s", "90m", "1h30m", "250ms", "7d"),
    "NUMBER": ("0", "5", "2.5", "1e3", "9007199254740993"),
    "INTEGER": ("0", "1", "17"),
    "PERCENTILE": ("p50", "p99.9"),
    "COMPARISON": ("=", "!=", "<", "<=", ">", ">=", "<>", "=="),
    "PLUS": ("+",),
    "MINUS": ("-",),
    "STAR": ("*",),
    "SLASH": ("/",),
    "DOT": (".",),
    "COMMA": (",",),
    "LPAR": ("(",),
    "RPAR": (")",),
    "LSQB": ("[",),
    "RSQB": ("]",),
    "THIS": ("$$this",),
    "SORT": ("sort", "ORDER"),
}


@lru_cache(maxsize=1)
def _rules() -> dict[str, list[list[Any]]]:
    found: dict[str, list[list[Any]]] = defaultdict(list)
    for rule in parser().rules:
        found[rule.origin.name].append(list(rule.expansion))
    return found


@lru_cache(maxsize=1)
def _heights() -> dict[str, int]:
    """The least height of a tree of each rule."""
    heights = dict.fromkeys(_rules(), 10**6)
    for _ in range(len(heights)):
        for name, expansions in _rules().items():
            heights[name] = min(1 + max([0, *(heights[s.name] for s in each if not s.is_term)]) for each in expansions)
    return heights


def sentence(random: Random, start: str) -> str:
    """Words with a space between them."""
    return " ".join(_words(random, start, 0))


def _words(random: Random, name: str, depth: int) -> list[str]:
    expansions = _rules()[name]
    if depth > _DEEP:
        least = min(_height(each) for each in expansions)
        expansions = [each for each in expansions if _height(each) == least]
    found: list[str] = []
    for symbol in random.choice(expansions):
        if symbol.is_term:
            found.append(_word(random, symbol.name))
        else:
            found += _words(random, symbol.name, depth + 1)
    return found


def _height(expansion: list[Any]) -> int:
    return max([0, *(_heights()[symbol.name] for symbol in expansion if not symbol.is_term)])


def _word(random: Random, terminal: str) -> str:
    if terminal in _TERMINALS:
        return random.choice(_TERMINALS[terminal])
    return random.choice((terminal.lower(), terminal))
