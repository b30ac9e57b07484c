"""docs/serving.md: the example of a server answers as it says, on every engine, and what it says of threads holds."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from threading import Thread
from types import ModuleType

import pytest

import weave_query as wq
from tests.conftest import EXAMPLES
from tests.engines import SQL_ENGINES, Engines
from tests.readme import DOCUMENTS, ROOT, SERVING, blocks
from weave_query.decoding import decode

FILE = ROOT / "examples" / "server.py"
SUPPORT = "northwind/support-bot"
ROW = {
    **{"id": "a", "project_id": "p", "trace_id": "t", "op_name": "o", "started_at": "2026-03-07T09:00:00"},
    **{"inputs": {"longer": 1, "b": 12345678901234567890, "a": -(2**63)}},
}


def _example() -> ModuleType:
    spec = spec_from_file_location("server", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


example = _example()


def ask(db: wq.Database, body: bytes) -> tuple[int, list[object]]:
    status, parts = example.stream_calls(db, body, may_read=lambda project_id: project_id != "somebody/else")
    return status, [json.loads(line) for line in b"".join(parts).splitlines()]


def test_the_document_shows_the_example_as_it_is() -> None:
    assert blocks(SERVING.read_text(encoding="utf-8"))[0] == ("python", FILE.read_text(encoding="utf-8"))


def test_what_the_documents_show_passes_the_strictest_type_check(tmp_path: Path) -> None:
    files = [FILE]
    # The questions are a notebook: people try them, and nobody takes them into a program.
    for document in (each for each in DOCUMENTS if each.stem != "questions"):
        files.append(tmp_path / f"page_{document.stem.lower()}.py")
        code = [body for language, body in blocks(document.read_text(encoding="utf-8")) if language == "python"]
        files[-1].write_text("\n".join(code), encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", ROOT / ".mypy_cache", *files]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_a_good_request_is_answered_with_a_line_for_each_call(db: wq.Database) -> None:
    body = {"project_id": SUPPORT, "limit": 3, "columns": ["summary"], "a_key_of_next_year": True}
    status, lines = ask(db, json.dumps(body).encode())
    expected = db.run(wq.CallsQueryReq(project_id=SUPPORT, limit=3, columns=["summary"]))
    assert (status, lines) == (200, [call.model_dump(mode="json") for call in expected.calls])
    assert len(lines) == 3


@pytest.mark.parametrize(
    ("body", "place", "code"),
    [
        (b"{", [], "WQ101"),
        (b"\xff", [], "WQ101"),
        (b'{"project_id": "p", "limit": -1}', ["limit"], "WQ101"),
        (
            b'{"project_id": "p", "sort_by": [{"field": "inptus", "direction": "asc"}]}',
            ["sort_by", 0, "field"],
            "WQ201",
        ),
        (b'{"project_id": "p", "include_usernames": true}', ["include_usernames"], "WQ401"),
    ],
)
def test_what_is_wrong_or_refused_is_a_422_with_its_place(
    body: bytes, place: list[object], code: str, db: wq.Database
) -> None:
    status, (found,) = ask(db, body)
    assert status == 422
    assert isinstance(found, dict)
    assert [(row["loc"], row["type"]) for row in found["detail"]] == [(["body", *place], code)]


def test_a_wrong_condition_of_the_servers_own_is_no_mistake_of_the_client(caplog: pytest.LogCaptureFixture) -> None:
    with wq.connect("sqlite://") as db:
        db.create_schema()
        for body, status in ((b'{"project_id": "p"}', 500), (b'{"project_id": "p", "limit": -1}', 422)):
            found, parts = example.stream_calls(db, body, lambda project_id: True, where=wq.F("atributes.a") == 1)
            assert found == status
            assert b"atributes" not in b"".join(parts)
    assert "WQ201 at /where/$expr/$eq/0/$getField" in caplog.text


def test_the_example_without_a_url_says_how_it_is_used() -> None:
    ran = subprocess.run([sys.executable, str(FILE)], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("usage: python examples/server.py URL")
    assert ran.stderr.count("\n") == 1


def test_a_project_of_others_is_never_asked_for(db: wq.Database) -> None:
    assert ask(db, b'{"project_id": "somebody/else"}') == (403, [{"detail": "no access to this project"}])


def test_a_database_that_fails_is_a_500_that_tells_nothing() -> None:
    with wq.connect("sqlite://") as empty:
        assert ask(empty, b'{"project_id": "p"}') == (500, [{"detail": "internal error"}])


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The example as it runs, on a file of DuckDB."""
    url = f"duckdb:///{tmp_path}/traces.duckdb"
    with wq.connect(url) as db:
        db.create_schema()
        db.load(calls=EXAMPLES)
        with example.server(db, ("127.0.0.1", 0)) as server:
            thread = Thread(target=server.serve_forever)
            thread.start()
            yield f"http://127.0.0.1:{server.server_address[1]}/calls/stream_query"
            server.shutdown()
            thread.join()


def test_many_clients_at_a_time_are_answered_over_http(address: str) -> None:
    def lines(limit: int) -> int:
        body = json.dumps({"project_id": SUPPORT, "limit": limit}).encode()
        with urllib.request.urlopen(address, data=body) as answer:
            return len(answer.read().splitlines())

    with ThreadPoolExecutor(8) as clients:
        assert list(clients.map(lines, range(20))) == list(range(20))
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(address, data=b"[]")
    assert refused.value.code == 422


def test_one_database_serves_all_threads(db: wq.Database) -> None:
    def count(limit: int) -> int:
        return len(db.run(wq.CallsQueryReq(project_id=SUPPORT, columns=["id"], limit=limit)).calls)

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(count, range(12))) == list(range(12))


@pytest.mark.parametrize("engine", SQL_ENGINES)
def test_each_thread_can_have_a_database_of_its_own(engine: str, engines: Engines, tmp_path: Path) -> None:
    file = engine in ("duckdb", "sqlite")
    url = f"{engine}:///{tmp_path}/calls.db" if file else engines.url(engine, "threads")
    with wq.connect(url) as db:
        db.create_schema()
        db.load(calls=[ROW])

    def count(_: int) -> int:
        with wq.connect(url) as db:
            return len(db.run(wq.CallsQueryReq(project_id="p")).calls)

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(count, range(8))) == [1] * 8


@pytest.mark.parametrize("name", ["duckdb", "sqlite"])
def test_a_url_with_a_mode_makes_no_file(name: str, tmp_path: Path) -> None:
    url = f"{name}:///{tmp_path}/traces.db"
    for mode in ("ro", "rw"):
        with pytest.raises(wq.WeaveQueryError, match="there is no file"):
            wq.connect(f"{url}?mode={mode}")
    with wq.connect(url) as db:
        db.create_schema()
    with wq.connect(f"{url}?mode=ro") as db, pytest.raises(wq.WeaveQueryError, match=r"refused .*reading only"):
        db.load(calls=[ROW])


def test_numbers_times_and_keys_are_answered_as_the_document_says(engine: str, engines: Engines) -> None:
    db = engines.open(engine, "serving")
    db.load(calls=[ROW])
    (call,) = db.run(wq.CallsQueryReq(project_id="p")).calls
    assert call.inputs == {"longer": 1, "b": 12345678901234567890.0, "a": -(2**63)}
    assert list(call.inputs) == (["a", "b", "longer"] if engine == "postgres" else ["longer", "b", "a"])
    line = call.model_dump_json()
    assert '"b":1.2345678901234567e+19' in line
    assert '"started_at":"2026-03-07T09:00:00Z"' in line
    started = {"$eq": [{"$getField": "started_at"}, "2026-03-07T09:00:00"]}
    assert db.run(wq.CallsQueryReq(project_id="p", query=wq.Query({"$expr": started}))).calls == [call]


def test_rows_of_the_servers_own_connection_become_the_response(engines: Engines, tmp_path: Path) -> None:
    import duckdb
    import psycopg

    urls = {"duckdb": f"duckdb:///{tmp_path}/own.duckdb", "postgres": engines.url("postgres", "own")}
    for name, url in urls.items():
        backend = wq.get_backend(name)
        with wq.connect(url) as db:
            db.create_schema()
            db.load(calls=EXAMPLES)
            request = wq.CallsQueryReq(project_id=SUPPORT, limit=20, filter=wq.CallsFilter(trace_roots_only=True))
            expected = db.run(request)
        compiled = wq.compile(request, backend)
        query = compiled["calls"]
        with duckdb.connect(tmp_path / "own.duckdb") if name == "duckdb" else psycopg.connect(url) as own:
            rows = own.execute(query.sql, dict(query.params)).fetchall()
        assert decode(compiled, [rows], backend.codec) == expected
        assert len(rows) == 20


def test_psycopg_reads_every_statement_as_it_is() -> None:
    """It takes any `%` for the beginning of a placeholder; only our driver would double one."""
    for golden in sorted((ROOT / "tests" / "golden").glob("*/postgres.sql")):
        sql = re.sub(r"^--.*$", "", golden.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert not re.search(r"%(?!\(p\d+\)s)", sql), golden
