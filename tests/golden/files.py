"""The files of a golden case: what compiling a request gives, in a form to read and to compare."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import weave_query as wq
from weave_query.compiled import CompiledQuery
from weave_query.requests import Request

FOLDER = Path(__file__).parent
BACKENDS = ("clickhouse", "postgres", "duckdb", "sqlite")
REQUEST = "request.json"
ANSWER = "ids.json"


@dataclass(frozen=True)
class Golden:
    """One case: a folder and the request in it."""

    name: str
    kind: str
    body: dict[str, Any]
    options: wq.Options

    @property
    def folder(self) -> Path:
        return FOLDER / self.name

    @property
    def request(self) -> Request:
        return wq.parse_request(self.kind, self.body)


@lru_cache(maxsize=1)
def goldens() -> tuple[Golden, ...]:
    """All cases, by name."""
    found = ((path.parent.name, json.loads(path.read_text(encoding="utf-8"))) for path in FOLDER.glob(f"*/{REQUEST}"))
    made = (Golden(name, each["kind"], each["body"], wq.Options(**each.get("options", {}))) for name, each in found)
    return tuple(sorted(made, key=lambda golden: golden.name))


def compiled_files(golden: Golden) -> dict[str, str]:
    """File name -> text: the plan, and a file per backend, `.sql` or, where it refuses, `.error`."""
    files: dict[str, str] = {}
    for backend in BACKENDS:
        try:
            compiled = wq.compile(golden.request, backend, options=golden.options, pretty=True)
        except wq.WeaveQueryError as error:
            files[f"{backend}.error"] = "".join(f"{each}\n" for each in (error, *error.others))
            continue
        files[f"{backend}.sql"] = "\n".join(statement_text(query) for query in compiled)
        files.setdefault("plan.txt", compiled.explain() + "\n")
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
