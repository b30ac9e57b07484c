"""Loading from what is open already: files, pipes and what is typed."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import weave_query as wq
from tests.conftest import EXAMPLES
from weave_query.backend import Driver
from weave_query.errors import LoadError
from weave_query.loading import Source, load

Fetch = Callable[[str], list[tuple[Any, ...]]]
GOOD = {"id": "c", "project_id": "p", "op_name": "o", "trace_id": "t", "started_at": "2026-01-01T00:00:00Z"}
TEXT = "".join(json.dumps(GOOD | {"id": str(n), "inputs": {"é": 1e16}}, ensure_ascii=False) + "\n\n" for n in range(5))
DOCUMENT = '{"é":10000000000000000.0}'


@pytest.mark.parametrize(
    "source",
    [io.StringIO(TEXT), io.BytesIO(TEXT.encode()), gzip.GzipFile(fileobj=io.BytesIO(gzip.compress(TEXT.encode())))],
    ids=["text", "bytes", "gzip"],
)
def test_an_open_file_is_read_like_one_that_is_named(source: Source, database: Driver, fetch: Fetch) -> None:
    assert load(database, calls=source) == {"calls": 5}
    assert fetch("SELECT id, inputs FROM calls ORDER BY id") == [(str(n), DOCUMENT) for n in range(5)]


def test_what_comes_through_stdin_is_loaded(database: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "w", encoding="utf-8") as pipe:
        pipe.write(TEXT)
    with os.fdopen(reading, encoding="utf-8") as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        assert load(database, calls=sys.stdin) == {"calls": 5}


def test_a_path_may_name_a_pipe(database: Driver, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "w", encoding="utf-8") as pipe:
        pipe.write(TEXT)
    try:
        assert load(database, calls=f"/dev/fd/{reading}") == {"calls": 5}
    finally:
        os.close(reading)


def test_a_wrong_row_of_an_open_file_is_named(database: Driver, tmp_path: Path) -> None:
    source = tmp_path / "calls.jsonl"
    source.write_text(f"{json.dumps(GOOD)}\n\n{json.dumps(GOOD | {'inputs': [1]})}\n")
    with open(source, encoding="utf-8") as lines, pytest.raises(LoadError) as caught:
        load(database, calls=lines)
    assert str(caught.value).startswith("WQ506: row 3 of calls.jsonl, /inputs: it should be an object")
    with pytest.raises(LoadError, match="row 1 of the StringIO: the line is no JSON from character 3 on"):
        load(database, calls=io.StringIO("{}x"))


def test_an_open_file_in_another_encoding_is_our_error(database: Driver, tmp_path: Path) -> None:
    source = tmp_path / "calls.jsonl"
    source.write_bytes(b'{"id": "\xff"}\n')
    with open(source, encoding="utf-8") as lines, pytest.raises(LoadError, match=r"cannot be read: it is no UTF-8"):
        load(database, calls=lines)
    with open(source, "rb") as raw, pytest.raises(LoadError, match=r"row 1 of calls\.jsonl: the line is no UTF-8"):
        load(database, calls=raw)
    with open(source, encoding="ascii", errors="surrogateescape") as lines, pytest.raises(LoadError, match="surrogate"):
        load(database, calls=lines)


def test_an_open_file_is_left_open(database: Driver) -> None:
    source = io.StringIO(TEXT)
    load(database, calls=source)
    assert not source.closed
    assert load(database, calls=source) == {"calls": 0}


def test_the_paths_that_the_examples_name_are_in_as_many_calls_as_they_say() -> None:
    """examples/data/README.md, "Paths worth asking"."""
    text = (EXAMPLES.parent / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\S+)` \| ([\d,]+) \| ([\d,]+) \| ", text, re.MULTILINE)
    assert len(rows) > 15
    with wq.connect("duckdb://") as db:
        db.create_schema()
        db.load(calls=EXAMPLES)
        for path, *told in rows:
            counts = [
                db.run(wq.CallsQueryStatsReq(project_id=project), where=wq.F(path).exists()).count
                for project in ("northwind/support-bot", "northwind/research-agent")
            ]
            assert [f"{count:,}" for count in counts] == told, path
