"""Testing: laws that hold for any conditions, whoever answers. No judge is needed: an engine is asked twice.

A law takes `select` (from a condition, or None for none, to the ids of the calls that it selects) and conditions as
JSON; it raises AssertionError where it does not hold. `LAWS` has all; `pages_are_the_whole` and `cursors_lead_through`
are about requests, `json_is_kept` is one of the language alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from weave_query.syntax.expr import Expr
from weave_query.syntax.json import parse
from weave_query.syntax.print import to_json

Json = Any
Select = Callable[[Json | None], tuple[str, ...]]
Ask = Callable[[Mapping[str, Any]], tuple[str, ...]]
Pages = Callable[[Mapping[str, Any], int], Iterable[Iterable[str]]]


@dataclass(frozen=True)
class Law:
    """A law over `conditions` many conditions. holds: raises AssertionError where it does not."""

    name: str
    conditions: int
    holds: Callable[..., None]


def complement(select: Select, p: Json) -> None:
    """P and not-P part the calls: each call is selected by exactly one."""
    yes, no, every = select(p), select({"$not": [p]}), select(None)
    both = set(yes) & set(no)
    assert not both, f"both P and not-P select {sorted(both)}"
    missed = set(every) ^ (set(yes) | set(no))
    assert not missed, f"neither P nor not-P selects {sorted(missed)}"


def double_negation(select: Select, p: Json) -> None:
    """Not-not-P is P."""
    assert select({"$not": [{"$not": [p]}]}) == select(p)


def de_morgan(select: Select, p: Json, q: Json) -> None:
    """Not (P and Q) is not-P or not-Q; not (P or Q) is not-P and not-Q."""
    negations = [{"$not": [p]}, {"$not": [q]}]
    assert select({"$not": [{"$and": [p, q]}]}) == select({"$or": negations})
    assert select({"$not": [{"$or": [p, q]}]}) == select({"$and": negations})


def conjunction(select: Select, p: Json, q: Json) -> None:
    """P and Q selects what both select: a further conjunct never adds a call."""
    assert set(select({"$and": [p, q]})) == set(select(p)) & set(select(q))


def disjunction(select: Select, p: Json, q: Json) -> None:
    """P or Q selects what either selects."""
    assert set(select({"$or": [p, q]})) == set(select(p)) | set(select(q))


def order_of_operands(select: Select, p: Json, q: Json, r: Json) -> None:
    """Neither the order of conjuncts and disjuncts nor their grouping changes anything."""
    for name in ("$and", "$or"):
        expected = select({name: [p, q, r]})
        assert select({name: [r, q, p]}) == expected
        assert select({name: [{name: [q, p]}, r]}) == expected


LAWS = (
    Law("P and not-P part the calls", 1, complement),
    Law("not-not-P is P", 1, double_negation),
    Law("De Morgan", 2, de_morgan),
    Law("a conjunct never adds", 2, conjunction),
    Law("a disjunct never removes", 2, disjunction),
    Law("the order of operands is irrelevant", 3, order_of_operands),
)


def pages_are_the_whole(ask: Ask, body: Mapping[str, Any], size: int) -> None:
    """The pages of a `calls_query`, `size` calls each, put together are what comes without a page."""
    whole = ask(body)
    assert len(set(whole)) == len(whole), "a call comes twice"
    pages = [ask({**body, "limit": size, "offset": start}) for start in range(0, len(whole) + 1, size)]
    assert tuple(call for page in pages for call in page) == whole


def cursors_lead_through(ask: Ask, pages: Pages, body: Mapping[str, Any], size: int) -> None:
    """The pages that cursors lead to have `size` calls each, but for the last one, and are the whole.

    pages: from a body and a size to the ids of every page, as `Database.pages` gives them.
    """
    whole = ask(body)
    expected = [whole[start : start + size] for start in range(0, len(whole), size)] or [()]
    assert [tuple(page) for page in pages(body, size)] == expected


def json_is_kept(condition: Json, *, write: Callable[[Expr], Json] = to_json) -> None:
    """From JSON to the tree and back to JSON nothing changes: the tree of what is written is the same tree, and what
    that is written as is the same JSON, also after it was text.

    write: from trees to JSON.
    """
    tree = parse(condition)
    written = write(tree)
    again = parse(json.loads(json.dumps(written)))
    assert again == tree, f"{json.dumps(written)} is another expression"
    assert write(again) == written, f"{json.dumps(written)} is written otherwise the second time"
