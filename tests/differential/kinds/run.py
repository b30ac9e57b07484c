"""One run over a kind: pairs of rows and a request, put to the evaluator and to engines; what was counted comes out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import islice
from typing import Any

from tests.differential.kinds.comparing import first_difference
from tests.differential.kinds.kind import Kind, Pair, Tables, pair, pairs, rows_of
from tests.engines import Engines
from weave_query.api import Database
from weave_query.requests import CallsQueryReq, parse_request
from weave_query.testing.differential import Broken, Refused, answered, run

# Facts beside the wire that are part of an answer.
_FACTS = ("unpriced", "cut")
_SUMMED = "summed"
Answered = dict[str, Any] | Refused | Broken


@dataclass
class Counts:
    """Of a kind and an engine. pairs: distinct, all that were compared. several: the evaluator answers two or more
    result rows. selective: it has some of the rows and not all, where that was asked. refused: by the engine alone, for
    a capability that it has declared to lack. wrong: refused by both alike. different: anything else."""

    kind: str
    engine: str
    pairs: int = 0
    several: int = 0
    selective: int = 0
    refused: int = 0
    wrong: int = 0
    different: int = 0


@dataclass(frozen=True)
class Difference:
    """One engine's answer that is not the evaluator's."""

    kind: Kind
    engine: str
    seed: int
    pair: Pair
    first: str

    def lines(self) -> Iterator[str]:
        """What it is, and how to see it again."""
        yield f"{self.kind.name} on {self.engine}, seed {self.seed}, pair {self.pair.number}: {self.first}"
        yield f"  {self.kind.request} {json.dumps(self.pair.body)}"
        if self.pair.where is not None:
            yield f"  where {json.dumps(self.pair.where)}"
        yield f"  stored_usage {self.pair.policy}"
        again = f"--kind {self.kind.name} --engine {self.engine} --seed {self.seed} --only {self.pair.number}"
        yield f"  again: python -m tests.differential.kinds {again}"


@dataclass
class Run:
    """The counts of each engine and the differences."""

    counts: list[Counts] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)


def run_kind(
    kind: Kind,
    names: Sequence[str],
    opened: Engines,
    *,
    seed: int,
    number: int,
    only: int | None = None,
    progress: Callable[[int, int], None] = lambda done, different: None,
) -> Run:
    """Ask `number` distinct pairs, or the one called `only`, of all engines named. progress: hears of every pair."""
    asked = [pair(kind, seed, only)] if only is not None else list(islice(pairs(kind, seed), number))
    dbs = {name: opened.open(name, f"kinds_{kind.name}") for name in ("memory", *names)}
    corpora = {corpus: rows_of(kind, seed, corpus) for corpus in sorted({each.corpus for each in asked})}
    load(dbs.values(), corpora.values())
    if kind.magnitudes is not None:
        dbs[_SUMMED] = opened.open("memory", f"kinds_{kind.name}_{_SUMMED}")
        load([dbs[_SUMMED]], map(kind.magnitudes, corpora.values()))
    found = Run([Counts(kind.name, name) for name in names])
    for done, each in enumerate(asked, 1):
        expected = answer(dbs["memory"], kind, each)
        summed = answer(dbs[_SUMMED], kind, each) if kind.magnitudes is not None else None
        is_selective = isinstance(expected, dict) and is_some(kind, each, expected, corpora[each.corpus])
        for counts in found.counts:
            counts.selective += is_selective
            told = judge(counts, kind, expected, answer(dbs[counts.engine], kind, each), summed)
            if told is not None:
                found.differences.append(Difference(kind, counts.engine, seed, each, told))
        progress(done, len(found.differences))
    for db in dbs.values():
        db.close()
    return found


def is_some(kind: Kind, each: Pair, expected: dict[str, Any], rows: Tables) -> bool:
    """Does the answer have some of the rows and not all?"""
    return kind.selects is not None and kind.selects(each.body, expected, rows)


def load(dbs: Iterable[Database], corpora: Iterable[Tables]) -> None:
    """Load all rows into every database in one go."""
    rows = sum(corpora, Tables())
    for db in dbs:
        db.load(**{each.name: getattr(rows, each.name) for each in fields(rows)})


def answer(db: Database, kind: Kind, each: Pair) -> Answered:
    """The response as JSON with the facts beside it, or the error."""
    db.options = replace(db.options, stored_usage=each.policy)
    if each.body.get("pages"):
        return _page_by_page(db, kind, {name: value for name, value in each.body.items() if name != "pages"})
    result = run(db, kind.request, each.body, each.where)
    if isinstance(result, Refused | Broken):
        return result
    facts = {name: result.metadata[name] for name in _FACTS if name in result.metadata}
    found: dict[str, Any] = json.loads(json.dumps(result.model_dump(mode="json")))
    return {**found, **facts}


def _page_by_page(db: Database, kind: Kind, body: dict[str, Any]) -> Answered:
    """The calls of all pages, and how many each page has."""
    db.options = replace(db.options, cursor_key=b"a key of the tests, which is long enough")

    def ask() -> list[list[dict[str, Any]]]:
        request = parse_request(kind.request, body)
        assert isinstance(request, CallsQueryReq)
        return [json.loads(page.result.model_dump_json())["calls"] for page in db.pages(request)]

    pages = answered(db, ask)
    if isinstance(pages, Refused | Broken):
        return pages
    return {"calls": [call for page in pages for call in page], "pages": [len(page) for page in pages]}


def judge(
    counts: Counts, kind: Kind, expected: Answered, found: Answered, summed: Answered | None = None
) -> str | None:
    """Count a pair; what differs, if something does. summed: the answer for the magnitudes of what is summed."""
    counts.pairs += 1
    counts.several += isinstance(expected, dict) and kind.rows(expected) >= 2
    if isinstance(expected, dict) and isinstance(found, dict):
        told = first_difference(expected, found, kind.near, summed=summed)
    elif isinstance(expected, Refused) and isinstance(found, Refused) and expected.code == found.code:
        counts.wrong += 1
        told = None
    elif isinstance(found, Refused) and found.declared and isinstance(expected, dict):
        counts.refused += 1
        told = None
    else:
        told = f"{_short(found)} instead of {_short(expected)}"
    counts.different += told is not None
    return told


def _short(answered: Answered) -> str:
    return "an answer" if isinstance(answered, dict) else str(answered)[:1500]


def table(counts: Iterable[Counts]) -> list[str]:
    """Lines of a table, a line for each kind and engine."""
    head = (
        "kind",
        "engine",
        "distinct pairs",
        "two or more rows",
        "some, not all",
        "refused by capability",
        "refused by both",
        "different",
    )
    rows = [
        (
            c.kind,
            c.engine,
            f"{c.pairs:,}",
            f"{c.several:,}",
            f"{c.selective:,}",
            f"{c.refused:,}",
            f"{c.wrong:,}",
            f"{c.different:,}",
        )
        for c in counts
    ]
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in (head, *rows)
    ]
