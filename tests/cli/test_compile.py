"""`weave-query compile`: requests from everywhere, every stage, every way to print it, and what can be wrong."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import pytest

import weave_query as wq
from tests.cli.conftest import Cli
from tests.cli.terminal import in_a_pipe
from tests.readme import ROOT
from weave_query import CallsQueryReq, get_backend, list_backends
from weave_query import compile as compile_request
from weave_query.cli.reading import KINDS, POLICIES
from weave_query.options import StoredUsage
from weave_query.requests import REQUESTS

REQUEST: dict[str, Any] = {
    "project_id": "acme/bot",
    "filter": {"trace_roots_only": True},
    "query": {"$expr": {"$gt": [{"$getField": "inputs.n"}, 5]}},
    "columns": ["id"],
    "limit": 3,
}
TEXT = json.dumps(REQUEST)
ALL = ["clickhouse", "duckdb", "postgres", "sqlite"]


def asking(query: dict[str, Any]) -> str:
    return json.dumps({"project_id": "p", "query": {"$expr": query}})


def test_every_backend_is_compiled_for_unless_some_are_named(cli: Cli) -> None:
    assert [line for line in cli("compile", TEXT).lines if line in {f"-- {name}" for name in ALL}] == [
        f"-- {name}" for name in ALL
    ]
    named = cli("compile", TEXT, "--backend", "sqlite", "--backend", "duckdb", "--backend", "sqlite", "--json").json
    assert [found["backend"] for found in named] == ["sqlite", "duckdb"]
    assert cli("compile", TEXT, "--backend", "sqlite,duckdb", "--json").json == named
    assert cli("compile", TEXT, "--backend", "all", "--json").json == cli("compile", TEXT, "--json").json


def test_json_has_the_statement_as_the_library_compiles_it(cli: Cli) -> None:
    found = {entry["backend"]: entry["queries"] for entry in cli("compile", TEXT, "--json").json}
    assert found.keys() == {name for name in list_backends() if get_backend(name).dialect}
    for name, queries in found.items():
        (query,) = compile_request(CallsQueryReq(**REQUEST), name)
        assert queries == [
            {
                "name": "calls",
                "sql": query.sql,
                "params": json.loads(json.dumps(dict(query.params))),
                "columns": [{"name": c.name, "type": str(c.type), "role": "field"} for c in query.columns],
            }
        ]


@pytest.mark.parametrize("source", ["file", "stdin", "argument"])
def test_a_request_comes_from_anywhere(source: str, tmp_path: Path) -> None:
    file = tmp_path / "request.json"
    file.write_text(TEXT, encoding="utf-8")
    given = {"file": str(file), "stdin": "-", "argument": TEXT}[source]
    ran = in_a_pipe("compile", given, "--backend", "duckdb", "--json", input=TEXT if source == "stdin" else "")
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)[0]["queries"][0]["params"]["p0"] == "acme/bot"


def test_what_is_not_sql_is_a_comment(cli: Cli) -> None:
    """So that the whole output can be pasted; a value with a line break stays in its comment."""
    request = json.dumps({"project_id": "a\nDROP TABLE calls; \x1b[31m", "columns": ["id"]})
    lines = cli("compile", request, "--backend", "sqlite").lines
    assert [line[:2] for line in lines] == ["--"] * (len(lines) - 1) + ["SE"]
    assert lines[1] == '-- p0 = "a\\nDROP TABLE calls; \\u001b[31m"'
    assert lines[-1].endswith(";")


def test_pretty_is_a_matter_of_choice_in_a_pipe(cli: Cli) -> None:
    one = cli("compile", TEXT, "--backend", "duckdb", "--inline")
    many = cli("compile", TEXT, "--backend", "duckdb", "--inline", "--pretty")
    assert len(one.lines) == 2
    assert len(many.lines) > 10
    assert cli("compile", TEXT, "--backend", "duckdb", "--inline", "--no-pretty").out == one.out


def test_inline_writes_the_parameters_into_the_statement(cli: Cli) -> None:
    (found,) = cli("compile", TEXT, "--backend", "postgres", "--inline", "--json").json
    (query,) = found["queries"]
    assert query["params"] == {}
    assert "c.project_id = 'acme/bot'" in query["sql"]
    assert "%(" not in query["sql"]


def test_the_stage_expr_is_the_whole_condition(cli: Cli) -> None:
    found = cli("compile", TEXT, "--stage", "expr", "--where", '{"$eq": [{"$getField": "op_name"}, "x"]}').json
    assert found == {
        "$expr": {
            "$and": [
                {"$eq": [{"$getField": "parent_id"}, {"$literal": None}]},
                {"$gt": [{"$getField": "inputs.n"}, {"$literal": 5}]},
                {"$eq": [{"$getField": "op_name"}, {"$literal": "x"}]},
            ]
        }
    }


def test_a_request_without_a_condition_has_no_expression(cli: Cli) -> None:
    assert cli("compile", '{"project_id": "p"}', "--stage", "expr").json is None


def test_the_stages_bound_and_plan_show_meaning_and_values(cli: Cli) -> None:
    bound = cli("compile", TEXT, "--stage", "bound").lines
    values = ['$0 = "acme/bot"', "$1 = null", "$2 = 5", "$3 = 3"]
    assert bound == ["(is_null(parent_id) and (numeric(inputs.n) > $2:float))", *values]
    plan = cli("compile", TEXT, "--stage", "plan").lines
    assert plan[-4:] == values
    assert [line.split()[0] for line in plan[:-4]] == ["calls:", "Derive", "Limit", "Sort", "Filter", "Scan"]


def test_the_stage_rewritten_is_by_backend(cli: Cli) -> None:
    ran = cli("compile", TEXT, "--stage", "rewritten", "--backend", "duckdb", "--backend", "clickhouse")
    assert [line for line in ran.lines if line.startswith("--")] == ["-- duckdb", "-- clickhouse"]
    found = cli("compile", TEXT, "--stage", "rewritten", "--json").json
    assert [sorted(entry) for entry in found] == [["backend", "rewritten"]] * 4
    assert list(cli("compile", TEXT, "--stage", "plan", "--json").json) == ["plan"]


def test_where_takes_an_operator_or_a_query(cli: Cli) -> None:
    operator = '{"$eq": [{"$getField": "op_name"}, "x"]}'
    first = cli("compile", TEXT, "--where", operator, "--json")
    assert first.out == cli("compile", TEXT, "--where", f'{{"$expr": {operator}}}', "--json").out
    assert first.out != cli("compile", TEXT, "--json").out


def test_unknown_keys_are_errors_or_warnings(cli: Cli) -> None:
    request = '{"project_id": "p", "limt": 5}'
    refused = cli("compile", request)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("error: WQ101 at /limt: `limt` is not a key of `calls_query`; nearest: `limit`")
    ignored = cli("compile", request, "--unknown-keys", "ignore")
    assert (ignored.code, ignored.err) == (0, "warning: WQ801 at /limt: the unknown key was ignored\n")


NEVER = '{"project_id": "p", "query": {"$expr": {"$gt": [{"$getField": "latency_ms"}, "500"]}}}'


@pytest.mark.parametrize("args", [(), ("--json",), ("--stage", "plan"), ("--stage", "bound"), ("--stage", "rewritten")])
def test_what_is_true_for_no_row_is_told_on_stderr(args: tuple[str, ...], cli: Cli) -> None:
    """Once, whatever the number of backends, and nothing of it in the output."""
    ran = cli("compile", NEVER, *args)
    assert ran.code == 0
    assert "warning" not in ran.out
    assert ran.err.startswith("warning: WQ802 at /query/$expr/$gt: `latency_ms` holds numbers, with which a text")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (
            ['{"project_id":'],
            "the body is not JSON: it ends too early, at line 1, column 15; a value is missing",
        ),
        (['{\n  "project_id": "p",\n}'], "a comma too many before `}`, at line 2, column 20"),
        (["[]"], "error: WQ101: a request is an object"),
        ([TEXT, "--where", "{x"], "error: WQ101: `--where` is not JSON: a key is missing, or its quotes"),
        ([TEXT, "--where", '{"$eq": 1}'], "error: WQ101 at /where/$eq: `$eq` requires a list of two operands"),
        ([TEXT, "--where", '{"$expr": {"$eq": 1}}'], "error: WQ101 at /where/$expr/$eq: `$eq` requires"),
        (
            [TEXT, "--where", '{"$eq": [{"$getField": "inptus"}, 1]}'],
            "error: WQ201 at /where/$eq/0/$getField: `inptus`",
        ),
        (
            [asking({"$eq": [{"$getField": "inptus.model"}, 1]})],
            "error: WQ201 at /query/$expr/$eq/0/$getField: `inptus` is not a field of calls; nearest: `inputs`",
        ),
        ([asking({"$eq": [{"$getField": "started_at"}, "soon"]})], "error: WQ202 at /query/$expr/$eq/1"),
        (
            [asking({"$eq": [{"$getField": "zzz"}, 1]})],
            "`zzz` is not a field of calls; `op_name`, `started_at`, `inputs` and `output` are some, `weave-query",
        ),
        (
            ['{"project_id": "p", "include_usernames": true}'],
            "error: WQ401 at /include_usernames: `include_usernames` is not available in this release",
        ),
    ],
)
def test_what_is_wrong_is_one_line_and_the_code_is_1(args: list[str], message: str, cli: Cli) -> None:
    ran = cli("compile", *args)
    assert (ran.code, ran.out) == (1, "")
    assert message in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["no-such.json"], "error: WQ101: there is no file `no-such.json`; a request is text such as `calls limit 10`"),
        (["requests"], "error: WQ101: there is no file `requests`; a request is text such as `calls limit 10`"),
        (
            ["examples/failed_trace.json"],
            "there is no file `examples/failed_trace.json`; nearest: `failed_traces.json`",
        ),
        (["exmples/failed_traces.json"], "no file `exmples/failed_traces.json`; there is no folder `exmples` either"),
        (["."], "error: WQ101: no request can be read from `.`"),
        ([TEXT, "--backend", "oracle"], "error: WQ501: there is no backend `oracle`; installed are `clickhouse`"),
        ([TEXT, "--backend", "sqllite"], "`sqlite`; nearest: `sqlite`"),
        ([TEXT, "--backend", "mysql"], "`memory`, `postgres`, `sqlite`\n"),
        ([TEXT, "--backend", "chdb"], "`sqlite`; it is called `clickhouse`\n"),
        ([TEXT, "--backend", "postgresql"], "`sqlite`; it is called `postgres`\n"),
        ([TEXT, "--kind", "call_query"], "argument --kind: invalid choice: 'call_query'"),
        ([TEXT, "--kind", "call_query"], "; nearest: `calls_query`"),
        ([TEXT, "--stage", "rewriten"], "; nearest: `rewritten`"),
        ([TEXT, "--bakend", "sqlite"], "unrecognized arguments: --bakend sqlite; nearest: `--backend`"),
        ([TEXT, "--driver_functions"], "unrecognized arguments: --driver_functions; nearest: `--driver-functions`"),
    ],
)
def test_what_there_is_not_is_wrong_usage_and_the_nearest_is_named(
    args: list[str], message: str, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    ran = cli("compile", *args)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_a_command_that_there_is_not_is_wrong_usage_and_the_nearest_is_named(cli: Cli) -> None:
    ran = cli("compil", TEXT)
    assert ran.code == 2
    assert "; nearest: `compile`" in ran.err


def test_the_plan_has_a_command_of_its_own(cli: Cli) -> None:
    ran = cli("explain", TEXT)
    assert (ran.code, ran.out) == (0, cli("compile", TEXT, "--stage", "plan").out)
    assert cli("explain", TEXT, "--json").json == {"plan": ran.out.removesuffix("\n")}
    assert cli("explian", TEXT).err.splitlines()[0].endswith("; nearest: `explain`")
    told = cli("explain", NEVER)
    assert (told.code, told.err.count("warning: WQ802")) == (0, 1)


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ({"dimensions": []}, "it is a key of `aggregate`: `--kind aggregate`"),
        ({"call_ids": ["a"]}, "it is a key of `calls_usage`: `--kind calls_usage`"),
        ({"call_metrics": [], "start": "2026-01-01"}, "it is a key of `call_stats`: `--kind call_stats`"),
        ({"after_ms": 1, "limt": 1}, "it is a key of `feedback_aggregate`\n"),
        ({"measure": []}, "it has `project_id`"),
    ],
)
def test_a_forgotten_kind_is_named(body: dict[str, Any], hint: str, cli: Cli) -> None:
    ran = cli("compile", json.dumps({"project_id": "p", **body}))
    assert ran.code == 1
    key = next(iter(body))
    assert f"error: WQ101 at /{key}: `{key}` is not a key of `calls_query`; {hint}" in ran.err


def test_the_policy_of_stored_usage_is_that_of_the_options(cli: Cli) -> None:
    body = '{"project_id": "p"}'
    statements = {}
    for policy in get_args(StoredUsage):
        args = ("compile", body, "--kind", "trace_usage", "--stored-usage", policy, "--backend", "duckdb")
        statements[policy] = cli(*args, "--json").json[0]["queries"][0]["sql"]
        request = wq.TraceUsageReq(project_id="p")
        assert statements[policy] == wq.compile(request, "duckdb", options=wq.Options(stored_usage=policy)).sql
    assert len(set(statements.values())) == 3
    for command in (("explain",), ("compile", "--stage", "rewritten", "--backend", "duckdb")):
        asked = (*command, body, "--kind", "trace_usage", "--stored-usage")
        assert len({cli(*asked, policy).out for policy in statements}) == 3
    assert get_args(StoredUsage) == POLICIES
    assert cli("run", "--url", "sqlite://", body, "--stored-usage", "all").code == 2


def test_every_option_of_compiling_has_a_flag(cli: Cli) -> None:
    """But for what is no matter of a request: its limits, which the kinds of a server set, the condition that a
    server adds to all, the verifier, and the key of cursors, which the command line has none of."""
    body = {"project_id": "p", "start": "2026-01-01", "end": "2026-01-02"}
    body |= {
        "call_metrics": [{"metric": "latency_ms", "percentiles": [50]}],
        "usage_metrics": [{"metric": "total_cost"}],
    }
    given = wq.Options(org_id="org", approximate_percentiles=True)
    flags = ("--kind", "call_stats", "--org-id", "org", "--approximate-percentiles")
    found = cli("compile", json.dumps(body), *flags, "--backend", "duckdb", "--json").json[0]["queries"]
    compiled = wq.compile(wq.parse_request("call_stats", body), "duckdb", options=given)
    assert [query["sql"] for query in found] == [query.sql for query in compiled]
    assert cli("explain", json.dumps(body), *flags).out.split("\n$0")[0] == compiled.explain()
    rewritten = ("compile", json.dumps(body), "--kind", "call_stats", "--stage", "rewritten", "--backend", "duckdb")
    assert cli(*rewritten, "--approximate-percentiles").out != cli(*rewritten).out
    known = {each.name for each in fields(wq.Options)} - {"limits", "always", "verify", "cursor_key"}
    assert all(f"--{name.replace('_', '-')}" in cli("run", "--help").out for name in known)


def test_the_hint_of_what_sqlite_lacks_is_the_flag(cli: Cli) -> None:
    searching = asking({"$regexMatch": {"input": {"$getField": "op_name"}, "regex": "^a"}})
    ran = cli("compile", searching, "--backend", "sqlite")
    assert "with `--driver-functions` the driver adds them" in ran.err
    assert "Options(" not in ran.err


def test_the_help_lists_the_kinds_of_requests(cli: Cli) -> None:
    assert tuple(REQUESTS) == KINDS
    for command in ("compile", "run"):
        told = " ".join(cli(command, "--help").out.split())
        assert ", ".join(KINDS) in told


def test_driver_functions_let_sqlite_search_with_regular_expressions(cli: Cli) -> None:
    searching = asking({"$regexMatch": {"input": {"$getField": "op_name"}, "regex": "^a"}})
    assert "WQ401" in cli("compile", searching, "--backend", "sqlite").err
    assert " REGEXP :p1" in cli("compile", searching, "--backend", "sqlite", "--driver-functions").out


def test_every_mistake_of_a_request_has_its_line(cli: Cli) -> None:
    wrong = {"$and": [{"$eq": [{"$getField": "foo"}, 1]}, {"$eq": [{"$getField": "bar"}, 1]}]}
    ran = cli("compile", asking(wrong))
    assert [line.split(":")[1].split(" at ")[1] for line in ran.err.splitlines()] == [
        "/query/$expr/$and/0/$eq/0/$getField",
        "/query/$expr/$and/1/$eq/0/$getField",
    ]
    found = json.loads(cli("compile", asking(wrong), "--json").err)
    assert (found["code"], found["at"]) == ("WQ201", "/query/$expr/$and/0/$eq/0/$getField")
    assert found["hint"].startswith("`op_name`, `started_at`")
    assert [other["code"] for other in found["others"]] == ["WQ201"]


def test_what_no_backend_compiles_is_refused_once(cli: Cli) -> None:
    request = '{"project_id": "p", "include_usernames": true}'
    ran = cli("compile", request)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "error: WQ401 at /include_usernames: `include_usernames` is not available in this release\n"
    found = cli("compile", request, "--json")
    assert found.code == 1
    assert [(entry["backend"], entry["error"]["code"]) for entry in found.json] == [(name, "WQ401") for name in ALL]


def test_a_backend_that_cannot_does_not_hide_the_others(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lowering of SQLite that refuses member tests, as one of a third party may."""
    from weave_query.errors import UnsupportedError
    from weave_query_sqlite.lowering import SQLiteLowering

    def refuse(*_: object) -> None:
        raise UnsupportedError("no member tests here", capability="member")

    monkeypatch.setattr(SQLiteLowering, "member", refuse)
    request = asking({"$in": [{"$getField": "display_name"}, ["only", "here"]]})
    ran = cli("compile", request)
    assert ran.code == 1
    assert [line for line in ran.lines if line in {f"-- {name}" for name in ALL}] == [f"-- {name}" for name in ALL[:3]]
    assert ran.err == "error: sqlite: WQ401: no member tests here\n"
    found = cli("compile", request, "--json").json
    assert [entry.get("error", {}).get("code") for entry in found] == [None, None, None, "WQ401"]


def test_the_examples_of_the_repository_compile(cli: Cli) -> None:
    folder = Path(__file__).parents[2] / "examples"
    files = sorted(folder.glob("*.json"))
    assert files
    for file in files:
        assert cli("compile", str(file)).code == 0
