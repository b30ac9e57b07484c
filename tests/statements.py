"""Every statement that the suite's requests compile to, as trees: for tests that look at all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sqlglot import exp

import weave_query as wq
from tests.golden.files import BACKENDS, goldens
from tests.recorded.cases import covered_cases
from weave_query.backend import Backend
from weave_query.errors import WeaveQueryError
from weave_query.lowering.base import Lowering
from weave_query.lowering.lower import lower_tree
from weave_query.plan import RequestPlan, plan
from weave_query.requests import Request
from weave_query.requests.resolve import resolve
from weave_query.rewrite import rewrite


@dataclass(frozen=True, eq=False)
class Statement:
    """One statement of one backend, before it is verified. `source`: the first request that gave it."""

    source: str
    backend: str
    tree: exp.Select
    text: str
    plan: RequestPlan
    lowering: Lowering


@lru_cache(maxsize=1)
def requests() -> tuple[tuple[str, Request], ...]:
    """Every golden request and every recorded one that is read without error, by name."""
    bodies = [(golden.name, golden.kind, golden.body) for golden in goldens()]
    bodies += [(case.id, case.kind, case.request) for case in covered_cases()]
    return tuple(_readable(bodies))


def _readable(bodies: list[tuple[str, str, dict[str, object]]]) -> Iterator[tuple[str, Request]]:
    for name, kind, body in bodies:
        try:
            yield name, wq.parse_request(kind, body, unknown_keys="ignore")
        except wq.RequestError:
            continue


@lru_cache(maxsize=len(BACKENDS))
def statements(backend: str) -> tuple[Statement, ...]:
    """The statements of a backend, each text once."""
    target = wq.get_backend(backend)
    found: dict[str, Statement] = {}
    for name, request in requests():
        try:
            lowered = list(_lowered(name, request, target))
        except WeaveQueryError:
            continue
        for statement in lowered:
            found.setdefault(statement.text, statement)
    return tuple(found.values())


def _lowered(name: str, request: Request, target: Backend) -> Iterator[Statement]:
    rewritten = rewrite(plan(resolve(request).shape), target.capabilities)
    for named in rewritten.plans:
        lowering = target.lowering(target.storage)
        tree = lower_tree(named, rewritten, lowering)
        yield Statement(name, target.name, tree, tree.sql(target.dialect), rewritten, lowering)
