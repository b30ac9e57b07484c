"""`weave-query run` and `load` against real databases."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

import weave_query as wq
from tests.cli.conftest import DATA, Cli
from tests.cli.terminal import in_a_pipe

SUPPORT = '{"project_id": "northwind/support-bot", "limit": 3}'
SOURCES = '{"$eq": [{"$getField": "output.sources.0"}, "doc-006"]}'


def test_loading_says_what_was_written(cli: Cli, tmp_path: Path) -> None:
    url = f"duckdb:///{tmp_path}/traces.duckdb"
    files = {name: str(DATA / f"{name}.jsonl.gz") for name in ("feedback", "prices", "objects", "tables")}
    args = [part for name, file in files.items() for part in (f"--{name}", file)]
    expected = {"objects": 90, "table_rows": 120, "llm_token_prices": 21, "feedback": 663}
    for _ in range(2):  # loading twice changes nothing
        ran = cli("load", "--url", url, *args, "--json")
        assert (ran.code, ran.json, ran.err) == (0, expected, "")
    table = cli("load", "--url", url, "--prices", files["prices"])
    assert table.lines == ["table             rows", "----------------  ----", "llm_token_prices  21"]


def test_a_row_that_cannot_be_stored_is_named(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "calls.jsonl"
    file.write_text('{"id": "a", "project_id": "p"\n', encoding="utf-8")
    ran = cli("load", "--url", "sqlite://", "--calls", str(file))
    assert ran.code == 1
    assert ran.err.startswith("error: WQ506: row 1 of calls.jsonl: the line is no JSON")
    missing = cli("load", "--url", "sqlite://", "--calls", str(tmp_path / "none.jsonl"))
    assert missing.err.startswith(f"error: WQ506: the file `{tmp_path}/none.jsonl` cannot be read: not found")


def test_a_table_has_the_columns_that_tell_calls_apart(cli: Cli, url: str) -> None:
    ran = cli("run", "--url", url, SUPPORT)
    assert ran.code == 0
    assert ran.lines[0].split() == ["started_at", "trace_name", "status", "latency_ms", "id"]
    assert ran.lines[2].split("  ")[:2] == ["2025-10-23 09:00:01.392", "SupportRAG.predict"]
    assert ran.lines[-1] == "first 3 calls"


def test_the_count_says_when_there_may_be_more(cli: Cli, url: str) -> None:
    def last(**more: object) -> str:
        return cli("run", "--url", url, json.dumps({"project_id": "northwind/support-bot", **more})).lines[-1]

    none = {"query": {"$expr": {"$eq": [{"$getField": "op_name"}, "none"]}}}
    assert [last(limit=1), last(limit=2, offset=4), last(limit=3, **none)] == [
        "first 1 call",
        "2 calls after the first 4",
        "0 calls",
    ]
    assert last() == "3,109 calls"


def test_how_long_a_call_took_is_shown_where_both_times_are_there(cli: Cli, url: str) -> None:
    lines = cli("run", "--url", url, str(DATA.parent / "slowest_traces.json")).lines
    assert lines[0].split() == ["display_name", "ended_at", "duration", "id"]
    assert "  47.945 s  " in lines[2]
    assert cli("run", "--url", url, SUPPORT, "--columns", "ended_at").lines[0].split() == ["ended_at"]


@pytest.mark.parametrize("asked", ["request", "option"])
def test_a_column_that_is_in_no_result_is_told(asked: str, cli: Cli, url: str) -> None:
    """The library accepts it too, and it selects nothing."""
    request = json.loads(SUPPORT)
    args = ["--columns", "input_refs,status"]
    if asked == "request":
        request, args = {**request, "columns": ["input_refs", "status"]}, []
    ran = cli("run", "--url", url, json.dumps(request), *args)
    assert ran.code == 0
    assert ran.err == "note: `input_refs` can be queried, but is not part of a result\n"
    assert ran.lines[0].split() == (["status"] if args else ["status", "id"])
    alone = cli("run", "--url", url, json.dumps(request), "--columns", "output_refs")
    assert (alone.code, alone.lines[0]) == (0, "id")


def test_csv_has_the_columns_of_the_table_with_whole_values(cli: Cli, url: str) -> None:
    request = json.dumps({**json.loads(SUPPORT), "columns": ["op_name", "inputs", "ended_at", "exception"]})
    ran = cli("run", "--url", url, request, "--format", "csv")
    rows = list(csv.DictReader(ran.out.splitlines()))
    with wq.connect(url) as db:
        calls = db.run(wq.CallsQueryReq(**json.loads(request))).calls
    assert ran.out.splitlines()[0] == "op_name,inputs,ended_at,duration,exception,id"
    assert [(row["op_name"], json.loads(row["inputs"]), row["exception"], row["id"]) for row in rows] == [
        (call.op_name, call.inputs, call.exception or "", call.id) for call in calls
    ]
    assert [datetime.fromisoformat(row["ended_at"]) for row in rows] == [call.ended_at for call in calls]
    assert [float(row["duration"]) for row in rows] == [
        (call.ended_at - call.started_at).total_seconds() for call in calls if call.ended_at
    ]
    counts = cli("run", "--url", url, SUPPORT, "--kind", "calls_query_stats", "--format", "csv")
    assert counts.lines == ["count,has_more", "3,true"]


def test_stdin_is_a_source(tmp_path: Path) -> None:
    row = {"project_id": "p", "trace_id": "t", "op_name": "o", "started_at": "2026-01-01"}
    rows = "".join(json.dumps({"id": name, **row}) + "\n" for name in ("a", "b"))
    args = ("load", "--url", f"sqlite:///{tmp_path}/calls.db", "--calls", "-", "--json")
    ran = in_a_pipe(*args, input=rows)
    assert (ran.returncode, ran.stderr, json.loads(ran.stdout)) == (0, "", {"calls": 2})
    wrong = in_a_pipe(*args, input=rows + "{")
    assert wrong.returncode == 1
    assert "row 3 of <stdin>: the line is no JSON" in wrong.stderr
    assert json.loads(in_a_pipe(*args).stdout) == {"calls": 0}


def test_stdin_is_one_source(cli: Cli) -> None:
    ran = cli("load", "--url", "sqlite://", "--calls", "-", "--feedback", "-")
    assert ran.code == 2
    assert "stdin can be one of the sources" in ran.err


def test_the_requests_own_columns_are_shown(cli: Cli, url: str) -> None:
    request = json.dumps({**json.loads(SUPPORT), "columns": ["op_name", "inputs.question"]})
    lines = cli("run", "--url", url, request).lines
    assert lines[0].split() == ["op_name", "inputs.question", "id"]
    assert lines[2].split("  ")[0] == "SupportRAG.predict"


def test_columns_are_fields_and_paths(cli: Cli, url: str) -> None:
    ran = cli(
        "run", "--url", url, SUPPORT, "--where", SOURCES, "--columns", "output.sources.0, status,duration,ended_at"
    )
    assert ran.lines[0].split() == ["output.sources.0", "status", "duration", "ended_at"]
    assert ran.lines[2].split()[:2] == ["doc-006", "success"]


def test_an_exception_is_shown_by_its_type_and_message(cli: Cli, url: str) -> None:
    failed = '{"$eq": [{"$getField": "status"}, "error"]}'
    lines = cli("run", "--url", url, SUPPORT, "--where", failed, "--columns", "exception").lines
    assert lines[2].split(": ")[0].isidentifier()
    assert "traceback" not in lines[2]


def test_json_is_the_response_of_the_library(cli: Cli, url: str) -> None:
    with wq.connect(url) as db:
        expected = db.run(wq.CallsQueryReq(**json.loads(SUPPORT))).model_dump(mode="json")
    assert cli("run", "--url", url, SUPPORT, "--format", "json").json == expected
    assert cli("run", "--url", url, SUPPORT, "--json").json == expected
    lines = cli("run", "--url", url, SUPPORT, "--format", "jsonl").lines
    assert [json.loads(line) for line in lines] == expected["calls"]


def test_counts(cli: Cli, url: str) -> None:
    request = '{"project_id": "northwind/support-bot"}'
    assert cli("run", "--url", url, request, "--kind", "calls_query_stats").lines[2].split() == ["3109", "false"]
    assert cli("run", "--url", url, request, "--kind", "calls_query_stats", "--json").json["count"] == 3109
    assert cli("run", "--url", url, request, "--kind", "calls_query_stats", "--columns", "id").code == 2


def test_no_rows_are_a_table_too(cli: Cli, url: str) -> None:
    ran = cli("run", "--url", url, '{"project_id": "nobody/nothing"}')
    assert ran.lines[-1] == "0 calls"
    assert len(ran.lines) == 3


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--url", "oracle://x"], "error: WQ505: no installed backend opens the scheme `oracle`"),
        (["--url", "duckdb"], "error: WQ505: a database url begins with a scheme"),
        (["--url", "duckdb:///no/such/folder/x.duckdb"], "error: WQ505: there is no file `no/such/folder/x.duckdb`"),
        (["--url", "sqlite:///none.db"], "error: WQ505: there is no file `none.db`; `weave-query load`"),
        (["--url", "sqlite:///none.db?mod=ro"], "error: WQ505: `mod` is no key of `sqlite` urls; nearest: `mode`"),
    ],
)
def test_a_database_that_there_is_not_is_wrong_usage(args: list[str], message: str, cli: Cli) -> None:
    ran = cli("run", *args, SUPPORT)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(message)


def test_a_file_of_rows_that_there_is_not_is_wrong_usage_and_a_wrong_row_is_not(cli: Cli, tmp_path: Path) -> None:
    rows = tmp_path / "calls.jsonl"
    load = ("load", "--url", f"sqlite:///{tmp_path}/calls.db", "--calls", str(rows))
    assert cli(*load).code == 2
    rows.write_text("{}", encoding="utf-8")
    assert cli(*load).code == 1


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--url", "sqlite://"], "error: WQ504: the table `calls` is not there; `create_schema()` makes the tables"),
        (
            ["--columns", "inputs.model,outptu"],
            "error: WQ201 at /columns/1: `outptu` is not a field of calls; nearest: `output`",
        ),
    ],
)
def test_errors_are_a_line_or_json(args: list[str], message: str, cli: Cli, url: str) -> None:
    where = args if "--url" in args else ["--url", url, *args]
    ran = cli("run", *where, SUPPORT)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(message)
    as_json = cli("run", *where, SUPPORT, "--format", "jsonl")
    found = json.loads(as_json.err)
    assert sorted(found) == ["at", "code", "hint", "message", "others"]
    assert found["code"] in message


def test_a_value_cannot_steer_the_terminal(cli: Cli, tmp_path: Path) -> None:
    row = {
        **{"id": "a", "project_id": "p", "trace_id": "t", "op_name": "x\x1b[2J\u009b31m\u202e", "inputs": {}},
        **{"started_at": "2025-01-01T00:00:00Z", "attributes": {}},
    }
    file = tmp_path / "calls.jsonl"
    file.write_text(json.dumps(row), encoding="utf-8")
    url = f"sqlite:///{tmp_path}/calls.db"
    assert cli("load", "--url", url, "--calls", str(file)).code == 0
    ran = cli("run", "--url", url, '{"project_id": "p"}', "--columns", "op_name")
    assert ran.lines[2] == "x\\x1b[2J\\x9b31m\\u202e"


def test_a_reader_that_goes_away_is_no_error(url: str) -> None:
    command = (
        f'{sys.executable} -m weave_query.cli run --url {url} \'{{"project_id": "northwind/support-bot"}}\' | head -1'
    )
    ran = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)
    assert (ran.stderr, len(ran.stdout.splitlines())) == ("", 1)


def test_a_missing_driver_names_its_extra(tmp_path: Path) -> None:
    ran = in_a_pipe("run", "--url", "duckdb://", SUPPORT, without=["duckdb"])
    assert ran.returncode == 1
    assert ran.stderr == (
        "error: WQ503: the DuckDB driver is not installed; the extra `duckdb` of weave-query installs it: in a "
        'checkout `pip install ".[duckdb]"`\n'
    )


def test_what_is_true_for_no_row_is_told_beside_the_empty_answer(cli: Cli, url: str) -> None:
    ran = cli("run", "--url", url, SUPPORT, "--where", '{"$eq": [{"$getField": "status"}, "eror"]}')
    assert (ran.code, ran.lines[-1]) == (0, "0 calls")
    assert ran.err == (
        "warning: WQ803 at /where/$eq: the text is none that `status` ever is: `success`, `error`, `descendant_error`, "
        "`running`; nearest: `error`\n"
    )


def test_a_limit_stands_in_the_place_of_the_requests_own(cli: Cli, url: str) -> None:
    assert cli("run", "--url", url, SUPPORT, "--limit", "2").lines[-1] == "first 2 calls"
    assert cli("run", "--url", url, SUPPORT, "--limit", "0").lines[-1] == "0 calls"
    counted = cli("run", "--url", url, SUPPORT, "--kind", "calls_query_stats", "--limit", "7", "--json").json
    assert counted["count"] == 7
    for wrong in ("-1", "x", ""):
        assert cli("run", "--url", url, SUPPORT, f"--limit={wrong}").code == 2


def test_driver_functions_are_added_to_the_connection(cli: Cli, url: str) -> None:
    where = '{"$regexMatch": {"input": {"$getField": "op_name"}, "regex": "handle_[a-z]+:"}}'
    assert cli("run", "--url", url, SUPPORT, "--where", where).code == 1
    assert cli("run", "--url", url, SUPPORT, "--where", where, "--driver-functions").lines[-1] == "first 3 calls"


def test_groups_are_a_table_with_units_and_in_words(cli: Cli, url: str) -> None:
    request = str(DATA.parent / "aggregate" / "slowest_ops.json")
    table = cli("run", "--url", url, "--kind", "aggregate", request)
    assert table.lines == [
        "op                            count  p95_latency_ms     failed",
        "----------------------------  -----  --------------  ---------",
        "Evaluation.predict_and_score     90      26584.8254          0",
        "job_step                         25      49531.7939       0.12",
        "long_job                         13      34389.0906          0",
        "Evaluation.evaluate               3        47326.86          0",
        "(all others)                   2978      3991.40975  0.0379449",
        "5 rows",
    ]
    rows = cli("run", "--url", url, "--kind", "aggregate", request, "--format", "csv").lines
    assert rows[0] == "op,count,p95_latency_ms,failed"
    assert rows[-1].startswith('"{""$other"": true}",2978,')
    lines = cli("run", "--url", url, "--kind", "aggregate", request, "--format", "jsonl").lines
    assert json.loads(lines[1])["op"] == "job_step"
    measure = {"function": "max", "field": "duration"}
    body = {"dimensions": [{"field": "inputs.value"}], "measures": [measure], "limit": 2}
    asked = json.dumps({"project_id": "northwind/support-bot", **body})
    few = cli("run", "--url", url, "--kind", "aggregate", asked)
    assert few.lines[0].split("  ") == ["inputs.value", "max_duration (s)"]
    assert few.lines[-1] == "first 2 rows"


def test_a_statement_that_takes_too_long_is_told_with_the_flag(cli: Cli, url: str) -> None:
    text = "stats latency_ms p50 p95, total_cost by 1h from 2025-10-01 to 2025-11-10"
    ran = cli("run", text, "--project", "northwind/support-bot", "--url", url, "--timeout-seconds", "0.001")
    assert ran.code == 1
    assert (
        "WQ508: the statement took longer than 0.001 seconds; ask for less, or allow more with `--timeout-" in ran.err
    )
