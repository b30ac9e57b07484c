"""Queries in text on the command line: run, compiled, formatted, and told what is wrong with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.conftest import EXAMPLES

PROJECT = ("--project", "northwind/support-bot")


def test_a_query_in_text_compiles_as_its_json_does(cli: Cli) -> None:
    text = cli("compile", 'calls where status = "error" limit 5', *PROJECT, "--backend", "duckdb")
    json = cli(
        "compile",
        '{"project_id": "northwind/support-bot", "limit": 5, '
        '"query": {"$expr": {"$eq": [{"$getField": "status"}, "error"]}}}',
        "--backend",
        "duckdb",
    )
    assert (text.code, text.err, text.out) == (0, "", json.out)


def test_the_text_says_the_kind(cli: Cli) -> None:
    ran = cli("explain", "aggregate count() by trace_name", *PROJECT)
    assert ran.code == 0
    assert "Aggregate" in ran.out


def test_both_conditions_hold(cli: Cli) -> None:
    ran = cli("compile", 'stats call_count last 1d where id = "a"', *PROJECT, "--where", 'id = "b"', "--stage", "expr")
    assert ran.code == 0
    assert '"a"' in ran.out
    assert '"b"' in ran.out


def test_a_text_may_stand_in_a_file(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "slow.wq"
    file.write_text("# the slow ones\ncalls where latency > 2s\n", encoding="utf-8")
    assert cli("explain", str(file), *PROJECT).code == 0


def test_what_is_wrong_is_underlined(cli: Cli) -> None:
    ran = cli("compile", "calls where latncy > 2", *PROJECT)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        "error: WQ201 at 1:13: `latncy` is not a field of calls; nearest: `latency_ms`",
        "  calls where latncy > 2",
        "              ^^^^^^",
    ]


def test_a_text_without_a_project_is_told_so(cli: Cli) -> None:
    ran = cli("compile", "calls")
    assert (ran.code, ran.out) == (1, "")
    assert "`--project entity/project`" in ran.err
    empty = cli("compile", "calls", "--project", "")
    assert (empty.code, empty.out) == (2, "")
    assert "the project is empty; as in `entity/project`" in empty.err


def test_fmt_prints_the_canonical_form(cli: Cli) -> None:
    ran = cli("fmt", "CALLS limit 5 where latency_ms>2000 and a='b' # x")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == 'calls\nwhere latency > 2000 and a = "b"  # x\nlimit 5\n'


def test_fmt_makes_text_of_json(cli: Cli) -> None:
    ran = cli("fmt", '{"project_id": "p", "limit": 5}')
    assert (ran.code, ran.out) == (0, "calls\nlimit 5\n")


def test_fmt_writes_files_and_checks_them(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "a.wq"
    file.write_text("calls   limit 5\n", encoding="utf-8")
    checked = cli("fmt", "--check", str(file))
    assert (checked.code, checked.out) == (1, f"would change: {file}\n")
    assert cli("fmt", str(file)).code == 0
    assert file.read_text(encoding="utf-8") == "calls\nlimit 5\n"
    assert cli("fmt", "--check", str(file)).code == 0


@pytest.mark.parametrize("text", ["calls where", "a = = b"])
def test_fmt_tells_what_is_wrong(cli: Cli, text: str) -> None:
    ran = cli("fmt", text)
    assert ran.code == 1
    assert "WQ101" in ran.err
    assert "^" in ran.err


def test_lint_tells_what_is_hardly_meant(cli: Cli) -> None:
    ran = cli("lint", "calls where inputs.a = 1 and inputs.a = 2", *PROJECT)
    assert ran.code == 1
    fact = "WQ853 at 1:30: no value of `inputs.a` satisfies `inputs.a = 2` and the conditions before it"
    assert ran.out.splitlines() == [
        f"{fact}; join them with `or`, or leave one of them out",
        "  calls where inputs.a = 1 and inputs.a = 2",
        "                               ^^^^^^^^^^^^",
    ]
    assert cli("lint", "calls where inputs.a = 1", *PROJECT).code == 0


def test_lint_mends_what_one_change_mends(cli: Cli) -> None:
    ran = cli("lint", "calls where inputs.a = 1 and inputs.a = 1", *PROJECT, "--fix")
    assert (ran.code, ran.out) == (0, "calls where inputs.a = 1\n")
    told = cli("lint", "calls where inputs.a = 1 and inputs.a = 1", *PROJECT, "--json")
    assert '"start": 24' in told.out


def test_lint_names_the_options_of_the_command_line(cli: Cli, tmp_path: Path) -> None:
    url = f"duckdb:///{tmp_path / 'a.duckdb'}"
    assert cli("load", "--url", url, "--calls", str(EXAMPLES)).code == 0
    asked = ("stats total_tokens from 2025-11-01", "--project", "northwind/research-agent", "--url", url)
    ran = cli("lint", *asked)
    assert (ran.code, ran.out.splitlines()[0].endswith("twice; run it with `--stored-usage auto`")) == (1, True)
    assert '"setting": {' in cli("lint", *asked, "--json").out
    assert cli("lint", *asked, "--stored-usage", "auto").code == 0
    ran = cli("lint", "calls", "--project", "northwind/x", "--url", url)
    assert (ran.code, ran.out.startswith("WQ863: there are no calls in the project")) == (1, True)


def test_diff_shows_what_changes_in_the_plan_and_in_the_sql(cli: Cli) -> None:
    ran = cli("diff", "calls where inputs.n > 1", "calls where inputs.n > 1 limit 5", *PROJECT, "--backend", "sqlite")
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert lines[0] == "-- plan"
    assert "-- sqlite" in lines
    assert any(line.startswith("+LIMIT") for line in lines)
    assert [line for line in lines[lines.index("-- sqlite") :] if line.startswith("-") and line[1:2] != "-"] == []
    same = cli("diff", "calls where a = 1"[:5], "CALLS", *PROJECT)
    assert (same.code, same.out) == (0, "nothing changes\n")


def test_explain_shows_a_databases_own_plan(cli: Cli, tmp_path: Path) -> None:
    url = f"duckdb:///{tmp_path / 'a.duckdb'}"
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    assert cli("load", "--url", url, "--calls", str(tmp_path / "none.jsonl")).code == 0
    ran = cli("explain", "calls limit 5", *PROJECT, "--url", url)
    assert ran.code == 0
    assert ran.out.startswith("-- calls\n")
    analyzed = cli("explain", "calls limit 5", *PROJECT, "--url", url, "--analyze", "--timeout-seconds", "5")
    assert " ms" in analyzed.out
    assert cli("explain", "calls limit 5", *PROJECT, "--analyze").code == 2
