"""`weave-query demo`: from the recorded files to the rows, twice, and what can be missing."""

from __future__ import annotations

import gzip
import json
import re
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.cli.conftest import DATA, Cli
from tests.cli.terminal import in_a_pipe, on_a_terminal, plain
from tests.oracle.rollup import Stored
from tests.sampling import first_ones
from weave_query.cli import main
from weave_query.cli.questions import COUNT, COUNTED, GROUPED, QUESTIONS, USAGE, USED

EXAMPLES = Path(__file__).parents[2] / "examples"
ROWS = 6


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "a folder, 100%20 #1" / "demo"


@pytest.fixture(scope="module")
def told(folder: Path) -> str:
    """What the demo prints when it prints all. Its database is in the folder then."""
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        assert main(["demo", "--folder", str(folder), "--rows", str(ROWS), "--verbose"]) == 0
    assert err.getvalue() == ""
    return out.getvalue()


@pytest.fixture(scope="module")
def lines(told: str) -> list[str]:
    return told.splitlines()


def test_the_demo_answers_every_question_and_runs_twice(cli: Cli, lines: list[str], folder: Path) -> None:
    ran = cli("demo", "--folder", str(folder), "--rows", str(ROWS), "--verbose")
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines[:-1] == lines[:-1]
    assert lines[0].startswith("weave_query answers the requests of LLM-trace clients")
    assert lines[3].startswith("6,107 rows, of them 5,213 calls")
    assert [file.name for file in folder.iterdir()] == ["calls.duckdb"]
    assert [line for line in lines if line.endswith(" calls")] == [f"{ROWS} of {all} calls" for all in (7, 22, 796, 13)]
    for dialect in ("clickhouse", "postgres", "duckdb", "sqlite"):
        assert lines.count(f"-- {dialect}") == len(QUESTIONS) + 1
    assert re.fullmatch(r"loading .* s, answering .* s, compiling .* s; .* s in all", lines[-1])


def test_the_demo_tells_its_story_in_a_hundred_and_forty_lines_and_where_the_rest_is(cli: Cli, tmp_path: Path) -> None:
    lines = cli("demo", "--folder", str(tmp_path / "demo")).lines
    assert 60 <= len(lines) <= 140
    assert [line[:3] for line in lines if re.match(r"\d\. ", line)] == [f"{number}. " for number in range(1, 9)]
    assert [line for line in lines if line.startswith("-- ") and " = " not in line] == [
        "-- clickhouse",
        "-- postgres",
        "-- duckdb",
        "-- sqlite",
    ]
    assert "`weave-query demo --verbose`, or `make demo VERBOSE=1`" in lines[-2]


def test_the_count_of_the_demo_is_that_of_its_request(cli: Cli, url: str, lines: list[str]) -> None:
    asked = cli("run", "--url", url, "--kind", "calls_query_stats", json.dumps(COUNT), "--json").json
    assert lines[lines.index(f"8. {COUNTED}") + 2] == f"{asked['count']:,}"


def test_the_groups_of_the_demo_are_those_of_their_requests(cli: Cli, lines: list[str], folder: Path) -> None:
    """The table has the rows in the order of the answer; the cost is that of the page of questions, by its model."""
    for number, grouped in enumerate(GROUPED, len(QUESTIONS) + 1):
        at = lines.index(f"{number}. {grouped.text}")
        body = json.dumps({**grouped.request, "limit": ROWS})
        url = f"duckdb:///{quote(str(folder / 'calls.duckdb'))}"
        asked = cli("run", "--url", url, "--kind", "aggregate", body, "--json").json["rows"]
        assert len(asked) == ROWS
        for line, row in zip(lines[at + 4 : at + 4 + len(asked)], asked, strict=True):
            name, count, *numbers = line.split()
            key, counted, *values = row.values()
            assert (name, int(count)) == (key, counted)
            assert [float(each) for each in numbers] == pytest.approx(values, abs=1e-6)
        assert lines[at + 4 + len(asked)] == f"first {ROWS} rows"
    (dearest,) = [line for line in lines if line.startswith("claude-opus-4-1-20250805      130 ")]
    assert float(dearest.split()[-1]) == pytest.approx(0.8530125, abs=1e-6)


def test_the_demo_tells_which_tokens_were_counted_twice(lines: list[str]) -> None:
    """Of each model as many as the calls without calls below them used, by the sums of the recorded file."""
    rows = lines[lines.index(f"7. {USED}") + 4 :][:ROWS]
    models = {name: (int(own), int(auto)) for name, own, auto in map(str.split, rows)}
    with gzip.open(EXAMPLES / "data" / "calls.jsonl.gz", "rt", encoding="utf-8") as file:
        calls = [call for call in map(json.loads, file) if call["project_id"] == USAGE["project_id"]]
    stored = Stored(calls, "auto")
    alive = [call["id"] for call in calls if call.get("deleted_at") is None]
    for model, tokens in models.items():
        own = sum(stored.usage[id].get(model, {}).get("total_tokens", 0) for id in alive)
        auto = sum(stored.own(id).get(model, {}).get("total_tokens", 0) for id in alive)
        assert tokens == (own, auto)
    assert sum(auto for _, auto in models.values()) < sum(own for own, _ in models.values()) / 2


@pytest.mark.long
def test_the_demo_on_a_terminal_shows_how_far_it_is(tmp_path: Path) -> None:
    code, out = on_a_terminal("demo", "--folder", str(tmp_path / "demo"), "--rows", "1", columns=100)
    assert code == 0
    assert "100%" in out
    assert len(re.findall(r"^1 of \d+ calls$", plain(out), re.MULTILINE)) == len(QUESTIONS)


def test_the_rows_stand_under_their_question_then_the_request_then_the_sql(told: str) -> None:
    parts = told.split("\n\n")
    for number, question in enumerate(QUESTIONS, 1):
        at = parts.index(f"{number}. {question.text}")
        assert parts[at + 1].split("\n")[0].split() == list(question.columns)
        notes = 1 if question.note else 0
        assert json.loads(parts[at + 2 + notes]) == {**question.request, "limit": ROWS}
        dialects = [part.split("\n")[0] for part in parts[at + 3 + notes : at + 7 + notes]]
        assert dialects == ["-- clickhouse", "-- postgres", "-- duckdb", "-- sqlite"]


@pytest.mark.parametrize("columns", first_ones([80, 100, 120], 1))
@pytest.mark.long
def test_the_tables_of_the_demo_fit_and_cut_neither_id_nor_duration(columns: int, tmp_path: Path) -> None:
    _, out = on_a_terminal("demo", "--folder", str(tmp_path / "demo"), columns=columns, env={"NO_COLOR": "1"})
    lines = out[out.index("\n1. ") : out.index("\n5. ")].splitlines()
    tables = [lines[n - 1 :] for n, line in enumerate(lines) if line.startswith("-----")]
    assert len(tables) == len(QUESTIONS)
    for table in tables:
        rows = table[: next(n for n, line in enumerate(table) if line.endswith(" calls"))]
        assert max(map(len, rows)) <= columns
        assert len([row for row in rows if re.search(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", row)]) == 5
    assert len(re.findall(r"  \d+\.\d{3} s  ", out)) == 5
    assert "TimeoutError:" in out


@pytest.mark.long
def test_without_rich_the_progress_is_a_line(tmp_path: Path) -> None:
    code, out = on_a_terminal("demo", "--folder", str(tmp_path / "demo"), "--rows", "1", without=["rich"])
    assert code == 0
    assert re.search(r"calls +5,213 rows  100 %", out)
    assert "\x1b" not in out


def test_without_the_driver_the_extra_is_named(tmp_path: Path) -> None:
    ran = in_a_pipe("demo", "--folder", str(tmp_path / "demo"), without=["duckdb"])
    assert ran.returncode == 1
    assert ran.stderr == (
        "error: WQ503: the DuckDB driver is not installed; the extra `duckdb` of weave-query installs it: in a "
        'checkout `pip install ".[duckdb]"`\n'
    )


def test_without_the_recorded_calls_their_option_is_named(cli: Cli, tmp_path: Path) -> None:
    ran = cli("demo", "--data", str(tmp_path), "--folder", str(tmp_path / "demo"))
    assert ran.code == 2
    assert f"no calls.jsonl.gz in {tmp_path}; the recorded calls are in examples/data of a source checkout" in ran.err
    assert not (tmp_path / "demo").exists()


def test_only_calls_are_needed(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "calls.jsonl.gz").write_bytes((DATA / "calls.jsonl.gz").read_bytes())
    ran = cli("demo", "--data", str(tmp_path), "--folder", str(tmp_path / "demo"), "--rows", "1")
    assert ran.code == 0
    assert ran.lines[3].startswith("5,213 rows")
    assert [line[:2] for line in ran.lines if re.match(r"\d\. ", line)] == ["1.", "2.", "3.", "4.", "5.", "6.", "7."]
    assert "cost" not in ran.out, "without prices nothing is said about cost"


def test_a_folder_that_cannot_be_made_is_told(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    ran = cli("demo", "--folder", str(file / "demo"))
    assert ran.code == 2
    assert "cannot be made (NotADirectoryError)" in ran.err


@pytest.mark.parametrize("rows", ["0", "-1", "many"])
def test_rows_is_a_number_from_one(rows: str, cli: Cli) -> None:
    ran = cli("demo", "--rows", rows)
    assert ran.code == 2
    assert ran.err.splitlines()[0].endswith(f"error: argument --rows: a number from 1 on, not `{rows}`")


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_a_question_is_among_the_examples(question: object) -> None:
    """The files are for the command line; they ask what the demo asks."""
    assert hasattr(question, "name")
    assert hasattr(question, "request")
    file = EXAMPLES / f"{question.name}.json"
    assert json.loads(file.read_text(encoding="utf-8")) == {**question.request, "limit": 5}
