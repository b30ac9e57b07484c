"""The files of a golden case: what compiling a request gives, in a form to read and to compare."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import weave_query as wq
from weave_query.compiled import CompiledQuery, CompiledRequest
from weave_query.cursors import signed
from weave_query.requests import Request
from weave_query.requests.paging import subject_of
from weave_query.requests.resolve import resolve

FOLDER = Path(__file__).parent
KEY = "the key of the goldens"
BACKENDS = ("clickhouse", "postgres", "duckdb", "sqlite")
REQUEST = "request.json"
ANSWER = "ids.json"


@dataclass(frozen=True)
class Page:
    """A page behind a row, of whose sort keys these are the values; the id is the last one."""

    size: int
    after: tuple[str | int | float | None, ...]


@dataclass(frozen=True)
class Golden:
    """One case: a folder and the request in it, for all rows or for one page of them. rewritten: has it the plans that
    the backends made of the logical one?"""

    name: str
    kind: str
    body: dict[str, Any]
    options: wq.Options
    page: Page | None = None
    rewritten: bool = False

    @property
    def folder(self) -> Path:
        return FOLDER / self.name

    @property
    def request(self) -> Request:
        return wq.parse_request(self.kind, self.body)

    @property
    def cursor(self) -> str:
        """The cursor of the page that the case asks for."""
        assert self.page is not None
        return signed(self.page.after, subject_of(resolve(self.request, None, self.options)), KEY)

    def compiled(self, backend: str) -> CompiledRequest:
        request = self.request
        if self.page is None:
            return wq.compile(request, backend, options=self.options, pretty=True)
        assert isinstance(request, wq.CallsQueryReq)
        after, size = self.cursor, self.page.size
        return wq.compile_page(request, backend, after=after, size=size, options=self.options, pretty=True)


@lru_cache(maxsize=1)
def goldens() -> tuple[Golden, ...]:
    """All cases, by name."""
    found = ((path.parent.name, json.loads(path.read_text(encoding="utf-8"))) for path in FOLDER.glob(f"*/{REQUEST}"))
    return tuple(sorted((_golden(name, each) for name, each in found), key=lambda golden: golden.name))


def _golden(name: str, case: dict[str, Any]) -> Golden:
    options, rewritten = wq.Options(**case.get("options", {})), case.get("rewritten", False)
    if "page" not in case:
        return Golden(name, case["kind"], case["body"], options, rewritten=rewritten)
    page = Page(case["page"]["size"], tuple(case["page"]["after"]))
    return Golden(name, case["kind"], case["body"], replace(options, cursor_key=KEY), page, rewritten)


def compiled_files(golden: Golden) -> dict[str, str]:
    """File name -> text: the plan, and a file per backend, `.sql` or, where it refuses, `.error`."""
    files: dict[str, str] = {}
    for backend in BACKENDS:
        try:
            compiled = golden.compiled(backend)
        except wq.WeaveQueryError as error:
            files[f"{backend}.error"] = "".join(f"{each}\n" for each in (error, *error.others))
            continue
        files[f"{backend}.sql"] = "\n".join(statement_text(query) for query in compiled)
        files.setdefault("plan.txt", compiled.explain() + "\n")
        if golden.rewritten:
            files[f"{backend}.plan.txt"] = compiled.explain(rewritten=True) + "\n"
    return files


def statement_text(query: CompiledQuery) -> str:
    """A statement under its name and its parameters, as the driver takes them."""
    return "\n".join([*_header(query), "", query.sql, ""])


def _header(query: CompiledQuery) -> Iterator[str]:
    yield f"-- {query.name}"
    for spec in query.parameters:
        yield f"-- {spec.name}: {spec.type} = {query.params[spec.name]!r}"


def answer_text(answer: object) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"
